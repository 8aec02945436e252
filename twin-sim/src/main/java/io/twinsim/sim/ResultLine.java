package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;

/** A result in one line of at most 75 characters: the mean effect, its headline interval, the verdict. */
final class ResultLine {

    private static final int MOST_DECIMALS = 5;

    private ResultLine() {
    }

    static String of(SimulationResult result) {
        boolean total = result.intervals().total().isPresent();
        Interval interval = result.intervals().total().orElse(result.intervals().simulation());
        int decimals = Math.min(MOST_DECIMALS, Numbers.decimals(interval.width() / 2));
        String head = (result.status() == SimulationResult.Status.PARTIAL ? "Result[partial, ATE " : "Result[ATE ")
                + Numbers.signed(result.ate().estimate(), decimals) + ", "
                + (total ? Shown.percent(interval.level()) : "simulation only") + " "
                + Numbers.fixed(interval.lower(), decimals) + ".." + Numbers.fixed(interval.upper(), decimals);
        String tail = ", n=" + Numbers.grouped(result.n())
                + result.recommendation().map(r -> ": " + r.verdict()).orElse("") + "]";
        String basis = !total ? ""
                : " (" + (result.assumption().isPresent() ? result.provenance().id() : "sim only") + ")";
        return head.length() + basis.length() + tail.length() <= Shown.LINE ? head + basis + tail
                : Shown.cut(head + tail, Shown.LINE);
    }
}

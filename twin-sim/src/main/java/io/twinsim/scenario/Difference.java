package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * How much the mean effects of two scenarios differ on the same twins.
 *
 * @param scenario the label of the one that ranks higher
 * @param against the label of the other
 * @param estimate the mean effect of {@code scenario} minus that of {@code against}
 * @param standardError of the simulation, from the differences of single twins
 * @param sd the standard deviation of the difference, that of uncertain coefficients included
 * @param interval the total interval of this difference alone
 * @param simultaneous a total interval that covers together with those of all differences listed
 * @param probBetter the probability that {@code scenario} is better; ties count half
 * @param shared whether both have the same coefficients, draw by draw; otherwise they are independent
 */
public record Difference(
        String scenario, String against, double estimate, double standardError, double sd, Interval interval,
        Interval simultaneous, double probBetter, boolean shared) {

    /** Characters of the one line. */
    private static final int LINE = 75;

    /** One line such as {@code email_campaign - sample_distribution: +0.0312 (95 % 0.0021..0.0603)}. */
    @Override
    public String toString() {
        String tail = ": " + Numbers.signed(estimate, Shown.decimals(interval.width() / 2)) + " ("
                + Shown.percent(interval.level()) + " " + Shown.range(interval) + ")";
        int room = (LINE - tail.length() - " - ".length()) / 2;
        return Lines.one(Shown.name(scenario, room) + " - " + Shown.name(against, room) + tail);
    }
}

package io.twinsim.sim;

import io.twinsim.inference.Interval;
import java.util.Optional;

/**
 * The intervals of a mean effect. Each covers something else; {@code total} is the headline.
 *
 * @param simulation covers a finite number of twins
 * @param assumption covers uncertain coefficients; empty if their uncertainty is not stated or the run was stopped
 * @param total covers both; the simulation interval, with a note, if the uncertainty of the coefficients is not stated;
 *        empty if the run was stopped before
 * @param plannedTrial covers the estimate of a real test of the planned size; empty unless one was asked for
 */
public record Intervals(
        Interval simulation, Optional<Interval> assumption, Optional<Interval> total, Optional<Interval> plannedTrial) {

    /** One line: the headline interval, or that of the simulation alone. */
    @Override
    public String toString() {
        return Shown.cut("Intervals[" + (total.isPresent() ? "total " + Shown.range(total.get())
                : "simulation " + Shown.range(simulation) + ", total not done")
                + plannedTrial.map(i -> ", planned trial " + Shown.range(i)).orElse("") + "]", Shown.LINE);
    }
}

package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The times at which values of a run are known.
 *
 * @param steps the number of steps
 * @param dt the length of a step
 * @param unit the unit of time
 */
record TimeAxis(int steps, double dt, String unit) {

    /** Days that people like to look at. */
    private static final int[] DAYS = {7, 30, 90, 180, 365};
    private static final double NEARLY_WHOLE = 1e-9;

    /** The time of a step. */
    double time(int step) {
        return step * dt;
    }

    /** The step of one of the times of the run. */
    int step(double time) {
        return (int) Math.rint(time / dt);
    }

    /** The time of a step as text, such as {@code 30 days}. */
    String text(int step) {
        return Shown.span(new TimeSpan(time(step), unit));
    }

    double[] times() {
        double[] times = new double[steps + 1];
        for (int step = 0; step <= steps; step++) {
            times[step] = time(step);
        }
        return times;
    }

    /** The step of a time such as {@code 30 days}. */
    int step(String time) {
        TimeSpan span = TimeSpan.parse(time);
        double exact = span.in(unit) / dt;
        double step = Math.rint(exact);
        if (Math.abs(exact - step) <= NEARLY_WHOLE * Math.max(1, step) && step <= steps) {
            return (int) step;
        }
        throw new InputException("time must be a whole number of steps of " + Shown.span(new TimeSpan(dt, unit)) + " and at most "
                + text(steps) + ", got " + span);
    }

    /** Days up to the horizon that are steps, or quarters of the horizon; always its end. */
    List<Integer> shown() {
        TreeSet<Integer> shown = new TreeSet<>();
        TimeSpan one = new TimeSpan(1, unit);
        if (isTime(one)) {
            for (int days : DAYS) {
                double exact = new TimeSpan(days, "day").in(unit) / dt;
                if (exact <= steps && Math.rint(exact) == exact) {
                    shown.add((int) exact);
                }
            }
        }
        if (shown.size() < 2) {
            shown.clear();
            for (int quarter = 1; quarter <= 4; quarter++) {
                shown.add(Math.max(1, (int) ((long) steps * quarter / 4)));
            }
        }
        shown.add(steps);
        return new ArrayList<>(shown);
    }

    private static boolean isTime(TimeSpan one) {
        return List.of("s", "min", "h", "day", "week").contains(one.unit());
    }

    /** At most so many steps, evenly spread, both ends included. */
    List<Integer> spread(int most) {
        TreeSet<Integer> spread = new TreeSet<>();
        for (int k = 0; k < most; k++) {
            spread.add((int) ((long) steps * k / Math.max(1, most - 1)));
        }
        return new ArrayList<>(spread);
    }
}

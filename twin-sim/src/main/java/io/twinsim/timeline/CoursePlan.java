package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.expr.Program;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of an intervention in an arm, with its formulas compiled. Times are in the timeline's unit.
 *
 * @param intervention the intervention with its parameter values
 * @param start when the first dose is due, at least 0
 * @param stop when the last dose may be due; infinity if never
 * @param every the time from dose to dose
 * @param halfLife the time in which half of the level is gone; 0 if doses do not accumulate
 * @param dose the size of a dose
 * @param adherence the probability that it is taken; null if every dose is
 * @param profile what the level is multiplied by; null for 1
 * @param applies the twins that can be exposed; null for all
 */
record CoursePlan(Intervention intervention, double start, double stop, double every, double halfLife, Program dose,
        @Nullable Program adherence, @Nullable Program profile, @Nullable Program applies) {

    /** Doses within this part of a step after its end still belong to it: times are sums of rounded numbers. */
    private static final double SLACK = 1e-9;

    CoursePlan {
        if (!(start >= 0 && start <= Double.MAX_VALUE)) {
            throw new InputException("start of " + intervention.name() + " must be at least 0, got "
                    + Numbers.shortest(start));
        }
        if (!(every > 0)) {
            throw new InputException("every of " + intervention.name() + " must be positive, got "
                    + Numbers.shortest(every));
        }
        if (!(stop >= start)) {
            throw new InputException("stop of " + intervention.name() + " must be at least its start ("
                    + Numbers.shortest(start) + "), got " + Numbers.shortest(stop));
        }
    }

    String name() {
        return intervention.name();
    }

    /** The first step after which a twin may be exposed: step 1 at the earliest, as the start is everybody's. */
    int firstStep(double dt) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(start / dt - SLACK)));
    }

    boolean begun(double t, double dt) {
        return t >= start - SLACK * dt;
    }

    boolean stopped(double t, double dt) {
        return t > stop + SLACK * dt;
    }

    /** How many doses are due up to a time. */
    long dueBy(double t, double dt) {
        double last = Math.min(t + SLACK * dt, stop + SLACK * dt);
        return last < start - SLACK * dt ? 0 : (long) Math.floor((last - start) / every + SLACK) + 1;
    }

    /** When dose number m is due. */
    double moment(long m) {
        return start + m * every;
    }

    /** What is left of a level after a time. */
    double left(double time) {
        return Elementary.pow(2, -Math.max(0, time) / halfLife);
    }

    /** The columns that are read, with the prefixes that say when. */
    Set<String> reads() {
        Set<String> names = new LinkedHashSet<>(dose.inputs());
        for (Program program : new Program[] {adherence, profile, applies}) {
            if (program != null) {
                names.addAll(program.inputs());
            }
        }
        return names;
    }
}

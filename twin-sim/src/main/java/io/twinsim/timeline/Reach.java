package io.twinsim.timeline;

import io.twinsim.expr.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns depend on which, over any number of steps: what a change can reach. */
final class Reach {

    private static final String NEXT = "next.";
    private static final String FIRST = "first.";

    private final int columns;
    private final Map<String, Integer> index;
    /** What is read, and the columns that follow from it. */
    private final List<Reading> readings = new ArrayList<>();
    private int @Nullable [] until;

    private record Reading(int[] read, int[] written) {
    }

    Reach(int columns, Map<String, Integer> index) {
        this.columns = columns;
        this.index = index;
    }

    /** Says that columns follow from names. */
    void reads(Set<String> names, int... written) {
        readings.add(new Reading(columns(names), written));
    }

    /** Says what decides whether a twin is over, which stops all its values. */
    void until(Program program) {
        until = columns(Set.copyOf(program.inputs()));
    }

    /** The columns of the names that are nodes; what they were at the start does not change. */
    private int[] columns(Set<String> names) {
        return names.stream().filter(name -> !name.startsWith(FIRST))
                .map(name -> name.startsWith(NEXT) ? name.substring(NEXT.length()) : name)
                .filter(index::containsKey).mapToInt(index::get).sorted().distinct().toArray();
    }

    boolean[] from(Map<Integer, List<ChangePlan>> changes) {
        boolean[] reached = new boolean[columns];
        changes.keySet().forEach(column -> reached[column] = true);
        boolean more = true;
        while (more) {
            more = false;
            for (Reading reading : readings) {
                more |= any(reading.read, reached) && mark(reading.written, reached);
            }
        }
        if (until != null && any(until, reached)) {
            Arrays.fill(reached, true);
        }
        return reached;
    }

    private static boolean any(int[] read, boolean[] reached) {
        for (int column : read) {
            if (reached[column]) {
                return true;
            }
        }
        return false;
    }

    private static boolean mark(int[] written, boolean[] reached) {
        boolean more = false;
        for (int column : written) {
            more |= !reached[column];
            reached[column] = true;
        }
        return more;
    }
}

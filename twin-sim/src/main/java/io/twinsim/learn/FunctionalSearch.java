package io.twinsim.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the columns that follow from others in every row where both are known, if at least half of their known rows
 * have the source and the rule was tested ({@link FunctionalSupport}, {@link FunctionalArithmetic}). First discrete
 * columns give values to others (the source with the fewest levels; of two that name the same thing the first one
 * stays), then arithmetic on numbers, then intervals of numbers. A dependency that would close a circle is left out.
 */
final class FunctionalSearch {

    private final StructureTable table;
    private final Map<String, FunctionalDependency> found = new LinkedHashMap<>();

    private FunctionalSearch(StructureTable table) {
        this.table = table;
    }

    static List<FunctionalDependency> of(StructureTable table) {
        FunctionalSearch search = new FunctionalSearch(table);
        new FunctionalRecoding(table).find(search);
        new FunctionalArithmetic(table).find(search);
        new FunctionalIntervals(table).find(search);
        return search.ordered();
    }

    /** Whether a column is known to follow from others. */
    boolean follows(String column) {
        return found.containsKey(column);
    }

    /** Takes a dependency unless its column already follows from others or one of its sources follows from it. */
    boolean take(FunctionalDependency dependency) {
        if (follows(dependency.column())
                || dependency.sources().stream().anyMatch(source -> needs(source, dependency.column()))) {
            return false;
        }
        found.put(dependency.column(), dependency);
        return true;
    }

    private boolean needs(String column, String other) {
        FunctionalDependency dependency = found.get(column);
        return column.equals(other)
                || dependency != null && dependency.sources().stream().anyMatch(source -> needs(source, other));
    }

    /** In the data's order, but each after its sources. */
    private List<FunctionalDependency> ordered() {
        Map<String, FunctionalDependency> ordered = new LinkedHashMap<>();
        table.columns().forEach(column -> place(column, ordered));
        return List.copyOf(new ArrayList<>(ordered.values()));
    }

    private void place(String column, Map<String, FunctionalDependency> ordered) {
        FunctionalDependency dependency = found.get(column);
        if (dependency != null && !ordered.containsKey(column)) {
            dependency.sources().forEach(source -> place(source, ordered));
            ordered.put(column, dependency);
        }
    }
}

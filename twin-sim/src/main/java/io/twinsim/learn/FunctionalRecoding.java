package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Columns that have one value for each level of a discrete column: a region for each state, a price for each
 * product.
 */
final class FunctionalRecoding {

    private final StructureTable table;
    private final List<String> sources;

    FunctionalRecoding(StructureTable table) {
        this.table = table;
        this.sources = new ArrayList<>(table.of(ColumnProfile.Role.DISCRETE));
        sources.sort(Comparator.comparingInt((String name) -> levels(name)).thenComparingInt(table::place));
    }

    private int levels(String column) {
        return table.profile(column).distinct();
    }

    void find(FunctionalSearch search) {
        for (ColumnProfile target : table.profiles()) {
            boolean discrete = target.role() == ColumnProfile.Role.DISCRETE;
            boolean coded = target.role() == ColumnProfile.Role.NUMERIC && !sources.isEmpty()
                    && target.distinct() <= levels(sources.get(sources.size() - 1));
            if (discrete || coded) {
                double[] values = distinct(target, discrete);
                int[] codes = discrete ? table.codes(target.column())
                        : StructureTable.coded(table.values(target.column()), values);
                find(search, target, codes, values);
            }
        }
    }

    private double[] distinct(ColumnProfile target, boolean discrete) {
        return discrete ? target.levels().stream().mapToDouble(ColumnProfile.Level::value).toArray()
                : Arrays.stream(ColumnProfile.sorted(table.values(target.column()))).distinct().toArray();
    }

    private void find(FunctionalSearch search, ColumnProfile target, int[] codes, double[] values) {
        for (String source : sources) {
            int more = levels(source) - values.length;
            boolean finer = more > 0 || more == 0 && (target.role() == ColumnProfile.Role.NUMERIC
                    || table.place(source) < table.place(target.column()));
            if (finer && !source.equals(target.column())) {
                int[] map = map(table.codes(source), levels(source), codes);
                if (map.length > 0 && tested(source, map, codes, values.length)
                        && search.take(dependency(source, target, map, values))) {
                    return;
                }
            }
        }
    }

    /** The value of each level, -1 for levels that have none; empty if a level has two. */
    private static int[] map(int[] source, int levels, int[] target) {
        int[] map = new int[levels];
        Arrays.fill(map, -1);
        for (int i = 0; i < source.length; i++) {
            int x = source[i];
            int y = target[i];
            if (x >= 0 && y >= 0) {
                if (map[x] != y && map[x] >= 0) {
                    return new int[0];
                }
                map[x] = y;
            }
        }
        return IntStream.of(map).allMatch(y -> y >= 0) ? map : new int[0];
    }

    private boolean tested(String source, int[] map, int[] codes, int values) {
        int[] counts = new int[map.length];
        int[] x = table.codes(source);
        int known = 0;
        int both = 0;
        for (int i = 0; i < x.length; i++) {
            known += codes[i] >= 0 ? 1 : 0;
            if (x[i] >= 0 && codes[i] >= 0) {
                counts[x[i]]++;
                both++;
            }
        }
        FunctionalSupport support = new FunctionalSupport(values, (double) sources.size() * table.profiles().size());
        for (int level = 0; level < map.length; level++) {
            support.group(map[level], counts[level]);
        }
        return 2 * both >= known && support.enough();
    }

    private FunctionalDependency dependency(String source, ColumnProfile target, int[] map, double[] values) {
        long rows = IntStream.range(0, table.rows()).filter(i -> table.codes(source)[i] >= 0
                && !Double.isNaN(table.values(target.column())[i])).count();
        return new FunctionalDependency(target.column(), List.of(source), FunctionalDependency.Kind.RECODING,
                StructureText.pretty(formula(source, target, map, values)), target.type(), rows);
    }

    private String formula(String source, ColumnProfile target, int[] map, double[] values) {
        if (FunctionalText.binary(target, values)) {
            return FunctionalText.chosen(target, condition(source, map));
        }
        boolean number = table.profile(source).number();
        // Values in their order, so that labels are known in the order that the data have.
        List<Integer> levels = IntStream.range(0, map.length).boxed()
                .sorted(Comparator.comparingInt((Integer level) -> map[level])).toList();
        int last = map[levels.get(levels.size() - 1)];
        StringBuilder text = new StringBuilder("lookup(").append(table.lookedUp(source));
        for (int level : levels) {
            if (!number || map[level] != last) {
                text.append(", ").append(table.key(source, level)).append(": ")
                        .append(FunctionalText.value(target, values[map[level]], map[level]));
            }
        }
        return text.append(number ? ", else: " + FunctionalText.value(target, values[last], last) : "").append(')')
                .toString();
    }

    /** The levels whose value is the second of two. */
    private String condition(String source, int[] map) {
        ColumnProfile profile = table.profile(source);
        String name = StructureText.name(source);
        List<String> keys = IntStream.range(0, map.length).filter(level -> map[level] == 1)
                .mapToObj(level -> table.key(source, level)).toList();
        if (profile.type() == ColumnType.FLAG) {
            return map[1] == 1 ? name : "not " + name;
        }
        return keys.size() == 1 ? name + " == " + keys.get(0)
                : name + " in " + keys.stream().collect(Collectors.joining(", ", "(", ")"));
    }
}

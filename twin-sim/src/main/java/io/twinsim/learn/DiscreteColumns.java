package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a network: the discrete and constant ones that do not follow from numbers. Those that follow from
 * another discrete column keep their place as parents of others; the others are drawn.
 */
final class DiscreteColumns {

    private static final FunctionalDependency NONE =
            new FunctionalDependency("", List.of(), FunctionalDependency.Kind.RECODING, "", ColumnType.REAL, 0);

    private final StructureTable table;
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final List<FunctionalDependency> recodings = new ArrayList<>();
    private final List<Integer> sources = new ArrayList<>();
    private final List<int[]> codes = new ArrayList<>();
    /** Of columns that follow from others: the value of each level of the source. */
    private final List<int[]> maps = new ArrayList<>();

    DiscreteColumns(StructureTable table, List<FunctionalDependency> dependencies) {
        this.table = table;
        Map<String, FunctionalDependency> byName = new HashMap<>();
        dependencies.forEach(one -> byName.put(one.column(), one));
        Map<String, Integer> places = new HashMap<>();
        for (ColumnProfile profile : table.profiles()) {
            if (!profile.levels().isEmpty() && among(profile.column(), byName)) {
                places.put(profile.column(), profiles.size());
                profiles.add(profile);
                recodings.add(byName.getOrDefault(profile.column(), NONE));
                codes.add(table.codes(profile.column()));
            }
        }
        for (int c = 0; c < profiles.size(); c++) {
            boolean drawn = recodings.get(c) == NONE;
            sources.add(drawn ? -1 : places.get(recodings.get(c).sources().get(0)));
            maps.add(drawn ? new int[0] : map(sources.get(c), c));
        }
    }

    private boolean among(String column, Map<String, FunctionalDependency> byName) {
        FunctionalDependency dependency = byName.get(column);
        return dependency == null ? !table.profile(column).levels().isEmpty()
                : dependency.kind() == FunctionalDependency.Kind.RECODING && among(dependency.sources().get(0), byName);
    }

    private int[] map(int source, int column) {
        int[] map = new int[levels(source)];
        Arrays.fill(map, -1);
        int[] x = codes.get(source);
        int[] y = codes.get(column);
        for (int i = 0; i < x.length; i++) {
            if (x[i] >= 0 && y[i] >= 0) {
                map[x[i]] = y[i];
            }
        }
        return map;
    }

    StructureTable table() {
        return table;
    }

    int count() {
        return profiles.size();
    }

    String name(int column) {
        return profiles.get(column).column();
    }

    ColumnProfile profile(int column) {
        return profiles.get(column);
    }

    int levels(int column) {
        return profiles.get(column).levels().size();
    }

    int[] codes(int column) {
        return codes.get(column);
    }

    boolean drawn(int column) {
        return sources.get(column) < 0;
    }

    /** The dependency of a column that is not drawn. */
    FunctionalDependency recoding(int column) {
        return recodings.get(column);
    }

    /** The column that a column follows from; -1 if it is drawn. */
    int source(int column) {
        return sources.get(column);
    }

    /** The drawn column that a column follows from in the end; itself if it is drawn. */
    int base(int column) {
        return drawn(column) ? column : base(source(column));
    }

    /** The value that a level of the base column means, -1 if that was never seen. */
    int fromBase(int column, int level) {
        if (drawn(column)) {
            return level;
        }
        int upper = fromBase(source(column), level);
        return upper < 0 ? -1 : maps.get(column)[upper];
    }
}

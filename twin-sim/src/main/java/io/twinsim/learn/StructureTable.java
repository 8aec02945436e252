package io.twinsim.learn;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns of data with their profiles; those with levels as numbers of their levels. Arrays are shared, never
 * changed.
 */
final class StructureTable {

    private final int rows;
    private final List<ColumnProfile> profiles;
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final List<double[]> values;
    private final List<int[]> codes;

    private StructureTable(int rows, List<ColumnProfile> profiles, List<double[]> values) {
        this.rows = rows;
        this.profiles = List.copyOf(profiles);
        this.values = values;
        this.codes = new ArrayList<>();
        for (int c = 0; c < profiles.size(); c++) {
            index.put(profiles.get(c).column(), c);
            codes.add(codes(profiles.get(c), values.get(c)));
        }
    }

    static StructureTable of(Population data, List<String> columns, StructureSettings settings) {
        List<ColumnProfile> profiles = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (String name : columns) {
            Column column = data.column(name);
            double[] numbers = new double[column.size()];
            column.load(0, numbers, 0, numbers.length);
            profiles.add(ColumnProfile.of(name, column, numbers, settings));
            values.add(numbers);
        }
        return new StructureTable((int) data.size(), profiles, values);
    }

    /** The level of each row; -1 where it is missing. Empty for columns without levels. */
    private static int[] codes(ColumnProfile profile, double[] values) {
        if (profile.levels().isEmpty()) {
            return new int[0];
        }
        double[] levels = profile.levels().stream().mapToDouble(ColumnProfile.Level::value).toArray();
        return coded(values, levels);
    }

    static int[] coded(double[] values, double[] levels) {
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Double.isNaN(values[i]) ? -1 : Arrays.binarySearch(levels, values[i] + 0.0);
        }
        return codes;
    }

    int rows() {
        return rows;
    }

    List<String> columns() {
        return List.copyOf(index.keySet());
    }

    List<ColumnProfile> profiles() {
        return profiles;
    }

    /** The place of a column among all. */
    int place(String column) {
        return index.get(Checks.known("column", column, index.keySet()));
    }

    ColumnProfile profile(String column) {
        return profiles.get(place(column));
    }

    /**
     * The level of each row, an index into the profile's levels; -1 where missing; empty for columns without
     * levels.
     */
    int[] codes(String column) {
        return codes.get(place(column));
    }

    /** The rows as numbers: flags 0 and 1, labels their codes in the data's column, missing NaN. */
    double[] values(String column) {
        return values.get(place(column));
    }

    /** The names of the columns of one role, in order. */
    List<String> of(ColumnProfile.Role role) {
        return profiles.stream().filter(profile -> profile.role() == role).map(ColumnProfile::column).toList();
    }

    /** How a lookup names the column: real numbers, which are whole here, are rounded for the compiler's sake. */
    String lookedUp(String column) {
        String name = StructureText.name(column);
        return profile(column).type() == ColumnType.REAL ? "round(" + name + ")" : name;
    }

    /** The key of a level in a lookup. */
    String key(String column, int level) {
        ColumnProfile profile = profile(column);
        String label = profile.levels().get(level).label();
        return profile.number() ? label : StructureText.label(label);
    }
}

package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of training units, units held out and twins, as numbers; categories as codes of one list of labels, NaN
 * where missing.
 */
record LikenessColumn(String name, ColumnType type, List<String> labels, double[] train, double[] holdout,
        double[] twins) {

    /** The columns that all three have, in the order of the data; the others are noted. */
    static List<LikenessColumn> shared(Population train, Population holdout, Population twins, List<String> notes) {
        List<LikenessColumn> columns = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String name : holdout.names()) {
            if (train.has(name) && twins.has(name)) {
                columns.add(of(name, train, holdout, twins));
            } else {
                absent.add(Names.quote(name));
            }
        }
        if (columns.isEmpty()) {
            throw new InputException("twins must have a column of the data, got " + Names.list(twins.names())
                    + "; the data have " + Names.list(holdout.names()));
        }
        if (!absent.isEmpty()) {
            notes.add("left out, as not all have it: " + Names.list(absent));
        }
        return columns;
    }

    private static LikenessColumn of(String name, Population train, Population holdout, Population twins) {
        Column[] parts = {train.column(name), holdout.column(name), twins.column(name)};
        boolean category = parts[0].type() == ColumnType.CATEGORY;
        boolean flag = parts[0].type() == ColumnType.FLAG;
        Map<String, Integer> codes = new LinkedHashMap<>();
        double[][] values = new double[parts.length][];
        for (int k = 0; k < parts.length; k++) {
            if (parts[k].type() == ColumnType.CATEGORY != category) {
                throw new InputException("column " + Names.quote(name) + " must be of one kind in train, holdout and "
                        + "twins, got " + parts[0].type().id() + ", " + parts[1].type().id() + " and "
                        + parts[2].type().id());
            }
            values[k] = new double[parts[k].size()];
            parts[k].load(0, values[k], 0, values[k].length);
            if (category) {
                recode(values[k], parts[k].labels(), codes);
            }
        }
        ColumnType type = category ? ColumnType.CATEGORY : flag ? ColumnType.FLAG : parts[1].type();
        return new LikenessColumn(name, type, List.copyOf(codes.keySet()), values[0], values[1], values[2]);
    }

    private static void recode(double[] values, List<String> labels, Map<String, Integer> codes) {
        int[] code = new int[labels.size()];
        for (int k = 0; k < code.length; k++) {
            code[k] = codes.computeIfAbsent(labels.get(k), label -> codes.size());
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? Double.NaN : code[(int) values[i]];
        }
    }

    /** Whether distances are those of shares, not of distribution functions. */
    boolean isDiscrete() {
        return type == ColumnType.CATEGORY || type == ColumnType.FLAG;
    }

    /** Whether associations are those of ranks: numbers, and what has but two levels. */
    boolean isOrdered() {
        return type != ColumnType.CATEGORY || labels.size() <= 2;
    }
}

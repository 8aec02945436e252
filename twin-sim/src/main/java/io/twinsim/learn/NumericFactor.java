package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A discrete column on which the distribution of a number may depend.
 *
 * @param column its name
 * @param codes the level of each row, -1 where missing; shared, not written to
 * @param labels the levels as formulas write them: quoted labels, numbers, {@code false} and {@code true}
 * @param ordered whether the levels are numbers that rise
 * @param flag whether the column is a flag
 */
record NumericFactor(String column, int[] codes, List<String> labels, boolean ordered, boolean flag) {

    static NumericFactor of(StructureTable table, String column) {
        ColumnProfile profile = table.profile(column);
        boolean number = profile.number();
        List<String> labels = profile.levels().stream()
                .map(level -> profile.type() == ColumnType.CATEGORY
                        ? StructureText.label(level.label()) : level.label()).toList();
        return new NumericFactor(column, table.codes(column), labels, number,
                profile.type() == ColumnType.FLAG);
    }

    int levels() {
        return labels.size();
    }

    /** The condition that a row has one of some levels; of numbers and flags they are the lowest. */
    String isIn(BitSet levels) {
        String name = StructureText.name(column);
        if (flag) {
            return "not " + name;
        }
        if (ordered && labels.size() > 2) {
            return name + " < " + labels.get(levels.length());
        }
        if (levels.cardinality() == 1) {
            return name + " == " + labels.get(levels.nextSetBit(0));
        }
        return name + " in (" + levels.stream().mapToObj(labels::get).collect(Collectors.joining(", ")) + ")";
    }
}

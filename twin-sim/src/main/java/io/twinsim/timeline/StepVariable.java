package io.twinsim.timeline;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Cells;
import io.twinsim.internal.text.Names;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a result records of one value of the twins at every step.
 *
 * @param column its number in {@link ArmValues}
 * @param name the node's name
 * @param type its type
 * @param labels the labels of a category, in the order of their codes; else empty
 * @param bounded whether no value can be beyond known bounds
 * @param higherIsBetter which direction is an improvement, if the world says
 * @param notable the least change of a twin that counts, if the world says
 * @param label what people call it
 * @param unit its unit
 */
record StepVariable(int column, String name, ColumnType type, List<String> labels, boolean bounded,
        Optional<Boolean> higherIsBetter, OptionalDouble notable, Optional<String> label, Optional<String> unit) {

    /** Bounds beyond this are none. */
    private static final double UNBOUNDED = 1e300;
    /** Cells of a unit in a table. */
    private static final int UNIT = 12;

    static StepVariable of(PlanColumn column) {
        return new StepVariable(column.index(), column.name(), column.type(), List.copyOf(column.labels()),
                column.lower() > -UNBOUNDED && column.upper() < UNBOUNDED,
                Optional.ofNullable(column.node()).flatMap(node -> node.higherIsBetter()),
                column.node() == null ? OptionalDouble.empty() : column.node().notable(), column.label(),
                Optional.ofNullable(column.node()).flatMap(node -> node.unit()));
    }

    /** Whether the variable is summarised by mean, deviation and quantiles, not by shares. */
    boolean isNumber() {
        return type == ColumnType.REAL || type == ColumnType.INTEGER;
    }

    /** The unit as tables show it; empty if there is none, and for shares. */
    String unitShown() {
        return unit.filter(of -> isNumber()).map(of -> Cells.cut(Names.visible(of), UNIT)).orElse("");
    }

    /** The name as tables show it, with the unit behind it if there is room. */
    String nameShown() {
        String full = name + " (" + unitShown() + ")";
        return unitShown().isEmpty() || Cells.width(full) > Shown.NAME ? Shown.name(name) : full;
    }

    /** How many shares there are: the labels, or one for a flag; 0 for numbers. */
    int shares() {
        return type == ColumnType.CATEGORY ? labels.size() : type == ColumnType.FLAG ? 1 : 0;
    }

    /** The names of the shares: the labels, or {@code true} for a flag. */
    List<String> shareNames() {
        return type == ColumnType.FLAG ? List.of("true") : labels;
    }
}

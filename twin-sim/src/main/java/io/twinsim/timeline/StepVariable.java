package io.twinsim.timeline;

import io.twinsim.column.ColumnType;
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

    /** How many shares there are: the labels, or one for a flag; 0 for numbers. */
    int shares() {
        return type == ColumnType.CATEGORY ? labels.size() : type == ColumnType.FLAG ? 1 : 0;
    }

    /** The names of the shares: the labels, or {@code true} for a flag. */
    List<String> shareNames() {
        return type == ColumnType.FLAG ? List.of("true") : labels;
    }
}

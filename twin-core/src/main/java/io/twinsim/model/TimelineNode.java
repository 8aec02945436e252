package io.twinsim.model;

import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Lines;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One column of a timeline: a value per twin at every time. All its formulas are resolved: families, wildcards, axis
 * names and couplings have become the names of nodes, labels and sums.
 *
 * @param name the name in formulas and results, such as {@code level.amygdala.serotonin} or {@code env.humidity}
 * @param family the name without labels, such as {@code level}; the name itself for a node without {@code for}
 * @param index the label on each axis of the family, in the order of the axes
 * @param kind what the node is
 * @param start the value at t = 0 of a state
 * @param formula of a state: the next value; of a derived node: the value; of an event: its hazard or probability; of
 *     a context column: the value where no record matches
 * @param rate whether the formula of an event is a hazard per unit of time, not a probability per step
 * @param when where an event can happen at all
 * @param type what the values are
 * @param labels the labels of a category in code order; empty for other types
 * @param range the bounds that values are clamped to, if declared
 * @param higherIsBetter the better direction, if declared
 * @param notable the least change that counts as one, in comparisons of two times, if declared
 * @param value what an action is worth in a run without a controller
 * @param label a description for people; not part of the model's identity
 * @param unit the unit for people; not part of the model's identity
 * @param place where the node stands in the world file
 */
public record TimelineNode(
        String name, String family, Map<String, String> index, Kind kind, Optional<Expr> start, Optional<Expr> formula,
        boolean rate, Optional<Expr> when, ColumnType type, List<String> labels, Optional<Range> range,
        Optional<Boolean> higherIsBetter, OptionalDouble notable, OptionalDouble value, Optional<String> label,
        Optional<String> unit, Place place) {

    /** What a node is. */
    public enum Kind {
        /** Starts somewhere and moves from step to step. */
        STATE,
        /** Follows from values of the same time. */
        DERIVED,
        /** A flag: whether it happened in the step that ends now. */
        EVENT,
        /** A column of a series that is joined by time, such as {@code env.humidity}. */
        CONTEXT,
        /** A flag: whether a record of the context was found, such as {@code env.matched}. */
        MATCH,
        /** What a controller or an intervention decides, such as {@code action.speed}. */
        ACTION,
        /** What a queue counts, such as {@code line.completed}. */
        COUNTER;

        /**
         * The name in tables.
         *
         * @return such as {@code state}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the index and the labels. */
    public TimelineNode {
        index = Collections.unmodifiableMap(new LinkedHashMap<>(index));
        labels = List.copyOf(labels);
    }

    /**
     * The node as formulas see it: its type, its labels and the bounds of its range.
     *
     * @return a column without missing values
     */
    public Symbol symbol() {
        return symbol(name);
    }

    /** The same values under another name, such as {@code next.x}. */
    Symbol symbol(String as) {
        if (range.isEmpty() || type == ColumnType.CATEGORY || type == ColumnType.FLAG) {
            return new Symbol(as, type, labels, false);
        }
        return new Symbol(as, type, labels, false, range.get().lower() + 0.0, range.get().upper() + 0.0);
    }

    TimelineNode typed(ColumnType found, List<String> known) {
        return new TimelineNode(name, family, index, kind, start, formula, rate, when, found, known, range,
                higherIsBetter, notable, value, label, unit, place);
    }

    /** One line: name, kind and type. */
    @Override
    public String toString() {
        String text = "TimelineNode[" + name + ", " + kind.id() + ", " + type.id() + "]";
        return Lines.one(text);
    }
}

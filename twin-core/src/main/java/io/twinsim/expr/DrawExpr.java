package io.twinsim.expr;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.random.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draw: one random value per row. Inside {@link Truncated} and {@link Mixture} a draw only names a distribution; it
 * is not drawn by itself and has no number.
 */
public sealed interface DrawExpr extends Expr {

    /**
     * The stream that is named in the formula. Its draws have the path {@code stream/NAME}, so that no formula reads
     * the engine's own streams.
     *
     * @return its name, without {@code /}; or null for the stream of the formula's owner
     */
    @Nullable String stream();

    /**
     * A draw from a family of distributions, such as {@code normal(mean, sd)}.
     *
     * @param family the family
     * @param arguments the parameters, as many as the family has, in its order
     * @param stream the stream, or null for the owner's
     * @param mark where it stands
     */
    record Simple(Family family, List<Expr> arguments, @Nullable String stream, Mark mark) implements DrawExpr {
        /** Copies the arguments. */
        public Simple {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code categorical(label: p, ...)}.
     *
     * @param labels the labels in order
     * @param probabilities as many, constant
     * @param stream the stream, or null for the owner's
     * @param mark where it stands
     */
    record Categories(List<String> labels, List<Expr> probabilities, @Nullable String stream, Mark mark)
            implements DrawExpr {
        /** Copies both lists. */
        public Categories {
            labels = List.copyOf(labels);
            probabilities = List.copyOf(probabilities);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code transition(value, from: {to: p, ...}, ...)}: the state that follows a state. A row takes one uniform,
     * whatever state it is in, and the targets of its state in the order in which they are written.
     *
     * @param value the state: a category
     * @param rows the states with what may follow them
     * @param otherwise what may follow all other states; null if every state has a row
     * @param stream the stream, or null for the owner's
     * @param mark where it stands
     */
    record Transition(Expr value, List<Row> rows, @Nullable List<Target> otherwise, @Nullable String stream, Mark mark)
            implements DrawExpr {
        /** Copies the lists. */
        public Transition {
            rows = List.copyOf(rows);
            otherwise = otherwise == null ? null : List.copyOf(otherwise);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * What may follow a state.
     *
     * @param from the label of the state
     * @param targets the states that follow it
     * @param mark where the label stands
     */
    record Row(String from, List<Target> targets, Mark mark) {
        /** Copies the targets. */
        public Row {
            targets = List.copyOf(targets);
        }

        @Override
        public String toString() {
            return Lines.one(from + ": {" + Names.list(targets.stream().map(Target::toString).toList()) + "}");
        }
    }

    /**
     * One state that may follow.
     *
     * @param label its label
     * @param probability how probable it is; null for {@code rest}, which is 1 minus the others
     * @param mark where the label stands
     */
    record Target(String label, @Nullable Expr probability, Mark mark) {
        @Override
        public String toString() {
            return Lines.one(label + ": " + (probability == null ? "rest" : probability));
        }
    }

    /**
     * {@code truncated(distribution, lower, upper)}: the distribution given that its value is in [lower, upper].
     *
     * @param distribution what is truncated
     * @param lower the least value
     * @param upper the greatest value
     * @param stream the stream, or null for the owner's
     * @param mark where it stands
     */
    record Truncated(DrawExpr distribution, Expr lower, Expr upper, @Nullable String stream, Mark mark)
            implements DrawExpr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code mixture(weight: distribution, ...)}.
     *
     * @param weights one for each distribution
     * @param distributions what is mixed
     * @param stream the stream, or null for the owner's
     * @param mark where it stands
     */
    record Mixture(List<Expr> weights, List<DrawExpr> distributions, @Nullable String stream, Mark mark)
            implements DrawExpr {
        /** Copies both lists. */
        public Mixture {
            weights = List.copyOf(weights);
            distributions = List.copyOf(distributions);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code empirical(q0, q1, ...)}: quantiles at equal steps of probability, linear between them.
     *
     * @param quantiles two or more, ascending
     * @param stream the stream, or null for the owner's
     * @param mark where it stands
     */
    record Empirical(List<Expr> quantiles, @Nullable String stream, Mark mark) implements DrawExpr {
        /** Copies the quantiles. */
        public Empirical {
            quantiles = List.copyOf(quantiles);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }
}

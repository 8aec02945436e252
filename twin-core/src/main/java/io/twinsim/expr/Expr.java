package io.twinsim.expr;

import io.twinsim.Place;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A formula as a tree: immutable, checked for syntax but not yet for names and types (see {@link Program#compile}).
 * Trees are equal if they mean the same computation in the same order, wherever they were written. {@code toString}
 * writes a formula that parses back to an equal tree.
 */
public sealed interface Expr permits Expr.NumberLiteral, Expr.LabelLiteral, Expr.FlagLiteral, Expr.Variable,
        Expr.ParameterValue, Expr.CoefficientValue, Expr.Negation, Expr.Not, Expr.Binary, Expr.Membership, Expr.Call,
        Expr.Lookup, Expr.Prediction, Expr.Coupled, DrawExpr {

    /**
     * Parses a formula.
     *
     * @param formula the text, such as {@code decile <= 3 and region in ('west', 'south')}
     * @return the tree
     * @throws io.twinsim.InputException if it is malformed; the message shows the line with a caret
     */
    static Expr parse(String formula) {
        return parse(formula, Place.of("formula"));
    }

    /**
     * Parses a formula that stands in a file.
     *
     * @param formula the text
     * @param origin where the first character of the formula stands; errors are placed relative to it
     * @return the tree
     * @throws io.twinsim.InputException if it is malformed; the message shows the line with a caret
     */
    static Expr parse(String formula, Place origin) {
        return new Parser(new Formula(Checks.notNull(formula, "formula"), Checks.notNull(origin, "origin"))).parse();
    }

    /**
     * A number as a tree.
     *
     * @param value a finite number
     * @return the literal; for negative values its negation, as the parser makes it
     * @throws io.twinsim.InputException if it is not finite
     */
    static Expr number(double value) {
        Checks.finite(value, "value");
        return value < 0 ? new Negation(new NumberLiteral(-value, Mark.NONE), Mark.NONE)
                : new NumberLiteral(value, Mark.NONE);
    }

    /**
     * The product of formulas, multiplied from left to right.
     *
     * @param factors the formulas
     * @return the tree; 1 if there is no factor
     */
    static Expr product(Expr... factors) {
        if (factors.length == 0) {
            return number(1);
        }
        Expr product = factors[0];
        for (int i = 1; i < factors.length; i++) {
            product = new Binary(Operator.MULTIPLY, product, factors[i], Mark.NONE);
        }
        return product;
    }

    /**
     * The sum of formulas, added from left to right.
     *
     * @param terms the formulas
     * @return the tree; 0 if there is no term, the term itself if there is one
     */
    static Expr sum(Expr... terms) {
        return terms.length == 0 ? number(0) : terms.length == 1 ? terms[0]
                : new Call(Function.SUM, List.of(terms), Mark.NONE);
    }

    /**
     * A label as a tree.
     *
     * @param label the text without quotes
     * @return the literal
     */
    static Expr label(String label) {
        return new LabelLiteral(Checks.notNull(label, "label"), Mark.NONE);
    }

    /**
     * The columns named, in order of first appearance.
     *
     * @return immutable
     */
    default Set<String> variables() {
        return Walk.variables(this);
    }

    /**
     * The {@code $parameters} named, in order of first appearance, without {@code $}.
     *
     * @return immutable
     */
    default Set<String> parameters() {
        return Walk.parameters(this);
    }

    /**
     * The {@code $$coefficients} named, in order of first appearance, without {@code $$}.
     *
     * @return immutable
     */
    default Set<String> coefficients() {
        return Walk.coefficients(this);
    }

    /**
     * Whether any part is random.
     *
     * @return true if there is a draw
     */
    default boolean hasDraws() {
        return Walk.hasDraws(this);
    }

    /**
     * The most draws that one row uses of the stream of whoever owns the formula: of the branches of {@code if} and
     * {@code lookup} only the one taken counts, and a draw with a stream of its own does not.
     *
     * @return draws, at least 0
     */
    default int ownDraws() {
        return Walk.ownDraws(this);
    }

    /**
     * The labels that transitions name, of the states that they leave and reach, in order of first appearance.
     *
     * @return immutable; empty if there is no transition
     */
    default Set<String> transitionLabels() {
        return Walk.transitionLabels(this);
    }

    /**
     * Refuses labels that a variable is compared with and that it cannot have: keys of its lookups and transitions,
     * members after {@code in}, the other side of {@code ==} and {@code !=}.
     *
     * @param name the variable
     * @param labels the labels that it can have
     * @throws io.twinsim.InputException if another label is named; the message suggests the nearest and has a caret
     */
    default void checkLabels(String name, Collection<String> labels) {
        LabelCheck.check(this, name, List.copyOf(labels));
    }

    /**
     * The same formula with other formulas in the place of its variables. What a label decides is then decided: a
     * lookup of a label is its result, a comparison of two labels a flag, a choice by such a flag the branch taken.
     * What does not change stays the same object; marks are kept, and given to replacements that have none.
     *
     * @param names what takes the place of a variable: null to keep it; one formula; or, among the arguments of {@code
     *     sum}, {@code mean}, {@code min} and {@code max} only, any number of them from 1 on
     * @param coupled what takes the place of {@code coupled(name, variable)}, given both
     * @return the tree
     * @throws io.twinsim.InputException if several formulas stand for a variable where one must, or a label has no
     *     result in a lookup
     */
    default Expr rewrite(java.util.function.Function<Variable, @Nullable List<Expr>> names,
            BiFunction<String, Variable, Expr> coupled) {
        return new Rewriting(Checks.notNull(names, "names"), Checks.notNull(coupled, "coupled")).of(this);
    }

    /**
     * An injective text of the tree, which content hashes take in: equal trees have equal text, different ones have
     * not. Numbers are written as the bits of the double, names and labels in NFC with their length.
     *
     * @return the text, not meant for people
     */
    default String canonical() {
        return Canonical.text(this);
    }

    /**
     * Where the node stands.
     *
     * @return its mark
     */
    Mark mark();

    /**
     * A number.
     *
     * @param value finite, not negative; the parser writes -1 as the negation of 1
     * @param mark where it stands
     */
    record NumberLiteral(double value, Mark mark) implements Expr {
        /** Refuses what is not a finite number and drops the sign of zero. */
        public NumberLiteral {
            value = Checks.finite(value, "value") == 0 ? 0.0 : value;
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * A quoted label.
     *
     * @param label the text without quotes
     * @param mark where it stands
     */
    record LabelLiteral(String label, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code true} or {@code false}.
     *
     * @param value the flag
     * @param mark where it stands
     */
    record FlagLiteral(boolean value, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * A column.
     *
     * @param name its name, without backticks; may have parts with dots between them, such as {@code env.humidity}
     * @param mark where it stands
     */
    record Variable(String name, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * A {@code $parameter}.
     *
     * @param name its name, without {@code $}
     * @param mark where it stands
     */
    record ParameterValue(String name, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * A {@code $$coefficient}.
     *
     * @param name its name, without {@code $$}
     * @param mark where it stands
     */
    record CoefficientValue(String name, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * Unary minus.
     *
     * @param operand a number
     * @param mark where it stands
     */
    record Negation(Expr operand, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code not}.
     *
     * @param operand a flag
     * @param mark where it stands
     */
    record Not(Expr operand, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * Two operands with an operator between them.
     *
     * @param operator what to do
     * @param left the first operand
     * @param right the second operand
     * @param mark where it stands
     */
    record Binary(Operator operator, Expr left, Expr right, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code value in (a, b, ...)}.
     *
     * @param value what is looked for
     * @param members number literals, labels or parameters
     * @param mark where it stands
     */
    record Membership(Expr value, List<Expr> members, Mark mark) implements Expr {
        /** Copies the members. */
        public Membership {
            members = List.copyOf(members);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * A function with positional arguments.
     *
     * @param function which one
     * @param arguments as many as it takes
     * @param mark where it stands
     */
    record Call(Function function, List<Expr> arguments, Mark mark) implements Expr {
        /** Copies the arguments. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code lookup(value, key: result, ..., else: result)}.
     *
     * @param value a category, an integer, a flag or a parameter
     * @param cases the keys with their results
     * @param otherwise the result for all other values; null if every value has a key
     * @param mark where it stands
     */
    record Lookup(Expr value, List<Case> cases, @Nullable Expr otherwise, Mark mark) implements Expr {
        /** Copies the cases. */
        public Lookup {
            cases = List.copyOf(cases);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * The prediction of a learned model. Once it is bound to its predictor, the columns that this reads count as
     * variables of the formula.
     *
     * @param model its name
     * @param predictor the predictor; null as parsed, see {@link Scope#resolve}
     * @param mark where it stands
     */
    record Prediction(String model, @Nullable Predictor predictor, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code coupled(coupling, variable)}: what the other instances of a family add, in a world with that coupling. It
     * must be rewritten before the formula is compiled.
     *
     * @param coupling the name of the coupling
     * @param variable the family
     * @param mark where it stands
     */
    record Coupled(String coupling, Variable variable, Mark mark) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * One key of a lookup.
     *
     * @param key the label, or a whole number in decimal digits
     * @param whole whether the key was written as a number
     * @param result what the lookup gives for it
     * @param mark where the key stands
     */
    record Case(String key, boolean whole, Expr result, Mark mark) {
        @Override
        public String toString() {
            return Lines.one(key + ": " + result);
        }
    }
}

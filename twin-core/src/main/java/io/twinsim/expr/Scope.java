package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The columns that a formula may name. Immutable. */
public final class Scope {

    static final String TIME = "t";
    static final String STEP = "dt";

    private final Map<String, Symbol> symbols;
    private final Map<String, Predictor> predictors;
    /** Numbers that are set for a run, such as t. */
    private final Set<String> scalars;
    /** The length of a step; NaN outside of time. */
    private final double dt;

    private Scope(Map<String, Symbol> symbols, Map<String, Predictor> predictors, Set<String> scalars, double dt) {
        this.symbols = symbols;
        this.predictors = predictors;
        this.scalars = scalars;
        this.dt = dt;
    }

    /**
     * A scope of the given columns, in that order.
     *
     * @param symbols the columns
     * @return the scope
     * @throws InputException if two have the same name
     */
    public static Scope of(Collection<Symbol> symbols) {
        Map<String, Symbol> map = new LinkedHashMap<>();
        for (Symbol symbol : symbols) {
            if (map.putIfAbsent(symbol.name(), symbol) != null) {
                throw new InputException("column names must differ, got \"" + symbol.name() + "\" twice");
            }
        }
        return new Scope(map, Map.of(), Set.of(), Double.NaN);
    }

    /**
     * A scope of the given columns, in that order.
     *
     * @param symbols the columns
     * @return the scope
     * @throws InputException if two have the same name
     */
    public static Scope of(Symbol... symbols) {
        return of(List.of(symbols));
    }

    /**
     * The same columns, with models that formulas may call as {@code predict(name)}.
     *
     * @param learned the models
     * @return the scope
     * @throws InputException if two have the same name
     */
    public Scope with(Collection<? extends Predictor> learned) {
        Map<String, Predictor> map = new LinkedHashMap<>();
        for (Predictor predictor : learned) {
            if (map.putIfAbsent(predictor.name(), predictor) != null) {
                throw new InputException("learned models must have different names, got \"" + predictor.name()
                        + "\" twice");
            }
        }
        return new Scope(symbols, map, scalars, dt);
    }

    /**
     * The same columns in time: {@code t} is a number that {@link Evaluator#scalar} sets for a run, at least 0, and
     * {@code dt} the constant length of a step. What depends on {@code t} alone is computed once for all rows.
     *
     * @param dt the length of a step in the unit of {@code t}, positive
     * @return the scope
     * @throws InputException if {@code dt} is not a positive number
     */
    public Scope withTime(double dt) {
        return new Scope(symbols, predictors, joined(Set.of(TIME)), Checks.positive(dt, "dt"));
    }

    /**
     * The same columns, with further numbers that {@link Evaluator#scalar} sets for a run. They take precedence over
     * columns, unless a name stands in backticks.
     *
     * @param names their names
     * @return the scope
     */
    public Scope withScalars(Set<String> names) {
        return new Scope(symbols, predictors, joined(names), dt);
    }

    private Set<String> joined(Set<String> names) {
        Set<String> all = new TreeSet<>(scalars);
        all.addAll(names);
        return Collections.unmodifiableSet(all);
    }

    /** Whether there is time. */
    boolean isTimed() {
        return !Double.isNaN(dt);
    }

    double dt() {
        return dt;
    }

    /** The numbers that are set for a run, in the order of their names. */
    Set<String> scalars() {
        return scalars;
    }

    /**
     * A formula with its predictions bound to the models of this scope: what these read counts as variables of the
     * formula, and what they hold as part of its content.
     *
     * @param formula the tree
     * @return the same tree if it predicts nothing
     * @throws InputException if a model is unknown; the message suggests the nearest
     */
    public Expr resolve(Expr formula) {
        return new Resolution(predictors).of(formula);
    }

    Map<String, Predictor> predictors() {
        return predictors;
    }

    /**
     * The column of a name.
     *
     * @param name the name
     * @return its symbol
     * @throws InputException if there is none; the message suggests the nearest
     */
    public Symbol symbol(String name) {
        return find(name).orElseThrow(() -> new InputException(Names.unknown("column", name, names())));
    }

    Optional<Symbol> find(String name) {
        return Optional.ofNullable(symbols.get(name));
    }

    /**
     * The names.
     *
     * @return in the order given, immutable
     */
    public List<String> names() {
        return List.copyOf(symbols.keySet());
    }

    @Override
    public String toString() {
        return Lines.one("Scope[" + Names.list(symbols.keySet()) + "]");
    }
}

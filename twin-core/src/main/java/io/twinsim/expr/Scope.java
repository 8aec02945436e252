package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns that a formula may name. Immutable. */
public final class Scope {

    private final Map<String, Symbol> symbols;
    private final Map<String, Predictor> predictors;

    private Scope(Map<String, Symbol> symbols, Map<String, Predictor> predictors) {
        this.symbols = symbols;
        this.predictors = predictors;
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
        return new Scope(map, Map.of());
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
        return new Scope(symbols, map);
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
        return "Scope[" + Names.list(symbols.keySet()) + "]";
    }
}

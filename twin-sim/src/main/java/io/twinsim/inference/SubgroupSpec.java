package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;

/** How subgroup dimensions are written: {@code COL}, {@code COL:k}, and two of these joined by {@code *}. */
final class SubgroupSpec {

    private static final int MAX_QUANTILES = 100;

    private SubgroupSpec() {
    }

    /**
     * One column of a dimension.
     *
     * @param spec as it was written
     * @param symbol the column
     * @param quantiles how many quantile groups were asked for, 0 if none
     */
    record Part(String spec, Symbol symbol, int quantiles) {

        String column() {
            return symbol.name();
        }
    }

    static List<Part> parse(Population population, String spec) {
        Scope scope = population.scope();
        List<Part> parts = new ArrayList<>();
        for (String one : split(population, spec)) {
            if (one.isEmpty() && spec.indexOf('*') >= 0) {
                throw new InputException("subgroup " + Names.quote(spec) + " must have a column on both sides of *");
            }
            Part part = part(population, scope, one);
            if (parts.stream().anyMatch(known -> known.column().equals(part.column()))) {
                throw new InputException("subgroup " + Names.quote(spec) + " must cross different columns, got "
                        + Names.quote(part.column()) + " twice");
            }
            parts.add(part);
        }
        if (parts.size() > 2) {
            throw new InputException("subgroup " + Names.quote(spec) + " must cross at most 2 columns, got "
                    + parts.size());
        }
        return parts;
    }

    private static Part part(Population population, Scope scope, String spec) {
        String column = columnOf(population, spec);
        population.require(List.of(column));
        Symbol symbol = scope.symbol(column);
        if (column.equals(spec)) {
            return new Part(spec, symbol, 0);
        }
        requireNumber(spec, symbol.type());
        return new Part(spec, symbol, quantiles(spec, spec.substring(column.length() + 1)));
    }

    /** COL if only that is a column, else the text as it is. */
    static String columnOf(Population population, String spec) {
        int colon = spec.lastIndexOf(':');
        return population.has(spec) || colon < 0 || !population.has(spec.substring(0, colon)) ? spec
                : spec.substring(0, colon);
    }

    /** The parts between asterisks; an asterisk inside the name of a column separates nothing. */
    static List<String> split(Population population, String spec) {
        String column = columnOf(population, spec);
        if (population.has(column) && spec.indexOf('*', column.length()) < 0) {
            return List.of(spec);
        }
        for (int at = spec.indexOf('*'); at >= 0; at = spec.indexOf('*', at + 1)) {
            List<String> both = List.of(spec.substring(0, at).strip(), spec.substring(at + 1).strip());
            if (both.stream().allMatch(one -> known(population, one))) {
                return both;
            }
        }
        return spec.indexOf('*') < 0 ? List.of(spec) : List.of(spec.split("\\*", -1)).stream().map(String::strip)
                .toList();
    }

    private static boolean known(Population population, String spec) {
        return population.has(columnOf(population, spec));
    }

    /** Refuses quantile groups of something that is no number. */
    private static void requireNumber(String spec, ColumnType type) {
        if (type == ColumnType.INTEGER || type == ColumnType.REAL) {
            return;
        }
        throw new InputException("subgroup " + Names.quote(spec)
                + " must name a real or integer column for quantile groups, got " + type.id());
    }

    private static int quantiles(String spec, String text) {
        int k = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (k >= 2 && k <= MAX_QUANTILES) {
            return k;
        }
        throw new InputException("subgroup " + Names.quote(spec) + " must ask for 2 to " + MAX_QUANTILES
                + " quantile groups, got " + Names.quote(text));
    }
}

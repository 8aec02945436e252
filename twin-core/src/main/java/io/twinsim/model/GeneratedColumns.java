package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.expr.Symbol;
import io.twinsim.random.Draws;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The columns of rows {@code [from, to)} of a model's twins. A column is made when it is first asked for, and kept; what
 * it depends on is computed on the way and kept only if it was asked for too. Columns are published whole: one that
 * fails or is stopped leaves nothing behind.
 */
final class GeneratedColumns implements Columns {

    private final TwinModel model;
    private final Draws draws;
    private final long from;
    private final long to;
    private final int threads;
    private final Map<String, Column> made = new ConcurrentHashMap<>();

    GeneratedColumns(TwinModel model, Draws draws, long from, long to, int threads) {
        this.model = model;
        this.draws = draws;
        this.from = from;
        this.to = to;
        this.threads = threads;
    }

    /** Rows {@code [first, last)} of these, counted from the first of these, alone. */
    GeneratedColumns slice(long first, long last) {
        return new GeneratedColumns(model, draws, from + first, from + last, threads);
    }

    /** The same rows in registers: columns, what they depend on, and what assignments make of them. */
    TwinBlocks blocks(Collection<String> columns, List<Stage> changes) {
        return new TwinBlocks(draws, from, to, Generator.needed(model, columns, Set.of()), changes);
    }

    /** Whether all of these columns are made. */
    boolean has(Collection<String> wanted) {
        return made.keySet().containsAll(wanted);
    }

    @Override
    public List<String> names() {
        return model.names();
    }

    @Override
    public long size() {
        return to - from;
    }

    @Override
    public Symbol symbol(String name) {
        return model.step(name).generated();
    }

    @Override
    public Column column(String name) {
        Column column = made.get(name);
        if (column == null) {
            make(List.of(name), () -> false);
            column = made.get(name);
        }
        return column;
    }

    @Override
    public boolean make(Collection<String> wanted, BooleanSupplier stopped) {
        if (has(wanted)) {
            return true;
        }
        synchronized (made) {
            Set<String> lacking = new HashSet<>(wanted);
            lacking.removeAll(made.keySet());
            made.putAll(new Generator(model, draws, made).generate(lacking, from, to, threads, stopped));
        }
        return has(wanted);
    }

    @Override
    public long bytes() {
        long perTwin = Generator.perTwin(model.steps());
        return Math.multiplyHigh(size(), perTwin) == 0 ? size() * perTwin : Long.MAX_VALUE;
    }
}

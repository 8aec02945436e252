package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.expr.Symbol;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Columns that are all there: data, or what was computed from them. */
final class StoredColumns implements Columns {

    private final Map<String, Column> columns;
    private final int size;

    StoredColumns(Map<String, Column> columns, int size) {
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.size = size;
    }

    @Override
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Symbol symbol(String name) {
        Column column = column(name);
        return new Symbol(name, column.type(), column.labels(), column.hasMissing());
    }

    @Override
    public Column column(String name) {
        return Objects.requireNonNull(columns.get(name), name);
    }

    @Override
    public boolean make(Collection<String> wanted, BooleanSupplier stopped) {
        return true;
    }

    @Override
    public long bytes() {
        return columns.values().stream().mapToLong(Column::bytes).sum();
    }
}

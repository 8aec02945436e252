package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.expr.Symbol;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Columns of which some were replaced or added; the others are those of the parent, still made when they are read. */
final class ChangedColumns implements Columns {

    private final Columns parent;
    private final Set<String> names;
    private final Map<String, Column> changed = new LinkedHashMap<>();

    /** All columns as they are; some of them may be shown by name only. */
    ChangedColumns(Columns parent, List<String> names) {
        this.parent = parent;
        this.names = new LinkedHashSet<>(names);
    }

    /** Before the columns are handed out. */
    void put(String name, Column column) {
        changed.put(name, column);
        names.add(name);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public long size() {
        return parent.size();
    }

    @Override
    public Symbol symbol(String name) {
        Column column = changed.get(name);
        return column == null ? parent.symbol(name)
                : new Symbol(name, column.type(), column.labels(), column.hasMissing());
    }

    @Override
    public Column column(String name) {
        Column column = changed.get(name);
        return column == null ? parent.column(name) : column;
    }

    @Override
    public boolean make(Collection<String> wanted, BooleanSupplier stopped) {
        return parent.make(wanted.stream().filter(name -> !changed.containsKey(name)).toList(), stopped);
    }

    @Override
    public long bytes() {
        return parent.bytes() + changed.values().stream().mapToLong(Column::bytes).sum();
    }
}

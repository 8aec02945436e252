package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.Column;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects named columns of equal length. */
public final class PopulationBuilder {
    private final Map<String, Column> columns = new LinkedHashMap<>();

    PopulationBuilder() {
    }

    /**
     * Adds a column.
     *
     * @param name its name, unique
     * @param column its values; as many as the other columns have
     * @return this builder
     * @throws InputException if the name is taken or unusable, or the length differs
     */
    public PopulationBuilder column(String name, Column column) {
        Checks.notNull(column, "column");
        String normal = Keys.checkName(Checks.notNull(name, "name"), "column name",
                Place.of("column " + (columns.size() + 1)));
        if (columns.containsKey(normal)) {
            int first = new ArrayList<>(columns.keySet()).indexOf(normal) + 1;
            throw new InputException("column names must be unique, got " + Names.quote(name) + " at positions "
                    + first + " and " + (columns.size() + 1));
        }
        if (!columns.isEmpty()) {
            Map.Entry<String, Column> first = columns.entrySet().iterator().next();
            if (first.getValue().size() != column.size()) {
                throw new InputException("columns must have equal lengths, got " + first.getValue().size() + " in "
                        + Names.quote(first.getKey()) + " and " + column.size() + " in " + Names.quote(name));
            }
        }
        columns.put(normal, column);
        return this;
    }

    /**
     * The population.
     *
     * @return the units, without a model
     * @throws InputException if there is no column
     */
    public Population build() {
        if (columns.isEmpty()) {
            throw new InputException("columns must hold at least one column, got none");
        }
        return new Population(Origin.data(new StoredColumns(columns, columns.values().iterator().next().size())));
    }
}

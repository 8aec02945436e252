package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.Selection;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects named columns of equal length. */
public final class PopulationBuilder {
    /** Rows that are moved at once. */
    private static final int CHUNK = 1024;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private @Nullable Population ids;

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
     * Gives the rows the ids of other rows, {@link Population#rowId}, in place of 0, 1, 2 and so on: what is known of a
     * unit under the same id.
     *
     * @param rows as many as the columns have, in the same order
     * @return this builder
     */
    public PopulationBuilder rowsOf(Population rows) {
        ids = Checks.notNull(rows, "rows");
        return this;
    }

    /**
     * The population.
     *
     * @return the units, without a model
     * @throws InputException if there is no column, or columns have another length than the rows whose ids they take
     */
    public Population build() {
        if (columns.isEmpty()) {
            throw new InputException("columns must hold at least one column, got none");
        }
        int size = columns.values().iterator().next().size();
        return new Population(ids == null ? Origin.data(new StoredColumns(columns, size)) : origin(ids, size));
    }

    @Override
    public String toString() {
        return Lines.one("PopulationBuilder[" + Names.list(columns.keySet()) + "]");
    }

    private Origin origin(Population rows, int size) {
        if (rows.size() != size) {
            throw new InputException("columns must be as long as the rows whose ids they take, " + rows.size()
                    + ", got " + size);
        }
        Selection kept = rows.selection();
        Map<String, Column> spread = new LinkedHashMap<>();
        columns.forEach((name, column) -> spread.put(name, kept.isAll() ? column : spread(column, kept)));
        return new Origin(rows.baseRow(), TwinModel.DATA_SEED, false, false, false, Optional.empty(), Map.of(),
                new StoredColumns(spread, kept.size()), kept.isAll() ? null : kept, List.of());
    }

    /** Puts the rows of a column where a selection has its rows; those between are 0. */
    private static Column spread(Column column, Selection kept) {
        ColumnBuilder whole = ColumnBuilder.of(column.type(), column.labels(), kept.size(), column.hasMissing());
        double[] values = new double[CHUNK];
        long[] valid = new long[CHUNK / Long.SIZE];
        int[] at = kept.positions();
        int n;
        for (int k = 0; k < at.length; k += n) {
            n = 1;
            while (n < CHUNK && k + n < at.length && at[k + n] == at[k] + n) {
                n++;
            }
            column.load(k, values, 0, n);
            column.loadValidity(k, valid, 0, n);
            whole.store(at[k], values, column.hasMissing() ? valid : null, 0, n);
        }
        return whole.build();
    }
}

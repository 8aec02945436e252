package io.twinsim.sim;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.Selection;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Scope;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.Map;
import java.util.function.Function;

/** Rows whose columns are stored, under the mask of a view. */
final class StoredRows implements RowSource {

    private final TwinModel model;
    private final Population rows;

    StoredRows(TwinModel model, Population rows) {
        this.model = model;
        this.rows = rows;
    }

    @Override
    public long first() {
        return rows.baseRow();
    }

    @Override
    public long end() {
        return rows.baseRow() + rows.storageSize();
    }

    @Override
    public Scope scope() {
        return rows.scope();
    }

    @Override
    public RowSource assigned(Map<String, Expr> assignments, Binding binding) {
        return new StoredRows(model, model.assign(rows, assignments, binding));
    }

    @Override
    public Cursor cursor() {
        Selection selection = rows.selection();
        long first = first();
        return (block, from, to, mask) -> selection.load((int) (block + from - first), mask, from, to);
    }

    @Override
    public long selected(long from, long to) {
        return rows.selection().countBetween((int) (from - first()), (int) (to - first()));
    }

    @Override
    public int position(long block, int from) {
        return (int) (block + from - first());
    }

    @Override
    public Function<String, ? extends ColumnSource> columns(Cursor cursor) {
        return rows::storage;
    }
}

package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.column.Selection;
import io.twinsim.expr.Expr;
import org.jspecify.annotations.Nullable;

/** Which rows of an origin a population shows, and the steps that led there. Immutable. */
final class View {

    /** Null for all rows. */
    private final @Nullable Selection selection;
    private final ViewSteps steps;
    private volatile int @Nullable [] positions;

    private View(@Nullable Selection selection, ViewSteps steps) {
        this.selection = selection;
        this.steps = steps;
    }

    /** The rows that an origin begins with. */
    static View of(@Nullable Selection rows) {
        return new View(rows, ViewSteps.NONE);
    }

    ViewSteps steps() {
        return steps;
    }

    /** Whether no row was ever left out. */
    boolean isWhole() {
        return selection == null;
    }

    /** The rows shown; null for all of them. */
    @Nullable Selection rows() {
        return selection;
    }

    long size(long whole) {
        return selection == null ? whole : selection.count();
    }

    Column of(Column whole) {
        return selection == null ? whole : whole.take(selection);
    }

    View where(Expr condition, Selection kept) {
        return new View(selection == null ? kept : selection.and(kept), steps.where(condition));
    }

    /** Rows [from, to) of those shown, of an origin that is held in memory. */
    View slice(int size, long from, long to) {
        Selection.Builder rows = Selection.builder(size);
        for (long i = from; i < to; i++) {
            rows.add((int) position(i));
        }
        return new View(rows.build(), steps.slice(from, to));
    }

    /** The place among all rows of a row shown. */
    long position(long i) {
        if (selection == null) {
            return i;
        }
        int[] known = positions;
        if (known == null) {
            known = selection.positions();
            positions = known;
        }
        return known[(int) i];
    }
}

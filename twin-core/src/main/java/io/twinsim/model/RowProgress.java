package io.twinsim.model;

import java.util.function.LongConsumer;

/**
 * Tells a listener every quarter of a million rows how many are written, a few times a second on most machines. A
 * listener that throws hears nothing more, and the writing goes on.
 */
final class RowProgress implements LongConsumer {

    private static final long EVERY = 1 << 18;

    private final LongConsumer listener;
    private long due = EVERY;
    private long told = -1;
    private boolean deaf;

    RowProgress(LongConsumer listener) {
        this.listener = listener;
    }

    @Override
    public void accept(long rows) {
        if (rows >= due) {
            due = (rows / EVERY + 1) * EVERY;
            tell(rows);
        }
    }

    /** All rows are written. */
    void end(long rows) {
        if (told != rows) {
            tell(rows);
        }
    }

    private void tell(long rows) {
        told = rows;
        if (deaf) {
            return;
        }
        try {
            listener.accept(rows);
        } catch (RuntimeException e) {
            // The listener's trouble is its own.
            deaf = true;
        }
    }
}

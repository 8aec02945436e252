package io.twinsim.expr;

import io.twinsim.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands in its formula. All marks are equal, so that positions never take part in the equality of trees.
 */
public final class Mark {

    /** The mark of nodes that were not parsed. */
    public static final Mark NONE = new Mark(null, -1);

    private final @Nullable Formula formula;
    private final int offset;

    private Mark(@Nullable Formula formula, int offset) {
        this.formula = formula;
        this.offset = offset;
    }

    static Mark of(Formula formula, int offset) {
        return new Mark(formula, offset);
    }

    /**
     * The position in the formula.
     *
     * @return characters before the node, from 0; -1 if the node was not parsed
     */
    public int offset() {
        return offset;
    }

    /**
     * A refusal of the node: with place, the line of the formula and a caret, if the node was parsed.
     *
     * @param message what must hold and what was found instead
     * @return the exception to throw
     */
    public InputException refuse(String message) {
        return formula == null ? new InputException(message) : formula.refuse(message, offset);
    }

    /** Whether a name was written in backticks. */
    boolean inBackticks() {
        return formula != null && offset < formula.text().length() && formula.text().charAt(offset) == '`';
    }

    /** The formula as it was written, if the node was parsed. */
    @Nullable String source() {
        return formula == null ? null : formula.text();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mark;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return offset < 0 ? "nowhere" : "offset " + offset;
    }
}

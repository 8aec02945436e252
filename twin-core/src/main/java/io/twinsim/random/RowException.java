package io.twinsim.random;

/**
 * A row whose own parameters are refused, or whose value cannot be held. Thrown by kernels that know the index in the
 * block and nothing else; the caller, who knows the row id and the formula, turns it into an {@link
 * io.twinsim.InputException}.
 */
public final class RowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Where the row stands in the arrays given to the kernel. */
    private final int index;

    /**
     * Refuses a row.
     *
     * @param index the index of the row in the arrays given to the kernel
     * @param message what must hold and what was found instead
     */
    public RowException(int index, String message) {
        super(message);
        this.index = index;
    }

    /**
     * The row.
     *
     * @return the index of the row in the arrays given to the kernel
     */
    public int index() {
        return index;
    }
}

package io.twinsim.random;

import io.twinsim.internal.text.Checks;

/**
 * All the randomness that belongs to one root seed. Streams are told apart by their path, such as {@code var/age} or
 * {@code effect/noise}; two paths never share draws, whatever the seed, and asking for a stream changes nothing.
 * Immutable.
 */
public final class Draws {

    private final long seed;

    private Draws(long seed) {
        this.seed = seed;
    }

    /**
     * The draws of a root seed. Every seed is as good as any other; neighbouring seeds have nothing in common.
     *
     * @param seed any value
     * @return the draws
     */
    public static Draws of(long seed) {
        return new Draws(seed);
    }

    /**
     * The root seed.
     *
     * @return the seed, as given
     */
    public long seed() {
        return seed;
    }

    /**
     * The stream of a path, its draw number 0. Costs a hash; ask once per run, not once per row.
     *
     * @param path what the draws are for, such as {@code var/age}; any text
     * @return the stream
     * @throws io.twinsim.InputException if {@code path} is null
     */
    public DrawStream stream(String path) {
        return new DrawStream(seed, Checks.notNull(path, "path"), 0);
    }

    /** Shows the seed. */
    @Override
    public String toString() {
        return "Draws[seed=" + seed + "]";
    }
}

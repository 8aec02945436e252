package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;

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
     * @param path what the draws are for, such as {@code var/age}; any Unicode text, taken as it is: another spelling
     *     of the same text is another stream
     * @return the stream
     * @throws InputException if {@code path} is null or has an unpaired surrogate, which UTF-8 could not tell from
     *     another
     */
    public DrawStream stream(String path) {
        if (Names.unpairedSurrogate(Checks.notNull(path, "path")) >= 0) {
            throw new InputException("path must have no unpaired surrogates, got " + Names.quote(path));
        }
        return new DrawStream(seed, path, 0);
    }

    /** Shows the seed. */
    @Override
    public String toString() {
        return "Draws[seed=" + seed + "]";
    }
}

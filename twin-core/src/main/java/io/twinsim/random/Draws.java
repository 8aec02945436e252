package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import org.jspecify.annotations.Nullable;

/**
 * All the randomness that belongs to one root seed. Streams are told apart by their path, such as {@code var/age} or
 * {@code effect/noise}; two paths never share draws, whatever the seed, and asking for a stream changes nothing.
 * Immutable.
 *
 * <p>{@link #stream} gives the raw draws. Formulas draw from {@link #uniforms}, which are the same unless the draws are
 * {@link #antithetic} or {@link #joined} by a copula.
 */
public final class Draws {

    private final long seed;
    private final boolean antithetic;
    private final @Nullable GaussianCopula copula;
    private final @Nullable Latents shared;

    private Draws(long seed, boolean antithetic, @Nullable GaussianCopula copula, @Nullable Latents shared) {
        this.seed = seed;
        this.antithetic = antithetic;
        this.copula = copula;
        this.shared = shared;
    }

    /**
     * The draws of a root seed. Every seed is as good as any other; neighbouring seeds have nothing in common.
     *
     * @param seed any value
     * @return the draws
     */
    public static Draws of(long seed) {
        return new Draws(seed, false, null, null);
    }

    /**
     * The same draws in antithetic pairs: the uniforms of an even row stay as they are, those of the odd row after it
     * are 1 minus them, in every stream that {@link #uniforms} gives. Exact, but for joined streams, where the two add
     * up to 1 within 2^-52.
     *
     * @return the paired draws
     */
    public Draws antithetic() {
        return new Draws(seed, true, copula, null);
    }

    /**
     * The same draws, with some streams correlated. Every draw of a joined stream has the same uniforms, as a formula
     * may choose among draws of which each row uses one. The copula works on antithetic uniforms if there are any.
     *
     * @param copula which streams are joined, and how; it takes the place of an earlier one
     * @return the joined draws
     */
    public Draws joined(GaussianCopula copula) {
        return new Draws(seed, antithetic, Checks.notNull(copula, "copula"), null);
    }

    /**
     * The same draws for the use of one thread, whose joined streams share what they compute for a block of rows. Worth
     * its while where several joined streams are read block by block; the values are the same.
     *
     * @return draws whose {@link #uniforms} serve one thread together
     */
    public Draws session() {
        return copula == null ? this : new Draws(seed, antithetic, copula, latents(copula));
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
     * Whether odd rows mirror the even rows before them.
     *
     * @return true for antithetic draws
     */
    public boolean isAntithetic() {
        return antithetic;
    }

    /**
     * The stream of a path, its draw number 0, neither antithetic nor joined. Costs a hash; ask once per run, not once
     * per row.
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

    /**
     * What a formula draws from: the stream, antithetic and joined as these draws are.
     *
     * @param path what the draws are for, as in {@link #stream}
     * @param number the draw number, at least 0
     * @return the uniforms, for one thread
     * @throws InputException as {@link #stream} does, or if {@code number} is negative
     */
    public Uniforms uniforms(String path, int number) {
        int joined = copula == null ? -1 : copula.index(path);
        if (joined < 0) {
            return own(path, number);
        }
        Checks.atLeast(0, number, "number");
        Latents latents = shared != null ? shared : latents(Checks.notNull(copula, "copula"));
        return latents.joined(joined);
    }

    private Uniforms own(String path, int number) {
        DrawStream stream = stream(path).draw(number);
        return antithetic ? new AntitheticUniforms(stream) : stream;
    }

    private Latents latents(GaussianCopula of) {
        return new Latents(of, of.paths().stream().map(path -> own(path, 0)).toArray(Uniforms[]::new));
    }

    /** Shows the seed, and what is done to the streams. */
    @Override
    public String toString() {
        return Lines.one("Draws[seed=" + seed + (antithetic ? ", antithetic" : "")
                + (copula == null ? "" : ", joined " + copula.paths()) + "]");
    }
}

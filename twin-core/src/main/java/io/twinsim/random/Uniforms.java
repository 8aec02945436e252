package io.twinsim.random;

/**
 * What a formula draws from: one uniform in (0, 1) for every row, a pure function of the row. A {@link DrawStream} is
 * the plain kind and serves any number of threads; {@link Draws#uniforms} may also give antithetic or correlated ones,
 * which keep scratch space and serve one thread at a time.
 */
public sealed interface Uniforms permits DrawStream, AntitheticUniforms, CopulaUniforms {

    /**
     * The uniform of a row.
     *
     * @param row the row id
     * @return a value in [2^-53, 1 - 2^-53]
     */
    double uniform(long row);

    /**
     * The uniforms of a run of rows: {@code out[i] = uniform(firstRow + i)}. Allocates nothing.
     *
     * @param firstRow the row of {@code out[0]}
     * @param out receives the uniforms
     * @param from the first index written
     * @param to one past the last index written
     */
    void uniforms(long firstRow, double[] out, int from, int to);
}

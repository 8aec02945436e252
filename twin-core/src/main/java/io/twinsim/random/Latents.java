package io.twinsim.random;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Normal;
import org.jspecify.annotations.Nullable;

/**
 * The latent normal values of the joined streams for the rows at hand: each is computed once per block, however many
 * variables weigh it. Scratch space of one thread.
 */
final class Latents {

    final GaussianCopula copula;
    private final Uniforms[] own;
    private final double[] @Nullable [] values;
    private final long[] first;
    private final int[] count;
    private final @Nullable Uniforms[] joined;

    Latents(GaussianCopula copula, Uniforms[] own) {
        this.copula = copula;
        this.own = own;
        this.values = new double[own.length][];
        this.first = new long[own.length];
        this.count = new int[own.length];
        this.joined = new Uniforms[own.length];
    }

    /** The uniforms of a joined stream, always the same object. */
    Uniforms joined(int variable) {
        Uniforms known = joined[variable];
        if (known == null) {
            known = CopulaUniforms.of(this, variable);
            joined[variable] = known;
        }
        return known;
    }

    /** The own uniforms of a joined stream. */
    Uniforms own(int variable) {
        return own[variable];
    }

    /**
     * Makes sure that the latents of rows [row, row + size) are there, for at most 1,024 rows.
     *
     * @return where the latent of {@code row} stands in {@link #values}
     */
    int require(int variable, long row, int size) {
        long offset = row - first[variable];
        if (offset >= 0 && offset + size <= count[variable]) {
            return (int) offset;
        }
        double[] z = values[variable];
        if (z == null) {
            z = new double[Blocks.ROWS];
            values[variable] = z;
        }
        own[variable].uniforms(row, z, 0, size);
        Normal.quantile(z, z, 0, size);
        first[variable] = row;
        count[variable] = size;
        return 0;
    }

    double[] values(int variable) {
        double[] z = values[variable];
        if (z == null) {
            throw new IllegalStateException("latents must be required before they are read");
        }
        return z;
    }
}

package io.twinsim.random;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Normal;
import java.util.Arrays;

/** The uniforms of one joined variable: {@code Phi(sum_j L_ij z_j)}. */
final class CopulaUniforms implements Uniforms {

    /** The least uniform, and the distance of the greatest from 1, as of any stream. */
    private static final double LEAST = 0x1p-53;

    private final Latents latents;
    private final int variable;
    private final int[] columns;
    private final double[] weights;

    private CopulaUniforms(Latents latents, int variable, int[] columns, double[] weights) {
        this.latents = latents;
        this.variable = variable;
        this.columns = columns;
        this.weights = weights;
    }

    /** The uniforms of a variable: another's or its own, as they are, where its latent is a single one. */
    static Uniforms of(Latents latents, int variable) {
        int[] columns = new int[variable + 1];
        double[] weights = new double[variable + 1];
        int used = 0;
        for (int j = 0; j <= variable; j++) {
            double weight = latents.copula.weight(variable, j);
            if (weight != 0) {
                columns[used] = j;
                weights[used++] = weight;
            }
        }
        if (used == 1 && weights[0] == 1) {
            return latents.own(columns[0]);
        }
        return new CopulaUniforms(latents, variable, Arrays.copyOf(columns, used),
                Arrays.copyOf(weights, used));
    }

    @Override
    public double uniform(long row) {
        double z = 0;
        for (int k = 0; k < columns.length; k++) {
            z += weights[k] * Normal.quantile(latents.own(columns[k]).uniform(row));
        }
        return inside(Normal.cdf(z));
    }

    @Override
    public void uniforms(long firstRow, double[] out, int from, int to) {
        int at = from;
        while (at < to) {
            int end = to - at > Blocks.ROWS ? at + Blocks.ROWS : to;
            block(firstRow + at, out, at, end);
            at = end;
        }
    }

    private void block(long row, double[] out, int from, int to) {
        int size = to - from;
        for (int k = 0; k < columns.length; k++) {
            int start = latents.require(columns[k], row, size);
            add(weights[k], latents.values(columns[k]), start, out, from, size, k == 0);
        }
        Normal.cdf(out, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = inside(out[i]);
        }
    }

    private static void add(double weight, double[] z, int start, double[] out, int from, int size, boolean first) {
        if (first) {
            for (int i = 0; i < size; i++) {
                out[from + i] = weight * z[start + i];
            }
        } else {
            for (int i = 0; i < size; i++) {
                out[from + i] += weight * z[start + i];
            }
        }
    }

    private static double inside(double u) {
        return u < LEAST ? LEAST : u > 1 - LEAST ? 1 - LEAST : u;
    }

    /** Shows the path. */
    @Override
    public String toString() {
        return "CopulaUniforms[" + latents.copula.paths().get(variable) + "]";
    }
}

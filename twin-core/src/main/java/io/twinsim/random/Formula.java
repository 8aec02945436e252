package io.twinsim.random;

import io.twinsim.internal.math.QuantileTable;
import org.jspecify.annotations.Nullable;

/**
 * What a family of distributions knows, for any parameters a, b, c (unused ones are 0). Stateless; {@link
 * BoundFormula} binds the parameters. The block loops are written out in each family, so that the virtual call is per
 * block, not per row.
 */
abstract class Formula {

    /** The message for parameters that are out of range, or null. Allocates only when it refuses. */
    abstract @Nullable String refusal(double a, double b, double c);

    abstract double quantile(double u, double a, double b, double c);

    abstract double survivalQuantile(double q, double a, double b, double c);

    abstract double cdf(double x, double a, double b, double c);

    abstract double survival(double x, double a, double b, double c);

    abstract double mean(double a, double b, double c);

    abstract double variance(double a, double b, double c);

    abstract double lower(double a, double b, double c);

    abstract double upper(double a, double b, double c);

    boolean isInteger() {
        return false;
    }

    /** A table of quantiles for constant parameters, where one pays. */
    @Nullable QuantileTable table(double a, double b, double c) {
        return null;
    }

    /** {@code out[i]} is the value that {@code u[i]} draws; never falls when {@code u[i]} rises. */
    void quantiles(double[] u, double a, double b, double c, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(u[i], a, b, c);
        }
    }

    /** As above, of uniforms in a block that may know where its tails are. */
    void quantiles(UniformBlock u, double a, double b, double c, double[] out, int from, int to) {
        quantiles(u.values(), a, b, c, out, from, to);
    }

    /** As below, of uniforms in a block that may know where its tails are; {@code out} is not {@code u.values()}. */
    void rowQuantiles(UniformBlock u, double[] a, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        rowQuantiles(u.values(), a, b, c, out, from, to);
    }

    /** {@code out[i]} is the quantile of {@code u[i]} with the row's own parameters, which have been checked. */
    void rowQuantiles(double[] u, double[] a, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(u[i], a[i], b == null ? 0 : b[i], c == null ? 0 : c[i]);
        }
    }
}

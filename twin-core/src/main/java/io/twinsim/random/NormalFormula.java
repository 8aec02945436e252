package io.twinsim.random;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Normal; a point if sd is 0. */
final class NormalFormula extends Formula {

    @Override
    @Nullable String refusal(double mean, double sd, double c) {
        if (!Double.isFinite(mean)) {
            return "normal mean must be finite, got " + Numbers.shortest(mean);
        }
        return sd >= 0 && sd <= Double.MAX_VALUE ? null
                : "normal sd must be at least 0 and finite, got " + Numbers.shortest(sd);
    }

    @Override
    double quantile(double u, double mean, double sd, double c) {
        return mean + sd * Normal.quantile(u);
    }

    @Override
    double survivalQuantile(double q, double mean, double sd, double c) {
        return mean - sd * Normal.quantile(q);
    }

    @Override
    double cdf(double x, double mean, double sd, double c) {
        return sd == 0 ? (x >= mean ? 1 : 0) : Normal.cdf((x - mean) / sd);
    }

    @Override
    double survival(double x, double mean, double sd, double c) {
        return sd == 0 ? (x < mean ? 1 : 0) : Normal.sf((x - mean) / sd);
    }

    @Override
    double mean(double mean, double sd, double c) {
        return mean;
    }

    @Override
    double variance(double mean, double sd, double c) {
        return sd * sd;
    }

    @Override
    double lower(double mean, double sd, double c) {
        return sd == 0 ? mean : Double.NEGATIVE_INFINITY;
    }

    @Override
    double upper(double mean, double sd, double c) {
        return sd == 0 ? mean : Double.POSITIVE_INFINITY;
    }

    @Override
    void quantiles(double[] u, double mean, double sd, double c, double[] out, int from, int to) {
        Normal.quantile(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = mean + sd * out[i];
        }
    }

    @Override
    void quantiles(UniformBlock u, double mean, double sd, double c, double[] out, int from, int to) {
        u.normals(out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = mean + sd * out[i];
        }
    }

    @Override
    void rowQuantiles(double[] u, double[] mean, double @Nullable [] sd, double @Nullable [] c,
            double[] out, int from, int to) {
        Normal.quantile(u, out, from, to);
        scaled(out, mean, sd, from, to);
    }

    @Override
    void rowQuantiles(UniformBlock u, double[] mean, double @Nullable [] sd, double @Nullable [] c,
            double[] out, int from, int to) {
        u.normals(out, from, to);
        scaled(out, mean, sd, from, to);
    }

    /** From standard normal values to those of each row's mean and standard deviation. */
    static void scaled(double[] z, double[] mean, double @Nullable [] sd, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = mean[i] + sd[i] * z[i];
        }
    }
}

package io.twinsim.random;

import io.twinsim.internal.math.CountSteps;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class PoissonFormula extends CountFormula {

    /** What is not certain comes out far below zero. */
    private static final double OPEN = 1e10;

    /** Takes s out of all bounds. */
    private static final double FAR = 1e30;
    /** The middle of the s that the polynomials cover, and half their range. */
    private static final double MIDDLE = 0.42;
    private static final double HALF = 1.58;

    @Override
    @Nullable String refusal(double mean, double b, double c) {
        return mean >= 0 && mean <= 1e9 ? null : "poisson mean must be in [0, 1.0E9], got " + Numbers.shortest(mean);
    }

    @Override
    double mass(double k, double mean, double b) {
        return Special.poissonMass(k, mean);
    }

    @Override
    double massAtZero(double mean, double b) {
        return Elementary.exp(-mean);
    }

    @Override
    double scale(double mean, double b) {
        return mean;
    }

    @Override
    double size(double mean) {
        return 1;
    }

    @Override
    double sign() {
        return 0;
    }

    @Override
    double reach(double mean, double b) {
        return 10 * Math.sqrt(mean) + 10;
    }

    /**
     * The uniform expansion of Temme (1979), as Giles inverts it (2016, doi:10.1145/2699466): with the normal quantile
     * w and {@code s = w / sqrt(mean)} the quantile of the gamma function behind the counts is {@code mean r(s) + c0(s)
     * + c1(s) / mean + ...}, with {@code r = 1 + s + s^2 p(s)}; fitted here as polynomials for means from 1 on. In
     * three loops without branches, each of a size that is compiled to vectors: eight times as fast as one.
     */
    @Override
    void expand(double[] w, double[] mean, double @Nullable [] b, int from, int to) {
        reduce(w, mean, from, to);
        invert(w, mean, from, to);
        decide(w, mean, from, to);
    }

    /** From w to s; far outside where s is beyond the polynomials. */
    private static void reduce(double[] w, double[] mean, int from, int to) {
        for (int i = from; i < to; i++) {
            double s = w[i] * Math.sqrt(mean[i]) / mean[i];
            double excess = Math.abs(s - MIDDLE) - HALF;
            w[i] = Math.fma(FAR, excess + Math.abs(excess), s);
        }
    }

    /** From s to the quantile of the gamma function. */
    private static void invert(double[] w, double[] mean, int from, int to) {
        for (int i = from; i < to; i++) {
            double s = w[i];
            double m = mean[i];
            double p = 9.76371245e-06;
            p = Math.fma(s, p, -5.81131396e-05);
            p = Math.fma(s, p, 0.00011197789);
            p = Math.fma(s, p, -5.49938787e-05);
            p = Math.fma(s, p, -3.7099095e-06);
            p = Math.fma(s, p, -0.000210945875);
            p = Math.fma(s, p, 0.000635122135);
            p = Math.fma(s, p, -0.00136459054);
            p = Math.fma(s, p, 0.00368833208);
            p = Math.fma(s, p, -0.0138841684);
            p = Math.fma(s, p, 0.166667193);
            double c2 = 0.0182526462;
            c2 = Math.fma(s, c2, -0.0377828888);
            c2 = Math.fma(s, c2, -0.000346446938);
            c2 = Math.fma(s, c2, 0.0189726729);
            c2 = Math.fma(s, c2, -0.000754300978);
            double c1 = -0.0064573666;
            c1 = Math.fma(s, c1, 0.0189134256);
            c1 = Math.fma(s, c1, -0.0147263889);
            c1 = Math.fma(s, c1, 0.00546074115);
            c1 = Math.fma(s, c1, -0.00942842102);
            c1 = Math.fma(s, c1, 0.0158098904);
            c1 = Math.fma(s, c1, -0.0198260644);
            double c0 = -0.00017685735;
            c0 = Math.fma(s, c0, 0.000767447181);
            c0 = Math.fma(s, c0, 0.000257309647);
            c0 = Math.fma(s, c0, -0.00357428503);
            c0 = Math.fma(s, c0, 0.00329596377);
            c0 = Math.fma(s, c0, -0.00204425803);
            c0 = Math.fma(s, c0, 0.00791204813);
            c0 = Math.fma(s, c0, -0.0279331484);
            c0 = Math.fma(s, c0, 0.333368526);
            double inverse = 1 / m;
            double rest = Math.fma(inverse, Math.fma(inverse, c2, c1), c0);
            double line = m * s;
            w[i] = m + (line + Math.fma(line * s, p, rest));
        }
    }

    /**
     * From the quantile of the gamma function to the count, where a step is farther away than the expansion errs; the
     * bound was checked against the incomplete gamma function, with a factor of two.
     */
    private static void decide(double[] w, double[] mean, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = w[i];
            double m = mean[i];
            double inverse = 1 / m;
            double square = (x - m) * (x - m) * inverse;
            double bound = Math.fma(m, 1e-15, 1e-4)
                    + Math.fma(square * square, 3e-6, 0.02 * inverse * inverse * inverse);
            double distance = Math.abs(x - Math.rint(x));
            w[i] = Math.floor(x) + OPEN * (Math.ceil(distance - bound) - 1);
        }
    }

    @Override
    int compare(double k, double tail, boolean lower, double mean, double b) {
        return CountSteps.comparePoisson(k, mean, tail, lower);
    }

    @Override
    double skewness(double mean, double b) {
        return mean > 0 ? 1 / Math.sqrt(mean) : 0;
    }

    @Override
    double cdf(double x, double mean, double b, double c) {
        return x < 0 ? 0 : mean == 0 || x == Double.POSITIVE_INFINITY ? 1
                : Special.regularisedGammaQ(Math.floor(x) + 1, mean);
    }

    @Override
    double survival(double x, double mean, double b, double c) {
        return x < 0 ? 1 : mean == 0 || x == Double.POSITIVE_INFINITY ? 0
                : Special.regularisedGammaP(Math.floor(x) + 1, mean);
    }

    @Override
    double mean(double mean, double b, double c) {
        return mean;
    }

    @Override
    double variance(double mean, double b, double c) {
        return mean;
    }

    @Override
    double upper(double mean, double b, double c) {
        return mean == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
}

package io.twinsim.random;

import io.twinsim.internal.math.CountSteps;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Failures before the r-th success. The mean is held so low that draws stay integers. */
final class NegativeBinomialFormula extends CountFormula {

    private static final double GREATEST_MEAN = 1e8;
    /** How far out draws go: 36.74 is ln 2^53. */
    private static final double GREATEST_DRAW = 2e9;

    @Override
    @Nullable String refusal(double r, double p, double c) {
        if (!(r > 0 && r <= Double.MAX_VALUE)) {
            return "negative_binomial r must be positive and finite, got " + Numbers.shortest(r);
        }
        if (!(p > 0 && p <= 1)) {
            return "negative_binomial p must be in (0, 1], got " + Numbers.shortest(p);
        }
        double mean = r * ((1 - p) / p);
        double reach = mean + 12 * Math.sqrt(mean / p) + 40 / p;
        return mean <= GREATEST_MEAN && reach <= GREATEST_DRAW ? null
                : "negative_binomial p must keep the mean r (1 - p) / p up to 1.0E8 and the draws integers, got r = "
                        + Numbers.shortest(r) + ", p = " + Numbers.shortest(p);
    }

    @Override
    double mass(double k, double r, double p) {
        return Special.negativeBinomialMass(k, r, p);
    }

    @Override
    double massAtZero(double r, double p) {
        return Elementary.exp(r * Elementary.log(p));
    }

    @Override
    double scale(double r, double p) {
        return 1 - p;
    }

    @Override
    double size(double r) {
        return r;
    }

    @Override
    double sign() {
        return 1;
    }

    @Override
    double reach(double r, double p) {
        return p < 1 ? 10 * Math.sqrt(r * (1 - p)) / p + 40 / p : 0;
    }

    @Override
    void expand(double[] w, double[] r, double @Nullable [] p, int from, int to) {
        for (int i = from; i < to; i++) {
            double inverse = 1 / p[i];
            double odds = (1 - p[i]) * inverse;
            double mean = r[i] * odds;
            w[i] = CornishFisher.count(w[i], mean, mean * inverse, (2 - p[i]) * inverse, -odds * inverse);
        }
    }

    @Override
    int compare(double k, double tail, boolean lower, double r, double p) {
        return CountSteps.compareNegativeBinomial(k, r, p, tail, lower);
    }

    @Override
    double skewness(double r, double p) {
        return p < 1 ? (2 - p) / Math.sqrt(r * (1 - p)) : 0;
    }

    @Override
    double cdf(double x, double r, double p, double c) {
        return x < 0 ? 0 : p == 1 || x == Double.POSITIVE_INFINITY ? 1
                : Special.regularisedBeta(p, r, Math.floor(x) + 1);
    }

    @Override
    double survival(double x, double r, double p, double c) {
        return x < 0 ? 1 : p == 1 || x == Double.POSITIVE_INFINITY ? 0
                : Special.regularisedBetaComplement(p, r, Math.floor(x) + 1);
    }

    @Override
    double mean(double r, double p, double c) {
        return r * ((1 - p) / p);
    }

    @Override
    double variance(double r, double p, double c) {
        return r * ((1 - p) / p) / p;
    }

    @Override
    double upper(double r, double p, double c) {
        return p == 1 ? 0 : Double.POSITIVE_INFINITY;
    }
}

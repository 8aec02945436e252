package io.twinsim.random;

import io.twinsim.internal.math.CountSteps;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class BinomialFormula extends CountFormula {

    @Override
    @Nullable String refusal(double n, double p, double c) {
        if (!(n >= 0 && n <= Integer.MAX_VALUE && Math.rint(n) == n)) {
            return "binomial n must be a whole number in [0, 2147483647], got " + Numbers.shortest(n);
        }
        return p >= 0 && p <= 1 ? null : "binomial p must be in [0, 1], got " + Numbers.shortest(p);
    }

    @Override
    double mass(double k, double n, double p) {
        return Special.binomialMass(k, n, p);
    }

    @Override
    double massAtZero(double n, double p) {
        return Elementary.exp(n * Elementary.log1p(-p));
    }

    @Override
    double scale(double n, double p) {
        return p / (1 - p);
    }

    @Override
    double size(double n) {
        return n;
    }

    @Override
    double sign() {
        return -1;
    }

    @Override
    double reach(double n, double p) {
        double variance = n * p * (1 - p);
        return variance > 0 ? 10 * Math.sqrt(variance) + 10 : 0;
    }

    @Override
    void expand(double[] w, double[] n, double @Nullable [] p, int from, int to) {
        for (int i = from; i < to; i++) {
            double share = p[i];
            double spread = share * (1 - share);
            w[i] = CornishFisher.count(w[i], n[i] * share, n[i] * spread, 1 - 2 * share, spread);
        }
    }

    @Override
    int compare(double k, double tail, boolean lower, double n, double p) {
        return CountSteps.compareBinomial(k, n, p, tail, lower);
    }

    @Override
    double skewness(double n, double p) {
        double variance = n * p * (1 - p);
        return variance > 0 ? (1 - 2 * p) / Math.sqrt(variance) : 0;
    }

    @Override
    double cdf(double x, double n, double p, double c) {
        double k = Math.floor(x);
        return k < 0 ? 0 : k >= n ? 1 : Special.regularisedBetaComplement(p, k + 1, n - k);
    }

    @Override
    double survival(double x, double n, double p, double c) {
        double k = Math.floor(x);
        return k < 0 ? 1 : k >= n ? 0 : Special.regularisedBeta(p, k + 1, n - k);
    }

    @Override
    double mean(double n, double p, double c) {
        return n * p;
    }

    @Override
    double variance(double n, double p, double c) {
        return n * p * (1 - p);
    }

    @Override
    double upper(double n, double p, double c) {
        return p == 0 ? 0 : n;
    }
}

package io.twinsim.random;

import io.twinsim.internal.math.Elementary;

/**
 * Mean and variance of a distribution as integrals of its quantile function over the uniforms, by the tanh-sinh rule
 * (Takahasi and Mori 1974), which takes the singular ends in its stride; counts of small range are summed.
 */
final class Integration {

    private static final double STEP = 1.0 / 64;
    private static final double REACH = 6;
    private static final double HALF_PI = 1.5707963267948966;
    private static final double SUMMED = 100_000;

    private final Distribution distribution;

    Integration(Distribution distribution) {
        this.distribution = distribution;
    }

    double mean() {
        double first = distribution.lower();
        double last = distribution.upper();
        return distribution.isInteger() && last - first <= SUMMED ? sum(first, last, 0, false) : integral(0, false);
    }

    double variance() {
        double first = distribution.lower();
        double last = distribution.upper();
        double mean = mean();
        return distribution.isInteger() && last - first <= SUMMED ? sum(first, last, mean, true) : integral(mean, true);
    }

    private double sum(double first, double last, double centre, boolean squared) {
        double sum = 0;
        double before = 0;
        for (double k = first; k <= last; k++) {
            double cdf = distribution.cdf(k);
            double d = k - centre;
            sum += (cdf - before) * (squared ? d * d : d);
            before = cdf;
        }
        return sum;
    }

    private double integral(double centre, boolean squared) {
        double sum = 0;
        double weights = 0;
        for (double t = -REACH; t <= REACH; t += STEP) {
            double e = Elementary.exp(-HALF_PI * (Elementary.exp(Math.abs(t)) - Elementary.exp(-Math.abs(t))));
            double tail = e / (1 + e);
            if (tail < 1e-290) {
                continue;
            }
            double x = t < 0 ? distribution.quantile(tail) : distribution.survivalQuantile(tail);
            double weight = (Elementary.exp(t) + Elementary.exp(-t)) * e / ((1 + e) * (1 + e));
            double d = x - centre;
            sum += weight * (squared ? d * d : d);
            weights += weight;
        }
        return sum / weights;
    }
}

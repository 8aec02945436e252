package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.random.Distribution;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Family;
import java.util.Locale;

/** The distributions of the coverage tables, sampled by quantile from keyed uniforms. */
enum CoverageDistribution {
    NORMAL(Family.NORMAL.bind(0, 1), 0),
    LOGNORMAL(Family.LOGNORMAL.bind(0, 1), Elementary.exp(0.5)),
    EXPONENTIAL(Family.EXPONENTIAL.bind(1), 1),
    CHISQ1(Family.GAMMA.bind(0.5, 2), 1),
    T3(Family.STUDENT_T.bind(3), 0),
    BERNOULLI(Family.BERNOULLI.bind(0.1037), 0.1037);

    private final Distribution distribution;
    private final double mean;

    CoverageDistribution(Distribution distribution, double mean) {
        this.distribution = distribution;
        this.mean = mean;
    }

    static CoverageDistribution named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    double mean() {
        return mean;
    }

    /** The n values of one experiment; experiments share no draws. */
    double[] sample(DrawStream stream, long experiment, int n) {
        double[] values = new double[n];
        stream.uniforms(experiment * n, values, 0, n);
        distribution.quantiles(values, values, 0, n);
        return values;
    }
}

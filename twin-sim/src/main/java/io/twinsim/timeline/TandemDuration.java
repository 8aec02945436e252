package io.twinsim.timeline;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.Special;
import io.twinsim.model.QueueSpec.Form;

/**
 * Durations by their quantile: 0 or more, and never falling when the uniform rises. The normal form is cut off at 0,
 * its mean and sd are those before the cut; lognormal and gamma have that mean and sd; exponential reads no sd.
 */
final class TandemDuration {

    /** From this shape on a gamma is a point at its mean, and below the second one at 0. */
    private static final double POINT_ABOVE = 1e26;
    private static final double POINT_BELOW = 1e-13;

    private TandemDuration() {
    }

    /**
     * The quantile of a duration.
     *
     * @param uniform in (0, 1)
     * @param mean at least 0, finite
     * @param sd at least 0, finite
     */
    static double of(Form form, double uniform, double mean, double sd) {
        switch (form) {
            case EXPONENTIAL:
                return -mean * Elementary.log1p(-uniform);
            case NORMAL:
                return sd == 0 ? mean : normal(uniform, mean, sd);
            case LOGNORMAL:
                return sd == 0 || mean == 0 ? mean : lognormal(uniform, mean, sd);
            case GAMMA:
                return sd == 0 || mean == 0 ? mean : gamma(uniform, mean, sd);
            default:
                return mean;
        }
    }

    /** Seen from above, where the cut is a factor: survival(x) = (1 - u) survival(0). 9 sd from 0 it is 1 exactly. */
    private static double normal(double uniform, double mean, double sd) {
        double survival = 1 - uniform;
        if (mean < 9 * sd) {
            survival *= Normal.cdf(mean / sd);
        }
        return Math.max(0, mean - sd * Normal.quantile(survival));
    }

    private static double lognormal(double uniform, double mean, double sd) {
        double ratio = sd / mean;
        double variance = Elementary.log1p(ratio * ratio);
        return mean * Elementary.exp(Math.sqrt(variance) * Normal.quantile(uniform) - 0.5 * variance);
    }

    private static double gamma(double uniform, double mean, double sd) {
        double root = mean / sd;
        double shape = root * root;
        if (shape >= POINT_ABOVE) {
            return mean;
        }
        return shape < POINT_BELOW ? 0 : Special.gammaQuantile(uniform, shape) * (mean / shape);
    }
}

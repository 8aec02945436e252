package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How strong an unmeasured confounder must be to explain an observed effect away: it would have to be tied to both
 * treatment and outcome by a risk ratio of this size, beyond the covariates, {@code RR + sqrt(RR (RR - 1))} with RR
 * turned to 1 or above (VanderWeele and Ding 2017, doi:10.7326/M16-2607).
 *
 * <p>For outcomes of 0 and 1 RR is the ratio of the adjusted means, its limits from the delta method on the logarithm.
 * For numbers it is approximated by {@code exp(0.91 d)}, d the effect in standard deviations of the outcome within
 * arms, its limits from those of the effect with that standard deviation held fixed.
 *
 * @param riskRatio RR, the risk ratio or its stand-in, above 0
 * @param lower its lower limit, at the level of the interval
 * @param upper its upper limit
 * @param estimate the E-value of the estimate, at least 1
 * @param limit the E-value of the limit nearer to "no effect"; 1 if the interval holds "no effect"
 * @param basis {@code ratio of means} or {@code exp(0.91 d)}
 */
public record EValue(double riskRatio, double lower, double upper, double estimate, double limit, String basis) {

    private static final double PER_SD = 0.91;
    private static final double LARGEST = 700;

    /** The E-value of a risk ratio. */
    static double of(double riskRatio) {
        double ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
        return ratio + Math.sqrt(ratio * (ratio - 1));
    }

    /** Absent if a mean of zeros and ones is not above 0, or the outcome does not vary. */
    static Optional<EValue> of(Contrast contrast, ArmUnits units, double level) {
        if (units.binary()) {
            double ratio = contrast.treatedMean() / contrast.controlMean();
            if (!(contrast.treatedMean() > 0 && contrast.controlMean() > 0)) {
                return Optional.empty();
            }
            return of(Elementary.log(ratio), contrast.quantile(level) * contrast.logRatioError(), "ratio of means");
        }
        double sd = sdWithin(units);
        return sd > 0 ? of(PER_SD * contrast.effect() / sd,
                PER_SD * contrast.quantile(level) * contrast.standardError() / sd, "exp(0.91 d)") : Optional.empty();
    }

    private static Optional<EValue> of(double log, double half, String basis) {
        if (!(Math.abs(log) + half < LARGEST)) {
            return Optional.empty();
        }
        double lower = Elementary.exp(log - half);
        double upper = Elementary.exp(log + half);
        double near = log - half > 0 ? lower : log + half < 0 ? upper : 1;
        return Optional.of(new EValue(Elementary.exp(log), lower, upper, of(Elementary.exp(log)), of(near), basis));
    }

    private static double sdWithin(ArmUnits units) {
        double[] y = units.outcome();
        Moments treated = Moments.of(java.util.Arrays.copyOf(y, units.treatedCount()));
        Moments control = Moments.of(java.util.Arrays.copyOfRange(y, units.treatedCount(), y.length));
        return Math.sqrt((treated.m2() + control.m2()) / (y.length - 2));
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("estimate", estimate);
        tree.put("limit", limit);
        tree.put("riskRatio", riskRatio);
        tree.put("lower", lower);
        tree.put("upper", upper);
        tree.put("basis", basis);
        return tree;
    }

    /** One line such as {@code 1.73 (limit 1.12), risk ratio 1.25 by exp(0.91 d)}. */
    @Override
    public String toString() {
        return Lines.one(Numbers.fixed(estimate, 2) + " (limit " + Numbers.fixed(limit, 2) + "), risk ratio "
                + Numbers.significant(riskRatio, 3) + " by " + basis);
    }
}

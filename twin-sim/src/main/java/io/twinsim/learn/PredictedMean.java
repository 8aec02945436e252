package io.twinsim.learn;

import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A learned effect, averaged over some units.
 *
 * @param estimate the mean effect, in units of the outcome
 * @param standardError of the learned effect, at least 0; the units over whom it is averaged are taken as they are
 * @param n the number of those units
 */
public record PredictedMean(double estimate, double standardError, long n) {

    /** Checks that the numbers are finite. */
    public PredictedMean {
        Checks.finite(estimate, "estimate");
        Checks.finite(standardError, "standardError");
    }

    /**
     * The interval of the mean effect, by the normal distribution.
     *
     * @param level the nominal coverage, in (0, 1)
     * @return the interval
     */
    public Interval interval(double level) {
        double reach = Normal.quantile((1 + Checks.level(level)) / 2) * standardError;
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.NORMAL, level, estimate - reach, estimate + reach,
                List.of());
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("estimate", estimate);
        tree.put("standardError", standardError);
        tree.put("n", n);
        return tree;
    }

    /** One line such as {@code PredictedMean[+0.0761 ± 0.0033, n=42,613]}. */
    @Override
    public String toString() {
        return "PredictedMean[" + EffectText.withError(estimate, standardError) + ", n=" + Numbers.grouped(n) + "]";
    }
}

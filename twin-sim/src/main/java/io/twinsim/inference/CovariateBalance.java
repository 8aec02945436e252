package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How alike the arms are in one covariate. The standardised mean difference is
 * {@code (m1 - m0) / sqrt((s1^2 + s0^2) / 2)} with the standard deviations of the unweighted arms, so that weights move
 * its numerator only.
 *
 * @param covariate its name; {@code race=white} is the indicator of a level
 * @param treatedMean the mean of the treated, in units of the covariate
 * @param controlMean the mean of the controls
 * @param raw the standardised mean difference, in standard deviations; beyond {@link #THRESHOLD} the arms are not alike
 * @param weighted the standardised mean difference with the weights of the estimator (of {@code hajek}, if it has
 *        none); absent if there is no propensity model
 * @param pValue of "the means are equal", two-sided, by Welch's t, or that of a CR2 error if units come in clusters;
 *        under random assignment a small one says that the covariate was measured after the treatment, or that the
 *        assignment is broken
 */
public record CovariateBalance(
        String covariate, double treatedMean, double controlMean, double raw, OptionalDouble weighted,
        double pValue) {

    /** Beyond this the arms are not alike. */
    public static final double THRESHOLD = 0.1;

    /** One per covariate; the weights may be absent. */
    static List<CovariateBalance> of(ArmUnits units, double @Nullable [] weights) {
        Covariates covariates = units.covariates();
        List<CovariateBalance> all = new ArrayList<>();
        for (int j = 0; j < covariates.count(); j++) {
            double[] z = covariates.standardised()[j];
            Moments treated = Moments.of(Arrays.copyOf(z, units.treatedCount()));
            Moments control = Moments.of(Arrays.copyOfRange(z, units.treatedCount(), z.length));
            double scale = Math.sqrt((treated.variance() + control.variance()) / 2);
            OptionalDouble weighted = weights == null ? OptionalDouble.empty()
                    : OptionalDouble.of((mean(units, weights, z, true) - mean(units, weights, z, false)) / scale);
            all.add(new CovariateBalance(covariates.names().get(j),
                    covariates.means()[j] + covariates.sds()[j] * treated.mean(),
                    covariates.means()[j] + covariates.sds()[j] * control.mean(),
                    (treated.mean() - control.mean()) / scale, weighted,
                    units.clusters().isEmpty() ? Welch.of(treated, control).pValue() : clustered(units, z)));
        }
        return all;
    }

    private static double clustered(ArmUnits units, double[] values) {
        return new RegressionEffect(units, VarianceEstimator.HC2).clustered(values).pValue();
    }

    private static double mean(ArmUnits units, double[] weights, double[] values, boolean ofTreated) {
        return WeightedEffect.sum(units, weights, values, ofTreated)
                / WeightedEffect.sum(units, weights, null, ofTreated);
    }

    Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("covariate", covariate);
        tree.put("treatedMean", treatedMean);
        tree.put("controlMean", controlMean);
        tree.put("smd", raw);
        tree.put("smdWeighted", weighted.isPresent() ? weighted.getAsDouble() : null);
        tree.put("pValue", pValue);
        return tree;
    }

    /** One line such as {@code CovariateBalance[age -0.242, weighted 0.041]}. */
    @Override
    public String toString() {
        return Lines.one("CovariateBalance[" + covariate + " " + Numbers.signed(raw, 3)
                + (weighted.isPresent() ? ", weighted " + Numbers.signed(weighted.getAsDouble(), 3) : "") + "]");
    }
}

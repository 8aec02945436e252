package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Effects by weights from the propensity. The standard error is that of the stacked estimating equations of propensity
 * model and weighted means (Lunceford and Davidian 2004, doi:10.1002/sim.1903, section 2.4); the one "with the weights
 * known" leaves the first out. Trimming counts as fixed.
 */
final class WeightedEffect {

    private final ArmUnits units;
    private final PropensityModel model;
    private final boolean onTreated;
    /** Whether sums are divided by the number of units, not by the sum of the weights. */
    private final boolean byCount;
    private final double[] weight;

    WeightedEffect(ArmUnits units, PropensityModel model, EffectEstimator estimator) {
        this.units = units;
        this.model = model;
        onTreated = estimator == EffectEstimator.ATT;
        byCount = estimator == EffectEstimator.HT;
        weight = weights(units, model, onTreated);
    }

    Contrast contrast() {
        double[] divisor = byCount ? new double[] {model.keptCount(), model.keptCount()}
                : new double[] {sum(null, true), sum(null, false)};
        double treated = sum(units.outcome(), true) / divisor[0];
        double control = sum(units.outcome(), false) / divisor[1];
        double[] first = part(true, treated, divisor[0]);
        double[] second = part(false, control, divisor[1]);
        ArmInfluence known = new ArmInfluence(centred(first, treated), centred(second, control));
        ArmInfluence stacked = stacked(known, first, second);
        return Contrast.of(treated, control, treated - control, stacked.error(units), ArmInfluence.df(units),
                stacked.logRatioError(units, treated, control), model.keptCount(), "stacked")
                .with(new AdjustedEstimate.OtherError("weights-known", known.error(units)))
                .with(sizes(units, weight)).with(List.of(), notes(units));
    }

    static List<String> notes(ArmUnits units) {
        return units.clusters().map(Clusters::weightedNotes).orElse(List.of());
    }

    /** 1/e and 1/(1 - e); for the effect on the treated 1 and e/(1 - e); 0 for trimmed units. */
    static double[] weights(ArmUnits units, PropensityModel model, boolean onTreated) {
        double[] weight = new double[units.size()];
        for (int i = 0; i < weight.length; i++) {
            double e = model.propensity()[i];
            double target = onTreated ? e : 1;
            weight[i] = !model.kept()[i] ? 0 : target / (units.isTreated(i) ? e : 1 - e);
        }
        return weight;
    }

    static EffectiveSizes sizes(ArmUnits units, double[] weight) {
        double[] sizes = new double[2];
        for (int arm = 0; arm < 2; arm++) {
            double sum = sum(units, weight, null, arm == 0);
            sizes[arm] = sum * sum / sum(units, weight, weight, arm == 0);
        }
        return new EffectiveSizes(sizes[0], sizes[1]);
    }

    private double sum(double @Nullable [] factor, boolean ofTreated) {
        return sum(units, weight, factor, ofTreated);
    }

    /** The sum of the weights of an arm, times a factor of each unit if there is one. */
    static double sum(ArmUnits units, double[] weight, double @Nullable [] factor, boolean ofTreated) {
        int from = ofTreated ? 0 : units.treatedCount();
        int to = ofTreated ? units.treatedCount() : units.size();
        double[] terms = new double[to - from];
        for (int i = from; i < to; i++) {
            terms[i - from] = factor == null ? weight[i] : weight[i] * factor[i];
        }
        return Moments.of(terms).sum();
    }

    /** The weighted outcomes of an arm, or their deviations from its mean, on the scale of that mean. */
    private double[] part(boolean ofTreated, double mean, double divisor) {
        double[] part = new double[units.size()];
        for (int i = 0; i < part.length; i++) {
            if (units.isTreated(i) == ofTreated) {
                double y = units.outcome()[i];
                part[i] = weight[i] * (byCount ? y : y - mean) * part.length / divisor;
            }
        }
        return part;
    }

    /** The influence on the mean: each unit kept has its share in a sum that is divided by their number. */
    private double[] centred(double[] part, double mean) {
        if (!byCount) {
            return part;
        }
        double[] centred = part.clone();
        boolean[] kept = model.kept();
        double share = mean * part.length / model.keptCount();
        for (int i = 0; i < part.length; i++) {
            centred[i] -= kept[i] ? share : 0;
        }
        return centred;
    }

    /**
     * With the propensity model's part. By the model's coefficients the weight 1/e of a treated unit has the derivative
     * {@code -(1 - e)} times itself and x, the weight 1/(1 - e) of a control {@code e}, the odds e/(1 - e) {@code 1}.
     */
    private ArmInfluence stacked(ArmInfluence known, double[] first, double[] second) {
        int n = units.size();
        double[] e = model.propensity();
        double[] slope1 = new double[n];
        double[] slope0 = new double[n];
        for (int i = 0; i < n; i++) {
            slope1[i] = onTreated ? 0 : -(1 - e[i]) * first[i];
            slope0[i] = (onTreated ? 1 : e[i]) * second[i];
        }
        EstimatingEquation scores = model.scores(units);
        double[] treated = known.treated().clone();
        double[] control = known.control().clone();
        scores.addTo(treated, slope1);
        scores.addTo(control, slope0);
        return new ArmInfluence(treated, control);
    }
}

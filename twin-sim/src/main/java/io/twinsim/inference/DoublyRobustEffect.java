package io.twinsim.inference;

import java.util.List;

/**
 * Augmented inverse propensity weighting with models fitted to all units. With m1, m0 the outcome models, the mean if
 * all were treated is the mean of {@code psi1 = m1 + T (Y - m1)/e}, likewise for controls; the error is
 * {@code sd(psi1 - psi0) / sqrt(n)}, which is right if all models are. The stacked error beside it counts their
 * estimation in and holds if either side is right.
 */
final class DoublyRobustEffect {

    private final ArmUnits units;
    private final PropensityModel model;

    DoublyRobustEffect(ArmUnits units, PropensityModel model) {
        this.units = units;
        this.model = model;
    }

    Contrast contrast() {
        OutcomeModel treated = OutcomeModel.of(units, true, i -> true);
        OutcomeModel control = OutcomeModel.of(units, false, i -> true);
        Scores scores = Scores.of(units, model, treated.predicted(), control.predicted());
        ArmInfluence influence = scores.influence();
        double[] means = {scores.treatedMean(), scores.controlMean()};
        ArmInfluence stacked = stacked(influence, treated, control);
        return Contrast.of(means[0], means[1], means[0] - means[1], influence.error(units) * scores.correction(units),
                ArmInfluence.df(units), influence.logRatioError(units, means[0], means[1]), model.keptCount(),
                "influence")
                .with(new AdjustedEstimate.OtherError("stacked", stacked.error(units)))
                .with(WeightedEffect.sizes(units, WeightedEffect.weights(units, model, false)))
                .with(List.of(), WeightedEffect.notes(units));
    }

    private ArmInfluence stacked(ArmInfluence influence, OutcomeModel treated, OutcomeModel control) {
        int n = units.size();
        double scale = (double) n / model.keptCount();
        double[][] byPropensity = new double[2][n];
        double[][] byPrediction = new double[2][n];
        for (int i = 0; i < n; i++) {
            if (!model.kept()[i]) {
                continue;
            }
            double e = model.propensity()[i];
            boolean own = units.isTreated(i);
            double y = units.outcome()[i];
            byPropensity[0][i] = own ? -scale * (y - treated.predicted()[i]) * (1 - e) / e : 0;
            byPropensity[1][i] = own ? 0 : scale * (y - control.predicted()[i]) * e / (1 - e);
            byPrediction[0][i] = scale * (own ? 1 - 1 / e : 1);
            byPrediction[1][i] = scale * (own ? 1 : 1 - 1 / (1 - e));
        }
        EstimatingEquation propensity = model.scores(units);
        double[] first = influence.treated().clone();
        double[] second = influence.control().clone();
        propensity.addTo(first, byPropensity[0]);
        propensity.addTo(second, byPropensity[1]);
        treated.addTo(first, byPrediction[0], units);
        control.addTo(second, byPrediction[1], units);
        return new ArmInfluence(first, second);
    }

    /**
     * The terms whose means are the two adjusted means.
     *
     * @param treatedMean the mean of the kept units' first terms
     * @param controlMean likewise
     * @param influence deviations from the means, 0 for units left out, times units over units kept
     * @param kept the number of units kept
     */
    record Scores(double treatedMean, double controlMean, ArmInfluence influence, long kept) {

        static Scores of(ArmUnits units, PropensityModel model, double[] treated, double[] control) {
            int n = units.size();
            int kept = (int) model.keptCount();
            double[] first = new double[n];
            double[] second = new double[n];
            for (int i = 0; i < n; i++) {
                double e = model.propensity()[i];
                double y = units.outcome()[i];
                first[i] = treated[i] + (units.isTreated(i) ? (y - treated[i]) / e : 0);
                second[i] = control[i] + (units.isTreated(i) ? 0 : (y - control[i]) / (1 - e));
            }
            double treatedMean = mean(first, model.kept(), kept);
            double controlMean = mean(second, model.kept(), kept);
            double scale = (double) n / kept;
            for (int i = 0; i < n; i++) {
                first[i] = model.kept()[i] ? scale * (first[i] - treatedMean) : 0;
                second[i] = model.kept()[i] ? scale * (second[i] - controlMean) : 0;
            }
            return new Scores(treatedMean, controlMean, new ArmInfluence(first, second), kept);
        }

        private static double mean(double[] values, boolean[] in, int count) {
            return io.twinsim.internal.math.Moments.of(OutcomeModel.taken(values, in, count)).mean();
        }

        /** Turns the root mean square of the influence into the standard deviation; clusters have their own. */
        double correction(ArmUnits units) {
            return units.clusters().isPresent() ? 1 : Math.sqrt(kept / (kept - 1.0));
        }
    }
}

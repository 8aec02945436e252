package io.twinsim.learn;

import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An effect learned by regression: {@code tau(x) = b0 + sum b_j (x_j - mean_j)}, with an indicator for each label of a
 * category that is frequent enough. Outcomes are regressed on the treatment, the centred terms and their products (Lin
 * 2013, doi:10.1214/12-AOAS583); b0 is then the average effect, adjusted for the terms, and no less precise than a
 * difference of means in large samples. The covariance of all coefficients is HC2: it does not assume equal variances,
 * and the error of a mean effect is {@code sqrt(g'Sg)}, g the mean of the centred terms.
 *
 * <p>Valid for randomised data, and for others if the given propensities are right. The effects of single units are a
 * linear approximation.
 */
public final class InteractedRegression extends LearnedEffect {

    private static final int DIGITS = 6;

    private final EffectRegression fit;

    InteractedRegression(String contrast, EffectRegression fit, EffectHeldOut heldOut, List<String> notes) {
        super(contrast, heldOut, notes);
        this.fit = fit;
    }

    EffectRegression fit() {
        return fit;
    }

    @Override
    public String id() {
        return "regression";
    }

    @Override
    public PredictedMean ate() {
        return new PredictedMean(fit.effect()[0], Math.sqrt(fit.covariance()[0][0]), fit.n());
    }

    /**
     * The coefficients of the effect.
     *
     * @return values by name, {@code b0} first; immutable
     */
    public Map<String, Double> coefficients() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("b0", fit.effect()[0]);
        for (int j = 0; j < fit.terms().size(); j++) {
            values.put(fit.terms().terms().get(j).name(), fit.effect()[j + 1]);
        }
        return Collections.unmodifiableMap(values);
    }

    /**
     * The covariance matrix of the coefficients.
     *
     * @return a new matrix in the order of the coefficients
     */
    public double[][] covariance() {
        return Arrays.stream(fit.covariance()).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * What each slope multiplies: a term's distance from its mean.
     *
     * @return the means by the name of the coefficient, in order; immutable
     */
    public Map<String, Double> centres() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int j = 0; j < fit.terms().size(); j++) {
            values.put(fit.terms().terms().get(j).name(), fit.centres()[j]);
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public double[] predict(Population units) {
        return fit.effects(features(units));
    }

    private FeatureTable features(Population units) {
        FeatureTable x = FeatureTable.of(units, fit.terms().features());
        fit.terms().check(x);
        return x;
    }

    @Override
    PredictedMean[] means(Population units, int[][] members) {
        double[][] columns = fit.terms().columns(features(units));
        PredictedMean[] means = new PredictedMean[members.length];
        for (int g = 0; g < means.length; g++) {
            means[g] = fit.mean(columns, members[g]);
        }
        return means;
    }

    /** The effect with centres of six digits: the intercept, and what it varies with, move to them exactly. */
    @Override
    public FittedIntervention intervention(String name) {
        int p = fit.effect().length;
        double[] shift = new double[p];
        shift[0] = 1;
        StringBuilder base = new StringBuilder("$$b0");
        for (int j = 1; j < p; j++) {
            EffectTerm term = fit.terms().terms().get(j - 1);
            String centre = Numbers.significant(fit.centres()[j - 1], DIGITS);
            shift[j] = Double.parseDouble(centre) - fit.centres()[j - 1];
            base.append(" + $$").append(term.name()).append(" * (").append(EffectFormula.term(term));
            base.append(centre.startsWith("-") ? " + " + centre.substring(1) : " - " + centre).append(')');
        }
        Map<String, Double> values = new LinkedHashMap<>(coefficients());
        values.put("b0", EffectAlgebra.dot(shift, fit.effect()));
        return FittedIntervention.of(name, values, EffectAlgebra.shifted(fit.covariance(), shift), base.toString(),
                "effect of " + contrast() + ", learned by regression from " + Numbers.grouped(fit.n()) + " units",
                Map.of());
    }

    @Override
    String learned() {
        TextTable table = TextTable.of("coefficient", ">value", ">se", ">times");
        List<String> names = List.copyOf(coefficients().keySet());
        IntStream.range(0, names.size()).forEach(j -> {
            double error = Math.sqrt(fit.covariance()[j][j]);
            int decimals = Numbers.decimals(error);
            table.row(names.get(j), Numbers.signed(fit.effect()[j], decimals), Numbers.fixed(error, decimals),
                    j == 0 ? "1 (the average effect)" : EffectFormula.plain(fit.terms().terms().get(j - 1)) + " - "
                            + Numbers.significant(fit.centres()[j - 1], 4));
        });
        return table.render(2);
    }
}

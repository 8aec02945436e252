package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the effect of an experiment was estimated, what other estimators say, and whether the arms can be compared.
 *
 * @param observational whether the units chose their arm, so that only the covariates stand against confounding
 * @param estimator the estimator of the result
 * @param covariates the columns adjusted for
 * @param estimators the effect by every estimator that fits, that of the result among them
 * @param balance of every covariate
 * @param effectiveSizes effective sample sizes under the weights of the result's estimator (of {@code hajek}, if it has
 *        none); absent if there is no propensity model
 * @param propensity the probabilities of treatment; absent without covariates, or if the model failed
 * @param eValue for observational data; absent if the assignment was random, or the outcome has no risk ratio
 */
public record Adjustment(
        boolean observational, EffectEstimator estimator, List<String> covariates, List<AdjustedEstimate> estimators,
        List<CovariateBalance> balance, Optional<EffectiveSizes> effectiveSizes, Optional<PropensitySummary> propensity,
        Optional<EValue> eValue) {

    /** Copies the lists. */
    public Adjustment {
        Checks.notNull(estimator, "estimator");
        covariates = List.copyOf(covariates);
        estimators = List.copyOf(estimators);
        balance = List.copyOf(balance);
    }

    /** No adjustment: a randomised experiment and the difference of its means. */
    static Adjustment plain(Estimate estimate, Welch welch) {
        return new Adjustment(false, EffectEstimator.DIFFERENCE, List.of(),
                List.of(AdjustedEstimate.plain(estimate, welch)), List.of(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** Whether the result is the plain difference of means of independent units. */
    boolean isPlain() {
        return estimator == EffectEstimator.DIFFERENCE && !clustered();
    }

    private boolean clustered() {
        return by(EffectEstimator.DIFFERENCE).error().equals(AdjustedEstimate.CLUSTERED);
    }

    /**
     * What one estimator says.
     *
     * @param wanted one that is shown
     * @return its estimate, or why there is none
     * @throws io.twinsim.InputException if it does not fit the design, with those that do
     */
    public AdjustedEstimate by(EffectEstimator wanted) {
        Checks.known("estimator", Checks.notNull(wanted, "estimator").id(),
                estimators.stream().map(one -> one.estimator().id()).toList());
        return estimators.stream().filter(one -> one.estimator() == wanted).findFirst().orElseThrow();
    }

    /** How the assignment came about, as JSON says it. */
    String assignment() {
        return observational ? "observational" : "randomised";
    }

    Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("assignment", assignment());
        tree.put("estimator", estimator.id());
        tree.put("covariates", covariates);
        tree.put("estimators", estimators.stream().map(AdjustedEstimate::toTree).toList());
        tree.put("balance", balance.stream().map(CovariateBalance::toTree).toList());
        tree.put("effectiveSampleSize", effectiveSizes.map(EffectiveSizes::toTree).orElse(null));
        tree.put("propensity", propensity.map(PropensitySummary::toTree).orElse(null));
        tree.put("eValue", eValue.map(EValue::toTree).orElse(null));
        return tree;
    }

    /** One line such as {@code Adjustment[lin, randomised, 4 covariates, 8 estimators]}. */
    @Override
    public String toString() {
        return Lines.one("Adjustment[" + estimator.id() + ", " + assignment() + ", "
                + count(covariates.size(), "covariate") + ", " + count(estimators.size(), "estimator") + "]");
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}

package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an effect is adjusted.
 *
 * @param covariates the columns adjusted for
 * @param chosen the estimator asked for; else {@link #headline} decides
 * @param variance the error of regressions
 * @param observational whether assignment was not random
 * @param trim the propensities that are kept, if the caller said so
 * @param clusters the column of units that were assigned together
 */
record AdjustmentSettings(
        List<String> covariates, Optional<EffectEstimator> chosen, VarianceEstimator variance, boolean observational,
        Optional<Trim> trim, Optional<String> clusters) {

    static final AdjustmentSettings NONE = new AdjustmentSettings(List.of(), Optional.empty(), VarianceEstimator.HC2,
            false, Optional.empty(), Optional.empty());

    /** Units with a propensity in [lower, upper] are kept. */
    record Trim(double lower, double upper) {

        Trim {
            if (!(lower >= 0 && lower < upper && upper <= 1)) {
                throw new InputException("trim must have 0 <= lower < upper <= 1, got " + Numbers.shortest(lower)
                        + " and " + Numbers.shortest(upper));
            }
        }

        boolean keeps(double propensity) {
            return propensity >= lower && propensity <= upper;
        }
    }

    AdjustmentSettings withCovariates(String... names) {
        Set<String> seen = new HashSet<>();
        for (String name : Checks.notNull(names, "covariates")) {
            if (!seen.add(Checks.notNull(name, "covariate"))) {
                throw new InputException("covariates must differ from each other, got " + Names.quote(name) + " twice");
            }
        }
        return new AdjustmentSettings(List.of(names), chosen, variance, observational, trim, clusters);
    }

    AdjustmentSettings with(EffectEstimator estimator) {
        return new AdjustmentSettings(covariates, Optional.of(Checks.notNull(estimator, "estimator")), variance,
                observational, trim, clusters);
    }

    AdjustmentSettings with(VarianceEstimator other) {
        return new AdjustmentSettings(covariates, chosen, Checks.notNull(other, "variance"), observational, trim,
                clusters);
    }

    AdjustmentSettings asObservational() {
        return new AdjustmentSettings(covariates, chosen, variance, true, trim, clusters);
    }

    AdjustmentSettings withTrim(double lower, double upper) {
        return new AdjustmentSettings(covariates, chosen, variance, observational, Optional.of(new Trim(lower, upper)),
                clusters);
    }

    AdjustmentSettings withClusters(String column) {
        return new AdjustmentSettings(covariates, chosen, variance, observational, trim,
                Optional.of(Checks.notNull(column, "clusters")));
    }

    /** The estimator of the result: as asked for, else the plain difference, Lin's, or AIPW in observational data. */
    EffectEstimator headline() {
        return chosen.orElse(covariates.isEmpty() ? EffectEstimator.DIFFERENCE
                : observational ? EffectEstimator.AIPW : EffectEstimator.LIN);
    }

    /** The estimators shown: what fits the design, and what was asked for. */
    List<EffectEstimator> shown() {
        return List.of(EffectEstimator.values()).stream().filter(one -> one == headline() || fits(one)).toList();
    }

    private boolean fits(EffectEstimator estimator) {
        return switch (estimator) {
            case DIFFERENCE -> true;
            case CUPED -> !covariates.isEmpty() && !observational;
            case AIPW_CROSSFIT -> !covariates.isEmpty() && observational;
            default -> !covariates.isEmpty();
        };
    }

    /** Refuses an estimator that has nothing to work with or does not fit the design. */
    void requireFit() {
        EffectEstimator headline = headline();
        if (headline.adjusts() && covariates.isEmpty()) {
            throw new InputException("estimator " + headline.id() + " must have covariates, got none");
        }
        if (headline == EffectEstimator.CUPED && observational) {
            throw new InputException("estimator cuped must have random assignment, got observational data; ancova "
                    + "gives the same number with an error that counts the imbalance");
        }
        if (trim.isPresent() && covariates.isEmpty()) {
            throw new InputException("trim must have covariates for a propensity, got none");
        }
    }
}

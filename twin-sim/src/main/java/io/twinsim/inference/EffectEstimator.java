package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import java.util.Arrays;
import java.util.List;

/** How the effect of a treatment is estimated from two arms and covariates measured before the treatment. */
public enum EffectEstimator {
    /** The difference of the mean outcomes; no covariates. */
    DIFFERENCE("difference", Family.REGRESSION),
    /** The coefficient of the treatment beside the covariates in one linear regression. */
    ANCOVA("ancova", Family.REGRESSION),
    /**
     * The difference of the means of {@code y - theta (x - mean(x))}, theta pooled within arms, with Welch's error;
     * needs random assignment. With one theta for both arms the estimate is that of {@code ancova}; the error does not
     * count that theta was estimated, and is too small with many covariates for the rows.
     */
    CUPED("cuped", Family.REGRESSION),
    /**
     * The coefficient of the treatment in a linear regression with centred covariates and their interactions with the
     * treatment (Lin 2013, doi:10.1214/12-AOAS583). Its error takes the covariates as fixed; where slopes differ
     * between the arms the one for the population, shown beside it, is larger.
     */
    LIN("lin", Family.REGRESSION),
    /** Horvitz and Thompson: outcomes weighted by the inverse propensity, divided by the number of units. */
    HT("ht", Family.WEIGHTING),
    /** Hajek: the same weights, divided by their sum in each arm. */
    HAJEK("hajek", Family.WEIGHTING),
    /** The effect on the treated: controls weighted by the odds of treatment, divided by their sum. */
    ATT("att", Family.WEIGHTING),
    /**
     * Augmented inverse propensity weighting with nuisance models fitted to all units (Lunceford and Davidian 2004,
     * doi:10.1002/sim.1903): right if the propensity model or the outcome models are.
     */
    AIPW("aipw", Family.DOUBLY_ROBUST),
    /**
     * The same with nuisance models fitted to the other four of five folds, the median of five repeats (Chernozhukov
     * et al. 2018, doi:10.1111/ectj.12097).
     */
    AIPW_CROSSFIT("aipw-crossfit", Family.DOUBLY_ROBUST);

    /** What an estimator rests on. */
    enum Family { REGRESSION, WEIGHTING, DOUBLY_ROBUST }

    private final String id;
    private final Family family;

    EffectEstimator(String id, Family family) {
        this.id = id;
        this.family = family;
    }

    /**
     * The name used on the command line and in JSON.
     *
     * @return text such as {@code aipw-crossfit}
     */
    public String id() {
        return id;
    }

    /**
     * Whether the estimator uses covariates.
     *
     * @return false for {@code difference} only
     */
    public boolean adjusts() {
        return this != DIFFERENCE;
    }

    /**
     * Whether the estimator weights by the propensity, so that overlap, trimming and effective sample sizes concern it.
     *
     * @return true from {@code ht} on
     */
    public boolean weights() {
        return family != Family.REGRESSION;
    }

    /**
     * The estimator of a name.
     *
     * @param name an {@link #id}
     * @return the estimator
     * @throws io.twinsim.InputException if there is no such estimator, with the nearest one
     */
    public static EffectEstimator named(String name) {
        return Checks.constant("estimator", name, values(), EffectEstimator::id);
    }

    /**
     * The names of all estimators.
     *
     * @return a new list, in the order of the constants
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(EffectEstimator::id).toList();
    }
}

package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The effect by one estimator.
 *
 * @param estimator how it was estimated
 * @param estimate effect, standard error and interval; absent if the estimator cannot serve these data
 * @param df degrees of freedom of the t interval; absent where the normal distribution is used
 * @param error how the standard error was found: {@code welch}, {@code pooled}, {@code replicates}, {@code hc2} and the
 *        like, {@code cr2}, {@code stacked} (the propensity model counted in) or {@code influence} ({@code sd(psi) /
 *        sqrt(n)})
 * @param otherError another standard error of the same estimate
 * @param effectiveSizes effective sample sizes; absent if units have no weights
 * @param theta the coefficients of the covariates; {@code cuped} only
 * @param notes what a reader should know; usually empty
 * @param problem why there is no estimate; empty if there is one
 */
public record AdjustedEstimate(
        EffectEstimator estimator, Optional<Estimate> estimate, OptionalDouble df, String error,
        Optional<OtherError> otherError, Optional<EffectiveSizes> effectiveSizes, List<Theta> theta,
        List<String> notes, String problem) {

    /** The error of effects by cluster. */
    static final String CLUSTERED = "cr2";

    /**
     * A standard error that is shown beside the one that counts.
     *
     * @param kind {@code weights-known} (as if the propensities were known), {@code stacked} (all nuisance models
     *        counted in) or {@code superpopulation} (of {@code lin}: covariates taken as a sample, not as fixed)
     * @param standardError the standard error
     */
    public record OtherError(String kind, double standardError) {

        /** Such as {@code weights-known 909.5}. */
        @Override
        public String toString() {
            return kind + " " + Numbers.significant(standardError, 4);
        }
    }

    /**
     * What one unit more of a covariate goes with, within arms.
     *
     * @param covariate its name
     * @param value outcome units per unit of the covariate
     */
    public record Theta(String covariate, double value) {

        /** Such as {@code re75 0.5824}. */
        @Override
        public String toString() {
            return Lines.one(covariate + " " + Numbers.significant(value, 4));
        }
    }

    /** Copies the lists. */
    public AdjustedEstimate {
        Checks.notNull(estimator, "estimator");
        theta = List.copyOf(theta);
        notes = List.copyOf(notes);
    }

    static AdjustedEstimate of(EffectEstimator estimator, Contrast contrast, Estimate estimate) {
        return new AdjustedEstimate(estimator, Optional.of(estimate), contrast.df(), contrast.error(),
                contrast.alternative(), contrast.effectiveSizes(), contrast.theta(), contrast.notes(), "");
    }

    /** The difference of means of independent units, whatever the method of its interval. */
    static AdjustedEstimate plain(Estimate estimate, Welch welch) {
        IntervalMethod method = estimate.interval().method();
        OptionalDouble df = method == IntervalMethod.WELCH ? OptionalDouble.of(welch.df())
                : method == IntervalMethod.STUDENT ? OptionalDouble.of(estimate.n() - 2.0) : OptionalDouble.empty();
        String error = estimate.replicates() > 0 ? "replicates" : method == IntervalMethod.STUDENT ? "pooled" : "welch";
        return new AdjustedEstimate(EffectEstimator.DIFFERENCE, Optional.of(estimate), df, error, Optional.empty(),
                Optional.empty(), List.of(), List.of(), "");
    }

    static AdjustedEstimate failed(EffectEstimator estimator, String problem) {
        return new AdjustedEstimate(estimator, Optional.empty(), OptionalDouble.empty(), "", Optional.empty(),
                Optional.empty(), List.of(), List.of(), problem);
    }

    /** The keys of its JSON form; null where there is no estimate. */
    Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", estimator.id());
        tree.put("estimate", estimate.map(Estimate::estimate).orElse(null));
        tree.put("standardError", estimate.map(Estimate::standardError).orElse(null));
        tree.put("error", error.isEmpty() ? null : error);
        tree.put("df", df.isPresent() ? df.getAsDouble() : null);
        tree.put("interval", estimate.map(one -> one.interval().toTree()).orElse(null));
        tree.put("n", estimate.map(Estimate::n).orElse(null));
        otherError.ifPresent(other -> tree.put("otherError",
                new LinkedHashMap<>(Map.of(other.kind(), other.standardError()))));
        effectiveSizes.ifPresent(sizes -> tree.put("effectiveSampleSize", sizes.toTree()));
        if (!theta.isEmpty()) {
            Map<String, Object> coefficients = new LinkedHashMap<>();
            theta.forEach(one -> coefficients.put(one.covariate(), one.value()));
            tree.put("theta", coefficients);
        }
        if (!problem.isEmpty()) {
            tree.put("problem", problem);
        }
        tree.put("notes", notes);
        return tree;
    }

    /** One line such as {@code AdjustedEstimate[lin +1548.2, 95 % 30..3066, n=614]}. */
    @Override
    public String toString() {
        String text = estimate.map(one -> " " + Numbers.signed(one.estimate(),
                Numbers.decimals(one.interval().width())) + ", " + Texts.percent(one.interval().level()) + " "
                + Texts.range(one.interval().lower(), one.interval().upper()) + ", n=" + Numbers.grouped(one.n()))
                .orElse(": " + problem);
        return Lines.one("AdjustedEstimate[" + estimator.id() + text + "]");
    }
}

package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs every estimator that fits the design. The one of the result must succeed; others say why they did not. */
final class Adjusting {

    private final ArmUnits units;
    private final AdjustmentSettings settings;
    private final IntervalOptions options;
    private final String estimand;
    private final EffectEstimator headline;
    private final RegressionEffect regression;
    private final Map<EffectEstimator, Contrast> contrasts = new EnumMap<>(EffectEstimator.class);
    private @Nullable PropensityModel model;
    private @Nullable InputException noModel;

    Adjusting(ArmUnits units, AdjustmentSettings settings, IntervalOptions options, String estimand) {
        this.units = units;
        this.settings = settings;
        this.options = options;
        this.estimand = estimand;
        headline = settings.headline();
        regression = new RegressionEffect(units, settings.variance());
    }

    /**
     * All estimates.
     *
     * @param plain the difference of means with an interval of the method asked for, or of the library's choice
     * @param welch its error and degrees of freedom
     */
    Adjustment run(Estimate plain, Welch welch) {
        requireMethod();
        if (!settings.covariates().isEmpty()) {
            regression.common(); // whatever the estimator is, covariates that follow from others are refused by name
        }
        List<AdjustedEstimate> estimates = new ArrayList<>();
        for (EffectEstimator estimator : settings.shown()) {
            estimates.add(estimate(estimator, plain, welch));
        }
        Optional<PropensityModel> fitted = Optional.ofNullable(model).filter(this::usable);
        boolean onTreated = headline == EffectEstimator.ATT;
        double @Nullable [] weights = fitted.map(one -> WeightedEffect.weights(units, one, onTreated)).orElse(null);
        return new Adjustment(settings.observational(), headline, settings.covariates(), estimates,
                CovariateBalance.of(units, weights),
                Optional.ofNullable(weights).map(one -> WeightedEffect.sizes(units, one)),
                Optional.ofNullable(model).map(one -> one.summary(units, settings.trim())),
                settings.observational() ? EValue.of(contrast(), units, options.level()) : Optional.empty());
    }

    /** The contrast of the result's estimator. */
    Contrast contrast() {
        return contrasts.get(headline);
    }

    private boolean usable(PropensityModel one) {
        try {
            one.requireUsable(units);
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    /** Resampling and score methods are for the plain difference; adjusted effects have t or normal intervals. */
    private void requireMethod() {
        boolean plain = headline == EffectEstimator.DIFFERENCE && units.clusters().isEmpty();
        List<IntervalMethod> allowed = new ArrayList<>(List.of(IntervalMethod.AUTO));
        if (!headline.weights() || units.clusters().isPresent()) {
            allowed.add(IntervalMethod.STUDENT);
        }
        allowed.add(IntervalMethod.NORMAL);
        if (!plain && !allowed.contains(options.method())) {
            throw new InputException("method " + options.method().id() + " does not serve "
                    + (headline.adjusts() ? "estimator " + headline.id() : "clusters") + "; allowed: "
                    + Names.list(allowed.stream().map(IntervalMethod::id).toList()));
        }
    }

    private AdjustedEstimate estimate(EffectEstimator estimator, Estimate plain, Welch welch) {
        try {
            Contrast contrast = contrast(estimator);
            contrasts.put(estimator, contrast);
            return estimator == EffectEstimator.DIFFERENCE && units.clusters().isEmpty()
                    ? AdjustedEstimate.plain(plain, welch)
                    : AdjustedEstimate.of(estimator, contrast, estimate(estimator, contrast));
        } catch (InputException e) {
            if (estimator == headline) {
                throw e;
            }
            return AdjustedEstimate.failed(estimator, String.valueOf(e.getMessage()));
        }
    }

    private Estimate estimate(EffectEstimator estimator, Contrast contrast) {
        Interval interval = contrast.interval(options.level());
        String of = estimator == EffectEstimator.ATT ? estimand + "-treated" : estimand;
        return Estimate.analytic(of, contrast.effect(), contrast.standardError(), interval, contrast.n(),
                contrast.notes());
    }

    private Contrast contrast(EffectEstimator estimator) {
        Contrast made = switch (estimator) {
            case DIFFERENCE -> regression.difference();
            case ANCOVA -> regression.ancova();
            case CUPED -> regression.cuped();
            case LIN -> regression.lin();
            case HT, HAJEK, ATT -> new WeightedEffect(units, overlapping(estimator), estimator).contrast();
            case AIPW -> new DoublyRobustEffect(units, overlapping(estimator)).contrast();
            case AIPW_CROSSFIT -> new CrossFit(units, settings, options.seed()).contrast();
        };
        return estimator == headline && options.method() == IntervalMethod.NORMAL ? made.normal() : made;
    }

    private PropensityModel overlapping(EffectEstimator estimator) {
        PropensityModel fitted = model();
        if (settings.trim().isEmpty()) {
            fitted.requireOverlap(units, estimator == EffectEstimator.ATT);
        }
        fitted.requireUsable(units);
        return fitted;
    }

    /** Fitted once; a failure is remembered, so that every estimator that needs it names the reason. */
    private PropensityModel model() {
        if (noModel != null) {
            throw noModel;
        }
        PropensityModel known = model;
        if (known == null) {
            try {
                known = PropensityModel.of(units, settings.trim());
            } catch (InputException e) {
                noModel = new InputException("propensity model: " + e.getMessage(), e);
                throw noModel;
            }
            model = known;
        }
        return known;
    }

    /** What a reader should know before trusting an adjusted effect. */
    static List<String> warnings(Adjustment made) {
        List<String> warnings = new ArrayList<>();
        if (made.observational()) {
            warnings.add("observational: units were not assigned at random; the effect is causal only if the "
                    + "covariates hold all confounders" + made.eValue().map(value -> "; E-value "
                    + Numbers.fixed(value.estimate(), 2) + ", of the limit nearest to no effect "
                    + Numbers.fixed(value.limit(), 2))
                    .orElse("")
                    + (made.covariates().isEmpty() ? "; no covariates: nothing is adjusted for" : ""));
        }
        boolean weighted = made.estimator().weights();
        List<String> apart = covariates(made, one -> Math.abs(weighted ? one.weighted().orElse(0) : one.raw())
                > CovariateBalance.THRESHOLD);
        if (!apart.isEmpty()) {
            warnings.add("|SMD| above 0.1 " + (weighted ? "after weighting" : "before adjustment") + ": "
                    + Names.list(apart));
        }
        List<String> late = covariates(made, one -> one.pValue() < SampleRatio.THRESHOLD);
        if (!made.observational() && !late.isEmpty()) {
            warnings.add("covariates that differ between the arms (p < 0.001), so measured after the treatment, or the "
                    + "assignment is broken: " + Names.list(late));
        }
        made.propensity().ifPresent(one -> overlap(one, made.estimator(), warnings));
        return warnings;
    }

    private static List<String> covariates(Adjustment made, Predicate<CovariateBalance> which) {
        return made.balance().stream().filter(which).map(CovariateBalance::covariate).toList();
    }

    private static void overlap(PropensitySummary one, EffectEstimator estimator, List<String> warnings) {
        long trimmed = one.trimmedTreated() + one.trimmedControl();
        if (trimmed > 0) {
            warnings.add("trimmed to propensities in [" + Numbers.shortest(one.lower()) + ", "
                    + Numbers.shortest(one.upper()) + "]: " + Numbers.grouped(one.trimmedTreated()) + " treated, "
                    + Numbers.grouped(one.trimmedControl())
                    + " control left out; weighted effects are those of the units kept");
        } else if (one.outside() > 0 && estimator.weights()) {
            warnings.add("propensities outside [0.01, 0.99]: " + Numbers.grouped(one.outside()) + ", down to "
                    + Numbers.significant(one.min(), 3) + ", up to " + Numbers.significant(one.max(), 3));
        }
    }
}

package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.ClusterRobust;
import io.twinsim.internal.math.LeastSquares;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Effects that are coefficients of a linear regression. The treatment stands in column 1 beside an intercept and
 * centred covariates, so the intercept is the adjusted mean of the controls.
 */
final class RegressionEffect {

    private static final String INTERCEPT = "(intercept)";
    private static final String TREATMENT = "(treatment)";
    private static final double LEVERAGE_ONE = 1 - 1e-10;

    private final ArmUnits units;
    private final VarianceEstimator variance;
    private @Nullable LeastSquares common;

    RegressionEffect(ArmUnits units, VarianceEstimator variance) {
        this.units = units;
        this.variance = variance;
    }

    /** The difference of means, with Welch's error, or that of the clusters. */
    Contrast difference() {
        return units.clusters().isPresent() ? clustered(units.outcome()) : welch(units.outcome());
    }

    /** One slope per covariate for both arms. */
    Contrast ancova() {
        return contrast(common());
    }

    /** An own slope per covariate and arm. */
    Contrast lin() {
        requireRows(units.treatedCount(), "treated");
        requireRows(units.controlCount(), "control");
        int p = units.covariates().count();
        double[][] base = units.treatmentDesign();
        double[][] columns = new double[2 + 2 * p][];
        System.arraycopy(base, 0, columns, 0, 2 + p);
        List<String> names = units.covariates().namesAfter(INTERCEPT, TREATMENT);
        for (int j = 0; j < p; j++) {
            columns[2 + p + j] = product(base[1], base[2 + j]);
            names.add(TREATMENT + ":" + units.covariates().names().get(j));
        }
        return contrast(LeastSquares.of(columns, units.outcome(), names));
    }

    /** The difference of outcomes that have lost what the covariates explain within arms. */
    Contrast cuped() {
        Covariates covariates = units.covariates();
        double[] slopes = common().coefficients();
        double[] left = units.outcome().clone();
        List<AdjustedEstimate.Theta> theta = new ArrayList<>();
        for (int j = 0; j < covariates.count(); j++) {
            double[] x = covariates.standardised()[j];
            double slope = slopes[2 + j];
            for (int i = 0; i < left.length; i++) {
                left[i] -= slope * x[i];
            }
            theta.add(new AdjustedEstimate.Theta(covariates.names().get(j), slope / covariates.sds()[j]));
        }
        Contrast made = units.clusters().isPresent() ? clustered(left) : welch(left);
        return made.with(theta, List.of(reduction(made.standardError(), difference().standardError())));
    }

    private static String reduction(double error, double plain) {
        double share = plain > 0 ? 1 - error * error / (plain * plain) : 0;
        return "variance " + Numbers.fixed(Math.abs(100 * share), 1) + " % " + (share < 0 ? "above" : "below")
                + " that of the plain difference";
    }

    /** The regression that ancova and cuped rest on; it refuses covariates that follow from each other. */
    LeastSquares common() {
        LeastSquares known = common;
        if (known == null) {
            known = LeastSquares.of(units.treatmentDesign(), units.outcome(),
                    units.covariates().namesAfter(INTERCEPT, TREATMENT));
            common = known;
        }
        return known;
    }

    private void requireRows(int rows, String arm) {
        int columns = units.covariates().count();
        if (rows <= columns + 1) {
            throw new InputException("covariates must be fewer than rows of each arm less 1, or lin has no errors, got "
                    + columns + (columns == 1 ? " column for " : " columns for ") + Numbers.grouped(rows) + " " + arm
                    + (rows == 1 ? " row" : " rows") + "; ancova needs fewer");
        }
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    private Contrast contrast(LeastSquares fit) {
        return units.clusters().isPresent() ? clustered(fit)
                : contrast(fit, fit.covariance(variance.kind()), fit.df(), variance.id()).with(List.of(), notes(fit));
    }

    private List<String> notes(LeastSquares fit) {
        long alone = 0;
        if (variance == VarianceEstimator.HC2 || variance == VarianceEstimator.HC3) {
            for (double leverage : fit.leverages()) {
                alone += leverage > LEVERAGE_ONE ? 1 : 0;
            }
        }
        return alone == 0 ? List.of() : List.of(Numbers.grouped(alone) + (alone == 1 ? " row is" : " rows are")
                + " fitted by the covariates alone (leverage 1) and adds nothing to the error");
    }

    private Contrast contrast(LeastSquares fit, double[][] covariance, double df, String error) {
        double[] b = fit.coefficients();
        double control = b[0];
        double treated = control + b[1];
        double slope = 1 / treated - 1 / control;
        double squared = slope * slope * covariance[0][0] + 2 * slope / treated * covariance[0][1]
                + covariance[1][1] / treated / treated;
        return Contrast.of(treated, control, b[1], Math.sqrt(covariance[1][1]), OptionalDouble.of(df),
                Math.sqrt(Math.max(0, squared)), units.size(), error);
    }

    private Contrast clustered(LeastSquares fit) {
        Clusters clusters = units.clusters().orElseThrow();
        ClusterRobust robust = fit.clusterRobust(clusters.codes());
        double[] contrast = new double[fit.p()];
        contrast[1] = 1;
        return contrast(fit, robust.covariance(), robust.df(contrast), "cr2").with(List.of(), List.of(
                Numbers.grouped(clusters.count()) + " clusters by " + Names.quote(clusters.column())));
    }

    private Contrast clustered(double[] outcome) {
        double[][] columns = {units.treatmentDesign()[0], units.treated()};
        return clustered(LeastSquares.of(columns, outcome, List.of(INTERCEPT, TREATMENT)));
    }

    private Contrast welch(double[] outcome) {
        Moments treated = Moments.of(java.util.Arrays.copyOf(outcome, units.treatedCount()));
        Moments control = Moments.of(java.util.Arrays.copyOfRange(outcome, units.treatedCount(), outcome.length));
        double[] errors = {Math.sqrt(Sample.squaredError(treated)), Math.sqrt(Sample.squaredError(control))};
        return Contrast.of(Sample.mean(treated), Sample.mean(control), Welch.of(treated, control), errors,
                units.size(), "welch");
    }
}

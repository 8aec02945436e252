package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.ClusterRobust;
import io.twinsim.internal.math.LeastSquares;
import io.twinsim.internal.math.Moments;
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
    /** Coefficients per row from which on cuped's interval loses some points of its coverage. */
    private static final double MANY_THETAS = 0.1;
    /** Residuals below this share of the outcomes, which have 53 bits, are those of a perfect fit. */
    private static final double NOTHING = 0x1p-60;
    /** By how much the error for the population must exceed HC2 to be worth a note. */
    private static final double MUCH = 1.1;

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
        LeastSquares fit = LeastSquares.of(columns, units.outcome(), names);
        Contrast made = contrast(fit);
        return units.clusters().isPresent() ? made : withPopulation(made, fit);
    }

    /**
     * The error of the regression takes the covariates as fixed. In a sample their means vary, by which slopes that
     * differ between the arms move the effect: with d that difference, the variance of the mean of {@code x'd} comes on
     * top (Negi and Wooldridge 2021, doi:10.1080/07474938.2020.1824732).
     */
    private Contrast withPopulation(Contrast made, LeastSquares fit) {
        int p = units.covariates().count();
        double[] slopes = fit.coefficients();
        double[] moved = new double[units.size()];
        for (int j = 0; j < p; j++) {
            double[] x = units.covariates().standardised()[j];
            for (int i = 0; i < moved.length; i++) {
                moved[i] += slopes[2 + p + j] * x[i];
            }
        }
        double own = made.standardError();
        double error = Math.sqrt(own * own + Moments.of(moved).variance() / moved.length);
        List<String> notes = new ArrayList<>(made.notes());
        if (error > MUCH * own && own > 0) {
            notes.add("slopes differ between the arms: for the population that these units are a sample of, lin's "
                    + "error is " + Numbers.significant(error, 4) + ", not " + Numbers.significant(own, 4));
        }
        return made.with(new AdjustedEstimate.OtherError("superpopulation", error)).with(List.of(), notes);
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
        List<String> notes = new ArrayList<>(made.notes());
        notes.add(reduction(made.standardError(), difference().standardError()));
        if (covariates.count() > MANY_THETAS * units.size()) {
            notes.add("the error does not count that theta was estimated, " + covariates.count() + " of them from "
                    + Numbers.grouped(units.size()) + " rows; that of ancova does");
        }
        return made.with(theta, notes);
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
                    + (rows == 1 ? " row" : " rows") + "; ancova needs fewer rows");
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
        boolean exact = isExact(fit);
        return Contrast.of(treated, control, b[1], exact ? 0 : Math.sqrt(covariance[1][1]), OptionalDouble.of(df),
                exact ? 0 : Math.sqrt(Math.max(0, squared)), units.size(), error);
    }

    /** Whether nothing is left of the outcome but the rounding of the fit. */
    private static boolean isExact(LeastSquares fit) {
        double largest = 0;
        for (double value : fit.fitted()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return fit.sigma() <= NOTHING * largest;
    }

    private Contrast clustered(LeastSquares fit) {
        Clusters clusters = units.clusters().orElseThrow();
        ClusterRobust robust = fit.clusterRobust(clusters.codes());
        double[] contrast = new double[fit.p()];
        contrast[1] = 1;
        double df = robust.df(contrast);
        if (df == 0) {
            throw new InputException("clusters must be more than the columns that they determine, or the effect has no "
                    + "error, got " + clusters.text() + " for " + fit.p() + " columns; adjust for fewer");
        }
        return contrast(fit, robust.covariance(), df, AdjustedEstimate.CLUSTERED).with(List.of(), List.of(clusters.text()));
    }

    /** The difference of any values' means, with the error of the clusters. */
    Contrast clustered(double[] outcome) {
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

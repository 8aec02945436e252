package io.twinsim.learn;

import io.twinsim.internal.math.LeastSquares;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.Robust;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The best linear predictor of the effect from a learned one (Chernozhukov, Demirer, Duflo and Fernandez-Val 2018,
 * doi:10.3386/w24678, in its Horvitz-Thompson form, with fitted outcomes to take noise out): doubly robust scores of
 * held-out units, regressed on {@code S - mean S}, S the effect that the other folds predict, centred in each fold. A
 * slope of 1 says that predicted differences are found in full, 0 that nothing of them holds up, below 1 that they are
 * exaggerated. Errors are HC2.
 *
 * @param ate the intercept: the average effect
 * @param slope how much of a predicted difference is found; 0 if nothing varies
 * @param ateVariance the variance of the intercept
 * @param slopeVariance the variance of the slope; 0 if every unit is predicted the same effect
 * @param covariance of intercept and slope
 * @param n the number of units
 */
public record Calibration(
        double ate, double slope, double ateVariance, double slopeVariance, double covariance, long n) {

    static Calibration of(double[] scores, double[] centred) {
        double[] ones = new double[scores.length];
        Arrays.fill(ones, 1);
        boolean varies = Arrays.stream(centred).anyMatch(s -> s != 0);
        double[][] columns = varies ? new double[][] {ones, centred} : new double[][] {ones};
        LeastSquares fit = LeastSquares.of(columns, scores,
                varies ? List.of("(intercept)", "predicted effect") : List.of("(intercept)"));
        double[] b = fit.coefficients();
        double[][] v = fit.covariance(Robust.HC2);
        return varies ? new Calibration(b[0], b[1], v[0][0], v[1][1], v[0][1], scores.length)
                : new Calibration(b[0], 0, v[0][0], 0, 0, scores.length);
    }

    /**
     * The standard error of the slope.
     *
     * @return at least 0
     */
    public double slopeError() {
        return Math.sqrt(slopeVariance);
    }

    /**
     * The average effect with its standard error.
     *
     * @return the intercept
     */
    public PredictedMean mean() {
        return new PredictedMean(ate, Math.sqrt(ateVariance), n);
    }

    /**
     * The one-sided p-value of a slope of at most 0: that the learned differences do not hold up.
     *
     * @return a value in [0, 1]; 0.5 if no effect varies
     */
    public double pValue() {
        return slopeVariance > 0 ? Normal.sf(slope / slopeError()) : 0.5;
    }

    /**
     * Whether differences of the effect are found in held-out units.
     *
     * @return true if the p-value is below 0.05
     */
    public boolean found() {
        return pValue() < 0.05;
    }

    double[][] matrix() {
        return new double[][] {{ateVariance, covariance}, {covariance, slopeVariance}};
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("ate", ate);
        tree.put("ateStandardError", Math.sqrt(ateVariance));
        tree.put("slope", slope);
        tree.put("slopeStandardError", slopeError());
        tree.put("covariance", covariance);
        tree.put("pValue", pValue());
        return tree;
    }

    /** One line such as {@code Calibration[slope +0.91 ± 0.21, p 5.1e-6, ate +0.0761 ± 0.0033]}. */
    @Override
    public String toString() {
        return Lines.one("Calibration[slope " + EffectText.withError(slope, slopeError()) + ", p "
                + Numbers.significant(pValue(), 2) + ", ate " + EffectText.withError(ate, Math.sqrt(ateVariance))
                + "]");
    }
}

package io.twinsim.internal.math;

/**
 * A function of a standard normal variable that never falls, such as a quantile function seen on the normal scale. With
 * {@link #correlation} it says how two of them correlate when their normal variables do.
 *
 * <p>What is exact is done exactly: steps with steps by bivariate normal probabilities, ranks with ranks and ranks with
 * steps by their closed forms. All else goes through Hermite coefficients, {@code cov = sum_k a_k b_k r^k} (Mehler), as
 * long as what they leave out provably stays below 1e-7; beyond it, for functions with corners at correlations very
 * near 1 or -1, both are cut into 1,024 steps, which keeps about four digits.
 */
public sealed interface NormalScore permits StepScore, RankScore, CurveScore {

    /**
     * The variance of the function's value.
     *
     * @return a finite number, at least 0
     */
    double variance();

    /**
     * The function as a series.
     *
     * @return its Hermite coefficients
     */
    HermiteSeries series();

    /**
     * The function as steps: itself if it is made of at most 1,024 steps, else an approximation.
     *
     * @return the steps
     */
    StepScore coarse();

    /**
     * The correlation of two scores.
     *
     * @param x one function
     * @param y another
     * @param r the correlation of the normal variables, in [-1, 1]
     * @return a value in [-1, 1]
     */
    static double correlation(NormalScore x, NormalScore y, double r) {
        if (x instanceof RankScore && y instanceof RankScore) {
            return Math.abs(r) == 1 ? r : 6 / Trigonometry.PI * Trigonometry.asin(r / 2);
        }
        if (x instanceof RankScore && y instanceof StepScore steps) {
            return steps.rankCovariance(r) / Math.sqrt(x.variance() * steps.variance());
        }
        if (x instanceof StepScore steps && y instanceof RankScore) {
            return correlation(y, steps, r);
        }
        if (x instanceof StepScore a && y instanceof StepScore b && a.isQuickWith(b)) {
            return bounded(StepScore.covariance(a, b, r) / Math.sqrt(a.variance() * b.variance()));
        }
        HermiteSeries a = x.series();
        HermiteSeries b = y.series();
        double scale = Math.sqrt(x.variance() * y.variance());
        if (HermiteSeries.rest(a, b, r) <= HermiteSeries.ACCURATE * scale) {
            return bounded(HermiteSeries.covariance(a, b, r) / scale);
        }
        StepScore c = x.coarse();
        StepScore d = y.coarse();
        return bounded(StepScore.covariance(c, d, r) / Math.sqrt(c.variance() * d.variance()));
    }

    private static double bounded(double correlation) {
        return Math.max(-1, Math.min(1, correlation));
    }
}

package io.twinsim.internal.math;

/** The rank of a continuous variable: f(z) = Phi(z). */
public final class RankScore implements NormalScore {

    /** The only one. */
    public static final RankScore RANKS = new RankScore();

    private RankScore() {
    }

    @Override
    public double variance() {
        return 1.0 / 12;
    }

    /** From asin(r / 2) / (2 pi) = sum of a_k^2 r^k; the signs of the odd coefficients alternate. */
    @Override
    public HermiteSeries series() {
        double[] coefficients = new double[HermiteSeries.TERMS];
        double term = 1 / (4 * Trigonometry.PI);
        for (int m = 0; 2 * m < HermiteSeries.TERMS; m++) {
            double square = term / (2 * m + 1);
            coefficients[2 * m] = m % 2 == 0 ? Math.sqrt(square) : -Math.sqrt(square);
            term *= (2 * m + 1) / (4.0 * (2 * m + 2));
        }
        return new HermiteSeries(coefficients, variance());
    }

    @Override
    public StepScore coarse() {
        return StepScore.of(Normal::cdf);
    }
}

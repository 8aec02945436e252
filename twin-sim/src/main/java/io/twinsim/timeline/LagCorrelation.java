package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.math.SampleCorrelation;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;

/**
 * Pearson's correlation of one series with another some steps later.
 *
 * @param lag by how many steps the second series follows the first; negative if it leads
 * @param r the correlation, in [-1, 1]
 * @param n pairs of values that are both there
 * @param effective independent pairs that would say as much: {@code n (1 - a b) / (1 + a b)} with the lag-1
 *     autocorrelations a and b of the two (Bartlett 1935, JRSS 98:536-543), from 3 to n
 * @param pValue two-sided, of no correlation, by Student's t with {@code effective - 2} degrees of freedom; times the
 *     number of lags tried if this one was chosen among several
 */
public record LagCorrelation(int lag, double r, int n, double effective, double pValue) {

    /** Weaker correlations are rarely worth a sentence. */
    private static final double WORTH = 0.3;
    private static final double CLEAR = 0.05;

    static LagCorrelation of(double[] x, double[] y, int lag, int tried) {
        int n = x.length - Math.abs(lag);
        if (n < 4) {
            throw new InputException("lag must leave at least 4 pairs of " + x.length + " values, got " + lag);
        }
        double[] a = Arrays.copyOfRange(x, Math.max(0, -lag), Math.max(0, -lag) + n);
        double[] b = Arrays.copyOfRange(y, Math.max(0, lag), Math.max(0, lag) + n);
        double r = SampleCorrelation.pearson(a, b);
        double product = SampleCorrelation.autocorrelation(a) * SampleCorrelation.autocorrelation(b);
        double effective = Math.max(3, Math.min(n, n * (1 - product) / (1 + product)));
        double df = effective - 2;
        double p = Math.abs(r) >= 1 ? 0 : 2 * StudentT.cdf(-Math.abs(r) * Math.sqrt(df / ((1 - r) * (1 + r))), df);
        return new LagCorrelation(lag, r, n, effective, Math.min(1, p * tried));
    }

    /**
     * Whether it is worth a sentence: beyond 0.3 either way, and not a likely chance.
     *
     * @return true if {@code |r| > 0.3} and the p-value is below 0.05
     */
    public boolean notable() {
        return Math.abs(r) > WORTH && pValue < CLEAR;
    }

    /** One line such as {@code LagCorrelation[r=-0.52 at lag 3, 87 pairs worth 41, p=0.0005]}. */
    @Override
    public String toString() {
        return Lines.one("LagCorrelation[r=" + Numbers.fixed(r, 2) + " at lag " + lag + ", " + Numbers.grouped(n)
                + " pairs worth " + Numbers.significant(effective, 3) + ", p=" + Numbers.significant(pValue, 2) + "]");
    }
}

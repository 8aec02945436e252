package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;

/**
 * The exact function of a resampled mean: {@code K(s) = n ln((1/n) sum exp(s w d_i))} with d the deviations from the
 * mean and w = 1/n, or -1/n for the arm that is subtracted. O(n) exponentials per evaluation.
 */
final class EmpiricalCgf implements Cgf {

    /** Below this argument exp(y) - 1 - y comes from its series: the difference would lose half of its digits. */
    private static final double SERIES = 0.5;
    /** Beyond this argument everything is divided by the greatest exponential. */
    private static final double LARGE = 300;

    private final double[] deviations;
    private final double weight;
    private final Moments moments;
    private final double reach;

    EmpiricalCgf(double[] values, Moments moments, int sign) {
        int n = values.length;
        double mean = moments.mean();
        double[] centred = new double[n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            centred[i] = values[i] - mean;
            largest = Math.max(largest, Math.abs(centred[i]));
        }
        this.deviations = centred;
        this.weight = (double) sign / n;
        this.moments = moments;
        this.reach = largest;
    }

    @Override
    public void addTo(double[] sums, double s) {
        double t = s * weight;
        double shift = Math.abs(t) * reach > LARGE ? highestExponent(t) : Double.NaN;
        double e0 = 0;
        double e1 = 0;
        double e2 = 0;
        double e3 = 0;
        for (double d : deviations) {
            double y = t * d;
            double excess = shift == shift ? Elementary.exp(y - shift) : excess(y);
            double first = d * (shift == shift ? excess : excess + y);
            double square = d * d * (shift == shift ? excess : excess + y + 1);
            e0 += excess;
            e1 += first;
            e2 += square;
            e3 += d * square;
        }
        int n = deviations.length;
        double mass = shift == shift ? e0 / n : 1 + e0 / n;
        double logMass = shift == shift ? shift + Elementary.log(mass) : Elementary.log1p(e0 / n);
        double m1 = e1 / n / mass;
        double m2 = e2 / n / mass;
        double m3 = e3 / n / mass;
        double nw = n * weight;
        sums[0] += n * logMass;
        sums[1] += nw * m1;
        sums[2] += nw * weight * (m2 - m1 * m1);
        sums[3] += nw * weight * weight * (m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1);
    }

    private double highestExponent(double t) {
        return t > 0 ? t * (moments.max() - moments.mean()) : t * (moments.min() - moments.mean());
    }

    /** exp(y) - 1 - y to full relative accuracy. */
    static double excess(double y) {
        if (!(Math.abs(y) < SERIES)) {
            return Elementary.exp(y) - 1 - y;
        }
        double sum = 1;
        for (int k = 16; k >= 3; k--) {
            sum = 1 + y / k * sum;
        }
        return 0.5 * y * y * sum;
    }

    @Override
    public void addCumulants(double[] sums) {
        FourCumulantCgf.addCumulants(sums, moments, weight);
    }

    @Override
    public double lowest() {
        return weight > 0 ? moments.min() - moments.mean() : moments.mean() - moments.max();
    }

    @Override
    public double highest() {
        return weight > 0 ? moments.max() - moments.mean() : moments.mean() - moments.min();
    }

    @Override
    public double logLowest() {
        return logTied(weight > 0 ? moments.min() : moments.max());
    }

    @Override
    public double logHighest() {
        return logTied(weight > 0 ? moments.max() : moments.min());
    }

    private double logTied(double extreme) {
        int n = deviations.length;
        int tied = 0;
        double deviation = extreme - moments.mean();
        for (double d : deviations) {
            tied += d == deviation ? 1 : 0;
        }
        return n * Elementary.log((double) tied / n);
    }
}

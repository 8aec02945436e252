package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;

/**
 * The function of a resampled mean cut after the fourth cumulant: {@code K(s) = k2 s^2/2 + k3 s^3/6 + k4 s^4/24}. It
 * needs the moments only, so that streamed and materialised data give the same bits.
 */
final class FourCumulantCgf implements Cgf {

    /** Data are two-valued if their variance reaches the greatest possible one to this relative error. */
    private static final double TWO_VALUED = 1e-9;

    private final Moments moments;
    private final double weight;
    private final double[] cumulants = new double[3];

    FourCumulantCgf(Moments moments, int sign) {
        this.moments = moments;
        this.weight = (double) sign / moments.n();
        addCumulants(cumulants, moments, weight);
    }

    /** Cumulants of the mean of n resampled values: {@code n w^j} times those of one value. */
    static void addCumulants(double[] sums, Moments moments, double weight) {
        double scale = moments.n() * weight;
        for (int j = 2; j <= 4; j++) {
            scale *= weight;
            sums[j - 2] += scale * moments.cumulant(j);
        }
    }

    @Override
    public void addTo(double[] sums, double s) {
        double k2 = cumulants[0];
        double k3 = cumulants[1];
        double k4 = cumulants[2];
        sums[0] += s * s * (k2 / 2 + s * (k3 / 6 + s * k4 / 24));
        sums[1] += s * (k2 + s * (k3 / 2 + s * k4 / 6));
        sums[2] += k2 + s * (k3 + s * k4 / 2);
        sums[3] += k3 + s * k4;
    }

    @Override
    public void addCumulants(double[] sums) {
        for (int j = 0; j < 3; j++) {
            sums[j] += cumulants[j];
        }
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
        return logTied(weight < 0);
    }

    @Override
    public double logHighest() {
        return logTied(weight > 0);
    }

    /** Of two-valued data the mean tells the share of each; of others the extreme's share is not known. */
    private double logTied(boolean greatest) {
        double below = moments.mean() - moments.min();
        double above = moments.max() - moments.mean();
        double possible = moments.n() * below * above;
        if (!(Math.abs(moments.m2() - possible) <= TWO_VALUED * possible)) {
            return Double.NaN;
        }
        double share = (greatest ? below : above) / (moments.max() - moments.min());
        return moments.n() * Elementary.log(share);
    }
}

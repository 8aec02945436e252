package io.twinsim.sim;

import io.twinsim.internal.math.DyadicBins;

/** How the effects of twins are spread: counts in bins so fine that quantiles can be read off, and the extremes. */
record EffectDistribution(DyadicBins bins, double least, double greatest) {

    static EffectDistribution of(EffectSums sums) {
        return new EffectDistribution(sums.bins(), sums.effect().min(), sums.effect().max());
    }

    Histogram histogram() {
        DyadicBins shown = bins.coarser(Histogram.MOST);
        return new Histogram(shown.lower(), shown.width(), shown.counts());
    }

    double quantile(double p) {
        return bins.quantile(p, least, greatest);
    }

    long bytes() {
        return 8L * bins.counts().length;
    }
}

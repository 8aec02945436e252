package io.twinsim.learn;

import io.twinsim.random.Distribution;

/**
 * The greatest distance between the distribution function of a sample and that of a distribution, either of which may
 * jump. Both never fall, so that a stretch whose ends leave no room for a greater distance needs no look inside: exact,
 * and mostly a few hundred evaluations.
 */
final class LikelihoodDistance {

    private final LikelihoodSample sample;
    private final Distribution distribution;
    private double greatest;

    private LikelihoodDistance(LikelihoodSample sample, Distribution distribution) {
        this.sample = sample;
        this.distribution = distribution;
    }

    static double of(LikelihoodSample sample, Distribution distribution) {
        LikelihoodDistance search = new LikelihoodDistance(sample, distribution);
        int last = sample.distinct() - 1;
        double below = search.below(0);
        double first = search.at(0);
        if (last > 0) {
            search.between(0, first, last, search.below(last));
            search.at(last);
        }
        search.greatest = Math.max(search.greatest, below);
        return search.greatest;
    }

    /** The distribution function at a value. */
    private double at(int k) {
        double f = distribution.cdf(sample.value(k));
        greatest = Math.max(greatest, Math.abs(f - share(k)));
        return f;
    }

    /** The distribution function just below a value. */
    private double below(int k) {
        double f = distribution.cdf(Math.nextDown(sample.value(k)));
        greatest = Math.max(greatest, Math.abs(f - share(k - 1)));
        return f;
    }

    private double share(int k) {
        return (double) sample.upTo(k) / sample.n();
    }

    private void between(int i, double f, int j, double g) {
        if (j - i < 2 || Math.max(g - share(i), share(j - 1) - f) <= greatest) {
            return;
        }
        int middle = (i + j) >>> 1;
        double down = below(middle);
        double up = at(middle);
        between(i, f, middle, down);
        between(middle, up, j, g);
    }
}

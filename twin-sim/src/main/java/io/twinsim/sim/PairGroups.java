package io.twinsim.sim;

/**
 * What varies from one antithetic pair to the next in each group of one dimension: whole pairs, both members of which
 * are in the group, and halves, whose partner is elsewhere. The sums of a group are those of {@link PairMoments}, up to
 * squares. The means of two groups that share pairs are dependent, by the products over the pairs that they share.
 */
final class PairGroups {

    /** With more groups than this shared pairs are not followed; a group's share of them is bounded instead. */
    static final int MOST_CROSSED = 64;

    private final int groups;
    private final long[] whole;
    private final double[] wholeMean;
    private final double[] wholeM2;
    private final long[] halves;
    private final double[] halfMean;
    private final double[] halfM2;
    /** Pairs with members in groups {@code g < h} at {@code h (h - 1) / 2 + g}: count, means and products. */
    private final long[] shared;
    private final double[] lowMean;
    private final double[] highMean;
    private final double[] products;

    private PairGroups(int groups) {
        this.groups = groups;
        whole = new long[groups];
        wholeMean = new double[groups];
        wholeM2 = new double[groups];
        halves = new long[groups];
        halfMean = new double[groups];
        halfM2 = new double[groups];
        int cells = groups > MOST_CROSSED ? 0 : groups * (groups - 1) / 2;
        shared = new long[cells];
        lowMean = new double[cells];
        highMean = new double[cells];
        products = new double[cells];
    }

    /** The pairs of a block, loaded and split by group. */
    static PairGroups ofBlock(PairBlock block, int groups) {
        PairGroups sums = new PairGroups(groups);
        for (int k = block.firstPair(); k < block.endPair(); k++) {
            if (block.wholeCodes[k] >= 0) {
                sums.whole[block.wholeCodes[k]]++;
            }
            int a = block.halfCodes[2 * k];
            int b = block.halfCodes[2 * k + 1];
            if (a >= 0) {
                sums.halves[a]++;
            }
            if (b >= 0) {
                sums.halves[b]++;
            }
            if (a >= 0 && b >= 0 && sums.shared.length > 0) {
                double[] x = block.values();
                sums.share(a, x[2 * k], b, x[2 * k + 1]);
            }
        }
        GroupSums.spread(block.means, block.wholeCodes, block.firstPair(), block.endPair(), sums.whole, sums.wholeMean,
                sums.wholeM2);
        GroupSums.spread(block.values(), block.halfCodes, block.from(), block.to(), sums.halves, sums.halfMean,
                sums.halfM2);
        return sums;
    }

    /** Adds a pair with members in two groups (Welford 1962). */
    private void share(int a, double x, int b, double y) {
        int cell = cell(Math.min(a, b), Math.max(a, b));
        double low = a < b ? x : y;
        double high = a < b ? y : x;
        long n = ++shared[cell];
        double step = low - lowMean[cell];
        lowMean[cell] += step / n;
        highMean[cell] += (high - highMean[cell]) / n;
        products[cell] += step * (high - highMean[cell]);
    }

    private static int cell(int low, int high) {
        return high * (high - 1) / 2 + low;
    }

    PairGroups merge(PairGroups right) {
        PairGroups sums = new PairGroups(groups);
        for (int g = 0; g < groups; g++) {
            sums.whole[g] = whole[g] + right.whole[g];
            sums.halves[g] = halves[g] + right.halves[g];
            GroupSums.merge(g, whole, wholeMean, wholeM2, right.whole, right.wholeMean, right.wholeM2, sums.wholeMean,
                    sums.wholeM2);
            GroupSums.merge(g, halves, halfMean, halfM2, right.halves, right.halfMean, right.halfM2, sums.halfMean,
                    sums.halfM2);
        }
        for (int c = 0; c < shared.length; c++) {
            sums.mergeShared(c, this, right);
        }
        return sums;
    }

    private void mergeShared(int c, PairGroups left, PairGroups right) {
        if (left.shared[c] == 0 || right.shared[c] == 0) {
            PairGroups only = left.shared[c] == 0 ? right : left;
            shared[c] = only.shared[c];
            lowMean[c] = only.lowMean[c];
            highMean[c] = only.highMean[c];
            products[c] = only.products[c];
            return;
        }
        shared[c] = left.shared[c] + right.shared[c];
        double part = (double) right.shared[c] / shared[c];
        double low = right.lowMean[c] - left.lowMean[c];
        double high = right.highMean[c] - left.highMean[c];
        lowMean[c] = left.lowMean[c] + low * part;
        highMean[c] = left.highMean[c] + high * part;
        products[c] = left.products[c] + right.products[c] + low * high * (left.shared[c] * part);
    }

    /** The pairs with a member in a group. */
    long pairs(int g) {
        return whole[g] + halves[g];
    }

    /** The squared standard error of a group's mean; NaN for fewer than two pairs. */
    double variance(int g, double mean) {
        double ofWhole = whole[g] == 0 ? 0 : 4 * squares(whole[g], wholeMean[g], wholeM2[g], mean);
        double ofHalves = halves[g] == 0 ? 0 : squares(halves[g], halfMean[g], halfM2[g], mean);
        double n = twins(g);
        return pairs(g) < 2 ? Double.NaN : (ofWhole + ofHalves) / n / n * correction(g);
    }

    private static double squares(long n, double mean, double m2, double around) {
        return m2 + n * (mean - around) * (mean - around);
    }

    private double twins(int g) {
        return 2.0 * whole[g] + halves[g];
    }

    private double correction(int g) {
        return pairs(g) / (pairs(g) - 1.0);
    }

    /**
     * The squared standard error of the difference between the means of two groups, which are a and b. If shared pairs
     * are not followed, it is that of means whose errors go in opposite directions, which is never too small.
     */
    double varianceOfDifference(int g, double a, int h, double b) {
        double first = variance(g, a);
        double second = variance(h, b);
        double both = first + second;
        if (groups > MOST_CROSSED) {
            return both + 2 * Math.sqrt(first * second);
        }
        int cell = cell(Math.min(g, h), Math.max(g, h));
        double low = lowMean[cell] - (g < h ? a : b);
        double high = highMean[cell] - (g < h ? b : a);
        double covariance = (products[cell] + shared[cell] * low * high) / twins(g) / twins(h)
                * Math.sqrt(correction(g) * correction(h));
        return Math.max(0, both - 2 * covariance);
    }
}

package io.twinsim.sim;

import java.util.Arrays;

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
    /** The first value of each group in the block at hand. */
    private final double[] pivots;
    /** Whether shared pairs are followed. */
    private boolean followed;

    PairGroups(int groups) {
        this.groups = groups;
        whole = new long[groups];
        wholeMean = new double[groups];
        wholeM2 = new double[groups];
        halves = new long[groups];
        halfMean = new double[groups];
        halfM2 = new double[groups];
        pivots = new double[groups];
        int cells = groups > MOST_CROSSED ? 0 : groups * (groups - 1) / 2;
        shared = new long[cells];
        lowMean = new double[cells];
        highMean = new double[cells];
        products = new double[cells];
        followed = groups <= MOST_CROSSED;
    }

    void clear() {
        Arrays.fill(whole, 0);
        Arrays.fill(wholeMean, 0);
        Arrays.fill(wholeM2, 0);
        Arrays.fill(halves, 0);
        Arrays.fill(halfMean, 0);
        Arrays.fill(halfM2, 0);
        Arrays.fill(shared, 0);
        Arrays.fill(lowMean, 0);
        Arrays.fill(highMean, 0);
        Arrays.fill(products, 0);
    }

    /** Takes the pairs of a block, loaded and split by group, instead of what was here. */
    void load(PairBlock block) {
        clear();
        for (int k = block.firstPair(); k < block.endPair(); k++) {
            if (block.wholeCodes[k] >= 0) {
                whole[block.wholeCodes[k]]++;
            }
            int a = block.halfCodes[2 * k];
            int b = block.halfCodes[2 * k + 1];
            if (a >= 0) {
                halves[a]++;
            }
            if (b >= 0) {
                halves[b]++;
            }
            if (a >= 0 && b >= 0 && shared.length > 0) {
                double[] x = block.values();
                share(a, x[2 * k], b, x[2 * k + 1]);
            }
        }
        spread(block.means, block.wholeCodes, block.firstPair(), block.endPair(), whole, wholeMean, wholeM2);
        spread(block.values(), block.halfCodes, block.from(), block.to(), halves, halfMean, halfM2);
    }

    /**
     * Means and squared deviations of groups whose counts are known, as distances to the group's first value, so that
     * equal values have exactly their mean and no variance.
     */
    private void spread(double[] x, int[] codes, int from, int to, long[] n, double[] mean, double[] m2) {
        for (int i = to - 1; i >= from; i--) {
            if (codes[i] >= 0) {
                pivots[codes[i]] = x[i];
            }
        }
        for (int i = from; i < to; i++) {
            int g = codes[i];
            if (g >= 0) {
                double d = x[i] - pivots[g];
                mean[g] += d;
                m2[g] += d * d;
            }
        }
        for (int g = 0; g < groups; g++) {
            if (n[g] > 0) {
                double shift = mean[g] / n[g];
                m2[g] = Math.max(0, m2[g] - mean[g] * shift);
                mean[g] = pivots[g] + shift;
            }
        }
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

    /** Adds later pairs. */
    void merge(PairGroups right) {
        for (int g = 0; g < groups; g++) {
            merge(g, whole, wholeMean, wholeM2, right.whole, right.wholeMean, right.wholeM2);
            merge(g, halves, halfMean, halfM2, right.halves, right.halfMean, right.halfM2);
        }
        for (int c = 0; c < shared.length; c++) {
            mergeShared(c, right);
        }
    }

    private static void merge(int g, long[] n, double[] mean, double[] m2, long[] more, double[] otherMean,
            double[] otherM2) {
        if (n[g] == 0 || more[g] == 0) {
            mean[g] = n[g] == 0 ? otherMean[g] : mean[g];
            m2[g] = n[g] == 0 ? otherM2[g] : m2[g];
        } else {
            double total = (double) n[g] + more[g];
            double delta = otherMean[g] - mean[g];
            mean[g] += delta * (more[g] / total);
            m2[g] = m2[g] + otherM2[g] + delta * delta * (n[g] / total * more[g]);
        }
        n[g] += more[g];
    }

    private void mergeShared(int c, PairGroups right) {
        if (shared[c] == 0 || right.shared[c] == 0) {
            if (shared[c] == 0) {
                lowMean[c] = right.lowMean[c];
                highMean[c] = right.highMean[c];
                products[c] = right.products[c];
            }
            shared[c] += right.shared[c];
            return;
        }
        long left = shared[c];
        shared[c] += right.shared[c];
        double part = (double) right.shared[c] / shared[c];
        double low = right.lowMean[c] - lowMean[c];
        double high = right.highMean[c] - highMean[c];
        lowMean[c] += low * part;
        highMean[c] += high * part;
        products[c] = products[c] + right.products[c] + low * high * (left * part);
    }

    /** Of some groups only, in the order given. */
    PairGroups only(int[] kept) {
        PairGroups some = new PairGroups(kept.length);
        for (int g = 0; g < kept.length; g++) {
            some.whole[g] = whole[kept[g]];
            some.wholeMean[g] = wholeMean[kept[g]];
            some.wholeM2[g] = wholeM2[kept[g]];
            some.halves[g] = halves[kept[g]];
            some.halfMean[g] = halfMean[kept[g]];
            some.halfM2[g] = halfM2[kept[g]];
            for (int h = 0; h < g && shared.length > 0 && some.shared.length > 0; h++) {
                int to = cell(h, g);
                int from = cell(kept[h], kept[g]);
                some.shared[to] = shared[from];
                some.lowMean[to] = lowMean[from];
                some.highMean[to] = highMean[from];
                some.products[to] = products[from];
            }
        }
        some.followed = shared.length > 0 || groups <= 1;
        return some;
    }

    /** The arrays of whole numbers, for a form that travels. */
    long[][] counts() {
        return new long[][] {whole, halves, shared};
    }

    /** The other arrays. */
    double[][] sums() {
        return new double[][] {wholeMean, wholeM2, halfMean, halfM2, lowMean, highMean, products};
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
        if (!followed) {
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

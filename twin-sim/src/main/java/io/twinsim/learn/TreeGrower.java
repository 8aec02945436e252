package io.twinsim.learn;

import io.twinsim.random.DrawStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows a regression tree on binned rows, depth first: each node is split where the squared error of the targets falls
 * most, among all features or among some drawn for the node. One thread's; used for one tree after another.
 *
 * <p>A node stays a leaf if it stands at the greatest depth, has fewer than two leaves' rows, holds equal targets, or
 * if no feature parts it. A split that lowers the error by nothing is made all the same: without it the exclusive or
 * of two features could not be learned.
 */
final class TreeGrower {

    /** How trees are grown: the features tried per node are at most {@code features}, 0 for all. */
    record Limits(int depth, int leastLeaf, int features) {
    }

    /** The value of a leaf with rows {@code rows[from..to)}. */
    @FunctionalInterface
    interface Leaf {
        double value(int[] rows, int from, int to);
    }

    /** Below this share of the squared sum, a fall of the error may be rounding. */
    private static final double ROUNDING = 1e-9;
    /** Targets that differ by less than this share of the greatest are equal but for rounding. */
    private static final double SAME = 1e-12;

    private final BinsTable bins;
    private final int[][] codes;
    private final Limits limits;
    private final double scale;
    private final Histogram histogram;
    private final HistogramScan scan = new HistogramScan();
    private final TreeSplit best = new TreeSplit();
    private final int[] order;
    private int[] spare = new int[0];

    private TreeNodes nodes = new TreeNodes();
    private int[] rows = new int[0];
    private double[] target = new double[0];
    private Leaf leaf = (r, from, to) -> 0;
    private @Nullable DrawStream choice;
    private @Nullable DrawStream ties;

    /** A grower for rows with these codes; {@code scale} is the greatest difference between outcomes. */
    TreeGrower(BinsTable bins, int[][] codes, Limits limits, double scale, int threads) {
        this.bins = bins;
        this.codes = codes;
        this.limits = limits;
        this.scale = scale;
        this.histogram = new Histogram(bins, codes, threads);
        this.order = new int[bins.features()];
    }

    /**
     * Grows a tree.
     *
     * @param treeRows the rows, repeated if drawn several times; put into the order of the leaves
     * @param targets by row
     * @param leafValue gives the leaves their values
     * @param features draws the features of nodes or, if all are tried, the first of them, which wins ties; null for
     *     the order of the table
     */
    TreeNodes grow(int[] treeRows, double[] targets, Leaf leafValue, @Nullable DrawStream features) {
        nodes = new TreeNodes();
        rows = treeRows;
        target = targets;
        leaf = leafValue;
        ties = features;
        choice = limits.features > 0 && limits.features < bins.features() ? features : null;
        spare = spare.length < rows.length ? new int[rows.length] : spare;
        double sum = 0;
        for (int row : rows) {
            sum += target[row];
        }
        double[] cells = summed(rows.length, 0) ? histogram.of(rows, 0, rows.length, target) : null;
        grow(0, rows.length, 0, sum, cells);
        return nodes;
    }

    private boolean divisible(int count, int depth) {
        return depth < limits.depth && count >= 2L * limits.leastLeaf;
    }

    /** Whether a node works on cells of all features. */
    private boolean summed(int count, int depth) {
        return choice == null && count >= Histogram.SMALL && divisible(count, depth);
    }

    /** Grows the node of some rows; {@code cells} are its own and are given back. */
    private int grow(int from, int to, int depth, double sum, double @Nullable [] cells) {
        int node = nodes.leaf();
        if (!divisible(to - from, depth) || !split(node, from, to, sum, cells)) {
            nodes.value(node, leaf.value(rows, from, to));
            if (cells != null) {
                histogram.release(cells);
            }
            return node;
        }
        int feature = best.feature;
        int bin = bins.feature(feature).cut(best.leftBin, best.rightBin);
        int rightCount = to - from - best.leftCount;
        boolean missingLeft = best.missingSeen ? best.missingLeft : best.leftCount >= rightCount;
        double leftSum = best.leftSum;
        nodes.split(node, feature, bin, bins.feature(feature).border(bin), missingLeft);
        int middle = part(feature, bin, missingLeft, from, to);
        grown(node, from, middle, to, depth + 1, leftSum, sum - leftSum, cells);
        return node;
    }

    /** Grows both children; the cells of the parent become those of the greater one. */
    private void grown(int node, int from, int middle, int to, int depth, double leftSum, double rightSum,
            double @Nullable [] cells) {
        boolean leftSmaller = middle - from <= to - middle;
        int smallFrom = leftSmaller ? from : middle;
        int smallTo = leftSmaller ? middle : to;
        double[] small = null;
        double[] great = null;
        if (cells != null && summed(to - from - (smallTo - smallFrom), depth)) {
            great = cells;
            if (summed(smallTo - smallFrom, depth)) {
                small = histogram.of(rows, smallFrom, smallTo, target);
                Histogram.subtract(small, great);
            } else {
                histogram.remove(rows, smallFrom, smallTo, target, great);
            }
        } else if (cells != null) {
            histogram.release(cells);
        }
        int left = grow(from, middle, depth, leftSum, leftSmaller ? small : great);
        int right = grow(middle, to, depth, rightSum, leftSmaller ? great : small);
        nodes.children(node, left, right);
    }

    private boolean split(int node, int from, int to, double sum, double @Nullable [] cells) {
        best.clear();
        if (choice == null) {
            int features = bins.features();
            int first = ties == null || features < 2 ? 0 : ties.below(features, node);
            for (int j = first; j < first + features; j++) {
                search(j < features ? j : j - features, from, to, sum, cells);
            }
        } else {
            searchSome(choice, node, from, to, sum);
        }
        double none = sum * sum / (to - from);
        double same = SAME * scale;
        return best.found()
                && (best.score - none > ROUNDING * none + (to - from) * same * same || !equalTargets(from, to));
    }

    /** Searches one feature; false if it parts nothing. */
    private boolean search(int feature, int from, int to, double sum, double @Nullable [] cells) {
        int binsOfFeature = bins.feature(feature).bins();
        if (cells != null) {
            scan.fill(cells, histogram.offset(feature), binsOfFeature);
        } else {
            scan.fill(codes[feature >> 2], (feature & 3) << 3, rows, from, to, target, binsOfFeature);
        }
        if (scan.isConstant()) {
            return false;
        }
        scan.search(feature, sum, to - from, limits.leastLeaf, best);
        return true;
    }

    /** Searches features in a drawn order until enough have been seen and one of them parts the rows. */
    private void searchSome(DrawStream drawn, int node, int from, int to, double sum) {
        int features = order.length;
        for (int j = 0; j < features; j++) {
            order[j] = j;
        }
        boolean parted = false;
        for (int seen = 0; seen < features && (seen < limits.features || !parted); seen++) {
            int pick = seen + drawn.below(features - seen, (long) node * features + seen);
            int feature = order[pick];
            order[pick] = order[seen];
            order[seen] = feature;
            parted |= search(feature, from, to, sum, null);
        }
    }

    private boolean equalTargets(int from, int to) {
        double least = target[rows[from]];
        double greatest = least;
        for (int i = from + 1; i < to; i++) {
            double value = target[rows[i]];
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return greatest - least <= SAME * scale;
    }

    /** Puts the rows that go left first; both sides keep their order. */
    private int part(int feature, int bin, boolean missingLeft, int from, int to) {
        int[] word = codes[feature >> 2];
        int shift = (feature & 3) << 3;
        int missing = bins.feature(feature).bins();
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int code = word[row] >>> shift & 0xff;
            boolean goesLeft = code == missing ? missingLeft : code <= bin;
            rows[left] = row;
            spare[right] = row;
            left += goesLeft ? 1 : 0;
            right += goesLeft ? 0 : 1;
        }
        System.arraycopy(spare, 0, rows, left, right);
        return left;
    }
}

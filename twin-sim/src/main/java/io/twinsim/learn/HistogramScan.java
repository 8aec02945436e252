package io.twinsim.learn;

/**
 * One feature of one node: the bins that hold rows, ascending, with the sum of the targets and the number of rows; and
 * the search through them for the best split. Filled from a histogram or, in small nodes, from the rows.
 */
final class HistogramScan {

    private static final int CODES = BinsFeature.MOST + 1;

    private final int[] bins = new int[CODES];
    private final double[] sums = new double[CODES];
    private final int[] counts = new int[CODES];
    /** Cells by code while rows are taken, and a bit for each that is in use; else zero. */
    private final double[] cellSums = new double[CODES];
    private final int[] cellCounts = new int[CODES];
    private final long[] met = new long[CODES >> 6];
    private int size;
    private double missingSum;
    private int missingCount;

    /** Takes the cells of a feature, those of missing values behind the last bin. */
    void fill(double[] cells, int offset, int binsOfFeature) {
        size = 0;
        for (int b = 0; b < binsOfFeature; b++) {
            double count = cells[offset + 2 * b + 1];
            if (count > 0) {
                bins[size] = b;
                sums[size] = cells[offset + 2 * b];
                counts[size++] = (int) count;
            }
        }
        missingCount = (int) cells[offset + 2 * binsOfFeature + 1];
        missingSum = missingCount > 0 ? cells[offset + 2 * binsOfFeature] : 0;
    }

    /** Takes rows; sums run in their order, and the bins met are noted in bits, so that the others cost nothing. */
    void fill(int[] word, int shift, int[] rows, int from, int to, double[] target, int binsOfFeature) {
        double[] sum = cellSums;
        int[] count = cellCounts;
        long[] met = this.met;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int code = word[row] >>> shift & 0xff;
            sum[code] += target[row];
            count[code]++;
            met[code >>> 6] |= 1L << code;
        }
        missingCount = count[binsOfFeature];
        missingSum = sum[binsOfFeature];
        size = 0;
        for (int w = 0; w < met.length; w++) {
            for (long bits = met[w]; bits != 0; bits &= bits - 1) {
                int code = (w << 6) + Long.numberOfTrailingZeros(bits);
                bins[size] = code;
                sums[size] = sum[code];
                counts[size++] = count[code];
                sum[code] = 0;
                count[code] = 0;
            }
            met[w] = 0;
        }
        size -= missingCount > 0 ? 1 : 0;
    }

    /** Whether all rows of the node agree in the feature, so that it parts nothing. */
    boolean isConstant() {
        return size + (missingCount > 0 ? 1 : 0) < 2;
    }

    /** Puts the feature's best split into {@code best} if it is better. */
    void search(int feature, double sum, int count, int leastLeaf, TreeSplit best) {
        search(feature, sum, count, leastLeaf, false, best);
        if (missingCount > 0) {
            search(feature, sum, count, leastLeaf, true, best);
        }
    }

    /** The error falls by {@code L^2 / l + R^2 / r - S^2 / n}, with the sums and counts of left, right and node. */
    private void search(
            int feature, double sum, int count, int leastLeaf, boolean missingLeft, TreeSplit best) {
        double left = missingLeft ? missingSum : 0;
        int leftCount = missingLeft ? missingCount : 0;
        int last = missingLeft || missingCount == 0 ? size - 1 : size;
        double bestScore = best.score;
        for (int k = 0; k < last; k++) {
            left += sums[k];
            leftCount += counts[k];
            int rightCount = count - leftCount;
            if (rightCount < leastLeaf) {
                break;
            }
            double right = sum - left;
            double score = left * left / leftCount + right * right / rightCount;
            if (score > bestScore && leftCount >= leastLeaf) {
                bestScore = score;
                best.feature = feature;
                best.leftBin = bins[k];
                best.rightBin = k + 1 < size ? bins[k + 1] : bins[k];
                best.missingLeft = missingLeft;
                best.missingSeen = missingCount > 0;
                best.leftSum = left;
                best.leftCount = leftCount;
                best.score = score;
            }
        }
    }
}

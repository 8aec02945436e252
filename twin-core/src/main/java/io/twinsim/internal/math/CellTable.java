package io.twinsim.internal.math;

/**
 * Merges the cells of a joint table into the groups of each dimension. The cell of groups g is the sum of stride(d)
 * g[d], the first dimension innermost.
 *
 * <p>The order depends on the numbers of groups alone: a table of more than one dimension is cut between two of them,
 * where the numbers of cells on both sides have the least sum (the first such place), and is merged once over the upper
 * dimensions and once over the lower ones; both results are treated likewise. Merging over k groups takes halves: group
 * {@code j} takes {@code j + ceil(k / 2)}, until one is left. Hence 2 cells + O(sqrt(cells)) mergers in all, in loops
 * over whole rows of cells that compilers turn into vector code. A merger with an empty cell changes nothing.
 */
final class CellTable {

    private static final int FIXED = 3;

    private final int[] groups;
    private final int[] strides;
    /** The columns that are means; the next is the squared deviations from it. All others are added. */
    private final boolean[] isMean;
    private final double[][] columns;
    private final double[][] upper;
    private final double[][][] turned;
    private final double[][] results;

    CellTable(int[] groups, boolean[] spread) {
        this.groups = groups.clone();
        strides = new int[groups.length];
        int product = 1;
        for (int d = 0; d < groups.length; d++) {
            strides[d] = product;
            product = Math.multiplyExact(product, groups[d]);
        }
        int width = FIXED;
        for (boolean s : spread) {
            width += s ? 2 : 1;
        }
        isMean = new boolean[width];
        isMean[1] = true;
        int column = FIXED;
        for (boolean s : spread) {
            isMean[column] = s;
            column += s ? 2 : 1;
        }
        columns = new double[width][product];
        upper = new double[width][product / 2];
        turned = new double[groups.length][width][];
        results = new double[groups.length][];
        for (int d = 0; d < groups.length; d++) {
            results[d] = new double[groups[d] * width];
        }
        for (double[][] level : turned) {
            for (int c = 0; c < width; c++) {
                level[c] = new double[groups.length > 1 ? product : 0];
            }
        }
    }

    int cells() {
        return columns[0].length;
    }

    int stride(int dimension) {
        return strides[dimension];
    }

    int width() {
        return columns.length;
    }

    /** Where the cells go before {@link #merge}, which destroys them: n, mean, m2, extras; zeros for an empty cell. */
    double[][] columns() {
        return columns;
    }

    void merge() {
        split(columns, 0, groups.length, 0);
    }

    /** Writes the groups of a dimension, {@link #width} doubles each. */
    void marginal(int dimension, double[] out, int at) {
        System.arraycopy(results[dimension], 0, out, at, results[dimension].length);
    }

    private void split(double[][] cells, int first, int end, int depth) {
        if (end - first == 1) {
            keep(cells, first);
            return;
        }
        int cut = cut(first, end);
        int low = product(first, cut);
        int high = product(cut, end);
        double[][] turn = turned[depth];
        for (int c = 0; c < cells.length; c++) {
            turn(cells[c], turn[c], low, high);
        }
        fold(cells, high, low);
        split(cells, first, cut, depth + 1);
        fold(turn, low, high);
        split(turn, cut, end, depth + 1);
    }

    private int cut(int first, int end) {
        int best = first + 1;
        for (int cut = first + 2; cut < end; cut++) {
            if ((long) product(first, cut) + product(cut, end) < (long) product(first, best) + product(best, end)) {
                best = cut;
            }
        }
        return best;
    }

    private int product(int first, int end) {
        int product = 1;
        for (int d = first; d < end; d++) {
            product *= groups[d];
        }
        return product;
    }

    private static void turn(double[] from, double[] to, int low, int high) {
        for (int j = 0; j < high; j++) {
            for (int i = 0; i < low; i++) {
                to[i * high + j] = from[j * low + i];
            }
        }
    }

    /** Merges rows of cells until one row is left. */
    private void fold(double[][] cells, int rows, int size) {
        int left = rows;
        while (left > 1) {
            int stay = left + 1 >> 1;
            int length = (left - stay) * size;
            for (int c = 0; c < cells.length; c++) {
                System.arraycopy(cells[c], stay * size, upper[c], 0, length);
            }
            for (int c = 1; c < cells.length; c++) {
                if (isMean[c]) {
                    chan(cells[0], cells[c], cells[c + 1], upper[0], upper[c], upper[c + 1], length);
                    c++;
                } else {
                    add(cells[c], upper[c], length);
                }
            }
            add(cells[0], upper[0], length);
            left = stay;
        }
    }

    private static void add(double[] a, double[] b, int length) {
        for (int i = 0; i < length; i++) {
            a[i] += b[i];
        }
    }

    /** Chan's formula; with an empty side the other comes out as it is, since an empty cell has mean 0. */
    private static void chan(
            double[] n, double[] mean, double[] m2, double[] n2, double[] mean2, double[] m22, int length) {
        for (int i = 0; i < length; i++) {
            double share = n2[i] / Math.max(1, n[i] + n2[i]);
            double delta = mean2[i] - mean[i];
            mean[i] += delta * share;
            m2[i] = m2[i] + m22[i] + delta * (n[i] * share) * delta;
        }
    }

    private void keep(double[][] cells, int dimension) {
        double[] result = results[dimension];
        for (int c = 0; c < cells.length; c++) {
            for (int g = 0; g < groups[dimension]; g++) {
                result[g * cells.length + c] = cells[c][g];
            }
        }
    }
}

package io.twinsim.learn;

import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import java.util.Arrays;
import java.util.List;

/**
 * Correlations of many columns at once, each pair over the rows where both are known. O(p n log n + p^2 n) time; the
 * sums of a pair run in row order, so that threads cannot change a bit.
 */
final class CopulaRanks {

    private CopulaRanks() {
    }

    /** The mid-ranks of a column among its known values; NaN where it is missing. */
    static double[] ranks(double[] column) {
        double[] known = new double[column.length];
        int n = 0;
        for (double value : column) {
            if (!Double.isNaN(value)) {
                known[n++] = value;
            }
        }
        double[] ranks = Ranks.midRanks(n == column.length ? column : Arrays.copyOf(known, n));
        if (n == column.length) {
            return ranks;
        }
        double[] out = new double[column.length];
        int next = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.isNaN(column[i]) ? Double.NaN : ranks[next++];
        }
        return out;
    }

    /**
     * Spearman correlations; ranks are those in the whole column.
     *
     * @param columns the columns, NaN where missing
     * @return a symmetric matrix with 1 on its diagonal; 0 for pairs that do not vary together
     */
    static double[][] spearman(List<double[]> columns, int threads) {
        double[][] ranks = new double[columns.size()][];
        Tiles.run(threads, null, ranks.length, StopSignal.NEVER, i -> ranks[(int) i] = ranks(columns.get((int) i)));
        return pearson(ranks, threads);
    }

    /** Pearson correlations over the rows where both are known. */
    static double[][] pearson(double[][] columns, int threads) {
        int p = columns.length;
        double[][] matrix = new double[p][p];
        Tiles.run(threads, null, p, StopSignal.NEVER, tile -> {
            int i = (int) tile;
            matrix[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double r = pearson(columns[i], columns[j]);
                matrix[i][j] = r;
                matrix[j][i] = r;
            }
        });
        return matrix;
    }

    /** Pearson's correlation over the rows where both are known; 0 if they do not vary together. */
    static double pearson(double[] x, double[] y) {
        double n = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            boolean both = x[i] == x[i] && y[i] == y[i];
            n += both ? 1 : 0;
            meanX += both ? x[i] : 0;
            meanY += both ? y[i] : 0;
        }
        meanX /= n;
        meanY /= n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double a = x[i] - meanX;
            double b = y[i] - meanY;
            boolean both = a == a && b == b;
            xx += both ? a * a : 0;
            yy += both ? b * b : 0;
            xy += both ? a * b : 0;
        }
        double r = xy / Math.sqrt(xx * yy);
        return Double.isFinite(r) && varies(x, y) && varies(y, x) ? Math.max(-1, Math.min(1, r)) : 0;
    }

    /** Whether there are two values where the other column is known too; their mean can be off by rounding. */
    private static boolean varies(double[] x, double[] other) {
        double first = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            if (x[i] == x[i] && other[i] == other[i]) {
                if (x[i] != first && first == first) {
                    return true;
                }
                first = x[i];
            }
        }
        return false;
    }

    /** How many rows have both. */
    static long common(double[] x, double[] y) {
        long n = 0;
        for (int i = 0; i < x.length; i++) {
            n += x[i] == x[i] && y[i] == y[i] ? 1 : 0;
        }
        return n;
    }
}

package io.twinsim.model;

import io.twinsim.internal.math.Elementary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The greatest modulus of an eigenvalue. The matrix is taken apart into its strongly connected components, as its
 * eigenvalues are theirs; each is balanced, then Gelfand's formula is used: the limit of the norm of A^m to the power
 * 1/m. Without the first two steps a chain of thirteen labels would have powers with entries so far apart that the
 * diagonal vanishes.
 */
final class SpectralRadius {

    /** By then only eigenvalues whose moduli differ by less than one part in 10^13 are not told apart. */
    private static final int SQUARINGS = 50;
    /** Balancing mostly ends after a few. */
    private static final int SWEEPS = 100;
    private static final double GAIN = 0.95;

    private SpectralRadius() {
    }

    /** The spectral radius of a square matrix of finite numbers, which is not changed. */
    static double of(double[][] matrix) {
        double radius = 0;
        for (int[] members : components(matrix)) {
            radius = Math.max(radius, members.length == 1 ? Math.abs(matrix[members[0]][members[0]])
                    : gelfand(balanced(block(matrix, members))));
        }
        return radius;
    }

    /** The strongly connected components of the graph of entries other than 0, after Kosaraju. */
    static List<int[]> components(double[][] matrix) {
        int n = matrix.length;
        int[] finished = new int[n];
        boolean[] seen = new boolean[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            count = visit(matrix, false, i, seen, finished, count);
        }
        List<int[]> components = new ArrayList<>();
        int[] members = new int[n];
        Arrays.fill(seen, false);
        for (int k = n - 1; k >= 0; k--) {
            int size = visit(matrix, true, finished[k], seen, members, 0);
            if (size > 0) {
                int[] component = Arrays.copyOf(members, size);
                Arrays.sort(component);
                components.add(component);
            }
        }
        return components;
    }

    /** Writes what is reached from a root and not seen yet behind what is there, in the order in which it is left. */
    private static int visit(double[][] matrix, boolean reversed, int root, boolean[] seen, int[] left, int count) {
        if (seen[root]) {
            return count;
        }
        int n = matrix.length;
        int[] path = new int[n];
        int[] next = new int[n];
        int depth = 0;
        int done = count;
        path[0] = root;
        seen[root] = true;
        while (depth >= 0) {
            int i = path[depth];
            int j = next[depth]++;
            if (j == n) {
                left[done++] = i;
                depth--;
            } else if (!seen[j] && (reversed ? matrix[j][i] : matrix[i][j]) != 0) {
                seen[j] = true;
                path[++depth] = j;
                next[depth] = 0;
            }
        }
        return done;
    }

    private static double[][] block(double[][] matrix, int[] members) {
        double[][] block = new double[members.length][members.length];
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < members.length; j++) {
                block[i][j] = matrix[members[i]][members[j]];
            }
        }
        return block;
    }

    /** Scales rows and columns by powers of 2, which moves no eigenvalue, until they are of a size. */
    private static double[][] balanced(double[][] block) {
        boolean changed = true;
        for (int sweep = 0; changed && sweep < SWEEPS; sweep++) {
            changed = false;
            for (int i = 0; i < block.length; i++) {
                changed |= balance(block, i);
            }
        }
        return block;
    }

    private static boolean balance(double[][] block, int i) {
        double column = 0;
        double row = 0;
        for (int j = 0; j < block.length; j++) {
            if (j != i) {
                column = Math.max(column, Math.abs(block[j][i]));
                row = Math.max(row, Math.abs(block[i][j]));
            }
        }
        double factor = Math.scalb(1.0, Math.floorDiv(Math.getExponent(row) - Math.getExponent(column), 2));
        if (!(Math.max(column * factor, row / factor) < GAIN * Math.max(column, row))) {
            return false;
        }
        for (int j = 0; j < block.length; j++) {
            if (j != i) {
                block[j][i] *= factor;
                block[i][j] /= factor;
            }
        }
        return true;
    }

    /** Every square is brought to norm 1, so that nothing overflows; the logarithms of the norms add up. */
    private static double gelfand(double[][] matrix) {
        double[][] power = matrix;
        double log = 0;
        double weight = 1;
        for (int k = 0; k < SQUARINGS; k++) {
            double norm = norm(power);
            if (norm == 0) {
                return 0;
            }
            log += weight * Elementary.log(norm);
            power = square(power, norm);
            weight /= 2;
        }
        return Elementary.exp(log);
    }

    /** The greatest modulus of an entry: as good as any norm here, and it does not overflow. */
    private static double norm(double[][] matrix) {
        double norm = 0;
        for (double[] row : matrix) {
            for (double x : row) {
                norm = Math.max(norm, Math.abs(x));
            }
        }
        return norm;
    }

    private static double[][] square(double[][] matrix, double norm) {
        int n = matrix.length;
        double[][] square = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = matrix[i][k] / norm;
                for (int j = 0; j < n && factor != 0; j++) {
                    square[i][j] += factor * (matrix[k][j] / norm);
                }
            }
        }
        return square;
    }
}

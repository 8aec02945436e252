package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import org.junit.jupiter.api.Test;

class TreeKernelTest {

    private static final int[] SIZES = {0, 1, 1023, 1024};

    /** Each block of rows against the walk node by node: shallow, deep and chain-like trees, few and many cuts. */
    @Test
    void walker_anyTrees_equalTheWalkNodeByNode() {
        // {depth, features, thresholds}; the last two have more thresholds than fit a byte.
        int[][] shapes = {{0, 1, 1}, {1, 1, 3}, {3, 2, 3}, {6, 10, 20}, {7, 10, 200}, {9, 10, 30}, {12, 5, 255}, {40, 4, 50},
            {8, 1, 900}, {9, 3, 900}};
        int rows = 0;
        for (int[] shape : shapes) {
            for (int seed = 0; seed < 3; seed++) {
                TreeKernel kernel = RandomTrees.of(seed, 8, shape[0], shape[1], shape[2]);
                double[][] x = RandomTrees.rows(seed, kernel, shape[1], shape[2]);
                TreeKernel.Walker walker = kernel.walker();
                for (int size : SIZES) {
                    int from = size == 1 ? 17 : 0;
                    rows += checkParity(kernel, walker, x, from, from + size);
                }
            }
        }
        assertThat(rows).isEqualTo(shapes.length * 3 * (1 + 1023 + 1024));
    }

    private static int checkParity(TreeKernel kernel, TreeKernel.Walker walker, double[][] x, int from, int to) {
        double[] sums = new double[Blocks.ROWS];
        java.util.Arrays.fill(sums, 0.25);
        walker.add(x, sums, from, to);
        double[] row = new double[x.length];
        for (int i = 0; i < Blocks.ROWS; i++) {
            for (int k = 0; k < row.length; k++) {
                row[k] = x[k][i];
            }
            double walked = kernel.walk(0.25, row);
            assertThat(sums[i]).isEqualTo(i >= from && i < to ? walked : 0.25);
            assertThat(walked).isBetween(kernel.least(0.25), kernel.greatest(0.25));
        }
        return to - from;
    }

    @Test
    void nodes_inAnyOrder_giveTheSameKernel() {
        TreeKernel a = TreeKernel.of(new int[] {0}, new int[] {0, -1, -1}, new double[] {2, 0, 0}, new boolean[3],
                new int[] {1, 0, 0}, new int[] {2, 0, 0}, new double[] {0, 5, 7}, new double[1][]);
        TreeKernel b = TreeKernel.of(new int[] {1}, new int[] {-1, 0, -1}, new double[] {0, 2, 0}, new boolean[3],
                new int[] {0, 2, 0}, new int[] {0, 0, 0}, new double[] {7, 0, 5}, new double[1][]);
        for (TreeKernel kernel : new TreeKernel[] {a, b}) {
            assertThat(kernel.walk(0, 2)).isEqualTo(5);
            assertThat(kernel.walk(0, 2.5)).isEqualTo(7);
            assertThat(kernel.walk(0, Double.NaN)).isEqualTo(7);
            assertThat(kernel.value(1)).isEqualTo(5);
            assertThat(kernel.right(0)).isEqualTo(2);
            assertThat(kernel.depth()).isEqualTo(1);
            assertThat(kernel.least(1)).isEqualTo(6);
            assertThat(kernel.greatest(1)).isEqualTo(8);
        }
    }

    @Test
    void arraysThatAreNoTrees_areRefused() {
        refused(new int[] {0}, new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {3, 0, 0}, 1,
                "nodes of trees must be in [0, 2] and have one parent each, got node 3 in tree 0");
        refused(new int[] {0}, new int[] {0, 0, -1}, new int[] {1, 0, 0}, new int[] {2, 2, 0}, 1,
                "nodes of trees must be in [0, 2] and have one parent each, got node 0 in tree 0");
        refused(new int[] {0, 0}, new int[] {-1}, new int[1], new int[1], 1,
                "nodes of trees must be in [0, 0] and have one parent each, got node 0 in tree 1");
        refused(new int[] {0}, new int[] {1, -1, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0}, 1,
                "features of trees must be in [0, 0], got 1 in tree 0");
        refused(new int[] {0}, new int[] {-1}, new int[1], new int[1], Double.NaN,
                "value of a leaf must be finite, got NaN in tree 0");
        refused(new int[] {0}, new int[] {-1, -1}, new int[1], new int[2], 1,
                "arrays of trees must have one value per node (2)");
    }

    private static void refused(int[] roots, int[] feature, int[] left, int[] right, double value, String message) {
        double[] values = new double[feature.length];
        java.util.Arrays.fill(values, value);
        assertThatThrownBy(() -> TreeKernel.of(roots, feature, new double[feature.length], new boolean[feature.length],
                left, right, values, new double[1][])).isInstanceOf(InputException.class).hasMessage(message);
    }
}

package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CellKernelTest {

    private static final int[][] SHAPES = {{1}, {2}, {7}, {3, 2}, {8, 10, 4, 5}, {5, 1, 3}, {2, 2, 2, 2, 2}, {50, 3},
        {1, 9}, {60, 40}};
    private static final boolean[][] EXTRAS = {{}, {false}, {true}, {false, false, true}, {true, true, false}};

    private static int width(boolean... spread) {
        int width = 3;
        for (boolean s : spread) {
            width += s ? 2 : 1;
        }
        return width;
    }

    /** The rows of each group, and then the sums over them. */
    private static double[] slow(int groups, int[] group, double[] x, double[][] extras, boolean... spread) {
        TreeMap<Integer, List<Integer>> rows = new TreeMap<>();
        for (int i = 0; i < group.length; i++) {
            if (group[i] >= 0) {
                rows.computeIfAbsent(group[i], g -> new ArrayList<>()).add(i);
            }
        }
        int width = width(spread);
        double[] out = new double[groups * width];
        rows.forEach((g, in) -> {
            int at = g * width;
            out[at] = in.size();
            put(out, at + 1, in, x);
            at += 3;
            for (int k = 0; k < spread.length; k++) {
                double[] extra = extras[k];
                if (spread[k]) {
                    put(out, at, in, extra);
                    at += 2;
                } else {
                    out[at++] = in.stream().mapToDouble(i -> extra[i]).sum();
                }
            }
        });
        return out;
    }

    private static void put(double[] out, int at, List<Integer> in, double[] x) {
        double mean = in.stream().mapToDouble(i -> x[i]).average().orElseThrow();
        out[at] = mean;
        out[at + 1] = in.stream().mapToDouble(i -> (x[i] - mean) * (x[i] - mean)).sum();
    }

    @Test
    void marginal_anyShape_equalsTheSlowPath() {
        SplittableRandom random = new SplittableRandom(20240613);
        int checked = 0;
        for (int[] shape : SHAPES) {
            for (boolean[] spread : EXTRAS) {
                CellKernel kernel = new CellKernel(shape, spread);
                assertThat(kernel.width()).isEqualTo(width(spread));
                for (int rows : new int[] {0, 1, 1023, 1025, 4096}) {
                    checked += check(kernel, shape, spread, rows, random);
                }
            }
        }
        assertThat(checked).isEqualTo(Arrays.stream(SHAPES).mapToInt(s -> s.length).sum() * EXTRAS.length * 5);
    }

    private static int check(CellKernel kernel, int[] shape, boolean[] spread, int rows, SplittableRandom random) {
        double[] x = random.doubles(rows, -2, 5).toArray();
        double[][] extras = new double[spread.length][];
        Arrays.setAll(extras, k -> random.doubles(rows, 10, 11).toArray());
        int[][] group = new int[shape.length][rows];
        int[] cell = new int[rows];
        for (int i = 0; i < rows; i++) {
            boolean out = random.nextInt(5) == 0;
            for (int d = 0; d < shape.length; d++) {
                group[d][i] = out ? -1 : (int) (shape[d] * random.nextDouble() * random.nextDouble());
                cell[i] += group[d][i] * kernel.stride(d);
            }
            if (out) {
                cell[i] = -1 - random.nextInt(3);
                x[i] = Double.NaN;
            }
        }
        kernel.clear();
        for (int from = 0; from < rows; from += Blocks.ROWS) {
            kernel.add(cell, x, extras, from, Math.min(rows, from + Blocks.ROWS));
        }
        for (int d = 0; d < shape.length; d++) {
            double[] out = new double[shape[d] * kernel.width() + 4];
            kernel.marginal(d, out, 3);
            double[] wanted = slow(shape[d], group[d], x, extras, spread);
            assertThat(Arrays.copyOfRange(out, 3, out.length - 1)).containsExactly(wanted, within(2e-10 * (rows + 1)));
            assertThat(out[out.length - 1]).isZero();
        }
        return shape.length;
    }

    @Test
    void marginal_equalValuesInAGroup_haveExactlyTheirMeanAndNoVariance() {
        SplittableRandom random = new SplittableRandom(2);
        int[] shape = {6, 7, 5};
        CellKernel kernel = new CellKernel(shape, true);
        for (double value : new double[] {0.1, -1e17, 1e-300, 1e200, -0.0}) {
            int[] cell = new int[4000];
            double[] x = new double[cell.length];
            for (int i = 0; i < cell.length; i++) {
                int g = random.nextInt(7);
                cell[i] = random.nextInt(3) + 6 * g + 42 * random.nextInt(5);
                x[i] = value * (g + 1);
            }
            kernel.clear();
            kernel.add(cell, x, new double[][] {x}, 0, cell.length);
            double[] out = new double[7 * kernel.width()];
            kernel.marginal(1, out, 0);
            for (int g = 0; g < 7; g++) {
                assertThat(out[g * 5 + 1]).isEqualTo(value * (g + 1) + 0.0);
                assertThat(out[g * 5 + 2]).isZero();
                assertThat(out[g * 5 + 3]).isEqualTo(value * (g + 1) + 0.0);
                assertThat(out[g * 5 + 4]).isZero();
            }
        }
    }

    @Test
    void marginal_valuesFarFromZero_keepTheirVariance() {
        int[] cell = new int[4096];
        double[] x = new double[cell.length];
        for (int i = 0; i < cell.length; i++) {
            cell[i] = i % 12;
            x[i] = 1e9 + (i / 12 % 2 == 0 ? 1 : -1);
        }
        CellKernel kernel = new CellKernel(new int[] {3, 4});
        kernel.add(cell, x, new double[0][], 0, 4080);
        double[] out = new double[4 * kernel.width()];
        kernel.marginal(1, out, 0);
        for (int g = 0; g < 4; g++) {
            assertThat(Arrays.copyOfRange(out, 3 * g, 3 * g + 3)).containsExactly(new double[] {1020, 1e9, 1020},
                    within(1e-6));
        }
    }

    @Test
    void marginal_askedAgain_hasTheSameBits() {
        SplittableRandom random = new SplittableRandom(3);
        int[] cell = random.ints(1000, -1, 24).toArray();
        double[] x = random.doubles(1000).toArray();
        CellKernel kernel = new CellKernel(new int[] {2, 3, 4}, false);
        CellKernel inBlocks = new CellKernel(new int[] {2, 3, 4}, false);
        kernel.add(cell, x, new double[][] {x}, 0, 1000);
        inBlocks.add(cell, x, new double[][] {x}, 0, 1000);
        double[] out = new double[24];
        inBlocks.marginal(2, out, 0);
        inBlocks.clear();
        inBlocks.add(cell, x, new double[][] {x}, 0, 300);
        inBlocks.marginal(0, out, 0);
        inBlocks.add(cell, x, new double[][] {x}, 300, 1000);
        for (int d : new int[] {1, 0, 2, 1}) {
            double[] once = new double[24];
            double[] again = new double[24];
            kernel.marginal(d, once, 0);
            inBlocks.marginal(d, again, 0);
            assertThat(again).isEqualTo(once);
        }
    }

    @Test
    void joined_manyGroups_cutsTables() {
        assertThat(CellKernel.joined(new int[] {8, 10, 4, 5}, 0)).isEqualTo(4);
        assertThat(CellKernel.joined(new int[] {8, 10, 4, 5}, 3)).isEqualTo(1);
        assertThat(CellKernel.joined(new int[] {50, 50, 50}, 0)).isEqualTo(2);
        assertThat(CellKernel.joined(new int[] {100_000, 100_000, 2}, 0)).isEqualTo(1);
        assertThat(CellKernel.joined(new int[] {64, 64, 1, 2}, 0)).isEqualTo(3);
    }
}

package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentKernelTest {

    private static final int[] SIZES = {0, 1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 100, 511, 512, 513, 1016, 1023, 1024};

    private final MomentKernel kernel = new MomentKernel();

    private static double[] values(int kind, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[Blocks.ROWS];
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (kind) {
                case 0 -> random.nextDouble(-3, 9);
                case 1 -> 4.7;
                case 2 -> 1e15 + random.nextInt(7);
                case 3 -> random.nextInt(3) == 0 ? -0.0 : random.nextInt(2) == 0 ? 0.0 : random.nextInt(2);
                case 4 -> -(random.nextInt(2) == 0 ? -0.0 : random.nextInt(3));
                case 5 -> random.nextDouble(-1, 1) * 1e-310;
                case 6 -> random.nextDouble(-1, 1) * 1e160;
                default -> random.nextDouble(-1, 1) * 1.7e308 / (i % 2 == 0 ? 1 : 1e5);
            };
        }
        return x;
    }

    private static List<long[]> masks(SplittableRandom random) {
        long[] full = new long[Blocks.WORDS];
        Arrays.fill(full, -1);
        long[] sparse = new long[Blocks.WORDS];
        long[] mixed = new long[Blocks.WORDS];
        for (int w = 0; w < Blocks.WORDS; w++) {
            sparse[w] = random.nextLong() & random.nextLong() & random.nextLong() & random.nextLong();
            mixed[w] = w % 3 == 0 ? -1 : w % 3 == 1 ? 0 : 0xff00f0L << random.nextInt(40);
        }
        long[] one = new long[Blocks.WORDS];
        one[random.nextInt(Blocks.WORDS)] = 1L << random.nextInt(64);
        return List.of(full, new long[Blocks.WORDS], random.longs(Blocks.WORDS).toArray(), sparse, mixed, one);
    }

    private boolean check(double[] x, long[] keep, int from, int to) {
        Moments wanted;
        try {
            wanted = keep == null ? Moments.ofBlock(x, from, to) : Moments.ofBlock(x, keep, from, to);
        } catch (ArithmeticException e) {
            assertThatThrownBy(() -> kernel.block(x, keep, from, to, 4, new double[8], 0)).hasMessage(e.getMessage());
            return false;
        }
        double[] out = new double[3 * MomentKernel.SIZE];
        kernel.block(x, keep, from, to, 4, out, 5);
        assertThat(MomentKernel.read(out, 5)).isEqualTo(wanted);
        kernel.block(x, keep, from, to, 2, out, 11);
        assertThat(MomentKernel.read(out, 11)).isEqualTo(new Moments(wanted.n(), wanted.mean(), wanted.m2(), 0, 0,
                Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, wanted.meanRest()));
        assertThat(out[10]).isEqualTo(wanted.min());
        double[] mean = new double[MomentKernel.SIZE];
        kernel.block(x, keep, from, to, 1, mean, 0);
        assertThat(MomentKernel.read(mean, 0)).isEqualTo(new Moments(wanted.n(), wanted.mean(), 0, 0, 0,
                Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, wanted.meanRest()));
        assertThat(out[4]).isZero();
        assertThat(out[19]).isZero();
        return true;
    }

    @Test
    void block_anyRangeAndMask_hasTheBitsOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(20240611);
        int checked = 0;
        for (int kind = 0; kind < 8; kind++) {
            double[] x = values(kind, kind);
            for (int size : SIZES) {
                for (int from : new int[] {0, 3, 8, 64, 77, 1024 - size}) {
                    int start = Math.min(from, 1024 - size);
                    checked += check(x, null, start, start + size) ? 1 : 0;
                    for (long[] keep : masks(random)) {
                        checked += check(x, keep, start, start + size) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(checked).isBetween(5500, 6384);
    }

    @Test
    void block_rowsThatAreNotSelected_doNotMatter() {
        SplittableRandom random = new SplittableRandom(3);
        for (long[] keep : masks(random)) {
            double[] x = values(0, 9);
            Moments wanted = Moments.ofBlock(x, keep, 0, 1021);
            for (int i = 0; i < x.length; i++) {
                if ((keep[i >>> 6] >>> i & 1) == 0) {
                    x[i] = i % 3 == 0 ? Double.NaN : i % 3 == 1 ? Double.NEGATIVE_INFINITY : 1e300;
                }
            }
            double[] out = new double[MomentKernel.SIZE];
            kernel.block(x, keep, 0, 1021, 4, out, 0);
            assertThat(MomentKernel.read(out, 0)).isEqualTo(wanted);
        }
    }

    @Test
    void block_shortArray_isNotReadBeyondItsEnd() {
        double[] out = new double[MomentKernel.SIZE];
        kernel.block(new double[] {1, 2, 4}, null, 0, 3, 4, out, 0);
        assertThat(MomentKernel.read(out, 0)).isEqualTo(Moments.ofBlock(new double[] {1, 2, 4}, 0, 3));
        kernel.block(new double[] {1, 2, 4}, new long[] {-1}, 1, 3, 4, out, 0);
        assertThat(MomentKernel.read(out, 0)).isEqualTo(Moments.ofBlock(new double[] {1, 2, 4}, 1, 3));
    }

    @Test
    void block_valuesThatAreNotFinite_areRefusedWithTheirNumber() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] x = values(0, 1);
            x[100] = bad;
            long[] keep = new long[Blocks.WORDS];
            keep[1] = -1;
            assertThatThrownBy(() -> kernel.block(x, null, 0, 1024, 4, new double[8], 0))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("the sum of a block must be finite, got 1024 values beyond that");
            assertThatThrownBy(() -> kernel.block(x, keep, 0, 1024, 2, new double[8], 0))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("the sum of a block must be finite, got 64 values beyond that");
        }
    }

    @Test
    void merge_anyBlocks_hasTheBitsOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(5);
        double[] left = new double[MomentKernel.SIZE + 2];
        double[] right = new double[MomentKernel.SIZE + 2];
        for (int trial = 0; trial < 2000; trial++) {
            Moments a = some(random, trial);
            Moments b = some(random, trial + 1);
            MomentKernel.write(a, left, 2);
            MomentKernel.write(b, right, 2);
            MomentKernel.merge(left, right, 2);
            assertThat(MomentKernel.read(left, 2)).isEqualTo(a.merge(b));
            assertThat(MomentKernel.read(right, 2)).isEqualTo(b);
        }
        MomentKernel.empty(left, 1);
        assertThat(MomentKernel.read(left, 1)).isEqualTo(Moments.EMPTY);
    }

    private static Moments some(SplittableRandom random, long seed) {
        int size = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 300);
        return Moments.ofBlock(values(random.nextInt(5), seed), 0, size);
    }
}

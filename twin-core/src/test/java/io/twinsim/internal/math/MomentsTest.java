package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.SharedData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final int[] SIZES = {1, 2, 7, 8, 9, 15, 100, 1023, 1024};

    private static double[] sample(int size, long seed) {
        return new SplittableRandom(seed).doubles(size, -3, 9).toArray();
    }

    @Test
    void ofBlock_anyRange_equalsTheSlowPath() {
        for (int size : SIZES) {
            double[] x = sample(1024, size);
            for (int from : new int[] {0, 3, 8, 1024 - size}) {
                int to = Math.min(1024, from + size);
                Moments m = Moments.ofBlock(x, from, to);
                double[] slice = Arrays.copyOfRange(x, from, to);
                double mean = Arrays.stream(slice).sum() / slice.length;
                assertThat(m.n()).isEqualTo(slice.length);
                assertThat(m.mean()).isCloseTo(mean, within(1e-13));
                assertThat(m.m2()).isCloseTo(power(slice, mean, 2), within(1e-9));
                assertThat(m.m3()).isCloseTo(power(slice, mean, 3), within(1e-8));
                assertThat(m.m4()).isCloseTo(power(slice, mean, 4), within(1e-7));
                assertThat(m.min()).isEqualTo(Arrays.stream(slice).min().orElseThrow());
                assertThat(m.max()).isEqualTo(Arrays.stream(slice).max().orElseThrow());
            }
        }
    }

    private static double power(double[] x, double centre, int power) {
        double sum = 0;
        for (double value : x) {
            sum += StrictMath.pow(value - centre, power);
        }
        return sum;
    }

    @Test
    void ofBlock_allSelected_hasTheBitsOfTheUnmaskedBlock() {
        double[] x = sample(1024, 5);
        long[] all = new long[Blocks.WORDS];
        Arrays.fill(all, -1);
        for (int size : SIZES) {
            assertThat(Moments.ofBlock(x, all, 0, size)).isEqualTo(Moments.ofBlock(x, 0, size));
            assertThat(Moments.ofBlock(x, all, 1024 - size, 1024)).isEqualTo(Moments.ofBlock(x, 1024 - size, 1024));
        }
    }

    @Test
    void ofBlock_someSelected_ignoresTheRestWhateverItHolds() {
        double[] x = sample(1024, 6);
        long[] keep = new SplittableRandom(7).longs(Blocks.WORDS).toArray();
        Moments before = Moments.ofBlock(x, keep, 0, 1024);
        double[] kept = new double[1024];
        int n = 0;
        for (int i = 0; i < 1024; i++) {
            if ((keep[i >>> 6] >>> i & 1) != 0) {
                kept[n++] = x[i];
            } else {
                x[i] = i % 2 == 0 ? Double.NaN : 1e300;
            }
        }
        assertThat(Moments.ofBlock(x, keep, 0, 1024)).isEqualTo(before);
        Moments compact = Moments.of(Arrays.copyOf(kept, n));
        assertThat(before.n()).isEqualTo(n);
        assertThat(before.mean()).isCloseTo(compact.mean(), within(1e-14));
        assertThat(before.m4()).isCloseTo(compact.m4(), within(1e-8));
        assertThat(Moments.ofBlock(x, new long[Blocks.WORDS], 0, 1024)).isEqualTo(Moments.EMPTY);
    }

    @Test
    void merge_ofParts_equalsTheWhole() {
        double[] x = sample(3000, 8);
        Moments whole = Moments.of(x);
        Moments parts = Moments.of(Arrays.copyOf(x, 700)).merge(Moments.of(Arrays.copyOfRange(x, 700, 3000)));
        assertThat(parts.n()).isEqualTo(3000);
        assertThat(parts.mean()).isCloseTo(whole.mean(), within(1e-14));
        assertThat(parts.variance()).isCloseTo(whole.variance(), within(1e-12));
        assertThat(parts.skewness()).isCloseTo(whole.skewness(), within(1e-12));
        assertThat(parts.kurtosisExcess()).isCloseTo(whole.kurtosisExcess(), within(1e-12));
    }

    @Test
    void merge_withEmpty_isExactlyTheOther() {
        Moments m = Moments.of(1, 2, 4);
        assertThat(m.merge(Moments.EMPTY)).isSameAs(m);
        assertThat(Moments.EMPTY.merge(m)).isSameAs(m);
        assertThat(Moments.of()).isEqualTo(Moments.EMPTY);
    }

    @Test
    void of_manyBlocks_isTheCanonicalTreeOfBlocks() {
        double[] x = sample(5 * 1024 + 3, 9);
        BlockTree<Moments> tree = new BlockTree<>(Moments::merge);
        for (int block = 0; block < 6; block++) {
            double[] part = Arrays.copyOfRange(x, block * 1024, Math.min(x.length, block * 1024 + 1024));
            tree.add(0, block, Moments.ofBlock(part, 0, part.length));
        }
        assertThat(Moments.of(x)).isEqualTo(tree.total().orElseThrow());
    }

    @Test
    void of_largeOffset_losesNothing() {
        double[] x = new double[30_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1e15 + i % 3;
        }
        Moments m = Moments.of(x);
        assertThat(m.mean()).isEqualTo(1e15 + 1);
        assertThat(m.m2()).isCloseTo(20_000, within(1e-6));
        assertThat(m.variance()).isCloseTo(20_000.0 / 29_999, within(1e-10));
        assertThat(m.skewness()).isCloseTo(0, within(1e-9));
    }

    /** The bar of the file's own note: mean to 14 digits, sd to within half a digit of the best two-pass result. */
    @Test
    void of_nistSamples_reachesTheCertifiedDigits() {
        Object[][] cases = {
            {"lew", -177.435, 277.332168044316135764922, 14.5}, {"lottery", 518.958715596330275, 291.699727470969084,
            14.5},
            {"mavro", 2.001856, 0.000429123454003052837, 12.6}, {"michelso", 299.8524, 0.0790105478190517716, 13.3},
            {"numacc1", 10_000_002.0, 1.0, 14.5}, {"numacc2", 1.2, 0.1, 14.4}, {"numacc3", 1_000_000.2, 0.1, 9.0},
            {"numacc4", 10_000_000.2, 0.1, 7.8}, {"pidigits", 4.5348, 2.86733906028870807, 14.5}};
        for (Object[] c : cases) {
            double[] x = SharedData.rows("cases/nist_" + c[0] + ".csv").stream()
                    .mapToDouble(row -> Double.parseDouble(row[0])).toArray();
            Moments m = Moments.of(x);
            assertThat(digits(m.mean(), (double) c[1])).as(c[0] + " mean").isGreaterThanOrEqualTo(14);
            assertThat(digits(m.sd(), (double) c[2])).as(c[0] + " sd").isGreaterThanOrEqualTo((double) c[3]);
        }
        assertThat(cases).hasNumberOfRows(9);
    }

    private static double digits(double found, double certified) {
        double error = Math.abs(found - certified) / Math.abs(certified);
        return error == 0 ? 15 : Math.min(15, -StrictMath.log10(error));
    }

    @Test
    void accessors_smallSample_followTheirFormulas() {
        Moments m = Moments.of(1, 2, 3, 10);
        assertThat(m.sum()).isEqualTo(16);
        assertThat(m.variance()).isCloseTo(50 / 3.0, within(1e-14));
        assertThat(m.standardError()).isCloseTo(Math.sqrt(50 / 12.0), within(1e-14));
        assertThat(m.skewness()).isCloseTo(1.01823376490863, within(1e-13));
        assertThat(m.kurtosisExcess()).isCloseTo(-0.7696, within(1e-13));
        assertThat(m.cumulant(1)).isEqualTo(4);
        assertThat(m.cumulant(2)).isEqualTo(12.5);
        assertThat(m.cumulant(3)).isEqualTo(45);
        assertThat(m.cumulant(4)).isEqualTo(1394 / 4.0 - 3 * 12.5 * 12.5);
        assertThatThrownBy(() -> m.cumulant(5)).hasMessage("k must be in [1, 4], got 5");
    }

    @Test
    void accessors_degenerateSamples_areZeroOrUndefined() {
        assertThat(Moments.of(3).variance()).isNaN();
        assertThat(Moments.of(3).sd()).isNaN();
        Moments equal = Moments.of(2.1, 2.1, 2.1);
        assertThat(equal.m2()).isZero();
        assertThat(equal.skewness()).isZero();
        assertThat(equal.kurtosisExcess()).isZero();
        assertThatThrownBy(() -> Moments.of(1e308, 1e308, 1e308)).isInstanceOf(ArithmeticException.class)
                .hasMessage("the sum of a block must be finite, got 3 values beyond that");
    }
}

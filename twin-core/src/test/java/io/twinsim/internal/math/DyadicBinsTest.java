package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DyadicBinsTest {

    private static final int KINDS = 9;

    /** The definition: the finest width of at most so many bins for all values at once. */
    private record Slow(double lower, double width, long[] counts) {

        static Slow of(double[] x, int most) {
            double min = Arrays.stream(x).min().orElseThrow();
            double max = Arrays.stream(x).max().orElseThrow();
            int largest = (int) (Double.doubleToRawLongBits(Math.max(Math.abs(min), Math.abs(max))) >>> 52) - 1023;
            int exponent = Math.max(-200, largest - 40);
            while (Math.floor(Math.scalb(max, -exponent)) - Math.floor(Math.scalb(min, -exponent)) >= most) {
                exponent++;
            }
            TreeMap<Long, Long> counts = new TreeMap<>();
            for (double value : x) {
                counts.merge((long) Math.floor(Math.scalb(value, -exponent)), 1L, Long::sum);
            }
            long first = counts.firstKey();
            long[] all = new long[(int) (counts.lastKey() - first) + 1];
            counts.forEach((bin, count) -> all[(int) (bin - first)] = count);
            return new Slow(first * Math.scalb(1.0, exponent), Math.scalb(1.0, exponent), all);
        }
    }

    private static double[] values(int kind, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(size, -1, 1).map(u -> switch (kind) {
            case 0 -> u;
            case 1 -> 1e15 + Math.rint(u * 50);
            case 2 -> u > 0.4 ? 1 : 0;
            case 3 -> 7.25;
            case 4 -> u * 1.7e308;
            case 5 -> u * 1e-305;
            case 6 -> 0.3 + 1e-9 * u;
            case 7 -> u * u * u / (1.0001 - Math.abs(u));
            default -> u > 0.99 ? 1e200 : u > 0.9 ? -1e-40 : u < -0.8 ? -0.0 : u * 1e-20;
        }).toArray();
    }

    private static void assertEqual(DyadicBins bins, Slow slow) {
        assertThat(bins.width()).isEqualTo(slow.width);
        assertThat(bins.lower()).isEqualTo(slow.lower);
        assertThat(bins.counts()).isEqualTo(slow.counts);
        assertThat(bins.n()).isEqualTo(Arrays.stream(slow.counts).sum());
    }

    private static void add(DyadicBins bins, double[] x, long[] keep, int from, int to) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            if (keep == null || (keep[i >>> 6] >>> i & 1) != 0) {
                min = Math.min(min, x[i]);
                max = Math.max(max, x[i]);
            }
        }
        bins.add(x, keep, from, to, min, max);
    }

    @Test
    void coarser_anyValuesInAnyBlocks_areTheBinsOfAllValuesAtOnce() {
        SplittableRandom random = new SplittableRandom(20240612);
        int checked = 0;
        for (int trial = 0; trial < 360; trial++) {
            double[] x = values(trial % KINDS, random.nextInt(1, 6000), trial);
            DyadicBins bins = new DyadicBins();
            DyadicBins other = new DyadicBins();
            for (int i = 0; i < x.length;) {
                int end = Math.min(x.length, i + random.nextInt(1, 1500));
                add(random.nextInt(3) == 0 ? other : bins, x, null, i, end);
                i = end;
            }
            bins.addAll(other);
            assertEqual(bins, Slow.of(x, DyadicBins.MOST));
            assertEqual(bins.coarser(128), Slow.of(x, 128));
            assertEqual(bins.coarser(1000).coarser(100), Slow.of(x, 100));
            assertEqual(bins.coarser(8), Slow.of(x, 8));
            checked++;
        }
        assertThat(checked).isEqualTo(360);
    }

    @Test
    void add_selectedRows_countsNoOthers() {
        SplittableRandom random = new SplittableRandom(4);
        DyadicBins bins = new DyadicBins(128);
        int checked = 0;
        for (int trial = 0; trial < 300; trial++) {
            double[] x = values(trial % KINDS, Blocks.ROWS, trial);
            long[] keep = random.longs(Blocks.WORDS).map(m -> random.nextInt(3) == 0 ? -1 : m & random.nextLong())
                    .toArray();
            int from = random.nextInt(500);
            int to = random.nextInt(from, 1025);
            double[] kept = java.util.stream.IntStream.range(from, to).filter(i -> (keep[i >>> 6] >>> i & 1) != 0)
                    .mapToDouble(i -> x[i]).toArray();
            for (int i = 0; i < x.length; i++) {
                if ((keep[i >>> 6] >>> i & 1) == 0) {
                    x[i] = i % 2 == 0 ? Double.NaN : 1e305;
                }
            }
            bins.clear();
            add(bins, x, keep, from, to);
            if (kept.length > 0) {
                assertEqual(bins, Slow.of(kept, 128));
                checked++;
            } else {
                assertThat(bins.counts()).isEmpty();
            }
        }
        assertThat(checked).isGreaterThan(270);
    }

    @Test
    void empty_hasNoBins() {
        DyadicBins bins = new DyadicBins();
        bins.addAll(new DyadicBins());
        bins.add(new double[0], null, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(bins.n()).isZero();
        assertThat(bins.width()).isZero();
        assertThat(bins.lower()).isZero();
        assertThat(bins.counts()).isEmpty();
        assertThat(bins.coarser(128).counts()).isEmpty();
        assertThat(bins.quantile(0.5, 0, 0)).isNaN();
    }

    @Test
    void quantile_anyValues_isWithinOneBinOfTheSampleQuantile() {
        SplittableRandom random = new SplittableRandom(5);
        int checked = 0;
        for (int trial = 0; trial < 90; trial++) {
            double[] x = values(trial % KINDS == 4 ? 0 : trial % KINDS, random.nextInt(1, 5000), trial);
            DyadicBins bins = new DyadicBins(128);
            add(bins, x, null, 0, x.length);
            Arrays.sort(x);
            double before = x[0];
            for (double p : new double[] {0, 1e-9, 0.05, 0.25, 0.5, 0.51, 0.9, 0.999, 1}) {
                double position = (x.length - 1) * p;
                int k = (int) position;
                double exact = x[k] + (k + 1 < x.length ? (x[k + 1] - x[k]) * (position - k) : 0);
                double quantile = bins.quantile(p, x[0], x[x.length - 1]);
                assertThat(quantile).isCloseTo(exact, within(bins.width()));
                assertThat(quantile).isBetween(before, x[x.length - 1]);
                before = quantile;
                checked++;
            }
            assertThat(bins.quantile(0, x[0], x[x.length - 1])).isEqualTo(x[0]);
            assertThat(bins.quantile(1, x[0], x[x.length - 1])).isEqualTo(x[x.length - 1]);
        }
        assertThat(checked).isEqualTo(810);
    }

    private static byte[] bytes(DyadicBins bins) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bins.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DyadicBins read(byte... bytes) throws IOException {
        return DyadicBins.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void read_whatWasWritten_isEqualAndGoesOn() throws IOException {
        for (int kind = 0; kind < KINDS; kind++) {
            double[] x = values(kind, 3000, kind);
            DyadicBins bins = new DyadicBins(1000);
            add(bins, x, null, 0, 2000);
            DyadicBins back = read(bytes(bins));
            assertThat(bytes(back)).isEqualTo(bytes(bins));
            add(back, x, null, 2000, 3000);
            assertEqual(back, Slow.of(x, 1000));
        }
        DyadicBins empty = read(bytes(new DyadicBins()));
        assertThat(empty.n()).isZero();
        add(empty, new double[] {3, 4}, null, 0, 2);
        assertEqual(empty, Slow.of(new double[] {3, 4}, DyadicBins.MOST));
    }

    @Test
    void write_twoValues_takesFewBytes() throws IOException {
        DyadicBins bins = new DyadicBins();
        add(bins, new double[] {0, 1}, null, 0, 2);
        assertThat(bytes(bins)).containsExactly(0, 0, 32, 0, -1, -12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 1,
                1, 0, -2, 31, 1);
    }

    @Test
    void read_brokenForm_isRefused() throws IOException {
        DyadicBins bins = new DyadicBins(8);
        add(bins, new double[] {0, 0, 5}, null, 0, 3);
        byte[] good = bytes(bins);
        assertRefused(good, 3, 7, "a histogram must be of 8 to 1048576 bins, got 7");
        assertRefused(good, 4, 127, "a histogram must have a width of 2^-200 to 2^1022, got 32512");
        assertRefused(good, 6, 1, "a histogram must start at a bin of at most 2^41, got 72057594037927936");
        assertRefused(good, 17, 9, "a histogram must have at most 8 bins, got 9");
        byte[] late = good.clone();
        late[18] = 0;
        assertRefused(late, 19, 4, "a histogram must not start with an empty bin, got 0");
        assertRefused(good, 20, 20, "a histogram must not end with an empty bin, got 20");
        byte[] endless = Arrays.copyOf(good, 40);
        Arrays.fill(endless, 18, 40, (byte) -1);
        assertThatThrownBy(() -> read(endless)).hasMessage("a count of a histogram must be below 2^63");
    }

    private static void assertRefused(byte[] good, int at, int value, String message) {
        byte[] bad = good.clone();
        bad[at] = (byte) value;
        assertThatThrownBy(() -> read(bad)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void add_wrongArguments_areRefused() {
        assertThatThrownBy(() -> new DyadicBins(7)).hasMessage("most must be in [8, 1048576], got 7");
        assertThatThrownBy(() -> new DyadicBins(64).coarser(128))
                .hasMessage("other must allow at least 128 bins, got 64");
        assertThatThrownBy(() -> new DyadicBins().quantile(1.5, 0, 1)).hasMessage("p must be in [0, 1], got 1.5");
        assertThatThrownBy(() -> new DyadicBins().add(new double[1], null, 0, 1, 0, Double.POSITIVE_INFINITY))
                .isInstanceOf(ArithmeticException.class).hasMessage("the values of a histogram must be finite");
    }
}

package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            int exponent = -200;
            while (bin(max, exponent) - bin(min, exponent) >= most || bin(min, exponent) < -0x1p41
                    || bin(max, exponent) >= 0x1p41) {
                exponent++;
            }
            TreeMap<Long, Long> counts = new TreeMap<>();
            for (double value : x) {
                counts.merge((long) bin(value, exponent), 1L, Long::sum);
            }
            long first = counts.firstKey();
            long[] all = new long[(int) (counts.lastKey() - first) + 1];
            counts.forEach((bin, count) -> all[(int) (bin - first)] = count);
            return new Slow(first * Math.scalb(1.0, exponent), Math.scalb(1.0, exponent), all);
        }

        private static double bin(double value, int exponent) {
            double scaled = Math.scalb(value, -exponent);
            return value < 0 && scaled == 0 ? -1 : Math.floor(scaled);
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

    private static List<double[]> orders(double... x) {
        if (x.length <= 1) {
            return List.of(x);
        }
        List<double[]> all = new ArrayList<>();
        for (int first = 0; first < x.length; first++) {
            double[] rest = new double[x.length - 1];
            System.arraycopy(x, 0, rest, 0, first);
            System.arraycopy(x, first + 1, rest, first, rest.length - first);
            for (double[] order : orders(rest)) {
                double[] one = new double[x.length];
                one[0] = x[first];
                System.arraycopy(order, 0, one, 1, order.length);
                all.add(one);
            }
        }
        return all;
    }

    /** One value after the other, or each alone and then put together, or two halves put together. */
    private static List<DyadicBins> ways(int most, double... x) {
        DyadicBins added = new DyadicBins(most);
        DyadicBins joined = new DyadicBins(most);
        DyadicBins left = new DyadicBins(most);
        DyadicBins right = new DyadicBins(most);
        for (int i = 0; i < x.length; i++) {
            add(added, x, null, i, i + 1);
            DyadicBins one = new DyadicBins(most);
            add(one, x, null, i, i + 1);
            joined.addAll(one);
            add(i < x.length / 2 ? left : right, x, null, i, i + 1);
        }
        left.addAll(right);
        return List.of(added, joined, left);
    }

    private static int assertOrderFree(int most, double... x) throws IOException {
        Slow slow = Slow.of(x, most);
        int checked = 0;
        for (double[] order : orders(x)) {
            for (DyadicBins bins : ways(most, order)) {
                assertThat(bins.width()).as("%s", Arrays.toString(order)).isEqualTo(slow.width);
                assertThat(bins.counts()).as("%s", Arrays.toString(order)).isEqualTo(slow.counts);
                assertThat(bytes(read(bytes(bins)))).isEqualTo(bytes(bins));
                checked++;
            }
        }
        return checked;
    }

    /** A power of two has another exponent than the numbers below it, but -2^k the same bin as those above it. */
    @Test
    void add_valuesAroundPowersOfTwo_dependsOnNoOrder() throws IOException {
        int checked = 0;
        for (int k = -1060; k <= 1020; k += k > -180 && k < 60 ? 5 : 90) {
            double p = Math.scalb(1.0, k);
            checked += assertOrderFree(64, -p, Math.nextUp(-p), Math.nextDown(-p));
            checked += assertOrderFree(64, p, Math.nextUp(p), Math.nextDown(p));
            checked += assertOrderFree(8, -p, Math.nextUp(-p), 2 * -p, p);
            checked += assertOrderFree(8192, Math.nextUp(-p), -p, -0.0, Math.nextDown(-p));
        }
        assertThat(checked).isEqualTo(65 * (6 + 6 + 24 + 24) * 3);
        DyadicBins bins = new DyadicBins();
        add(bins, new double[] {-1.9999999999999998}, null, 0, 1);
        add(bins, new double[] {-2}, null, 0, 1);
        assertThat(bins.width()).isEqualTo(0x1p-40);
    }

    @Test
    void add_anyFewValues_dependsOnNoOrder() throws IOException {
        SplittableRandom random = new SplittableRandom(77);
        int checked = 0;
        for (int trial = 0; trial < 400; trial++) {
            int range = trial % 2 == 0 ? 2040 : 60;
            double[] x = random.doubles(4).map(u -> {
                double sign = random.nextBoolean() ? 1 : -1;
                double value = sign * Math.scalb(random.nextBoolean() ? 1 : 1 + u, random.nextInt(range) - range / 2);
                return random.nextInt(3) == 0 ? Math.nextUp(value) : value;
            }).toArray();
            checked += assertOrderFree(new int[] {8, 128, 8192}[trial % 3], x);
        }
        assertThat(checked).isEqualTo(400 * 24 * 3);
    }

    /** It is below 0, but 0 after scaling to the width of the great ones. */
    @Test
    void add_tinyNegativeAmongGreatValues_staysBelowZero() throws IOException {
        int checked = 0;
        for (double tiny : new double[] {-1e-300, -Double.MIN_VALUE, -Double.MIN_NORMAL}) {
            for (double great : new double[] {1e100, 1e300, 0x1p1000, 1e6, 5e4}) {
                checked += assertOrderFree(8192, tiny, great);
                checked += assertOrderFree(8, tiny, great, 0.0);
            }
        }
        assertThat(checked).isEqualTo(15 * (2 + 6) * 3);
        DyadicBins bins = new DyadicBins();
        add(bins, new double[] {-1e-300, -0.0, 1e100, -1e-300}, new long[] {0b0111}, 0, 4);
        assertThat(bins.counts()).startsWith(1, 1).endsWith(1);
        assertThat(bins.n()).isEqualTo(3);
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
        assertRefused(good, 6, 1, "a histogram must start at a bin from -2^41 to 2^41 - 1, got 72057594037927936");
        assertRefused(good, 6, 0x80, "a histogram must start at a bin from -2^41 to 2^41 - 1, got -9223372036854775808");
        byte[] far = good.clone();
        Arrays.fill(far, 9, 14, (byte) -1);
        assertRefused(far, 8, 1, "a histogram must end at a bin of at most 2^41 - 1, got 2199023255556");
        DyadicBins zero = new DyadicBins(8);
        add(zero, new double[] {0}, null, 0, 1);
        assertRefused(bytes(zero), 5, 0x39, "a histogram must have a width of at most 2^-200 for so few bins, got -199");
        byte[] empty = bytes(new DyadicBins(8));
        assertRefused(empty, 13, 1, "a histogram without a value must start at bin 0, got 1");
        assertRefused(empty, 5, 0x39, "a histogram must have a width of at most 2^-200 for so few bins, got -199");
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

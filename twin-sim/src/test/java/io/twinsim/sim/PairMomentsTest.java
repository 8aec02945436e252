package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.BlockTree;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.MomentKernel;
import io.twinsim.internal.math.Moments;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PairMomentsTest {

    private static final double[] SHARES = {1, 0.95, 0.5, 0.05};

    /** Values that are negatively correlated in pairs; row 0 of the array is row id {@code base}. */
    private static double[] values(int base, int n) {
        double[] u = new double[n];
        Draws.of(5).antithetic().uniforms("x", 0).uniforms(base, u, 0, n);
        double[] e = new double[n];
        Draws.of(6).uniforms("e", 0).uniforms(base, e, 0, n);
        for (int i = 0; i < n; i++) {
            u[i] = 100 + u[i] * u[i] * 3 + e[i];
        }
        return u;
    }

    private static boolean[] chosen(int n, double share) {
        double[] u = new double[n];
        Draws.of(7).uniforms("keep", 0).uniforms(0, u, 0, n);
        boolean[] keep = new boolean[n];
        for (int i = 0; i < n; i++) {
            keep[i] = u[i] < share;
        }
        return keep;
    }

    /** One block of rows, as the kernel loads it: index i is row i of the block. */
    private static PairMoments block(PairBlock pairs, double[] x, boolean[] keep, int base, long block) {
        int first = (int) (block * Blocks.ROWS);
        int from = Math.max(0, base - first);
        int to = Math.min(Blocks.ROWS, base + x.length - first);
        double[] register = new double[Blocks.ROWS];
        Arrays.fill(register, Double.NaN);
        long[] mask = new long[Blocks.WORDS];
        for (int i = from; i < to; i++) {
            register[i] = x[first + i - base];
            mask[i >>> 6] |= keep[first + i - base] ? 1L << i : 0;
        }
        pairs.load(register, from, to);
        double[] found = new double[2 * MomentKernel.SIZE];
        pairs.moments(mask, new MomentKernel(), found, 0);
        return new PairMoments(MomentKernel.read(found, 0), MomentKernel.read(found, MomentKernel.SIZE));
    }

    private static PairMoments of(double[] x, boolean[] keep, int base) {
        BlockTree<PairMoments> tree = new BlockTree<>(PairMoments::merge);
        PairBlock pairs = new PairBlock();
        for (long b = Blocks.block(base); b <= Blocks.block(base + x.length - 1L); b++) {
            tree.add(0, b, block(pairs, x, keep, base, b));
        }
        return tree.total().orElse(PairMoments.EMPTY);
    }

    /** Sums and sizes of the pairs with a row, {s, c} each. */
    private static List<double[]> naive(double[] x, boolean[] keep, int base) {
        List<double[]> clusters = new ArrayList<>();
        long last = -1;
        for (int i = 0; i < x.length; i++) {
            if (keep[i]) {
                if ((base + i) / 2 != last) {
                    clusters.add(new double[2]);
                    last = (base + i) / 2;
                }
                clusters.get(clusters.size() - 1)[0] += x[i];
                clusters.get(clusters.size() - 1)[1]++;
            }
        }
        return clusters;
    }

    @Test
    void contributions_anySelection_areThoseOfTheTwoPassFormula() {
        int cases = 0;
        for (int base : new int[] {0, 1, 2, 1023, 1024, 20_481}) {
            for (int n : new int[] {3, 4, 64, 65, 1023, 1024, 1025, 5000}) {
                for (double share : SHARES) {
                    double[] x = values(base, n);
                    boolean[] keep = chosen(n, share);
                    List<double[]> clusters = naive(x, keep, base);
                    if (clusters.size() >= 2) {
                        agrees(of(x, keep, base), clusters);
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(168);
    }

    private static void agrees(PairMoments found, List<double[]> clusters) {
        double sum = 0;
        double n = 0;
        for (double[] cluster : clusters) {
            sum += cluster[0];
            n += cluster[1];
        }
        double mean = sum / n;
        int k = clusters.size();
        double[] parts = new double[k];
        double squares = 0;
        for (int i = 0; i < k; i++) {
            double[] cluster = clusters.get(i);
            parts[i] = mean + (cluster[0] - cluster[1] * mean) * k / n;
            squares += (cluster[0] - cluster[1] * mean) * (cluster[0] - cluster[1] * mean);
        }
        Moments expected = Moments.of(parts);
        Moments made = found.contributions(mean);
        assertThat(found.pairs()).isEqualTo(k);
        assertThat(made.n()).isEqualTo(k);
        assertThat(made.mean()).isCloseTo(mean, Offset.offset(1e-11));
        assertThat(made.standardError() * made.standardError())
                .isCloseTo(squares / n / n * k / (k - 1.0), Percentage.withPercentage(1e-7));
        assertThat(made.m3()).isCloseTo(expected.m3(), Offset.offset(1e-9 * expected.m2()));
        assertThat(made.m4()).isCloseTo(expected.m4(), Percentage.withPercentage(1e-7));
        assertThat(made.min()).isCloseTo(expected.min(), Offset.offset(1e-11));
        assertThat(made.max()).isCloseTo(expected.max(), Offset.offset(1e-11));
    }

    @Test
    void wholePairs_standardError_isThatOfTheirMeans() {
        int cases = 0;
        for (int n : new int[] {4, 1024, 1026, 30_000}) {
            double[] x = values(0, n);
            double[] means = new double[n / 2];
            for (int k = 0; k < means.length; k++) {
                means[k] = (x[2 * k] + x[2 * k + 1]) / 2;
            }
            Moments made = of(x, chosen(n, 2), 0).contributions(Moments.of(x).mean());
            assertThat(made.standardError()).isCloseTo(Moments.of(means).sd() / Math.sqrt(n / 2.0),
                    Percentage.withPercentage(1e-11));
            assertThat(made.standardError()).isLessThan(0.6 * Moments.of(x).standardError());
            cases++;
        }
        assertThat(cases).isEqualTo(4);
    }

    @Test
    void mirroredPairs_varyNotAtAll() {
        double[] x = new double[3000];
        for (int i = 0; i < x.length; i += 2) {
            x[i] = i * 0.37;
            x[i + 1] = -x[i];
        }
        Moments made = of(x, chosen(x.length, 2), 0).contributions(0);
        assertThat(made.n()).isEqualTo(1500);
        assertThat(made.m2()).isZero();
        assertThat(made.min()).isZero();
        assertThat(made.max()).isZero();
    }

    @Test
    void blocks_emptyOrOfOneRow_areTheirOwnIdentity() {
        double[] x = values(0, 10);
        boolean[] none = new boolean[10];
        assertThat(of(x, none, 0)).isEqualTo(PairMoments.EMPTY);
        none[3] = true;
        PairMoments one = of(x, none, 0);
        assertThat(one.pairs()).isEqualTo(1);
        assertThat(one.whole()).isEqualTo(Moments.EMPTY);
        assertThat(one.merge(PairMoments.EMPTY)).isEqualTo(one);
        assertThat(PairMoments.EMPTY.merge(one)).isEqualTo(one);
    }

    private static PairGroups groups(double[] x, int[] codes, int groups) {
        PairGroups sums = new PairGroups(groups);
        PairGroups block = new PairGroups(groups);
        PairBlock pairs = new PairBlock();
        for (int first = 0; first < x.length; first += Blocks.ROWS) {
            int to = Math.min(Blocks.ROWS, x.length - first);
            double[] register = new double[Blocks.ROWS];
            int[] code = new int[Blocks.ROWS];
            System.arraycopy(x, first, register, 0, to);
            System.arraycopy(codes, first, code, 0, to);
            pairs.load(register, 0, to);
            pairs.split(code);
            block.load(pairs);
            sums.merge(block);
        }
        return sums;
    }

    private static double[] within(double[] x, int[] codes, int g) {
        return IntStream.range(0, x.length).filter(i -> codes[i] == g).mapToDouble(i -> x[i]).toArray();
    }

    /** Rows of code -1 do not count; of more than 64 groups shared pairs are not followed, so there is a bound. */
    @Test
    void groups_variancesAndDifferences_areThoseOfTheTwoPassFormula() {
        int n = 4_999;
        double[] x = values(0, n);
        double[] u = new double[n];
        Draws.of(9).antithetic().uniforms("group", 0).uniforms(0, u, 0, n);
        int cases = 0;
        for (int groups : new int[] {2, 5, 64, 65}) {
            int[] codes = new int[n];
            for (int i = 0; i < n; i++) {
                codes[i] = i % 13 == 5 ? -1 : (int) (u[i] * groups);
            }
            PairGroups sums = groups(x, codes, groups);
            for (int g = 0; g < groups; g += groups / 2) {
                for (int h : new int[] {0, groups / 2, groups - 1}) {
                    double a = Moments.of(within(x, codes, g)).mean();
                    double b = Moments.of(within(x, codes, h)).mean();
                    double[] expected = errors(x, codes, g, a, h, b);
                    assertThat(sums.pairs(g)).isEqualTo((long) expected[0]);
                    assertThat(sums.variance(g, a)).isCloseTo(expected[1], Percentage.withPercentage(1e-7));
                    if (g != h && groups <= PairGroups.MOST_CROSSED) {
                        assertThat(sums.varianceOfDifference(g, a, h, b))
                                .isCloseTo(expected[2], Percentage.withPercentage(1e-6));
                    } else if (g != h) {
                        assertThat(sums.varianceOfDifference(g, a, h, b)).isGreaterThan(expected[2]);
                    }
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(30);
    }

    /** Pairs of g, the squared errors of its mean and of the difference from the mean of h. */
    private static double[] errors(double[] x, int[] codes, int g, double a, int h, double b) {
        double n = within(x, codes, g).length;
        double m = within(x, codes, h).length;
        double first = 0;
        double second = 0;
        double both = 0;
        int pairs = 0;
        int others = 0;
        for (int i = 0; i < x.length; i += 2) {
            double inG = 0;
            double inH = 0;
            boolean anyG = false;
            boolean anyH = false;
            for (int j = i; j < Math.min(i + 2, x.length); j++) {
                inG += codes[j] == g ? (x[j] - a) / n : 0;
                inH += codes[j] == h ? (x[j] - b) / m : 0;
                anyG |= codes[j] == g;
                anyH |= codes[j] == h;
            }
            first += inG * inG;
            second += inH * inH;
            both += inG * inH;
            pairs += anyG ? 1 : 0;
            others += anyH ? 1 : 0;
        }
        double k = pairs / (pairs - 1.0);
        double l = others / (others - 1.0);
        return new double[] {pairs, first * k, first * k + second * l - 2 * both * Math.sqrt(k * l)};
    }
}

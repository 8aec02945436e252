package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoricalTest {

    private static void assertRefused(List<String> labels, double[] probabilities, String message) {
        assertThatThrownBy(() -> Categorical.of(labels, probabilities)).isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void of_badInput_isRefusedWithTheLabel() {
        assertRefused(List.of("a", "b"), new double[] {0.5, 0.49}, "probabilities must sum to 1 +- 1e-9, got 0.99");
        assertRefused(List.of("a", "b"), new double[] {0.5, 0.5000001},
                "probabilities must sum to 1 +- 1e-9, got 1.0000001");
        assertRefused(List.of("a", "b"), new double[] {1, 1}, "probabilities must sum to 1 +- 1e-9, got 2");
        assertRefused(List.of("a", "b"), new double[] {0, 0}, "probabilities must sum to 1 +- 1e-9, got 0");
        assertRefused(List.of("a", "b"), new double[] {1.1, -0.1},
                "probability of \"a\" must be in [0.0, 1.0], got 1.1");
        assertRefused(List.of("a", "b"), new double[] {0.5, Double.NaN},
                "probability of \"b\" must be in [0.0, 1.0], got NaN");
        assertRefused(List.of("a", "a"), new double[] {0.5, 0.5}, "labels must be distinct, got \"a\" twice");
        assertRefused(List.of(), new double[0], "categorical must have at least 1 label, got 0");
        assertRefused(List.of("a"), new double[] {0.5, 0.5}, "probabilities must have one value per label (1), got 2");
    }

    @Test
    void codes_oneLabel_areConstant() {
        Categorical one = Categorical.of(List.of("only"), new double[] {1});
        assertThat(one.code(0x1p-53)).isZero();
        assertThat(one.code(1 - 0x1p-53)).isZero();
    }

    @Test
    void code_probabilityZero_isNeverDrawnButStaysInTheLabels() {
        Categorical c = Categorical.of(List.of("z", "a", "y", "b", "x"), new double[] {0, 0.25, 0, 0.75, 0});
        assertThat(c.labels()).containsExactly("z", "a", "y", "b", "x");
        for (double u : new double[] {0x1p-53, Math.nextDown(0.25), 0.25, Math.nextUp(0.25), 1 - 0x1p-53}) {
            assertThat(c.code(u)).isEqualTo(u < 0.25 ? 1 : 3);
        }
        assertThat(c.probability(2)).isZero();
        double[] codes = new double[100_000];
        Draws.of(1).stream("x").uniforms(0, codes, 0, codes.length);
        c.codes(codes, codes, 0, codes.length);
        assertThat(codes).containsOnly(1, 3);
    }

    @Test
    void of_sumWithinTolerance_isNormalised() {
        Categorical c = Categorical.of(List.of("a", "b", "c"), new double[] {0.1, 0.2, 0.7 + 5e-10});
        assertThat(c.probability(0) + c.probability(1) + c.probability(2)).isEqualTo(1);
        assertThat(c.code(1 - 0x1p-53)).isEqualTo(2);
    }

    /** 3,000 labels, more than cells; counts within 5.5 standard deviations, 4e-8 each. */
    @Test
    void codes_manyLabels_areDrawnAtTheirRates() {
        int labels = 3000;
        double[] p = new double[labels];
        List<String> names = new java.util.ArrayList<>();
        for (int k = 0; k < labels; k++) {
            p[k] = 2.0 * (k + 1) / (labels * (labels + 1.0));
            names.add("l" + k);
        }
        Categorical c = Categorical.of(names, p);
        int n = 1_000_000;
        double[] codes = new double[n];
        Draws.of(1).stream("x").uniforms(0, codes, 0, n);
        double[] u = codes.clone();
        c.codes(codes, codes, 0, n);
        int[] counts = new int[labels];
        for (int i = 0; i < n; i++) {
            counts[(int) codes[i]]++;
        }
        for (int k = 100; k < labels; k++) {
            assertThat((double) counts[k]).isBetween(n * p[k] - 5.5 * Math.sqrt(n * p[k]), n * p[k]
                    + 5.5 * Math.sqrt(n * p[k]));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(codes[i]).isEqualTo(c.code(u[i]));
        }
    }

    /** Counting bounds, few and some, looking codes up, and halving crowded cells: all against the definition. */
    @Test
    void codes_anyNumberOfLabels_areTheNumberOfBoundsBelow() {
        int checked = 0;
        for (int labels : new int[] {1, 2, 3, 7, 8, 9, 11, 12, 13, 16, 40, 300, 5000}) {
            for (int skew = 0; skew < 3; skew++) {
                double[] p = shares(labels, skew);
                Categorical c = Categorical.of(names(labels), p);
                double[] bounds = new double[labels];
                double sum = 0;
                for (int k = 0; k < labels; k++) {
                    bounds[k] = sum += p[k];
                }
                double[] u = new double[3000];
                Draws.of(labels).stream("u").uniforms(0, u, 0, u.length);
                for (int k = 0; k < labels && 3 * k < 900; k++) {
                    double bound = Math.min(1 - 0x1p-53, bounds[k * (labels - 1) / Math.min(labels, 300)] / sum);
                    u[3 * k] = bound > 0 ? bound : 0.5;
                    u[3 * k + 1] = Math.max(Math.nextDown(u[3 * k]), 0x1p-1000);
                    u[3 * k + 2] = Math.min(Math.nextUp(u[3 * k]), 1 - 0x1p-53);
                }
                double[] codes = new double[u.length];
                c.codes(u, codes, 0, u.length);
                for (int i = 0; i < u.length; i++) {
                    assertThat(codes[i]).as("%s labels, skew %s, u %s", labels, skew, u[i]).isEqualTo(c.code(u[i]));
                    assertThat(Double.doubleToRawLongBits(codes[i])).isGreaterThanOrEqualTo(0);
                    assertThat(p[(int) codes[i]]).isPositive();
                    checked++;
                }
                double[] inPlace = u.clone();
                c.codes(inPlace, inPlace, 0, u.length);
                assertThat(inPlace).isEqualTo(codes);
            }
        }
        assertThat(checked).isEqualTo(117_000);
    }

    /** Equal, falling by halves with nothing in between, or nearly all on the last. */
    private static double[] shares(int labels, int skew) {
        double[] p = new double[labels];
        double sum = 0;
        for (int k = 0; k < labels; k++) {
            p[k] = skew == 0 ? 1 : skew == 1 ? (k % 2 == 0 ? Math.scalb(1.0, -Math.min(1000, k)) : 0)
                    : k == labels - 1 ? 1 : 1e-12;
            sum += p[k];
        }
        for (int k = 0; k < labels; k++) {
            p[k] /= sum;
        }
        return p;
    }

    private static List<String> names(int labels) {
        return java.util.stream.IntStream.range(0, labels).mapToObj(k -> "l" + k).toList();
    }

    /**
     * Half of the labels without probability, tens of thousands in one cell of the guide: built in less than a second,
     * and 2,000,000 draws of it too, where stepping through the labels would take minutes.
     */
    @Test
    void codes_65536SkewedLabels_areDrawnInConstantTime() {
        int labels = 65_536;
        double[] p = new double[labels];
        double sum = 0;
        for (int k = 0; k < labels; k++) {
            p[k] = k % 2 == 0 ? 0 : k < 40_000 ? 1e-13 : 1.0 / (k - 39_990);
            sum += p[k];
        }
        for (int k = 0; k < labels; k++) {
            p[k] /= sum;
        }
        List<String> names = names(labels);
        long start = System.nanoTime();
        Categorical c = Categorical.of(names, p);
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
        double[] u = new double[1 << 16];
        Draws.of(1).stream("x").uniforms(0, u, 0, u.length);
        java.util.Arrays.sort(u);
        u[0] = 1e-10;
        u[1] = 1.7e-10;
        double[] codes = new double[u.length];
        start = System.nanoTime();
        for (int repetition = 0; repetition < 30; repetition++) {
            c.codes(u, codes, 0, u.length);
        }
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
        assertThat(codes).isSorted();
        for (double code : codes) {
            assertThat(p[(int) code]).isPositive();
        }
        assertThat(codes[1]).isGreaterThan(codes[0]).isLessThan(40_000);
    }

    @Test
    void code_outsideTheOpenInterval_isRefused() {
        Categorical c = Categorical.of(List.of("a"), new double[] {1});
        assertThatThrownBy(() -> c.code(1)).isInstanceOf(InputException.class)
                .hasMessage("u must be in (0, 1), got 1.0");
        assertThat(Categorical.of(List.of("a", "b"), new double[] {0.25, 0.75}))
                .hasToString("categorical(a: 0.25, b: 0.75)");
    }
}

package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where the saddlepoint has no smooth distribution to approximate: zeros and ones, ties, three or four values. */
class SaddlepointGuardsTest {

    private static final double[] LEVELS =
            {0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 0.9999};

    private static double[] binary(int n, int ones) {
        double[] values = new double[n];
        Arrays.fill(values, 0, ones, 1);
        return values;
    }

    /** Uniform, exponential, or whole numbers with many ties. */
    private static double[] sample(int n, int kind, String name) {
        double[] values = new double[n];
        Draws.of(5).stream(name).uniforms(0, values, 0, n);
        for (int i = 0; i < n; i++) {
            double u = values[i];
            values[i] = kind == 0 ? u : kind == 1 ? -Elementary.log(u) : Math.floor(4 * u * u);
        }
        return values;
    }

    /** The cumulative distribution of a binomial number of ones. */
    private static double[] binomial(int n, int ones) {
        double[] logFactorial = new double[n + 1];
        for (int i = 2; i <= n; i++) {
            logFactorial[i] = logFactorial[i - 1] + Elementary.log(i);
        }
        double p = (double) ones / n;
        double[] cdf = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            double log = logFactorial[n] - logFactorial[i] - logFactorial[n - i] + i * Elementary.log(p)
                    + (n - i) * Elementary.log1p(-p);
            cdf[i] = (i == 0 ? 0 : cdf[i - 1]) + Elementary.exp(log);
        }
        return cdf;
    }

    private static int lower(double[] cdf, double tail) {
        int i = 0;
        while (cdf[i] < tail - 1e-12) {
            i++;
        }
        return i;
    }

    private static int upper(double[] cdf, double tail) {
        int i = cdf.length - 1;
        while (1 - (i == 0 ? 0 : cdf[i - 1]) < tail - 1e-12) {
            i--;
        }
        return i;
    }

    /** Of ones in n the limits lie within one step of the exact binomial quantiles, whichever form of K serves. */
    @Test
    void mean_zerosAndOnes_missesByLessThanOneStep() {
        int checked = 0;
        for (int n : new int[] {3, 4, 5, 7, 10, 20, 50, 100, 400, 1000, 4095, 4096, 5000, 20_000}) {
            for (int ones : new int[] {1, 2, 3, 5, 8, n / 10, n / 4, n / 2, n - 3, n - 1}) {
                if (ones < 1 || ones >= n) {
                    continue;
                }
                double[] cdf = binomial(n, ones);
                double[] values = binary(n, ones);
                for (double level : LEVELS) {
                    Interval made = Saddlepoint.mean(values, level);
                    double tail = (1 - level) / 2;
                    String what = ones + " of " + n + " at " + level;
                    assertThat(made.lower() * n).as(what).isCloseTo(lower(cdf, tail), within(0.75));
                    assertThat(made.upper() * n).as(what).isCloseTo(upper(cdf, tail), within(0.75));
                    boolean edge = tail <= cdf[0] * (1 - 1e-9);
                    assertThat(!edge || made.lower() == 0 && made.notes().get(0)
                            .equals("lower limit at-support-edge: the least possible value")).as(what).isTrue();
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(1638);
    }

    /**
     * Against the list of all resamples. The distribution of so few values is all steps, of which the largest are a
     * sixth of the range at n = 2 or 3; no limit may miss by more.
     */
    @Test
    void mean_twoToNineValues_missesByNoMoreThanAStep() {
        int checked = 0;
        for (int n = 2; n <= 9; n++) {
            double worst = 0;
            for (int repeat = 0; repeat < 30; repeat++) {
                double[] values = sample(n, repeat % 3, "test/" + n + "/" + repeat);
                double[] sorted = Arrays.stream(values).sorted().toArray();
                double range = sorted[n - 1] - sorted[0];
                if (range == 0) {
                    continue;
                }
                ExactResampling exact = ExactResampling.of(values).orElseThrow();
                for (double level : LEVELS) {
                    Interval made = Saddlepoint.mean(values, level);
                    double tail = (1 - level) / 2;
                    worst = Math.max(worst, Math.abs(made.lower() - exact.lower(tail)) / range);
                    worst = Math.max(worst, Math.abs(made.upper() - exact.upper(tail)) / range);
                    assertThat(made.lower()).isBetween(sorted[0], made.upper());
                    assertThat(made.upper()).isLessThanOrEqualTo(sorted[n - 1]);
                    checked++;
                }
            }
            assertThat(worst).as("n = " + n).isLessThan(n <= 3 ? 0.16 : n <= 5 ? 0.14 : 0.1);
        }
        assertThat(checked).isEqualTo(3016);
    }

    /** The least of n different values is drawn n times with probability n^-n: 1/27 of 3, 1/256 of 4. */
    @Test
    void mean_threeAndFourValues_giveTheExtremeBelowItsProbability() {
        double[] three = {1, 2, 4};
        Interval above = Saddlepoint.mean(three, 1 - 2.001 / 27);
        assertThat(above.lower()).isBetween(1.0, 4 / 3.0);
        assertThat(above.upper()).isBetween(10 / 3.0, 4.0);
        assertThat(above.notes()).isEmpty();
        assertThat(Saddlepoint.mean(three, 1 - 1.999 / 27).notes())
                .containsExactly("lower limit at-support-edge: the least possible value",
                        "upper limit at-support-edge: the greatest possible value");
        double[] four = {1, 2, 4, 8};
        Interval edge = Saddlepoint.mean(four, 1 - 1.999 / 256);
        assertThat(edge.lower()).isEqualTo(1);
        assertThat(edge.upper()).isEqualTo(8);
        assertThat(edge.notes()).hasSize(2);
        Interval inside = Saddlepoint.mean(four, 0.9);
        assertThat(inside.lower()).isBetween(1.5, 2.25);
        assertThat(inside.upper()).isBetween(5.5, 6.5);
        assertThat(inside.notes()).isEmpty();
    }

    @Test
    void difference_zerosAndOnes_missesByLessThanAStepOfTheSmallerArm() {
        int checked = 0;
        for (int[] arm : new int[][] {{3, 1, 4, 2}, {5, 2, 5, 1}, {10, 3, 20, 9}, {30, 1, 30, 29}, {40, 4, 25, 20},
                {100, 2, 60, 1}, {200, 100, 150, 80}}) {
            double[] treated = binary(arm[0], arm[1]);
            double[] control = binary(arm[2], arm[3]);
            ExactResampling exact = ExactResampling.of(treated, control).orElseThrow();
            double step = 1.0 / Math.min(arm[0], arm[2]);
            for (double level : LEVELS) {
                Interval made = Saddlepoint.difference(treated, control, level);
                Interval turned = Saddlepoint.difference(control, treated, level);
                double tail = (1 - level) / 2;
                assertThat(made.lower()).as(level + " of " + Arrays.toString(arm))
                        .isCloseTo(exact.lower(tail), within(step));
                assertThat(made.upper()).as(level + " of " + Arrays.toString(arm))
                        .isCloseTo(exact.upper(tail), within(step));
                assertThat(turned.lower()).isCloseTo(-made.upper(), within(1e-12));
                assertThat(turned.upper()).isCloseTo(-made.lower(), within(1e-12));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(91);
    }

    /** Both extremes at once have the product of their probabilities: 3 of 3 and 4 of 4 different values, 1 / 6,912. */
    @Test
    void difference_extremesOfBothArms_haveTheProductOfTheirProbabilities() {
        double[] treated = {1, 2, 4};
        double[] control = {10, 11, 13, 17};
        double both = 1.0 / (27 * 256);
        Interval beyond = Saddlepoint.difference(treated, control, 1 - 1.999 * both);
        assertThat(beyond.lower()).isEqualTo(-16);
        assertThat(beyond.upper()).isEqualTo(-6);
        assertThat(beyond.notes()).containsExactly("lower limit at-support-edge: the least possible value",
                "upper limit at-support-edge: the greatest possible value");
        assertThat(Saddlepoint.difference(treated, control, 0.99).notes()).isEmpty();
    }

    /** From one buyer in 50 rows to logarithms with standard deviation 8: finite, ordered, inside the data. */
    @Test
    void mean_wildData_staysFiniteAndInside() {
        int checked = 0;
        for (int n : new int[] {50, 1000, 4095, 4096, 20_000}) {
            for (double sigma : new double[] {1, 2, 4, 8, 0}) {
                double[] values = new double[n];
                Draws.of(2).stream("test/wild").uniforms(0, values, 0, n);
                for (int i = 0; i < n; i++) {
                    values[i] = sigma > 0 ? Elementary.exp(sigma * Normal.quantile(values[i])) : i == 7 ? 1 : 0;
                }
                Moments moments = Moments.of(values);
                double error = moments.standardError();
                for (double level : LEVELS) {
                    Interval made = Saddlepoint.mean(values, level);
                    assertThat(made.lower()).isBetween(moments.min(), made.upper());
                    assertThat(made.upper()).isLessThan(moments.mean() + 7 * error);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(325);
    }

    @Test
    void difference_oneArmByCumulants_joinsBothForms() {
        double[] few = sample(4095, 1, "test/few");
        double[] many = sample(4096, 1, "test/many");
        double[] small = sample(12, 1, "test/small");
        Interval alone = Saddlepoint.mean(small, 0.95);
        double width = alone.width();
        Interval exact = Saddlepoint.difference(small, few, 0.95);
        Interval cut = Saddlepoint.difference(small, many, 0.95);
        double shift = Moments.of(many).mean() - Moments.of(few).mean();
        assertThat(cut.lower() + shift).isCloseTo(exact.lower(), within(1e-3 * width));
        assertThat(cut.upper() + shift).isCloseTo(exact.upper(), within(1e-3 * width));
        assertThat(exact.width()).isBetween(width, 1.02 * width);
    }

    @Test
    void level_orScaleThatCannotServe_isRefused() {
        assertThatThrownBy(() -> Saddlepoint.mean(new double[] {1, 2}, 1)).isInstanceOf(InputException.class)
                .hasMessage("level must be in (0, 1), got 1.0");
        assertThatThrownBy(() -> Saddlepoint.mean(new double[] {1}, 0.9)).isInstanceOf(InputException.class)
                .hasMessage("values has 1 row, need >= 2");
        assertThatThrownBy(() -> Saddlepoint.difference(new double[] {1, 2}, new double[] {1}, 0.9))
                .isInstanceOf(InputException.class).hasMessage("arm control has 1 row, need >= 2");
        assertThatThrownBy(() -> Saddlepoint.mean(new double[] {0, 1e300}, 0.9)).isInstanceOf(InputException.class)
                .hasMessage("values must spread over 1e-75 to 1e75, got 0.0 to 1.0E300; rescale them");
    }

    /** Doubles near 1e15 have steps of 1/8, which is all that an offset of 1e15 may cost. */
    @Test
    void mean_valuesFarFromZero_keepTheirInterval() {
        double[] near = {0, 1, 2, 1, 0};
        double[] far = Arrays.stream(near).map(x -> 1e15 + x).toArray();
        for (double level : LEVELS) {
            Interval expected = Saddlepoint.mean(near, level);
            Interval made = Saddlepoint.mean(far, level);
            assertThat(made.lower() - 1e15).isCloseTo(expected.lower(), within(0.125));
            assertThat(made.upper() - 1e15).isCloseTo(expected.upper(), within(0.125));
        }
    }
}

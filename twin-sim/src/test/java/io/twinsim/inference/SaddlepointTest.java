package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SaddlepointTest {

    private static double[] exponentials(int n, String name) {
        double[] values = new double[n];
        Draws.of(3).stream(name).uniforms(0, values, 0, n);
        for (int i = 0; i < n; i++) {
            values[i] = -io.twinsim.internal.math.Elementary.log(values[i]);
        }
        return values;
    }

    private static double[] binary(int n, int ones) {
        double[] values = new double[n];
        Arrays.fill(values, 0, ones, 1);
        return values;
    }

    @Test
    void excess_smallAndLargeArguments_keepsAllDigits() {
        assertThat(EmpiricalCgf.excess(1e-8) / 5.000000016666667e-17).isCloseTo(1, within(1e-15));
        assertThat(EmpiricalCgf.excess(-0.4999999) / (Math.expm1(-0.4999999) + 0.4999999)).isCloseTo(1, within(1e-14));
        assertThat(EmpiricalCgf.excess(0.5) / (Math.expm1(0.5) - 0.5)).isCloseTo(1, within(1e-14));
    }

    @Test
    void mean_valuesOfOneValue_isAPointAndFlagged() {
        Interval made = Saddlepoint.mean(new double[] {3, 3, 3}, 0.95);
        assertThat(made.lower()).isEqualTo(3);
        assertThat(made.upper()).isEqualTo(3);
        assertThat(made.notes()).containsExactly("degenerate: zero variance");
    }

    /** Of 100 zeros and ones with 3 ones, a resample has no one with probability 0.0476: above 2.5 %, below 5 %. */
    @Test
    void mean_rareOnes_givesTheExtremeWhereItHoldsTheTail() {
        Interval made = Saddlepoint.mean(binary(100, 3), 0.95);
        assertThat(made.lower()).isZero();
        assertThat(made.notes()).containsExactly("lower limit at-support-edge: the least possible value");
        assertThat(made.upper()).isCloseTo(0.07, within(0.01));
        assertThat(Saddlepoint.mean(binary(100, 20), 0.95).notes()).isEmpty();
    }

    @Test
    void mean_twoValues_isExactAndFlagged() {
        Interval made = Saddlepoint.mean(new double[] {0, 1}, 0.8);
        assertThat(made.lower()).isZero();
        assertThat(made.upper()).isEqualTo(1);
        assertThat(made.notes()).hasSize(2).allMatch(note -> note.contains("at-support-edge"));
        Interval narrow = Saddlepoint.mean(new double[] {0, 1}, 0.4);
        assertThat(narrow.lower()).isBetween(0.0, 0.5);
        assertThat(narrow.upper()).isBetween(0.5, 1.0);
    }

    @Test
    void mean_negatedValues_mirrorTheLimits() {
        double[] values = exponentials(50, "test/mirror");
        double[] negated = Arrays.stream(values).map(x -> -x).toArray();
        Interval made = Saddlepoint.mean(values, 0.95);
        Interval mirrored = Saddlepoint.mean(negated, 0.95);
        assertThat(mirrored.lower()).isCloseTo(-made.upper(), within(1e-12));
        assertThat(mirrored.upper()).isCloseTo(-made.lower(), within(1e-12));
    }

    /** The order of the levels, and continuity where the expansion near 0 takes over. */
    @Test
    void mean_levelsFromTinyToHuge_areNested() {
        double[] values = exponentials(40, "test/levels");
        Interval last = Saddlepoint.mean(values, 1e-6);
        int checked = 0;
        for (double level = 0.0005; level < 0.9999; level += 0.0005) {
            Interval next = Saddlepoint.mean(values, level);
            assertThat(next.lower()).isLessThanOrEqualTo(last.lower() + 1e-9);
            assertThat(next.upper()).isGreaterThanOrEqualTo(last.upper() - 1e-9);
            last = next;
            checked++;
        }
        assertThat(checked).isEqualTo(1999);
    }

    @Test
    void mean_fromSlabSizeOn_momentsAndValuesGiveTheSameBits() {
        double[] values = exponentials(5000, "test/many");
        assertThat(Saddlepoint.mean(Moments.of(values), 0.95)).isEqualTo(Saddlepoint.mean(values, 0.95));
        double[] control = exponentials(4096, "test/others");
        assertThat(Saddlepoint.difference(Moments.of(values), Moments.of(control), 0.95))
                .isEqualTo(Saddlepoint.difference(values, control, 0.95));
        double[] few = Arrays.copyOf(values, 4095);
        assertThatThrownBy(() -> Saddlepoint.mean(Moments.of(few), 0.95)).isInstanceOf(InputException.class)
                .hasMessage("moments.n must be at least 4096, got 4095");
    }

    @Test
    void mean_aroundSlabSize_bothFormsAgree() {
        double[] values = exponentials(4096, "test/around");
        double[] fewer = Arrays.copyOf(values, 4095);
        Interval cut = Saddlepoint.mean(values, 0.95);
        Interval exact = Saddlepoint.mean(fewer, 0.95);
        double shift = Moments.of(values).mean() - Moments.of(fewer).mean();
        assertThat(cut.lower() - shift).isCloseTo(exact.lower(), within(0.002 * exact.width()));
        assertThat(cut.upper() - shift).isCloseTo(exact.upper(), within(0.002 * exact.width()));
    }

    /**
     * Poisson-like counts at n >= 4,096, where the four-cumulant form meets the edge: Binomial(5000, 0.0004) has 2.5 %
     * quantiles 0 (mass 0.135) and 5.
     */
    @Test
    void mean_rareOnesBeyondSlabSize_staysInsideTheSupport() {
        Interval made = Saddlepoint.mean(binary(5000, 2), 0.95);
        assertThat(made.lower()).isZero();
        assertThat(made.upper() * 5000).isBetween(4.0, 6.0);
        assertThat(made.notes()).containsExactly("lower limit at-support-edge: the least possible value",
                "a few values outweigh all others, which four cumulants cannot follow; use percentile or bca");
    }

    @Test
    void difference_largeArms_approachesTheNormalInterval() {
        double[] treated = exponentials(60_000, "test/t");
        double[] control = exponentials(50_000, "test/c");
        Interval made = Saddlepoint.difference(treated, control, 0.95);
        Welch welch = Welch.of(Moments.of(treated), Moments.of(control));
        double half = -Normal.quantile(0.025) * welch.standardError();
        assertThat(made.lower()).isCloseTo(welch.difference() - half, within(0.002 * half));
        assertThat(made.upper()).isCloseTo(welch.difference() + half, within(0.002 * half));
    }

    @Test
    void difference_oneConstantArm_isTheOtherArmsInterval() {
        double[] treated = exponentials(30, "test/one");
        double[] control = {5, 5, 5, 5};
        Interval made = Saddlepoint.difference(treated, control, 0.9);
        Interval alone = Saddlepoint.mean(treated, 0.9);
        assertThat(made.lower()).isCloseTo(alone.lower() - 5, within(1e-12));
        assertThat(made.upper()).isCloseTo(alone.upper() - 5, within(1e-12));
    }

    @Test
    void exactResampling_threeValues_listsAllCompositions() {
        ExactResampling all = ExactResampling.of(new double[] {0, 1, 10}).orElseThrow();
        assertThat(all.lower(1 / 27.0)).isZero();
        assertThat(all.lower(1.001 / 27.0)).isEqualTo(1 / 3.0);
        assertThat(all.upper(1 / 27.0)).isEqualTo(10);
        assertThat(all.upper(4.5 / 27.0)).isEqualTo(20 / 3.0);
        assertThat(ExactResampling.of(exponentials(40, "test/large"))).isEmpty();
        ExactResampling both = ExactResampling.of(new double[] {0, 1}, new double[] {0, 1}).orElseThrow();
        assertThat(both.lower(1 / 16.0)).isEqualTo(-1);
        assertThat(both.lower(0.5)).isZero();
    }
}

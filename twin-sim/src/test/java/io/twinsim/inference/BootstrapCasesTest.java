package io.twinsim.inference;

import static io.twinsim.inference.ReferenceData.number;
import static io.twinsim.inference.ReferenceData.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Moments;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limits against R's boot package with a million replicates. The tolerance of each limit is the one that the case
 * states, 4 standard errors plus a lattice step: each of the 180 comparisons fails by chance with probability below
 * 7e-5, and the seed is fixed.
 */
class BootstrapCasesTest {

    private static final double[] LEVELS = {0.90, 0.95, 0.99};

    private static final String[][] METHODS = {{"bootstrap-normal", "normal"}, {"basic", "basic"},
        {"percentile", "percent"}, {"bca", "bca"}, {"studentized", "student"}};

    @ParameterizedTest
    @ValueSource(ints = {1999, 99_999})
    void limits_everyCaseMethodAndLevel_lieWithinStatedTolerance(int replicates) {
        int checked = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            Replicates drawn = one.run(replicates);
            for (String[] method : METHODS) {
                for (double level : LEVELS) {
                    Interval made = drawn.estimate(IntervalMethod.named(method[0]), level).interval();
                    Map<String, Object> wanted = one.interval(level, method[1]);
                    check(one, method[0] + " " + level + " lower", made.lower(), wanted, "lo", replicates);
                    check(one, method[0] + " " + level + " upper", made.upper(), wanted, "hi", replicates);
                    checked += 2;
                }
            }
        }
        assertThat(checked).isEqualTo(180);
    }

    private static void check(BootstrapCase one, String what, double made, Map<String, Object> wanted, String side,
            int replicates) {
        double reference = number(object(wanted, "mc_se"), side);
        double own = number(object(wanted, "sd_times_sqrtB"), side);
        double tolerance = 4 * Math.sqrt(reference * reference + own * own / replicates) + one.lattice() * 1.000001;
        assertThat(made).as(one.name() + " " + what).isCloseTo(number(wanted, side), within(tolerance));
    }

    /** The closed form to ten digits; R's numeric derivatives to 4e-4 standard errors. */
    @Test
    void abc_everyCaseAndLevel_agreesWithTheReference() {
        int closed = 0;
        int numeric = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            Map<String, Object> abc = object(one.reference(), "abc");
            for (double level : LEVELS) {
                Estimate made = one.estimate(IntervalMethod.ABC, level);
                Map<String, Object> wanted = object(object(abc, "intervals"), BootstrapCase.key(level));
                double tolerance = 4e-4 * Math.sqrt(number(one.reference(), "formula_variance"));
                assertThat(made.interval().lower()).isCloseTo(number(wanted, "lo"), within(tolerance));
                assertThat(made.interval().upper()).isCloseTo(number(wanted, "hi"), within(tolerance));
                numeric += 2;
                if (abc.containsKey("closed_form")) {
                    Map<String, Object> exact = object(object(abc, "closed_form"), BootstrapCase.key(level));
                    relative(made.interval().lower(), number(exact, "lo"));
                    relative(made.interval().upper(), number(exact, "hi"));
                    closed += 2;
                }
            }
        }
        assertThat(numeric).isEqualTo(36);
        assertThat(closed).isEqualTo(30);
    }

    private static void relative(double made, double wanted) {
        assertThat(made).isCloseTo(wanted, within(1e-10 * Math.abs(wanted)));
    }

    /** The reference's own error at a million replicates and the approximation's 0.3 % of the width. */
    @Test
    void saddlepoint_everyCaseAndLevel_isTheLimitOfPercentile() {
        int checked = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            for (double level : LEVELS) {
                Interval made = one.estimate(IntervalMethod.SADDLEPOINT, level).interval();
                Map<String, Object> wanted = one.interval(level, "percent");
                double width = number(wanted, "hi") - number(wanted, "lo");
                for (String side : new String[] {"lo", "hi"}) {
                    double tolerance = 0.003 * width + 4 * number(object(wanted, "mc_se"), side) + one.lattice();
                    assertThat(side.equals("lo") ? made.lower() : made.upper())
                            .as(one.name() + " " + level + " " + side)
                            .isCloseTo(number(wanted, side), within(tolerance));
                    checked++;
                }
                assertThat(made.notes()).isEmpty();
            }
        }
        assertThat(checked).isEqualTo(36);
    }

    @Test
    void estimateBiasErrorAndConstants_everyCase_agreeWithTheReference() {
        int checked = 0;
        int replicates = 99_999;
        for (BootstrapCase one : BootstrapCase.all()) {
            Replicates drawn = one.run(replicates);
            Estimate made = drawn.estimate(IntervalMethod.BCA);
            Map<String, Object> bootstrap = object(one.reference(), "bootstrap");
            double error = number(bootstrap, "se");
            double acceleration = one.ratio() ? number(object(one.reference(), "acceleration_jackknife"), "textbook")
                    : number(object(one.reference(), "exact"), "acceleration_exact");
            assertThat(made.estimate()).isCloseTo(number(one.reference(), "estimate"), within(1e-12 * 100));
            assertThat(made.bias().getAsDouble()).isEqualTo(drawn.bias())
                    .isCloseTo(number(bootstrap, "bias"), within(5 * error * Math.sqrt(1.0 / replicates + 1e-6)));
            assertThat(made.standardError()).isEqualTo(drawn.standardError())
                    .isCloseTo(error, within(5 * error * Math.sqrt(1.0 / replicates + 1e-6)));
            assertThat(made.acceleration().getAsDouble()).isCloseTo(acceleration, within(1e-10));
            assertThat(made.z0().getAsDouble()).isCloseTo(number(bootstrap, "z0_mid"),
                    within(5 * 1.2533 / Math.sqrt(replicates) + 5 * 1.2533e-3));
            assertThat(made.replicates()).isEqualTo(replicates);
            checked++;
        }
        assertThat(checked).isEqualTo(6);
    }

    /** The case's own formula variance is that of boot's example, with n where the library has n - 1. */
    @Test
    void standardErrors_everyCase_agreeWithTheFormulaVariance() {
        int checked = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            double variance = number(one.reference(), "formula_variance") * (one.ratio() ? 10.0 / 9 : 1);
            double error = one.estimate(IntervalMethod.NORMAL, 0.95).standardError();
            assertThat(error * error).as(one.name()).isCloseTo(variance, within(1e-12 * variance));
            checked++;
        }
        assertThat(checked).isEqualTo(6);
    }

    @Test
    void monteCarloErrors_everyCase_areOfTheReferenceSize() {
        int checked = 0;
        int replicates = 99_999;
        for (BootstrapCase one : BootstrapCase.all()) {
            Replicates drawn = one.run(replicates);
            for (String[] method : METHODS) {
                Estimate made = drawn.estimate(IntervalMethod.named(method[0]));
                Map<String, Object> sizes = object(one.interval(0.95, method[1]), "sd_times_sqrtB");
                double root = Math.sqrt(replicates);
                Estimate.MonteCarloError error = made.monteCarlo().orElseThrow();
                assertThat(error.lower() * root).as(one.name() + method[0]).isBetween(0.5 * number(sizes, "lo"),
                        1.6 * number(sizes, "lo"));
                assertThat(error.upper() * root).as(one.name() + method[0]).isBetween(0.5 * number(sizes, "hi"),
                        1.6 * number(sizes, "hi"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(30);
    }

    @Test
    void acceleration_unequalArms_isTheTextbookFormNotThatOfBootCi() {
        double[] treated = ReferenceData.column("cases/data_lalonde.csv", "re78", "treat", "1");
        double[] control = ReferenceData.column("cases/data_lalonde.csv", "re78", "treat", "0");
        assertThat(TwoArmEstimate.acceleration(Moments.of(treated), Moments.of(control))).isCloseTo(0.0197,
                within(5e-5));
    }

    @Test
    void welch_sleepUnpaired_agreesWithR() {
        double[] group1 = ReferenceData.column("cases/data_sleep.csv", "extra", "group", "1");
        double[] group2 = ReferenceData.column("cases/data_sleep.csv", "extra", "group", "2");
        Interval made = TwoArmEstimate.of(group2, group1, "case", IntervalOptions.of()).interval();
        assertThat(made.method()).isEqualTo(IntervalMethod.WELCH);
        assertThat(made.lower()).isCloseTo(-0.2054832, within(5e-8));
        assertThat(made.upper()).isCloseTo(3.3654832, within(5e-8));
        Welch welch = Welch.of(Moments.of(group2), Moments.of(group1));
        assertThat(welch.df()).isCloseTo(17.776473516178495, within(1e-10));
        assertThat(welch.pValue()).isCloseTo(0.07939414018735812, within(1e-12));
    }
}

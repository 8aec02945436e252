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
 * states, 4 standard errors plus a lattice step: each of the 120 comparisons fails by chance with probability below
 * 7e-5, and the seed is fixed.
 */
class BootstrapCasesTest {

    private static final String[][] METHODS = {
        {"bootstrap-normal", "normal"}, {"basic", "basic"}, {"percentile", "percent"}, {"bca", "bca"}};

    @ParameterizedTest
    @ValueSource(ints = {1999, 99_999})
    void limits_everyCaseMethodAndLevel_lieWithinStatedTolerance(int replicates) {
        int checked = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            for (String[] method : METHODS) {
                for (double level : new double[] {0.90, 0.95, 0.99}) {
                    IntervalOptions options = IntervalOptions.of().withSeed(20_240_601).withReplicates(replicates)
                            .withLevel(level).withMethod(IntervalMethod.named(method[0]));
                    Interval made = one.estimate(options).interval();
                    Map<String, Object> wanted = object(intervals(one, level), method[1]);
                    check(one, method[0] + " " + level + " lower", made.lower(), wanted, "lo", replicates);
                    check(one, method[0] + " " + level + " upper", made.upper(), wanted, "hi", replicates);
                    checked += 2;
                }
            }
        }
        assertThat(checked).isEqualTo(120);
    }

    private static Map<String, Object> intervals(BootstrapCase one, double level) {
        return object(object(one.reference(), "intervals"), level == 0.9 ? "0.90" : Double.toString(level));
    }

    private static void check(BootstrapCase one, String what, double made, Map<String, Object> wanted, String side,
            int replicates) {
        double reference = number(object(wanted, "mc_se"), side);
        double own = number(object(wanted, "sd_times_sqrtB"), side);
        double tolerance = 4 * Math.sqrt(reference * reference + own * own / replicates) + one.lattice() * 1.000001;
        assertThat(made).as(one.name() + " " + what).isCloseTo(number(wanted, side), within(tolerance));
    }

    @Test
    void saddlepoint_everyCaseAndLevel_isTheLimitOfPercentile() {
        int checked = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            for (double level : new double[] {0.90, 0.95, 0.99}) {
                IntervalOptions options =
                        IntervalOptions.of().withLevel(level).withMethod(IntervalMethod.SADDLEPOINT);
                Interval made = one.estimate(options).interval();
                Map<String, Object> wanted = object(intervals(one, level), "percent");
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
        assertThat(checked).isEqualTo(30);
    }

    @Test
    void estimateBiasErrorAndConstants_everyCase_agreeWithTheReference() {
        int checked = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            int replicates = 99_999;
            Estimate made =
                    one.estimate(IntervalOptions.of().withReplicates(replicates).withMethod(IntervalMethod.BCA));
            Map<String, Object> exact = object(one.reference(), "exact");
            Map<String, Object> bootstrap = object(one.reference(), "bootstrap");
            double error = number(exact, "se_bootstrap_exact");
            assertThat(made.estimate()).isCloseTo(number(one.reference(), "estimate"), within(1e-12 * 100));
            assertThat(made.acceleration().getAsDouble()).isCloseTo(number(exact, "acceleration_exact"), within(1e-10));
            assertThat(made.bias().getAsDouble()).isCloseTo(0, within(5 * error / Math.sqrt(replicates)));
            assertThat(made.standardError()).isCloseTo(error, within(5 * error / Math.sqrt(replicates)));
            assertThat(made.z0().getAsDouble()).isCloseTo(number(bootstrap, "z0_mid"),
                    within(5 * 1.2533 / Math.sqrt(replicates) + 5 * 1.2533e-3));
            assertThat(made.replicates()).isEqualTo(replicates);
            checked++;
        }
        assertThat(checked).isEqualTo(5);
    }

    @Test
    void monteCarloErrors_everyCase_areOfTheReferenceSize() {
        int checked = 0;
        for (BootstrapCase one : BootstrapCase.all()) {
            for (String[] method : METHODS) {
                int replicates = 99_999;
                Estimate made = one.estimate(IntervalOptions.of().withReplicates(replicates)
                        .withMethod(IntervalMethod.named(method[0])));
                Map<String, Object> sizes = object(object(intervals(one, 0.95), method[1]), "sd_times_sqrtB");
                double root = Math.sqrt(replicates);
                Estimate.MonteCarloError error = made.monteCarlo().orElseThrow();
                assertThat(error.lower() * root).as(one.name() + method[0]).isBetween(0.5 * number(sizes, "lo"),
                        1.6 * number(sizes, "lo"));
                assertThat(error.upper() * root).as(one.name() + method[0]).isBetween(0.5 * number(sizes, "hi"),
                        1.6 * number(sizes, "hi"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(20);
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
        BootstrapCase sleep = BootstrapCase.all().get(2);
        Interval made = sleep.estimate(IntervalOptions.of()).interval();
        assertThat(made.method()).isEqualTo(IntervalMethod.WELCH);
        assertThat(made.lower()).isCloseTo(-0.2054832, within(5e-8));
        assertThat(made.upper()).isCloseTo(3.3654832, within(5e-8));
        Welch welch = Welch.of(Moments.of(sleep.treated()), Moments.of(sleep.control()));
        assertThat(welch.df()).isCloseTo(17.776473516178495, within(1e-10));
        assertThat(welch.pValue()).isCloseTo(0.07939414018735812, within(1e-12));
    }
}

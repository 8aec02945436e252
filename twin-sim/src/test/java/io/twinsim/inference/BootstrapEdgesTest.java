package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Bootstraps at the edges: runs stopped between two passes, nothing that varies, extreme levels and scales. */
class BootstrapEdgesTest {

    private static final double[] HOURS = {3, 5, 7, 18, 43, 85, 91, 98, 100, 130, 230, 487};

    private static IntervalOptions drawing(int replicates) {
        return IntervalOptions.of().withReplicates(replicates).withThreads(1);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void studentized_stoppedBeforeItDrawsAgain_isTheFormulaAndSaysSo() {
        AtomicBoolean stop = new AtomicBoolean();
        Replicates drawn = Bootstrap.of(Statistic.mean(HOURS)).withOptions(drawing(999).withStop(stop::get)).run();
        stop.set(true);
        Estimate made = drawn.estimate(IntervalMethod.STUDENTIZED);
        assertThat(made.interval().method()).isEqualTo(IntervalMethod.STUDENT);
        assertThat(made.notes()).contains("stopped after 0 of 999 replicates: student interval instead");
        assertThat(drawn.estimate(IntervalMethod.PERCENTILE).replicates()).isEqualTo(999);
    }

    @Test
    void studentized_stoppedWhileItDrawsAgain_saysAfterHowMany() {
        AtomicBoolean drawsAgain = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        Replicates drawn = Bootstrap.of(Statistic.mean(HOURS))
                .withOptions(drawing(1999).withStop(() -> drawsAgain.get() && asked.incrementAndGet() > 3)).run();
        assertThat(drawn.count()).isEqualTo(1999);
        drawsAgain.set(true);
        Estimate part = drawn.estimate(IntervalMethod.STUDENTIZED);
        assertThat(part.replicates()).isBetween(128, 1998);
        assertThat(part.notes()).contains("stopped after " + part.replicates() + " of 1,999 replicates");
    }

    @Test
    void expanded_withinStrataOfSingleRows_isThePoint() {
        int[] single = new int[HOURS.length];
        Arrays.setAll(single, i -> i);
        Estimate made = Bootstrap.of(Statistic.mean(HOURS)).with(Resampling.multinomial().within(single))
                .withOptions(drawing(99).withMethod(IntervalMethod.EXPANDED)).estimate();
        assertThat(made.interval().lower()).isCloseTo(made.estimate(), within(1e-12));
        assertThat(made.interval().width()).isCloseTo(0, within(1e-12));
        assertThat(made.notes()).contains("strata with a single row, which adds no variance: 12");
    }

    /** A limit at the extreme replicate is the least certain of all; an error of 0 would say the contrary. */
    @Test
    void monteCarloError_ofALimitBeyondTheReplicates_isNotZero() {
        Replicates drawn = Bootstrap.of(Statistic.mean(HOURS)).withOptions(drawing(39)).run();
        double[] sorted = drawn.values();
        Arrays.sort(sorted);
        int checked = 0;
        for (IntervalMethod method : new IntervalMethod[] {IntervalMethod.EXPANDED, IntervalMethod.BCA}) {
            Estimate made = drawn.estimate(method);
            assertThat(made.interval().upper()).isCloseTo(sorted[38], within(1e-9));
            assertThat(made.notes()).contains("upper limit is an extreme replicate; more replicates are needed");
            assertThat(made.monteCarlo().orElseThrow().upper()).as(method.id()).isGreaterThan(1);
            checked++;
        }
        assertThat(checked).isEqualTo(2);
        assertThat(ReplicateQuantile.monteCarloError(sorted, 1e-9))
                .isEqualTo(ReplicateQuantile.monteCarloError(sorted, 1 / 40.0));
    }

    /** At level 0.05 both percentile limits of skewed data lie below the estimate: each is a root by its definition. */
    @Test
    void ratioSaddlepoint_limitsOnOneSideOfTheEstimate_areRoots() {
        double[] x = {1, 2, 1, 3, 2, 1, 2, 3, 2, 900};
        double[] u = {1.2, 0.7, 1.5, 0.8, 1.1, 0.9, 1.4, 1, 0.6, 1.3};
        double level = 0.05;
        Statistic ratio = Statistic.ratio(x, u);
        Interval made = Bootstrap.of(ratio)
                .withOptions(drawing(99).withMethod(IntervalMethod.SADDLEPOINT).withLevel(level)).estimate().interval();
        assertThat(made.upper()).isLessThan(ratio.value());
        assertThat(made.lower()).isLessThan(made.upper());
        assertThat(Saddlepoint.mean(minus(x, u, made.lower()), level).lower()).isCloseTo(0, within(1e-6));
        assertThat(Saddlepoint.mean(minus(x, u, made.upper()), level).upper()).isCloseTo(0, within(1e-6));
    }

    /** One value outweighs 999 others: the equation has no solution below, but the limit is far from the least. */
    @Test
    void saddlepoint_ofOneGreatValueAmongMany_staysNearTheReplicates() {
        double[] values = new double[1000];
        Draws.of(11).stream("test/edges").uniforms(0, values, 0, values.length);
        values[7] = 1e4;
        Replicates drawn = Bootstrap.of(Statistic.mean(values)).withOptions(drawing(1999)).run();
        Interval percentile = drawn.estimate(IntervalMethod.PERCENTILE, 0.9).interval();
        Interval made = drawn.estimate(IntervalMethod.SADDLEPOINT, 0.9).interval();
        assertThat(made.lower()).isCloseTo(percentile.lower(), within(0.01 * percentile.width()));
        assertThat(made.notes()).containsExactly("lower limit at-support-edge: saddlepoint of first order");
    }

    private static double[] minus(double[] x, double[] u, double theta) {
        double[] out = new double[x.length];
        Arrays.setAll(out, i -> x[i] - theta * u[i]);
        return out;
    }

    @Test
    void statistic_ofAnErrorBeyondAnyScale_isRefusedByName() {
        double[] tiny = {1e-70, 2e-70, 5e-70};
        refused(() -> Statistic.ofMeans("square", m -> m[0] * m[0], tiny),
                "the standard error of square must be 1e-75 to 1e75, got 5.23e-140; rescale the data");
        refused(() -> Statistic.relativeLift(new double[] {1e20, 3e20}, tiny),
                "the standard error of relative lift must be 1e-75 to 1e75, got 3.83e89; rescale the data");
        assertThat(Statistic.ratio(tiny, new double[] {1, 2, 2}).value()).isPositive();
    }

    /** Beside 2^45 a double cannot tell the mean of 1,000 values from that of 999 of them. */
    @Test
    void bca_functionThatRoundsItsChangesAway_isRefusedByName() {
        double[] x = new double[1000];
        Draws.of(11).stream("test/edges").uniforms(0, x, 0, x.length);
        Bootstrap shifted = Bootstrap.of(Statistic.ofMeans("shifted", m -> 2 * m[0] + 0x1p45, x))
                .withOptions(drawing(999).withMethod(IntervalMethod.BCA));
        refused(shifted::estimate, "bca is undefined: leaving out one unit moves the statistic by less than its "
                + "rounding, whichever it is; use percentile");
    }

    @Test
    void units_ofOneResampling_areArrangedOnce() {
        Resampling clustered = Resampling.multinomial().byCluster(new int[] {4, 4, 9, 9, 1, 1});
        assertThat(clustered.units(6, 0, 1)).isSameAs(clustered.units(6, 0, 1));
        assertThat(clustered).isEqualTo(Resampling.multinomial().byCluster(new int[] {4, 4, 9, 9, 1, 1}));
        refused(() -> clustered.units(5, 0, 1), "clusters must have one code per row (5), got 6");
    }

    /** One value of 5,000 with nearly all of the variance: the four-cumulant form says that it cannot follow. */
    @Test
    void saddlepoint_ofManyValuesAndOneThatOutweighsThem_isNoted() {
        double[] values = new double[5_000];
        Draws.of(5).stream("test/normal").uniforms(0, values, 0, values.length);
        Normal.quantile(values, values, 0, values.length);
        assertThat(Saddlepoint.mean(values, 0.95).notes()).isEmpty();
        values[17] = 1e4;
        assertThat(Saddlepoint.mean(values, 0.95).notes()).contains("a few values outweigh all others, which four "
                + "cumulants cannot follow; use percentile or bca");
    }

    @Test
    void ratioSaddlepoint_ofOneValueThatOutweighsAll_keepsTheNote() {
        double[] u = new double[5_000];
        Draws.of(6).stream("test/uniform").uniforms(0, u, 0, u.length);
        double[] x = u.clone();
        x[17] = 1e4;
        Estimate made = Bootstrap.of(Statistic.ratio(x, u))
                .withOptions(IntervalOptions.of().withMethod(IntervalMethod.SADDLEPOINT)).estimate();
        assertThat(made.interval().notes()).containsOnlyOnce("a few values outweigh all others, which four cumulants "
                + "cannot follow; use percentile or bca");
    }

    /** However the choice is reached, by the settings or from replicates that are there already. */
    @Test
    void auto_whereItsChoiceIsUndefined_fallsBackBothWays() {
        Bootstrap lift = Bootstrap.of(Statistic.relativeLift(new double[] {1, 2, 3}, new double[] {-3, 1, 4}))
                .withOptions(drawing(999));
        Estimate direct = lift.withOptions(drawing(999).withMethod(IntervalMethod.AUTO)).estimate();
        assertThat(direct.interval().method()).isEqualTo(IntervalMethod.PERCENTILE);
        assertThat(lift.run().estimate(IntervalMethod.AUTO).interval()).isEqualTo(direct.interval());
        assertThat(lift.run().estimate(IntervalMethod.AUTO).notes()).isEqualTo(direct.notes());
    }

    @Test
    void table_ofAStoppedRun_saysWhyLimitsAreMissing() {
        AtomicInteger asked = new AtomicInteger();
        Replicates stopped = Bootstrap.of(Statistic.median(HOURS)).withOptions(IntervalOptions.of().withLevel(0.999)
                .withReplicates(5_000).withThreads(1).withStop(() -> asked.incrementAndGet() > 1)).run();
        assertThat(stopped.table()).contains("percentile", ": too few for level 0.999");
    }

    @Test
    void nulls_inPublicCalls_areRefusedByName() {
        refused(() -> MeanEstimate.of(HOURS, "e", null), "options must not be null");
        refused(() -> Bootstrap.of(Statistic.mean(HOURS)).run().estimate(null), "method must not be null");
        refused(() -> Bootstrap.of(null), "statistic must not be null");
        refused(() -> ReplicateQuantile.quantile(null, 0.5), "sorted must not be null");
    }
}

package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    @Test
    void draws_ofACoefficient_areStratified() {
        double[] z = CoefficientDraws.stratified(Draws.of(1), "coef/a");
        double[] sorted = z.clone();
        Arrays.sort(sorted);
        for (int k = 0; k < sorted.length; k++) {
            assertThat(Normal.cdf(sorted[k])).isBetween((k - 1) / 1000.0, (k + 2) / 1000.0);
        }
        assertThat(z).isNotEqualTo(sorted);
        assertThat(Moments.of(z).mean()).isCloseTo(0, Offset.offset(1e-15));
        assertThat(Moments.of(z).sd()).isCloseTo(1, Offset.offset(1e-14));
        assertThat(CoefficientDraws.stratified(Draws.of(1), "coef/b")).isNotEqualTo(z);
    }

    /**
     * Mixed normal: sd sqrt(1 + 0.5^2), at the share below that the rank (K + 1) p - 1/2 stands for; the draws are
     * stratified, so their quantiles are close to it.
     */
    @Test
    void spread_drawsWithError_isTheirConvolution() {
        double[] z = CoefficientDraws.stratified(Draws.of(1), "coef/a");
        for (double p : new double[] {0.005, 0.025, 0.25, 0.5, 0.9, 0.975, 0.995}) {
            double count = p < 0.5 ? 1001 * p - 0.5 : Math.min(1001 * p - 0.5, 1000 - 1000 * (1 - p) / 2);
            double exact = Normal.quantile(count / 1000) * Math.sqrt(1.25);
            assertThat(new Spread(z.clone(), 0.5).quantile(p)).isCloseTo(exact, Offset.offset(0.01));
        }
    }

    /** Against plain halving, for errors from far below the gaps between draws to far above their spread. */
    @Test
    void spread_quantile_isWhereTheExpectedCountIsReached() {
        double[] z = CoefficientDraws.stratified(Draws.of(5), "coef/a");
        Arrays.sort(z);
        int cases = 0;
        for (double error : new double[] {1e-7, 1e-5, 0.001, 0.03, 1, 30, 1e4}) {
            for (double p : new double[] {0.0005, 0.005, 0.025, 0.1, 0.9, 0.975, 0.9995}) {
                double count = p < 0.5 ? Math.max(1001 * p - 0.5, 500 * p)
                        : Math.min(1001 * p - 0.5, 1000 - 500 * (1 - p));
                double low = z[0] - 20 * error;
                double high = z[999] + 20 * error;
                for (int i = 0; i < 100; i++) {
                    double middle = low + (high - low) / 2;
                    double below = 0;
                    for (double draw : z) {
                        below += Normal.cdf((middle - draw) / error);
                    }
                    low = below < count ? middle : low;
                    high = below < count ? high : middle;
                }
                double plain = io.twinsim.inference.ReplicateQuantile.quantile(z, p);
                double expected = p < 0.5 ? Math.min(low, plain) : Math.max(low, plain);
                assertThat(new Spread(z.clone(), error).quantile(p)).as(error + " " + p)
                        .isCloseTo(expected, Offset.offset(1e-9 * error + 1e-14));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(49);
    }

    @Test
    void spread_anyError_isNeverInsideTheDraws() {
        double[] z = CoefficientDraws.stratified(Draws.of(3), "coef/a");
        int cases = 0;
        for (double error : new double[] {0, 1e-300, 1e-9, 1e-4, 0.01, 0.1, 1, 100}) {
            for (double tail : new double[] {0.0001, 0.005, 0.025, 0.1, 0.25}) {
                Spread draws = new Spread(z.clone(), 0);
                Spread both = new Spread(z.clone(), error);
                assertThat(both.quantile(tail)).isLessThanOrEqualTo(draws.quantile(tail));
                assertThat(both.quantile(1 - tail)).isGreaterThanOrEqualTo(draws.quantile(1 - tail));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(40);
    }

    @Test
    void assumption_linearInItsCoefficients_isNormalTheory() {
        SimulationResult result = TestWorlds.run(20_000, "two").run();
        Assumption a = result.assumption().orElseThrow();
        double meanX = (result.ate().estimate() - 0.1) / 0.02;
        double expected = Math.sqrt(0.02 * 0.02 + meanX * meanX * 0.005 * 0.005);
        assertThat(a.deltaSd()).isCloseTo(expected, Offset.offset(1e-5));
        assertThat(a.sd()).isCloseTo(expected, Offset.offset(2e-4));
        assertThat(a.shares()).extracting(Assumption.Share::coefficient).containsExactly("lift", "slope");
        assertThat(a.shares().get(0).share().orElseThrow()).isCloseTo(1, Offset.offset(0.02));
        Interval i = result.intervals().assumption().orElseThrow();
        assertThat(i.width() / 2).isCloseTo(1.96 * expected, Offset.offset(0.02 * expected));
    }

    @Test
    void covariance_full_entersAndLeavesSharesOpen() {
        SimulationResult result = TestWorlds.run(20_000, "joined").run();
        double level = 2.5;
        double variance = 0.0004 + 2 * level * 0.00005 + level * level * 0.000025;
        Assumption a = result.assumption().orElseThrow();
        assertThat(a.deltaSd()).isCloseTo(Math.sqrt(variance), Offset.offset(2e-4));
        assertThat(a.sd()).isCloseTo(Math.sqrt(variance), Offset.offset(1e-3));
        assertThat(a.shares()).hasSize(2).allMatch(share -> share.share().isEmpty());
        assertThat(a.interactions()).isEmpty();
    }

    @Test
    void total_ofBothErrors_coversTheirRoot() {
        SimulationResult result = TestWorlds.run(200, "plain").run();
        double sd = Math.sqrt(square(result.ate().standardError())
                + square(result.assumption().orElseThrow().sd()));
        assertThat(result.intervals().total().orElseThrow().width())
                .isCloseTo(2 * 1.96 * sd, Offset.offset(0.1 * 2 * 1.96 * sd));
    }

    /** The closed form and a pass over all twins for each draw are the same function of the coefficients. */
    @Test
    void separable_againstReplay_agreesToRounding() {
        TwinModel model = TestWorlds.small();
        Population twins = model.generate(5_000, 7);
        int compared = 0;
        for (String name : new String[] {"plain", "two", "joined", "some", "constant"}) {
            Scenario scenario = Scenario.of(twins, model.intervention(name), new Settings());
            List<SubgroupClassifier> keys = List.of(
                    SubgroupClassifier.of(twins, "group"), SubgroupClassifier.of(twins, "level"));
            EffectPlan plan = EffectPlan.of(scenario);
            EffectSums sums = new EffectPass(plan, keys, false).run(1, null, () -> false, done -> { }).sums();
            Theta closed = new SeparableTheta(plan.separable.orElseThrow(), sums, scenario.intervention().binding());
            Theta replay = new ReplayTheta(scenario, keys);
            CoefficientDraws draws = new CoefficientDraws(scenario.intervention(), scenario.draws());
            for (int k = 0; k < 20; k++) {
                double[] a = closed.at(draws.draw(k));
                double[] b = replay.at(draws.draw(k));
                assertThat(a).hasSize(9).usingComparatorWithPrecision(1e-13).containsExactly(b);
                assertThat(closed.at(draws.draw(k), Theta.PER_REACHED)).isEqualTo(a[Theta.PER_REACHED]);
                compared += a.length;
            }
        }
        assertThat(compared).isEqualTo(5 * 20 * 9);
    }

    @Test
    void coefficients_thatCannotBeSeparated_areReplayed() {
        Simulation curved = TestWorlds.run(2_000, "curved");
        Assumption a = curved.run().assumption().orElseThrow();
        assertThat(a.sd()).isCloseTo(a.deltaSd(), Offset.offset(0.05 * a.sd()));
        assertThat(curved.run().recommendation().orElseThrow().flip()).isPresent();
        SimulationResult moving = TestWorlds.run(2_000, "moving").run();
        assertThat(moving.assumption().orElseThrow().shares()).hasSize(2);
        assertThat(moving.assumption().orElseThrow().sd()).isGreaterThan(0.005);
        assertThat(moving.isComplete()).isTrue();
    }

    /**
     * theta = a b with means 1 and sd 0.5: shares 0.25 of 0.5625 each, and 0.0625 of it between them. The variance of
     * 1,000 draws is off by some per cent, and what is left for interactions by as much of 8/9.
     */
    @Test
    void interactions_ofAProduct_areWhatNoCoefficientExplains() {
        SimulationResult result = TestWorlds.with(200,
                "x: {coefficients: {a: {value: 1, sd: 0.5}, b: {value: 1, sd: 0.5}}, base: '$$a * $$b'}").run();
        Assumption a = result.assumption().orElseThrow();
        assertThat(a.shares().get(0).share().orElseThrow()).isCloseTo(4 / 9.0, Offset.offset(0.06));
        assertThat(a.shares().get(1).share().orElseThrow()).isCloseTo(4 / 9.0, Offset.offset(0.06));
        assertThat(a.interactions().orElseThrow()).isCloseTo(1 / 9.0, Offset.offset(0.06))
                .isCloseTo(1 - 0.5 / (a.sd() * a.sd()), Offset.offset(1e-12));
        assertThat(a.deltaSd()).isCloseTo(Math.sqrt(0.5), Offset.offset(1e-12));
        assertThat(result.table()).contains(", interactions ");
        assertThat(TestWorlds.run(1_000, "joined").run().table().replaceAll("\\s+", " "))
                .contains("lift, slope; correlated, so none has a share of its own");
    }

    /**
     * theta = lift Pr(x > cut): gradients 1/2 and -0.12 times the normal density at 0. Some 800 of 20,000 twins lie
     * within half a standard deviation of the cut, a count that varies by 3.5 %.
     */
    @Test
    void delta_whereTheReachMoves_isSmoothedOverTheTwinsNearby() {
        Assumption a = TestWorlds.run(20_000, "moving").withSubgroups().run().assumption().orElseThrow();
        double slope = -0.12 * Normal.density(0);
        assertThat(a.shares().get(0).gradient()).isCloseTo(0.5, Offset.offset(0.02));
        assertThat(a.shares().get(1).gradient()).isCloseTo(slope, Offset.offset(-0.15 * slope));
        assertThat(a.deltaSd()).isCloseTo(a.sd(), Offset.offset(0.1 * a.sd()));
    }

    @Test
    void set_recomputesDescendantsAndOutcome() {
        SimulationResult result = TestWorlds.run(5_000, "high").run();
        assertThat(result.ate().estimate()).isCloseTo(0.02, Offset.offset(1e-12));
        assertThat(result.ate().sd()).isLessThan(1e-12);
        assertThat(result.warnings()).anyMatch(w -> w.startsWith("uncertainty of the coefficients is not stated"));
        assertThat(TestWorlds.run(500, "high").explain(3).systematic()).isCloseTo(0.02, Offset.offset(1e-12));
    }

    @Test
    void estimand_decidesWhatTheSimulationIntervalCovers() {
        TwinModel model = TestWorlds.hcp();
        Population data = TestWorlds.hcpTwins();
        Intervention noisy = model.intervention("email_campaign");
        SimulationResult these = Simulation.of(data, noisy).run();
        assertThat(these.estimand()).isEqualTo(Estimand.THESE_UNITS);
        assertThat(these.seed()).isEqualTo(42);
        assertThat(these.ate().standardError()).isCloseTo(0.02 / Math.sqrt(1000), Offset.offset(5e-5));
        SimulationResult quiet = Simulation.of(data, noisy).withoutNoise().run();
        assertThat(quiet.ate().standardError()).isZero();
        assertThat(quiet.intervals().simulation().width()).isZero();
        SimulationResult sample = Simulation.of(data, noisy).withoutNoise().withEstimand(Estimand.SUPERPOPULATION)
                .run();
        assertThat(sample.ate().standardError()).isCloseTo(sample.ate().sd() / Math.sqrt(1000), Offset.offset(1e-15));
        SimulationResult finite = Simulation.of(data, noisy).withoutNoise().withSuperpopulation(2000).run();
        assertThat(finite.ate().standardError())
                .isCloseTo(sample.ate().standardError() * Math.sqrt(0.5), Offset.offset(1e-15));
        assertThat(finite.intervals().simulation().width())
                .isCloseTo(sample.intervals().simulation().width() * Math.sqrt(0.5), Offset.offset(1e-12));
        assertThatThrownBy(() -> Simulation.of(data, noisy).withSuperpopulation(999).run())
                .isInstanceOf(InputException.class)
                .hasMessage("superpopulation must be at least the units simulated (1,000), got 999");
        assertThatThrownBy(() -> Simulation.of(data, noisy).withEstimand(Estimand.MODEL_MEAN))
                .isInstanceOf(InputException.class)
                .hasMessage("estimand must be these-units or superpopulation for data, got model-mean; "
                        + "only generated twins are a sample of a model");
    }

    @Test
    void methods_allThatServeAMean_agreeOnManyTwins() {
        Interval student = TestWorlds.run(3_000, "plain").withMethod(IntervalMethod.STUDENT).run().intervals()
                .simulation();
        int checked = 0;
        for (IntervalMethod method : IntervalMethod.values()) {
            if (method.serves(io.twinsim.inference.StatisticKind.MEAN)) {
                Interval i = TestWorlds.run(3_000, "plain").withMethod(method).run().intervals().simulation();
                assertThat(i.lower()).isCloseTo(student.lower(), Offset.offset(0.1 * student.width()));
                assertThat(i.upper()).isCloseTo(student.upper(), Offset.offset(0.1 * student.width()));
                assertThat(i.method()).isEqualTo(method == IntervalMethod.AUTO ? IntervalMethod.SADDLEPOINT : method);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(11);
    }

    @Test
    void subgroups_inATable_followTheDefinitions() {
        SimulationResult result = TestWorlds.run(20_000, "plain").withSubgroups("level", "group", "x:5").run();
        SubgroupTable level = result.subgroup("level");
        assertThat(level.rows()).extracting(SubgroupTable.Row::value).containsExactly("1", "2", "3", "4");
        for (int i = 0; i < 4; i++) {
            assertThat(level.rows().get(i).ate()).isCloseTo(0.1 * (0.8 + 0.2 * i), Offset.offset(0.003));
        }
        double between = 0.1 * 0.1 * 0.04 * 1.25;
        assertThat(level.explained().orElseThrow()).isCloseTo(between / (between + 0.0025), Offset.offset(0.01));
        SubgroupTable.Contrast contrast = level.contrast().orElseThrow();
        assertThat(contrast.high() + " " + contrast.low()).isEqualTo("4 1");
        assertThat(contrast.interval().contains(0.06)).isTrue();
        assertThat(contrast.interval().width()).isCloseTo(2 * 1.96 * Math.sqrt(0.006 * 0.006 + 2 * 0.0025 / 5000),
                Offset.offset(0.002));
        String json = result.toJson();
        assertThat(json.substring(json.indexOf("\"contrasts\": {"))).contains("\"level\": {", "\"explained\": ",
                "\"high\": \"4\"", "\"low\": \"1\"", "\"difference\": ", "\"perArm\": ");
        assertThat(result.subgroup("group").rows()).extracting(SubgroupTable.Row::value).containsExactly("a", "b", "c");
        assertThat(result.subgroup("x:5").rows()).hasSize(5);
        assertThat(result.helpful().get(0).row().value()).isEqualTo("4");
        assertThat(result.harmful()).isEmpty();
        assertThat(TestWorlds.run(5_000, "harm").run().harmful()).hasSize(3);
        assertThat(TestWorlds.run(5_000, "harm").run().helpful()).isEmpty();
        assertThat(TestWorlds.run(120, "plain").withSubgroups("x:20").run().subgroup("x").rows())
                .allMatch(SubgroupTable.Row::tooFew);
        assertThatThrownBy(() -> result.subgroup("grup")).isInstanceOf(InputException.class)
                .hasMessage("unknown subgroup dimension \"grup\"; did you mean \"group\"? known: level, group, x");
    }

    /**
     * The noise of these very twins is part of the estimate, so it must be part of the total interval as well. With
     * hardly any uncertainty of the coefficient the half width is 1.96 standard errors around the estimate itself:
     * nothing is left to chance, and no seed may fail. Intervals around the expected effects alone would miss one time
     * in twenty, and pass all 300 groups with probability 2e-7.
     */
    @Test
    void estimate_anySeed_liesInItsOwnInterval() {
        TwinModel model = TestWorlds.small();
        Intervention x = model.parseIntervention("x: {coefficients: {b: {value: 0.1, sd: 0.000001}}, base: '$$b', "
                + "noise: 'normal(0, 0.05)'}", "more.yaml");
        Population twins = model.generate(200, 7);
        int rows = 0;
        for (int seed = 0; seed < 20; seed++) {
            SimulationResult result = Simulation.of(twins, x).withSeed(seed).withSubgroups("x:15").run();
            assertThat(result.intervals().total().orElseThrow().contains(result.ate().estimate())).isTrue();
            assertThat(result.intervals().assumption().orElseThrow().contains(result.ate().estimate())).isTrue();
            for (SubgroupTable.Row row : result.subgroup("x").rows()) {
                assertThat(row.interval().orElseThrow().contains(row.ate())).isTrue();
                rows++;
            }
            SubgroupTable.Contrast contrast = result.subgroup("x").contrast().orElseThrow();
            assertThat(contrast.interval().contains(contrast.difference())).isTrue();
        }
        assertThat(rows).isEqualTo(300);
    }

    /** Half of all units are in the sample, so half of each group is expected to be. */
    @Test
    void groups_ofAFinitePopulation_haveItsFactor() {
        TwinModel model = TestWorlds.small();
        Simulation simulation = Simulation.of(model.generate(1_000, 7), model.intervention("unstated"))
                .withEstimand(Estimand.SUPERPOPULATION);
        SubgroupTable infinite = simulation.run().subgroup("group");
        SubgroupTable half = simulation.withSuperpopulation(2_000).run().subgroup("group");
        SubgroupTable whole = simulation.withSuperpopulation(1_000).run().subgroup("group");
        for (int g = 0; g < 3; g++) {
            double error = infinite.rows().get(g).standardError().orElseThrow();
            assertThat(error).isPositive();
            assertThat(half.rows().get(g).standardError().orElseThrow())
                    .isCloseTo(error * Math.sqrt(0.5), Offset.offset(1e-15));
            assertThat(whole.rows().get(g).standardError()).hasValue(0);
        }
    }

    private static double square(double x) {
        return x * x;
    }
}

package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Moments;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Intervals at nominal 95 % over {@value #SEEDS} worlds of antithetic twins, whose mean effects are known. Worlds are
 * independent, so the count that covers is Binomial(2000, 0.95); [1849, 1944] is its central 1 - 1e-6 region, and a
 * true coverage of 0.90 passes with probability 9e-5. Errors that took twins for independent would cover nearly always, and
 * those of contrasts between mirrored groups about 83 % of the time.
 */
class AntitheticCoverageTest {

    private static final int SEEDS = 2000;
    private static final int FEWEST = 1849;
    private static final int MOST = 1944;
    private static final GenerateOptions PAIRS = GenerateOptions.of().withThreads(1).withAntithetic();
    private static final TwinModel MODEL = TwinModel.parse("""
            model: mirrored
            outcome: {name: y, type: continuous, mean: "0", sd: 1}
            decision: {minTwins: 50}
            variables:
              u: "~ uniform(0, 1)"
              x: "~ normal(0, 1)"
              g: "~ categorical(a: 0.3, b: 0.4, c: 0.3)"
            interventions:
              bent:
                base: "u * u + 0.5 * x + lookup(g, a: 0, b: 1, else: 2)"
                noise: "normal(0, 0.5)"
            """, "mirrored.yaml");

    private static Simulation simulation(int twins, int seed) {
        Population rows = MODEL.generate(twins, 20_240_601L + seed, PAIRS);
        return Simulation.of(rows, MODEL.intervention("bent")).withThreads(1).withSubgroups();
    }

    private static void nominal(int covered, String what) {
        assertThat(covered).as(what).isBetween(FEWEST, MOST);
    }

    /** The same in short: [356, 397] is the central 1 - 1e-6 region of Binomial(400, 0.95). */
    @Test
    void interval_ofAFewSeeds_coversTheModelMeanAtTheNominalRate() {
        int covered = 0;
        int asIfIndependent = 0;
        for (int seed = 0; seed < 400; seed++) {
            SimulationResult result = simulation(200, seed).run();
            covered += result.intervals().simulation().contains(1 + 1 / 3.0) ? 1 : 0;
            double error = result.ate().estimate() - (1 + 1 / 3.0);
            asIfIndependent += Math.abs(error) <= 1.96 * result.ate().sd() / Math.sqrt(200) ? 1 : 0;
        }
        assertThat(covered).isBetween(356, 397);
        assertThat(asIfIndependent).isEqualTo(400);
    }

    @Test
    @Tag("nightly")
    void interval_ofWholePairs_coversTheModelMeanAtTheNominalRate() {
        for (IntervalMethod method : new IntervalMethod[] {IntervalMethod.STUDENT, IntervalMethod.SADDLEPOINT}) {
            int covered = 0;
            int asIfIndependent = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                SimulationResult result = simulation(400, seed).withMethod(method).run();
                double error = result.ate().estimate() - (1 + 1 / 3.0);
                covered += result.intervals().simulation().contains(1 + 1 / 3.0) ? 1 : 0;
                asIfIndependent += Math.abs(error) <= 1.96 * result.ate().sd() / Math.sqrt(400) ? 1 : 0;
            }
            nominal(covered, method.id());
            assertThat(asIfIndependent).isEqualTo(SEEDS);
        }
    }

    /** u > 0.2 keeps both twins of three pairs in five, and one twin of the others. */
    @Test
    @Tag("nightly")
    void interval_ofPartedPairs_coversTheModelMeanAtTheNominalRate() {
        double truth = 1 + (1 - 0.008) / 3 / 0.8;
        for (IntervalMethod method : new IntervalMethod[] {IntervalMethod.STUDENT, IntervalMethod.SADDLEPOINT}) {
            int covered = 0;
            int asIfIndependent = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                SimulationResult result = simulation(301, seed).where("u > 0.2").withMethod(method).run();
                double error = result.ate().estimate() - truth;
                covered += result.intervals().simulation().contains(truth) ? 1 : 0;
                asIfIndependent += Math.abs(error) <= 1.96 * result.ate().sd() / Math.sqrt(result.n()) ? 1 : 0;
            }
            nominal(covered, method.id());
            assertThat(asIfIndependent).isGreaterThan(1980);
        }
    }

    @Test
    @Tag("nightly")
    void intervals_ofGroupsAndContrasts_coverAtTheNominalRate() {
        int[] covered = new int[4];
        int asIfIndependent = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SubgroupTable table = simulation(400, seed).withSubgroups("g").run().subgroup("g");
            for (int g = 0; g < 3; g++) {
                covered[g] += table.rows().get(g).interval().orElseThrow().contains(g + 1 / 3.0) ? 1 : 0;
            }
            SubgroupTable.Contrast contrast = table.contrast().orElseThrow();
            assertThat(contrast.high() + contrast.low()).isEqualTo("ca");
            covered[3] += contrast.interval().contains(2) ? 1 : 0;
            double a = table.rows().get(0).standardError().orElseThrow();
            double c = table.rows().get(2).standardError().orElseThrow();
            asIfIndependent += Math.abs(contrast.difference() - 2) <= 1.96 * Math.sqrt(a * a + c * c) ? 1 : 0;
        }
        for (int g = 0; g < 4; g++) {
            nominal(covered[g], "group " + g);
        }
        assertThat(asIfIndependent).isLessThan(FEWEST - 50);
    }

    /**
     * The error reported is the one seen: the ratio of variances is chi-squared(1999) / 1999, within [0.85, 1.17] but
     * once in a million seeds. And it is what is gained over as many independent twins.
     */
    @Test
    @Tag("nightly")
    void standardError_reported_isTheSpreadOverSeeds() {
        double[] pairs = new double[SEEDS];
        double[] plain = new double[SEEDS];
        double squares = 0;
        double gain = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulationResult result = simulation(300, seed).run();
            pairs[seed] = result.ate().estimate();
            squares += result.ate().standardError() * result.ate().standardError() / SEEDS;
            gain += result.pairs().orElseThrow().gain().orElseThrow() / SEEDS;
            Population rows = MODEL.generate(300, 20_240_601L + seed, 1);
            plain[seed] = Simulation.of(rows, MODEL.intervention("bent")).withThreads(1).withSubgroups().run().ate()
                    .estimate();
        }
        double ofPairs = Moments.of(pairs).variance();
        assertThat(ofPairs / squares).isBetween(0.85, 1.17);
        double measured = Moments.of(plain).variance() / ofPairs;
        assertThat(gain / measured).isBetween(0.8, 1.25);
        assertThat(measured).isGreaterThan(50);
    }
}

package io.twinsim.worlds;

import static io.twinsim.worlds.FactoryLines.FACTORY;
import static io.twinsim.worlds.FactoryLines.ORIGINAL;
import static io.twinsim.worlds.FactoryLines.STATIONS;
import static io.twinsim.worlds.FactoryLines.mean;
import static io.twinsim.worlds.FactoryLines.sd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.Estimate;
import io.twinsim.model.Population;
import io.twinsim.timeline.EnvironmentStep;
import io.twinsim.timeline.Observation;
import io.twinsim.timeline.Policy;
import io.twinsim.timeline.RolloutResult;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TwinEnvironment;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Factory lines in the hands of controllers: the published episode, rewards, bounds, observations. */
class FactoryControlTest {

    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    /**
     * The published episode without action, one line of seed 1: 480 steps, 452 completed, 26 defective, yield 0.9456,
     * return 993. Each lies within four standard deviations of one of our lines: 3e-4 of false alarm.
     */
    @Test
    void original_withoutActions_earnsWhatThePublishedEpisodeDid() {
        TwinEnvironment lines = TwinEnvironment.of(ORIGINAL.generate(200, 1));
        lines.reset(1);
        RolloutResult made = lines.rollout(Policy.idle());
        assertThat(made.steps()).isEqualTo(480);
        Observation end = lines.observe("line.completed", "line.defective", "yield");
        oneOf(452, end.values("line.completed"));
        oneOf(26, end.values("line.defective"));
        oneOf(0.9456, end.values("yield"));
        oneOf(993, made.returns());
    }

    private static void oneOf(double published, double[] lines) {
        assertThat((published - mean(lines)) / sd(lines)).as(published + " among " + mean(lines) + ", " + sd(lines))
                .isBetween(-4.0, 4.0);
    }

    @Test
    void rewards_ofAShift_areThoseOfThePage() {
        TwinEnvironment lines = TwinEnvironment.of(FACTORY.generate(20, 3)).over("2 h")
                .withParameter("start_health", 0.6);
        Observation before = lines.reset(3);
        int checked = 0;
        EnvironmentStep step = null;
        for (int k = 1; k <= 120; k++) {
            double[] health = lines.observe("health.assembly").values("health.assembly");
            double[] busyBefore = lines.observe("line.busy.*").rows()[0];
            double done = lines.observe("line.completed").values("line.completed")[0];
            step = lines.step(Map.of("maintenance.assembly", before.filled(k == 5 || k == 6 ? 1 : 0)));
            Map<String, double[]> terms = lines.rewardTerms();
            Observation now = lines.observe("line.completed", "line.defective", "line.queue.*", "line.busy.*");
            double c = now.values("line.completed")[0];
            double d = now.values("line.defective")[0];
            assertThat(terms.get("pieces")[0]).isEqualTo(0.5 * (c - done));
            assertThat(terms.get("yield")[0]).isCloseTo(c + d == 0 ? 0 : 2 * (2 * c / (c + d) - 1), ROUNDING);
            double[] queue = Arrays.stream(STATIONS).mapToDouble(s -> now.values("line.queue." + s)[0]).toArray();
            double variance = Arrays.stream(queue).map(q -> (q - mean(queue)) * (q - mean(queue))).sum() / 4;
            assertThat(terms.get("balance")[0]).isCloseTo(-0.3 * Math.min(1, variance / 10), ROUNDING);
            double busy = 0;
            for (int s = 0; s < 4; s++) {
                busy += (now.values("line.busy." + STATIONS[s])[0] - busyBefore[s]) / (s == 0 || s == 3 ? 120 : 60) / 4;
            }
            assertThat(terms.get("busy")[0]).isCloseTo(0.5 * (busy - 0.5), ROUNDING);
            double kept = k == 5 ? 0.2 * 0.5 * (0.7 - health[0]) : 0;
            if (k != 6) {
                assertThat(terms.get("maintenance.assembly")[0]).isCloseTo(kept, ROUNDING);
            }
            assertThat(terms.get("maintenance.loading")[0]).isZero();
            double sum = terms.values().stream().mapToDouble(v -> v[0]).sum();
            assertThat(step.reward()[0]).isCloseTo(sum, ROUNDING);
            assertThat(terms.get("many_pieces")[0]).isEqualTo(k == 120 && c >= 100 ? 5 : 0);
            assertThat(terms.get("few_defects")[0]).isEqualTo(k == 120 && d < 5 ? 3 : 0);
            assertThat(terms.get("good_shift")[0])
                    .isEqualTo(k < 120 ? 0 : c / (c + d) > 0.95 ? 10 : c / (c + d) > 0.9 ? 5 : 0);
            checked++;
        }
        assertThat(checked).isEqualTo(120);
        assertThat(step.over()).isTrue();
    }

    /** A machine as good as new is maintained for nothing, and that costs 0.04. */
    @Test
    void maintenance_ofAGoodMachine_isPaidWithAPenalty() {
        TwinEnvironment lines = TwinEnvironment.of(FACTORY.generate(5, 3)).withParameter("start_health", 0.75);
        Observation seen = lines.reset(3);
        lines.step(Map.of("maintenance", seen.filled(1)));
        assertThat(lines.rewardTerms().get("maintenance.assembly")).containsOnly(0.2 * -0.2);
        assertThat(lines.observe("health.assembly").values("health.assembly")).containsOnly(1);
    }

    /** The published line ran away: sixty such actions gave a service of half a millisecond and a defect rate of 9. */
    @Test
    void speed_sixtyActionsAtTheMost_staysWithinItsBounds() {
        TwinEnvironment lines = TwinEnvironment.of(FACTORY.generate(10, 1));
        Observation seen = lines.reset(1);
        for (int k = 0; k < 60; k++) {
            seen = lines.step(Map.of("speed", seen.filled(1))).observation();
        }
        assertThat(lines.observe("process_time.assembly").values("process_time.assembly"))
                .usingElementComparator(FactoryControlTest::nearly).containsOnly(25);
        assertThat(lines.observe("defect_rate.assembly").values("defect_rate.assembly"))
                .usingElementComparator(FactoryControlTest::nearly).containsOnly(0.033);
        seen = lines.step(Map.of()).observation();
        assertThat(lines.observe("process_time.assembly").values("process_time.assembly")).containsOnly(30);
        double[] tooFast = seen.filled(1.5);
        assertThatThrownBy(() -> lines.step(Map.of("speed", tooFast))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> lines.step(Map.of("speed", new double[] {Double.NaN})))
                .isInstanceOf(InputException.class);
    }

    private static int nearly(double a, double b) {
        return Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b);
    }

    @Test
    void step_beforeReset_isRefused() {
        TwinEnvironment lines = TwinEnvironment.of(FACTORY.generate(2, 1));
        assertThatThrownBy(() -> lines.step(Map.of())).isInstanceOf(IllegalStateException.class);
    }

    /** A controller that does what an intervention says makes the same lines, to the bit. */
    @Test
    void environment_withAConstantAction_isTheTimelineOfTheIntervention() {
        Population twins = FACTORY.generate(20, 9);
        TwinEnvironment lines = TwinEnvironment.of(twins).over("4 h").withParameter("start_health", 0.8);
        lines.reset(9);
        double level = (0.7 - 0.3) / 0.5;
        lines.rollout(Policy.constant(Map.of("maintenance", level)));
        Population end = Timeline.of(twins).over("4 h").withParameter("start_health", 0.8)
                .with(FACTORY.intervention("predictive_maintenance")).state("4 h", "treated");
        for (String node : new String[] {"line.completed", "health.assembly", "line.flow_time", "life.packaging"}) {
            assertThat(lines.observe(node).values(node)).as(node).isEqualTo(end.doubles(node));
        }
    }

    /** Where machines wear fast and hardly break down, looking after them earns more. */
    @Test
    void maintenance_ofWornMachines_earnsMoreThanNone() {
        TwinEnvironment lines = TwinEnvironment.of(FACTORY.generate(40, 5)).over("4 h").withParameter("mtbf", 1e9)
                .withParameter("wear", 0.002);
        lines.reset(5);
        RolloutResult idle = lines.rollout(Policy.idle());
        lines.reset(5);
        Policy careful = seen -> Map.of("maintenance", seen.filled(0.8));
        Estimate gain = lines.rollout(careful).minus(idle);
        assertThat(gain.interval().lower()).isGreaterThan(0);
    }

    @Test
    void observation_ofLines_hasThePublishedFortySixNumbers() {
        TwinEnvironment lines = TwinEnvironment.of(FACTORY.generate(10, 2)).over("8 h")
                .observing(LineObservation.nodes());
        Observation seen = lines.reset(2);
        for (int k = 0; k < 100; k++) {
            seen = lines.step(Map.of("maintenance", seen.filled(k % 20 == 0 ? 1 : 0))).observation();
            double[][] rows = LineObservation.of(seen, 28_800);
            for (double[] row : rows) {
                assertThat(row).hasSize(LineObservation.LENGTH);
                for (int s = 0; s < 4; s++) {
                    assertThat(row[8 * s] + row[8 * s + 1] + row[8 * s + 2] + row[8 * s + 3]).isEqualTo(1);
                    assertThat(row[8 * s + 7]).isBetween(0.0, 1.0);
                }
                assertThat(row[36]).isEqualTo((k + 1) / 480.0);
                assertThat(row[42]).isBetween(0.3, 1.0);
            }
            for (double[] row : LineObservation.noisy(rows, 0.05, 1, k)) {
                assertThat(Arrays.stream(row).filter(x -> !(x >= -1 && x <= 1))).isEmpty();
            }
        }
        double[][] rows = LineObservation.of(seen, 28_800);
        assertThat(LineObservation.noisy(rows, 0.05, 1, 4)).isDeepEqualTo(LineObservation.noisy(rows, 0.05, 1, 4));
        assertThat(rows[0][37]).isEqualTo(lines.observe("line.completed").values("line.completed")[0] / 500);
    }
}

package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine's inner side: what a step costs, blocks that are put aside, and results that wait for their turn. */
class BlockRunnerTest {

    private static final TwinModel WALK = LittleWorlds.walk();

    private static TimelinePlan plan(TwinModel model, Population twins, String intervention) {
        return Timeline.of(twins).with(model.intervention(intervention)).plan();
    }

    @Test
    void step_steadyState_allocatesNothing() {
        TwinModel model = TwinModel.parse("""
                model: still
                version: 1
                variables: {mass: "~ uniform(1, 2)"}
                timeline:
                  step: 1 day
                  horizon: 5000 days
                  state:
                    x: {start: "mass", next: "0.9 * x + 0.1 * first(x) + sin(t)", range: [-10, 10]}
                    y: {start: "0", next: "if(next.x > y, y + 1, y - 1)", type: real}
                  derived: {both: "x + y"}
                  alerts: {large: {when: "both > 3", cooldown: 7 days}}
                  until: "both > 1000"
                interventions:
                  drug: {course: {start: 2 days, half_life: 3, add: {x: "0.1 * exposure"}, multiply: {y: "1.01"}}}
                """, "still.yaml");
        BlockRunner runner = plan(model, model.generate(1_024, 1), "drug").runner();
        runner.attach(runner.newState());
        runner.begin(0, 0, 1_024, null);
        steps(runner, 2_000);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        steps(runner, 2_000);
        assertThat(threads.getThreadAllocatedBytes(self) - before).as("bytes of 2,000 steps").isLessThan(4_096);
    }

    private static void steps(BlockRunner runner, int steps) {
        for (int k = 0; k < steps; k++) {
            runner.step();
        }
    }

    @Test
    void block_putAside_goesOnAsIfItHadNotBeen() {
        TimelinePlan plan = plan(WALK, WALK.generate(2_048, 4), "push");
        BlockRunner whole = plan.runner();
        whole.attach(whole.newState());
        List<double[]> expected = new ArrayList<>();
        for (long block = 0; block < 2; block++) {
            whole.begin(1_024 * block, 0, 1_024, null);
            steps(whole, 20);
            expected.add(whole.arms()[1].values(plan.column("sum_of_both")).clone());
        }
        BlockRunner first = plan.runner();
        BlockRunner second = plan.runner();
        BlockState[] states = {first.newState(), first.newState()};
        for (int block = 0; block < 2; block++) {
            first.attach(states[block]);
            first.begin(1_024L * block, 0, 1_024, null);
        }
        for (int step = 0; step < 20; step++) {
            for (BlockState state : states) {
                BlockRunner either = step % 3 == 0 ? second : first;
                either.attach(state);
                either.step();
            }
        }
        for (int block = 0; block < 2; block++) {
            second.attach(states[block]);
            assertThat(second.at()).isEqualTo(20);
            assertThat(second.arms()[1].values(plan.column("sum_of_both"))).isEqualTo(expected.get(block));
        }
    }

    @Test
    void arm_columnsItCannotReach_areControlsRegisters() {
        TimelinePlan plan = plan(WALK, WALK.generate(10, 4), "push");
        BlockRunner runner = plan.runner();
        runner.attach(runner.newState());
        runner.begin(0, 0, 10, null);
        for (int step = 0; step <= 6; step++) {
            for (String node : List.of("x", "y", "high", "sum_of_both", "flare", "hits", "mood")) {
                boolean shared = step < 5 || node.equals("mood");
                assertThat(runner.arms()[1].shared(plan.column(node))).as(node + " " + step).isEqualTo(shared);
                assertThat(runner.arms()[1].values(plan.column(node)) == runner.arms()[0].values(plan.column(node)))
                        .isEqualTo(shared);
            }
            runner.step();
        }
        assertThat(plan.ownFrom(1, plan.column("mood"))).isEqualTo(Integer.MAX_VALUE);
        assertThat(plan.ownFrom(1, plan.column("y"))).isEqualTo(5);
    }

    @Test
    void tileOrder_anyOrderOfFinishing_mergesAscending() {
        TileOrder<String> order = new TileOrder<>(String::concat, 4);
        for (long tile : new long[] {2, 0, 1, 4, 3}) {
            order.add(tile, Long.toString(tile));
        }
        assertThat(order.total()).contains("01234");
        assertThat(new TileOrder<String>(String::concat, 4).total()).isEmpty();
    }

    @Test
    void masks_range_setsExactlyTheRows() {
        for (int from : new int[] {0, 1, 63, 64, 700, 1_024}) {
            for (int to : new int[] {0, 1, 64, 65, 701, 1_024}) {
                long[] words = Masks.create();
                Arrays.fill(words, -1);
                Masks.range(words, from, to);
                for (int i = 0; i < 1_024; i++) {
                    assertThat(Masks.has(words, i)).isEqualTo(i >= from && i < to);
                }
            }
        }
    }
}

package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The same bits, however a run is cut: threads, slices, views, single twins, arms, and worlds that have more in them.
 */
class TimelineBitsTest {

    private static final TwinModel WALK = LittleWorlds.walk();
    private static final Intervention PUSH = WALK.intervention("push");
    private static final List<String> COLUMNS =
            List.of("x", "y", "mood", "hits", "high", "sum_of_both", "flare", "peak");

    /** The values of every column of every twin that counts, by row id, step after step. */
    static final class Everything implements StepCollector<TreeMap<Long, List<Double>>> {
        private final List<String> columns;

        Everything(List<String> columns) {
            this.columns = columns;
        }

        @Override
        public TreeMap<Long, List<Double>> create() {
            return new TreeMap<>();
        }

        @Override
        public void accept(TreeMap<Long, List<Double>> into, StepView view) {
            List<double[]> values = columns.stream().map(column -> view.values(view.column(column))).toList();
            for (int i = view.from(); i < view.to(); i++) {
                if (view.counts(i)) {
                    List<Double> seen = into.computeIfAbsent(view.firstRow() + i, row -> new ArrayList<>());
                    for (double[] column : values) {
                        seen.add(column[i]);
                    }
                }
            }
        }

        @Override
        public TreeMap<Long, List<Double>> merge(TreeMap<Long, List<Double>> left, TreeMap<Long, List<Double>> right) {
            assertThat(left.lastKey()).as("merged in order").isLessThan(right.firstKey());
            left.putAll(right);
            return left;
        }
    }

    static TreeMap<Long, List<Double>> everything(Timeline timeline, String arm) {
        return timeline.collect(arm, new Everything(COLUMNS));
    }

    @Test
    void run_anyThreads_sameBits() {
        Timeline timeline = Timeline.of(WALK.generate(40_000, 7)).over("4 days").with(PUSH.with("start_day", 2));

        double[] one = timeline.withThreads(1).state("4 days", "treated").doubles("sum_of_both");
        assertThat(one).hasSize(40_000);
        assertThat(timeline.withThreads(4).state("4 days", "treated").doubles("sum_of_both")).isEqualTo(one);
        assertThat(timeline.withThreads(4).run().toJson()).isEqualTo(timeline.withThreads(1).run().toJson());
    }

    @Test
    void run_slicesAndSizes_areRowsOfTheWhole() {
        TreeMap<Long, List<Double>> whole = everything(Timeline.of(WALK.generate(2_600, 7)).with(PUSH), "treated");
        long[][] cuts = {{0, 1}, {0, 1_023}, {0, 1_024}, {0, 1_025}, {1_023, 1_025}, {1_024, 2_048}, {700, 2_500}};
        for (long[] cut : cuts) {
            Population slice = WALK.slice(cut[0], cut[1], 7);
            assertThat(everything(Timeline.of(slice).with(PUSH), "treated")).as(Arrays.toString(cut))
                    .isEqualTo(whole.subMap(cut[0], cut[1]));
        }
    }

    @Test
    void run_filteredTwins_areRowsOfTheWhole() {
        Population twins = WALK.generate(2_600, 7);
        TreeMap<Long, List<Double>> whole = everything(Timeline.of(twins).with(PUSH), "treated");
        Population some = twins.where("group == 'a' and pull > 0.15");

        TreeMap<Long, List<Double>> filtered = everything(Timeline.of(some).with(PUSH), "treated");

        assertThat(filtered).hasSize((int) some.size()).hasSizeBetween(800, 1_200);
        filtered.forEach((row, values) -> assertThat(values).isEqualTo(whole.get(row)));
    }

    @Test
    void replay_everyKindOfTwin_isItsRowOfTheWhole() {
        Timeline timeline = Timeline.of(WALK.generate(2_500, 7)).with(PUSH);
        for (String arm : List.of("control", "treated")) {
            TreeMap<Long, List<Double>> whole = everything(timeline, arm);
            for (long twin : new long[] {0, 1, 511, 1_023, 1_024, 2_499}) {
                TwinHistory history = timeline.replay(twin, arm);
                List<Double> seen = new ArrayList<>();
                for (int step = 0; step <= 30; step++) {
                    for (String column : COLUMNS) {
                        seen.add(history.value(column, step));
                    }
                }
                assertThat(seen).as(arm + " " + twin).isEqualTo(whole.get(twin));
            }
        }
    }

    @Test
    void state_anyTime_isTheColumnOfTheWhole() {
        Timeline timeline = Timeline.of(WALK.generate(2_500, 7)).with(PUSH);
        TreeMap<Long, List<Double>> whole = everything(timeline, "treated");

        Population state = timeline.state("10 days", "treated");

        assertThat(state.names()).containsExactly("pull", "group", "x", "y", "mood", "hits", "high", "sum_of_both",
                "flare");
        double[] x = state.doubles("x");
        double[] hits = state.doubles("hits");
        for (int i = 0; i < 2_500; i++) {
            assertThat(x[i]).isEqualTo(whole.get((long) i).get(10 * COLUMNS.size()));
            assertThat(hits[i]).isEqualTo(whole.get((long) i).get(10 * COLUMNS.size() + 3));
        }
    }

    @Test
    void arms_beforeTheStart_areControlToTheBit() {
        Timeline timeline = Timeline.of(WALK.generate(1_500, 7)).with(PUSH)
                .withArm("nothing", PUSH.with("size", 0)).withArm("never", PUSH.with("start_day", 99));
        int width = COLUMNS.size();
        TreeMap<Long, List<Double>> control = everything(timeline, "control");
        TreeMap<Long, List<Double>> treated = everything(timeline, "treated");
        control.forEach((row, values) -> {
            assertThat(treated.get(row).subList(0, 5 * width)).isEqualTo(values.subList(0, 5 * width));
            assertThat(treated.get(row).get(5 * width)).isGreaterThan(values.get(5 * width));
            assertThat(treated.get(row).get(5 * width + 2)).as("mood is not changed").isEqualTo(values.get(5 * width + 2));
        });
        assertThat(everything(timeline, "nothing")).isEqualTo(control);
        assertThat(everything(timeline, "never")).isEqualTo(control);
    }

    @Test
    void draws_unrelatedNodeAdded_doNotMove() {
        TwinModel more = TwinModel.parse(LittleWorlds.WALK.replace("    mood:\n", "    extra: {start: \"~ normal(0, 1)\", "
                + "next: \"~ normal(extra, 1)\"}\n    mood:\n"), "more.yaml");
        assertThat(more.timeline().orElseThrow().nodes()).hasSize(WALK.timeline().orElseThrow().nodes().size() + 1);

        assertThat(everything(Timeline.of(more.generate(1_100, 7)).with(more.intervention("push")), "treated"))
                .isEqualTo(everything(Timeline.of(WALK.generate(1_100, 7)).with(PUSH), "treated"));
    }

    @Test
    void seed_another_movesTimeButNotTwins() {
        Timeline timeline = Timeline.of(WALK.generate(1_100, 7));
        assertThat(timeline.withSeed(7).state("3 days").doubles("x")).isEqualTo(timeline.state("3 days").doubles("x"));
        assertThat(timeline.withSeed(8).state("3 days").doubles("x")).isNotEqualTo(timeline.state("3 days").doubles("x"));
        assertThat(timeline.withSeed(8).state("3 days").doubles("pull")).isEqualTo(timeline.state("3 days").doubles("pull"));
    }

    @Test
    void longRun_isTheShortRunFirst() {
        Timeline timeline = Timeline.of(WALK.generate(300, 7)).with(PUSH);
        TreeMap<Long, List<Double>> half = everything(timeline.over("15 days"), "treated");
        everything(timeline, "treated").forEach((row, values) ->
                assertThat(values.subList(0, 16 * COLUMNS.size())).isEqualTo(half.get(row)));
    }

    @Test
    void state_ofSlicesAndViews_keepsRowIds() {
        Population twins = WALK.generate(2_600, 7);
        Population whole = Timeline.of(twins).state("3 days");
        int compared = 0;
        for (Population some : List.of(twins, twins.slice(700, 2_500), twins.where("pull > 0.2"),
                twins.slice(700, 2_500).where("group == 'a'").slice(3, 800))) {
            Timeline timeline = Timeline.of(some).withSnapshots("3 days");
            Population state = timeline.state("3 days");
            assertThat(state.size()).isEqualTo(some.size());
            Population kept = timeline.run().snapshot("3 days", "control");
            for (int i = 0; i < state.size(); i += 7) {
                long row = some.rowId(i);
                assertThat(state.rowId(i)).isEqualTo(kept.rowId(i)).isEqualTo(row);
                assertThat(state.column("x").text(i)).isEqualTo(whole.column("x").text((int) row));
                assertThat(state.column("mood").text(i)).isEqualTo(whole.column("mood").text((int) row));
                assertThat(state.column("group").text(i)).isEqualTo(twins.column("group").text((int) row));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(700);
    }
}

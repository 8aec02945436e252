package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a result says of its memory, against the objects that it holds. */
class TimelineBytesTest {

    private static final TwinModel WALK = LittleWorlds.walk();

    @Test
    void bytes_ofAResult_areWithinAFactorOfTwoOfWhatItHolds() {
        Population few = WALK.generate(100, 1);
        Population some = WALK.generate(5_000, 1);
        Population many = WALK.generate(40_000, 1);
        List<Timeline> timelines = List.of(Timeline.of(few), Timeline.of(some), Timeline.of(many),
                Timeline.of(some).over("300 days"),
                Timeline.of(some).with(WALK.intervention("push")),
                Timeline.of(some).with(WALK.intervention("push")).withArm("other", WALK.intervention("calm")),
                Timeline.of(many).observing("x").withSnapshots("7 days", "30 days").with(WALK.intervention("push")),
                Timeline.of(some).observing("mood", "high"));
        int checked = 0;
        for (Timeline timeline : timelines) {
            TimelineResult result = timeline.run();
            result.table();
            assertThat((double) result.bytes() / HeapOf.bytes(result)).as(timeline.toString()).isBetween(0.5, 2.0);
            checked++;
        }
        assertThat(checked).isEqualTo(8);
    }

    @Test
    void bytes_ofRecordsAndManyNodes_countToo() {
        TwinModel model = TwinModel.parse("""
                model: rooms
                version: 1
                variables: {mass: "~ uniform(1, 2)"}
                timeline:
                  step: 1 h
                  horizon: 10 h
                  axes: {room: [a, b, c, d, e, f, g, h, i, j]}
                  context: {air: {columns: [warmth], window: 99 days}}
                  state: {x: {for: [room], start: "mass", next: "0.9 * x + 0.1 * air.warmth + normal(0, 1)"}}
                """, "rooms.yaml");
        double[] at = new double[200_000];
        for (int i = 0; i < at.length; i++) {
            at[i] = i / 1e6;
        }
        Population records = Population.builder().column("at", RealColumn.of(at)).column("warmth", RealColumn.of(at))
                .build();
        TimelineResult result = Timeline.of(model.generate(2_000, 1))
                .withContext("air", ContextSeries.of(records, "at")).run();
        assertThat(result.bytes()).isGreaterThan(3_200_000);
        assertThat((double) result.bytes() / HeapOf.bytes(result)).isBetween(0.5, 2.0);
    }

    @Test
    void bytes_ofAResultWithoutNumbers_areNone() {
        Cancellation stop = new Cancellation();
        stop.cancel();
        assertThat(Timeline.of(WALK.generate(100_000, 2)).withCancellation(stop).run().bytes()).isZero();
    }

    /** What a run keeps per step does not grow with its twins: counts come in so many bins, samples have a bound. */
    @Test
    void bytes_perStepAndNode_areBoundedForAnyNumberOfTwins() {
        long bins = 4L * StepRecorder.MOST_BINS + 100;
        long differences = 4L * StepSample.MOST_TWINS + 24;
        int checked = 0;
        for (int twins : new int[] {300, 5_000, 50_000}) {
            TimelineResult result = Timeline.of(WALK.generate(twins, 1)).observing("x", "y")
                    .with(WALK.intervention("push")).run();
            long cells = 2L * 2 * 31;
            assertThat(result.results().bytes()).as(twins + " twins")
                    .isLessThan(cells * (bins + 5 * 8) + 2 * 31 * (differences + 3 * 8) + 50_000);
            checked++;
        }
        assertThat(checked).isEqualTo(3);
    }

    /** A year of 100,000 twins, 20 nodes and two arms runs, with its quantiles and bands, in 512 MiB. */
    @Tag("nightly")
    @Test
    void run_aYearOfManyTwins_fitsASmallHeap() throws IOException, InterruptedException {
        assertThat(LargeTimeline.run(100_000, 365, "512m").lines().skip(1))
                .containsExactly("complete 20 nodes, 366 times", "exit 0");
    }

    /** A tenth of the heap is enough for a tenth of the steps, however many twins there are. */
    @Test
    void run_aMonthOfManyTwins_fitsAHeapThatItsHistoriesDoNot() throws IOException, InterruptedException {
        long histories = 8L * 20 * 31 * 2 * 20_000;
        assertThat(histories).isGreaterThan(128L << 20);
        assertThat(LargeTimeline.run(20_000, 30, "80m").lines().skip(1))
                .containsExactly("complete 20 nodes, 31 times", "exit 0");
    }
}

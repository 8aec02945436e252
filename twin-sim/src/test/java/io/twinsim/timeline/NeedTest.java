package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that compute what they show, and no more, give the numbers of runs that compute everything. */
class NeedTest {

    /** Chains through every kind of reading: next, first, derived, a context, a queue, an event, a course, an axis. */
    private static final TwinModel PLANT = TwinModel.parse("""
            model: plant
            version: 1
            variables:
              pace: {draw: "uniform(0.8, 1.2)", range: [0.8, 1.2]}
              people: {draw: "uniform_int(1, 2)", range: [1, 2]}
              unread: "~ normal(0, 1)"
              taste: "~ normal(0, 1)"
            timeline:
              step: 1 min
              unit: sec
              horizon: 20 min
              axes: {desk: [till, wrap]}
              context:
                air: {columns: {warmth: "20 + first(mood)"}, window: 2 min}
                shelf: {columns: [price], window: 1 h}
              state:
                worn: {for: [desk], start: "0", next: "worn + 0.01 * (next.line.processed - line.processed)"}
                mood: {start: "~ normal(0, 1)", next: "0.9 * mood + 0.1 * first(taste_now) + normal(0, 0.1)"}
                taste_now: {start: "taste", next: "taste_now"}
                warm: {start: "0", next: "warm + next.heat"}
                lonely: {start: "unread", next: "lonely + normal(0, 1)"}
                sum_of_lonely: {start: "0", next: "sum_of_lonely + next.lonely"}
                spent: {start: "0", next: "spent + shelf.price"}
              derived:
                interval: "20 / pace"
                heat: "air.warmth / 20"
                tired: "worn.till + worn.wrap > 0.2"
              events:
                quarrel: {probability: "clamp(0.01 * abs(mood), 0, 1)"}
              alerts:
                grave: {when: "mood < -2.5", cooldown: 5 min}
              queues:
                line:
                  stations: desk
                  arrivals: {interval: "interval", form: exponential}
                  service: {mean: "lookup(desk, till: 15, wrap: 12)", sd: "5", form: lognormal}
                  capacity: "lookup(desk, till: people, wrap: 1)"
                  buffer: "lookup(desk, till: 9, wrap: 2)"
                  scrap: "min(1, 0.05 + worn)"
              observe: [mood]
            interventions:
              rush: {provenance: assumed, course: {start: 5 min, set: {interval: "10"}}}
              talk:
                provenance: assumed
                course: {start: 3 min, adherence: "if(warm > 1, 0.9, 0.5)", add: {mood: "0.1 * exposure", lonely: "-1"}}
            """, "plant.yaml");
    private static final Population TWINS = PLANT.generate(1_100, 8);

    private static Timeline plant() {
        Population prices = Population.builder().column("at", RealColumn.of(0, 600))
                .column("price", RealColumn.of(1.5, 2)).build();
        return Timeline.of(TWINS).withContext("shelf", ContextSeries.of(prices, "at"));
    }

    private static TimelineResult whole(Timeline timeline) {
        return TimelineRun.run(timeline, timeline.plan());
    }

    private static TimelinePlan pruned(Timeline timeline) {
        return timeline.plan().pruned(timeline.plan().observed());
    }

    private static List<String> computed(Timeline timeline) {
        boolean[] columns = pruned(timeline).armPlan(0).affected();
        List<String> names = new ArrayList<>();
        for (PlanColumn column : timeline.plan().columns()) {
            if (columns[column.index()]) {
                names.add(column.name());
            }
        }
        return names;
    }

    @Test
    void run_anyNodeObserved_hasTheNumbersOfTheWholeWorld() {
        Timeline timeline = plant().over("8 min").with(PLANT.intervention("rush")).withSnapshots("7 min")
                .withReplicates(100)
                .withArm("both", PLANT.intervention("rush"), PLANT.intervention("talk"));
        int compared = 0;
        for (TimelineNode node : PLANT.timeline().orElseThrow().nodes()) {
            if (node.kind() == TimelineNode.Kind.COUNTER && !node.name().matches("line.(wip|busy.wrap)")) {
                continue;
            }
            Timeline observing = timeline.observing(node.name());
            TimelineResult pruned = observing.run();
            TimelineResult all = whole(observing);
            assertThat(pruned.toJson()).as(node.name()).isEqualTo(all.toJson());
            assertThat(pruned.hash()).isEqualTo(all.hash());
            for (String arm : pruned.arms()) {
                assertThat(pruned.snapshot("7 min", arm).column(node.name()).toString()).as(node.name())
                        .isEqualTo(all.snapshot("7 min", arm).column(node.name()).toString());
            }
            compared++;
        }
        assertThat(compared).isEqualTo(18);
    }

    @Test
    void run_twinsThatAreOverAndViews_haveTheNumbersOfTheWholeWorld() {
        TwinModel model = TwinModel.parse(
                LittleWorlds.WALK.replace("  alerts:\n", "  until: \"hits > 1\"\n  alerts:\n"), "walk.yaml");
        Population twins = model.generate(3_000, 3).where("pull < 0.2");
        int compared = 0;
        for (String node : List.of("x", "y", "mood", "high", "sum_of_both", "hits")) {
            Timeline timeline = Timeline.of(twins).with(model.intervention("push")).observing(node).withThreads(2)
                    .withReplicates(100);
            assertThat(timeline.run().toJson()).isEqualTo(whole(timeline).toJson());
            assertThat(timeline.run().compare("3 days", "9 days", "treated").table())
                    .isEqualTo(whole(timeline).compare("3 days", "9 days", "treated").table());
            compared++;
        }
        assertThat(compared).isEqualTo(6);
    }

    @Test
    void pruned_observed_keepsWhatItFollowsFrom() {
        Timeline plant = plant();
        assertThat(computed(plant)).containsExactly("mood", "taste_now", "quarrel", "grave");
        assertThat(computed(plant.observing("warm"))).contains("warm", "heat", "air.warmth", "mood")
                .doesNotContain("lonely", "shelf.price", "shelf.matched", "line.wip", "tired");
        assertThat(computed(plant.observing("spent"))).contains("shelf.price", "shelf.matched")
                .doesNotContain("air.warmth");
        assertThat(computed(plant.observing("tired"))).contains("worn.till", "interval", "line.wip",
                "line.busy.wrap").doesNotContain("warm");
        assertThat(computed(plant.with(PLANT.intervention("talk")))).as("adherence of the course")
                .contains("warm", "heat", "air.warmth").doesNotContain("lonely");
        assertThat(pruned(plant).variables()).containsExactly("taste");
        assertThat(pruned(plant.observing("tired")).variables())
                .containsExactlyInAnyOrder("taste", "pace", "people");
    }

    @Test
    void run_contextThatNothingShownReads_isLeftAlone() {
        Population prices = Population.builder().column("at", RealColumn.of(0)).column("price", RealColumn.of(1.5))
                .build();
        Timeline early = Timeline.of(TWINS).over("2 h").withContext("shelf", ContextSeries.of(prices, "at"));
        assertThat(early.run().summary("mood").mean()).isEqualTo(plant().over("2 h").run().summary("mood").mean());
        assertThatThrownBy(() -> early.observing("spent").run()).isInstanceOf(InputException.class)
                .hasMessageContaining("context \"shelf\"");
    }

    @Test
    void stateReplayAndEvents_showEveryNodeAndEveryEvent() {
        Timeline plant = plant().observing("worn");
        assertThat(plant.state("2 min").doubles("lonely")[5]).isEqualTo(plant.replay(5).value("lonely", 2));
        EventPage page = plant.events(EventQuery.of().limit(20));
        assertThat(page.rows()).hasSize(20);
        assertThat(page).isEqualTo(EventScan.page(plant.plan(), EventQuery.of().limit(20)));
    }
}

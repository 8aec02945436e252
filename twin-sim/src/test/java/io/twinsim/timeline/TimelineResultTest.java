package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.io.JsonFormat;
import io.twinsim.model.Intervention;
import io.twinsim.model.Node;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.SimulationResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineResultTest {

    /** What a person looks after: skin that dries, a mood, flares, an alert. */
    static final String SKIN = """
            model: skin
            version: 1
            variables:
              oiliness: "~ uniform(0, 1)"
            timeline:
              step: 1 day
              horizon: 90 days
              parameters:
                dryness: {value: 0.5, range: [0, 5]}
              state:
                hydration:
                  start: "~ truncated(normal(55, 15), 0, 100)"
                  next: "hydration + 0.15 * (first(hydration) - hydration) - $dryness + normal(0, 1.5)"
                  range: [0, 100]
                  better: higher
                  notable: 5
                  unit: points
                texture: {start: "50", next: "texture + 0.02 * (next.hydration - texture) + normal(0, 0.3)"}
                mood:
                  start: "'balanced'"
                  next: "~ transition(mood, balanced: {balanced: 0.9, dry: 0.1}, dry: {balanced: 0.2, dry: 0.8})"
                spots: {start: "0", next: "spots + if(next.flare, 1, 0)", type: integer, better: lower}
              derived:
                barrier_ok: {value: "hydration > 40", better: higher}
              events:
                flare: {hazard: "0.02 * exp((40 - hydration) / 20)"}
              alerts:
                dehydrated: {when: "hydration < 20", cooldown: 7 days, priority: high}
              interactions:
                both: {of: [retinoid, cream], severity: moderate, label: cream softens what retinoid dries}
            interventions:
              retinoid:
                parameters: {start_day: {value: 7, range: [0, 100]}}
                course: {start: "$start_day", half_life: 3 days, add: {hydration: "0.2 * exposure"},
                         multiply: {flare: "0.8"}}
              cream:
                course: {start: 14 days, stop: 60 days, add: {hydration: "1.5"}}
            """;

    private static final TwinModel WORLD = TwinModel.parse(SKIN, "skin.yaml");
    private static final Population TWINS = WORLD.generate(3000, 42);
    private static final Intervention RETINOID = WORLD.intervention("retinoid");
    private static final Intervention CREAM = WORLD.intervention("cream");
    private static final Timeline TREATED = Timeline.of(TWINS).with(RETINOID);
    private static final TimelineResult RESULT = TREATED.run();

    @Test
    void table_ofOneArm_answersFirst() {
        List<String> lines = RESULT.table().lines().toList();

        assertThat(lines.get(0)).isEqualTo(
                "skin over 90 days in steps of 1 day, 3,000 twins: control and treated (retinoid)");
        assertThat(lines.get(1)).startsWith("hydration: treated - control +6.")
                .contains(" points at 90 days, 95 % band ").endsWith(": better");
        assertThat(RESULT.table()).contains("at 7 days", "at 30 days", "mood=dry", "no difference", "dehydrated (high)",
                "flare", "band: the whole curve at once (sup-t, ", "whether the formulas are true: assumed");
    }

    @Test
    void texts_ofAnyResult_fitTheScreen() {
        TimelineResult three = Timeline.of(TWINS).withArm("retinoid", RETINOID).withArm("cream", CREAM)
                .withArm("both_of_them_together_at_once", RETINOID, CREAM).over("20 days").run();
        TimelineResult none = Timeline.of(TWINS).over("3 days").run();
        List<String> texts = List.of(RESULT.table(), three.table(), none.table(), RESULT.summary("hydration").table(),
                RESULT.summary("mood", "treated").table(), RESULT.effect("spots").table(),
                RESULT.compare("0 days", "90 days").table(), TREATED.events(EventQuery.of()).table());
        int lines = 0;
        for (String text : texts) {
            for (String line : text.lines().toList()) {
                assertThat(line.length()).as(line).isLessThanOrEqualTo(100);
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(150);
        for (Object one : List.of(RESULT, three, none, RESULT.summary("hydration"), RESULT.effect("mood=dry"),
                RESULT.effect("hydration").last(), RESULT.effect("hydration").overTime(),
                RESULT.compare("0 days", "90 days"), RESULT.compare("0 days", "9 days").changes().get(0),
                TREATED.events(EventQuery.of()), RESULT.events().get("flare"), RESULT.alerts().get("dehydrated"))) {
            assertThat(one.toString()).hasSizeLessThanOrEqualTo(75).doesNotContain("\n");
        }
    }

    @Test
    void toString_ofResults_saysTheHeadline() {
        assertThat(RESULT.toString()).startsWith("TimelineResult[hydration +6.").endsWith(
                " (assumed) at 90 days, n=3,000]");
        assertThat(RESULT.effect("hydration").toString()).startsWith(
                "EffectCurve[hydration, treated - control, +6.").endsWith(" at 90 days]");
    }

    @Test
    void effects_beforeTheStart_areExactlyNothing() {
        EffectCurve curve = RESULT.effect("hydration");
        assertThat(Arrays.copyOf(curve.estimate(), 7)).containsOnly(0);
        assertThat(Arrays.copyOf(curve.bandUpper(), 7)).containsOnly(0);
        assertThat(curve.at("7 days").estimate()).isCloseTo(0.2, within(1e-12));
        assertThat(curve.firstClear()).hasValue(7);
        assertThat(RESULT.effect("mood=dry").estimate()).containsOnly(0);
    }

    @Test
    void effects_ofEachTwin_areTheirReplayedDifferences() {
        Population few = WORLD.generate(40, 42);
        Timeline timeline = Timeline.of(few).with(RETINOID).over("30 days");
        EffectCurve curve = timeline.run().effect("hydration");
        double sum = 0;
        for (int twin = 0; twin < 40; twin++) {
            sum += timeline.replay(twin, "treated").values("hydration")[30]
                    - timeline.replay(twin).values("hydration")[30];
        }
        assertThat(curve.last().estimate()).isCloseTo(sum / 40, within(1e-12));
        assertThat(curve.critical()).isGreaterThanOrEqualTo(curve.pointwiseCritical());
    }

    @Test
    void contrast_ofTwoArms_isTheDifferenceOfTheirEffects() {
        TimelineResult three = Timeline.of(TWINS).withArm("a", RETINOID).withArm("b", CREAM).over("40 days").run();
        EffectCurve ab = three.contrast("hydration", "a", "b");
        EffectCurve ba = three.contrast("hydration", "b", "a");
        for (int step = 0; step <= 40; step++) {
            assertThat(ab.estimate()[step]).isCloseTo(three.effect("hydration", "a").estimate()[step]
                    - three.effect("hydration", "b").estimate()[step], within(1e-10));
            assertThat(ba.estimate()[step]).isEqualTo(0.0 - ab.estimate()[step]);
        }
        assertThat(ba.standardError()).isEqualTo(ab.standardError());
        assertThat(three.contrast("hydration", "a", "a").estimate()).containsOnly(0);
    }

    @Test
    void results_withAnyThreads_areTheSameBits() {
        Population many = WORLD.generate(40_000, 7);
        Timeline timeline = Timeline.of(many).with(RETINOID).over("20 days");
        String one = timeline.withThreads(1).run().resultHash();

        assertThat(timeline.withThreads(2).run().resultHash()).isEqualTo(one);
        assertThat(timeline.withThreads(5).run().resultHash()).isEqualTo(one);
    }

    @Test
    void summaries_ofAView_areOfItsTwinsOnly() {
        Population view = TWINS.where("oiliness > 0.5");
        TimelineResult result = Timeline.of(view).with(RETINOID).over("10 days").run();
        double[] after = Timeline.of(view).over("10 days").state("10 days").doubles("hydration");

        assertThat(result.n()).isEqualTo(view.size());
        assertThat(result.summary("hydration").meanAt("10 days"))
                .isCloseTo(Arrays.stream(after).sum() / after.length, within(1e-9));
    }

    /** The keys of the object at a path of keys. */
    private static Node at(Node tree, String... path) {
        Node node = tree;
        for (String key : path) {
            node = ((Node.Fields) node).fields().get(key).value();
        }
        return node;
    }

    private static Iterable<String> keys(Node node) {
        return ((Node.Fields) node).fields().keySet();
    }

    private static double number(Node items, int index) {
        return Double.parseDouble(((Node.Scalar) ((Node.Items) items).items().get(index)).text());
    }

    @Test
    void json_ofAResult_hasTheAgreedKeys() {
        Node tree = new JsonFormat().read(RESULT.toJson(), "result.json");
        assertThat(keys(tree)).containsExactly("world", "modelId", "interventions", "parameters", "seed",
                "configHash", "status", "provenance", "n", "step", "unit", "horizon", "times", "arms", "outcomes",
                "events", "alerts", "interactions", "warnings");
        assertThat(keys(at(tree, "outcomes", "hydration", "arms", "control", "quantiles")))
                .containsExactly("0.05", "0.25", "0.5", "0.75", "0.95");
        Node effect = at(tree, "outcomes", "hydration", "effects", "treated");
        assertThat(keys(effect)).containsExactly("estimate", "standardError", "lower", "upper", "bandLower",
                "bandUpper", "level", "method", "critical", "meanOverTime");
        assertThat(((Node.Items) at(effect, "estimate")).items()).hasSize(91);
        assertThat(number(at(effect, "estimate"), 90)).isEqualTo(RESULT.effect("hydration").last().estimate());
        assertThat(number(at(tree, "outcomes", "mood", "arms", "treated", "shares", "dry"), 90))
                .isEqualTo(RESULT.summary("mood", "treated").share("dry")[90]);
        assertThat(RESULT.toJson()).contains("\"priority\": \"high\"", "\"dryness\": 0.5", "\"start_day\": 7.0",
                "\"provenance\": \"assumed\"", "\"method\": \"sup-t\"");
    }

    @Test
    void interactions_ofAnArmWithBoth_areFlagged() {
        TimelineResult both = Timeline.of(TWINS).with(RETINOID, CREAM).over("20 days").run();
        assertThat(both.interactions())
                .containsExactly("both (moderate) in treated: cream softens what retinoid dries");
        assertThat(RESULT.interactions()).isEmpty();
    }

    @Test
    void comparison_ofTwoTimes_isPairedAndIgnoresTheirOrder() {
        StateComparison comparison = RESULT.compare("90 days", "0 days", "treated");
        double[] before = TREATED.state("0 days", "treated").doubles("hydration");
        double[] after = TREATED.state("90 days", "treated").doubles("hydration");
        double sum = 0;
        long up = 0;
        long down = 0;
        for (int i = 0; i < before.length; i++) {
            sum += after[i] - before[i];
            up += after[i] - before[i] >= 5 ? 1 : 0;
            down += before[i] - after[i] >= 5 ? 1 : 0;
        }
        StateComparison.Change change = comparison.change("hydration");

        assertThat(comparison).isEqualTo(RESULT.compare("0 days", "90 days", "treated"));
        assertThat(comparison.first()).isEqualTo("0 days");
        assertThat(change.estimate()).isCloseTo(sum / 3000, within(1e-10));
        assertThat(change.improved()).isEqualTo(up);
        assertThat(change.regressed()).isEqualTo(down);
        assertThat(comparison.change("spots").improved()).isZero();
        assertThat(comparison.change("mood").interval()).isEmpty();
        assertThat(comparison.trend()).isEqualTo(StateComparison.Trend.REGRESSING);
        assertThat(RESULT.compare("0 days", "90 days").change("hydration").regressed()).isGreaterThan(down);
        assertThatThrownBy(() -> RESULT.compare("7 days", "1 week")).isInstanceOf(InputException.class)
                .hasMessage("times must differ, got 7 days twice");
    }

    @Test
    void pages_ofAnySize_giveTheSameRows() {
        EventQuery query = EventQuery.of("dehydrated", "flare").from("7 days").to("30 days");
        List<EventPage.EventRow> all = TREATED.events(query.limit(EventQuery.MOST_ROWS)).rows();
        int checked = 0;
        for (int size : new int[] {1000, 501, all.size(), all.size() - 1}) {
            List<EventPage.EventRow> pages = new ArrayList<>();
            EventPage page = TREATED.events(query.limit(size));
            pages.addAll(page.rows());
            while (page.next().isPresent()) {
                page = TREATED.events(query.limit(size).after(EventCursor.parse(page.next().get().text())));
                pages.addAll(page.rows());
            }
            assertThat(pages).isEqualTo(all);
            checked++;
        }
        assertThat(checked).isEqualTo(4);
        assertThat(all.get(0).time()).isEqualTo(7);
        assertThat(all.get(all.size() - 1).time()).isEqualTo(30);
        assertThat(all).isSortedAccordingTo((a, b) -> a.step() != b.step() ? Integer.compare(a.step(), b.step())
                : a.twin() != b.twin() ? Long.compare(a.twin(), b.twin()) : a.name().compareTo(b.name()));
        long flares = RESULT.events().get("flare").in("control").perStep().subList(7, 31).stream()
                .mapToLong(k -> k).sum();
        assertThat(all.stream().filter(row -> row.name().equals("flare") && row.arm().equals("control")).count())
                .isEqualTo(flares);
    }

    @Test
    void events_ofATwin_areThoseOfItsReplay() {
        List<EventPage.EventRow> rows = TREATED.events(EventQuery.of("flare").in("treated").limit(100_000)).rows();
        double[] flares = TREATED.replay(17, "treated").values("flare");
        List<Integer> replayed = IntStream.range(0, flares.length).filter(k -> flares[k] != 0).boxed()
                .toList();
        assertThat(rows.stream().filter(row -> row.twin() == 17).map(EventPage.EventRow::step)
                .collect(Collectors.toList())).isEqualTo(replayed);
        assertThat(rows.stream().map(EventPage.EventRow::arm)).containsOnly("treated");
    }

    @Test
    void questions_aboutUnknownThings_areRefused() {
        assertThatThrownBy(() -> RESULT.summary("hydratoin")).isInstanceOf(InputException.class).hasMessage(
                "unknown observed node \"hydratoin\"; did you mean \"hydration\"? known: hydration, texture, mood, "
                        + "spots, barrier_ok");
        assertThatThrownBy(() -> RESULT.summary("hydration", "treatet")).isInstanceOf(InputException.class)
                .hasMessage("unknown arm \"treatet\"; did you mean \"treated\"? known: control, treated");
        assertThatThrownBy(() -> RESULT.effect("mood")).isInstanceOf(InputException.class).hasMessage(
                "mood is a category, whose effect is a curve for each label; say effect(\"mood=balanced\"), labels: "
                        + "balanced, dry");
        assertThatThrownBy(() -> RESULT.effect("hydration=dry")).isInstanceOf(InputException.class)
                .hasMessage("hydration is no category, so it has no label \"dry\"");
        assertThatThrownBy(() -> Timeline.of(TWINS).over("2 days").run().effect("hydration"))
                .isInstanceOf(InputException.class)
                .hasMessage("effect needs an arm besides control; run the timeline with(intervention)");
        assertThatThrownBy(() -> TREATED.events(EventQuery.of("flares"))).isInstanceOf(InputException.class)
                .hasMessage("unknown event or alert \"flares\"; did you mean \"flare\"? known: flare, dehydrated");
        assertThatThrownBy(() -> TREATED.events(EventQuery.of().from("9 days").to("8 days")))
                .isInstanceOf(InputException.class).hasMessage("from must not be after to (8 days), got 9 days");
        assertThatThrownBy(() -> EventQuery.of().limit(0)).isInstanceOf(InputException.class)
                .hasMessage("limit must be in [1, 100000], got 0");
        assertThatThrownBy(() -> EventCursor.parse("12:flare")).isInstanceOf(InputException.class)
                .hasMessage("cursor must be the end of a page such as 12:4711:flare:control, got \"12:flare\"");
        assertThatThrownBy(() -> RESULT.snapshot("7 days", "control")).isInstanceOf(InputException.class)
                .hasMessage("snapshot must be of a time that was kept ((none)), got 7 days; use "
                        + "withSnapshots or state");
    }

    @Test
    void snapshots_ofAskedTimes_areTheStates() {
        TimelineResult kept = TREATED.over("30 days").withSnapshots("7 days", "30 days").run();
        assertThat(kept.snapshot("30 days", "treated").doubles("hydration"))
                .isEqualTo(TREATED.over("30 days").state("30 days", "treated").doubles("hydration"));
        assertThat(kept.snapshot("7 days", "control").names())
                .containsExactly("hydration", "texture", "mood", "spots", "barrier_ok");
    }

    @Test
    void effects_ofOneTwin_haveNoErrors() {
        TimelineResult one = Timeline.of(WORLD.generate(1, 1)).with(RETINOID).over("10 days").run();
        assertThat(one.effect("hydration").last().standardError()).isNaN();
        assertThat(one.warnings()).contains("one twin only: effects have no standard errors");
        assertThat(one.table()).contains("one twin");
        assertThat(one.toJson()).contains("\"standardError\": [0.0, ").contains("null");
    }

    @Test
    void twins_thatAreOver_stayAsTheyEndedAndAreCounted() {
        TwinModel world = TwinModel.parse("""
                model: race
                version: 1
                variables: {speed: "~ uniform(1, 4)"}
                timeline:
                  step: 1 turn
                  horizon: 50 turns
                  state: {way: {start: "0", next: "way + speed"}}
                  events: {stumble: {probability: "0.5"}}
                  until: "way >= 20"
                interventions: {tailwind: {course: {add: {way: "1"}}}}
                """, "race.yaml");
        Timeline timeline = Timeline.of(world.generate(2000, 1)).with(world.intervention("tailwind"));
        TimelineResult result = timeline.run();
        double[] over = result.over("control");
        double[] last = timeline.state("50 turns").doubles("way");

        assertThat(over[0]).isZero();
        assertThat(over[5]).isBetween(0.0, 0.01);
        assertThat(over[50]).isEqualTo(1);
        assertThat(result.over("treated")[8]).isGreaterThan(over[8]);
        assertThat(result.summary("way").mean()[50]).isEqualTo(result.summary("way").mean()[30])
                .isCloseTo(Arrays.stream(last).sum() / 2000, within(1e-9));
        assertThat(result.events().get("stumble").in("control").perStep().subList(21, 51)).containsOnly(0L);
        assertThat(result.table()).contains("over before the end: 100 % in control, 100 % in treated; means are");
        assertThat(result.compare("0 turns", "40 turns").change("way").up()).isEqualTo(2000);
        assertThat(result.compare("30 turns", "40 turns").change("way").moved()).isZero();
        assertThat(result.compare("30 turns", "40 turns").change("way").before()).isCloseTo(
                Arrays.stream(last).sum() / 2000, within(1e-9));
        assertThat(result.toJson()).contains("\"over\": {");
    }

    @Test
    void headline_ofAnEffectThatEnds_saysWhatIsTrueAtTheEnd() {
        TwinModel world = TwinModel.parse("""
                model: gone
                version: 1
                variables: {gain: "~ uniform(0.1, 0.3)"}
                timeline:
                  step: 1 day
                  horizon: 30 days
                  state: {x: {start: "5", next: "5 + normal(0, 1)"}, y: {start: "0", next: "y + normal(0, 1)"}}
                interventions:
                  spell: {course: {start: 5 days, stop: 15 days, add: {x: "gain"}}}
                  shift: {course: {start: 5 days, stop: 5 days, add: {y: "0.1"}}}
                """, "gone.yaml");
        Population twins = world.generate(400, 1);
        Timeline spell = Timeline.of(twins).with(world.intervention("spell"));

        assertThat(spell.run().table()).contains("on average over time",
                "the band is first above 0 at 5 days, but");
        assertThat(spell.over("10 days").run().table()).contains("; the band is above 0 from 5 days on");
        assertThat(Timeline.of(twins).with(world.intervention("shift")).observing("y").run().table())
                .doesNotContain("on average");
        assertThat(Timeline.of(world.generate(1, 1)).with(world.intervention("spell")).run().table())
                .doesNotContain("sup-t");
        assertThat(Timeline.of(twins).run().compare("0 days", "3 days").table())
                .startsWith("control from 0 days to 3 days, 400 twins: the world calls no direction better\n");
    }

    @Test
    void result_ofAStoppedRun_isOfItsTwins() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        TimelineResult none = TREATED.withCancellation(cancelled).run();

        assertThat(none.status()).isEqualTo(SimulationResult.Status.FAILED);
        assertThat(none.toString()).isEqualTo("TimelineResult[failed: stopped after 0 of 3,000 twins]");
        assertThat(none.table()).contains("failed: stopped after 0 of 3,000 twins");
        assertThat(none.toJson()).contains("\"status\": \"failed\"").doesNotContain("outcomes");
        assertThatThrownBy(() -> none.summary("hydration")).isInstanceOf(IllegalStateException.class)
                .hasMessage("the result has no numbers: stopped after 0 of 3,000 twins");
        assertThat(RESULT.status()).isEqualTo(SimulationResult.Status.COMPLETE);
    }

    @Test
    void table_ofManyArms_staysShort() {
        Timeline many = Timeline.of(TWINS).over("60 days");
        for (int day = 0; day < 6; day++) {
            many = many.withArm("from_day_" + day, RETINOID.with("start_day", day));
        }
        String table = many.observing("hydration").run().table();
        assertThat(table).contains("effect on hydration", "from_day_5");
        assertThat(table.lines().count()).isLessThan(60);
    }
}

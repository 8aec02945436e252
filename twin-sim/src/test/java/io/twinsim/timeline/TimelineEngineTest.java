package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Draws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kinds of nodes one by one, against a few lines that do the same slowly. */
class TimelineEngineTest {

    private static final TwinModel WALK = LittleWorlds.walk();

    /** A world of one variable with the given timeline. */
    private static TwinModel world(String timeline) {
        return TwinModel.parse("""
                model: small
                version: 1
                variables: {mass: "~ uniform(1, 2)"}
                timeline:
                  step: 1 day
                  horizon: 10 days
                """ + timeline.indent(2), "small.yaml");
    }

    @Test
    void statesAndEvents_followTheirFormulasAndStreams() {
        Population twins = WALK.generate(1_030, 11);
        Draws draws = Draws.of(11);
        for (long twin : new long[] {0, 5, 1_023, 1_024, 1_029}) {
            TwinHistory history = Timeline.of(twins).replay(twin);
            double pull = twins.doubles("pull")[(int) twin];
            double first = Normal.quantile(draws.stream("state/x/0").uniform(twin));
            double x = first;
            double y = first;
            double hits = 0;
            String mood = "calm";
            for (int day = 1; day <= 30; day++) {
                double u = draws.stream("state/flare/" + day).uniform(twin);
                boolean flare = mood.equals("calm") && u < -Elementary.expm1(-0.05 * Elementary.exp(x));
                double noise = 0.2 * Normal.quantile(draws.stream("state/x/" + day).uniform(twin));
                x = Math.max(-5, Math.min(5, x + pull * (first - x) + noise));
                y = y + 0.1 * x;
                double move = draws.stream("state/mood/" + day).uniform(twin);
                mood = move < (mood.equals("calm") ? 0.9 : 0.2) ? "calm" : "tense";
                hits += flare ? 1 : 0;
                assertThat(history.value("x", day)).isEqualTo(x);
                assertThat(history.value("y", day)).isEqualTo(y);
                assertThat(history.value("sum_of_both", day)).isEqualTo(x + y);
                assertThat(history.text("mood", day)).isEqualTo(mood);
                assertThat(history.value("flare", day)).isEqualTo(flare ? 1 : 0);
                assertThat(history.value("hits", day)).isEqualTo(hits);
                assertThat(history.text("high", day)).isEqualTo(x > 1 ? "true" : "false");
            }
        }
    }

    @Test
    void alert_cooldown_isTheLeastTimeBetweenTwo() {
        TwinModel model = world("""
                state: {x: {start: "0", next: "t"}}
                alerts:
                  often: {when: "true", cooldown: 0 days}
                  third: {when: "true", cooldown: 3 days}
                  half: {when: "x >= 4", cooldown: 60 h}
                """);
        TwinHistory twin = Timeline.of(model.generate(1, 1)).replay(0);
        assertThat(twin.moments("often")).hasSize(11);
        assertThat(twin.moments("third")).containsExactly(0.0, 3.0, 6.0, 9.0);
        assertThat(twin.moments("half")).containsExactly(4.0, 7.0, 10.0);
    }

    @Test
    void first_inWhatIsComputedAtTheStartToo_isTheValueOfTheTwinItself() {
        TwinModel model = world("""
                context: {env: {columns: {warmth: "20 + first(x)"}, window: 1 day}}
                state: {x: {start: "100 * mass", next: "x + 1"}}
                derived: {gain: "x - first(x)"}
                """);
        Population twins = model.generate(2_100, 3);
        double[] mass = twins.doubles("mass");
        Timeline timeline = Timeline.of(twins);
        int checked = 0;
        for (int day = 0; day <= 2; day++) {
            Population at = timeline.state(day + " days");
            double[] gain = at.doubles("gain");
            double[] warmth = at.doubles("env.warmth");
            for (int i = 0; i < 2_100; i++) {
                assertThat(gain[i]).isCloseTo(day, within(1e-12));
                assertThat(warmth[i]).isEqualTo(20 + 100 * mass[i]);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(6_300);
    }

    @Test
    void until_twinIsOver_staysAsItIs() {
        TwinModel model = world("""
                state:
                  steps: {start: "0", next: "steps + 1"}
                  noise: {start: "0.0", next: "~ normal(0, 1)"}
                derived: {late: "steps >= 2 * mass"}
                events: {tick: {probability: "1"}}
                alerts: {running: {when: "true", cooldown: 1 day}}
                until: "steps > 3 * mass"
                """);
        Population twins = model.generate(1_100, 5);
        Timeline timeline = Timeline.of(twins);
        double[] mass = twins.doubles("mass");
        double[] last = timeline.state("10 days").doubles("steps");
        for (int i = 0; i < 1_100; i++) {
            int end = (int) Math.floor(3 * mass[i]) + 1;
            assertThat(last[i]).isEqualTo(end);
            if (i % 100 == 0) {
                TwinHistory twin = timeline.replay(i);
                assertThat(twin.lastStep()).isEqualTo(end);
                assertThat(twin.moments("tick")).hasSize(end);
                assertThat(twin.moments("running")).hasSize(end + 1);
                for (int step = end; step <= 10; step++) {
                    assertThat(twin.value("noise", step)).isEqualTo(twin.value("noise", end));
                    assertThat(timeline.state(step + " days").doubles("noise")[i]).isEqualTo(twin.value("noise", end));
                }
            }
        }
        long shown = timeline.collect("control", new StepCollector<long[]>() {
            @Override
            public long[] create() {
                return new long[1];
            }

            @Override
            public void accept(long[] into, StepView view) {
                into[0] = Math.max(into[0], view.step());
            }

            @Override
            public long[] merge(long[] left, long[] right) {
                left[0] = Math.max(left[0], right[0]);
                return left;
            }
        })[0];
        assertThat(shown).as("the block ends when its last twin is over").isEqualTo(6);
    }

    @Test
    void until_reachedByAnArm_stopsEverythingInIt() {
        TwinModel model = TwinModel.parse("""
                model: race
                version: 1
                variables: {mass: "~ uniform(1, 2)"}
                timeline:
                  step: 1 day
                  horizon: 10 days
                  state:
                    way: {start: "0", next: "way + 1", type: real}
                    other: {start: "0", next: "other + 1"}
                  until: "way >= 6"
                interventions:
                  faster: {course: {start: 3 days, add: {way: "1"}}}
                """, "race.yaml");
        Timeline timeline = Timeline.of(model.generate(3, 5)).with(model.intervention("faster"));
        assertThat(timeline.replay(1).values("other")).containsExactly(0, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6);
        assertThat(timeline.replay(1, "treated").values("other")).containsExactly(0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4);
        assertThat(timeline.replay(1, "treated").values("way")).containsExactly(0, 1, 2, 4, 6, 6, 6, 6, 6, 6, 6);
        assertThat(timeline.replay(1).lastStep()).isEqualTo(6);
        assertThat(timeline.replay(1, "treated").lastStep()).as("the arm's own").isEqualTo(4);
    }

    @Test
    void context_exampleOfTheManual_runs() {
        TwinModel model = TwinModel.parse("""
                model: skin
                version: 1
                variables: {age: "~ uniform_int(18, 80)"}
                timeline:
                  step: 1 day
                  state:
                    hydration: {start: "~ truncated(normal(55, 15), 0, 100)",
                                next: "clamp(hydration + 0.15 * (first(hydration) - hydration) - 0.05 * max(0, 40 - env.humidity) + normal(0, 1.5), 0, 100)"}
                    mood: {start: "'balanced'", next: "~ transition(mood, balanced: {balanced: 0.9, dry: 0.1}, dry: {balanced: 0.2, dry: 0.8})"}
                  context: {env: {columns: [humidity, uv_index], window: 2 h, join: backward}}
                  alerts: {dehydrated: {when: "hydration < 20", cooldown: 7 days}}
                """, "skin.yaml");
        Population records = Population.builder().column("time", RealColumn.of(0, 1, 2, 3, 4, 5))
                .column("humidity", RealColumn.of(50, 10, 10, 60, 60, 60))
                .column("uv_index", RealColumn.of(1, 2, 3, 4, 5, 6)).build();
        Population twins = model.generate(2_000, 42);
        Timeline timeline = Timeline.of(twins).over("5 days").withContext("env", ContextSeries.of(records, "time"));

        TwinHistory twin = timeline.replay(1_500);
        assertThat(twin.values("env.humidity")).containsExactly(50, 10, 10, 60, 60, 60);
        assertThat(twin.values("env.matched")).containsOnly(1);
        Draws draws = Draws.of(42);
        double first = twin.value("hydration", 0);
        double value = first;
        for (int day = 1; day <= 5; day++) {
            double dry = 0.05 * Math.max(0, 40 - twin.value("env.humidity", day));
            double noise = 1.5 * Normal.quantile(draws.stream("state/hydration/" + day).uniform(1_500));
            value = Math.max(0, Math.min(100, value + 0.15 * (first - value) - dry + noise));
            assertThat(twin.value("hydration", day)).isEqualTo(value);
        }
        assertThat(timeline.run().table()).contains("hydration").contains("dehydrated");
        assertThatThrownBy(() -> timeline.over("6 days").run()).isInstanceOf(InputException.class)
                .hasMessageContaining("context \"env\" must have a record for twin 0 at t = 6 days");
        assertThatThrownBy(() -> Timeline.of(twins).over("5 days").run()).hasMessageContaining("withContext(\"env\"");
    }

    @Test
    void context_withoutRecord_takesTheFallback() {
        TwinModel model = world("""
                state: {x: {start: "1", next: "x + wear.steps"}}
                context: {wear: {columns: {steps: "10 * x"}, window: 1 h}}
                """);
        Population records = Population.builder().column("time", RealColumn.of(2, 4))
                .column("steps", RealColumn.of(100, 200)).build();
        TwinHistory twin = Timeline.of(model.generate(1, 1)).over("4 days")
                .withContext("wear", ContextSeries.of(records, "time")).replay(0);
        assertThat(twin.values("wear.matched")).containsExactly(0, 0, 1, 0, 1);
        assertThat(twin.values("wear.steps")).containsExactly(10, 10, 100, 1_110, 200);
        assertThat(twin.values("x")).containsExactly(1, 11, 111, 1_221, 1_421);
    }

    private static final String LINE = """
            model: line
            version: 1
            variables: {speed: "~ uniform(0.8, 1.2)"}
            timeline:
              step: 1 min
              unit: min
              horizon: 60 min
              axes: {station: [first, second]}
              state:
                shift: {start: "0", next: "shift", type: real}
              queues:
                line:
                  stations: station
                  arrivals: {interval: "1.5", form: exponential}
                  service: {mean: "speed + shift", sd: "0.2", form: normal}
                  capacity: "1"
                  buffer: "3"
            interventions:
              slower: {course: {start: 20 min, set: {shift: "0.5"}}}
              same: {course: {start: 20 min, set: {shift: "0"}}}
            """;

    @Test
    void queue_inAnArm_goesOnFromWhereControlIs() {
        TwinModel model = TwinModel.parse(LINE, "line.yaml");
        Timeline timeline = Timeline.of(model.generate(50, 3)).with(model.intervention("slower"))
                .withArm("same", model.intervention("same"));
        for (int twin = 0; twin < 50; twin++) {
            TwinHistory control = timeline.replay(twin);
            TwinHistory slower = timeline.replay(twin, "treated");
            for (String name : List.of("line.introduced", "line.completed", "line.wip", "line.busy.second")) {
                assertThat(timeline.replay(twin, "same").values(name)).isEqualTo(control.values(name));
                for (int minute = 0; minute <= 19; minute++) {
                    assertThat(slower.value(name, minute)).isEqualTo(control.value(name, minute));
                }
            }
            assertThat(slower.value("line.completed", 60)).isLessThanOrEqualTo(control.value("line.completed", 60));
        }
        assertThat(timeline.replay(0, "treated").value("line.completed", 60))
                .isLessThan(timeline.replay(0).value("line.completed", 60));
    }

    @Test
    void queue_ofFilteredTwins_isThatOfTheWhole() {
        TwinModel model = TwinModel.parse(LINE, "line.yaml");
        Population twins = model.generate(1_100, 3);
        double[] all = Timeline.of(twins.where("speed > 1")).state("60 min").doubles("line.completed");
        double[] whole = Timeline.of(twins).state("60 min").doubles("line.completed");
        double[] speed = twins.doubles("speed");
        int at = 0;
        for (int i = 0; i < 1_100; i++) {
            if (speed[i] > 1) {
                assertThat(all[at++]).isEqualTo(whole[i]);
            }
        }
        assertThat(at).isEqualTo(all.length).isBetween(450, 650);
    }

    @Test
    void run_stoppedAtOnce_hasNoNumbers() {
        TimelineResult result = Timeline.of(WALK.generate(100, 1)).withDeadline(Duration.ZERO).run();
        assertThat(result.reason()).contains("stopped after 0 of 100 twins");
    }

    @Test
    void snapshot_ofRunThatWasStopped_hasOnlyTwinsThatWereDone() {
        TimelineResult result = Timeline.of(WALK.generate(100, 1)).withSnapshots("3 days")
                .withDeadline(Duration.ZERO).run();
        assertThat(result.snapshot("3 days", "control").size()).isZero();
    }

    @Test
    void hash_dependsOnWhatDecidesNumbers_only() {
        Population twins = WALK.generate(100, 1);
        Timeline timeline = Timeline.of(twins);
        assertThat(timeline.withThreads(3).withDeadline(Duration.ofDays(1)).hash()).isEqualTo(timeline.hash());
        assertThat(timeline.over("720 h").hash()).isEqualTo(timeline.hash());
        List<Timeline> others = List.of(timeline.over("29 days"), timeline.withSeed(2), timeline.withLevel(0.9),
                timeline.with(WALK.intervention("push")), timeline.with(WALK.intervention("push").with("size", 1)),
                timeline.withArm("other", WALK.intervention("push")), timeline.withParameter("wind", 0.5),
                timeline.observing("y"), timeline.withSnapshots("3 days"), timeline.withQuantiles(0.5),
                timeline.withReplicates(500), Timeline.of(twins.where("pull > 0.2")), Timeline.of(WALK.generate(100, 2)));
        assertThat(others.stream().map(Timeline::hash).distinct()).hasSize(others.size()).doesNotContain(timeline.hash());
    }

    @Test
    void settings_bad_areRefused() {
        Timeline timeline = Timeline.of(WALK.generate(100, 1));
        assertThatThrownBy(() -> timeline.withParameter("wnd", 1)).hasMessage(
                "unknown parameter of the timeline \"wnd\"; did you mean \"wind\"? known: wind");
        assertThatThrownBy(() -> timeline.withParameter("wind", 2)).hasMessage("wind must be in [-1, 1], got 2.0");
        assertThatThrownBy(() -> timeline.over("12 h")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> timeline.observing()).hasMessage("names must hold at least one node, got none");
        assertThatThrownBy(() -> timeline.withQuantiles(0.5, 0.25)).hasMessage(
                "quantiles must ascend, got 0.25 after 0.5");
        assertThatThrownBy(() -> timeline.replay(100)).hasMessage(
                "twin must be the row id of one of the 100 twins, 0 to 99, got 100");
        assertThatThrownBy(() -> timeline.replay(1, "treatd")).hasMessage("unknown arm \"treatd\"; known: control");
        assertThatThrownBy(() -> timeline.state("31 days")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Timeline.of(Population.builder().column("a", RealColumn.of(1)).build())).hasMessage(
                "twins must have a model with a timeline, got data; say model.adopt(data)");
        assertThatThrownBy(() -> Timeline.of(TwinModel.parse("model: still\nversion: 1\nvariables: {a: \"= 1\"}\n", "s.yaml")
                .generate(1, 1))).hasMessage("world still has no timeline; its interventions are simulated by Simulation");
    }

    @Test
    void failure_namesNodeRowAndTime() {
        TwinModel model = world("""
                state: {x: {start: "1", next: "1 / (3 - t)"}}
                """);
        assertThatThrownBy(() -> Timeline.of(model.generate(1, 1)).run()).isInstanceOf(InputException.class)
                .hasMessage("x at t = 3 days: formula \"1 / (3 - t)\" is Infinity at twin 0; inputs: t = 3.0");
        TwinModel hazard = world("""
                state: {x: {start: "1", next: "x - 1", type: real}}
                events: {hit: {hazard: "x"}}
                """);
        assertThatThrownBy(() -> Timeline.of(hazard.generate(1, 1)).run())
                .hasMessage("hazard of hit must be at least 0, got -1 for twin 0 at t = 3 days; formula \"x\"; inputs: "
                        + "x = -1.0");
    }

    @Test
    void failure_ofAnInteger_saysFormulaAndInputs() {
        String world = """
                model: m
                version: 1
                variables: {age: "= 40"}
                timeline:
                  step: 1 day
                  horizon: 40 days
                  state: {n: {start: "1", next: "2 * n"}}
                  events: {hit: {probability: "0.5 * n"}}
                interventions:
                  drug: {course: {start: 30 days, set: {n: "1073741824 * 2"}}}
                """;
        Timeline likely = Timeline.of(TwinModel.parse(world, "m.yaml").generate(1, 1));
        assertThatThrownBy(() -> likely.replay(0)).hasMessage("probability of hit must be in [0, 1], got 2 for twin 0 "
                + "at t = 3 days; formula \"0.5 * n\"; inputs: n = 4");
        TwinModel quiet = TwinModel.parse(world.replace("0.5 * n", "0"), "m.yaml");
        Timeline grows = Timeline.of(quiet.generate(1, 1));
        assertThatThrownBy(() -> grows.replay(0)).hasMessage("n must be a whole number in [-2147483648, 2147483647], "
                + "as it is an integer, got 2147483648 for twin 0 at t = 31 days; formula \"2 * n\"; inputs: "
                + "n = 1073741824; say type: real to allow it, or bound it with a range");
        assertThatThrownBy(() -> grows.with(quiet.intervention("drug")).run()).hasMessage("n in arm treated must be a "
                + "whole number in [-2147483648, 2147483647], as it is an integer, got 2147483648 for twin 0 at "
                + "t = 30 days; formula \"2 * n\"; inputs: n = 536870912, then changed by drug; say type: real to "
                + "allow it, or bound it with a range");
    }

    @Test
    void state_ofArmsThatAgreeOnTheTwinsOfARun_isOneContent() {
        TwinModel model = TwinModel.parse("""
                model: m
                version: 1
                variables: {age: "~ uniform(18, 80)"}
                timeline:
                  step: 1 day
                  horizon: 9 days
                  state: {x: {start: "age", next: "x + normal(0, 1)"}}
                interventions:
                  young: {applies: age <= 40, course: {start: 3 days, add: {x: "1"}}}
                """, "m.yaml");
        Population all = model.generate(2_000, 3);
        Timeline old = Timeline.of(all.where("age > 40")).with(model.intervention("young"));
        assertThat(old.state("9 days", "treated").contentHash()).isEqualTo(old.state("9 days").contentHash());
        Timeline both = Timeline.of(all).with(model.intervention("young"));
        assertThat(both.state("9 days", "treated").contentHash()).isNotEqualTo(both.state("9 days").contentHash());
    }

    @Test
    void sum_beyondAllDoubles_isRefusedByTime() {
        TwinModel model = world("""
                state: {x: {start: "1.5", next: "x * 1.0e+154"}}
                """);
        assertThatThrownBy(() -> Timeline.of(model.generate(1000, 1)).over("2 days").run()).hasMessage(
                "the sum of x over twins must be finite, but is not at t = 2 days; bound x with a range");
    }

    @Test
    void twins_adoptedData_runWithTheirOwnColumns() {
        Population data = WALK.adopt(Population.builder().column("pull", RealColumn.of(0, 1, 0.5))
                .column("group", CategoryColumn.of("a", "b", "a")).build());
        Timeline timeline = Timeline.of(data).over("2 days");
        double[] x = timeline.state("1 days").doubles("x");
        Draws draws = Draws.of(42);
        for (int i = 0; i < 3; i++) {
            double first = Normal.quantile(draws.stream("state/x/0").uniform(i));
            assertThat(x[i]).isEqualTo(first + 0.2 * Normal.quantile(draws.stream("state/x/1").uniform(i)));
        }
        assertThat(timeline.toString()).isEqualTo("Timeline[walk, n=3, 2 days, control]");
        assertThat(timeline.replay(2).toString()).isEqualTo("TwinHistory[twin 2, control, 2 days, 8 columns]");
    }
}

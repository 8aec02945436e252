package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Draws;
import org.junit.jupiter.api.Test;

/** Schedules, levels, exposures and changes, against what a few lines of arithmetic give. */
class CourseTest {

    private static final double ULPS = 1e-12;

    private static double[] level(String course) {
        TwinModel model = LittleWorlds.course(course);
        return Timeline.of(model.generate(1, 1)).with(model.intervention("drug")).replay(0, "treated").values("level");
    }

    @Test
    void with_names_isTheArmOfTheirInterventions() {
        TwinModel model = LittleWorlds.course("course: {start: 3 days, add: {level: \"exposure\"}}\n");
        Timeline timeline = Timeline.of(model.generate(100, 1));
        assertThat(timeline.with("drug").hash()).isEqualTo(timeline.with(model.intervention("drug")).hash());
        assertThatThrownBy(() -> timeline.with("drog")).isInstanceOf(InputException.class)
                .hasMessage("unknown intervention \"drog\"; did you mean \"drug\"? known: drug");
    }

    @Test
    void exposure_ofPlainCourse_isTheDoseFromStartToStop() {
        double[] level = level("""
                course: {start: 3 days, stop: 8 days, dose: "$dose", add: {level: "exposure"}}
                """);
        for (int day = 0; day <= 20; day++) {
            assertThat(level[day]).as("day " + day).isEqualTo(day >= 3 && day <= 8 ? 3 : 0);
        }
    }

    @Test
    void exposure_betweenDoses_isThatOfTheLastOne() {
        double[] level = level("""
                course: {start: 2 days, stop: 12 days, every: 5 days, dose: "t", add: {level: "exposure"}}
                """);
        for (int day = 0; day <= 20; day++) {
            double last = day < 2 || day > 12 ? 0 : day < 7 ? 2 : day < 12 ? 7 : 12;
            assertThat(level[day]).as("day " + day).isEqualTo(last);
        }
    }

    @Test
    void exposure_stopBetweenSteps_isOverAtTheNext() {
        double[] level = level("""
                course: {start: 3 days, stop: "7.5", every: 36 h, add: {level: "exposure"}}
                """);
        for (int day = 0; day <= 20; day++) {
            assertThat(level[day]).as("day " + day).isEqualTo(day >= 3 && day <= 7 ? 1 : 0);
        }
    }

    @Test
    void level_withHalfLife_accumulatesEachDoseSinceItsMoment() {
        double[] level = level("""
                course: {start: "0.5", stop: "7", every: 36 h, dose: 2, half_life: 3, add: {level: "exposure"}}
                """);
        for (int day = 1; day <= 20; day++) {
            double sum = 0;
            for (int m = 0; 0.5 + 1.5 * m <= Math.min(day, 7); m++) {
                sum += 2 * Elementary.pow(2, -(day - 0.5 - 1.5 * m) / 3);
            }
            assertThat(level[day]).as("day " + day).isCloseTo(sum, offset(ULPS));
        }
        assertThat(level[0]).isZero();
    }

    @Test
    void level_startingAtZero_countsTheDoseAtZero() {
        double[] level = level("""
                course: {every: 10 days, half_life: 1, add: {level: "exposure"}}
                """);
        for (int day = 1; day <= 20; day++) {
            double sum = Elementary.pow(2, -day) + (day >= 10 ? Elementary.pow(2, 10 - day) : 0) + (day >= 20 ? 1 : 0);
            assertThat(level[day]).as("day " + day).isCloseTo(sum, offset(ULPS));
        }
    }

    @Test
    void profile_withStop_decidesAfterIt() {
        double[] level = level("""
                course: {start: 2 days, stop: 9 days, dose: 4, profile: "(1 - exp(-since / 5)) * exp(-after / 2)",
                         add: {level: "exposure"}}
                """);
        for (int day = 0; day <= 20; day++) {
            double shape = (1 - Elementary.exp(-Math.max(0, day - 2) / 5.0)) * Elementary.exp(-Math.max(0, day - 9) / 2.0);
            assertThat(level[day]).as("day " + day).isCloseTo(day < 2 ? 0 : 4 * shape,
                    offset(ULPS));
        }
    }

    @Test
    void changes_setThenMultiplyThenAdd_whereExposed() {
        TwinModel model = LittleWorlds.course("""
                applies: "responder"
                course:
                  start: 4 days
                  add: {level: "1"}
                  multiply: {level: "$difficulty"}
                  set: {level: "10"}
                """);
        Timeline timeline = Timeline.of(model.generate(1_000, 3)).with(model.intervention("drug"));
        double[] level = timeline.state("4 days", "treated").doubles("level");
        double[] responder = timeline.state("4 days").doubles("responder");
        int responders = 0;
        for (int i = 0; i < level.length; i++) {
            assertThat(level[i]).isEqualTo(responder[i] == 1 ? 21 : 0);
            responders += (int) responder[i];
        }
        assertThat(responders).isBetween(400, 600);
        assertThat(timeline.withParameter("difficulty", 5).state("4 days", "treated").doubles("level"))
                .containsOnly(0, 51);
        assertThat(timeline.state("3 days", "treated").doubles("level")).containsOnly(0);
    }

    @Test
    void adherence_isDrawnPerDose_andAsTheStreamSays() {
        TwinModel model = LittleWorlds.course("""
                course: {start: 2 days, every: 2 days, adherence: "0.7", add: {level: "exposure"}}
                """);
        Timeline timeline = Timeline.of(model.generate(1_000, 3)).with(model.intervention("drug"));
        int taken = 0;
        for (int dose = 0; dose < 5; dose++) {
            double[] level = timeline.state(2 + 2 * dose + " days", "treated").doubles("level");
            double[] day = timeline.state(3 + 2 * dose + " days", "treated").doubles("level");
            assertThat(day).isEqualTo(level);
            for (int i = 0; i < 1_000; i++) {
                double u = Draws.of(3).stream("adherence/drug/" + dose).uniform(i);
                assertThat(level[i]).isEqualTo(u < 0.7 ? 1 : 0);
                taken += (int) level[i];
            }
        }
        // Binomial(5000, 0.7): four standard errors are 130; a false alarm in 16,000 seeds, and this one passes.
        assertThat(taken).isBetween(3_370, 3_630);
    }

    private static final String TWO = """
            model: two
            version: 1
            variables: {mass: "~ normal(1, 0.1)"}
            timeline:
              step: 1 day
              horizon: 10 days
              state:
                x: {start: "1", next: "x", type: real}
              actions:
                speed: {value: 0.5, range: [0, 1]}
              derived:
                twice: "2 * x"
              events:
                hit: {probability: "0.25", when: "x > 0"}
              interactions:
                both: {of: [a, b], severity: moderate, add: {x: "exposure.a * exposure.b"}}
            interventions:
              a: {course: {start: 2 days, dose: 2, add: {x: "exposure"}}}
              b: {course: {start: 4 days, dose: 3, multiply: {x: "1"}, set: {action.speed: "exposure"}}}
              c: {course: {set: {x: "7"}}}
              d: {course: {set: {x: "8"}, multiply: {hit: "0"}}}
            """;

    @Test
    void interaction_isActiveWhereAllAreExposed() {
        TwinModel model = TwinModel.parse(TWO, "two.yaml");
        TwinHistory twin = Timeline.of(model.generate(1, 1)).with(model.intervention("a"), model.intervention("b"))
                .replay(0, "treated");
        assertThat(twin.values("x")).startsWith(1, 1, 3, 5, 13, 21);
        assertThat(twin.values("twice")).startsWith(2, 2, 6, 10, 26, 42);
        assertThat(twin.values("action.speed")).startsWith(0.5, 0.5, 0.5, 0.5, 1, 1);
    }

    @Test
    void event_probabilityMultipliedByZero_neverHappens() {
        TwinModel model = TwinModel.parse(TWO, "two.yaml");
        Timeline timeline = Timeline.of(model.generate(400, 1)).with(model.intervention("d"));
        int control = 0;
        int treated = 0;
        for (int twin = 0; twin < 400; twin++) {
            control += timeline.replay(twin).moments("hit").size();
            treated += timeline.replay(twin, "treated").moments("hit").size();
        }
        // Binomial(4000, 0.25): five standard errors are 137.
        assertThat(control).isBetween(863, 1_137);
        assertThat(treated).isZero();
    }

    @Test
    void set_twiceInAnArm_isRefused() {
        TwinModel model = TwinModel.parse(TWO, "two.yaml");
        Timeline timeline = Timeline.of(model.generate(1, 1)).with(model.intervention("c"), model.intervention("d"));
        assertThatThrownBy(timeline::run).isInstanceOf(InputException.class)
                .hasMessage("arm treated must set x once, got it set by c, d");
    }

    @Test
    void arm_badContent_isRefused() {
        TwinModel model = TwinModel.parse(TWO, "two.yaml");
        Timeline timeline = Timeline.of(model.generate(1, 1));
        Intervention other = LittleWorlds.walk().intervention("push");
        assertThatThrownBy(() -> timeline.with(other)).hasMessage(
                "intervention push must be of the twins' world two, got one of walk");
        assertThatThrownBy(() -> timeline.withArm("control", model.intervention("a"))).hasMessage(
                "name must be that of an arm besides control, got \"control\"");
        assertThatThrownBy(() -> timeline.with(model.intervention("a"), model.intervention("a"))).hasMessage(
                "arm treated must have an intervention once, got a twice");
    }

    @Test
    void schedule_badNumbers_areRefusedByName() {
        TwinModel model = LittleWorlds.course("""
                parameters: {from: 2, to: 3, half: 1, taken: 0.5}
                course: {start: "$from", stop: "$to", half_life: "$half", adherence: "$taken", add: {level: "1"}}
                """);
        Timeline timeline = Timeline.of(model.generate(1, 1));
        Intervention drug = model.intervention("drug");
        assertThatThrownBy(() -> timeline.with(drug.with("from", -1)).run())
                .hasMessage("start of drug must be at least 0, got -1.0");
        assertThatThrownBy(() -> timeline.with(drug.with("to", 1)).run())
                .hasMessage("stop of drug must be at least its start (2.0), got 1.0");
        assertThatThrownBy(() -> timeline.with(drug.with("half", 0)).run())
                .hasMessage("half_life of drug must be positive and finite, got 0.0");
        assertThatThrownBy(() -> timeline.with(drug.with("taken", 1.5)).run())
                .hasMessage("adherence of drug must be in [0, 1], got 1.5 for twin 0 at t = 2 days; formula "
                        + "\"$taken\"; inputs: $taken = 1.5");
    }

    @Test
    void intervention_ofFileOfItsOwn_readsItsExposureAndThoseOfTheWorld() {
        TwinModel model = TwinModel.parse(TWO, "two.yaml");
        Intervention own = model.parseIntervention(
                "mine: {course: {start: 3 days, dose: 5, add: {x: \"exposure + exposure.a\"}}}", "mine.yaml");
        Timeline timeline = Timeline.of(model.generate(1, 1));
        assertThat(timeline.with(own).replay(0, "treated").values("x")).startsWith(1, 1, 1, 6, 11);
        assertThat(timeline.with(own, model.intervention("a")).replay(0, "treated").values("x"))
                .startsWith(1, 1, 3, 12, 21);
    }

    @Test
    void change_thatLeavesTheNumbers_isRefusedByTwinAndTime() {
        TwinModel model = LittleWorlds.course("""
                parameters: {by: 1.0e+300}
                course: {start: 3 days, set: {level: "$by"}, multiply: {level: "exposure * $by"}}
                """);
        Timeline timeline = Timeline.of(model.generate(5, 1)).with(model.intervention("drug"));
        assertThatThrownBy(timeline::run).isInstanceOf(InputException.class).hasMessage("level must be finite, got "
                + "Infinity for twin 0 at t = 3 days after multiply of drug in arm treated");
    }

    @Test
    void every_farBelowAStep_isRefusedWhereDosesAddUp() {
        assertThatThrownBy(() -> level("course: {every: 0.1 s, half_life: 1, add: {level: \"exposure\"}}\n"))
                .isInstanceOf(InputException.class).hasMessageStartingWith("every of drug must be at least a "
                + "hundred-thousandth of a step where doses add up, got ");
        assertThat(level("course: {every: 0.1 s, add: {level: \"exposure\"}}\n")).startsWith(0, 1, 1);
    }
}

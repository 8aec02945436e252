package io.twinsim.model;

import static io.twinsim.model.Refusals.drug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Interventions in time: what they hold, their profiles, and what is refused. */
class CourseTest {

    private static final TwinModel BRAIN = TwinModel.parse(TimelineWorlds.BRAIN, "w.yaml");

    @Test
    void course_asWritten_holdsDosesAndChanges() {
        Intervention ssri = BRAIN.intervention("ssri");
        CourseSpec course = ssri.course().orElseThrow();
        assertThat(course.start()).hasToString("$start_day");
        assertThat(course.stop()).contains(Expr.number(20));
        assertThat(course.every()).contains(TimeSpan.parse("1 day"));
        assertThat(course.dose()).hasToString("$dose * metabolism");
        assertThat(course.adherence()).contains(Expr.parse("0.9"));
        assertThat(course.halfLife()).contains(Expr.number(20 / 24.0));
        assertThat(course.changes()).extracting(Object::toString).containsExactly("CourseChange[multiply crisis]",
                "CourseChange[add level.raphe.serotonin]", "CourseChange[add level.cortex.serotonin]");
        assertThat(course.changes()).extracting(change -> change.formula().toString()).containsExactly(
                "1 - 0.5 * min(1, exposure.ssri)", "$$shift * 0.9 * exposure.ssri", "$$shift * 0.7 * exposure.ssri");
        assertThat(course).hasToString("CourseSpec[from $start_day to 20, 3 changes]");
        assertThat(ssri.applies()).hasValueSatisfying(e -> assertThat(e).hasToString("age >= 21"));
        assertThat(ssri.variables()).containsExactly("age", "metabolism");
        assertThat(ssri.with("dose", 2).course()).isEqualTo(ssri.course());
        assertThat(BRAIN.intervention("ndri").course().orElseThrow().start()).isEqualTo(Expr.number(0));
        InteractionSpec both = BRAIN.timeline().orElseThrow().interactions().get(0);
        assertThat(both).hasToString("InteractionSpec[both: ssri with ndri, moderate]");
        assertThat(both.changes()).extracting(CourseChange::target).containsExactly("level.raphe.gaba", "level.cortex.gaba");
    }

    @Test
    void course_inAFileOfItsOwn_isReadOnTheTimeline() {
        Intervention added = BRAIN.parseIntervention(
                "snri: {course: {stop: 10 days, add: {level.raphe.*: \"0.1 * exposure + 0 * exposure.ssri\"}}}", "s.yaml");
        assertThat(added.course().orElseThrow().changes()).extracting(CourseChange::target).containsExactly(
                "level.raphe.serotonin", "level.raphe.dopamine", "level.raphe.gaba");
        assertThat(added.course().orElseThrow().changes().get(0).formula())
                .hasToString("0.1 * exposure.snri + 0 * exposure.ssri");
    }

    /** The drug time course of the original, written out a second time. */
    private static double reference(double since, double after) {
        if (after > 0) {
            return 0.8 * StrictMath.exp(-0.1 * after);
        }
        if (since < 14) {
            return 0.3 / (1 + StrictMath.exp(-10 * (since / 14 - 0.5)));
        }
        if (since < 42) {
            return 0.3 + 0.7 / (1 + StrictMath.exp(-10 * ((since - 14) / 28 - 0.5)));
        }
        return 1 - Math.min(0.2, 0.004 * (since - 42));
    }

    @Test
    void onsetProfile_atNamedTimes_agreesWithItsDefinition() {
        Expr profile = BRAIN.intervention("ssri").course().orElseThrow().profile().orElseThrow();
        double[] times = {0, 3.5, 7, 13.999, 14, 20, 28, 41.999, 42, 50, 91.999, 92, 100, 365};
        for (double since : times) {
            assertThat(value(profile, since, 0)).isCloseTo(reference(since, 0), within(1e-12));
        }
        for (double after : new double[] {1e-9, 1, 7, 30, 300}) {
            assertThat(value(profile, 60 + after, after)).isCloseTo(reference(60 + after, after), within(1e-12));
        }
        assertThat(value(profile, 7, 0)).isEqualTo(0.15);
        assertThat(value(profile, 42, 0)).isEqualTo(1);
        assertThat(value(profile, 92, 0)).isEqualTo(0.8);
    }

    @Test
    void rampProfile_risesAlongALineAndFadesFromWhatWasReached() {
        Expr profile = BRAIN.intervention("ndri").course().orElseThrow().profile().orElseThrow();
        assertThat(value(profile, 0, 0)).isZero();
        assertThat(value(profile, 2.5, 0)).isEqualTo(0.5);
        assertThat(value(profile, 9, 0)).isEqualTo(1);
        assertThat(value(profile, 16, 7)).isCloseTo(StrictMath.exp(-1), within(1e-15));
        assertThat(value(profile, 9.5, 7)).isCloseTo(0.5 * StrictMath.exp(-1), within(1e-15));
        assertThat(value(profile("{ramp: 4 days}"), 3, 1)).isZero();
        assertThat(value(profile("{decay: 0.5}"), 3, 1)).isCloseTo(StrictMath.exp(-0.5), within(1e-15));
        assertThat(value(profile("{onset: 2, peak: 4}"), 90, 0)).isEqualTo(1);
        assertThat(value(profile("{onset: 2, peak: 4}"), 90, 1)).isZero();
        assertThat(value(profile("\"0.5 * since - after\""), 4, 1)).isEqualTo(1);
    }

    private static Expr profile(String text) {
        return BRAIN.parseIntervention("one: {course: {profile: " + text + ", add: {level.*.gaba: 1}}}", "one.yaml")
                .course().orElseThrow().profile().orElseThrow();
    }

    private static double value(Expr profile, double since, double after) {
        Scope scope = BRAIN.timeline().orElseThrow().profileScope(List.of());
        Program program = Program.compile(profile, scope, new Binding(Map.of(), Map.of()), "");
        Evaluator evaluator = program.evaluator(null, name -> {
            throw new IllegalStateException(name);
        }, 0);
        evaluator.scalar("since", since);
        evaluator.scalar("after", after);
        evaluator.run(0, 0, 1);
        return evaluator.values()[0];
    }

    @Test
    void interventions_thatMixForms_areRefused() {
        drug("{base: 1, course: {add: {x: 1}}}",
                "14:16: intervention drug has a course in time; \"base\" belongs to interventions with a base");
        drug("{set: {age: 1}, course: {add: {x: 1}}}",
                "14:15: intervention drug has a course in time; \"set\" belongs inside the course");
        drug("{noise: \"normal(0, 1)\", course: {add: {x: 1}}}",
                "14:17: intervention drug has a course in time; \"noise\" belongs to interventions with a base");
        drug("{label: x}", "14:9: intervention drug must have either \"base\" (an effect) or \"set\" (assignments to "
                + "variables) or \"course\" (changes in time)");
        drug("{parameters: {p: 1}, course: {add: {x: $p}}}", "14:22: parameter p of intervention drug must have another "
                + "name; the timeline has a parameter of this name");
        drug("{applies: x > 30, course: {add: {x: 1}}}", "14:19: unknown column \"x\"; known: age\n  x > 30\n  ^");
        Refusals.world("model: m\nvariables: {age: \"~ normal(0, 1)\"}\ninterventions: {drug: {course: {add: {x: 1}}}}",
                "3:32: intervention drug has a course in time, so the model must have a timeline");
    }

    @Test
    void targets_thatCannotChange_areRefused() {
        drug("{course: {}}", "14:18: course of drug must add, multiply or set something");
        drug("{course: {ad: {x: 1}}}", "14:19: unknown key \"ad\"; did you mean \"add\"? known: start, stop, every, dose, "
                + "adherence, half_life, profile, set, multiply, add (in course of drug)");
        drug("{course: {add: {env.h: 1}}}",
                "14:25: drug cannot change env.h, which comes from records; give the run another series");
        drug("{course: {add: {q.wip: 1}}}",
                "14:25: drug cannot change q.wip, which a queue counts; change what the queue reads");
        drug("{course: {add: {age: 1}}}",
                "14:25: drug cannot change age, a twin variable, which does not change in time; make it a state");
        drug("{course: {add: {c: 1}}}", "14:28: drug.add.c must change a number, got a category; use set");
        drug("{course: {multiply: {f: 2}}}", "14:33: drug.multiply.f must change a number, got a flag; use set");
        drug("{course: {set: {c: \"'z'\"}}}",
                "14:28: unknown label of the category \"z\"; did you mean \"a\"? known: a, b\n  'z'\n  ^");
        drug("{course: {set: {f: 1}}}", "14:28: drug.set.f must be a flag such as \"x < 20\", got a number");
        drug("{course: {add: {n: 0.5}}}",
                "14:28: drug.add.n must keep n a whole number; write round(...), or type: real for n");
        drug("{course: {add: {d: \"normal(0, 1)\"}}}",
                "14:28: drug.add.d must not draw, as derived values follow from their formula");
        drug("{course: {add: {e: \"normal(0, 1)\"}}}", "14:28: drug.add.e must not draw, as events follow from their formula");
        drug("{course: {add: {x: next.c}}}", "14:28: drug.add.x must be a number, got a category");
        drug("{course: {add: {x: next.d}}}", "14:18: next values must not depend on themselves: x -> d -> x");
        drug("{course: {add: {x: exposure.drog}}}", "14:28: unknown intervention with a course \"drog\"; did you mean "
                + "\"drug\"? known: drug\n  exposure.drog\n  ^");
    }

    @Test
    void timesAndDoses_outOfPlace_areRefused() {
        drug("{course: {start: 3 turns, add: {x: 1}}}",
                "14:26: start must be in s, min, h, days or weeks, as the step of 1 day is, got 3 turns");
        drug("{course: {start: x, add: {x: 1}}}",
                "14:26: a time must be a time span or a formula of numbers and parameters, got x");
        drug("{course: {stop: $q, add: {x: 1}}}", "14:25: unknown parameter \"q\"; did you mean \"p\"? known: p\n  $q\n  ^");
        drug("{coefficients: {b: 1}, course: {stop: $$b, add: {x: 1}}}",
                "14:47: a time must not depend on uncertain coefficients, got $$b");
        drug("{course: {every: 0 days, add: {x: 1}}}", "14:26: every must be positive, got 0 days");
        drug("{course: {start: -3, add: {x: 1}}}", "14:26: start of drug must be at least 0, got -3.0");
        drug("{course: {start: 3, stop: 2 days, add: {x: 1}}}",
                "14:35: stop of drug must be at least its start (3.0), got 2.0");
        drug("{course: {start: \"'x'\", add: {x: 1}}}", "14:26: a time must be a number, got a category");
        drug("{course: {adherence: 1.5, add: {x: 1}}}", "14:30: adherence of drug must be in [0, 1], got 1.5");
        drug("{course: {profile: {onset: 3 days, peak: 2 days}, add: {x: 1}}}",
                "14:50: peak of a profile must not be before its onset (3.0), got 2.0");
        drug("{course: {half_life: 0, add: {x: 1}}}", "14:30: half_life must be positive, got 0.0");
        drug("{course: {dose: next.x, add: {x: 1}}}",
                "14:25: next.x is not known yet here; write x, the value before the step\n  next.x\n  ^");
        drug("{course: {dose: action.s, add: {x: 1}}}",
                "14:25: action.s is not known yet here; doses come before actions in a step\n  action.s\n  ^");
        drug("{course: {dose: exposure, add: {x: 1}}}",
                "14:25: exposure belongs to what an intervention adds, multiplies or sets\n  exposure\n  ^");
        drug("{course: {adherence: \"bernoulli(0.5)\", add: {x: 1}}}",
                "14:30: adherence of drug must not draw; draws belong to start and next of states");
        drug("{course: {profile: x, add: {x: 1}}}", "14:28: a profile must be a formula of since, after, t, dt, parameters "
                + "and twin variables, got x\n  x\n  ^");
        drug("{course: {profile: {ramp: 0 days}, add: {x: 1}}}", "14:35: ramp in the profile of drug must be positive, got 0.0");
        drug("{course: {profile: {onset: 1, peak: 2, tolerance: -1}, add: {x: 1}}}",
                "14:59: tolerance in the profile of drug must be at least 0, got -1.0");
        drug("{course: {profile: {onset: 1, peak: 2, most: 2}, add: {x: 1}}}",
                "14:54: most in the profile of drug must be in [0, 1], got 2.0");
        drug("{course: {profile: {}, add: {x: 1}}}",
                "14:28: a profile must have \"ramp\", \"decay\" or both, or \"onset\" and \"peak\"");
        drug("{course: {profile: {onset: 1}, add: {x: 1}}}", "14:28: profile of drug must have the key \"peak\"");
        drug("{course: {profile: {onset: 1, peak: 2, decay: 0.1}, add: {x: 1}}}",
                "14:28: a profile must have both \"withdrawal\" and \"decay\" or neither");
    }
}

package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a timeline holds once it is read. */
class TimelineSpecTest {

    private static final TimelineSpec SKIN = TimelineWorlds.timeline(TimelineWorlds.SKIN);
    private static final TimelineSpec BRAIN = TimelineWorlds.timeline(TimelineWorlds.BRAIN);
    private static final TimelineSpec LINE = TimelineWorlds.timeline(TimelineWorlds.LINE);

    @Test
    void skin_asWritten_holdsStatesContextAndAlert() {
        assertThat(SKIN.step()).hasToString("1 day");
        assertThat(SKIN.horizon()).isEmpty();
        assertThat(SKIN.unit()).isEqualTo("day");
        assertThat(SKIN.dt()).isEqualTo(1);
        assertThat(SKIN.nodes()).extracting(TimelineNode::name)
                .containsExactly("hydration", "mood", "env.humidity", "env.uv_index", "env.matched");
        assertThat(SKIN.node("hydration").type()).isEqualTo(ColumnType.REAL);
        assertThat(SKIN.node("hydration").start()).hasValueSatisfying(
                e -> assertThat(e).hasToString("truncated(normal(55, 15), 0, 100)"));
        assertThat(SKIN.node("mood").labels()).containsExactly("balanced", "dry");
        assertThat(SKIN.node("env.matched").kind()).isEqualTo(TimelineNode.Kind.MATCH);
        assertThat(SKIN.contexts()).singleElement()
                .hasToString("ContextSpec[env, 2 columns, backward within 2 h]");
        assertThat(SKIN.alerts()).singleElement().hasToString("AlertSpec[dehydrated, medium, cooldown 7 days]");
        assertThat(SKIN.observed()).containsExactly("hydration", "mood");
        assertThat(SKIN).hasToString("TimelineSpec[step 1 day, 2 states, 5 nodes]");
    }

    @Test
    void families_withAxes_areWrittenOutWithTheLastAxisFastest() {
        assertThat(BRAIN.family("level")).extracting(TimelineNode::name).containsExactly("level.raphe.serotonin",
                "level.raphe.dopamine", "level.raphe.gaba", "level.cortex.serotonin", "level.cortex.dopamine",
                "level.cortex.gaba");
        assertThat(BRAIN.family("level.*.gaba")).extracting(TimelineNode::name)
                .containsExactly("level.raphe.gaba", "level.cortex.gaba");
        assertThat(BRAIN.family("mood")).extracting(TimelineNode::name).containsExactly("mood");
        TimelineNode node = BRAIN.node("level.cortex.gaba");
        assertThat(node.family()).isEqualTo("level");
        assertThat(node.index()).isEqualTo(Map.of("region", "cortex", "transmitter", "gaba"));
        assertThat(node).hasToString("TimelineNode[level.cortex.gaba, state, real]");
    }

    @Test
    void names_inFormulas_areResolvedForTheLabelsOfTheirNode() {
        assertThat(formula("level.cortex.gaba"))
                .isEqualTo("sum(0.2 * level.raphe.gaba, 0.7 * level.cortex.gaba) + $rate * 0.1");
        assertThat(formula("level.raphe.gaba"))
                .isEqualTo("sum(0.7 * level.raphe.gaba, 0.1 * level.cortex.gaba) + $rate * 0.2");
        assertThat(formula("energy.raphe")).isEqualTo("0.5 * energy.raphe + 0.1 * max(next.level.raphe.serotonin, "
                + "next.level.raphe.dopamine, next.level.raphe.gaba)");
        assertThat(formula("tone.gaba")).isEqualTo("mean(level.raphe.gaba, level.cortex.gaba)");
        assertThat(formula("mood")).isEqualTo("tone.serotonin - 0.5 * level.cortex.gaba");
        assertThat(BRAIN.node("crisis").when()).hasValueSatisfying(e ->
                assertThat(e).hasToString("not crisis and age > 20"));
        assertThat(BRAIN.alerts()).extracting(AlertSpec::name).containsExactly("low.serotonin", "low.dopamine", "low.gaba");
        assertThat(BRAIN.observed()).containsExactly("mood", "level.raphe.serotonin", "level.cortex.serotonin", "crisis");
    }

    private static String formula(String node) {
        return BRAIN.node(node).formula().orElseThrow().toString();
    }

    @Test
    void orders_ofStages_putWhatIsReadFirst() {
        assertThat(LINE.startOrder()).extracting(TimelineStage::name).containsExactly("action.speed.cut",
                "action.speed.paint", "health.cut", "health.paint", "line", "done", "maintained.cut", "maintained.paint");
        assertThat(LINE.stepOrder()).extracting(TimelineStage::name).containsExactly("action.speed.cut",
                "action.speed.paint", "line", "health.cut", "health.paint", "done", "maintained.cut", "maintained.paint");
        TimelineSpec chain = TimelineWorlds.timeline("model: m\nvariables: {age: \"~ normal(0, 1)\"}\ntimeline:\n"
                + "  step: 1 day\n  state: {a: {start: d, next: next.b}, b: {start: 1, next: next.d + c}, "
                + "c: {start: 2, next: c}}\n  derived: {d: c * 2}");
        assertThat(chain.startOrder()).extracting(TimelineStage::name).containsExactly("c", "d", "a", "b");
        assertThat(chain.stepOrder()).extracting(TimelineStage::name).containsExactly("c", "d", "b", "a");
    }

    @Test
    void stepOrder_withChanges_putsWhatTheyReadFirst() {
        TwinModel world = TwinModel.parse("model: m\nvariables: {age: \"~ normal(0, 1)\"}\ntimeline:\n  step: 1 day\n"
                + "  state: {a: {start: 0.5, next: a}, b: {start: 1, next: b}}\n"
                + "interventions: {x: {course: {add: {a: next.b * 0.5}}}}", "w.yaml");
        TimelineSpec timeline = world.timeline().orElseThrow();
        List<CourseChange> changes = world.intervention("x").course().orElseThrow().changes();
        assertThat(timeline.stepOrder()).extracting(TimelineStage::name).containsExactly("a", "b");
        assertThat(timeline.stepOrder(changes)).extracting(TimelineStage::name).containsExactly("b", "a");
    }

    @Test
    void longChains_ofNextValues_areOrderedWithoutRecursion() {
        StringBuilder world = new StringBuilder("model: m\nvariables: {age: \"~ normal(0, 1)\"}\n"
                + "timeline:\n  step: 1 day\n  derived:\n");
        int n = 2_000;
        for (int i = 0; i < n; i++) {
            world.append("    d").append(i).append(": ").append(i == n - 1 ? "age" : "d" + (i + 1)).append('\n');
        }
        List<TimelineStage> order = TimelineWorlds.timeline(world.toString()).stepOrder();
        assertThat(order).hasSize(n);
        assertThat(order.get(0).name()).isEqualTo("d" + (n - 1));
    }

    @Test
    void types_ofStates_comeFromStartAndNextTogether() {
        TimelineSpec spec = TimelineWorlds.timeline("""
                model: m
                variables: {age: "~ normal(0, 1)"}
                timeline:
                  step: 1 day
                  state:
                    count: {start: 0, next: count + 1}
                    widened: {start: 0, next: widened + step}
                    step: {start: 1, next: step * 0.5}
                    flag: {start: false, next: count > 3}
                    mixed: {start: false, next: mixed + flag}
                    real: {start: 0, next: real + 1, type: real}
                    stage: {start: "'a'", next: "if(count > 1, 'b', stage)"}
                    after_stage: {start: stage, next: "lookup(stage, a: 'x', b: 'y')"}
                    level: {start: "'low'", next: "if(count > 2, 'high', level)", levels: [none, low, high]}
                  derived:
                    named: "if(stage == 'b', 'late', 'early')"
                    half: "count / 2"
                """);
        assertThat(spec.node("count").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(spec.node("widened").type()).isEqualTo(ColumnType.REAL);
        assertThat(spec.node("flag").type()).isEqualTo(ColumnType.FLAG);
        assertThat(spec.node("mixed").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(spec.node("real").type()).isEqualTo(ColumnType.REAL);
        assertThat(spec.node("half").type()).isEqualTo(ColumnType.REAL);
        assertThat(spec.node("stage").labels()).containsExactly("a", "b");
        assertThat(spec.node("after_stage").labels()).containsExactly("a", "b", "x", "y");
        assertThat(spec.node("level").labels()).containsExactly("none", "low", "high");
        assertThat(spec.node("named").labels()).containsExactly("late", "early");
        assertThat(spec.observed()).hasSize(11).startsWith("count", "widened");
    }

    @Test
    void labels_ofAFamily_areTheSameForAllOfIt() {
        TimelineSpec spec = TwinModel.parse("""
                model: m
                variables: {age: "~ uniform(18, 80)"}
                timeline:
                  step: 1 day
                  axes: {r: [a, b]}
                  derived:
                    seen: {for: [r], value: "lookup(r, a: 'p', b: 'q')"}
                    both: "seen.a == 'q' or m.a == 'q' or m.b == 'late' or k.b == 'z'"
                  state:
                    m: {for: [r], start: "lookup(r, a: 'p', b: 'q')", next: "if(m == 'q' and r == 'b', 'late', m)"}
                    k: {for: [r], start: "'y'", next: "if(r == 'a', 'z', k)"}
                """, "m.yaml").timeline().orElseThrow();
        for (String one : new String[] {"m.a", "m.b"}) {
            assertThat(spec.node(one).labels()).as(one).containsExactly("p", "q", "late");
        }
        for (String one : new String[] {"seen.a", "seen.b"}) {
            assertThat(spec.node(one).labels()).as(one).containsExactly("p", "q");
        }
        assertThat(spec.node("k.b").labels()).isEqualTo(spec.node("k.a").labels()).containsExactly("y", "z");
    }

    @Test
    void queues_areReadStationByStation() {
        QueueSpec queue = LINE.queues().get(0);
        assertThat(queue).hasToString("QueueSpec[line: cut -> paint]");
        assertThat(queue.mean()).extracting(Object::toString).containsExactly(
                "20 / (0.8 + 0.4 * action.speed.cut)", "30 / (0.8 + 0.4 * action.speed.paint)");
        assertThat(queue.capacity()).extracting(Object::toString).containsExactly("2", "1");
        assertThat(queue.hold()).extracting(Object::toString).containsExactly("maintained.cut", "maintained.paint");
        assertThat(queue.scrap()).extracting(Object::toString)
                .containsExactly("0.01 * (2 - health.cut)", "0.01 * (2 - health.paint)");
        assertThat(queue.arrivals()).isEqualTo(QueueSpec.Form.EXPONENTIAL);
        assertThat(queue.service()).isEqualTo(QueueSpec.Form.NORMAL);
        assertThat(queue.breakdown()).isEqualTo(QueueSpec.Form.EXPONENTIAL);
        assertThat(queue.counters()).hasSize(6 + 2 * 10).startsWith(LINE.node("line.introduced"));
        assertThat(LINE.node("line.up.cut").type()).isEqualTo(ColumnType.FLAG);
        assertThat(LINE.node("line.wip").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(LINE.node("line.busy.paint").type()).isEqualTo(ColumnType.REAL);
        assertThat(LINE.rewards()).extracting(Object::toString)
                .containsExactly("RewardSpec[made, weight 0.5]", "RewardSpec[finish, weight 1, at the end]");
    }

    @Test
    void steps_ofAHorizon_areWholeAndOfOneKind() {
        assertThat(LINE.steps(TimeSpan.parse("8 h"))).isEqualTo(480);
        assertThat(BRAIN.steps(TimeSpan.parse("30 days"))).isEqualTo(120);
        assertThat(BRAIN.dt()).isEqualTo(0.25);
        assertThat(BRAIN.units(TimeSpan.parse("36 h"))).isEqualTo(1.5);
        assertThat(BRAIN.span(1.5)).hasToString("1.5 days");
        assertThatThrownBy(() -> SKIN.steps(TimeSpan.parse("36 h"))).isInstanceOf(InputException.class)
                .hasMessage("horizon must be a whole number of steps of 1 day, at least 1, got 36 h");
        assertThatThrownBy(() -> SKIN.steps(TimeSpan.parse("5 turns"))).isInstanceOf(InputException.class)
                .hasMessage("horizon must be in s, min, h, days or weeks, as the step of 1 day is, got 5 turns");
        assertThatThrownBy(() -> SKIN.units(TimeSpan.parse("5 turns"))).isInstanceOf(InputException.class)
                .hasMessage("time must be in s, min, h, days or weeks, as the step of 1 day is, got 5 turns");
        assertThatThrownBy(() -> SKIN.steps(TimeSpan.parse("30 dayz"))).isInstanceOf(InputException.class)
                .hasMessage("horizon must be in s, min, h, days or weeks, as the step of 1 day is, got \"30 dayz\"; "
                        + "did you mean \"days\"?");
        assertThatThrownBy(() -> LINE.steps(TimeSpan.parse("1e12 h"))).isInstanceOf(InputException.class).hasMessage(
                "horizon must be a whole number of steps of 60 s, at least 1 and at most 1000000000, got 1000000000000 h");
    }

    @Test
    void steps_longerThanTheWorldAllows_areRefused() {
        TimelineSpec year = TimelineWorlds.timeline(
                TimelineWorlds.SKIN.replace("step: 1 day", "step: 1 day\n  longest: 365 days"));
        assertThat(year.longest()).contains(TimeSpan.parse("365 days"));
        assertThat(SKIN.longest()).isEmpty();
        assertThat(year.steps(TimeSpan.parse("8760 h"))).isEqualTo(365);
        assertThatThrownBy(() -> year.steps(TimeSpan.parse("366 days"))).isInstanceOf(InputException.class)
                .hasMessage("horizon must be at most 365 days (longest: of world skin), got 366 days");
        assertThat(year.describe()).startsWith("timeline in steps of 1 day, at most 365 days, t in days\n");
    }

    @Test
    void scope_ofARole_holdsWhatItsFormulasMayName() {
        List<Symbol> twins = List.of(Symbol.of("age", ColumnType.INTEGER), Symbol.of("hydration", ColumnType.FLAG));
        Scope start = SKIN.scope(twins, TimelineSpec.Role.START);
        assertThat(start.names()).containsExactly("age", "hydration", "mood", "env.humidity", "env.uv_index", "env.matched");
        assertThat(start.symbol("hydration").type()).isEqualTo(ColumnType.REAL);
        assertThat(SKIN.scope(twins, TimelineSpec.Role.NOW).names()).contains("first.hydration").doesNotContain("next.mood");
        assertThat(SKIN.scope(twins, TimelineSpec.Role.NEXT, List.of("serum")).names())
                .contains("next.hydration", "first.mood", "exposure.serum").doesNotContain("next.env.humidity");
        Symbol level = BRAIN.scope(List.of(), TimelineSpec.Role.NEXT).symbol("next.level.raphe.gaba");
        assertThat(level.lower()).isZero();
        assertThat(level.upper()).isEqualTo(1);
        assertThat(BRAIN.profileScope(twins).names()).containsExactly("age", "hydration");
    }

    @Test
    void scope_ofColumnsWithMissingRows_isRefusedIfTheyAreRead() {
        Symbol missing = new Symbol("age", ColumnType.INTEGER, List.of(), true);
        assertThatThrownBy(() -> BRAIN.scope(List.of(missing), TimelineSpec.Role.NEXT)).isInstanceOf(InputException.class)
                .hasMessage("column age must have no missing rows, as crisis reads it at every step; give it a default in "
                        + "the world, or drop the rows");
        assertThat(SKIN.scope(List.of(missing), TimelineSpec.Role.NEXT).names()).contains("age");
    }

    @Test
    void lookUps_ofUnknownNames_suggestTheNearest() {
        assertThatThrownBy(() -> SKIN.node("hydratoin")).isInstanceOf(InputException.class)
                .hasMessage("unknown name \"hydratoin\"; did you mean \"hydration\"? known: hydration, mood, env.humidity, "
                        + "env.uv_index, env.matched");
        assertThatThrownBy(() -> BRAIN.family("level.*.serotonine")).isInstanceOf(InputException.class)
                .hasMessage("unknown label of transmitter \"serotonine\"; did you mean \"serotonin\"? known: serotonin, "
                        + "dopamine, gaba (in level.*.serotonine)");
    }

    @Test
    void describe_showsFamiliesOnce() {
        assertThat(BRAIN.describe()).isEqualTo("""
                timeline in steps of 6 h, over 30 days unless told otherwise, t in days
                value                     what     type  range   about
                level.region.transmitter  state    real  [0, 1]
                energy.region             state    real
                tone.transmitter          derived  real          mean level
                mood                      derived  real
                calm                      derived  flag
                crisis                    event    flag

                axis region: raphe, cortex
                axis transmitter: serotonin, dopamine, gaba
                coupling spread across region: spectral radius 0.8414, stable
                alert low.serotonin and 2 more: tone.serotonin < 0.2 (high, cooldown 2 days)
                interaction both of ssri and ndri (moderate)
                until crisis
                """);
        assertThat(LINE.describe()).contains(
                "queue line: cut -> paint, service normal, arrivals exponential, breakdowns exponential\n");
    }
}

package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The identity of worlds with a timeline. */
class TimelineHashTest {

    private static final String PLAIN = "model: m\nvariables: {age: \"~ normal(0, 1)\"}\n";
    private static final String MOVING = PLAIN + """
            timeline:
              step: 1 day
              state:
                x: {start: "age", next: "0.9 * x + normal(0, 1)", range: [-9, 9], better: higher}
              alerts: {low: {when: "x < 0", cooldown: 7 days}}
            """;

    private static String id(String world) {
        return TwinModel.parse(world, "w.yaml").id();
    }

    @Test
    void worldsWithoutATimeline_keepTheirIds() {
        assertThat(id(PLAIN)).isEqualTo("5f32893654cf9e8d520699d65031d2117c96ea59f71b320e92e2d5004a4dde5a");
        assertThat(id(MOVING)).isNotEqualTo(id(PLAIN));
    }

    @Test
    void everyNumber_ofATimeline_isPartOfTheId() {
        String[][] changes = {{"step: 1 day", "step: 2 days"}, {"step: 1 day", "step: 1 day\n  unit: h"},
            {"step: 1 day", "step: 1 day\n  horizon: 9 days"}, {"0.9 * x", "0.8 * x"}, {"start: \"age\"", "start: \"0\""},
            {"[-9, 9]", "[-9, 8]"}, {"better: higher", "better: lower"}, {"x < 0", "x <= 0"}, {"7 days", "6 days"},
            {"better: higher", "better: higher, notable: 1"}, {"normal(0, 1)\", ", "normal(0, 2)\", "},
            {"cooldown: 7 days", "cooldown: 7 days, priority: high"},
            {"step: 1 day", "step: 1 day\n  parameters: {k: 1}"}, {"step: 1 day", "step: 1 day\n  until: x > 3"},
            {"step: 1 day", "step: 1 day\n  rewards: {r: x}"}, {"step: 1 day", "step: 1 day\n  events: {e: {hazard: 1}}"},
            {"step: 1 day", "step: 1 day\n  context: {env: {columns: [h], window: 2 h}}"}};
        List<String> ids = new java.util.ArrayList<>(List.of(id(MOVING)));
        for (String[] change : changes) {
            assertThat(MOVING).contains(change[0]);
            ids.add(id(MOVING.replace(change[0], change[1])));
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(18);
    }

    @Test
    void wordsForPeople_areNoPartOfTheId() {
        assertThat(id(MOVING.replace("better: higher", "better: higher, label: a walk, unit: m"))).isEqualTo(id(MOVING));
        assertThat(id(MOVING.replace("step: 1 day", "step: 1 day\n  observe: [x]"))).isEqualTo(id(MOVING));
        assertThat(id(MOVING.replace("step: 1 day", "step: 1 day\n  longest: 9 weeks"))).isEqualTo(id(MOVING));
        assertThat(id(MOVING.replace("cooldown: 7 days", "cooldown: 7 days, label: low"))).isEqualTo(id(MOVING));
        assertThat(id(MOVING.replace("0.9 * x + normal", "(0.90 * x) + normal"))).isEqualTo(id(MOVING));
        assertThat(id(MOVING.replace("1 day\n", "1 days\n"))).isEqualTo(id(MOVING));
    }

    @Test
    void courses_arePartOfTheId() {
        String course = MOVING + "interventions: {drug: {course: {dose: 2, add: {x: 1}}}}";
        assertThat(List.of(id(course), id(MOVING), id(course.replace("dose: 2", "dose: 3")),
                id(course.replace("add: {x: 1}", "multiply: {x: 1}")), id(course.replace("dose: 2", "dose: 2, stop: 5 days")),
                id(course.replace("dose: 2", "dose: 2, every: 2 days")),
                id(course.replace("dose: 2", "dose: 2, adherence: 0.9")),
                id(course.replace("dose: 2", "dose: 2, half_life: 3")),
                id(course.replace("dose: 2", "dose: 2, profile: since")))).doesNotHaveDuplicates().hasSize(9);
    }

    @Test
    void builder_withTheKeysOfAFile_givesTheSameId() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("x", Map.of("start", "age", "next", "0.9 * x + normal(0, 1)", "range", List.of(-9, 9), "better", "higher"));
        TwinModel built = TwinModel.builder("m").variable("age", "~ normal(0, 1)")
                .timeline(Map.of("step", "1 day", "state", state,
                        "alerts", Map.of("low", Map.of("when", "x < 0", "cooldown", "7 days"))))
                .build();
        assertThat(built.id()).isEqualTo(id(MOVING));
    }

    @Test
    void builder_withUnorderedStates_isRefused() {
        Map<String, Object> states = new HashMap<>();
        states.put("x", Map.of("start", 0, "next", "x"));
        states.put("y", Map.of("start", 0, "next", "y"));
        assertThatThrownBy(() -> TwinModel.builder("m").variable("age", "~ normal(0, 1)")
                .timeline(Map.of("step", "1 day", "state", states))).isInstanceOf(InputException.class)
                .hasMessage("builder.timeline.state: state must be an ordered map such as a LinkedHashMap, as their order "
                        + "counts, got a HashMap");
    }
}

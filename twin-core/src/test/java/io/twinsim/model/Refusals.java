package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;

/** Worlds that must be refused, with the whole message. */
final class Refusals {

    /** The timeline starts on line 5, in column 3. */
    static final String HEAD = "model: m\nvariables:\n  age: \"~ uniform_int(18, 80)\"\ntimeline:\n";

    /** A course starts on line 14, in column 18. */
    static final String DRUG = HEAD + """
              step: 1 day
              parameters: {p: 1}
              actions: {s: {value: 0, range: [0, 1]}}
              context: {env: {columns: [h], window: 2 h}}
              state: {x: {start: 0, next: x + 1.5}, n: {start: 0, next: n + 1}, c: {start: "'a'", next: "if(x > 1, 'b', c)"}, f: {start: false, next: x > 3}}
              derived: {d: x * 2}
              events: {e: {hazard: 0.1}}
              queues: {q: {stations: {k: [k1]}, arrivals: {interval: 1}, service: {mean: 1}}}
            interventions:
              drug:\s""".indent(0);

    private Refusals() {
    }

    static void timeline(String timeline, String message) {
        world(HEAD + timeline.indent(2), message);
    }

    static void drug(String intervention, String message) {
        world(DRUG.stripTrailing() + " " + intervention + "\n", message);
    }

    static void world(String world, String message) {
        assertThatThrownBy(() -> TwinModel.parse(world, "w.yaml")).as(world)
                .isInstanceOf(InputException.class).hasMessage("w.yaml:" + message);
    }
}

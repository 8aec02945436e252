package io.twinsim.timeline;

import io.twinsim.model.TwinModel;

/** Small worlds with a timeline, for tests of the engine. */
final class LittleWorlds {

    /**
     * Every kind of node that needs no records: noise, transitions, coupling of nodes within a step, events, alerts.
     */
    static final String WALK = """
            model: walk
            version: 1
            variables:
              pull: "~ uniform(0.1, 0.3)"
              group: "~ categorical(a: 0.5, b: 0.5)"
            timeline:
              step: 1 day
              horizon: 30 days
              parameters:
                wind: {value: 0, range: [-1, 1]}
              state:
                x: {start: "~ normal(0, 1)", next: "x + pull * (first(x) - x) + normal(0, 0.2) + $wind", range: [-5, 5]}
                y: {start: "x", next: "y + 0.1 * next.x"}
                mood:
                  start: "'calm'"
                  next: "~ transition(mood, calm: {calm: 0.9, tense: 0.1}, tense: {calm: 0.2, tense: 0.8})"
                hits: {start: "0", next: "hits + if(next.flare, 1, 0)", type: integer}
              derived:
                high: "x > 1"
                sum_of_both: "x + y"
              events:
                flare: {hazard: "0.05 * exp(x)", when: "mood == 'calm'"}
              alerts:
                peak: {when: "high", cooldown: 7 days}
            interventions:
              push:
                parameters: {start_day: {value: 5, range: [0, 100]}, size: {value: 0.3, range: [-10, 10]}}
                course: {start: "$start_day", add: {x: "$size * exposure"}}
              calm:
                course: {start: 12 days, stop: 20 days, multiply: {flare: "0.5"}}
            """;

    private LittleWorlds() {
    }

    static TwinModel walk() {
        return TwinModel.parse(WALK, "walk.yaml");
    }

    /** A world with one state that is what a course gives: {@code level} is its exposure. */
    static TwinModel course(String course) {
        return TwinModel.parse("""
                model: dosing
                version: 1
                variables:
                  responder: "~ bernoulli(0.5)"
                timeline:
                  step: 1 day
                  horizon: 20 days
                  parameters: {difficulty: 2}
                  state:
                    level: {start: "0", next: "0", type: real}
                interventions:
                  drug:
                """ + (course.contains("parameters:") ? "" : "    parameters: {dose: 3}\n") + course.indent(4), "dosing.yaml");
    }
}

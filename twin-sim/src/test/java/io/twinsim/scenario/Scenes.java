package io.twinsim.scenario;

import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;

/** A world whose answers are known in closed form. */
final class Scenes {

    static final double MAIL = 0.1;
    static final double MAIL_SD = 0.02;
    static final double CALL = 0.15;
    static final double CALL_SD = 0.03;

    static final String TEXT = """
            model: scenes
            outcome: {name: bought, type: binary, rate: "0.3 + 0.01 * x"}
            decision: {threshold: 0.01, minTwins: 100, minGroup: 10}
            subgroups: [group]
            variables:
              group: "~ categorical(a: 0.5, b: 0.5)"
              x: "~ uniform(-1, 1)"
            interventions:
              mail:
                parameters:
                  weeks: {value: 8, range: [1, 52]}
                  colour: {value: red, levels: [red, blue]}
                coefficients: {lift: {value: 0.1, sd: 0.02}}
                base: "$$lift * $weeks / 8 * lookup($colour, red: 1, blue: 1)"
                modifiers: {x: "1 + 0.2 * x"}
                noise: "normal(0, 0.05)"
              call:
                coefficients: {lift: {value: 0.15, sd: 0.03}}
                base: "$$lift"
                noise: "normal(0, 0.05)"
              twoPart:
                coefficients: {lift: {value: 0.05, sd: 0.01}, slope: {value: 0.2, sd: 0.1}}
                base: "$$lift * (1 + $$slope * x)"
                noise: "normal(0, 0.05)"
              some:
                coefficients: {lift: {value: 0.2, sd: 0.02}}
                base: "$$lift"
                applies: "x > 0"
                noise: "normal(0, 0.1)"
              curved:
                coefficients: {rate: {value: 0.3, sd: 0.05}}
                base: "0.4 * (1 - exp(-$$rate * (1 + x)))"
              flat: {coefficients: {lift: {value: 0.08}}, base: "$$lift", noise: "normal(0, 0.05)"}
              level: {base: 0.06, noise: "normal(0, 0.03)"}
              harm: {coefficients: {lift: {value: -0.2, sd: 0.01}}, base: "$$lift", noise: "normal(0, 0.05)"}
              small: {coefficients: {lift: {value: 0.004, sd: 0.001}}, base: "$$lift"}
              shift: {set: {x: "x + 2"}}
            """;

    static final TwinModel MODEL = TwinModel.parse(TEXT, "scenes.yaml");

    private Scenes() {
    }

    static Intervention named(String name) {
        return MODEL.intervention(name);
    }

    static Population twins(long n) {
        return MODEL.generate(n, 7);
    }

    static Comparison of(long n, String... names) {
        return Comparison.of(twins(n), java.util.Arrays.stream(names).map(Scenes::named)
                .toArray(Intervention[]::new));
    }
}

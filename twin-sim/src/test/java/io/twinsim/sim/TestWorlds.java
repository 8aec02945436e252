package io.twinsim.sim;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Worlds and twins that the tests of this package share. */
final class TestWorlds {

    /** A small world with every kind of column and an intervention for each purpose. */
    static final String SMALL = """
            model: small
            outcome: {name: bought, type: binary, rate: "clamp(0.2 + 0.01 * x, 0, 1)"}
            decision: {threshold: 0.05, minTwins: 100, minGroup: 10}
            subgroups: [group]
            variables:
              group: "~ categorical(a: 0.5, b: 0.3, c: 0.2)"
              level: "~ uniform_int(1, 4)"
              x: "~ normal(0, 1)"
              y: "= 0.5 * x + level"
            interventions:
              plain:
                coefficients: {lift: {value: 0.1, sd: 0.01}}
                base: "$$lift"
                modifiers: {level: "0.6 + 0.2 * level"}
                noise: "normal(0, 0.05)"
              constant:
                coefficients: {lift: {value: 0.1, sd: 0.01}}
                base: "$$lift"
              unstated:
                coefficients: {lift: {value: 0.1}}
                base: "$$lift"
                modifiers: {level: "0.6 + 0.2 * level"}
              nameless: {base: 0.1, modifiers: {level: "0.6 + 0.2 * level"}}
              harm:
                coefficients: {lift: {value: -0.3, sd: 0.02}}
                base: "$$lift"
                modifiers: {level: "0.6 + 0.2 * level"}
              two:
                coefficients: {lift: {value: 0.1, sd: 0.02}, slope: {value: 0.02, sd: 0.005}}
                base: "$$lift + $$slope * x"
                noise: "normal(0, 0.02 + 0.01 * level)"
              joined:
                coefficients: {lift: {value: 0.1}, slope: {value: 0.02}}
                covariance: {coefficients: [lift, slope], matrix: [[0.0004, 0.00005], [0.00005, 0.000025]]}
                base: "$$lift + $$slope * level"
              curved:
                coefficients: {rate: {value: 0.3, sd: 0.05}}
                base: "0.2 * (1 - exp(-$$rate * level))"
              some:
                coefficients: {lift: {value: 0.12, sd: 0.01}}
                base: "$$lift"
                applies: "x > 0"
                noise: "normal(0, 0.05)"
              moving:
                coefficients: {lift: {value: 0.12, sd: 0.01}, cut: {value: 0, sd: 0.1}}
                base: "$$lift"
                applies: "x > $$cut"
              never: {coefficients: {lift: {value: 0.1, sd: 0.01}}, base: "$$lift", applies: "x > 1000"}
              high: {set: {x: "x + 2"}}
            """;

    private TestWorlds() {
    }

    static TwinModel small() {
        return TwinModel.parse(SMALL, "small.yaml");
    }

    /** The small world with something replaced. */
    static TwinModel small(String was, String now) {
        if (!SMALL.contains(was)) {
            throw new IllegalArgumentException("the world must hold " + was);
        }
        return TwinModel.parse(SMALL.replace(was, now), "small.yaml");
    }

    /** One more intervention in the small world. */
    static Simulation with(int twins, String intervention) {
        TwinModel model = small();
        return Simulation.of(model.generate(twins, 7), model.parseIntervention(intervention, "more.yaml"));
    }

    static Simulation run(int twins, String intervention) {
        TwinModel model = small();
        return Simulation.of(model.generate(twins, 7), model.intervention(intervention));
    }

    static TwinModel hcp() {
        return TwinModel.parse(resource("hcp_cases.yaml"), "hcp_cases.yaml");
    }

    static Population hcpTwins() {
        return Population.read(file("hcp_twins.csv"));
    }

    static String resource(String name) {
        try (InputStream in = TestWorlds.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Path file(String name) {
        try {
            return Path.of(TestWorlds.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }
}

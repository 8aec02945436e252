package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.Column;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.EffectPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The psychiatric world, patients made to measure, and how its tests judge effects. */
final class PsychiatryPatients {

    static final TwinModel WORLD = Worlds.psychiatry();

    private PsychiatryPatients() {
    }

    /** The text of the world file. */
    static String text() {
        try (InputStream in = Worlds.class.getResourceAsStream("psychiatry.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("psychiatry.yaml", e);
        }
    }

    /** The world without spill-over between levels. */
    static TwinModel uncoupled() {
        String text = text();
        String walk = "coupled(spread, shift) + coupled(interplay, shift)";
        assertThat(text).containsOnlyOnce(walk);
        return TwinModel.parse(text.replace(walk, "0.7 * shift"), "psychiatry.yaml");
    }

    /** Generated patients, in whom some columns are replaced. */
    static Population patients(int n, long seed, Map<String, double[]> columns) {
        return patients(WORLD, n, seed, columns);
    }

    static Population patients(TwinModel world, int n, long seed, Map<String, double[]> columns) {
        Population drawn = world.generate(n, seed);
        PopulationBuilder data = Population.builder();
        for (String name : drawn.names()) {
            Column column = columns.containsKey(name) ? RealColumn.of(columns.get(name)) : drawn.column(name);
            data.column(name, column);
        }
        return world.adopt(data.build());
    }

    static double[] all(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    static Intervention drug(String name, Object... parameters) {
        return drug(WORLD, name, parameters);
    }

    static Intervention drug(TwinModel world, String name, Object... parameters) {
        Intervention drug = world.intervention(name);
        for (int i = 0; i < parameters.length; i += 2) {
            drug = drug.with((String) parameters[i], parameters[i + 1]);
        }
        return drug;
    }

    static double mean(double... x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    static double sd(double... x) {
        double mean = mean(x);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
    }

    /**
     * A requirement of sign: the estimate lies more than six standard errors on the right side, and its interval there
     * too. Were the effect zero, this would hold for one seed in 10^9.
     */
    static void isClear(String what, EffectPoint effect, int sign) {
        assertThat(sign * effect.estimate()).as(what + ": " + effect).isGreaterThan(6 * effect.standardError());
        assertThat(sign > 0 ? effect.lower() : -effect.upper()).as(what + ": " + effect).isPositive();
    }
}

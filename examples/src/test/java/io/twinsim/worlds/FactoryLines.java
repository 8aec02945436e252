package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The two factory worlds and what their tests measure. */
final class FactoryLines {

    static final String[] STATIONS = {"loading", "assembly", "inspection", "packaging"};
    static final TwinModel FACTORY = world("factory.yaml");
    static final TwinModel ORIGINAL = world("factory-original.yaml");

    private FactoryLines() {
    }

    private static TwinModel world(String file) {
        try (InputStream in = Worlds.class.getResourceAsStream(file)) {
            return TwinModel.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static Timeline timeline(TwinModel world, int lines) {
        return Timeline.of(world.generate(lines, 42)).over("8 h");
    }

    /** The timeline with the least that its tests need: the named values, and those of every line after a shift. */
    static Timeline seen(Timeline timeline, String... columns) {
        return timeline.observing(columns).withSnapshots("8 h").withReplicates(100);
    }

    /** The named values of the lines of control at the end of a shift; what they do not follow from is left out. */
    static Population end(Timeline timeline, String... columns) {
        return seen(timeline, columns).run().snapshot("8 h", "control");
    }

    static double mean(double... x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    static double sd(double... x) {
        double mean = mean(x);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
    }

    /**
     * Four standard errors of the difference of two independent means: a right value fails once in 16,000 seeds.
     *
     * @param runs of which the reference is the mean
     * @param spread the standard deviation of one run of the reference
     */
    static void isClose(String what, double[] x, double reference, double spread, int runs) {
        double error = Math.sqrt(sd(x) * sd(x) / x.length + spread * spread / runs);
        assertThat((mean(x) - reference) / Math.max(error, 1e-12)).as(what + ": " + mean(x) + " against " + reference)
                .isBetween(-4.0, 4.0);
    }
}

package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The built-in worlds. Each call parses the world file anew; models are immutable and equal calls give models of equal
 * {@link TwinModel#id() id}.
 */
public final class Worlds {

    private static final List<String> NAMES = List.of("hcp", "patient", "territory",
            "skincare", "psychiatry", "conversation", "factory", "factory-original");

    private Worlds() {
    }

    /**
     * Healthcare professionals: 21 variables, six promotional interventions, the outcome is the uptake of a product.
     *
     * @return the model; all its numbers are assumed
     */
    public static TwinModel hcp() {
        return named("hcp");
    }

    /**
     * Patients on a chronic treatment: 16 variables, two support programmes, the outcome is persistence after 90 days.
     *
     * @return the model; all its numbers are assumed
     */
    public static TwinModel patient() {
        return named("patient");
    }

    /**
     * Sales territories: 12 variables, two field resources, the outcome is next year's market share.
     *
     * @return the model; all its numbers are assumed
     */
    public static TwinModel territory() {
        return named("territory");
    }

    /**
     * Faces: skin by region that dries and recovers day by day, under weather, routine and products.
     *
     * @return the model, with a timeline; all its numbers are assumed
     */
    public static TwinModel skincare() {
        return named("skincare");
    }

    /**
     * Patients in psychiatric care: transmitter levels by brain region, moods that follow, and treatments with their
     * time courses. A fixture for methods, without clinical basis.
     *
     * @return the model, with a timeline; all its numbers are assumed
     */
    public static TwinModel psychiatry() {
        return named("psychiatry");
    }

    /**
     * Visitors of a conversational service: sessions, turns, topics, sentiment, leaving.
     *
     * @return the model, with a timeline; all its numbers are assumed
     */
    public static TwinModel conversation() {
        return named("conversation");
    }

    /**
     * Production lines of four stations: queues, wear, defects, breakdowns, maintenance.
     *
     * @return the model, with a timeline; all its numbers are assumed
     */
    public static TwinModel factory() {
        return named("factory");
    }

    /**
     * The production lines as the published simulator runs them: constant service times, one piece at a time,
     * breakdowns that stop nothing. Kept to compare with.
     *
     * @return the model, with a timeline; all its numbers are assumed
     */
    public static TwinModel factoryOriginal() {
        return named("factory-original");
    }

    /**
     * The names of the built-in worlds.
     *
     * @return an immutable list, in the order in which they are documented
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A built-in world by name.
     *
     * @param name one of {@link #names()}
     * @return the model
     * @throws InputException if there is no such world, with the nearest name
     */
    public static TwinModel named(String name) {
        Checks.known("world", name, NAMES);
        String file = name + ".yaml";
        return TwinModel.parse(text(file), file);
    }

    /**
     * What a built-in world is about: the first comment line of its file.
     *
     * @param name one of {@link #names()}
     * @return one sentence
     * @throws InputException if there is no such world, with the nearest name
     */
    public static String summary(String name) {
        Checks.known("world", name, NAMES);
        String first = text(name + ".yaml").lines().findFirst().orElse("");
        return first.startsWith("# ") ? first.substring(2) : first;
    }

    private static String text(String file) {
        try (InputStream in = Worlds.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + Names.quote(file) + " must stand beside "
                        + Worlds.class.getName() + "; the jar is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in world " + file, e);
        }
    }
}

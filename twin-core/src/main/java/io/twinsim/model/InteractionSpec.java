package io.twinsim.model;

import io.twinsim.internal.text.Lines;
import java.util.List;
import java.util.Optional;

/**
 * What several interventions do to each other where a twin is exposed to all of them.
 *
 * @param name the name
 * @param of the names of the interventions
 * @param severity {@code info}, {@code low}, {@code mild}, {@code moderate}, {@code high} or {@code severe}
 * @param label a description for people; not part of the model's identity
 * @param changes what changes; their formulas may read {@code exposure.NAME} of each intervention
 */
public record InteractionSpec(
        String name, List<String> of, String severity, Optional<String> label, List<CourseChange> changes) {

    /** The severities, the slightest first. */
    static final List<String> SEVERITIES = List.of("info", "low", "mild", "moderate", "high", "severe");

    /** Copies the lists. */
    public InteractionSpec {
        of = List.copyOf(of);
        changes = List.copyOf(changes);
    }

    /** One line: name and severity. */
    @Override
    public String toString() {
        return Lines.one("InteractionSpec[" + name + ": " + String.join(" with ", of) + ", " + severity + "]");
    }
}

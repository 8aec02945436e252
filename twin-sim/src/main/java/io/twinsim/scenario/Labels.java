package io.twinsim.scenario;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What scenarios are called: by the intervention, and where it occurs again by what is not alike. */
final class Labels {

    private static final int DIGITS = 6;
    private static final int LONGEST = 60;

    private Labels() {
    }

    /** A label for each, all different; interventions that are alike in everything are refused. */
    static List<String> of(List<Intervention> interventions) {
        List<String> labels = new ArrayList<>();
        for (Intervention one : interventions) {
            List<Intervention> namesakes = interventions.stream().filter(x -> x.name().equals(one.name())).toList();
            String differs = differing(one, namesakes);
            labels.add(differs.isEmpty() ? one.name() : one.name() + "(" + differs + ")");
        }
        Set<String> contents = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (int s = 0; s < labels.size(); s++) {
            String label = labels.get(s);
            if (!contents.add(interventions.get(s).contentHash().hex())) {
                throw new InputException("interventions must differ, got " + Names.quote(label)
                        + " twice; give one of them another value of a parameter");
            }
            int before = (int) labels.subList(0, s).stream().filter(label::equals).count();
            unique.add(before == 0 ? label : label + "#" + (before + 1));
        }
        return List.copyOf(unique);
    }

    private static String differing(Intervention one, List<Intervention> namesakes) {
        Set<String> parts = new LinkedHashSet<>();
        one.values().forEach((parameter, value) -> {
            if (namesakes.stream().anyMatch(x -> !value.equals(x.values().get(parameter)))) {
                parts.add(parameter + "=" + (value instanceof Double number ? Numbers.significant(number, DIGITS)
                        : value));
            }
        });
        if (one.noiseOff() && namesakes.stream().anyMatch(x -> !x.noiseOff())) {
            parts.add("no noise");
        }
        return String.join(", ", parts);
    }

    /** Labels that were chosen: as many as there are scenarios, different, not blank. */
    static List<String> checked(List<String> labels, int scenarios) {
        if (labels.size() != scenarios) {
            throw new InputException("labels must have one name per scenario (" + scenarios + "), got "
                    + labels.size());
        }
        Set<String> seen = new HashSet<>();
        for (String label : labels) {
            if (label.length() > LONGEST) {
                throw new InputException("label must have at most " + LONGEST + " characters, got " + label.length());
            }
            if (label.isBlank() || label.equals(Rival.NOTHING)) {
                throw new InputException("label must be a name other than " + Names.quote(Rival.NOTHING) + ", got "
                        + Names.quote(label));
            }
            if (!seen.add(Names.normal(label, "label"))) {
                throw new InputException("labels must differ, got " + Names.quote(label) + " twice");
            }
        }
        return List.copyOf(labels);
    }
}

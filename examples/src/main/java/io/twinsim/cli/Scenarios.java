package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code --intervention} and {@code --set} of a comparison say: each intervention is a scenario, named by itself
 * or as {@code LABEL=NAME}; {@code PARAM=VALUE} belongs to all scenarios that have the parameter, {@code
 * LABEL.PARAM=VALUE} to the one of that label, or if there is none to those of that intervention, whatever is set for
 * all. The only scenario without a label of its own that is called by an intervention has that for its label.
 */
final class Scenarios {

    private final List<Intervention> interventions = new ArrayList<>();
    private final List<Optional<String>> labels = new ArrayList<>();

    private Scenarios() {
    }

    static Scenarios of(TwinModel model, Arguments arguments) {
        Scenarios scenarios = new Scenarios();
        List<String> words = arguments.texts(Option.INTERVENTION);
        if (words.size() < 2) {
            throw new InputException("compare must be given --intervention twice or more, got " + words.size()
                    + "; known: " + Names.list(model.interventionNames())
                    + "; LABEL=NAME tells scenarios of one intervention apart, and doing nothing always takes part");
        }
        words.forEach(word -> scenarios.add(model, word));
        scenarios.set(arguments.texts(Option.SET));
        if (arguments.flag(Option.NO_NOISE)) {
            scenarios.interventions.replaceAll(Intervention::withoutNoise);
        }
        return scenarios;
    }

    private void add(TwinModel model, String word) {
        int equals = word.indexOf('=');
        boolean labelled = equals > 0 && !model.interventionNames().contains(word)
                && !Files.isRegularFile(Arguments.path("--intervention", word));
        String label = labelled ? word.substring(0, equals).strip() : "";
        if (labelled && (label.isEmpty() || labels.contains(Optional.of(label)))) {
            throw new InputException("--intervention must have a label of its own before the =, got "
                    + Names.quote(word));
        }
        labels.add(labelled ? Optional.of(label) : Optional.empty());
        interventions.add(World.intervention(model, labelled ? word.substring(equals + 1).strip() : word));
    }

    private void set(List<String> settings) {
        Set<String> seen = new HashSet<>();
        List<String[]> own = new ArrayList<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new InputException("--set must be PARAM=VALUE or LABEL.PARAM=VALUE, got "
                        + Names.quote(setting));
            }
            String name = setting.substring(0, equals).strip();
            String value = setting.substring(equals + 1).strip();
            if (!seen.add(name)) {
                throw new InputException("--set must set a parameter once, got " + Names.quote(name) + " again");
            }
            if (!setEverywhere(name, value)) {
                own.add(new String[] {name, value});
            }
        }
        for (String[] one : own) {
            setOwn(one[0], one[1]);
        }
    }

    private boolean setEverywhere(String parameter, String value) {
        boolean known = false;
        for (int s = 0; s < interventions.size(); s++) {
            if (interventions.get(s).parameters().containsKey(parameter)) {
                interventions.set(s, interventions.get(s).with(parameter, value));
                known = true;
            }
        }
        return known;
    }

    /** A label goes before the name of an intervention. */
    private void setOwn(String name, String value) {
        List<Integer> meant = owners(name, true);
        meant = meant.isEmpty() ? owners(name, false) : meant;
        if (meant.isEmpty()) {
            throw new InputException(Names.unknown("parameter", name, names()) + " (in --set)");
        }
        for (int s : meant) {
            String parameter = name.substring(name(s, labels.get(s).isPresent() && starts(name, labels.get(s).get()))
                    .length() + 1);
            interventions.set(s, interventions.get(s).with(parameter, value));
        }
    }

    private List<Integer> owners(String name, boolean byLabel) {
        List<Integer> owners = new ArrayList<>();
        for (int s = 0; s < interventions.size(); s++) {
            if ((!byLabel || labels.get(s).isPresent() || isOnly(s)) && starts(name, name(s, byLabel))) {
                owners.add(s);
            }
        }
        return owners;
    }

    private String name(int scenario, boolean byLabel) {
        String intervention = interventions.get(scenario).name();
        return byLabel ? labels.get(scenario).orElse(intervention) : intervention;
    }

    private static boolean starts(String name, String owner) {
        return name.startsWith(owner + ".");
    }

    /** All that can be set, for a message. */
    private List<String> names() {
        Set<String> names = new java.util.LinkedHashSet<>();
        interventions.forEach(one -> names.addAll(one.parameters().keySet()));
        for (int s = 0; s < interventions.size(); s++) {
            String owner = labels.get(s).orElse(interventions.get(s).name());
            interventions.get(s).parameters().keySet().forEach(parameter -> names.add(owner + "." + parameter));
        }
        return List.copyOf(names);
    }

    /** In the order typed. */
    List<Intervention> interventions() {
        return List.copyOf(interventions);
    }

    /** The labels typed; for others the intervention, or if several of it have none, what the comparison calls them. */
    String[] labels(List<String> otherwise) {
        String[] all = new String[otherwise.size()];
        for (int s = 0; s < all.length; s++) {
            all[s] = labels.get(s).orElse(isOnly(s) ? interventions.get(s).name() : otherwise.get(s));
        }
        return all;
    }

    /** Whether no other scenario could be meant by the name of this one's intervention. */
    private boolean isOnly(int scenario) {
        String name = interventions.get(scenario).name();
        for (int s = 0; s < labels.size(); s++) {
            if (s != scenario && labels.get(s).orElse(interventions.get(s).name()).equals(name)) {
                return false;
            }
        }
        return true;
    }
}

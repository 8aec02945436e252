package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The learned model of the outcome and the learned effects of a world.
 *
 * @param outcome the model of the outcome of untreated units
 * @param effects the effects by the name of their intervention
 * @param interventions what stands in the world file
 * @param notes what the user should know
 */
record WorldOutcome(Optional<LearnedOutcome> outcome, Map<String, LearnedEffects> effects,
        List<FittedIntervention> interventions, List<String> notes) {

    static final WorldOutcome NONE = new WorldOutcome(Optional.empty(), Map.of(), List.of(), List.of());

    /** Arms of one treatment that are learned. */
    private static final int MOST_ARMS = 50;

    /** Learns what the settings ask for. */
    static WorldOutcome learn(Population data, WorldLearning world, WorldSettings settings) {
        if (settings.outcome().isEmpty()) {
            return NONE;
        }
        String target = settings.outcome().get();
        List<String> notes = new ArrayList<>();
        Population known = known(data, target, notes);
        String[] features = world.variables().stream().map(WorldVariable::name).toArray(String[]::new);
        Optional<String> control = control(known, settings);
        OutcomeFit fit = OutcomeFit.of(known, target).withFeatures(features).withSeed(settings.seed())
                .withThreads(settings.threads());
        if (!settings.learners().isEmpty()) {
            fit = fit.withLearners(settings.learners().toArray(new Learner[0]));
        }
        if (settings.time().isPresent()) {
            fit = fit.withTime(settings.time().get());
        }
        if (settings.id().isPresent()) {
            fit = fit.withId(settings.id().get());
        }
        if (control.isPresent()) {
            fit = fit.withTreatment(settings.treatment().orElseThrow(), control.get());
        }
        LearnedOutcome outcome = fit.run();
        notes.addAll(outcome.notes());
        Map<String, LearnedEffects> effects = new LinkedHashMap<>();
        List<FittedIntervention> interventions = new ArrayList<>();
        if (control.isPresent()) {
            effects(known, world, settings, control.get(), effects, interventions);
        }
        return new WorldOutcome(Optional.of(outcome), effects, interventions, notes);
    }

    private static void effects(Population data, WorldLearning world, WorldSettings settings, String control,
            Map<String, LearnedEffects> effects, List<FittedIntervention> interventions) {
        String treatment = settings.treatment().orElseThrow();
        List<String> variables = world.variables().stream().map(WorldVariable::name).toList();
        String[] others = data.names().stream().filter(name -> !variables.contains(name)).toArray(String[]::new);
        for (String arm : arms(data, treatment)) {
            if (!arm.equals(control)) {
                LearnedEffects learned = EffectFit.of(data, treatment, arm, control, settings.outcome().orElseThrow())
                        .without(others).withSeed(settings.seed()).withThreads(settings.threads()).run();
                String name = distinct(identifier(treatment, arm), effects);
                effects.put(name, learned);
                interventions.add(learned.chosen().intervention(name));
            }
        }
    }

    /** Rows whose outcome is known. */
    private static Population known(Population data, String target, List<String> notes) {
        int missing = data.column(target).missing();
        if (missing == 0) {
            return data;
        }
        notes.add(Numbers.grouped(missing) + (missing == 1 ? " row has" : " rows have") + " no " + target
                + " and were not used to learn it");
        return data.where("not is_missing(" + StructureText.name(target) + ")");
    }

    /** The untreated arm, if there is a treatment; refuses one that no row has. */
    static Optional<String> control(Population data, WorldSettings settings) {
        return settings.treatment().map(treatment -> control(data, treatment, settings.control()));
    }

    private static String control(Population data, String treatment, Optional<String> named) {
        List<String> arms = arms(data, treatment);
        if (named.isPresent()) {
            String control = data.column(treatment).type() == ColumnType.FLAG ? flag(named.get()) : named.get();
            if (!arms.contains(control)) {
                throw new InputException(Names.unknown("control", control, arms) + " (in " + treatment + ")");
            }
            return control;
        }
        for (List<String> usual : List.of(List.of("0", "1"), List.of("false", "true"))) {
            if (arms.equals(usual)) {
                return usual.get(0);
            }
        }
        throw new InputException("control must be given, as " + Names.quote(treatment)
                + " is not 0 or 1; it has the arms "
                + Names.list(arms));
    }

    private static String flag(String label) {
        return label.equals("0") ? "false" : label.equals("1") ? "true" : label;
    }

    /** The arms as text, as formulas name them: labels in their order, numbers ascending. */
    private static List<String> arms(Population data, String treatment) {
        Column column = data.column(treatment);
        double[] values = data.doubles(treatment);
        TreeSet<Double> found = new TreeSet<>();
        for (double value : values) {
            if (!Double.isNaN(value)) {
                found.add(value + 0.0);
            }
        }
        if (found.size() < 2 || found.size() > MOST_ARMS) {
            throw new InputException("treatment must have 2 to " + MOST_ARMS + " arms, got " + found.size() + " in "
                    + Names.quote(treatment));
        }
        return found.stream().map(value -> column.type() == ColumnType.CATEGORY ? column.labels().get(value.intValue())
                : column.type() == ColumnType.FLAG ? String.valueOf(value == 1) : StructureText.number(value)).toList();
    }

    /** The name of an intervention: of the arm, or of the treatment if the arm says no more than yes. */
    private static String identifier(String treatment, String arm) {
        String from = arm.equals("1") || arm.equals("true") ? treatment
                : Character.isLetter(arm.codePointAt(0)) ? arm : treatment + "_" + arm;
        String plain = from.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
        return plain.isEmpty() || !Character.isLetter(plain.codePointAt(0)) ? "effect_" + plain : plain;
    }

    private static String distinct(String name, Map<String, LearnedEffects> taken) {
        String free = name;
        for (int k = 2; taken.containsKey(free); k++) {
            free = name + "_" + k;
        }
        return free;
    }
}

package io.twinsim.scenario;

import io.twinsim.internal.text.Lines;
import io.twinsim.sim.RunDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The command that repeats a comparison, put together from those that repeat its simulations: what differs are their
 * interventions and what is set, all other options must be the same.
 */
final class ComparisonCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String INTERVENTION = "--intervention ";
    private static final String SET = "--set ";
    /** Ends a line of a command that goes on. */
    private static final String CONTINUED = " \\";

    private final ComparisonResult result;

    ComparisonCommand(ComparisonResult result) {
        this.result = result;
    }

    Optional<List<String>> words() {
        List<String> interventions = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        List<String> common = List.of();
        for (int s = 0; s < result.scenarios().size(); s++) {
            String label = result.scenarios().get(s);
            Optional<List<String>> single = RunDescription.of(result.results().get(s)).command();
            if (single.isEmpty() || !PLAIN.matcher(label).matches() || quoted(single.get())) {
                return Optional.empty();
            }
            List<String> rest = new ArrayList<>();
            for (String word : single.get()) {
                if (word.startsWith(INTERVENTION)) {
                    String name = word.substring(INTERVENTION.length());
                    interventions.add(INTERVENTION + (label.equals(name) ? name : label + "=" + name));
                } else if (word.startsWith(SET)) {
                    settings.add(SET + label + "." + word.substring(SET.length()));
                } else {
                    rest.add(word);
                }
            }
            if (s > 0 && !rest.equals(common)) {
                return Optional.empty();
            }
            common = rest;
        }
        return Optional.of(together(common, interventions, settings));
    }

    /** Whether a name or a value needs quotes, which a label cannot be put in front of. */
    private static boolean quoted(List<String> words) {
        return words.stream().anyMatch(word -> (word.startsWith(INTERVENTION) || word.startsWith(SET))
                && (word.indexOf('\'') >= 0 || word.indexOf('"') >= 0));
    }

    private List<String> together(List<String> common, List<String> interventions, List<String> settings) {
        List<String> words = new ArrayList<>(List.of("twin compare"));
        words.addAll(common.subList(1, 2));
        words.addAll(interventions);
        words.addAll(settings);
        words.addAll(common.subList(2, common.size()));
        if (result.sharedCoefficients()) {
            words.add("--shared-coefficients");
        }
        return List.copyOf(words);
    }

    /** Broken between options, in the way that a shell joins again. */
    static String lines(List<String> words) {
        StringBuilder lines = new StringBuilder();
        StringBuilder text = new StringBuilder("repeat:");
        for (String word : words) {
            if (text.length() + 1 + word.length() + CONTINUED.length() > Lines.WIDTH) {
                lines.append(text).append(CONTINUED).append('\n');
                text = new StringBuilder("   ");
            }
            text.append(' ').append(word);
        }
        return lines.append(text).append('\n').toString();
    }
}

package io.twinsim.sim;

import io.twinsim.internal.text.Checks;
import io.twinsim.model.Intervention;
import java.util.List;
import java.util.Optional;

/**
 * What was run to get a result, so that a report can show the assumptions behind it and how to repeat it.
 *
 * @param intervention what was done to the twins: formulas, coefficients, the values of its parameters
 * @param filters the conditions that the twins satisfy, in order; empty if all were taken
 * @param antithetic whether twins come in mirrored pairs
 * @param command the words of the command that repeats the run, each option with its value, quoted for a shell; empty
 *        where the command line cannot say it, as for data
 */
public record RunDescription(
        Intervention intervention, List<String> filters, boolean antithetic, Optional<List<String>> command) {

    /** Copies the lists. */
    public RunDescription {
        filters = List.copyOf(filters);
        command = command.map(List::copyOf);
    }

    /**
     * What was run to get a result.
     *
     * @param result a result, whether or not it has numbers
     * @return its description
     */
    public static RunDescription of(SimulationResult result) {
        Recipe recipe = Checks.notNull(result, "result").recipe();
        return new RunDescription(recipe.intervention(), recipe.filters(), recipe.antithetic(), recipe.command());
    }

    /** One line: the command that repeats the run, or the intervention. */
    @Override
    public String toString() {
        return Shown.cut("RunDescription[" + command.map(words -> String.join(" ", words))
                .orElse(intervention.name() + " on " + intervention.model().name()) + "]", Shown.LINE);
    }
}

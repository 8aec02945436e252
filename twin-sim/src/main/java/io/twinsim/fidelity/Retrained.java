package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.List;

/**
 * What a retraining came to.
 *
 * @param modelId the new model, {@link io.twinsim.model.TwinModel#id}
 * @param score how good it is on validations that it was not learned from, on the scale of {@link
 *     FidelityReport#fidelity}; the job is completed only if that exceeds the old model's fidelity
 */
public record Retrained(String modelId, double score) {

    /** Checks the name and that the score is a number. */
    public Retrained {
        modelId = FidelityText.name(modelId, "modelId");
        Checks.finite(score, "score");
    }

    /**
     * A new model with its fidelity on fresh validations.
     *
     * @param modelId the new model
     * @param fresh its predictions beside actuals that it was not learned from, at least one
     * @return the model with that score
     * @throws InputException if there are no validations
     */
    public static Retrained of(String modelId, List<Validation> fresh) {
        if (Checks.notNull(fresh, "fresh").isEmpty()) {
            throw new InputException("fresh must hold at least one validation");
        }
        return new Retrained(modelId, FidelityFigures.fidelity(fresh));
    }

    /** One line: the model and its score. */
    @Override
    public String toString() {
        return FidelityText.line("Retrained[" + FidelityText.shortId(modelId) + ", score " + Numbers.fixed(score, 3)
                + "]");
    }
}

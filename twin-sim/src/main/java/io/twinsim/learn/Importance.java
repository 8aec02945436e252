package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;

/**
 * What a model loses if one feature's values are shuffled among held-out rows (Breiman 2001, section 10, <a
 * href="https://doi.org/10.1023/A:1010933404324">doi</a>): the fall of R2, or the rise of the log loss of a 0/1
 * outcome. Near 0, of either sign, for a feature that the model does not need. Features that tell the same story share
 * their importance, and each looks dispensable; nothing here is causal.
 *
 * @param feature the feature's name
 * @param mean the mean over folds and shuffles
 * @param sd the standard deviation over folds and shuffles
 */
public record Importance(String feature, double mean, double sd) {

    /** Refuses a null name. */
    public Importance {
        Checks.notNull(feature, "feature");
    }

    /** {@code Importance["bmi" 0.12 (sd 0.02)]}. */
    @Override
    public String toString() {
        return Lines.one("Importance[" + Names.quote(feature) + " " + Numbers.significant(mean, 3) + " (sd "
                + Numbers.significant(sd, 2) + ")]");
    }
}

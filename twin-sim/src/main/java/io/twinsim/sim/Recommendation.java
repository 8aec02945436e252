package io.twinsim.sim;

import io.twinsim.inference.Interval;
import java.util.Optional;

/**
 * What to do, and why. Judged is the mean effect (per twin reached, where the intervention does not apply to all) with
 * its total interval at level 0.95 (by Student's t if the uncertainty of the coefficients is not stated), whatever
 * level and method the run has. With e the effect in the better direction, [L, U] its interval and d the threshold: U
 * &lt; 0 is SKIP and harmful; e &lt; d is SKIP; L &lt;= 0 or U - L &gt; e is REFINE; else DEPLOY.
 * What reaches nobody is SKIP.
 *
 * @param verdict what to do
 * @param harmful whether the whole interval lies on the wrong side of 0
 * @param basis {@code total}, or {@code simulation-only} if the uncertainty of the coefficients is not stated
 * @param judged the effect that is judged
 * @param interval its interval at level 0.95
 * @param threshold the smallest effect worth having
 * @param probWorthwhile the probability that the effect reaches the threshold; given the coefficients if the basis is
 *        {@code simulation-only}
 * @param flip the nearest single coefficient value at which the verdict changes, if there is one in reach and the
 *        formula is defined on the way there
 * @param rationale one sentence
 */
public record Recommendation(
        Verdict verdict, boolean harmful, String basis, double judged, Interval interval, double threshold,
        double probWorthwhile, Optional<Flip> flip, String rationale) {

    /** The basis when the coefficients' uncertainty is part of the interval. */
    static final String TOTAL = "total";

    /** The basis when it is not. */
    static final String SIMULATION_ONLY = "simulation-only";

    /**
     * Where the verdict changes.
     *
     * @param coefficient the coefficient that is moved alone
     * @param value the value at which the verdict changes, to three significant digits
     * @param below whether the change is below the value, else above
     * @param verdict the verdict beyond it
     * @param distance how far away, in standard deviations of the coefficient, or relative to its value if none is
     *     stated
     * @param text the flip line, such as {@code flips to SKIP if base_effect < 0.044}
     */
    public record Flip(
            String coefficient, double value, boolean below, Verdict verdict, double distance, String text) {

        /** The flip line. */
        @Override
        public String toString() {
            return Shown.cut(text, Shown.LINE);
        }
    }

    /** One line: the verdict, how likely the effect is worthwhile, and where the verdict changes. */
    @Override
    public String toString() {
        return Shown.cut(verdict + ": Pr(worthwhile) " + Shown.probability(probWorthwhile)
                + flip.map(f -> ", " + f.text()).orElse(""), Shown.LINE);
    }
}

package io.twinsim.sim;

import java.util.Locale;

/** What to do with an intervention. */
public enum Verdict {
    /** The effect is worth having and its interval is narrow enough to act. */
    DEPLOY,
    /** The effect may be worth having; learn more first. */
    REFINE,
    /** The effect is harmful or too small. */
    SKIP;

    /**
     * The name used in JSON.
     *
     * @return the lower-case name, such as {@code deploy}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

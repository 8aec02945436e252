package io.twinsim.scenario;

import java.util.Locale;

/** What a comparison advises. */
public enum Choice {
    /** One scenario is best with a probability of at least 0.95, and its own verdict is not to skip it. */
    CHOOSE,
    /** One scenario leads, but it is not sure enough that it is the best. */
    UNDECIDED,
    /** Doing nothing is best, or the leading scenario is to be skipped by its own verdict. */
    NONE;

    /**
     * The name used in JSON.
     *
     * @return the lower-case name, such as {@code choose}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

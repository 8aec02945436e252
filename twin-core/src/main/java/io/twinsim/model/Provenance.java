package io.twinsim.model;

import java.util.Locale;

/** Where the coefficients of an effect come from; stands beside every effect that is reported. */
public enum Provenance {
    /** Somebody's assumption, without data behind it. */
    ASSUMED,
    /** Taken from published work. */
    LITERATURE,
    /** Learned from data. */
    FITTED;

    /**
     * The name used in world files and results.
     *
     * @return the lower-case name, such as {@code assumed}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

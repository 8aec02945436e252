package io.twinsim.random;

import java.util.Locale;

/** Which correlation of two variables is stated. */
public enum CorrelationKind {
    /** The product-moment correlation of the values; needs finite variances. */
    PEARSON,
    /** The correlation of the ranks, those of equal values averaged. */
    SPEARMAN;

    /**
     * The name used in world files and messages.
     *
     * @return {@code pearson} or {@code spearman}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

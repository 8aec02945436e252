package io.twinsim.fidelity;

import java.util.Locale;

/**
 * How near a prediction came, by the absolute relative error. Inconclusive if the actual is too uncertain to tell: its
 * standard error is more than 0.2 of it. An actual of exactly 0 has no relative error and is graded on coverage.
 */
public enum Grade {
    /** An error below 0.10, 0 among them. */
    EXCELLENT,
    /** Below 0.20; or covered, where the actual is 0. */
    GOOD,
    /** Below 0.35. */
    FAIR,
    /** 0.35 or more; or not covered, where the actual is 0. */
    POOR,
    /** The actual's standard error is more than 0.2 of it. */
    INCONCLUSIVE,
    /** Nobody has said yet what really happened. */
    UNVALIDATED;

    private static final double EXCELLENT_BELOW = 0.10;
    private static final double GOOD_BELOW = 0.20;
    private static final double FAIR_BELOW = 0.35;
    /** The largest standard error of an actual, relative to it, that allows a grade. */
    private static final double CONCLUSIVE = 0.2;

    /**
     * The name used in JSON and tables.
     *
     * @return the lower-case name, such as {@code excellent}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Grade of(double simulated, Actual actual, boolean covered) {
        double truth = Math.abs(actual.ate());
        double error = Math.abs(simulated - actual.ate());
        if (truth == 0) {
            return error == 0 ? EXCELLENT : covered ? GOOD : POOR;
        }
        if (actual.standardError() > CONCLUSIVE * truth) {
            return INCONCLUSIVE;
        }
        double relative = error / truth;
        return relative < EXCELLENT_BELOW ? EXCELLENT : relative < GOOD_BELOW ? GOOD
                : relative < FAIR_BELOW ? FAIR : POOR;
    }
}

package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares shares of misses with those of a table: two independent counts of one probability p differ by at most
 * {@value #ERRORS} {@code sqrt(p (1 - p) (1/E1 + 1/E2))}, p pooled over both, plus half the table's last digit.
 */
final class MissComparison {

    static final double ERRORS = 5;

    private final double rounding;
    private final List<String> failures = new ArrayList<>();
    private int comparisons;
    private double worst;
    private String where = "";

    /** For a table whose shares are rounded by at most so much. */
    MissComparison(double rounding) {
        this.rounding = rounding;
    }

    void compare(String what, long misses, int experiments, double share, int tableExperiments) {
        double own = (double) misses / experiments;
        double pooled = Math.max(0.5 / tableExperiments,
                (misses + share * tableExperiments) / ((double) experiments + tableExperiments));
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / experiments + 1.0 / tableExperiments));
        double excess = Math.max(0, Math.abs(own - share) - rounding) / error;
        comparisons++;
        if (excess > worst) {
            worst = excess;
            where = what;
        }
        if (!(excess <= ERRORS)) {
            failures.add(what + ": " + Numbers.fixed(100 * own, 2) + " % of " + experiments + ", table "
                    + Numbers.fixed(100 * share, 2) + " %, " + Numbers.fixed(excess, 1) + " standard errors");
        }
    }

    int comparisons() {
        return comparisons;
    }

    /** The largest deviation, in standard errors. */
    double worst() {
        return worst;
    }

    List<String> failures() {
        return failures;
    }

    /** Such as {@code worst of 16 comparisons: 2.10 standard errors (bca left)}. */
    @Override
    public String toString() {
        return "worst of " + comparisons + " comparisons: " + Numbers.fixed(worst, 2) + " standard errors (" + where
                + ")";
    }
}

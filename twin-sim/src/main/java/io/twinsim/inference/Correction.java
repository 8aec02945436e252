package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Corrections of p-values for the number of tests in their family. An adjusted p-value is the smallest level at which
 * its test is rejected by the procedure for the whole family, so it is compared with the level as it is.
 *
 * <p>The first four keep the chance of any false rejection, the last two the expected share of false rejections, below
 * the level. Adjusted p-values are at most 1, at least the p-values themselves, and in the same order.
 */
public enum Correction {

    /** Holm (1979, Scandinavian Journal of Statistics 6:65): any false rejection, whatever the dependence. */
    HOLM("holm", "Holm") {
        @Override
        void ascending(double[] sorted) {
            double running = 0;
            for (int i = 0; i < sorted.length; i++) {
                running = Math.max(running, (sorted.length - i) * sorted[i]);
                sorted[i] = Math.min(1, running);
            }
        }
    },
    /** Hochberg (1988, doi:10.1093/biomet/75.4.800): any false rejection, under positive dependence. */
    HOCHBERG("hochberg", "Hochberg") {
        @Override
        void ascending(double[] sorted) {
            double running = 1;
            for (int i = sorted.length - 1; i >= 0; i--) {
                running = Math.min(running, (sorted.length - i) * sorted[i]);
                sorted[i] = running;
            }
        }
    },
    /** Hommel (1988, doi:10.1093/biomet/75.2.383): any false rejection, under positive dependence. */
    HOMMEL("hommel", "Hommel") {
        @Override
        void ascending(double[] sorted) {
            Hommel.adjust(sorted);
        }
    },
    /** Bonferroni: any false rejection, whatever the dependence; never better than Holm. */
    BONFERRONI("bonferroni", "Bonferroni") {
        @Override
        void ascending(double[] sorted) {
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = Math.min(1, sorted.length * sorted[i]);
            }
        }
    },
    /**
     * Benjamini and Hochberg (1995, doi:10.1111/j.2517-6161.1995.tb02031.x): the false discovery rate, under positive
     * regression dependence (PRDS).
     */
    BH("bh", "BH") {
        @Override
        void ascending(double[] sorted) {
            stepUp(sorted, 1);
        }
    },
    /**
     * Benjamini and Yekutieli (2001, doi:10.1214/aos/1013699998): the false discovery rate, whatever the dependence,
     * such as that of groups that overlap.
     */
    BY("by", "BY") {
        @Override
        void ascending(double[] sorted) {
            double harmonic = 0;
            for (int i = 1; i <= sorted.length; i++) {
                harmonic += 1.0 / i;
            }
            stepUp(sorted, harmonic);
        }
    };

    private final String id;
    private final String words;

    Correction(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Replaces ascending p-values by adjusted ones. */
    abstract void ascending(double[] sorted);

    private static void stepUp(double[] sorted, double factor) {
        double running = 1;
        for (int i = sorted.length - 1; i >= 0; i--) {
            running = Math.min(running, factor * sorted.length / (i + 1) * sorted[i]);
            sorted[i] = running;
        }
    }

    /**
     * Adjusted p-values of one family of tests. {@code O(m log m)} time for m p-values, by every correction.
     *
     * <p>A missing p-value has no place here: leave it out, and it does not count in m.
     *
     * @param p p-values in any order, each in [0, 1]; not modified
     * @return adjusted p-values in the order of {@code p}; empty for none
     * @throws InputException if one is NaN or outside [0, 1]
     */
    public double[] adjust(double... p) {
        Checks.notNull(p, "p");
        for (int i = 0; i < p.length; i++) {
            requireProbability(p[i], i);
        }
        int[] order = Ranks.order(p);
        double[] sorted = Arrays.stream(order).mapToDouble(i -> p[i]).toArray();
        ascending(sorted);
        double[] adjusted = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            adjusted[order[i]] = sorted[i];
        }
        return adjusted;
    }

    private static void requireProbability(double p, int index) {
        if (p >= 0 && p <= 1) {
            return;
        }
        throw new InputException("p must be in [0, 1], got " + Numbers.shortest(p) + " at index " + index
                + (Double.isNaN(p) ? "; leave missing p-values out, they do not count in the family" : ""));
    }

    /**
     * The name as used on the command line and in JSON.
     *
     * @return text such as {@code holm}
     */
    public String id() {
        return id;
    }

    /**
     * The name as printed.
     *
     * @return text such as {@code Holm}
     */
    public String words() {
        return words;
    }

    /** The key of adjusted p-values in JSON, such as {@code pHolm}. */
    String key() {
        return "p" + id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }

    /**
     * The correction of a name.
     *
     * @param name an {@link #id}
     * @return the correction
     * @throws InputException if no correction has that name
     */
    public static Correction named(String name) {
        return Checks.constant("correction", name, values(), Correction::id);
    }

    /**
     * All names.
     *
     * @return ids in the order of declaration
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(Correction::id).toList();
    }
}

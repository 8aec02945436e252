package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Locale;

/** The forms in which results of this package show numbers to people. */
final class Texts {

    /** From here on two digits would round to 1. */
    private static final double NEARLY_ONE = 0.99;

    private Texts() {
    }

    /** A level such as {@code 95 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, 6) + " %";
    }

    /** Two limits with as many decimals as their distance deserves. */
    static String range(double lower, double upper) {
        int decimals = Numbers.decimals(upper - lower);
        return Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals);
    }

    /** A statistic such as {@code Statistic[ratio = 1.52031, n=10]}. */
    static String statistic(Statistic made) {
        return Lines.one("Statistic[" + made.name() + " = " + Numbers.significant(made.value(), 6) + ", n="
                + Numbers.grouped(made.n()) + "]");
    }

    /** A bootstrap such as {@code Bootstrap[ratio, n=10, B=1,999]}. */
    static String bootstrap(Bootstrap made) {
        return Lines.one("Bootstrap[" + made.statistic().name() + ", n=" + Numbers.grouped(made.statistic().n())
                + ", B=" + Numbers.grouped(made.options().replicates()) + ", " + made.resampling() + "]");
    }

    /** A line of a table of intervals: {@code percentile        1.2512    2.1066}, or why there is none. */
    static String row(IntervalMethod method, Replicates replicates) {
        String name = String.format(Locale.ROOT, "  %-18s", method.id());
        try {
            Interval made = replicates.estimate(method).interval();
            return name + String.format(Locale.ROOT, "%14s%14s", Numbers.significant(made.lower(), 6),
                    Numbers.significant(made.upper(), 6));
        } catch (InputException | IllegalStateException undefined) {
            String text = name + undefined.getMessage();
            return Lines.cut(text, Lines.WIDTH);
        }
    }

    /** A p-value: {@code 0.034}, {@code <1e-9}. */
    static String pValue(double p) {
        return p < 1e-9 ? "<1e-9" : Numbers.significant(p, p > NEARLY_ONE ? 3 : 2);
    }
}

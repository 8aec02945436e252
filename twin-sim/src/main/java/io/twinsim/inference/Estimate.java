package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number with its standard error, its interval and how they came about.
 *
 * @param estimand what the number estimates, such as {@code superpopulation}
 * @param estimate the number, in units of what is estimated
 * @param standardError its standard error: the replicates' standard deviation for resampling methods, the formula
 *        {@code sd/sqrt(n)} (two arms: the square root of the sum of both squares) for all others
 * @param interval its interval
 * @param n the number of units it rests on, all arms together
 * @param bias mean of the replicates minus the estimate; resampling methods only
 * @param z0 the bias correction of BCa in normal units; BCa only
 * @param acceleration the acceleration; BCa and ABC only
 * @param replicates replicates drawn, with those that the notes say are left out; 0 if the method draws none
 * @param monteCarlo the error of the limits that comes from drawing finitely many replicates; resampling methods only
 * @param notes what a reader should know, such as a skewness warning; usually empty
 */
public record Estimate(
        String estimand, double estimate, double standardError, Interval interval, long n, OptionalDouble bias,
        OptionalDouble z0, OptionalDouble acceleration, int replicates, Optional<MonteCarloError> monteCarlo,
        List<String> notes) {

    /**
     * Standard errors of the two limits over repeated resampling of the same data.
     *
     * @param lower of the lower limit
     * @param upper of the upper limit
     */
    public record MonteCarloError(double lower, double upper) {

        /** Such as {@code lower limit +- 0.00012, upper limit +- 0.00013}. */
        @Override
        public String toString() {
            return "lower limit +- " + Numbers.significant(lower, 3) + ", upper limit +- "
                    + Numbers.significant(upper, 3);
        }
    }

    /** Checks that the numbers are finite. */
    public Estimate {
        Checks.notNull(estimand, "estimand");
        Checks.finite(estimate, "estimate");
        Checks.finite(standardError, "standardError");
        notes = List.copyOf(notes);
    }

    /** An estimate without resampling. */
    static Estimate analytic(String estimand, double estimate, double standardError, Interval interval, long n,
            List<String> notes) {
        return new Estimate(estimand, estimate, standardError, interval, n, OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), 0, Optional.empty(), notes);
    }

    /** The same with the acceleration that its limits rest on. */
    Estimate withAcceleration(double a) {
        return new Estimate(estimand, estimate, standardError, interval, n, bias, z0, OptionalDouble.of(a), replicates,
                monteCarlo, notes);
    }

    /** The same with more notes at the end. */
    Estimate withNotes(List<String> more) {
        List<String> all = new java.util.ArrayList<>(notes);
        all.addAll(more);
        return new Estimate(estimand, estimate, standardError, interval, n, bias, z0, acceleration, replicates,
                monteCarlo, all);
    }

    /**
     * The estimate as a tree of maps, lists, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("estimand", estimand);
        tree.put("estimate", estimate);
        tree.put("standardError", standardError);
        tree.put("interval", interval.toTree());
        tree.put("n", n);
        bias.ifPresent(value -> tree.put("bias", value));
        z0.ifPresent(value -> tree.put("z0", value));
        acceleration.ifPresent(value -> tree.put("acceleration", value));
        if (replicates > 0) {
            tree.put("replicates", replicates);
        }
        monteCarlo.ifPresent(error -> {
            Map<String, Object> limits = new LinkedHashMap<>();
            limits.put("lower", error.lower());
            limits.put("upper", error.upper());
            tree.put("monteCarloError", limits);
        });
        tree.put("warnings", notes);
        return tree;
    }

    /**
     * The estimate as one JSON object.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(toTree());
    }

    /** One line such as {@code Estimate[108.08, 95 % 21.5..194.6 (student), n=12]}. */
    @Override
    public String toString() {
        int decimals = Numbers.decimals(interval.width());
        return Lines.one("Estimate[" + Numbers.fixed(estimate, decimals) + ", " + Texts.percent(interval.level()) + " "
                + Texts.range(interval.lower(), interval.upper()) + " (" + interval.method().id() + "), n="
                + Numbers.grouped(n) + "]");
    }
}

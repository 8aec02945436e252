package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy earned: the return of each twin, which is the sum of its rewards over the steps of a rollout, and what
 * each term of the reward gave to it. Immutable.
 */
public final class RolloutResult {

    private static final String RETURN = "return";

    private final int steps;
    private final long seed;
    private final boolean over;
    private final boolean antithetic;
    private final double[] returns;
    private final Map<String, double[]> terms;

    RolloutResult(int steps, long seed, boolean over, boolean antithetic, double[] returns,
            Map<String, double[]> terms) {
        this.steps = steps;
        this.seed = seed;
        this.over = over;
        this.antithetic = antithetic;
        this.returns = returns;
        this.terms = new LinkedHashMap<>(terms);
    }

    /**
     * The number of steps made.
     *
     * @return at least 0
     */
    public int steps() {
        return steps;
    }

    /**
     * The seed of the episode.
     *
     * @return what the environment was reset with
     */
    public long seed() {
        return seed;
    }

    /**
     * Whether the episode came to its end.
     *
     * @return false if there were steps left
     */
    public boolean over() {
        return over;
    }

    /**
     * The return of each twin.
     *
     * @return one value per twin, a copy
     */
    public double[] returns() {
        return returns.clone();
    }

    /**
     * What the terms of the reward are called.
     *
     * @return names, in the order of the world
     */
    public List<String> terms() {
        return List.copyOf(terms.keySet());
    }

    /**
     * What a term gave to the return of each twin, its weight included.
     *
     * @param name the term
     * @return one value per twin, a copy
     * @throws InputException if there is no such term, with the nearest name
     */
    public double[] term(String name) {
        return terms.get(Checks.known("reward term", name, terms.keySet())).clone();
    }

    /**
     * The mean return with its 95 % interval: what the policy earns with twins like these.
     *
     * @return the estimate
     * @throws InputException if there are fewer than 2 twins
     */
    public Estimate mean() {
        return mean(IntervalOptions.of());
    }

    /**
     * The mean return with its interval. Twins in antithetic pairs count pair by pair.
     *
     * @param options method, level, replicates, seed, threads
     * @return the estimate
     * @throws InputException if there are fewer than 2 twins, or pairs
     */
    public Estimate mean(IntervalOptions options) {
        return MeanEstimate.of(units(returns), "mean return", options);
    }

    /**
     * How much more this policy earned than another one with the same twins and the same luck, twin by twin: the paired
     * difference of mean returns.
     *
     * @param other the result of the other policy, of as many steps after a reset with the same seed
     * @return the estimate, positive if this policy earned more
     * @throws InputException if seed, steps or number of twins differ, or there are fewer than 2 twins
     */
    public Estimate minus(RolloutResult other) {
        return minus(other, IntervalOptions.of());
    }

    /**
     * How much more this policy earned than another one, as {@link #minus(RolloutResult)}.
     *
     * @param other the result of the other policy
     * @param options method, level, replicates, seed, threads
     * @return the estimate, positive if this policy earned more
     * @throws InputException as for {@link #minus(RolloutResult)}
     */
    public Estimate minus(RolloutResult other, IntervalOptions options) {
        Checks.notNull(other, "other");
        if (other.seed != seed || other.steps != steps || other.returns.length != returns.length) {
            throw new InputException("other must be of the same twins, seed and steps (" + returns.length + ", " + seed
                    + ", " + steps + "), got (" + other.returns.length + ", " + other.seed + ", " + other.steps + ")");
        }
        double[] differences = new double[returns.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = returns[i] - other.returns[i];
        }
        return MeanEstimate.of(units(differences), "difference of mean returns", options);
    }

    /** What is independent: twins, or pairs of them. */
    private double[] units(double[] values) {
        if (!antithetic) {
            return values;
        }
        double[] pairs = new double[values.length / 2];
        for (int k = 0; k < pairs.length; k++) {
            pairs[k] = 0.5 * (values[2 * k] + values[2 * k + 1]);
        }
        return pairs;
    }

    /**
     * The return and its terms: mean, sd, least and greatest over the twins.
     *
     * @return a table of at most 100 columns
     */
    public String table() {
        TextTable table = TextTable.of("term", "mean", "sd", "least", "greatest");
        terms.forEach((name, values) -> row(table, name, values));
        row(table, RETURN, returns);
        return table.render(0);
    }

    private static void row(TextTable table, String name, double[] values) {
        if (values.length == 0) {
            table.row(Lines.cut(name, 40), "", "", "", "");
            return;
        }
        Moments moments = Moments.of(values);
        table.row(Lines.cut(name, 40), Numbers.significant(moments.mean(), 5),
                values.length < 2 ? "" : Numbers.significant(moments.sd(), 3), Numbers.significant(moments.min(), 5),
                Numbers.significant(moments.max(), 5));
    }

    /** One line: steps, twins and mean return. */
    @Override
    public String toString() {
        return Lines.one("RolloutResult[" + Numbers.grouped(steps) + (steps == 1 ? " step" : " steps") + ", n="
                + Numbers.grouped(returns.length) + (returns.length == 0 ? "" : ", mean return "
                + Numbers.significant(Moments.of(returns).mean(), 6)) + "]");
    }
}

package io.twinsim.sim;

import io.twinsim.inference.TidyRow;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of simulations of the same twins, in order, and what they have in common. Immutable.
 *
 * <p>With e_s the effect of a twin under simulation s, the difference of two mean effects is the mean of
 * {@code e_s - e_t} over the twins. Its standard error is that of this mean: s and t share twins and noise. The
 * uncertainty of the coefficients is given by the mean effect under each of their draws: simulations of one belief have
 * the same draws in the same order and differ draw by draw, those of different beliefs are independent, so that each
 * draw of one goes with each of the other.
 */
public final class JointResult {

    /** Stands for doing nothing, whose effect is 0. */
    public static final int NOTHING = -1;

    /** Digits of a value, which is rounded before. */
    private static final int MOST_DIGITS = 15;

    /**
     * Where another simulation, or doing nothing, takes the lead.
     *
     * @param owner the simulation whose coefficient is moved, together with all that share it
     * @param coefficient its name
     * @param value the value, rounded to 3 digits, or to more if these are needed to tell it from the best guess
     * @param below whether the best changes below the value, not above
     * @param distance from the best guess in its standard deviations, or where none is stated in units of its value
     * @param then the simulation that leads beyond, or {@link #NOTHING}
     */
    public record Change(int owner, String coefficient, double value, boolean below, double distance, int then) {

        /** One line such as {@code Change[base_effect < 0.0512: simulation 1 leads]}. */
        @Override
        public String toString() {
            return Shown.cut("Change[" + coefficient + (below ? " < " : " > ") + Numbers.significant(value, 3) + ": "
                    + (then == NOTHING ? "doing nothing" : "simulation " + then) + " leads]", Shown.LINE);
        }
    }

    /** What only complete simulations have: errors of differences, means under draws, what changes the best. */
    record Common(double[][] errors, JointMeans means, Optional<Change> change) {
    }

    private final List<SimulationResult> results;
    private final Optional<String> reason;
    private final int[] beliefs;
    private final Optional<Common> common;
    private final boolean higherIsBetter;

    JointResult(List<SimulationResult> results, Optional<String> reason, int[] beliefs, Optional<Common> common,
            boolean higherIsBetter) {
        this.results = List.copyOf(results);
        this.reason = reason;
        this.beliefs = beliefs;
        this.common = common;
        this.higherIsBetter = higherIsBetter;
    }

    static JointResult without(List<SimulationResult> results, int[] beliefs, String reason) {
        return new JointResult(results, Optional.of(reason), beliefs, Optional.empty(), results.get(0).recipe()
                .intervention().model().outcome().map(o -> o.higherIsBetter()).orElse(true));
    }

    private Common common() {
        return common.orElseThrow(() -> new IllegalStateException("the simulations have no numbers in common: "
                + reason.orElse("")));
    }

    private int checked(int simulation, String name) {
        return (int) Checks.inRange(0L, results.size() - 1L, simulation, name);
    }

    /**
     * The single results.
     *
     * @return an immutable list, in the order of the simulations
     */
    public List<SimulationResult> results() {
        return results;
    }

    /**
     * Whether the numbers are there that two results have in common.
     *
     * @return true if all twins were passed over by all simulations and once more for the differences
     */
    public boolean hasNumbers() {
        return common.isPresent();
    }

    /**
     * Why something is missing.
     *
     * @return the reason; empty if nothing is
     */
    public Optional<String> reason() {
        return reason;
    }

    /**
     * Which effects are good.
     *
     * @return true if higher ones are, as the world declares
     */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /**
     * The standard error of the difference of two mean effects, from the differences of single twins, for the estimand
     * of the simulations.
     *
     * @param a a simulation, counted from 0
     * @param b another, or {@link #NOTHING} for the standard error of a alone
     * @return at least 0
     * @throws io.twinsim.InputException if there is no such simulation
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public double standardError(int a, int b) {
        Common numbers = common();
        int first = checked(a, "a");
        return b == NOTHING ? results.get(first).ate().standardError() : numbers.errors[first][checked(b, "b")];
    }

    /**
     * The mean effect: that of the single result, but where it differs from that of an earlier simulation, or from 0,
     * by rounding alone it is equal.
     *
     * @param simulation counted from 0
     * @return the mean effect
     * @throws io.twinsim.InputException if there is no such simulation
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public double effect(int simulation) {
        return common().means.effects[checked(simulation, "simulation")];
    }

    /**
     * The mean effect under each draw of the coefficients, in the order of the draws; equal where rounding alone makes
     * the difference, like {@link #effect}.
     *
     * @param simulation counted from 0
     * @return a new array; empty if no uncertainty of the coefficients is stated
     * @throws io.twinsim.InputException if there is no such simulation
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public double[] means(int simulation) {
        return common().means.draws.get(checked(simulation, "simulation")).clone();
    }

    /**
     * Whether a single result has a mean effect, be it of the first twins only.
     *
     * @param simulation counted from 0
     * @return false if it failed or was stopped before it had one
     * @throws io.twinsim.InputException if there is no such simulation
     */
    public boolean hasEffect(int simulation) {
        return results.get(checked(simulation, "simulation")).hasNumbers();
    }

    /**
     * The rows of {@link SimulationResult#tidy} under another name.
     *
     * @param simulation counted from 0
     * @param scenario what stands in the column {@code scenario}
     * @return a new list
     * @throws io.twinsim.InputException if there is no such simulation
     */
    public List<TidyRow> rows(int simulation, String scenario) {
        return new ResultRows(results.get(checked(simulation, "simulation"))).rows().stream()
                .map(row -> new TidyRow(scenario, row.subgroup(), row.group(), row.time(), row.metric(), row.estimate(),
                        row.standardError(), row.lower(), row.upper(), row.level(), row.interval(), row.n())).toList();
    }

    /**
     * Which simulations share their coefficients.
     *
     * @param simulation counted from 0
     * @return the first simulation with the same coefficients, perhaps itself
     * @throws io.twinsim.InputException if there is no such simulation
     */
    public int belief(int simulation) {
        return beliefs[checked(simulation, "simulation")];
    }

    /**
     * The nearest value of a single coefficient at which the best mean effect is another's.
     *
     * @return the change; empty if there is none within 6 standard deviations
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Optional<Change> change() {
        return common().change;
    }

    /** One line: how many results, and whether they have numbers in common. */
    @Override
    public String toString() {
        return Shown.cut("JointResult[" + Shown.count(results.size(), "result")
                + (hasNumbers() ? "" : ", not comparable: " + Objects.requireNonNull(reason.orElse(""))) + "]",
                Shown.LINE);
    }
}

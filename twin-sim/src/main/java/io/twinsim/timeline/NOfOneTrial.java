package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An experiment with one twin, or one person: periods with and without the treatment follow each other, and the twin is
 * its own control.
 *
 * <pre>{@code
 * NOfOneTrial trial = NOfOneTrial.randomised(4, 14).withWashout(3).withSeed(42).forTwin(17);
 * TwinHistory history = Timeline.of(twins).over("112 days")
 *         .with(model.intervention("moisturiser"))          // course: {dose: "trial.treated"}
 *         .withContext("trial", trial.schedule(1)).replay(17, "treated");
 * NOfOneResult result = trial.analyse(history, "hydration");
 * }</pre>
 *
 * <p>The order of a pair of periods is drawn from the seed, by twin and pair, so that a trial can be repeated and more
 * pairs do not move earlier ones. Washout steps at the start of every period, the first one too, are not analysed,
 * whatever the period is, so that what the period before left behind is not taken for this one's effect. A plain
 * comparison of before and after ({@link #beforeAfter}) is allowed and labelled not causal. Immutable.
 */
public final class NOfOneTrial {

    private static final String PATH = "n-of-1/order";

    private final List<NOfOnePeriod> periods;
    private final NOfOneAssignment assignment;
    private final int washout;
    private final long seed;
    private final long twin;
    /** Whether the order is this class's own draw, so that another seed or twin gives another. */
    private final boolean drawn;

    private NOfOneTrial(List<NOfOnePeriod> periods, NOfOneAssignment assignment, int washout, long seed, long twin,
            boolean drawn) {
        this.periods = periods;
        this.assignment = assignment;
        this.washout = washout;
        this.seed = seed;
        this.twin = twin;
        this.drawn = drawn;
    }

    /**
     * Pairs of periods of one length, one of each pair treated, in an order drawn from seed 0 for twin 0.
     *
     * @param pairs the number of pairs, 1 to 1,000; with fewer than 6 no permutation p-value can be below 0.05
     * @param length steps of a period, at least 2
     * @return the trial, without washout
     * @throws InputException if a number is out of range
     */
    public static NOfOneTrial randomised(int pairs, int length) {
        Checks.inRange(1L, 1000, pairs, "pairs");
        Checks.inRange(2L, 100_000, length, "length");
        return draw(pairs, length, 0, 0, 0);
    }

    private static NOfOneTrial draw(int pairs, int length, int washout, long seed, long twin) {
        DrawStream order = Draws.of(seed).stream(PATH + "/" + twin);
        List<NOfOnePeriod> periods = new ArrayList<>();
        for (int k = 0; k < 2 * pairs; k++) {
            boolean first = order.uniform(k / 2) < 0.5;
            periods.add(new NOfOnePeriod(k * length, (k + 1) * length, first == (k % 2 == 0)));
        }
        return new NOfOneTrial(List.copyOf(periods), NOfOneAssignment.PAIRS, washout, seed, twin, true);
    }

    /**
     * Periods as they were.
     *
     * @param periods at least two, one after the other from step 0, at least one treated and one not
     * @param assignment how it came about which are treated
     * @return the trial, without washout
     * @throws InputException if periods leave gaps or overlap, all are treated or none is, or pairs are asked for and a
     *     pair is not one treated and one control period of the same length
     */
    public static NOfOneTrial of(List<NOfOnePeriod> periods, NOfOneAssignment assignment) {
        Checks.notNull(assignment, "assignment");
        List<NOfOnePeriod> copy = List.copyOf(Checks.notNull(periods, "periods"));
        int step = 0;
        for (NOfOnePeriod period : copy) {
            if (period.from() != step) {
                throw new InputException("periods must follow each other from step 0, got " + period
                        + " where step " + step + " is next");
            }
            step = period.to();
        }
        long treated = copy.stream().filter(NOfOnePeriod::treated).count();
        if (treated == 0 || treated == copy.size()) {
            throw new InputException("periods must be treated and control, got " + treated + " treated of "
                    + copy.size());
        }
        if (assignment == NOfOneAssignment.PAIRS) {
            checkPairs(copy);
        }
        return new NOfOneTrial(copy, assignment, 0, 0, 0, false);
    }

    private static void checkPairs(List<NOfOnePeriod> periods) {
        for (int k = 0; k < periods.size(); k += 2) {
            if (k + 1 == periods.size() || periods.get(k).treated() == periods.get(k + 1).treated()
                    || periods.get(k).length() != periods.get(k + 1).length()) {
                throw new InputException("pairs must be one treated and one control period of the same length, got "
                        + periods.get(k) + (k + 1 == periods.size() ? " alone" : " and " + periods.get(k + 1)));
            }
        }
    }

    /**
     * A single change: untreated steps, then treated ones. Not causal: what else changed at that time is in the
     * difference.
     *
     * @param before untreated steps, at least 2
     * @param after treated steps, at least 2
     * @return the trial, without washout
     * @throws InputException if a number is below 2
     */
    public static NOfOneTrial beforeAfter(int before, int after) {
        Checks.atLeast(2, before, "before");
        Checks.atLeast(2, after, "after");
        return of(List.of(new NOfOnePeriod(0, before, false),
                new NOfOnePeriod(before, Math.addExact(before, after), true)), NOfOneAssignment.GIVEN);
    }

    /**
     * The same trial with steps at the start of each period that are not analysed.
     *
     * @param steps at least 0, fewer than the shortest period has
     * @return the trial
     * @throws InputException if a period would have no step left
     */
    public NOfOneTrial withWashout(int steps) {
        int shortest = periods.stream().mapToInt(NOfOnePeriod::length).min().orElseThrow();
        Checks.inRange(0L, shortest - 1L, steps, "washout");
        return new NOfOneTrial(periods, assignment, steps, seed, twin, drawn);
    }

    /**
     * A trial whose order is drawn from another seed.
     *
     * @param seed any
     * @return the trial; one whose periods were given keeps them, and draws relabelings from the seed
     */
    public NOfOneTrial withSeed(long seed) {
        return drawn ? draw(periods.size() / 2, periods.get(0).length(), washout, seed, twin)
                : new NOfOneTrial(periods, assignment, washout, seed, twin, false);
    }

    /**
     * The trial of another twin: an own order from the same seed.
     *
     * @param twin the number of the twin, at least 0
     * @return the trial; one whose periods were given keeps them
     * @throws InputException if the number is negative
     */
    public NOfOneTrial forTwin(long twin) {
        Checks.atLeast(0, twin, "twin");
        return drawn ? draw(periods.size() / 2, periods.get(0).length(), washout, seed, twin)
                : new NOfOneTrial(periods, assignment, washout, seed, twin, false);
    }

    /**
     * The periods.
     *
     * @return an immutable list, in the order of time
     */
    public List<NOfOnePeriod> periods() {
        return periods;
    }

    /**
     * How it came about which periods are treated.
     *
     * @return the assignment
     */
    public NOfOneAssignment assignment() {
        return assignment;
    }

    /**
     * Steps at the start of each period that are not analysed.
     *
     * @return steps, at least 0
     */
    public int washout() {
        return washout;
    }

    /**
     * The length of the whole trial.
     *
     * @return steps
     */
    public int steps() {
        return periods.get(periods.size() - 1).to();
    }

    long seed() {
        return seed;
    }

    /**
     * Whether the twin is treated in a step.
     *
     * @param step from 0 to steps - 1; step i of a timeline ends at {@code (i + 1) dt}
     * @return true in treated periods, their washout included
     * @throws InputException if there is no such step
     */
    public boolean treated(int step) {
        Checks.inRange(0L, steps() - 1L, step, "step");
        return periods.stream().anyMatch(period -> period.from() <= step && step < period.to() && period.treated());
    }

    /**
     * The periods as records for a timeline: column {@code treated} as 1 and 0, one record at the end of each step. A
     * world reads it as a context, such as {@code context: {trial: {columns: {treated: "0"}, window: 1 h}}} with {@code
     * dose: "trial.treated"}.
     *
     * @param dt the length of a step in the timeline's unit
     * @return the series, for all twins of the run
     * @throws InputException if {@code dt} is not positive and finite
     */
    public ContextSeries schedule(double dt) {
        Checks.positive(dt, "dt");
        double[] time = new double[steps()];
        double[] treated = new double[time.length];
        for (NOfOnePeriod period : periods) {
            for (int i = period.from(); i < period.to(); i++) {
                time[i] = (i + 1) * dt;
                treated[i] = period.treated() ? 1 : 0;
            }
        }
        Population records = Population.builder().column("time", RealColumn.of(time))
                .column("treated", RealColumn.of(treated)).build();
        return ContextSeries.of(records, "time");
    }

    /**
     * The effect on an outcome, at level 0.95.
     *
     * @param outcome one finite value per step of the trial, not modified
     * @return effect, interval and permutation test
     * @throws InputException as for {@link #analyse(double[], double)}
     */
    public NOfOneResult analyse(double[] outcome) {
        return analyse(outcome, 0.95);
    }

    /**
     * The effect on a node of a twin whose history was run with the {@link #schedule}, at level 0.95.
     *
     * @param history at least as many steps as the trial; later ones are not used
     * @param name the node, a number or a flag
     * @return effect, interval and permutation test
     * @throws InputException if the history is too short or has no such node, or as for {@link
     *     #analyse(double[], double)}
     */
    public NOfOneResult analyse(TwinHistory history, String name) {
        double[] values = Checks.notNull(history, "history").values(name);
        if (values.length <= steps()) {
            throw new InputException("history must have as many steps as the trial (" + steps() + "), got "
                    + (values.length - 1));
        }
        return analyse(Arrays.copyOfRange(values, 1, steps() + 1));
    }

    /**
     * The effect on an outcome. The model is {@code y = level + trend step + effect treated + e}, e autoregressive of
     * order 1, by generalised least squares with its coefficient by restricted maximum likelihood; the interval is
     * Student's with the standard error and degrees of freedom of Kenward and Roger (1997,
     * doi:10.2307/2533558). Beside it a permutation test: the share of all ways in which the periods could have been
     * labelled whose statistic is at least as far from 0 (all of them if there are up to 4,096, else 1,999 drawn ones),
     * which is valid whatever the errors are, as long as the order was drawn.
     *
     * <p>Valid if the effect is there from the end of the washout to the end of the period, the same in each, and gone
     * by the end of the next washout.
     *
     * @param outcome one finite value per step of the trial, not modified
     * @param level the interval's level, in (0, 1)
     * @return effect, interval and permutation test
     * @throws InputException if the number of values is wrong, one is not finite, or fewer than 5 are left after
     *     washout
     */
    public NOfOneResult analyse(double[] outcome, double level) {
        Checks.level(level);
        if (Checks.notNull(outcome, "outcome").length != steps()) {
            throw new InputException("outcome must have one value per step (" + steps() + "), got " + outcome.length);
        }
        for (int i = 0; i < outcome.length; i++) {
            Checks.finite(outcome[i], "outcome[" + i + "]");
        }
        return NOfOneAnalysis.run(this, outcome, level);
    }

    /** The steps that are analysed, ascending. */
    int[] analysed() {
        return periods.stream()
                .flatMapToInt(period -> IntStream.range(period.from() + washout, period.to())).toArray();
    }

    /** One line such as {@code NOfOneTrial[8 periods: CTTCTCCT, 112 steps, washout 3, pairs]}. */
    @Override
    public String toString() {
        StringBuilder order = new StringBuilder();
        periods.forEach(period -> order.append(period.treated() ? 'T' : 'C'));
        return "NOfOneTrial[" + periods.size() + " periods: " + Lines.cut(order.toString(), 20)
                + ", " + Numbers.grouped(steps()) + " steps, washout " + washout + ", " + assignment.id() + "]";
    }
}

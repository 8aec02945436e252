package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.inference.Experiment;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Learns the effect of a treatment, as a function of what units are like, from an experiment: by an interacted
 * regression and by trees for each arm.
 *
 * <p>Valid only if treatment was assigned at random, with one probability for all or with those of a
 * {@link #withPropensity column}, features were measured before it, and units are independent. Features that differ
 * between the arms by more than chance are refused, as they were probably measured later. Everything is judged on
 * units that have no part in what is judged. Immutable; equal fits give bit-equal results for any number of threads.
 */
public final class EffectFit {

    private final Population data;
    private final EffectDesign design;
    private final EffectSettings settings;

    private EffectFit(Population data, EffectDesign design, EffectSettings settings) {
        this.data = data;
        this.design = design;
        this.settings = settings;
    }

    /**
     * An effect to learn, from all columns but treatment and outcome.
     *
     * @param data the units
     * @param treatment the column that says which arm a unit belongs to
     * @param treated the label (or number) of the treated arm
     * @param control the label of the arm it is compared with; units of other arms are left out
     * @param outcome a real, integer or flag column
     * @return the fit, with seed 42 and 20 bootstrap refits
     * @throws InputException if a column is unknown, treatment and outcome or both arms are the same, the outcome is no
     *         number, or a label is unknown, with the nearest one
     */
    public static EffectFit of(Population data, String treatment, String treated, String control, String outcome) {
        Experiment.of(data, treatment, treated, control, outcome); // has the same rules, and says what is wrong
        return new EffectFit(data, new EffectDesign(treatment, treated, control, outcome),
                EffectSettings.of(data.seed()));
    }

    private EffectFit with(EffectSettings changed) {
        return new EffectFit(data, design, changed);
    }

    /**
     * The features to learn from.
     *
     * @param columns names of columns that were measured before the treatment, without missing values
     * @return the changed fit
     * @throws InputException if a column is unknown or given twice
     */
    public EffectFit withFeatures(String... columns) {
        Set<String> named = new LinkedHashSet<>();
        for (String column : Checks.notNull(columns, "columns")) {
            data.storage(column);
            if (!named.add(column)) {
                throw new InputException("features must differ, got " + Names.quote(column) + " twice");
            }
        }
        return with(settings.withFeatures(List.copyOf(named)));
    }

    /**
     * Columns not to learn from, such as those measured after the treatment, beside those named before.
     *
     * @param columns names
     * @return the changed fit
     * @throws InputException if a column is unknown
     */
    public EffectFit without(String... columns) {
        Set<String> names = new LinkedHashSet<>(settings.without());
        for (String column : Checks.notNull(columns, "columns")) {
            data.storage(column);
            names.add(column);
        }
        return with(settings.without(List.copyOf(names)));
    }

    /**
     * Columns that were measured before the treatment although the arms differ in them.
     *
     * @param columns names; earlier ones are forgotten
     * @return the changed fit
     * @throws InputException if a column is unknown
     */
    public EffectFit withPreTreatment(String... columns) {
        for (String column : Checks.notNull(columns, "columns")) {
            data.storage(column);
        }
        return with(settings.withBefore(List.of(columns)));
    }

    /**
     * Each unit's probability of treatment, where it was not one for all. The regression weighs by its inverse, and all
     * held-out scores use it.
     *
     * @param column a number column in (0, 1), not learned from
     * @return the changed fit
     * @throws InputException if the column is unknown, the treatment or the outcome
     */
    public EffectFit withPropensity(String column) {
        if (data.storage(column).type() == ColumnType.CATEGORY) {
            throw new InputException("propensity " + Names.quote(column) + " must be a number, got category");
        }
        if (column.equals(design.outcome()) || column.equals(design.treatment())) {
            throw new InputException("propensity must differ from the "
                    + (column.equals(design.outcome()) ? "outcome" : "treatment") + ", got " + Names.quote(column)
                    + " for both");
        }
        return with(settings.withPropensity(column));
    }

    /**
     * Says that nobody assigned the treatment at random. A {@link #withPropensity propensity} is then needed.
     *
     * @return the changed fit
     */
    public EffectFit observational() {
        return with(settings.asObservational());
    }

    /**
     * Another seed.
     *
     * @param seed the root seed of folds and refits
     * @return the changed fit
     */
    public EffectFit withSeed(long seed) {
        return with(settings.withSeed(seed));
    }

    /**
     * Another number of threads.
     *
     * @param threads threads to use, the caller's included
     * @return the changed fit
     * @throws InputException if it is not in [1, 1024]
     */
    public EffectFit withThreads(int threads) {
        return with(settings.withThreads((int) Checks.inRange(1L, Tiles.MAX_THREADS, threads, "threads")));
    }

    /**
     * Another number of bootstrap refits of the trees.
     *
     * @param refits 2 to 10,000; an error of 20 is itself right to about 16 %
     * @return the changed fit
     * @throws InputException if it is outside
     */
    public EffectFit withRefits(int refits) {
        return with(settings.withRefits((int) Checks.inRange(2L, 10_000, refits, "refits")));
    }

    /**
     * Another way to learn each arm's outcomes.
     *
     * @param learner any that serves the outcome
     * @return the changed fit
     */
    public EffectFit withLearner(Learner learner) {
        return with(settings.withLearner(Checks.notNull(learner, "learner")));
    }

    /**
     * Learns in both ways.
     *
     * @return both effects
     * @throws InputException as for {@link #regression} and {@link #trees}
     */
    public LearnedEffects run() {
        EffectUnits units = units();
        return new LearnedEffects(regression(units), trees(units));
    }

    /**
     * Learns by an interacted regression alone.
     *
     * @return the effect
     * @throws InputException if an arm has fewer than 20 units with an outcome, a feature leaks, a named feature lacks
     *         values, the data are observational without a propensity, or a propensity is outside [0.01, 0.99]
     */
    public InteractedRegression regression() {
        return regression(units());
    }

    /**
     * Learns by trees alone.
     *
     * @return the effect
     * @throws InputException as for {@link #regression}, or if the learner does not serve the outcome
     */
    public TLearner trees() {
        return trees(units());
    }

    private EffectUnits units() {
        if (settings.observational() && settings.propensity().isEmpty()) {
            throw new InputException("propensity must be given for observational data, got none; name the column of "
                    + "each unit's probability of treatment, or what is learned is also who gets it");
        }
        Population arms = data.where(design.condition(data.column(design.treatment()).type()));
        List<String> aside = settings.propensity().map(List::of).orElse(List.of());
        LeakageGuard guard = new LeakageGuard(arms, design.outcome(), design.treatment(), List.of(), settings.before(),
                aside, aside.isEmpty());
        List<String> notes = new ArrayList<>();
        int unassigned = data.column(design.treatment()).missing();
        if (unassigned > 0) {
            notes.add("units left out, as they have no " + design.treatment() + ": " + Numbers.grouped(unassigned));
        }
        List<String> features = guard.features(settings.features().orElse(null), settings.without(), notes);
        return EffectUnits.of(arms, design, settings, features).with(notes);
    }

    private List<String> notes(List<String> some, List<String> more) {
        List<String> notes = new ArrayList<>(some);
        notes.addAll(more);
        if (settings.observational()) {
            notes.add("observational: valid only if the propensities of " + settings.propensity().orElseThrow()
                    + " are right");
        }
        return notes;
    }

    private InteractedRegression regression(EffectUnits units) {
        EffectData complete = units.complete();
        EffectRegression fit = EffectRegression.of(complete);
        EffectHeldOut heldOut = EffectHeldOut.of(complete, (training, part) -> EffectRegression.of(training),
                Draws.of(settings.seed()), settings.threads());
        return new InteractedRegression(design.contrast(), fit, heldOut, notes(units.notes(), fit.terms().notes()));
    }

    private TLearner trees(EffectUnits units) {
        EffectData complete = units.data();
        Learner learner = settings.learner();
        if (!learner.serves(complete.binary())) {
            String outcome = complete.binary() ? "0 or 1" : "a number";
            throw new InputException("learner must serve an outcome that is " + outcome + ", got "
                    + learner.describe());
        }
        EffectHeldOut heldOut = EffectHeldOut.of(complete,
                (training, part) -> EffectTrees.of(training, learner, settings.seed(), part, 1),
                Draws.of(settings.seed()), settings.threads());
        EffectTrees trees = EffectTrees.of(complete, learner, settings.seed(), "all", settings.threads());
        EffectTrees[] refits = new EffectTrees[settings.refits()];
        double[] means = new double[refits.length];
        Tiles.run(settings.threads(), null, refits.length, StopSignal.NEVER, m -> {
            EffectData again = complete.take(resampled(complete, (int) m));
            refits[(int) m] = EffectTrees.of(again, learner, settings.seed(), "boot/" + m, 1);
            means[(int) m] = mean(refits[(int) m], complete);
        });
        return new TLearner(design.contrast(), trees, mean(trees, complete), List.of(refits), means, learner, heldOut,
                notes(List.of(), List.of()));
    }

    private static double mean(EffectTrees trees, EffectData units) {
        double[] control = new double[units.rows()];
        double[] treated = new double[units.rows()];
        trees.means(units.x(), control, treated);
        for (int i = 0; i < treated.length; i++) {
            treated[i] -= control[i];
        }
        return Moments.of(treated).mean();
    }

    /** As many units of each arm as it has, drawn with replacement. */
    private int[] resampled(EffectData units, int refit) {
        DrawStream stream = Draws.of(settings.seed()).stream("effect/boot").draw(refit);
        int[] rows = new int[units.rows()];
        int at = 0;
        for (boolean arm : new boolean[] {false, true}) {
            int[] of = units.arm(arm);
            for (int k = 0; k < of.length; k++) {
                rows[at] = of[stream.below(of.length, at)];
                at++;
            }
        }
        return rows;
    }

    /** One line such as {@code EffectFit[segment Mens E-Mail - No E-Mail on visit, n=64,000]}. */
    @Override
    public String toString() {
        return Lines.one("EffectFit[" + design.contrast() + ", n=" + Numbers.grouped(data.size()) + "]");
    }
}

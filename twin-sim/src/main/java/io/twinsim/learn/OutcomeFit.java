package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model of an outcome: which kind of learner, with which settings, is chosen by nested cross-validation, and
 * the best one is then trained on all rows. Outcomes that are 0 or 1, or flags, are binary: their models give
 * probabilities.
 * <pre>{@code
 * LearnedOutcome visit = OutcomeFit.of(customers, "visit").without("segment", "conversion", "spend").run();
 * System.out.println(visit.table());
 * }</pre>
 *
 * <p>Features are all other columns unless {@link #withFeatures} names them. Columns that a model could not know are
 * refused: the target and recodings of it, the treatment, what is measured after it, identifiers. Everything that is
 * learned, down to means and bins, comes from the training rows of each fold alone.
 *
 * <p>Without {@link #withLearners} the candidates are ridge regressions or, if binary, logistic regressions along a
 * path of penalties, boosted trees and random forests. Linear learners are left out, with a note, if features have
 * missing values. Data of fewer than 20 rows are not divided: the model gives every row the same value.
 *
 * <p>Immutable. Results are bit-identical for any thread count.
 */
public final class OutcomeFit {

    /** With fewer rows nothing is learned but the mean. */
    static final int LEAST_ROWS = 20;

    private final Population data;
    private final String target;
    private @Nullable List<String> features;
    private List<String> without = List.of();
    private @Nullable List<Learner> learners;
    private int folds = 5;
    private @Nullable String foldColumn;
    private @Nullable String time;
    private @Nullable String id;
    private @Nullable String treatment;
    private @Nullable String control;
    private List<String> after = List.of();
    private List<String> before = List.of();
    private long seed = 42;
    private int threads = Tiles.defaultThreads();

    private OutcomeFit(Population data, String target) {
        this.data = data;
        this.target = target;
    }

    private OutcomeFit(OutcomeFit from) {
        this(from.data, from.target);
        features = from.features;
        without = from.without;
        learners = from.learners;
        folds = from.folds;
        foldColumn = from.foldColumn;
        time = from.time;
        id = from.id;
        treatment = from.treatment;
        control = from.control;
        after = from.after;
        before = from.before;
        seed = from.seed;
        threads = from.threads;
    }

    /**
     * A fit with the usual settings: all other columns, 5 folds, seed 42.
     *
     * @param data the rows to learn from
     * @param target the outcome's column: numbers or flags without missing values
     * @return the settings
     * @throws InputException if there are no rows, there is no such column, it holds labels, has missing values or has
     *     values beyond 1e150
     */
    public static OutcomeFit of(Population data, String target) {
        Checks.notNull(data, "data");
        Checks.known("column", Checks.notNull(target, "target"), data.names());
        Checks.atLeast(1, data.size(), "rows");
        Column column = data.column(target);
        String quoted = Names.quote(target);
        if (column.type() == ColumnType.CATEGORY) {
            throw new InputException("target " + quoted + " must be a number or a flag, got labels such as "
                    + Names.quote(column.labels().get(0)) + "; give the outcome as 0 and 1");
        }
        if (column.missing() > 0) {
            throw new InputException("target " + quoted + " must have no missing values, got "
                    + Numbers.grouped(column.missing()) + " of " + Numbers.grouped(column.size())
                    + "; leave those rows out: .where(\"not is_missing(" + StructureText.name(target) + ")\")");
        }
        FeatureTable.refuseHuge(data, target, data.doubles(target));
        return new OutcomeFit(data, target);
    }

    private static List<String> names(String[] columns, String what) {
        return Stream.of(Checks.notNull(columns, what)).map(name -> Checks.notNull(name, what)).distinct().toList();
    }

    private OutcomeFit copy() {
        return new OutcomeFit(this);
    }

    /**
     * The features to learn from.
     *
     * @param columns names
     * @return the changed settings
     */
    public OutcomeFit withFeatures(String... columns) {
        OutcomeFit copy = copy();
        copy.features = names(columns, "features");
        return copy;
    }

    /**
     * Columns that are no features, beside those named before.
     *
     * @param columns names
     * @return the changed settings
     */
    public OutcomeFit without(String... columns) {
        OutcomeFit copy = copy();
        copy.without = Stream.concat(without.stream(), names(columns, "columns").stream()).distinct().toList();
        return copy;
    }

    /**
     * The candidates. Those of one kind are one line of the comparison; inner folds choose among them.
     *
     * @param candidates at least one learner
     * @return the changed settings
     * @throws InputException if none is given
     */
    public OutcomeFit withLearners(Learner... candidates) {
        Checks.atLeast(1, Checks.notNull(candidates, "learners").length, "learners");
        OutcomeFit copy = copy();
        copy.learners = List.of(candidates);
        return copy;
    }

    /**
     * The number of folds.
     *
     * @param count 3 to 100
     * @return the changed settings
     * @throws InputException if it is outside
     */
    public OutcomeFit withFolds(int count) {
        Checks.inRange((long) FoldsPlan.LEAST, FoldsPlan.MOST, count, "folds");
        OutcomeFit copy = copy();
        copy.folds = count;
        return copy;
    }

    /**
     * Folds that a column gives: each of its values is tested by what was trained on the others.
     *
     * @param column its name; it is no feature
     * @return the changed settings
     */
    public OutcomeFit withFoldColumn(String column) {
        OutcomeFit copy = copy();
        copy.foldColumn = Checks.notNull(column, "fold column");
        return copy;
    }

    /**
     * Folds in the order of time: training rows are always earlier than tested ones, in the inner folds too. The
     * earliest parts are trained on and never tested.
     *
     * @param column a number that grows with time; it is no feature unless it is named as one
     * @return the changed settings
     */
    public OutcomeFit withTime(String column) {
        OutcomeFit copy = copy();
        copy.time = Checks.notNull(column, "time");
        return copy;
    }

    /**
     * Rows of one id are never on both sides of a split.
     *
     * @param column the id's name; it is no feature
     * @return the changed settings
     */
    public OutcomeFit withId(String column) {
        OutcomeFit copy = copy();
        copy.id = Checks.notNull(column, "id");
        return copy;
    }

    /**
     * The treatment of a randomised experiment that the data come from. Features in which its arms differ beyond chance
     * are refused as measured after it. Rows of all arms are learned from: the model is of the outcome under the
     * mixture of treatments in the data.
     *
     * @param column the treatment's name; it is no feature
     * @return the changed settings
     */
    public OutcomeFit withTreatment(String column) {
        OutcomeFit copy = copy();
        copy.treatment = Checks.notNull(column, "treatment");
        copy.control = null;
        return copy;
    }

    /**
     * The treatment of a randomised experiment that the data come from. All rows serve to refuse features that are
     * measured after the treatment; only those of one arm are learned from.
     *
     * @param column the treatment's name; it is no feature
     * @param arm the value, as written in the data, whose outcomes are learned
     * @return the changed settings
     */
    public OutcomeFit withTreatment(String column, String arm) {
        OutcomeFit copy = withTreatment(column);
        copy.control = Checks.notNull(arm, "arm");
        return copy;
    }

    /**
     * Columns that are measured after the treatment and must not be features.
     *
     * @param columns names
     * @return the changed settings
     */
    public OutcomeFit withPostTreatment(String... columns) {
        OutcomeFit copy = copy();
        copy.after = names(columns, "columns");
        return copy;
    }

    /**
     * Columns that are measured before the treatment although its arms differ in them, as in data that are not
     * randomised.
     *
     * @param columns names
     * @return the changed settings
     */
    public OutcomeFit withPreTreatment(String... columns) {
        OutcomeFit copy = copy();
        copy.before = names(columns, "columns");
        return copy;
    }

    /**
     * The seed of folds, bootstrap samples and shuffles.
     *
     * @param value any long; 42 unless set
     * @return the changed settings
     */
    public OutcomeFit withSeed(long value) {
        OutcomeFit copy = copy();
        copy.seed = value;
        return copy;
    }

    /**
     * The threads to use. They change no bit of the result.
     *
     * @param count 1 to 1,024
     * @return the changed settings
     * @throws InputException if it is outside
     */
    public OutcomeFit withThreads(int count) {
        Checks.inRange(1L, Tiles.MAX_THREADS, count, "threads");
        OutcomeFit copy = copy();
        copy.threads = count;
        return copy;
    }

    /**
     * Compares the candidates, chooses and trains.
     *
     * @return the model, and how good it is on rows that it has not seen
     * @throws InputException if a feature leaks, a column is unknown, folds cannot be made, or a learner does not serve
     *     the outcome
     */
    public LearnedOutcome run() {
        if (time != null && foldColumn != null) {
            throw new InputException("folds must come from a time column or from a fold column, got both: "
                    + Names.quote(time) + " and " + Names.quote(foldColumn));
        }
        List<String> notes = new ArrayList<>();
        List<String> names = guard().features(features, without, notes);
        Population rows = learned(notes);
        FeatureTable x = FeatureTable.of(rows, names);
        double[] y = rows.doubles(target);
        boolean binary = binary();
        OutcomeTask task = new OutcomeTask(target, x, y, binary, seed, threads);
        if (y.length < LEAST_ROWS) {
            notes.add("fewer than " + LEAST_ROWS + " rows: every row gets the same value, and nothing is compared");
            return task.constant(notes);
        }
        List<Learner> candidates = OutcomeCandidates.of(learners, x, binary, notes);
        Folds divided = plan(y.length).divide(rows, y, binary);
        return task.run(candidates, divided, notes);
    }

    private LeakageGuard guard() {
        List<String> aside = Stream.of(time, id, foldColumn).filter(Objects::nonNull).map(Objects::requireNonNull)
                .toList();
        LeakageGuard guard = new LeakageGuard(data, target, treatment, after, before, aside, true);
        if (features != null && foldColumn != null && features.contains(foldColumn)) {
            throw new InputException("feature " + Names.quote(foldColumn)
                    + " must not be the fold column; leave it out");
        }
        if (features != null && id != null && features.contains(id)) {
            throw new InputException("feature " + Names.quote(id) + " must not be the id; leave it out");
        }
        return guard;
    }

    private FoldsPlan plan(int rows) {
        if (folds > rows) {
            throw new InputException("folds must be at most the rows (" + rows + "), got " + folds);
        }
        return new FoldsPlan(folds, foldColumn, time, id, seed);
    }

    /** The rows of the arm that is learned, or all rows. */
    private Population learned(List<String> notes) {
        if (treatment == null) {
            return data;
        }
        if (control == null) {
            notes.add("learned from all arms of " + treatment + ": a model of the outcome under this mixture");
            return data;
        }
        Column arm = data.column(treatment);
        String condition = OutcomeArm.condition(treatment, arm, control);
        notes.add("learned from the rows with " + condition);
        return data.where(condition);
    }

    private boolean binary() {
        for (double value : data.doubles(target)) {
            if (value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    /** One line: target, rows and columns. */
    @Override
    public String toString() {
        return Lines.one("OutcomeFit[" + Names.quote(target) + ", n=" + Numbers.grouped(data.size()) + ", "
                + (foldColumn != null || time != null ? "given folds" : folds + " folds") + ", seed=" + seed + "]");
    }
}

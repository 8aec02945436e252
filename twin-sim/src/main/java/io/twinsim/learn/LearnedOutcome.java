package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.learn.Accuracy.Measure;
import io.twinsim.model.LearnedModel;
import java.util.List;

/**
 * A model of an outcome, and how good it is on rows that it has not seen. {@link OutcomeFit} makes it.
 *
 * <p>Predictions vary less than outcomes do: {@link #residualVariance} is what they leave, and what a simulation of
 * single outcomes has to add. The accuracy is that of the choice as a whole, on rows that neither trained nor chose.
 */
public final class LearnedOutcome {

    /** The name of the comparison's line in which inner folds choose the kind of learner as well. */
    static final String CHOSEN = "chosen";
    private static final int SHOWN = 12;

    private final OutcomeTask task;
    private final Learner learner;
    private final LearnedModel model;
    private final String folds;
    private final List<CrossValidation> comparison;
    private final OutcomeHeldOut heldOut;
    private final List<Importance> importances;
    private final List<String> notes;

    LearnedOutcome(OutcomeTask task, Learner learner, LearnedModel model, String folds,
            List<CrossValidation> comparison, OutcomeHeldOut heldOut, List<Importance> importances,
            List<String> notes) {
        this.task = task;
        this.learner = learner;
        this.model = model;
        this.folds = folds;
        this.comparison = List.copyOf(comparison);
        this.heldOut = heldOut;
        this.importances = importances;
        this.notes = List.copyOf(notes);
    }

    /**
     * The outcome's column.
     *
     * @return its name
     */
    public String target() {
        return task.target();
    }

    /**
     * Whether the outcome is 0 or 1 and the model gives probabilities.
     *
     * @return false if it is a number
     */
    public boolean binary() {
        return task.binary();
    }

    /**
     * The model, trained on all rows; its name is the target's with {@code _model} behind it.
     *
     * @return the model; {@code model().named(...)} gives it another name
     */
    public LearnedModel model() {
        return model;
    }

    /**
     * The learner that did best over all folds and trained the model.
     *
     * @return the learner, with its settings
     */
    public Learner learner() {
        return learner;
    }

    /**
     * The features that the model reads.
     *
     * @return names, in order
     */
    public List<String> features() {
        return task.x().names();
    }

    /**
     * The number of rows that were learned from.
     *
     * @return at least 1
     */
    public long rows() {
        return task.y().length;
    }

    /**
     * How rows came to their folds.
     *
     * @return a description, such as {@code 5 folds, drawn with seed 42}
     */
    public String folds() {
        return folds;
    }

    /**
     * The accuracy of every kind of learner on held-out rows, in the order in which they were given; last, if there are
     * several kinds, that of choosing the kind by inner folds.
     *
     * @return one line per kind; empty for fewer than 20 rows
     */
    public List<CrossValidation> comparison() {
        return comparison;
    }

    /**
     * The accuracy of the whole procedure: in each fold the kind and its settings were chosen by inner folds.
     *
     * @return the last line of {@link #comparison}
     * @throws IllegalStateException if there were too few rows to hold any out
     */
    public CrossValidation accuracy() {
        if (comparison.isEmpty()) {
            throw new IllegalStateException("there is no accuracy: " + rows() + " rows are too few to hold some out");
        }
        return comparison.get(comparison.size() - 1);
    }

    /**
     * The accuracy of one kind of learner.
     *
     * @param kind {@code ridge}, {@code logistic}, {@code boosting} or {@code forest}
     * @return its line of {@link #comparison}
     * @throws io.twinsim.InputException if it was not compared
     */
    public CrossValidation accuracy(String kind) {
        List<String> kinds = comparison.stream().map(CrossValidation::learner).toList();
        return comparison.get(kinds.indexOf(Checks.known("learner", kind, kinds)));
    }

    /**
     * How much the model needs each feature, measured on held-out rows.
     *
     * @return the greatest first; empty for fewer than 20 rows
     */
    public List<Importance> importances() {
        return importances;
    }

    /**
     * What the predictions leave of the outcome: the mean squared difference on held-out rows.
     *
     * @return the variance, in the square of the outcome's unit
     * @throws IllegalStateException if there were too few rows to hold any out
     */
    public double residualVariance() {
        double rmse = accuracy().pooled().value(Measure.RMSE);
        return rmse * rmse;
    }

    /**
     * Held-out rows by tenths of their prediction: whether predictions are right on average wherever they lie, and how
     * far outcomes scatter there.
     *
     * @return up to ten groups, ascending; rows of equal prediction stay together; empty for fewer than 20 rows
     */
    public List<PredictionGroup> deciles() {
        return heldOut.groups(task.y());
    }

    /** What was predicted for rows that their model had not seen. */
    OutcomeHeldOut heldOut() {
        return heldOut;
    }

    /**
     * What the user should know.
     *
     * @return sentences; empty if there is nothing to say
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * The comparison and the importances.
     *
     * @return several lines of at most 100 characters
     */
    public String table() {
        StringBuilder text = new StringBuilder("outcome ").append(target()).append(binary() ? " (0 or 1)" : " (number)")
                .append(", ").append(Numbers.grouped(rows())).append(rows() == 1 ? " row, " : " rows, ")
                .append(features().size()).append(features().size() == 1 ? " feature\n" : " features\n");
        if (!comparison.isEmpty()) {
            text.append("model: ").append(learner.describe()).append('\n');
            text.append("held-out rows, mean (sd) over ").append(folds).append('\n').append(comparisonTable());
            text.append("residual variance ").append(Numbers.significant(residualVariance(), 4)).append('\n');
            text.append("importance: ").append(binary() ? "rise of the log loss" : "fall of R2")
                    .append(" when shuffled among held-out rows\n").append(importanceTable());
        }
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    private String comparisonTable() {
        List<Measure> shown = binary() ? List.of(Measure.LOG_LOSS, Measure.BRIER, Measure.AUC)
                : List.of(Measure.R2, Measure.RMSE, Measure.MAE);
        TextTable table = TextTable.of("learner", ">" + shown.get(0).label(), ">" + shown.get(1).label(),
                ">" + shown.get(2).label(), ">pooled " + shown.get(0).label());
        for (CrossValidation line : comparison) {
            table.row(line.learner(), cell(line, shown.get(0)), cell(line, shown.get(1)), cell(line, shown.get(2)),
                    line.pooled().has(shown.get(0)) ? Numbers.significant(line.pooled().value(shown.get(0)), 5) : "-");
        }
        return table.render(2);
    }

    private static String cell(CrossValidation line, Measure measure) {
        return line.pooled().has(measure) ? Numbers.significant(line.mean(measure), 4) + " ("
                + Numbers.significant(line.sd(measure), 2) + ")" : "-";
    }

    private String importanceTable() {
        TextTable table = TextTable.of("feature", ">importance", ">sd");
        importances.stream().limit(SHOWN).forEach(importance -> table.row(Lines.cut(importance.feature(), 50),
                Numbers.significant(importance.mean(), 3), Numbers.significant(importance.sd(), 2)));
        int more = importances.size() - SHOWN;
        return table.render(2) + (more > 0 ? "  and " + more + " more\n" : "");
    }

    /** One line: target, learner and accuracy. */
    @Override
    public String toString() {
        String of = "LearnedOutcome[" + Names.quote(target()) + ", " + learner.id();
        if (comparison.isEmpty() || !accuracy().pooled().has(Accuracy.leading(binary()))) {
            return Lines.one(of + ", n=" + Numbers.grouped(rows()) + "]");
        }
        Measure measure = Accuracy.leading(binary());
        return Lines.one(of + ", " + measure.label() + " "
                + Numbers.significant(accuracy().pooled().value(measure), 4) + ", n=" + Numbers.grouped(rows()) + "]");
    }
}

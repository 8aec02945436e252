package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The learners that are compared. */
final class OutcomeCandidates {

    /** From here on leaves are larger and one setting of the trees is enough. */
    private static final int MANY_ROWS = 20_000;

    private OutcomeCandidates() {
    }

    /** The caller's learners, checked, or the usual ones. */
    static List<Learner> of(@Nullable List<Learner> given, FeatureTable x, boolean binary, List<String> notes) {
        List<Learner> candidates = given == null ? usual(x.rows(), binary) : given;
        Symbol gap = x.firstWithMissing();
        List<Learner> kept = new ArrayList<>();
        for (Learner learner : candidates) {
            if (!learner.serves(binary)) {
                throw new InputException("learner " + Names.quote(learner.id()) + " must serve "
                        + (binary ? "outcomes that are 0 or 1; use Logistic, GradientBoosting or RandomForest"
                                : "outcomes that are numbers; use Ridge, GradientBoosting or RandomForest"));
            }
            boolean linear = learner instanceof Ridge || learner instanceof Logistic;
            if (gap == null || !linear) {
                kept.add(learner);
            } else if (given != null) {
                int missing = x.missing(x.symbols().indexOf(gap));
                throw new InputException("feature " + Names.quote(gap.name()) + " of a " + learner.id()
                        + " model must have no missing values, got " + Numbers.grouped(missing) + " of "
                        + Numbers.grouped(x.rows()) + "; fill them in, leave it out, or learn trees, which take them");
            }
        }
        if (kept.size() < candidates.size()) {
            notes.add("no linear learners: feature " + Names.quote(String.valueOf(gap == null ? "" : gap.name()))
                    + " has missing values");
        }
        return kept;
    }

    private static List<Learner> usual(int rows, boolean binary) {
        List<Learner> learners = new ArrayList<>(binary ? Logistic.path() : Ridge.path());
        GradientBoosting boosting = GradientBoosting.of();
        RandomForest forest = RandomForest.of();
        if (rows < MANY_ROWS) {
            learners.add(boosting.withTrees(50).withDepth(2));
            learners.add(boosting);
            learners.add(forest.withLeastLeaf(5));
            learners.add(forest.withLeastLeaf(20));
        } else {
            learners.add(boosting.withLeastLeaf(20));
            learners.add(forest.withLeastLeaf(Math.max(50, rows / 500)));
        }
        return List.copyOf(learners);
    }
}

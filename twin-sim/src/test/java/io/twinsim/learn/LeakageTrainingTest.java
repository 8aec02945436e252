package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.LearnedModel;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is planted in rows that are held out must not move what is learned from the others, not by a bit. */
class LeakageTrainingTest {

    private static final int N = 300;
    private static final List<String> FEATURES = List.of("x", "count", "group");

    /** Every fifth row, which is held out, may carry something else. */
    private static Population data(double planted, int count, String label) {
        return Population.builder()
                .column("x", OutcomeData.reals(N, i -> i % 5 == 0 ? planted : OutcomeData.uniform("x", i)))
                .column("count", OutcomeData.integers(N,
                        i -> i % 5 == 0 ? count : (int) (30 * OutcomeData.uniform("c", i))))
                .column("group", OutcomeData.labels(N, i -> i % 5 == 0 ? label : "g" + i % 7))
                .column("fold", OutcomeData.integers(N, i -> i % 5))
                .column("y", OutcomeData.reals(N, i -> OutcomeData.uniform("x", i) + OutcomeData.uniform("y", i)))
                .column("won", OutcomeData.integers(N,
                        i -> OutcomeData.uniform("x", i) + OutcomeData.uniform("y", i) > 1 ? 1 : 0))
                .build();
    }

    private static final List<Learner> LEARNERS = List.of(Ridge.of(0), Ridge.of(0.1), Logistic.of(0.01),
            GradientBoosting.of().withTrees(20), RandomForest.of().withTrees(10));

    @Test
    void train_extremesAndNewLabelsInHeldOutRows_moveNothing() {
        int[] train = TreeData.fold(N, 0, false);
        Population plain = data(0.5, 3, "g1");
        Population planted = data(1e12, -1_000_000, "a label that only held-out rows carry");
        int checked = 0;
        for (Learner learner : LEARNERS) {
            for (boolean binary : new boolean[] {false, true}) {
                if (learner.serves(binary)) {
                    double[] expected = predictions(learner, plain, train, binary);
                    assertThat(predictions(learner, planted, train, binary)).as(learner.describe()).isEqualTo(expected);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(2 + 1 + 2 + 2);
    }

    private static double[] predictions(Learner learner, Population data, int[] train, boolean binary) {
        FeatureTable x = FeatureTable.of(data, FEATURES).take(train);
        double[] y = FeatureTable.take(data.doubles(binary ? "won" : "y"), train);
        LearnedModel model = Training.train(learner, "m", x, y, binary, Draws.of(5), 1);
        return OutcomeScores.of(model, x);
    }

    /**
     * The planted label says of the outcome what it will be, in fold 0 only. No model tested on fold 0 may have seen
     * it, so that the accuracy there is that of a feature that says nothing.
     */
    @Test
    void run_labelThatGivesHeldOutOutcomesAway_doesNotHelpInItsFold() {
        double[] won = data(0.5, 3, "g1").doubles("won");
        Population coded = OutcomeData.with(data(0.5, 3, "g1"), "group",
                OutcomeData.labels(N, i -> i % 5 == 0 ? won[i] > 0 ? "winner" : "loser" : "g" + i % 7));
        for (Learner learner : LEARNERS) {
            if (learner.serves(true)) {
                Accuracy first = OutcomeFit.of(coded, "won").withFeatures("group").withFoldColumn("fold")
                        .withLearners(learner).run().accuracy().folds().get(0);
                assertThat(first.value(Accuracy.Measure.AUC)).as(learner.describe()).isEqualTo(0.5);
            }
        }
    }

    /** Outcomes of held-out rows are not read either: only the figures of their own fold move. */
    @Test
    void run_otherOutcomesInOneFold_leaveItsModelAlone() {
        Population data = data(0.5, 3, "g1");
        double[] y = data.doubles("y");
        double[] changed = y.clone();
        for (int i = 0; i < N; i += 5) {
            changed[i] = 1000 * OutcomeData.uniform("other", i);
        }
        OutcomeTask task = new OutcomeTask("y", FeatureTable.of(data, FEATURES), y, false, 1, 1);
        OutcomeTask other = new OutcomeTask("y", FeatureTable.of(data, FEATURES), changed, false, 1, 1);
        Folds folds = new FoldsPlan(5, "fold", null, null, 1).divide(data, y, false);
        int checked = 0;
        for (Learner learner : LEARNERS) {
            if (learner.serves(false)) {
                int[] train = folds.train(folds.outer(0));
                assertThat(Arrays.stream(train)).noneMatch(i -> i % 5 == 0);
                assertThat(task.train(learner, train).hash()).isEqualTo(other.train(learner, train).hash());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(4);
    }
}

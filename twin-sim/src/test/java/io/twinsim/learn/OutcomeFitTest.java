package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.learn.Accuracy.Measure;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OutcomeFitTest {

    private static final Learner[] QUICK = {Ridge.of(0), Ridge.of(0.01), Ridge.of(10),
        GradientBoosting.of().withTrees(30).withDepth(2), RandomForest.of().withTrees(10).withLeastLeaf(5)};

    /**
     * scikit-learn 1.2.1 on folds by row index mod 5, mean of {@code r2_score} over folds: {@code
     * GradientBoostingRegressor(random_state=0)} 0.41572871299437375 on diabetes, 0.9132217207705084 on friedman1
     * ({@code make_friedman1(1000, 10, noise=1.0, random_state=0)}), {@code RandomForestRegressor(random_state=0)}
     * 0.4320070626479481 on diabetes. The forests draw otherwise, so theirs is a tolerance of chance.
     */
    @Test
    void accuracy_givenFolds_isThatOfScikitLearn() {
        Population diabetes = OutcomeData.folded("diabetes.csv");
        Population friedman = OutcomeData.folded("friedman1.csv");

        assertThat(mean(diabetes, GradientBoosting.of())).isCloseTo(0.41572871299437375, within(0.02));
        assertThat(mean(friedman, GradientBoosting.of())).isCloseTo(0.9132217207705084, within(0.01));
        assertThat(mean(diabetes, RandomForest.of())).isCloseTo(0.4320070626479481, within(0.02));
        assertThat(mean(friedman, Ridge.of(0))).as("LinearRegression()").isCloseTo(0.7456702288276634, within(1e-10));
    }

    private static double mean(Population data, Learner learner) {
        return OutcomeFit.of(data, "target").withFoldColumn("fold").withLearners(learner).run().accuracy()
                .mean(Measure.R2);
    }

    /** The same: {@code GradientBoostingClassifier(random_state=0)}, mean of {@code log_loss} over folds. */
    @Test
    void accuracy_breastCancer_isThatOfScikitLearn() {
        CrossValidation found = OutcomeFit.of(OutcomeData.folded("breast_cancer.csv"), "target").withFoldColumn("fold")
                .withLearners(GradientBoosting.of()).run().accuracy();

        assertThat(found.mean(Measure.LOG_LOSS)).isCloseTo(0.11595263495864674, within(0.01));
        assertThat(found.pooled().value(Measure.ACCURACY)).isCloseTo(0.9560632688927944, within(0.01));
        assertThat(found.pooled().value(Measure.AUC)).isCloseTo(0.9890069235241267, within(0.01));
    }

    @Test
    void run_anyThreads_givesTheSameBits() {
        Population data = OutcomeData.folded("diabetes.csv");
        OutcomeFit fit = OutcomeFit.of(data, "target").without("fold").withFolds(3).withLearners(QUICK);

        LearnedOutcome one = fit.withThreads(1).run();
        LearnedOutcome many = fit.withThreads(8).run();

        assertThat(many.table()).isEqualTo(one.table());
        assertThat(many.model().hash()).isEqualTo(one.model().hash());
        assertThat(many.heldOut().predicted()).isEqualTo(one.heldOut().predicted());
        assertThat(many.importances()).isEqualTo(one.importances());
        assertThat(many.deciles()).isEqualTo(one.deciles());
        assertThat(fit.withSeed(43).run().table()).isNotEqualTo(one.table());
    }

    /** By hand: for each fold, every candidate on the other folds less one in turn, tested on that one. */
    @Test
    void run_nestedFolds_chooseAsByHand() {
        Population data = OutcomeData.folded("diabetes.csv");
        LearnedOutcome outcome = OutcomeFit.of(data, "target").withFoldColumn("fold").withLearners(QUICK).run();
        FeatureTable x = FeatureTable.of(data, outcome.features());
        double[] y = data.doubles("target");
        OutcomeTask task = new OutcomeTask("target", x, y, false, 42, 1);
        for (int fold = 0; fold < 5; fold++) {
            double[] losses = new double[QUICK.length];
            for (int inner = 0; inner < 5; inner++) {
                if (inner != fold) {
                    int a = fold;
                    int b = inner;
                    int[] train = Arrays.stream(indices(y.length)).filter(i -> i % 5 != a && i % 5 != b).toArray();
                    int[] test = Arrays.stream(indices(y.length)).filter(i -> i % 5 == b).toArray();
                    for (int c = 0; c < QUICK.length; c++) {
                        double[] p = OutcomeScores.of(task.train(QUICK[c], train), x.take(test));
                        losses[c] += task.accuracy(test, p).loss() * test.length;
                    }
                }
            }
            int best = 0;
            for (int c = 1; c < losses.length; c++) {
                best = losses[c] < losses[best] ? c : best;
            }
            assertThat(outcome.accuracy().settings().get(fold)).isEqualTo(QUICK[best]);
            int[] test = TreeData.fold(y.length, fold, true);
            double[] p = OutcomeScores.of(task.train(QUICK[best], TreeData.fold(y.length, fold, false)), x.take(test));
            assertThat(outcome.accuracy().folds().get(fold).value(Measure.R2))
                    .isEqualTo(task.accuracy(test, p).value(Measure.R2));
        }
        assertThat(outcome.comparison()).extracting(CrossValidation::learner)
                .containsExactly("ridge", "boosting", "forest", "chosen");
        assertThat(outcome.accuracy("ridge").settings()).allMatch(learner -> learner instanceof Ridge);
    }

    private static int[] indices(int n) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    @Test
    void run_diabetes_reportsResidualsAndImportances() {
        Population data = OutcomeData.folded("diabetes.csv");
        LearnedOutcome outcome = OutcomeFit.of(data, "target").withFoldColumn("fold").withLearners(Ridge.of(0)).run();

        assertThat(outcome.residualVariance()).isCloseTo(54.40159354211825 * 54.40159354211825, within(1e-6));
        assertThat(outcome.deciles()).hasSize(10);
        assertThat(outcome.deciles().stream().mapToLong(PredictionGroup::n).sum()).isEqualTo(442);
        double pooled = outcome.deciles().stream().mapToDouble(g -> g.n() * g.residualVariance()).sum() / 442;
        assertThat(pooled).isCloseTo(outcome.residualVariance(), within(1e-8));
        assertThat(outcome.importances()).extracting(Importance::feature)
                .containsExactlyInAnyOrderElementsOf(outcome.features());
        assertThat(outcome.importances()).isSortedAccordingTo((a, b) -> Double.compare(b.mean(), a.mean()));
        Importance age = outcome.importances().stream().filter(i -> i.feature().equals("age")).findFirst()
                .orElseThrow();
        assertThat(age.mean()).isCloseTo(0, within(0.01));
        assertThat(outcome.importances().get(0).mean()).isGreaterThan(0.1);
        assertThat(outcome.model().predict(data)).hasSize(442);
        assertThat(outcome.model().name()).isEqualTo("target_model");
        assertThat(outcome).hasToString("LearnedOutcome[\"target\", ridge, R2 0.5009, n=442]");
        assertThat(outcome.table()).startsWith("""
                outcome target (number), 442 rows, 10 features
                model: ridge, penalty 0 (least squares)
                held-out rows, mean (sd) over 5 folds, given by column fold
                  learner             R2         RMSE          MAE  pooled R2
                  ridge    0.4956 (0.05)  54.25 (4.7)  44.01 (3.7)    0.50091
                residual variance 2960
                importance: fall of R2 when shuffled among held-out rows
                """);
        assertThat(outcome.table().lines()).allMatch(line -> line.length() <= 100);
    }

    /** Which feature matters is known by design: y = 3 a + noise, b alone is nothing, c repeats nothing. */
    @Test
    void importances_knownDesign_areThoseOfTheDesign() {
        int n = 1000;
        Population data = Population.builder()
                .column("a", OutcomeData.reals(n, i -> OutcomeData.uniform("a", i)))
                .column("b", OutcomeData.reals(n, i -> OutcomeData.uniform("b", i)))
                .column("y", OutcomeData.reals(n, i -> 3 * OutcomeData.uniform("a", i) + OutcomeData.uniform("y", i)))
                .build();

        List<Importance> found = OutcomeFit.of(data, "y").withLearners(Ridge.of(0)).run().importances();

        // R2 = 0.9; with a shuffled the error variance is 1/12 + 2 * 9/12 of a total 10/12: the fall is 1.8
        assertThat(found.get(0).feature()).isEqualTo("a");
        assertThat(found.get(0).mean()).isCloseTo(1.8, within(0.15));
        assertThat(found.get(1).mean()).isCloseTo(0, within(0.005));
    }

    @Test
    void run_fewRows_givesTheSameValueToAll() {
        Population two = Population.builder().column("x", RealColumn.of(1, 2)).column("y", RealColumn.of(10, 30))
                .build();

        LearnedOutcome outcome = OutcomeFit.of(two, "y").run();

        assertThat(outcome.model().predict(two)).containsExactly(20, 20);
        assertThat(outcome.comparison()).isEmpty();
        assertThat(outcome.deciles()).isEmpty();
        assertThat(outcome.table()).isEqualTo("""
                outcome y (number), 2 rows, 1 feature
                note: fewer than 20 rows: every row gets the same value, and nothing is compared
                """);
        assertThatThrownBy(outcome::accuracy).isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no accuracy: 2 rows are too few to hold some out");
        assertThat(outcome).hasToString("LearnedOutcome[\"y\", ridge, n=2]");
    }

    @Test
    void run_flagOutcome_isBinary() {
        boolean[] won = new boolean[100];
        for (int i = 0; i < won.length; i++) {
            won[i] = OutcomeData.uniform("won", i) < 0.3;
        }
        Population data = Population.builder().column("won", FlagColumn.of(won))
                .column("x", OutcomeData.reals(100, i -> OutcomeData.uniform("x", i))).build();

        LearnedOutcome outcome = OutcomeFit.of(data, "won").withLearners(Logistic.path().toArray(Learner[]::new)).run();

        assertThat(outcome.binary()).isTrue();
        assertThat(outcome.model().probability()).isTrue();
        assertThat(outcome.accuracy().pooled().has(Measure.AUC)).isTrue();
        assertThat(outcome.table()).contains("outcome won (0 or 1), 100 rows, 1 feature");
    }

    @Test
    void run_missingValues_leaveOutLinearLearnersWithANote() {
        double[] x = new double[60];
        boolean[] missing = new boolean[60];
        for (int i = 0; i < 60; i++) {
            x[i] = OutcomeData.uniform("x", i);
            missing[i] = i % 10 == 3;
        }
        Population data = Population.builder().column("x", RealColumn.of(x, missing))
                .column("y", OutcomeData.reals(60, i -> x[i] + OutcomeData.uniform("y", i))).build();

        LearnedOutcome outcome = OutcomeFit.of(data, "y").withFolds(3).run();

        assertThat(outcome.notes()).containsExactly("no linear learners: feature \"x\" has missing values");
        assertThat(outcome.comparison()).extracting(CrossValidation::learner)
                .containsExactly("boosting", "forest", "chosen");
        assertThatThrownBy(() -> OutcomeFit.of(data, "y").withLearners(Ridge.of(1)).run())
                .hasMessage("feature \"x\" of a ridge model must have no missing values, got 6 of 60; fill them in, "
                        + "leave it out, or learn trees, which take them");
    }

    @Test
    void run_oneArm_learnsFromItAlone() {
        Population data = OutcomeData.experiment();
        OutcomeFit fit = OutcomeFit.of(data, "bought").without("clicks", "spend").withLearners(Logistic.of(0.01));

        LearnedOutcome control = fit.withTreatment("arm", "none").run();

        assertThat(control.rows()).isEqualTo(data.where("arm == 'none'").size());
        assertThat(control.notes()).containsExactly("learned from the rows with arm == 'none'");
        assertThat(fit.withTreatment("arm").run().notes())
                .containsExactly("learned from all arms of arm: a model of the outcome under this mixture");
        assertThatThrownBy(() -> fit.withTreatment("arm", "non").run())
                .hasMessage("unknown value of \"arm\" \"non\"; did you mean \"none\"? known: mail, none");
    }

    @Test
    void run_armsOfAnyType_arePickedAsTheyAreWritten() {
        int n = 200;
        boolean[] mail = new boolean[n];
        for (int i = 0; i < n; i++) {
            mail[i] = OutcomeData.arm(i).equals("mail");
        }
        Population data = OutcomeData.experiment().head(n).select("age", "region", "bought");
        Population arms = OutcomeData.with(OutcomeData.with(data, "flag", FlagColumn.of(mail)), "odd name",
                OutcomeData.labels(n, i -> mail[i] ? "Men's" : "none"));
        Population numbers = OutcomeData.with(
                OutcomeData.with(data, "dose", OutcomeData.reals(n, i -> mail[i] ? -0.5 : 2)), "code",
                OutcomeData.integers(n, i -> mail[i] ? -7 : 3));
        long mails = arms.where("flag == 1").size();

        assertThat(rows(arms, "flag", "true", "odd name")).isEqualTo(mails);
        assertThat(rows(arms, "odd name", "Men's", "flag")).isEqualTo(mails);
        assertThat(rows(numbers, "dose", "-0.5", "code")).isEqualTo(mails);
        assertThat(rows(numbers, "code", "-7", "dose")).isEqualTo(mails);
        // Words that formulas know otherwise.
        Population words = OutcomeData.with(OutcomeData.with(data, "t", FlagColumn.of(mail)), "in",
                OutcomeData.labels(n, i -> mail[i] ? "Men's" : "none"));
        assertThat(rows(words, "t", "true", "in")).isEqualTo(mails);
        assertThat(rows(words, "in", "Men's", "t")).isEqualTo(mails);
    }

    private static long rows(Population data, String treatment, String arm, String without) {
        return OutcomeFit.of(data, "bought").withTreatment(treatment, arm).without(without)
                .withLearners(Logistic.of(0.01)).run().rows();
    }

    /** What cannot be learned from, and what is too much: every run ends with a model that predicts every row. */
    @Test
    void run_degenerateData_stillPredictsEveryRow() {
        int n = 40;
        Column x = OutcomeData.reals(n, i -> OutcomeData.uniform("x", i));
        PopulationBuilder wide = Population.builder().column("y", x);
        for (int k = 0; k < 60; k++) {
            String name = "f" + k;
            wide.column(name, OutcomeData.reals(n, i -> OutcomeData.uniform(name, i)));
        }
        List<Population> cases = List.of(
                Population.builder().column("y", OutcomeData.reals(n, i -> 7.5)).column("x", x).build(),
                Population.builder().column("y", OutcomeData.integers(n, i -> 0)).column("x", x).build(),
                Population.builder().column("y", OutcomeData.integers(n, i -> i == 3 ? 1 : 0)).column("x", x).build(),
                Population.builder().column("y", x).column("x", OutcomeData.reals(n, i -> 1)).build(),
                Population.builder().column("y", x).column("x", OutcomeData.labels(n, i -> "l" + i % 15)).build(),
                Population.builder().column("y", OutcomeData.reals(n, i -> 1e140 * OutcomeData.uniform("y", i)))
                        .column("x", OutcomeData.reals(n, i -> -1e149 * OutcomeData.uniform("x", i))).build(),
                wide.build());
        for (Population data : cases) {
            LearnedOutcome outcome = OutcomeFit.of(data, "y").withFolds(3).run();

            assertThat(outcome.model().predict(data)).hasSize(n).doesNotContain(Double.NaN);
            assertThat(outcome.table().lines()).isNotEmpty().allMatch(line -> line.length() <= 100);
            assertThat(outcome.toString().length()).isLessThanOrEqualTo(75);
        }
        assertThat(OutcomeFit.of(cases.get(0), "y").withFolds(3).run().table())
                .contains("  ridge      -  0 (0)  0 (0)          -");
    }

    @Test
    void run_timeOrder_leavesTheEarliestRowsUntested() {
        int n = 140;
        Population data = Population.builder().column("week", OutcomeData.integers(n, i -> i / 2))
                .column("x", OutcomeData.reals(n, i -> OutcomeData.uniform("x", i)))
                .column("y", OutcomeData.reals(n, i -> OutcomeData.uniform("x", i) + i / 70.0)).build();

        LearnedOutcome outcome = OutcomeFit.of(data, "y").withTime("week").withLearners(Ridge.of(0), Ridge.of(1)).run();

        assertThat(outcome.features()).containsExactly("x");
        assertThat(outcome.heldOut().rows()).hasSize(100).startsWith(40, 41);
        assertThat(outcome.folds()).isEqualTo("5 folds, in the order of week: all training rows are earlier");
    }

    @Test
    void of_badSettings_areRefused() {
        Population data = OutcomeData.experiment();
        OutcomeFit fit = OutcomeFit.of(data, "spend");

        assertThatThrownBy(() -> OutcomeFit.of(data, "spent")).isInstanceOf(InputException.class)
                .hasMessage("unknown column \"spent\"; did you mean \"spend\"? known: age, region, arm, clicks, "
                        + "bought, spend");
        assertThatThrownBy(() -> OutcomeFit.of(data, "arm"))
                .hasMessage("target \"arm\" must be a number or a flag, got labels such as \"mail\"; give the outcome "
                        + "as 0 and 1");
        assertThatThrownBy(() -> fit.withFolds(2)).hasMessage("folds must be in [3, 100], got 2");
        assertThatThrownBy(() -> fit.withThreads(0)).hasMessage("threads must be in [1, 1024], got 0");
        assertThatThrownBy(fit::withLearners).hasMessage("learners must be at least 1, got 0");
        assertThatThrownBy(() -> fit.withLearners(Logistic.of(1)).run())
                .hasMessage("learner \"logistic\" must serve outcomes that are numbers; use Ridge, GradientBoosting or "
                        + "RandomForest");
        assertThatThrownBy(() -> OutcomeFit.of(data, "bought").withLearners(Ridge.of(1)).run())
                .hasMessage("learner \"ridge\" must serve outcomes that are 0 or 1; use Logistic, GradientBoosting or "
                        + "RandomForest");
        assertThatThrownBy(() -> fit.without("arm").withFoldColumn("region").run())
                .hasMessage("folds must be at least 3 to choose among learners, got 2; name one learner, or more "
                        + "folds");
        assertThatThrownBy(() -> OutcomeFit.of(data.head(30), "spend").withFolds(40).without("arm").run())
                .hasMessage("folds must be at most the rows (30), got 40");
        boolean[] missing = new boolean[400];
        missing[3] = true;
        assertThatThrownBy(() -> OutcomeFit.of(OutcomeData.with(data, "gap", RealColumn.of(new double[400], missing)),
                "gap")).hasMessage("target \"gap\" must have no missing values, got 1 of 400; leave those rows out: "
                        + ".where(\"not is_missing(gap)\")");
        Population huge = OutcomeData.with(data.head(30), "income", OutcomeData.reals(30, i -> i == 3 ? 1e200 : i % 9));
        assertThatThrownBy(() -> OutcomeFit.of(huge, "spend").withFeatures("income").run())
                .hasMessage("column \"income\" must lie within 1e150 of 0 to be learned from, got 1.0E200 in row 3; "
                        + "use a larger unit");
        assertThat(fit).hasToString("OutcomeFit[\"spend\", n=400, 5 folds, seed=42]");
    }

    /**
     * The e-mails of Hillstrom 2008: about 0.404 is all that these features say of visits (log loss of the rate:
     * 0.416).
     */
    @Test
    @Tag("nightly")
    void run_emailVisits_choosesAmongTheUsualLearners() {
        Population data = Population.read(SharedData.require("data/hillstrom.csv"));

        LearnedOutcome outcome = OutcomeFit.of(data, "visit").withTreatment("segment").without("conversion", "spend")
                .run();

        assertThat(outcome.accuracy().pooled().value(Measure.LOG_LOSS)).isBetween(0.40, 0.406);
        assertThat(outcome.accuracy().pooled().value(Measure.AUC)).isBetween(0.61, 0.65);
        for (PredictionGroup group : outcome.deciles()) {
            assertThat(group.observed()).isCloseTo(group.predicted(), within(0.025));
        }
    }
}

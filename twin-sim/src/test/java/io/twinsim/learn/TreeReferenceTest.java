package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Trees against scikit-learn 1.2.1 (Python 3.11, numpy 1.24), on the data of its {@code load_diabetes(scaled=False)}
 * (Efron, Hastie, Johnstone, Tibshirani 2004, Annals of Statistics 32:407), {@code load_breast_cancer()} (Wolberg,
 * Street, Mangasarian 1995, UCI Machine Learning Repository, doi:10.24432/C5DW2B, CC BY 4.0) and {@code
 * make_friedman1(1000, 10, noise=1.0, random_state=0)}. Folds are the row index mod 5:
 *
 * <pre>{@code
 * for f in range(5):
 *     te = np.arange(n) % 5 == f; m.fit(X[~te], y[~te]); P[te] = m.predict(X[te])   # predict_proba(X[te])[:, 1]
 * }</pre>
 *
 * <p>R2 is the mean over folds; log loss, accuracy and Brier score are of all held-out rows together.
 */
class TreeReferenceTest {

    private static final TreeData DIABETES = TreeData.read("diabetes.csv", false);
    private static final TreeData FRIEDMAN = TreeData.read("friedman1.csv", false);
    private static final TreeData CANCER = TreeData.read("breast_cancer.csv", true);

    /**
     * {@code m = GradientBoostingRegressor(max_depth=4, random_state=0).fit(X[:250], y[:250]);
     * [mean_squared_error(y, p) for p in m.staged_predict(X)]}: with 250 rows every value has a bin, so that the trees
     * are the same. {@code random_state=1} breaks a tie otherwise and gives 0.08348888308252088 at the end.
     */
    @Test
    void boosting_oneBinPerValue_fitsAsScikitLearnDoes() {
        FeatureTable x = FRIEDMAN.table().take(TreeSample.all(250));
        double[] y = Arrays.copyOf(FRIEDMAN.y(), 250);

        double[] losses = GradientBoosting.of().withDepth(4).losses(x, y, x, y, false, Draws.of(1), 1);

        assertThat(losses).hasSize(101);
        assertThat(losses[1]).isCloseTo(23.715286320753933, within(1e-11));
        assertThat(losses[10]).isCloseTo(7.084849304519235, within(1e-11));
        assertThat(losses[100]).isCloseTo(0.08348888308252088, within(1e-11));
    }

    /**
     * {@code m = GradientBoostingClassifier(random_state=0).fit(X[:250], y[:250] > 14);
     * [log_loss(y, p[:, 1]) for p in m.staged_predict_proba(X)]}, for {@code random_state} 0, 1 and 2 alike.
     */
    @Test
    void boosting_binaryOneBinPerValue_fitsAsScikitLearnDoes() {
        FeatureTable x = FRIEDMAN.table().take(TreeSample.all(250));
        double[] y = Arrays.stream(FRIEDMAN.y()).limit(250).map(value -> value > 14 ? 1 : 0).toArray();

        double[] losses = GradientBoosting.of().losses(x, y, x, y, true, Draws.of(1), 1);

        assertThat(losses[1]).isCloseTo(0.6333669172847557, within(1e-12));
        assertThat(losses[10]).isCloseTo(0.36999250686877433, within(1e-12));
        assertThat(losses[30]).isCloseTo(0.1691556934202404, within(1e-12));
        assertThat(losses[100]).isCloseTo(0.03692507486111379, within(1e-12));
    }

    /** {@code GradientBoostingRegressor(random_state=0)}: R2 0.41572871299437375 and 0.9132217207705084. */
    @Test
    void boosting_heldOut_reachesScikitLearn() {
        assertThat(DIABETES.meanR2(DIABETES.heldOut(GradientBoosting.of(), 1)))
                .isCloseTo(0.41572871299437375, within(0.01));
        assertThat(FRIEDMAN.meanR2(FRIEDMAN.heldOut(GradientBoosting.of(), 1)))
                .isCloseTo(0.9132217207705084, within(0.01));
    }

    /**
     * {@code GradientBoostingClassifier(random_state=0)}: log loss 0.11606, accuracy 0.9561; with {@code
     * min_samples_leaf=5}: 0.10016, 0.9631.
     */
    @Test
    void boosting_heldOutBinary_reachesScikitLearn() {
        double[] byDefault = CANCER.heldOut(GradientBoosting.of(), 1);
        assertThat(CANCER.logLoss(byDefault)).isCloseTo(0.11606, within(0.01));
        assertThat(CANCER.accuracy(byDefault)).isCloseTo(0.9561, within(0.01));

        double[] smoother = CANCER.heldOut(GradientBoosting.of().withLeastLeaf(5), 1);
        assertThat(CANCER.logLoss(smoother)).isCloseTo(0.10016, within(0.01));
        assertThat(CANCER.accuracy(smoother)).isCloseTo(0.9631, within(0.01));
    }

    /** {@code RandomForestRegressor(random_state=0)}: R2 0.4320070626479481 and 0.844375941043201. */
    @Test
    void forest_heldOut_reachesScikitLearn() {
        assertThat(DIABETES.meanR2(DIABETES.heldOut(RandomForest.of(), 1)))
                .isCloseTo(0.4320070626479481, within(0.02));
        assertThat(FRIEDMAN.meanR2(FRIEDMAN.heldOut(RandomForest.of(), 1)))
                .isCloseTo(0.844375941043201, within(0.02));
    }

    /**
     * {@code RandomForestClassifier(random_state=s)} for s = 0..5: accuracy 0.9578 to 0.9649, Brier score 0.0290 to
     * 0.0323. Log loss ranges from 0.108 to 0.227, as each benign case that no tree calls benign costs 0.06; ours must
     * not be above.
     */
    @Test
    void forest_heldOutBinary_reachesScikitLearn() {
        double[] predicted = CANCER.heldOut(RandomForest.of(), 1);

        assertThat(CANCER.accuracy(predicted)).isCloseTo(0.961, within(0.02));
        assertThat(CANCER.brier(predicted)).isCloseTo(0.0308, within(0.003));
        assertThat(CANCER.logLoss(predicted)).isLessThan(0.227);
        assertThat(Arrays.stream(predicted)).allMatch(p -> p >= 0 && p <= 1);
    }
}

package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Twelve schools of 20, 25, ..., 75 pupils, the larger six treated: what is said of single units must not count pupils
 * as if each had been assigned alone. Numbers by NumPy 2.4.6 and SciPy 1.17.1.
 */
class ClusteredExperimentTest {

    private static final int SCHOOLS = 12;
    private static final int[] SCHOOL =
            IntStream.range(0, SCHOOLS).flatMap(k -> IntStream.generate(() -> k).limit(20 + 5L * k)).toArray();

    private static double[] column(java.util.function.IntToDoubleFunction of) {
        return IntStream.range(0, SCHOOL.length).mapToDouble(of).toArray();
    }

    private static boolean isTreated(int i) {
        return SCHOOL[i] >= 6;
    }

    /** Every tenth row of the treated may lack its outcome, every twentieth its school too. */
    private static Population data(boolean gaps) {
        boolean[] noOutcome = new boolean[SCHOOL.length];
        boolean[] noSchool = new boolean[SCHOOL.length];
        for (int i = 0; i < SCHOOL.length; i++) {
            noOutcome[i] = gaps && isTreated(i) && i % 10 == 0;
            noSchool[i] = noOutcome[i] && i % 20 == 0;
        }
        return Population.builder().column("t", RealColumn.of(column(i -> isTreated(i) ? 1 : 0)))
                .column("y", RealColumn.of(column(i -> i * i % 17 + SCHOOL[i] % 5), noOutcome))
                .column("x", RealColumn.of(column(i -> SCHOOL[i] * 5 % 12)))
                .column("z", RealColumn.of(column(i -> i * 7 % 19)))
                .column("school", IntegerColumn.of(SCHOOL, noSchool)).build();
    }

    private static Experiment experiment(boolean gaps) {
        return Experiment.of(data(gaps), "t", "1", "0", "y");
    }

    @Test
    void sampleRatio_ofClusters_countsClusters() {
        assertThat(experiment(false).run().sampleRatio().mismatch()).isTrue();
        SampleRatio made = experiment(false).withClusters("school").run().sampleRatio();
        assertThat(made.treated()).isEqualTo(375);
        assertThat(made.control()).isEqualTo(195);
        assertThat(made.chiSquare()).isCloseTo(1.0570962479608483, within(1e-12));
        assertThat(made.pValue()).isCloseTo(0.30387839897257873, within(1e-12));
        assertThat(made.mismatch()).isFalse();
        SampleRatio uneven = experiment(false).withClusters("school").withSplit(0.4).run().sampleRatio();
        assertThat(uneven.chiSquare()).isCloseTo(2.2325653476598823, within(1e-12));
    }

    @Test
    void sampleRatio_ofSingleUnits_isPearsonsForEqualArms() {
        double[] single = new double[300];
        for (int i = 0; i < single.length; i++) {
            single[i] = i < 170 ? 0.5 : -0.5;
        }
        assertThat(SampleRatio.of(170, 130, 0.5, single).chiSquare())
                .isCloseTo(SampleRatio.of(170, 130, 0.5).chiSquare(), within(1e-12));
        assertThat(SampleRatio.of(1, 1, 0.5, new double[] {0, 0}).pValue()).isEqualTo(1);
    }

    @Test
    void sampleRatio_ofMissingOutcomes_countsTheirClusters() {
        ExperimentResult made = experiment(true).withClusters("school").run();
        assertThat(made.treated().missingOutcomes()).isEqualTo(37);
        assertThat(made.sampleRatio().treated()).isEqualTo(375);
        assertThat(made.sampleRatio().chiSquare()).isCloseTo(1.1443910709239897, within(1e-12));
    }

    @Test
    void balance_ofClusters_hasTheirError() {
        ExperimentResult made = experiment(false).withCovariates("x").withClusters("school").run();
        assertThat(made.adjustment().balance().get(0).pValue()).isCloseTo(0.41915402103941357, within(1e-10));
        assertThat(made.warnings()).noneMatch(one -> one.startsWith("covariates that differ"));
        assertThat(experiment(false).withCovariates("x").run().warnings())
                .anyMatch(one -> one.startsWith("covariates that differ"));
    }

    @Test
    void weightedEffects_ofFewClusters_sayThatTheirErrorIsTooSmall() {
        ExperimentResult made = experiment(false).withCovariates("z").withClusters("school").run();
        for (EffectEstimator estimator : EffectEstimator.values()) {
            if (estimator != EffectEstimator.AIPW_CROSSFIT) {
                assertThat(made.adjustment().by(estimator).notes()).as(estimator.id()).contains(estimator.weights()
                        ? "12 clusters by \"school\", fewer than 40: the error of a weighted effect is too small"
                        : "12 clusters by \"school\"");
            }
        }
        assertThat(made.estimators()).hasSize(8);
        assertThat(made.warnings()).contains("effect sizes ignore the clusters: their intervals are too narrow");
    }

    /** Four clusters, an intercept, a slope and both again for the treated: nothing is left for an error. */
    @Test
    void lin_ofAsManyColumnsAsClusters_isRefused() {
        int[] four = IntStream.range(0, 40).map(i -> i / 10).toArray();
        Population data = Population.builder()
                .column("t", IntegerColumn.of(IntStream.of(four).map(k -> k % 2).toArray()))
                .column("y", RealColumn.of(IntStream.range(0, 40).mapToDouble(i -> i * i % 17).toArray()))
                .column("x", RealColumn.of(IntStream.of(four).mapToDouble(k -> k * k + 1).toArray()))
                .column("g", IntegerColumn.of(four)).build();
        Experiment made = Experiment.of(data, "t", "1", "0", "y").withCovariates("x").withClusters("g");
        assertThatThrownBy(made::run).isInstanceOf(InputException.class).hasMessage("clusters must be more than the "
                + "columns that they determine, or the effect has no error, got 4 clusters by \"g\" for 4 columns; "
                + "adjust for fewer");
        assertThat(made.withEstimator(EffectEstimator.ANCOVA).run().adjustment().by(EffectEstimator.ANCOVA).df()
                .orElseThrow()).isCloseTo(1, within(1e-9));
    }
}

package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdjustmentRefusalTest {

    private static final int N = 60;

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static double[] column(java.util.function.IntToDoubleFunction of) {
        return IntStream.range(0, N).mapToDouble(of).toArray();
    }

    /** Arms alternate; x and z vary freely, "twice" is 2 x, "side" is on one side of 0 in each arm. */
    private static Population data() {
        boolean[] missing = new boolean[N];
        missing[3] = true;
        missing[4] = true;
        int[] school = IntStream.range(0, N).map(i -> i / 6).toArray();
        int[] lone = IntStream.range(0, N).map(i -> i % 2 == 0 ? 7 : i).toArray();
        String[] region = IntStream.range(0, N).mapToObj(i -> i % 3 == 0 ? "north" : "south").toArray(String[]::new);
        return Population.builder().column("t", IntegerColumn.of(IntStream.range(0, N).map(i -> i % 2).toArray()))
                .column("y", RealColumn.of(column(i -> i * i % 17 + i % 2)))
                .column("x", RealColumn.of(column(i -> i * 7 % 19))).column("z", RealColumn.of(column(i -> i * 5 % 13)))
                .column("twice", RealColumn.of(column(i -> 2 * (i * 7 % 19))))
                .column("side", RealColumn.of(column(i -> (i % 2 == 0 ? -1 : 1) * (1 + i % 5))))
                .column("seven", RealColumn.of(column(i -> 7)))
                .column("gap", RealColumn.of(column(i -> i % 11), missing))
                .column("school", IntegerColumn.of(school)).column("lone", IntegerColumn.of(lone))
                .column("region", CategoryColumn.of(region))
                .column("same", CategoryColumn.of(IntStream.range(0, N).mapToObj(i -> "only").toArray(String[]::new)))
                .build();
    }

    private static Experiment experiment(String... covariates) {
        return Experiment.of(data(), "t", "1", "0", "y").withCovariates(covariates);
    }

    @Test
    void covariates_thatAreNoCovariates_areRefused() {
        refused(() -> experiment("y"), "covariate must differ from the outcome, got \"y\" for both");
        refused(() -> experiment("x", "t"), "covariate must differ from the treatment, got \"t\" for both");
        refused(() -> experiment("x", "z", "x"), "covariates must differ from each other, got \"x\" twice");
        refused(() -> experiment("w"), "unknown column \"w\"; did you mean \"t\"? known: t, y, x, z, twice, side, "
                + "seven, gap, school, lone, region, same");
        refused(() -> experiment("seven").run(), "covariate \"seven\" must vary, got 7.0 in all 60 rows");
        refused(() -> experiment("x", "same").run(), "covariate \"same\" must vary, got only in all 60 rows");
        refused(() -> experiment("x", "gap").run(), "covariates must have no missing values in the 60 rows of both "
                + "arms, got \"gap\" lacks 2; fill them or filter these rows");
        assertThat(experiment("x", "gap").where("not is_missing(gap)").run().estimate().n()).isEqualTo(58);
    }

    /** Under random assignment a covariate that the treatment moved gives itself away. */
    @Test
    void covariate_measuredAfterTheTreatment_isWarnedOf() {
        String warning = "covariates that differ between the arms (p < 0.001), so measured after the treatment, or the "
                + "assignment is broken: after";
        Population late = Population.builder().column("t", data().column("t")).column("y", data().column("y"))
                .column("x", data().column("x"))
                .column("after", RealColumn.of(column(i -> i % 2 * 3 + i * 7 % 5))).build();
        Experiment made = Experiment.of(late, "t", "1", "0", "y").withCovariates("x", "after");
        assertThat(made.run().warnings()).contains(warning, "|SMD| above 0.1 before adjustment: x, after");
        assertThat(made.withCovariates("x").run().warnings()).doesNotContain(warning);
        assertThat(made.withTrim(0, 1).observational().run().warnings()).doesNotContain(warning);
    }

    @Test
    void covariates_thatFollowFromEachOther_areNamed() {
        String message = "covariates must be linearly independent, got \"twice\" (a duplicate of \"x\"); leave it out";
        refused(() -> experiment("x", "twice").run(), message);
        refused(() -> experiment("x", "twice").observational().run(), message);
        refused(() -> experiment("x", "twice").withEstimator(EffectEstimator.CUPED).run(), message);
    }

    @Test
    void covariates_moreThanRows_areRefusedWithBothCounts() {
        refused(() -> experiment("x", "z", "school").where("x < 2").run(),
                "covariates must be fewer than rows of each arm less 1, or lin has no errors, got 3 columns for 4 "
                + "treated rows; ancova needs fewer rows");
        refused(() -> experiment("x", "z", "school", "side", "lone", "region").where("x < 2").run(),
                "covariates must be fewer than rows less 2, got 6 columns for 7 rows");
    }

    @Test
    void propensity_separated_namesTheColumn() {
        refused(() -> experiment("x", "side").observational().run(),
                "propensity model: logistic model did not converge: separation on column \"side\"");
        ExperimentResult made = experiment("x", "side").run();
        assertThat(made.adjustment().estimator()).isEqualTo(EffectEstimator.LIN);
        List<AdjustedEstimate> failed = made.estimators().stream().filter(one -> !one.problem().isEmpty()).toList();
        assertThat(failed).hasSize(4).allSatisfy(one -> {
            assertThat(one.estimate()).isEmpty();
            assertThat(one.problem()).isEqualTo(
                    "propensity model: logistic model did not converge: separation on column \"side\"");
        });
        assertThat(made.adjustment().propensity()).isEmpty();
        assertThat(made.adjustment().effectiveSizes()).isEmpty();
        assertThat(made.toJson()).contains("\"propensity\": null", "\"effectiveSampleSize\": null",
                "\"name\": \"aipw\",\n      \"estimate\": null");
        assertThat(made.table()).contains("  aipw: propensity model: logistic model did not converge: separation on "
                + "column \"side\"\n");
    }

    /** Arms that overlap in three values of 19. */
    private static Experiment poor() {
        int n = 400;
        double[] x = IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? i % 11 : 8 + i % 11).toArray();
        int[] t = IntStream.range(0, n).map(i -> i % 2).toArray();
        double[] y = IntStream.range(0, n).mapToDouble(i -> i * i % 17).toArray();
        return Experiment.of(Population.builder().column("t", IntegerColumn.of(t)).column("x", RealColumn.of(x))
                .column("y", RealColumn.of(y)).build(), "t", "1", "0", "y").withCovariates("x").observational();
    }

    /** 182 of 400 rows lie outside by Newton's method in NumPy 2.4.6; a trimmed run keeps the other 218. */
    @Test
    void overlap_broken_isRefusedWithCountsUnlessTrimmed() {
        refused(() -> poor().run(), "propensity must be in [0.01, 0.99], got 182 of 400 rows outside, 0 with a weight "
                + "above 100; trim to 0.01, 0.99 to leave them out, or to 0, 1 to keep them");
        ExperimentResult trimmed = poor().withTrim(0.01, 0.99).run();
        PropensitySummary propensity = trimmed.adjustment().propensity().orElseThrow();
        assertThat(propensity.trimmedTreated() + propensity.trimmedControl()).isEqualTo(182);
        assertThat(trimmed.estimate().n()).isEqualTo(218);
        assertThat(poor().withTrim(0, 1).run().estimate().n()).isEqualTo(400);
    }

    @Test
    void settings_thatMakeNoSense_areRefused() {
        refused(() -> experiment("x").withTrim(0.9, 0.1), "trim must have 0 <= lower < upper <= 1, got 0.9 and 0.1");
        refused(() -> experiment("x").withTrim(Double.NaN, 1),
                "trim must have 0 <= lower < upper <= 1, got NaN and 1.0");
        refused(() -> experiment("x").withTrim(0.97, 0.98).observational().run(),
                "trim must leave at least 2 rows per arm, got 0 treated and 0 control");
        refused(() -> experiment().withTrim(0.1, 0.9).run(), "trim must have covariates for a propensity, got none");
        refused(() -> experiment().withEstimator(EffectEstimator.LIN).run(),
                "estimator lin must have covariates, got none");
        refused(() -> experiment("x").withEstimator(EffectEstimator.CUPED).observational().run(),
                "estimator cuped must have random assignment, got observational data; ancova gives the same number "
                + "with an error that counts the imbalance");
        refused(() -> experiment("x").withMethod(IntervalMethod.BCA).run(),
                "method bca does not serve estimator lin; allowed: auto, student, normal");
        refused(() -> experiment("x").withEstimator(EffectEstimator.AIPW).withMethod(IntervalMethod.STUDENT).run(),
                "method student does not serve estimator aipw; allowed: auto, normal");
        refused(() -> EffectEstimator.named("aipv"), "unknown estimator \"aipv\"; did you mean \"aipw\"? known: "
                + "difference, ancova, cuped, lin, ht, hajek, att, aipw, aipw-crossfit");
        refused(() -> VarianceEstimator.named("hc4"), "unknown variance estimator \"hc4\"; did you mean \"hc0\"? "
                + "known: classical, hc0, hc1, hc2, hc3");
        refused(() -> experiment("x").run().adjustment().by(EffectEstimator.AIPW_CROSSFIT),
                "unknown estimator \"aipw-crossfit\"; known: difference, ancova, cuped, lin, ht, "
                + "hajek, att, aipw");
    }

    @Test
    void clusters_fewerThanTwoPerArm_areRefused() {
        refused(() -> experiment().withClusters("lone").run(), "arm control has 1 cluster (lone), need >= 2");
        refused(() -> experiment().withClusters("gap").run(), "clusters must have no missing values, got 2 in \"gap\"");
        refused(() -> experiment().withClusters("t"), "clusters must differ from the treatment, got \"t\" for both");
        refused(() -> experiment().withClusters("y"), "clusters must differ from the outcome, got \"y\" for both");
        refused(() -> experiment().withClusters("schol"), "unknown column \"schol\"; did you mean \"school\"? known: "
                + "t, y, x, z, twice, side, seven, gap, school, lone, region, same");
        refused(() -> experiment().withClusters("school").withMethod(IntervalMethod.PERCENTILE).run(),
                "method percentile does not serve clusters; allowed: auto, student, normal");
        assertThat(experiment("x").withClusters("school").run().warnings()).contains("10 clusters by \"school\"");
    }

    @Test
    void outcome_thatDoesNotVary_givesPointsWithoutAnEValue() {
        Population data = Population.builder().column("t", data().column("t")).column("x", data().column("x"))
                .column("none", RealColumn.of(new double[N])).column("seven", data().column("seven")).build();
        for (String outcome : List.of("none", "seven")) {
            ExperimentResult made = Experiment.of(data, "t", "1", "0", outcome).withCovariates("x").observational()
                    .run();
            assertThat(made.estimators()).hasSize(8).allSatisfy(one -> assertThat(one.problem()).isEmpty());
            assertThat(made.estimate().estimate()).isZero();
            assertThat(made.estimate().standardError()).isZero();
            assertThat(made.pValue()).isEqualTo(1);
            assertThat(made.adjustment().eValue()).isEmpty();
            assertThat(made.warnings()).contains("degenerate: zero variance");
            assertThat(made.toJson()).contains("\"eValue\": null");
        }
    }

    /** One value per arm: no regression may make an error of what rounding leaves. */
    @Test
    void outcome_thatVariesBetweenTheArmsOnly_givesAPoint() {
        Population data = Population.builder().column("t", data().column("t")).column("x", data().column("x"))
                .column("three", RealColumn.of(column(i -> i % 2 == 1 ? 3.3 : 1.1))).build();
        for (EffectEstimator estimator : List.of(EffectEstimator.ANCOVA, EffectEstimator.LIN)) {
            ExperimentResult made = Experiment.of(data, "t", "1", "0", "three").withCovariates("x")
                    .withEstimator(estimator).run();
            assertThat(made.estimate().standardError()).isZero();
            assertThat(made.pValue()).isZero();
            assertThat(made.warnings()).contains("degenerate: zero variance");
        }
    }

    @Test
    void cuped_ofManyCovariates_saysWhatItsErrorLeavesOut() {
        assertThat(experiment("x", "z").withEstimator(EffectEstimator.CUPED).run().warnings())
                .noneMatch(one -> one.contains("theta"));
        Population few = data().where("school < 3");
        assertThat(Experiment.of(few, "t", "1", "0", "y").withCovariates("x", "z").withEstimator(EffectEstimator.CUPED)
                .run().warnings()).contains("the error does not count that theta was estimated, 2 of them from 18 "
                + "rows; that of ancova does");
    }

    /** No event among the controls: their model is a constant, and there is no ratio to explain away. */
    @Test
    void outcome_withoutEventsInAnArm_hasAnEffectButNoEValue() {
        Population data = Population.builder().column("t", data().column("t")).column("x", data().column("x"))
                .column("yes", RealColumn.of(column(i -> i % 2 == 1 && i % 5 == 0 ? 1 : 0))).build();
        ExperimentResult made = Experiment.of(data, "t", "1", "0", "yes").withCovariates("x").observational().run();
        assertThat(made.estimate().estimate()).isBetween(0.1, 0.3);
        assertThat(made.adjustment().eValue()).isEmpty();
        assertThat(made.warnings().get(0)).isEqualTo("observational: units were not assigned at random; the effect is "
                + "causal only if the covariates hold all confounders");
    }

    /** A treatment of other values than the two arms is left out and counted, and text serves as well as numbers. */
    @Test
    void treatment_ofOtherValues_isCounted() {
        Population coded = Population.builder().column("t", RealColumn.of(0, 1, 0, 1, 2, 0.5, 0, 1))
                .column("arm", CategoryColumn.of("false", "true", "false", "true", "both", "no", "false", "true"))
                .column("y", RealColumn.of(1, 2, 3, 5, 8, 13, 21, 34)).build();
        assertThat(Experiment.of(coded, "t", "1", "0", "y").run().otherArms()).isEqualTo(2);
        assertThat(Experiment.of(coded, "arm", "true", "false", "y").run().otherArms()).isEqualTo(2);
        refused(() -> Experiment.of(coded, "arm", "1", "0", "y"),
                "unknown value \"1\"; known: both, false, no, true (column \"arm\")");
    }
}

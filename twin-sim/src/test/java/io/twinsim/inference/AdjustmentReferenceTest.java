package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * LaLonde's units (Dehejia and Wahba's sample, 185 treated, 429 controls) and mtcars against an independent program:
 * NumPy 2.4.6 and SciPy 1.17.1, regressions by QR, logistic regressions by Newton's method, stacked errors from one
 * estimating function of all parameters whose Jacobian was taken by complex steps, CR2 from the n by n hat matrix.
 */
class AdjustmentReferenceTest {

    private static final String[] ALL = {"age", "educ", "race", "married", "nodegree", "re74", "re75"};

    private static Population lalonde() {
        return Population.read(ReferenceData.file("cases/data_lalonde.csv"));
    }

    private static Experiment earnings() {
        return Experiment.of(lalonde(), "treat", "1", "0", "re78").withCovariates(ALL);
    }

    private static Offset<Double> near(double wanted) {
        return within(1e-8 * Math.abs(wanted));
    }

    /** Effect and standard error. */
    private static void assertEffect(AdjustedEstimate made, double effect, double error) {
        assertThat(made.problem()).isEmpty();
        assertThat(made.estimate().orElseThrow().estimate()).isCloseTo(effect, near(effect));
        assertThat(made.estimate().orElseThrow().standardError()).isCloseTo(error, near(error));
    }

    private static void assertOther(AdjustedEstimate made, String kind, double error) {
        assertThat(made.otherError().orElseThrow().kind()).isEqualTo(kind);
        assertThat(made.otherError().orElseThrow().standardError()).isCloseTo(error, near(error));
    }

    @Test
    void regressions_ofLalonde_giveTheReferenceNumbers() {
        double[][] errors = {
            {781.279297459797, 1030.96487231231}, {734.520542358269, 1107.43915665907},
            {740.57604913295, 1124.0378377854}, {742.181677314729, 1211.88141357006},
            {749.986758863166, 1336.20617468801}
        };
        for (int k = 0; k < errors.length; k++) {
            Adjustment made = earnings().withRobust(VarianceEstimator.values()[k]).run().adjustment();
            assertEffect(made.by(EffectEstimator.ANCOVA), 1548.24380199961, errors[k][0]);
            assertEffect(made.by(EffectEstimator.LIN), 1074.90854139541, errors[k][1]);
            assertThat(made.by(EffectEstimator.ANCOVA).df()).hasValue(604);
            assertThat(made.by(EffectEstimator.LIN).df()).hasValue(596);
        }
        assertOther(earnings().run().adjustment().by(EffectEstimator.LIN), "superpopulation", 1216.1108306879835);
        assertThat(errors).hasDimensions(VarianceEstimator.values().length, 2);
    }

    @Test
    void cuped_ofLalonde_hasOneThetaPerCovariateWithinArms() {
        AdjustedEstimate made = earnings().run().adjustment().by(EffectEstimator.CUPED);
        double[] theta = {12.9776337128345, 403.941230855734, 1739.54094699083, 1240.64408203188, 406.620845424196,
            259.817368042172, 0.296377442886041, 0.231525875737945};
        assertEffect(made, 1548.24380199961, 656.080979104657);
        assertThat(made.df().orElseThrow()).isCloseTo(295.825179581437, near(295.8));
        assertThat(made.theta()).extracting(AdjustedEstimate.Theta::covariate).containsExactly("age", "educ",
                "race=hispan", "race=white", "married", "nodegree", "re74", "re75");
        for (int j = 0; j < theta.length; j++) {
            assertThat(made.theta().get(j).value()).isCloseTo(theta[j], near(theta[j]));
        }
        AdjustedEstimate single = earnings().withCovariates("re75").withEstimator(EffectEstimator.CUPED).run()
                .adjustment().by(EffectEstimator.CUPED);
        assertEffect(single, -90.7949800957449, 672.528322858344);
        assertThat(single.theta().get(0).value()).isCloseTo(0.582421089897117, near(0.58));
        assertThat(single.notes()).containsExactly("variance 1.4 % below that of the plain difference");
    }

    /** Horvitz-Thompson and Hajek differ in sign here. */
    @Test
    void weighting_ofLalonde_givesTheReferenceNumbers() {
        Adjustment made = earnings().observational().run().adjustment();
        assertEffect(made.by(EffectEstimator.HT), -449.786875383577, 755.796632376953);
        assertOther(made.by(EffectEstimator.HT), "weights-known", 1090.79819300047);
        assertEffect(made.by(EffectEstimator.HAJEK), 224.676309103942, 876.193191172163);
        assertOther(made.by(EffectEstimator.HAJEK), "weights-known", 909.477674042134);
        assertEffect(made.by(EffectEstimator.ATT), 1214.07122329292, 798.154627831636);
        assertOther(made.by(EffectEstimator.ATT), "weights-known", 824.051712118593);
        assertEffect(made.by(EffectEstimator.AIPW), 469.639973586306, 926.155079933716);
        assertOther(made.by(EffectEstimator.AIPW), "stacked", 1180.44882253743);
        EffectiveSizes sizes = made.effectiveSizes().orElseThrow();
        assertThat(sizes.treated()).isCloseTo(58.3266607397469, near(58));
        assertThat(sizes.control()).isCloseTo(329.007759063265, near(329));
        EffectiveSizes onTreated = made.by(EffectEstimator.ATT).effectiveSizes().orElseThrow();
        assertThat(onTreated.treated()).isCloseTo(185, near(185));
        assertThat(onTreated.control()).isCloseTo(99.8153859157943, near(99));
        PropensitySummary propensity = made.propensity().orElseThrow();
        assertThat(propensity.min()).isCloseTo(0.00908019294577737, near(0.009));
        assertThat(propensity.max()).isCloseTo(0.853152845210587, near(0.85));
        assertThat(propensity.outside()).isEqualTo(1);
    }

    @Test
    void headline_ofObservationalLalonde_isAipwWithItsEValueAndWarnings() {
        ExperimentResult made = earnings().observational().run();
        assertThat(made.adjustment().estimator()).isEqualTo(EffectEstimator.AIPW);
        assertThat(made.estimate().estimate()).isCloseTo(469.639973586306, near(469));
        EValue value = made.adjustment().eValue().orElseThrow();
        assertThat(value.riskRatio()).isCloseTo(1.05887089495076, near(1));
        assertThat(value.lower()).isCloseTo(0.84883046683233, near(1));
        assertThat(value.upper()).isCloseTo(1.32088516610148, near(1));
        assertThat(value.estimate()).isCloseTo(1.30854403572297, near(1));
        assertThat(value.limit()).isEqualTo(1);
        assertThat(made.warnings()).contains("observational: units were not assigned at random; the effect is causal "
                + "only if the covariates hold all confounders; E-value 1.31, of the limit nearest to "
                + "no effect 1.00",
                "|SMD| above 0.1 after weighting: age, educ, race=white, married, nodegree, re74, re75",
                "propensities outside [0.01, 0.99]: 1, down to 0.00908, up to 0.853");
        assertThat(made.sampleRatio().mismatch()).isFalse();
        assertThat(made).hasToString("Experiment[ATE +470, 95 % -1346..2285 (aipw), n=185/429, observational]");
        assertThat(made.pValueMethod()).isEqualTo("normal");
        assertThat(made.pValue()).isCloseTo(0.6120947059379165, near(0.6));
    }

    @Test
    void balance_ofLalonde_givesTheReferenceDifferences() {
        List<CovariateBalance> made = earnings().run().adjustment().balance();
        double[][] wanted = {{-0.241903622926, -0.167567585782}, {0.0447550851109, 0.129601791543},
            {-0.276939596506, 0.0156109194245}, {-1.40573828716, -0.137595256289}, {-0.719491962473, -0.20978850682},
            {0.235048204665, -0.115469172418}, {-0.595751591005, -0.273989426048}, {-0.287002108743, -0.157862697225}};
        assertThat(made).hasSize(wanted.length);
        for (int j = 0; j < wanted.length; j++) {
            assertThat(made.get(j).raw()).isCloseTo(wanted[j][0], within(1e-10));
            assertThat(made.get(j).weighted().orElseThrow()).isCloseTo(wanted[j][1], within(1e-8));
        }
        assertThat(made.get(0).pValue()).isCloseTo(0.0029142744026021137, near(0.003));
        assertThat(made.get(0).treatedMean()).isCloseTo(25.8162162162162, near(26));
        assertThat(made.get(0)).hasToString("CovariateBalance[age -0.242, weighted -0.168]");
    }

    @Test
    void trimming_ofLalonde_countsAndKeepsThePropensities() {
        Object[][] wanted = {
            {0.1, 0.9, 10L, 263L, 1477.58503281166, 889.626053935346, 2243.60350304035, 1042.43727207523,
                1196.43940426284, 973.374839690999},
            {0.05, 0.8, 8L, 155L, 1740.88019729169, 792.641098139442, 1833.09794921192, 889.276355255811,
                1735.66708047625, 814.28060345406}};
        for (Object[] one : wanted) {
            ExperimentResult made = earnings().observational().withTrim((Double) one[0], (Double) one[1]).run();
            PropensitySummary propensity = made.adjustment().propensity().orElseThrow();
            assertThat(propensity.trimmedTreated()).isEqualTo(one[2]);
            assertThat(propensity.trimmedControl()).isEqualTo(one[3]);
            assertEffect(made.adjustment().by(EffectEstimator.HAJEK), (Double) one[4], (Double) one[5]);
            assertEffect(made.adjustment().by(EffectEstimator.HT), (Double) one[6], (Double) one[7]);
            assertEffect(made.adjustment().by(EffectEstimator.AIPW), (Double) one[8], (Double) one[9]);
            assertThat(made.estimate().n()).isEqualTo(614 - (Long) one[2] - (Long) one[3]);
        }
        assertThat(earnings().observational().withTrim(0.1, 0.9).run().warnings()).contains("trimmed to propensities "
                + "in [0.1, 0.9]: 10 treated, 263 control left out; weighted effects are those of the units kept");
    }

    @Test
    void binaryOutcome_ofLalonde_hasLogisticModelsAndARiskRatio() {
        Experiment married = Experiment.of(lalonde(), "treat", "1", "0", "married")
                .withCovariates("age", "educ", "re74").observational();
        ExperimentResult made = married.run();
        assertEffect(made.adjustment().by(EffectEstimator.AIPW), -0.19921899083746, 0.0639920892561288);
        assertOther(made.adjustment().by(EffectEstimator.AIPW), "stacked", 0.0482405503561222);
        EValue value = made.adjustment().eValue().orElseThrow();
        double z = 1.959963984540054;
        assertThat(value.riskRatio()).isCloseTo(0.577553489912307, near(0.57));
        assertThat(value.lower()).isCloseTo(0.577553489912307 * Math.exp(-z * 0.226447390578103), near(0.3));
        assertThat(value.upper()).isCloseTo(0.577553489912307 * Math.exp(z * 0.226447390578103), near(0.9));
        assertThat(value.estimate()).isCloseTo(EValue.of(1 / 0.577553489912307), near(1));
        assertThat(value.limit()).isCloseTo(EValue.of(value.upper()), near(1));
        EValue hajek = married.withEstimator(EffectEstimator.HAJEK).run().adjustment().eValue().orElseThrow();
        assertThat(hajek.riskRatio()).isCloseTo(0.670563346889917, near(0.67));
        assertThat(hajek.upper()).isCloseTo(0.670563346889917 * Math.exp(z * 0.27566168119158), near(1));
        assertThat(hajek.limit()).isEqualTo(1);
    }

    /** VanderWeele and Ding (2017): a risk ratio of 3.9 has the E-value 7.26, its limit 1.8 has 3.0. */
    @Test
    void eValue_ofThePublishedExample_isThePublishedOne() {
        assertThat(EValue.of(3.9)).isCloseTo(7.26, within(0.005));
        assertThat(EValue.of(1.8)).isCloseTo(3.0, within(0.005));
        assertThat(EValue.of(1 / 3.9)).isCloseTo(EValue.of(3.9), near(1));
        assertThat(EValue.of(1)).isEqualTo(1);
    }

    @Test
    void clusters_ofLalonde_giveCr2AndSatterthwaite() {
        Map<EffectEstimator, double[]> wanted = Map.of(
                EffectEstimator.DIFFERENCE, new double[] {-635.026212037423, 586.855613813366, 5.66018165737983},
                EffectEstimator.ANCOVA, new double[] {797.018187097674, 615.112468086386, 5.83796795799427},
                EffectEstimator.LIN, new double[] {302.768942495676, 1083.62244125709, 5.83275733632701},
                EffectEstimator.HAJEK, new double[] {3474.35132693373, 3205.77574853937, 18});
        ExperimentResult made = Experiment.of(lalonde(), "treat", "1", "0", "re78")
                .withCovariates("age", "re74", "re75").withClusters("educ").run();
        wanted.forEach((estimator, numbers) -> {
            AdjustedEstimate one = made.adjustment().by(estimator);
            assertEffect(one, numbers[0], numbers[1]);
            assertThat(one.df().orElseThrow()).isCloseTo(numbers[2], near(numbers[2]));
        });
        assertThat(made.adjustment().by(EffectEstimator.LIN).error()).isEqualTo("cr2");
        assertThat(made.warnings()).contains("19 clusters by \"educ\"");
        ExperimentResult plain = Experiment.of(lalonde(), "treat", "1", "0", "re78").withClusters("educ").run();
        assertThat(plain.estimate().standardError()).isCloseTo(586.855613813366, near(586));
        assertThat(plain.pValueMethod()).isEqualTo("t");
    }

    @Test
    void mtcars_byTransmission_givesTheReferenceNumbers() {
        Population cars = Population.read(ReferenceData.file("cases/data_mtcars.csv"));
        Adjustment made = Experiment.of(cars, "am", "1", "0", "mpg").withCovariates("hp").run().adjustment();
        assertEffect(made.by(EffectEstimator.ANCOVA), 5.27708530817863, 1.12093839779401);
        assertEffect(made.by(EffectEstimator.CUPED), 5.27708530817863, 1.13519149804037);
        assertEffect(made.by(EffectEstimator.LIN), 5.27675240523444, 1.16813721170596);
        assertEffect(made.by(EffectEstimator.HT), 6.74981687731519, 3.96111745931743);
        assertEffect(made.by(EffectEstimator.HAJEK), 4.11210440610529, 2.28392691130643);
        assertEffect(made.by(EffectEstimator.ATT), 5.90342996233076, 1.26034853698676);
        assertEffect(made.by(EffectEstimator.AIPW), 5.58220018156615, 1.16738658477716);
        assertOther(made.by(EffectEstimator.AIPW), "stacked", 1.22092756914776);
        assertThat(made.estimator()).isEqualTo(EffectEstimator.LIN);
        assertThat(made.estimators()).hasSize(8);
    }

    @Test
    void json_ofObservationalLalonde_saysSoAndHoldsEveryEstimator() {
        Map<String, ?> tree = earnings().observational().run().toTree();
        assertThat(tree.keySet()).containsExactly("estimand", "estimate", "standardError", "interval", "n", "pValue",
                "pValueMethod", "outcome", "treatment", "assignment", "estimator", "covariates", "estimators",
                "balance", "effectiveSampleSize", "propensity", "eValue", "arms", "otherArms",
                "missingTreatment", "sampleRatio", "effectSizes", "subgroups", "family", "heterogeneity", "warnings");
        assertThat(tree.get("assignment")).isEqualTo("observational");
        assertThat(tree.get("estimator")).isEqualTo("aipw");
        assertThat((List<?>) tree.get("estimators")).hasSize(8);
        assertThat((List<?>) tree.get("balance")).hasSize(8);
        assertThat(earnings().observational().run().toJson()).contains("\"name\": \"aipw-crossfit\"", "\"smdWeighted\"",
                "\"eValue\": {\n    \"estimate\": 1.3085", "\"weights-known\": 909.47");
        Map<String, ?> plain = Experiment.of(lalonde(), "treat", "1", "0", "re78").run().toTree();
        assertThat(plain.get("assignment")).isEqualTo("randomised");
        assertThat(plain.get("estimator")).isEqualTo("difference");
        assertThat(plain.get("eValue")).isNull();
        assertThat((List<?>) plain.get("estimators")).hasSize(1);
    }

    @Test
    void table_ofLalonde_fitsTheScreenAndSaysWhatCounts() {
        String table = earnings().observational().withSubgroups("race").run().table();
        assertThat(table.lines()).allMatch(line -> line.length() <= 100);
        assertThat(table).startsWith("Experiment: re78 by treat, 1 against 0 (observational)\n").contains(
                "  aipw *          +469.6  926.2  -1345.6  2284.9  influence      -  614\n",
                "  hajek: effective sample size 58.3 treated, 329.0 control; se 909.5 if the weights were known\n",
                "  re74           2095.6   5619.2  -0.596    -0.274\n",
                "  propensity 0.00908..0.853, outside [0.01, 0.99]: 1, trimmed: 0 treated, 0 control\n",
                "  E-value 1.31 (limit 1.00), risk ratio 1.06 by exp(0.91 d)\n",
                "  ! subgroup effects are plain differences of means: not adjusted\n");
    }

    @Test
    void lines_ofAdjustments_areShort() {
        ExperimentResult made = earnings().observational().run();
        List<Object> all = new ArrayList<>(List.of(made, made.adjustment(), made.adjustment().eValue().orElseThrow(),
                made.adjustment().propensity().orElseThrow(), made.sampleRatio()));
        all.addAll(made.estimators());
        all.addAll(made.adjustment().balance());
        assertThat(all).hasSize(21).allSatisfy(one -> assertThat(one.toString()).hasSizeLessThanOrEqualTo(85));
        assertThat(made.adjustment()).hasToString("Adjustment[aipw, observational, 7 covariates, 8 estimators]");
        assertThat(made.adjustment().by(EffectEstimator.LIN))
                .hasToString("AdjustedEstimate[lin +1075, 95 % -1305..3455, n=614]");
        assertThat(made.sampleRatio()).hasToString("185 : 429, by no design");
    }

    /** Everything on a scale of 1e9 with a spread of 1e-3. */
    @Test
    void table_ofWideNumbers_fitsTheScreen() {
        int n = 3000;
        double[] y = new double[n];
        double[] x = new double[n];
        int[] t = new int[n];
        for (int i = 0; i < n; i++) {
            t[i] = i % 2;
            x[i] = 1e9 * (i * 7 % 1009);
            y[i] = 1e9 * (i * i % 1013) + 1e-3 * (i % 17);
        }
        String name = "a_covariate_whose_name_goes_on_and_on_over_most_of_the_line_and_is_cut_at_last";
        Population wide = Population.builder().column("t", IntegerColumn.of(t))
                .column(name, RealColumn.of(x))
                .column("y", RealColumn.of(y)).build();
        String table = Experiment.of(wide, "t", "1", "0", "y").observational()
                .withCovariates(name).run().table();
        assertThat(table.lines()).allMatch(line -> line.length() <= 100);
    }
}

package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Normal;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SubgroupAnalysisTest {

    private static final Percentage CLOSE = Percentage.withPercentage(1e-9);
    private static final double[] ACID = {4.2, 11.5, 7.3, 5.8, 6.4, 10, 11.2, 11.2, 5.2, 7, 16.5, 16.5, 15.2, 17.3,
        22.5, 17.3, 13.6, 14.5, 18.8, 15.5, 23.6, 18.5, 33.9, 25.5, 26.4, 32.5, 26.7, 21.5, 23.3, 29.5};
    private static final double[] JUICE = {15.2, 21.5, 17.6, 9.7, 14.5, 10, 8.2, 9.4, 16.5, 9.7, 19.7, 23.3, 23.6,
        26.4, 20, 25.2, 25.8, 21.2, 14.5, 27.3, 25.5, 26.4, 22.4, 24.5, 24.8, 30.9, 26.4, 27.3, 29.4, 23};

    /** Tooth growth (Crampton 1947): 10 animals per cell; dose 0, 1, 2 for 0.5, 1 and 2 mg, and an unrelated half. */
    private static Population teeth() {
        double[] length = IntStream.range(0, 60).mapToDouble(i -> i < 30 ? ACID[i] : JUICE[i - 30]).toArray();
        return data(length, IntStream.range(0, 60).map(i -> i < 30 ? 1 : 0).toArray(),
                IntStream.range(0, 60).map(i -> i % 30 / 10).toArray(),
                IntStream.range(0, 60).map(i -> i % 2).toArray());
    }

    private static Population data(double[] y, int[] treated, int[] group, int[] half) {
        return Population.builder().column("y", RealColumn.of(y)).column("t", IntegerColumn.of(treated))
                .column("g", IntegerColumn.of(group)).column("half", IntegerColumn.of(half)).build();
    }

    private static SubgroupAnalysis run(Population data, IntervalOptions options, SubgroupSettings settings,
            String... dimensions) {
        Arms arms = Arms.of(data, "t", 1, 0, "y");
        return new SubgroupAnalysis("superpopulation", options, settings, false).run(data, arms,
                List.of(dimensions));
    }

    private static SubgroupAnalysis run(SubgroupSettings settings, String... dimensions) {
        return run(teeth(), IntervalOptions.of(), settings, dimensions);
    }

    private static void close(OptionalDouble made, double wanted) {
        assertThat(made.orElseThrow()).isCloseTo(wanted, CLOSE);
    }

    /** SciPy 1.17.1: ttest_ind(equal_var=False) within each dose; "rest" by Satterthwaite from NumPy's variances. */
    @Test
    void run_toothGrowth_agreesWithSciPy() {
        SubgroupAnalysis made = run(SubgroupSettings.of(), "g");
        double[] effects = {-5.25, -5.93, 0.08};
        double[] errors = {1.6562910372274553, 1.4704534448031104, 1.7339998718441574};
        double[] p = {0.00635860676409682, 0.0010383758722998823, 0.9638515887233757};
        double[] rest = {0.31741726601364195, 0.2960768080642894, 0.02985870687379724};
        double[] holm = {2 * p[0], 3 * p[1], p[2]};
        double[] bh = {1.5 * p[0], 3 * p[1], p[2]};
        for (int g = 0; g < 3; g++) {
            SubgroupEffect one = made.effects().get(g);
            assertThat(one.estimate().orElseThrow().estimate()).isCloseTo(effects[g], within(1e-12));
            assertThat(one.estimate().orElseThrow().standardError()).isCloseTo(errors[g], CLOSE);
            assertThat(one.estimate().orElseThrow().interval().method()).isEqualTo(IntervalMethod.WELCH);
            close(one.pValue(), p[g]);
            close(one.pRest(), rest[g]);
            close(one.pHolm(), holm[g]);
            close(one.pBh(), bh[g]);
            assertThat(one.adjusted()).containsOnlyKeys(Correction.HOLM, Correction.BH);
            assertThat(one.adjusted(Correction.HOMMEL)).isEmpty();
            assertThat(one.family()).isEqualTo(3);
        }
        assertThat(made.family()).isEqualTo(3);
        assertThat(made.notes()).isEmpty();
        assertThat(made.heterogeneity().get(0).shrinkage().tauSquared()).isCloseTo(8.052094881095305, CLOSE);
        assertThat(made.effects().get(2).shrunken().orElseThrow().rank()).isEqualTo(1);
        assertThat(made.effects().get(2).shrunken().orElseThrow().estimate()).isCloseTo(-0.9671761637757634, CLOSE);
        SubgroupAnalysis lower = run(SubgroupSettings.of().withHigherIsBetter(false), "g");
        assertThat(lower.effects()).extracting(one -> one.shrunken().orElseThrow().rank()).containsExactly(2, 1, 3);
    }

    @Test
    void run_twoDimensions_correctsAllTestsTogetherOrEachOnItsOwn() {
        SubgroupSettings all = SubgroupSettings.of().withCorrections(Correction.HOMMEL);
        List<SubgroupEffect> together = run(all, "g", "half").effects();
        double[] p = together.stream().mapToDouble(one -> one.pValue().orElseThrow()).toArray();
        assertThat(p).hasSize(5);
        for (Correction correction : List.of(Correction.HOLM, Correction.HOMMEL, Correction.BH, Correction.BY)) {
            assertThat(together.stream().mapToDouble(one -> one.adjusted(correction).orElseThrow()).toArray())
                    .containsExactly(correction.adjust(p));
        }
        assertThat(together).allSatisfy(one -> {
            assertThat(one.family()).isEqualTo(5);
            assertThat(one.adjusted()).containsOnlyKeys(Correction.HOLM, Correction.HOMMEL, Correction.BH,
                    Correction.BY);
        });
        List<SubgroupEffect> apart = run(all.withFamily(TestFamily.DIMENSION), "g", "half").effects();
        assertThat(apart).extracting(SubgroupEffect::family).containsExactly(3, 3, 3, 2, 2);
        assertThat(apart.stream().skip(3).mapToDouble(one -> one.pHolm().orElseThrow()).toArray())
                .containsExactly(Correction.HOLM.adjust(p[3], p[4]));
        assertThat(apart).allSatisfy(one -> assertThat(one.adjusted()).doesNotContainKey(Correction.BY));
    }

    @Test
    void run_pair_hasTheEffectsOfItsCells() {
        SubgroupAnalysis pairs = run(SubgroupSettings.of(), "g*half");
        assertThat(pairs.effects()).extracting(SubgroupEffect::value)
                .containsExactly("0 * 0", "0 * 1", "1 * 0", "1 * 1", "2 * 0", "2 * 1");
        Population cell = teeth().where("g = 1 and half = 0");
        Estimate own = run(cell, IntervalOptions.of(), SubgroupSettings.of(), "g").effects().get(0).estimate()
                .orElseThrow();
        assertThat(pairs.effects().get(2).estimate().orElseThrow()).isEqualTo(own);
        assertThat(pairs.heterogeneity()).hasSize(1);
        assertThatThrownBy(() -> run(SubgroupSettings.of(), "g*half", "half*g")).isInstanceOf(InputException.class)
                .hasMessage("subgroup \"half*g\" must differ from \"g*half\", got the same groups twice");
    }

    @Test
    void run_smallGroups_stayOutsideTheFamilyAndTheOthersRight() {
        double[] y = IntStream.range(0, 60).mapToDouble(i -> i < 30 ? ACID[i] : JUICE[i - 30]).toArray();
        int[] treated = IntStream.range(0, 60).map(i -> i < 30 ? 1 : 0).toArray();
        int[] group = IntStream.range(0, 60).map(i -> i % 30 / 10).toArray();
        for (int i = 0; i < 9; i++) {
            group[i] = 3;
        }
        SubgroupAnalysis made = run(data(y, treated, group, treated), IntervalOptions.of(), SubgroupSettings.of(), "g");
        assertThat(made.effects()).extracting(SubgroupEffect::problem).containsExactly("not estimable: 1 treated row",
                "", "", "not estimable: 0 control rows");
        assertThat(made.family()).isEqualTo(2);
        List<SubgroupEffect> whole = run(SubgroupSettings.of(), "g").effects();
        for (int g = 1; g < 3; g++) {
            assertThat(made.effects().get(g).estimate()).isEqualTo(whole.get(g).estimate());
            assertThat(made.effects().get(g).pValue()).isEqualTo(whole.get(g).pValue());
            assertThat(made.effects().get(g).family()).isEqualTo(2);
        }
        assertThat(made.effects().get(1).pHolm().orElseThrow()).isCloseTo(2 * 0.0010383758722998823, CLOSE);
        assertThat(made.effects().get(0).toTree().get("shrunken")).isNull();
        assertThat(made.effects().get(0).adjusted()).isEmpty();
        assertThat(made.effects().get(0).family()).isZero();
    }

    @Test
    void run_groupWithoutVarianceAmongOthers_isNotComparedAndSaysSo() {
        double[] y = IntStream.range(0, 60).mapToDouble(i -> i % 30 / 10 == 0 ? i / 30 : i * 7 % 10 < 4 ? 1 : 0)
                .toArray();
        Population data = data(y, IntStream.range(0, 60).map(i -> i < 30 ? 1 : 0).toArray(),
                IntStream.range(0, 60).map(i -> i % 30 / 10).toArray(), new int[60]);
        Arms arms = Arms.of(data, "t", 1, 0, "y");
        SubgroupAnalysis made = new SubgroupAnalysis("superpopulation", IntervalOptions.of(), SubgroupSettings.of(),
                true).run(data, arms, List.of("g"));
        assertThat(made.notes()).containsExactly("groups of g without variance, not compared with the others: 1");
        assertThat(made.effects().get(0).shrunken()).isEmpty();
        assertThat(made.effects().get(0).estimate().orElseThrow().interval().method())
                .isEqualTo(IntervalMethod.NEWCOMBE);
        assertThat(made.family()).isEqualTo(3);
        assertThat(made.heterogeneity().get(0).groups()).isEqualTo(2);
    }

    /** Resampled on request only; small groups get the expanded percentile, or t where another method was asked for. */
    @Test
    void run_resamplingAskedFor_servesLargeGroupsAndExpandsSmallOnes() {
        Population data = noise(480, 3);
        IntervalOptions percentile = IntervalOptions.of().withMethod(IntervalMethod.PERCENTILE).withReplicates(199);
        assertThat(methods(data, percentile, SubgroupSettings.of())).containsOnly(IntervalMethod.WELCH);
        assertThat(methods(data, percentile, SubgroupSettings.of().withMethod(IntervalMethod.PERCENTILE)))
                .containsOnly(IntervalMethod.EXPANDED);
        assertThat(methods(data, percentile, SubgroupSettings.of().withMethod(IntervalMethod.BCA)))
                .containsOnly(IntervalMethod.WELCH);
        assertThat(methods(data, percentile, SubgroupSettings.of().withMethod(IntervalMethod.SADDLEPOINT)))
                .containsOnly(IntervalMethod.WELCH);
        Population large = noise(720, 3);
        assertThat(methods(large, percentile, SubgroupSettings.of().withMethod(IntervalMethod.PERCENTILE)))
                .containsOnly(IntervalMethod.PERCENTILE);
        assertThat(methods(large, percentile, SubgroupSettings.of().withMethod(IntervalMethod.SADDLEPOINT)))
                .containsOnly(IntervalMethod.SADDLEPOINT);
        assertThatThrownBy(() -> methods(large, percentile, SubgroupSettings.of().withMethod(IntervalMethod.SCORE)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("method score does not serve a difference of means; allowed: ");
        assertThatThrownBy(() -> SubgroupSettings.of().withMinGroup(3)).isInstanceOf(InputException.class)
                .hasMessage("minGroup must be at least 4, got 3");
    }

    private static List<IntervalMethod> methods(Population data, IntervalOptions options, SubgroupSettings settings) {
        return run(data, options, settings, "g").effects().stream()
                .map(one -> one.estimate().orElseThrow().interval().method()).distinct().toList();
    }

    /** Normal outcomes without any effect; rows take groups and arms in turn. */
    private static Population noise(int rows, int groups) {
        double[] y = new double[rows];
        Draws.of(20_241_104).stream("y").uniforms(0, y, 0, rows);
        Normal.quantile(y, y, 0, rows);
        List<String> labels = IntStream.range(0, groups).mapToObj(g -> "group " + g).toList();
        int[] codes = IntStream.range(0, rows).map(i -> i / 2 % groups).toArray();
        return Population.builder().column("y", RealColumn.of(y))
                .column("t", IntegerColumn.of(IntStream.range(0, rows).map(i -> i % 2).toArray()))
                .column("g", CategoryColumn.of(labels, codes)).build();
    }

    /** Each of 300 groups, one pass, against the experiment of its rows alone; "rest" against all other rows. */
    @Test
    void run_hundredsOfGroups_equalTheirOwnExperiments() {
        Population data = noise(12_000, 300);
        SubgroupAnalysis all = run(data, IntervalOptions.of(), SubgroupSettings.of(), "g");
        assertThat(all.family()).isEqualTo(300);
        for (int g = 0; g < 300; g += 23) {
            SubgroupEffect one = all.effects().get(g);
            Population own = data.where("g == 'group " + g + "'");
            Population rest = data.where("g != 'group " + g + "'");
            assertThat(one.estimate()).isEqualTo(
                    run(own, IntervalOptions.of(), SubgroupSettings.of(), "g").effects().get(0).estimate());
            Arms others = Arms.of(rest, "t", 1, 0, "y");
            Welch other = Welch.of(Sample.of(others.treated().outcomes(), "treated").moments(),
                    Sample.of(others.control().outcomes(), "control").moments());
            Arms arms = Arms.of(own, "t", 1, 0, "y");
            Welch group = Welch.of(Sample.of(arms.treated().outcomes(), "treated").moments(),
                    Sample.of(arms.control().outcomes(), "control").moments());
            close(one.pRest(), group.minus(other).pValue());
        }
    }

    /** Ten thousand equal groups of 10 rows: all estimable, corrections in order, shrunken effects together. */
    @Test
    void run_tenThousandGroups_areAllThere() {
        SubgroupAnalysis made = run(noise(100_000, 10_000), IntervalOptions.of(), SubgroupSettings.of()
                .withCorrections(Correction.values()), "g");
        assertThat(made.family()).isEqualTo(10_000);
        List<SubgroupEffect> byP = new ArrayList<>(made.effects());
        byP.sort((a, b) -> Double.compare(a.pValue().orElseThrow(), b.pValue().orElseThrow()));
        for (Correction correction : Correction.values()) {
            double last = 0;
            for (SubgroupEffect one : byP) {
                double adjusted = one.adjusted(correction).orElseThrow();
                assertThat(adjusted).isBetween(last, 1.0);
                last = adjusted;
            }
        }
        double sum = made.effects().stream().mapToDouble(one -> one.shrunken().orElseThrow().probabilityBest()).sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(made.heterogeneity().get(0).groups()).isEqualTo(10_000);
    }

    @Test
    void run_anyThreads_givesTheSameBits() {
        Population data = noise(960, 4);
        SubgroupSettings settings = SubgroupSettings.of().withMethod(IntervalMethod.PERCENTILE);
        SubgroupAnalysis one = run(data, IntervalOptions.of().withThreads(1).withReplicates(199), settings, "g");
        for (int threads : new int[] {2, 7, 16}) {
            SubgroupAnalysis more =
                    run(data, IntervalOptions.of().withThreads(threads).withReplicates(199), settings, "g");
            assertThat(more.effects()).isEqualTo(one.effects());
            assertThat(more.heterogeneity()).isEqualTo(one.heterogeneity());
        }
    }

    @Test
    void toTree_ofAGroup_holdsFurtherCorrectionsAndTheShrunkenEffect() {
        SubgroupEffect one = run(SubgroupSettings.of().withCorrections(Correction.HOMMEL, Correction.BY), "g").effects()
                .get(2);
        Map<String, ?> tree = one.toTree();
        assertThat(tree.keySet()).containsExactly("value", "n", "ate", "standardError", "lower", "upper", "method",
                "pValue", "pHolm", "pBh", "pRest", "pHommel", "pBy", "shrunken");
        assertThat(tree.get("pHommel")).isEqualTo(one.adjusted(Correction.HOMMEL).orElseThrow());
        assertThat(((Map<?, ?>) tree.get("shrunken")).keySet().stream().map(String::valueOf).toList()).containsExactly(
                "estimate", "standardError", "lower", "upper", "weight", "rank", "probabilityBest");
        assertThat(Arrays.asList(one.toString(), one.shrunken().orElseThrow().toString())).allSatisfy(line ->
                assertThat(line).hasSizeLessThanOrEqualTo(75));
    }
}

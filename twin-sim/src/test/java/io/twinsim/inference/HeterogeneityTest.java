package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * References: NumPy 2.4.6 and SciPy 1.17.1 from the whole regression on treatment, group indicators and their products
 * ({@code numpy.linalg.lstsq}; sandwich with e^2 / (1 - h); tests of all products together), not from cell formulas.
 */
class HeterogeneityTest {

    private static final double LEVEL = 0.95;
    private static final Percentage CLOSE = Percentage.withPercentage(1e-9);

    private static Welch mean(double... values) {
        Moments moments = Moments.of(values);
        return new Welch(moments.mean(), moments.standardError(), moments.n() - 1.0);
    }

    private static GroupContrast contrast(double[] treated, double[] control) {
        return GroupContrast.of(Moments.of(treated), Moments.of(control));
    }

    /** Tooth growth (Crampton 1947) by dose: ascorbic acid against orange juice. */
    static List<GroupContrast> toothGrowth() {
        return List.of(
                contrast(new double[] {4.2, 11.5, 7.3, 5.8, 6.4, 10, 11.2, 11.2, 5.2, 7},
                        new double[] {15.2, 21.5, 17.6, 9.7, 14.5, 10, 8.2, 9.4, 16.5, 9.7}),
                contrast(new double[] {16.5, 16.5, 15.2, 17.3, 22.5, 17.3, 13.6, 14.5, 18.8, 15.5},
                        new double[] {19.7, 23.3, 23.6, 26.4, 20, 25.2, 25.8, 21.2, 14.5, 27.3}),
                contrast(new double[] {23.6, 18.5, 33.9, 25.5, 26.4, 32.5, 26.7, 21.5, 23.3, 29.5},
                        new double[] {25.5, 26.4, 22.4, 24.5, 24.8, 30.9, 26.4, 27.3, 29.4, 23}));
    }

    /**
     * With one mean per group this is Welch's analysis of variance: R's oneway.test(weight ~ group) prints p = 0.01739.
     */
    @Test
    void welchJames_plantGrowthMeans_isWelchsTestOfR() {
        FTest made = Heterogeneity.welchJames(List.of(
                mean(4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14),
                mean(4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69),
                mean(6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26)));
        assertThat(made.pValue()).isCloseTo(0.01739, within(5e-6));
        assertThat(made).hasToString("FTest[F 5.181 on 2 and 17.13 df, p 0.017]");
    }

    /** R's oneway.test(count ~ spray, InsectSprays): F = 36.065, 5 and 30.043 df, p-value = 7.999e-12. */
    @Test
    void welchJames_insectSprays_isWelchsTestOfR() {
        FTest made = Heterogeneity.welchJames(List.of(
                mean(10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13),
                mean(11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13),
                mean(0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4), mean(3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4),
                mean(3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4), mean(11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13)));
        assertThat(made.f()).isCloseTo(36.06544389357724, CLOSE);
        assertThat(made.df1()).isEqualTo(5);
        assertThat(made.df2()).isCloseTo(30.04256050876738, CLOSE);
        assertThat(made.pValue()).isCloseTo(7.999379455673393e-12, CLOSE);
    }

    /** R's anova(lm(len ~ supp * factor(dose), ToothGrowth)) has F = 4.107, p = 0.02186 for the interaction. */
    @Test
    void of_toothGrowth_agreesWithTheRegression() {
        Heterogeneity made = Heterogeneity.of("dose", toothGrowth(), LEVEL).orElseThrow();
        assertThat(made.groups()).isEqualTo(3);
        assertThat(made.q()).isCloseTo(7.82854686895704, CLOSE);
        assertThat(made.qPValue()).isCloseTo(0.019955042025332423, CLOSE);
        assertThat(made.welchJames().f()).isCloseTo(3.827048732871396, CLOSE);
        assertThat(made.welchJames().df2()).isCloseTo(29.250496417930933, CLOSE);
        assertThat(made.pValue()).isCloseTo(0.03339045197188559, CLOSE);
        assertThat(made.interaction().f()).isCloseTo(4.106991094022513, CLOSE);
        assertThat(made.interaction().df2()).isEqualTo(54);
        assertThat(made.interaction().pValue()).isCloseTo(0.02186026896479111, CLOSE);
        assertThat(made.wald().f()).isCloseTo(7.82854686895705 / 2, CLOSE);
        assertThat(made.wald().pValue()).isCloseTo(0.025853982275803503, CLOSE);
        assertThat(made).hasToString("Heterogeneity[dose, 3 groups, p 0.033]");
        assertThat(made.toTree().keySet()).containsExactly("groups", "pValue", "q", "qPValue", "welchJames",
                "interaction", "wald", "shrinkage");
    }

    /** Miles per gallon of manual against automatic cars by cylinders: 2 to 12 cars in a cell. */
    @Test
    void of_motorTrendCars_agreesWithTheRegression() {
        Heterogeneity made = Heterogeneity.of("cyl", SubgroupCases.motorTrendCars(), LEVEL).orElseThrow();
        assertThat(made.q()).isCloseTo(5.805402495945691, CLOSE);
        assertThat(made.welchJames().f()).isCloseTo(2.7709782376539867, CLOSE);
        assertThat(made.welchJames().df2()).isCloseTo(14.024268202122796, CLOSE);
        assertThat(made.pValue()).isCloseTo(0.09679597325121246, CLOSE);
        assertThat(made.interaction().f()).isCloseTo(1.3832334930921077, CLOSE);
        assertThat(made.interaction().pValue()).isCloseTo(0.2686140226295976, CLOSE);
        assertThat(made.wald().pValue()).isCloseTo(0.07280175966274176, CLOSE);
    }

    @Test
    void of_anyScale_givesTheSameTests() {
        Heterogeneity plain = Heterogeneity.of("dose", toothGrowth(), LEVEL).orElseThrow();
        for (int exponent : new int[] {-240, -30, 30, 200}) {
            double scale = Math.scalb(1.0, exponent);
            List<Welch> scaled = toothGrowth().stream().map(GroupContrast::welch).map(one ->
                    new Welch(one.difference() * scale, one.standardError() * scale, one.df())).toList();
            assertThat(Heterogeneity.welchJames(scaled)).isEqualTo(plain.welchJames());
            assertThat(Shrinkage.of(scaled, LEVEL).mean()).isEqualTo(plain.shrinkage().mean() * scale);
            assertThat(Shrinkage.of(scaled, LEVEL).upper()).isCloseTo(plain.shrinkage().upper() * scale, CLOSE);
        }
    }

    @Test
    void of_fewerThanTwoVaryingGroups_isAbsent() {
        assertThat(Heterogeneity.of("group", List.of(toothGrowth().get(0),
                contrast(new double[] {1, 1, 1}, new double[] {0, 0})), LEVEL)).isEmpty();
        assertThat(Heterogeneity.of("group", List.of(), LEVEL)).isEmpty();
    }

    /**
     * 4,000 experiments without any effect, normal outcomes, k groups with 5 units per arm, fixed seed. At the 5 %
     * level Welch and James must reject in [3.0, 7.7] %: a true rate of 4.3 to 6 %, which is what the approximation
     * leaves, fails with probability below 1e-4, and one of 10 % passes with probability below 1e-6. Q is liberal, the
     * more the more groups there are: 10 % at k = 4, 18 % at k = 10; HC2 Wald lies between.
     */
    @Test
    void welchJames_fivePerArmWithoutEffect_keepsTheLevelThatQDoesNot() {
        for (int k : new int[] {2, 4, 10}) {
            int[] rejected = rejections(k, 4000);
            assertThat(rejected[0]).as("Welch-James, k = " + k).isBetween(120, 308);
            assertThat(rejected[2]).as("interaction F, k = " + k).isBetween(132, 268);
            if (k > 2) {
                assertThat(rejected[1]).as("Q, k = " + k).isGreaterThan(rejected[3]).isGreaterThan(330);
            }
        }
    }

    private static int[] rejections(int k, int experiments) {
        DrawStream stream = Draws.of(20_241_102).stream("null/" + k);
        int[] rejected = new int[4];
        double[] z = new double[10 * k];
        for (int e = 0; e < experiments; e++) {
            stream.draw(e).uniforms(0, z, 0, z.length);
            Normal.quantile(z, z, 0, z.length);
            List<GroupContrast> groups = new ArrayList<>();
            for (int g = 0; g < k; g++) {
                groups.add(GroupContrast.of(Moments.of(Arrays.copyOfRange(z, 10 * g, 10 * g + 5)),
                        Moments.of(Arrays.copyOfRange(z, 10 * g + 5, 10 * g + 10))));
            }
            Heterogeneity made = Heterogeneity.of("g", groups, LEVEL).orElseThrow();
            rejected[0] += made.pValue() < 0.05 ? 1 : 0;
            rejected[1] += made.qPValue() < 0.05 ? 1 : 0;
            rejected[2] += made.interaction().pValue() < 0.05 ? 1 : 0;
            rejected[3] += made.wald().pValue() < 0.05 ? 1 : 0;
        }
        return rejected;
    }

    @Test
    void sampleRatio_unevenArms_blocksBelowOneInAThousand() {
        assertThat(SampleRatio.of(21_307, 21_306, 0.5).pValue()).isCloseTo(0.99613, within(1e-5));
        assertThat(SampleRatio.of(5000, 5300, 0.5).mismatch()).isFalse();
        assertThat(SampleRatio.of(5000, 5400, 0.5).mismatch()).isTrue();
        assertThat(SampleRatio.of(2000, 1000, 2.0 / 3).chiSquare()).isCloseTo(0, within(1e-20));
    }
}

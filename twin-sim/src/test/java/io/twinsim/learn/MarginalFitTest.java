package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.io.JsonText;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MarginalFitTest {

    @Test
    void of_samplesOfFamilies_nameTheFamily() {
        String[] draws = {"normal(50, 12)", "lognormal(1, 0.8)", "gamma(2.5, 3)", "weibull(3, 10)", "exponential(0.2)",
            "beta(2, 5)", "uniform(3, 9)", "poisson(30)", "negative_binomial(2, 0.02)", "geometric(0.02)",
            "uniform_int(18, 90)", "bernoulli(0.3)"};
        for (String draw : draws) {
            double[] values = values(draw, 5000, 11);
            MarginalFit fit = MarginalFit.of("x", type(draw), values);
            assertThat(fit.chosen()).as(draw).isEqualTo(draw.substring(0, draw.indexOf('(')));
            assertThat(fit.formula()).startsWith(fit.chosen() + "(");
            assertThat(fit.distance() - 0.9 / Math.sqrt(5000)).as(draw).isLessThan(0.02);
            assertThat(fit.n()).isEqualTo(5000);
            assertThat(distance(values, twins(fit, 20_000))).as(draw).isLessThan(0.03);
        }
        assertThat(draws).hasSize(12);
    }

    /** Twins of every shape are near the values: the greatest distance by chance is 1.95 sqrt(2 / 20,000) in 1e-3. */
    @Test
    void of_shapesWithoutFamily_haveKnotsNearTheData() {
        String[] draws = {"mixture(0.4: normal(0, 1), 0.6: normal(5, 0.3))", "student_t(2.5)", "pareto(1, 2.2)",
            "mixture(0.3: constant(0), 0.7: lognormal(3, 1))", "triangular(0, 0.2, 9)",
            "mixture(0.5: uniform_int(0, 400), 0.3: uniform_int(500, 510), 0.2: poisson(3000))"};
        for (String draw : draws) {
            double[] values = values(draw, 20_000, 12);
            boolean whole = draw.contains("_int");
            MarginalFit fit = MarginalFit.of("x", whole ? ColumnType.INTEGER : ColumnType.REAL, values);
            assertThat(fit.chosen()).as(draw).isEqualTo("knots");
            assertThat(fit.distance()).as(draw).isLessThanOrEqualTo(0.004 + 0.9 / Math.sqrt(20_000));
            double[] twins = twins(fit, 20_000);
            assertThat(distance(values, twins)).as(draw).isLessThan(0.0105 + 0.0195);
            Moments real = Moments.of(values);
            Moments made = Moments.of(twins);
            assertThat(made.mean()).as(draw).isCloseTo(real.mean(), within(0.035 * real.sd()));
            assertThat(made.sd() / real.sd()).as(draw).isBetween(0.9, 1.1);
            assertThat(made.min()).as(draw).isGreaterThanOrEqualTo(real.min());
            assertThat(made.max()).as(draw).isLessThanOrEqualTo(real.max());
            assertThat(fit.notes()).singleElement().asString().startsWith("no family is near enough; the nearest is ");
            assertThat(fit.formula()).as(draw).hasSizeLessThan(2500);
        }
        assertThat(draws).hasSize(6);
    }

    @Test
    void of_valueWithAShare_isAConstantOfTheMixture() {
        double[] values = DoubleStream.concat(DoubleStream.generate(() -> 29.99).limit(240),
                Arrays.stream(values("lognormal(5, 0.8)", 1760, 3)).map(x -> 30 + Math.rint(100 * x) / 100)).toArray();
        MarginalFit fit = MarginalFit.of("history", ColumnType.REAL, values);
        assertThat(fit.formula()).startsWith("mixture(0.12: constant(29.99), ");
        double[] twins = twins(fit, 50_000);
        // Binomial(50,000, 0.12): within five standard deviations
        assertThat(Arrays.stream(twins).filter(x -> x == 29.99).count()).isBetween(5637L, 6363L);
    }

    @Test
    void of_fewWholeValues_isAMixtureOfConstantsWithTheirShares() {
        MarginalFit fit = MarginalFit.of("recency", ColumnType.INTEGER,
                repeat(new double[] {1, 2, 5, 9}, 50, 20, 10, 20));
        assertThat(fit.formula()).isEqualTo(
                "mixture(0.5: constant(1), 0.2: constant(2), 0.1: constant(5), 0.2: constant(9))");
        assertThat(fit.chosen()).isEqualTo("levels");
        assertThat(fit.distance()).isLessThan(1e-12);
        MarginalFit thirds = MarginalFit.of("x", ColumnType.INTEGER, repeat(new double[] {1, 2, 7}, 100, 100, 100));
        assertThat(thirds.formula()).isEqualTo(
                "mixture(0.333333: constant(1), 0.333334: constant(2), 0.333333: constant(7))");
        assertThat(twins(thirds, 100)).containsOnly(1, 2, 7);
        MarginalFit prices = MarginalFit.of("price", ColumnType.REAL, repeat(new double[] {9.99, 19.99}, 30, 70));
        assertThat(prices.formula()).isEqualTo("mixture(0.3: constant(9.99), 0.7: constant(19.99))");
        assertThat(MarginalFit.of("x", ColumnType.REAL, repeat(new double[] {0, 1}, 30, 10)).formula())
                .isEqualTo("mixture(0.75: constant(0), 0.25: constant(1))");
        MarginalFit flags = MarginalFit.of("mens", ColumnType.INTEGER, repeat(new double[] {0, 1}, 3, 1));
        assertThat(flags.formula()).isEqualTo("bernoulli(0.25)");
        assertThat(MarginalFit.of("mens", ColumnType.FLAG, repeat(new double[] {0, 1}, 3, 1)).formula())
                .isEqualTo("bernoulli(0.25)");
    }

    @Test
    void of_oneRowOrOneValue_isAConstant() {
        MarginalFit one = MarginalFit.of("x", ColumnType.REAL, new double[] {2.5});
        assertThat(one.formula()).isEqualTo("constant(2.5)");
        assertThat(one.notes()).containsExactly("one row: a constant");
        MarginalFit same = MarginalFit.of("x", ColumnType.INTEGER, new double[] {7, 7, 7});
        assertThat(same.formula()).isEqualTo("constant(7)");
        assertThat(same.chosen()).isEqualTo("constant");
        assertThat(same.notes()).containsExactly("the same value in every row: a constant");
        assertThat(MarginalFit.of("x", ColumnType.FLAG, new double[] {1, 1}).formula()).isEqualTo("bernoulli(1)");
        assertThat(MarginalFit.of("x", ColumnType.REAL, new double[] {3, 1}).formula()).isEqualTo("empirical(1, 3)");
    }

    @Test
    void of_badInput_isRefused() {
        assertRefused(() -> MarginalFit.of("x", ColumnType.REAL, new double[0]),
                "column \"x\" must hold at least 1 value to fit, got none");
        assertRefused(() -> MarginalFit.of("x", ColumnType.REAL, new double[] {1, Double.NaN}),
                "column \"x\" must be finite, got NaN at row 1");
        assertRefused(() -> MarginalFit.of("x", ColumnType.CATEGORY, new double[] {1}),
                "column \"x\" must hold numbers to fit a draw, got categories");
        assertRefused(() -> MarginalFit.within("x", ColumnType.REAL, List.of()),
                "number of cells must be at least 1, got 0");
    }

    @Test
    void of_littleSpreadFarFromZero_keepsTheDigitsItNeeds() {
        double[] values = Arrays.stream(values("normal(0, 1)", 2000, 5)).map(x -> 1.6e9 + x).toArray();
        MarginalFit fit = MarginalFit.of("time", ColumnType.REAL, values);
        assertThat(fit.distance()).isLessThan(0.03);
        assertThat(distance(values, twins(fit, 20_000))).isLessThan(0.05);
        double[] two = Arrays.stream(values("mixture(0.5: normal(0, 1), 0.5: normal(20, 1))", 2000, 5))
                .map(x -> 1.6e9 + x).toArray();
        MarginalFit knots = MarginalFit.of("time", ColumnType.REAL, two);
        assertThat(knots.chosen()).isEqualTo("knots");
        assertThat(distance(two, twins(knots, 20_000))).isLessThan(0.05);
    }

    @Test
    void of_anyOrderOfRows_sameFit() {
        double[] values = values("pareto(1, 2.2)", 3000, 8);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(MarginalFit.of("x", ColumnType.REAL, sorted))
                .isEqualTo(MarginalFit.of("x", ColumnType.REAL, values));
    }

    @Test
    void within_familyNearInEveryCell_isSharedWithOwnParameters() {
        List<MarginalFit> fits = MarginalFit.within("x", ColumnType.REAL, List.of(values("gamma(2, 1)", 1000, 1),
                values("gamma(5, 3)", 3000, 2), values("gamma(1.5, 9)", 400, 3)));
        assertThat(fits).extracting(MarginalFit::chosen).containsExactly("gamma", "gamma", "gamma");
        assertThat(fits.get(1).formula()).isNotEqualTo(fits.get(0).formula());
        assertThat(fits.get(1).n()).isEqualTo(3000);
    }

    @Test
    void within_oneCellWithoutTheFamily_hasKnotsInAll() {
        List<MarginalFit> fits = MarginalFit.within("x", ColumnType.REAL, List.of(values("gamma(2, 1)", 1000, 1),
                values("mixture(0.5: normal(10, 1), 0.5: normal(30, 1))", 1000, 2)));
        assertThat(fits).extracting(MarginalFit::chosen).containsExactly("knots", "knots");
        List<MarginalFit> classes = MarginalFit.within("x", ColumnType.REAL, List.of(values("beta(2, 2)", 1000, 1),
                values("normal(0, 3)", 1000, 2)));
        assertThat(classes.get(0).candidates()).noneMatch(fit -> fit.family().id().equals("beta"));
        List<MarginalFit> above = MarginalFit.within("x", ColumnType.REAL, List.of(values("beta(2, 2)", 1000, 1),
                values("lognormal(0, 1)", 1000, 2)));
        assertThat(above.get(0).candidates()).anyMatch(fit -> fit.family().id().equals("weibull"));
    }

    @Test
    void within_cellsOfOneValue_areConstants() {
        List<MarginalFit> fits = MarginalFit.within("x", ColumnType.INTEGER, List.of(new double[] {4, 4},
                values("poisson(40)", 500, 2)));
        assertThat(fits.get(0).formula()).isEqualTo("constant(4)");
        assertThat(fits.get(1).chosen()).isEqualTo("poisson");
        assertThat(distance(values("poisson(40)", 500, 2), twins(fits.get(1), 20_000))).isLessThan(0.06);
        List<MarginalFit> flags = MarginalFit.within("x", ColumnType.INTEGER, List.of(new double[] {0, 1, 1, 1},
                new double[] {1, 1}));
        assertThat(flags).extracting(MarginalFit::formula).containsExactly("bernoulli(0.75)", "constant(1)");
    }

    /** The bar for a column of real customers; 64,000 twins add about 1.36 sqrt(2 / 64,000) = 0.008 by chance. */
    @Test
    void of_historyOfRealCustomers_twinsAreNear() {
        Population data = Population.read(SharedData.require("data/hillstrom.csv"));
        MarginalFit fit = MarginalFit.of("history", ColumnType.REAL, data.doubles("history"));
        double[] twins = twins(fit, 64_000);
        assertThat(distance(data.doubles("history"), twins)).isLessThan(0.015);
        Moments real = Moments.of(data.doubles("history"));
        Moments made = Moments.of(twins);
        assertThat(made.mean()).isCloseTo(real.mean(), within(0.02 * real.sd()));
        assertThat(made.sd()).isCloseTo(real.sd(), within(0.03 * real.sd()));
        assertThat(fit.formula()).hasSizeLessThan(1000);
        assertThat(fit.toString()).hasSizeLessThanOrEqualTo(75);
        assertThat(fit.table().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(JsonText.write(fit.toTree())).contains("\"lognormal\"");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static ColumnType type(String draw) {
        return draw.startsWith("bernoulli") ? ColumnType.FLAG
                : draw.contains("_int") || draw.matches("(poisson|negative|geometric).*") ? ColumnType.INTEGER
                : ColumnType.REAL;
    }

    private static double[] repeat(double[] values, int... times) {
        DoubleStream all = DoubleStream.empty();
        for (int k = 0; k < values.length; k++) {
            double value = values[k];
            all = DoubleStream.concat(all, DoubleStream.generate(() -> value).limit(times[k]));
        }
        return all.toArray();
    }

    private static double[] values(String draw, int n, long seed) {
        return world("v: \"~ " + draw + "\"").generate(n, seed).doubles("v");
    }

    /** What the formula draws in a world file, so that the text itself is tested. */
    private static double[] twins(MarginalFit fit, int n) {
        boolean declared = fit.type() == ColumnType.INTEGER && !fit.formula().startsWith("bernoulli");
        return world("v: {draw: \"" + fit.formula() + "\"" + (declared ? ", type: integer}" : "}")).generate(n, 99)
                .doubles("v");
    }

    private static TwinModel world(String variable) {
        return TwinModel.parse("model: units\nversion: 1\nvariables:\n  " + variable + "\n", "units.yaml");
    }

    /** Kolmogorov-Smirnov's distance of two samples. */
    private static double distance(double[] x, double[] y) {
        double[] a = x.clone();
        double[] b = y.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double greatest = 0;
        int j = 0;
        for (int i = 0; i < a.length; i++) {
            if (i == a.length - 1 || a[i] != a[i + 1]) {
                while (j < b.length && b[j] < a[i]) {
                    j++;
                }
                int first = i;
                while (first > 0 && a[first - 1] == a[i]) {
                    first--;
                }
                greatest = Math.max(greatest, Math.abs((double) first / a.length - (double) j / b.length));
                while (j < b.length && b[j] == a[i]) {
                    j++;
                }
                greatest = Math.max(greatest, Math.abs((i + 1.0) / a.length - (double) j / b.length));
            }
        }
        return greatest;
    }
}

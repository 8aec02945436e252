package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.twinsim.internal.math.GeneralisedLinear.Family;
import io.twinsim.model.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Regressions of small published data sets by R 4.2.2, and by NumPy 2.4.6 where R's packages were not at hand. */
class RegressionReferenceTest {

    private static final String IRIS = "cases/data_iris.csv";
    private static final String MTCARS = "cases/data_mtcars.csv";
    private static final int MPG = 1;
    private static final int CYL = 2;
    private static final int HP = 4;
    private static final int WT = 6;
    private static final int QSEC = 7;
    private static final int AM = 9;
    private static final int GEAR = 10;
    private static final int CARB = 11;
    private static final double OLS = 1e-9;
    private static final double GLM = 1e-8;

    @Test
    void leastSquares_ofIris_isThatOfR() {
        Node.Fields expected = RegressionCase.fields(RegressionCase.json("cases/regressions.json"), "ols_iris");
        double[][] columns = {RegressionCase.ones(150), RegressionCase.column(IRIS, 0),
            RegressionCase.column(IRIS, 1), RegressionCase.column(IRIS, 2)};
        LeastSquares fit = LeastSquares.of(columns, RegressionCase.column(IRIS, 3), RegressionCase.names(4));
        assertThat(compare(fit, expected)).isEqualTo(24);
        near(fit.sigma(), RegressionCase.number(expected, "sigma"), OLS);
        near(fit.rSquared(), RegressionCase.number(expected, "r2"), OLS);
        near(fit.looRmse(), RegressionCase.number(expected, "loo_rmse"), OLS);
        assertThat(fit.df()).isEqualTo(146);
    }

    @Test
    void leastSquares_ofCarsWithAFactor_isThatOfR() {
        Node.Fields expected = RegressionCase.fields(RegressionCase.json("cases/regressions.json"),
                "ols_mtcars_factor");
        double[][] columns = {RegressionCase.ones(32), RegressionCase.indicator(MTCARS, CYL, "6"),
            RegressionCase.indicator(MTCARS, CYL, "8"), RegressionCase.column(MTCARS, WT)};
        LeastSquares fit = LeastSquares.of(columns, RegressionCase.column(MTCARS, MPG), RegressionCase.names(4));
        assertThat(compare(fit, expected)).isEqualTo(24);
        near(fit.sigma(), RegressionCase.number(expected, "sigma"), OLS);
    }

    /** Coefficients and their errors of all kinds; the count of numbers compared. */
    private static int compare(LeastSquares fit, Node.Fields expected) {
        int cases = compare(fit.coefficients(), RegressionCase.fields(expected, "coef"), OLS);
        for (Robust kind : Robust.values()) {
            String key = kind == Robust.CLASSICAL ? "classical" : kind.name();
            cases += compare(fit.standardErrors(kind), RegressionCase.fields(expected, "se", key), OLS);
        }
        return cases;
    }

    private static int compare(double[] found, Node.Fields expected, double tolerance) {
        Map<String, Double> numbers = RegressionCase.numbers(expected);
        assertThat(found).hasSize(numbers.size());
        int j = 0;
        for (double number : numbers.values()) {
            near(found[j++], number, tolerance);
        }
        return j;
    }

    private static void near(double found, double expected, double tolerance) {
        assertThat(found).isCloseTo(expected, withinPercentage(100 * tolerance));
    }

    private static void near(double[] found, double... expected) {
        assertThat(found).hasSize(expected.length);
        for (int j = 0; j < found.length; j++) {
            near(found[j], expected[j], 1e-11);
        }
    }

    /** Written out in normal equations (NumPy 2.4.6): mpg on wt and hp, weighted by qsec. */
    @Test
    void leastSquares_withWeights_isThatOfNumpy() {
        LeastSquares fit = LeastSquares.of(cars(), RegressionCase.column(MTCARS, MPG),
                RegressionCase.column(MTCARS, QSEC), List.of("1", "wt", "hp"));
        near(fit.coefficients(), 37.41418479301846, -3.892890506304729, -0.03253296929408823);
        near(fit.standardErrors(Robust.HC0), 1.981547385137702, 0.6207644584966726, 0.00669619817801763);
        near(fit.standardErrors(Robust.HC1), 2.08151934947954, 0.652082933530363, 0.0070340311718181505);
        near(fit.standardErrors(Robust.HC2), 2.1217202398702013, 0.6849821058955551, 0.007754685037679048);
        near(fit.standardErrors(Robust.HC3), 2.274872944858979, 0.7601536534991399, 0.009119658393002454);
        near(new double[] {fit.sigma(), fit.rSquared(), fit.looRmse()},
                11.102122845411586, 0.8249641124380107, 2.8041003078871305);
    }

    private static double[][] cars() {
        return new double[][] {RegressionCase.ones(32), RegressionCase.column(MTCARS, WT),
            RegressionCase.column(MTCARS, HP)};
    }

    /** By matrices of n by n rows (NumPy 2.4.6); two of the six clusters have one car. */
    @Test
    void clusterRobust_ofCarsByCarburettors_isThatOfNumpy() {
        double[] y = RegressionCase.column(MTCARS, MPG);
        double[] carb = RegressionCase.column(MTCARS, CARB);
        int[] clusters = new int[carb.length];
        for (int i = 0; i < carb.length; i++) {
            clusters[i] = (int) carb[i];
        }
        List<String> names = List.of("1", "wt", "hp");
        ClusterRobust plain = LeastSquares.of(cars(), y, names).clusterRobust(clusters);
        assertThat(plain.clusters()).isEqualTo(6);
        near(plain.standardErrors(), 2.807192995655206, 1.0252293555715435, 0.007832570363905911);
        near(new double[] {plain.df(0), plain.df(1), plain.df(2)},
                2.212670395846019, 2.247587800272624, 2.2991260093822796);
        ClusterRobust weighted = LeastSquares.of(cars(), y, RegressionCase.column(MTCARS, QSEC), names)
                .clusterRobust(clusters);
        near(weighted.standardErrors(), 2.795729141018831, 1.0027755245351335, 0.007306614300999964);
        near(new double[] {weighted.df(0), weighted.df(1), weighted.df(2)},
                2.205421469337268, 2.302524254728086, 2.4251528856109412);
    }

    @Test
    void logistic_ofCars_isThatOfR() {
        Node.Fields expected = RegressionCase.fields(RegressionCase.json("cases/regressions.json"),
                "logistic_mtcars");
        GeneralisedLinear fit = GeneralisedLinear.of(Family.LOGISTIC, cars(), RegressionCase.column(MTCARS, AM), null,
                List.of("1", "wt", "hp"));
        assertThat(compare(fit.coefficients(), RegressionCase.fields(expected, "coef"), GLM)
                + compare(fit.standardErrors(), RegressionCase.fields(expected, "se"), GLM)).isEqualTo(6);
        near(fit.deviance(), RegressionCase.number(expected, "deviance"), GLM);
    }

    /** The steps of R's glm (NumPy 2.4.6), am on wt weighted by gear. */
    @Test
    void logistic_withWeights_isThatOfNumpy() {
        double[][] columns = {RegressionCase.ones(32), RegressionCase.column(MTCARS, WT)};
        GeneralisedLinear fit = GeneralisedLinear.of(Family.LOGISTIC, columns, RegressionCase.column(MTCARS, AM),
                RegressionCase.column(MTCARS, GEAR), List.of("1", "wt"));
        near(fit.coefficients(), 12.232323472866746, -3.979047339180508);
        near(fit.standardErrors(), 2.382955828623114, 0.7498080912937043);
    }

    /** The steps of R's glm (NumPy 2.4.6), with epsilon 1e-14: who was in LaLonde's programme. */
    @Test
    void logistic_ofLalonde_isThatOfNumpy() {
        String file = "cases/data_lalonde.csv";
        double[][] columns = {RegressionCase.ones(614), RegressionCase.column(file, 2), RegressionCase.column(file, 3),
            RegressionCase.column(file, 7), RegressionCase.column(file, 8)};
        GeneralisedLinear fit = GeneralisedLinear.of(Family.LOGISTIC, columns, RegressionCase.column(file, 1), null,
                List.of("1", "age", "educ", "re74", "re75"));
        near(fit.coefficients(), -0.8128449461341231, -0.003508856914228597, 0.04564679211202092,
                -0.00013044347720233147, 2.8019748069737957e-05);
        near(fit.standardErrors(), 0.4819866440016121, 0.009997524415255154, 0.03592422062085018,
                2.6045078311543877e-05, 3.987511731283894e-05);
        assertThat(fit.deviance()).isCloseTo(702.2268460639367, withinPercentage(1e-11));
        assertThat(fit.steps()).isEqualTo(5);
    }

    /** Insects left after six sprays, twelve plots each (Beall 1942; R's InsectSprays). */
    @Test
    void poisson_ofInsectSprays_isThatOfR() {
        double[] counts = {10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13, 11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13,
            0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4, 3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4,
            3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4, 11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13};
        double[][] columns = new double[6][72];
        for (int i = 0; i < 72; i++) {
            columns[0][i] = 1;
            if (i >= 12) {
                columns[i / 12][i] = 1;
            }
        }
        Node.Fields expected = RegressionCase.fields(RegressionCase.json("cases/regressions.json"),
                "poisson_insectsprays");
        GeneralisedLinear fit = GeneralisedLinear.of(Family.POISSON, columns, counts, null, RegressionCase.names(6));
        assertThat(compare(fit.coefficients(), RegressionCase.fields(expected, "coef"), GLM)
                + compare(fit.standardErrors(), RegressionCase.fields(expected, "se"), GLM)).isEqualTo(12);
        near(fit.deviance(), RegressionCase.number(expected, "deviance"), GLM);
    }
}

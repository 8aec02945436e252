package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import org.junit.jupiter.api.Test;

/** Each row's own parameters. */
class FamilyRowsTest {

    private static final Object[][] CASES = {
        {Family.CONSTANT, new double[] {3}},
        {Family.UNIFORM, new double[] {-1, 4}},
        {Family.UNIFORM_INT, new double[] {1, 6}},
        {Family.BERNOULLI, new double[] {0.3}},
        {Family.NORMAL, new double[] {1, 2}},
        {Family.LOGNORMAL, new double[] {1, 0.2}},
        {Family.BETA, new double[] {2, 3}},
        {Family.BETA, new double[] {400, 900}},
        {Family.GAMMA, new double[] {0.7, 2}},
        {Family.EXPONENTIAL, new double[] {2}},
        {Family.POISSON, new double[] {4.5}},
        {Family.POISSON, new double[] {1e6}},
        {Family.TRIANGULAR, new double[] {0, 1, 3}},
        {Family.WEIBULL, new double[] {2, 1}},
        {Family.STUDENT_T, new double[] {4}},
        {Family.PARETO, new double[] {1, 3}},
        {Family.BINOMIAL, new double[] {50, 0.4}},
        {Family.NEGATIVE_BINOMIAL, new double[] {3, 0.2}},
        {Family.GEOMETRIC, new double[] {0.1}}};

    @Test
    void quantiles_rowParameters_equalTheBoundDistribution() {
        DrawStream stream = Draws.of(4).stream("u");
        for (Object[] c : CASES) {
            Family family = (Family) c[0];
            double[] parameters = (double[]) c[1];
            double[][] columns = new double[parameters.length][200];
            for (int k = 0; k < parameters.length; k++) {
                java.util.Arrays.fill(columns[k], parameters[k]);
            }
            double[] u = new double[200];
            stream.uniforms(0, u, 0, 200);
            double[] out = new double[200];
            family.quantiles(u, columns, out, 0, 200);
            Distribution bound = family.bind(parameters);
            for (int i = 0; i < 200; i++) {
                double expected = bound.quantile(u[i]);
                assertThat(out[i]).as(bound.toString()).isCloseTo(expected, within(1e-10 * Math.abs(expected)));
            }
        }
        assertThat(CASES).hasNumberOfRows(19);
    }

    @Test
    void quantiles_badRow_isNamedByItsIndex() {
        double[] u = {0.5, 0.5, 0.5};
        double[][] parameters = {{0, 0, 0}, {1, 1, -1}};
        assertThatThrownBy(() -> Family.NORMAL.quantiles(u, parameters, new double[3], 0, 3))
                .isInstanceOf(RowException.class)
                .hasMessage("normal sd must be at least 0 and finite, got -1.0")
                .extracting(e -> ((RowException) e).index()).isEqualTo(2);
    }

    @Test
    void quantiles_overflowingRow_isNamedByItsIndex() {
        double[][] parameters = {{0, 800}, {1, 1}};
        assertThatThrownBy(() -> Family.LOGNORMAL.quantiles(new double[] {0.5, 0.5}, parameters, new double[2], 0, 2))
                .isInstanceOf(RowException.class)
                .hasMessage("draw of lognormal(800.0, 1.0) must be a finite number, got Infinity")
                .extracting(e -> ((RowException) e).index()).isEqualTo(1);
    }

    @Test
    void quantiles_wrongNumberOfColumns_isRefused() {
        assertThatThrownBy(() -> Family.NORMAL.quantiles(new double[1], new double[1][1], new double[1], 0, 1))
                .isInstanceOf(InputException.class).hasMessage("normal must have 2 parameters (mean, sd), got 1");
    }
}

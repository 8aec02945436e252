package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * NIST's statistical reference data sets for linear regression. The log relative error is the number of right digits;
 * of certified zeros the absolute error counts. The digits asked for are close to what the data hold once they are
 * doubles: solved with 60 digits (mpmath), they agree with the certified values to 7.9 digits for Filip, whose
 * tenth powers are rounded, 13.2 for Wampler2, 13.5 for Pontius, 14.1 for Norris and 14.6 for Longley.
 */
class NistRegressionTest {

    private record Digits(double coefficient, double standardError, double sigma, double rSquared) {
    }

    private static final Map<String, Digits> LEAST = Map.ofEntries(
            Map.entry("Longley", new Digits(14.5, 14.5, 14.5, 14.5)),
            Map.entry("Norris", new Digits(14, 13.5, 14, 14.5)),
            Map.entry("Filip", new Digits(7.8, 8, 8, 10)),
            Map.entry("Pontius", new Digits(13.5, 13.5, 13.5, 14.5)),
            Map.entry("NoInt1", new Digits(14.5, 14.5, 14.5, 14.5)),
            Map.entry("NoInt2", new Digits(14.5, 14.5, 14.5, 14.5)),
            Map.entry("Wampler1", new Digits(15, 15, 15, 15)),
            Map.entry("Wampler2", new Digits(13, 15, 15, 15)),
            Map.entry("Wampler3", new Digits(15, 14, 14.5, 14.5)),
            Map.entry("Wampler4", new Digits(15, 14, 14.5, 14.5)),
            Map.entry("Wampler5", new Digits(15, 14, 14.5, 13.5)));

    @Test
    void regression_ofEachCertifiedSet_isRightToTheDigitsOfItsData() {
        int cases = 0;
        for (Map.Entry<String, Node.Field> set
                : RegressionCase.fields(RegressionCase.json("cases/nist_linear_regression.json"), "datasets")
                        .fields().entrySet()) {
            Node.Fields expected = (Node.Fields) set.getValue().value();
            Digits found = digits(expected);
            Digits least = LEAST.get(set.getKey());
            String name = set.getKey() + " " + found;
            assertThat(found.coefficient).as(name).isGreaterThanOrEqualTo(least.coefficient);
            assertThat(found.standardError).as(name).isGreaterThanOrEqualTo(least.standardError);
            assertThat(found.sigma).as(name).isGreaterThanOrEqualTo(least.sigma);
            assertThat(found.rSquared).as(name).isGreaterThanOrEqualTo(least.rSquared);
            cases++;
        }
        assertThat(cases).isEqualTo(11).isEqualTo(LEAST.size());
    }

    private static Digits digits(Node.Fields expected) {
        Node.Fields coefficients = RegressionCase.fields(expected, "coefficients");
        LeastSquares fit = fit(expected, coefficients.fields().size());
        double[] errors = fit.standardErrors(Robust.CLASSICAL);
        double worst = 15;
        double worstError = 15;
        int j = 0;
        for (String name : coefficients.fields().keySet()) {
            Node.Fields one = RegressionCase.fields(coefficients, name);
            worst = Math.min(worst, lre(fit.coefficients()[j], RegressionCase.number(one, "estimate")));
            worstError = Math.min(worstError, lre(errors[j++], RegressionCase.number(one, "sd")));
        }
        return new Digits(worst, worstError, lre(fit.sigma(), RegressionCase.number(expected, "residual_sd")),
                lre(fit.rSquared(), RegressionCase.number(expected, "r_squared")));
    }

    private static LeastSquares fit(Node.Fields expected, int p) {
        String file = "cases/" + RegressionCase.text(expected, "csv");
        String model = RegressionCase.text(expected, "model");
        double[] y = RegressionCase.column(file, 0);
        assertThat(y).hasSize((int) RegressionCase.number(expected, "n"));
        double[] x = RegressionCase.column(file, 1);
        double[][] columns;
        if (model.contains("no intercept")) {
            columns = new double[][] {x};
        } else if (model.contains("x1+")) {
            columns = new double[p][];
            columns[0] = RegressionCase.ones(y.length);
            for (int j = 1; j < p; j++) {
                columns[j] = RegressionCase.column(file, j);
            }
        } else {
            columns = RegressionCase.powers(x, p - 1);
        }
        return LeastSquares.of(columns, y, RegressionCase.names(p));
    }

    /** Right digits, at most 15. */
    private static double lre(double value, double certified) {
        double error = Math.abs(value - certified) / (certified == 0 ? 1 : Math.abs(certified));
        return error == 0 ? 15 : Math.min(15, -Math.log10(error));
    }
}

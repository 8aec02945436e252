package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scalar functions against 20-digit grids (made with mpmath, see their first lines): quantiles from either side
 * for probabilities from 1e-300 to 1 - 2^-53, and the smaller tail at the quantile rounded to a double. Counts must be
 * equal; of the others the greatest relative error is asserted, rounded up from what was measured.
 */
class QuantileGridTest {

    private static final MathContext DIGITS = new MathContext(12);
    /** What is lost among the subnormal numbers is not counted. */
    private static final BigDecimal NOTHING = new BigDecimal("1e-319");

    private final Map<String, Distribution> bound = new HashMap<>();
    private double worstValue;
    private double worstTail;
    private String worstRow = "";
    private String worstTailRow = "";

    private static List<String[]> rows(String grid) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                QuantileGridTest.class.getResourceAsStream(grid + "_grid.csv"), grid), StandardCharsets.UTF_8))) {
            return lines.lines().skip(2).map(line -> line.split(",", -1)).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gamma,gamma,568,2e-13,3e-13",
        "beta,beta,520,2e-13,5e-13",
        "student_t,student_t,530,2e-13,4e-13",
        "counts,poisson,116,0,3e-13",
        "counts,binomial,234,0,6e-13",
        "counts,negative_binomial,159,0,4e-13",
        "closed_form,weibull,99,1e-13,1e-13",
        "closed_form,exponential,41,3e-16,4e-14",
        "closed_form,pareto,50,3e-14,4e-15",
        "closed_form,lognormal,74,2e-14,2e-13",
        "closed_form,normal,26,6e-16,2e-13",
        "closed_form,triangular,55,4e-16,4e-16",
        "closed_form,geometric,30,0,4e-14",
        "closed_form,truncated_normal,110,6e-16,1"})
    void functions_wholeGrid_areWithinTheirErrors(String grid, String family, int count, double value, double tail)
            throws IOException {
        int checked = 0;
        for (String[] row : rows(grid)) {
            if (row[0].equals(family)) {
                check(row, distribution(row));
                checked++;
            }
        }
        assertThat(checked).as("rows of " + family).isEqualTo(count);
        assertThat(worstValue).as(worstRow).isLessThanOrEqualTo(value);
        assertThat(worstTail).as(worstTailRow).isLessThanOrEqualTo(tail);
    }

    private Distribution distribution(String[] row) {
        return bound.computeIfAbsent(String.join(",", row[0], row[1], row[2], row[3]), key -> {
            double[] p = new double[row[3].isEmpty() ? row[2].isEmpty() ? 1 : 2 : 3];
            for (int k = 0; k < p.length; k++) {
                p[k] = row[k + 1].endsWith("inf") ? row[k + 1].startsWith("-") ? Double.NEGATIVE_INFINITY
                        : Double.POSITIVE_INFINITY : Double.parseDouble(row[k + 1]);
            }
            return row[0].equals("truncated_normal") ? Truncated.of(Family.NORMAL.bind(0, 1), p[0], p[1])
                    : Family.named(row[0]).bindOnce(p);
        });
    }

    private void check(String[] row, Distribution distribution) {
        double p = Double.parseDouble(row[5]);
        double x = row[4].equals("L") ? distribution.quantile(p) : distribution.survivalQuantile(p);
        double error = error(x, row[6]);
        if (error > worstValue) {
            worstValue = error;
            worstRow = String.join(",", row);
        }
        if (!row[8].isEmpty()) {
            double at = Double.parseDouble(row[6]);
            double small = row[7].equals("L") ? distribution.cdf(at) : distribution.survival(at);
            double large = row[7].equals("L") ? distribution.survival(at) : distribution.cdf(at);
            double tailError = error(small, row[8]);
            if (tailError > worstTail) {
                worstTail = tailError;
                worstTailRow = String.join(",", row);
            }
            assertThat(large).as(String.join(",", row)).isCloseTo(1 - Double.parseDouble(row[8]), within(1e-14));
        }
    }

    private static double error(double found, String expected) {
        BigDecimal exact = new BigDecimal(expected);
        BigDecimal off = new BigDecimal(found).subtract(exact).abs();
        return off.compareTo(NOTHING) <= 0 ? 0
                : exact.signum() == 0 ? 1 : off.divide(exact.abs(), DIGITS).doubleValue();
    }
}

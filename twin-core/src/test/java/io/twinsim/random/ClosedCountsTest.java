package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** Bernoulli, uniform_int and geometric: closed forms, exact for every double. */
class ClosedCountsTest {

    private static final BigDecimal ONE = BigDecimal.ONE;

    private static double[] beside(double u) {
        return new double[] {u, Math.nextUp(u), Math.nextDown(u)};
    }

    /** 1 where u exceeds 1 - p, in real numbers. */
    @Test
    void bernoulli_anyUniform_isTheDefinition() {
        DrawStream stream = Draws.of(1).stream("p");
        int checked = 0;
        for (int i = 0; i < 1000; i++) {
            double p = i % 3 == 0 ? stream.uniform(i) : Math.scalb(stream.uniform(i), -(i % 60));
            for (double u : beside(i % 2 == 0 ? Math.max(0x1p-60, 1 - p) : stream.uniform(5000 + i))) {
                if (!(u > 0 && u < 1)) {
                    continue;
                }
                double expected = new BigDecimal(u).compareTo(ONE.subtract(new BigDecimal(p))) > 0 ? 1 : 0;
                assertAll(Family.BERNOULLI, u, expected, p);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(2500);
    }

    /** The smallest whole number with a rank of at least u times the size, in real numbers. */
    @Test
    void uniformInt_anyUniform_isTheDefinition() {
        DrawStream stream = Draws.of(2).stream("n");
        int checked = 0;
        for (int i = 0; i < 1000; i++) {
            double a = Math.rint(Math.scalb(stream.uniform(2L * i) - 0.5, i % 33));
            double b = a + Math.floor(Math.scalb(stream.uniform(2L * i + 1), i % 32));
            b = Math.min(b, Integer.MAX_VALUE);
            double size = b - a + 1;
            double rank = Math.ceil(size * stream.uniform(10_000 + i));
            for (double u : beside(i % 2 == 0 ? rank / size : i % 4 == 1 ? 1e-300 : stream.uniform(20_000 + i))) {
                if (!(u > 0 && u < 1)) {
                    continue;
                }
                BigDecimal product = new BigDecimal(u).multiply(new BigDecimal(size));
                assertAll(Family.UNIFORM_INT, u, a - 1 + product.setScale(0, RoundingMode.CEILING).doubleValue(), a, b);
                double above = b - product.setScale(0, RoundingMode.FLOOR).doubleValue();
                assertThat(Family.UNIFORM_INT.bind(a, b).survivalQuantile(u)).as("%s %s %s", a, b, u).isEqualTo(above);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(2500);
    }

    /** The smallest k with 1 - (1 - p)^(k + 1) at least u, in real numbers. */
    @Test
    void geometric_anyUniform_isTheDefinition() {
        DrawStream stream = Draws.of(3).stream("p");
        int checked = 0;
        for (int i = 0; i < 300; i++) {
            double p = i % 3 == 0 ? 0.5 : i % 3 == 1 ? stream.uniform(i) : 0.01 + 0.2 * stream.uniform(i);
            BigDecimal failure = ONE.subtract(new BigDecimal(p));
            int steps = 1 + (int) (20 * stream.uniform(3000 + i));
            double step = ONE.subtract(failure.pow(steps)).doubleValue();
            for (double u : beside(i % 2 == 0 ? step : stream.uniform(6000 + i))) {
                if (!(u > 0 && u < 1)) {
                    continue;
                }
                int k = 0;
                BigDecimal survival = failure;
                while (ONE.subtract(survival).compareTo(new BigDecimal(u)) < 0) {
                    survival = survival.multiply(failure);
                    k++;
                    if (k > 40) {
                        survival = BigDecimal.ZERO;
                    }
                }
                if (k <= 40) {
                    assertAll(Family.GEOMETRIC, u, k, p);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(600);
    }

    /** The scalar, the block, the block in place, and rows. The bits too: no zero is negative. */
    private static void assertAll(Family family, double u, double expected, double... parameters) {
        Distribution distribution = family.bind(parameters);
        String text = distribution + " at " + u;
        assertThat(Double.valueOf(distribution.quantile(u))).as(text).isEqualTo(Double.valueOf(expected));
        double[] block = {u};
        double[] out = new double[1];
        distribution.quantiles(block, out, 0, 1);
        assertThat(Double.valueOf(out[0])).as(text).isEqualTo(Double.valueOf(expected));
        double[][] columns = new double[parameters.length][1];
        for (int p = 0; p < parameters.length; p++) {
            columns[p][0] = parameters[p];
        }
        family.quantiles(block, columns, out, 0, 1);
        assertThat(Double.valueOf(out[0])).as(text).isEqualTo(Double.valueOf(expected));
        family.quantiles(block, columns, block, 0, 1);
        assertThat(Double.valueOf(block[0])).as(text).isEqualTo(Double.valueOf(expected));
    }
}

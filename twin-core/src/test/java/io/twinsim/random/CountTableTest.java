package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The block form of constant counts: exactly the scalar form, which is exactly the definition. */
class CountTableTest {

    private static final List<Distribution> ALL = List.of(Family.POISSON.bind(0.2), Family.POISSON.bind(4),
            Family.POISSON.bind(150), Family.BINOMIAL.bind(12, 0.5), Family.BINOMIAL.bind(200, 0.97),
            Family.NEGATIVE_BINOMIAL.bind(2.5, 0.3), Family.NEGATIVE_BINOMIAL.bind(3, 0.125),
            Family.GEOMETRIC.bind(0.2), Family.GEOMETRIC.bind(0.5), Truncated.of(Family.POISSON.bind(4), 2, 7),
            Truncated.of(Family.POISSON.bind(40), 90, 1e300), Truncated.of(Family.POISSON.bind(40), -5, 10),
            Mixture.of(new double[] {0.25, 0.75}, List.of(Family.POISSON.bind(1), Family.BINOMIAL.bind(30, 0.5))));

    /** Every step a uniform can reach, and the doubles on either side of it. */
    @Test
    void quantiles_atAndBesideEveryStep_areThoseOfTheScalar() {
        int checked = 0;
        for (Distribution distribution : ALL) {
            double last = distribution.survivalQuantile(0x1p-53);
            for (double k = distribution.quantile(0x1p-53); k < last; k++) {
                double cdf = distribution.cdf(k);
                double step = cdf < 0.5 ? cdf : 1 - distribution.survival(k);
                double[] u = {step, Math.min(Math.nextUp(step), 1 - 0x1p-53), Math.nextDown(step),
                    step * (1 - 1e-12), step * (1 - 1e-10)};
                double[] out = new double[u.length];
                distribution.quantiles(u, out, 0, u.length);
                for (int i = 0; i < u.length; i++) {
                    assertThat(out[i]).as("%s at %s", distribution, u[i]).isEqualTo(distribution.quantile(u[i]));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(3000);
    }

    /** A table of sums: too long to evaluate the distribution function at every count. */
    @Test
    void quantiles_longTable_areThoseOfTheScalar() {
        for (Distribution distribution : List.of(Family.POISSON.bind(3e6), Family.BINOMIAL.bind(1e8, 0.3))) {
            double[] u = new double[2000];
            Draws.of(3).stream("u").uniforms(0, u, 0, u.length);
            double[] out = new double[u.length];
            distribution.quantiles(u, out, 0, u.length);
            for (int i = 0; i < u.length; i++) {
                assertThat(out[i]).as("%s at %s", distribution, u[i]).isEqualTo(distribution.quantile(u[i]));
            }
        }
    }

    /** Tails of 1e-300 to 0.47 from below and from above, means up to 1e9, trials up to 2^31 - 1. */
    @Test
    void quantile_referenceFile_isExact() throws IOException {
        int checked = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                CountTableTest.class.getResourceAsStream("count_quantiles.csv")), StandardCharsets.UTF_8))) {
            Stream<String> lines = reader.lines().filter(line -> !line.startsWith("#"));
            for (String line : lines.toList()) {
                String[] row = line.split(",");
                double a = Double.parseDouble(row[1]);
                Distribution distribution = row[2].isEmpty() ? Family.named(row[0]).bindOnce(a)
                        : Family.named(row[0]).bindOnce(a, Double.parseDouble(row[2]));
                double tail = Double.parseDouble(row[4]);
                double k = row[3].equals("lower") ? distribution.quantile(tail) : distribution.survivalQuantile(tail);
                assertThat(k).as(line).isEqualTo(Double.parseDouble(row[5]));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(432);
    }
}

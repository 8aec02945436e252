package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BivariateNormalTest {

    /** mpmath with 40 digits; the correlations run from -1 to 1 with both sides of each change of method. */
    @Test
    void upper_againstFortyDigits_isWithinOneInTenToTheFifteenth() throws IOException {
        int cases = 0;
        for (String line : lines("bivariate_normal.csv")) {
            String[] cells = line.split(",");
            double h = Double.parseDouble(cells[0]);
            double k = Double.parseDouble(cells[1]);
            double r = Double.parseDouble(cells[2]);
            double expected = Double.parseDouble(cells[3]);
            assertThat(BivariateNormal.upper(h, k, r)).as(line).isCloseTo(expected, within(1e-15));
            assertThat(BivariateNormal.upper(k, h, r)).as(line).isCloseTo(expected, within(1e-15));
            assertThat(BivariateNormal.covariance(h, k, r)).as(line)
                    .isCloseTo(expected - Normal.sf(h) * Normal.sf(k), within(1e-15));
            cases++;
        }
        assertThat(cases).isEqualTo(612);
    }

    @Test
    void covariance_atZeroCorrelation_isExactlyZero() {
        assertThat(BivariateNormal.covariance(0.3, -1.2, 0)).isZero();
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = BivariateNormalTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("h,")).toList();
        }
    }
}

package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The saddlepoint against the exact bootstrap distribution: {@code saddlepoint_limits.csv} holds its quantiles, which
 * convolution gives without replicates, for {@value #CASES} samples of 10 to 1,000 values and six levels. Each limit
 * must lie within 0.3 % of the width plus one step of the lattice to which the data are rounded; within 0.6 % below
 * level 0.9, where the width is small and the distribution of a dozen values not smooth.
 */
class SaddlepointLimitsTest {

    private static final int CASES = 31;
    private static final int LEVELS = 6;
    private static final double SHARE = 0.003;

    private record Limits(String name, double[] treated, double[] control, double step, double level, double lower,
            double upper) {

        static Limits of(String line) {
            String[] cell = line.split(",");
            double[] treated = sample(cell[1]);
            double[] control = cell[2].isEmpty() ? new double[0] : sample(cell[2]);
            assertThat(treated).hasSize(Integer.parseInt(cell[3]));
            assertThat(control).hasSize(Integer.parseInt(cell[4]));
            return new Limits(cell[0], treated, control, Double.parseDouble(cell[5]), Double.parseDouble(cell[6]),
                    Double.parseDouble(cell[7]), Double.parseDouble(cell[8]));
        }

        private static double[] sample(String source) {
            String[] part = source.split(":", -1);
            return ReferenceData.column("cases/" + part[0], part[1], part[2].isEmpty() ? null : part[2], part[3]);
        }

        Interval made() {
            return control.length == 0 ? Saddlepoint.mean(treated, level)
                    : Saddlepoint.difference(treated, control, level);
        }
    }

    private static List<String> lines() {
        try (InputStream in = SaddlepointLimitsTest.class.getResourceAsStream("saddlepoint_limits.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names() {
        return lines().stream().map(line -> line.substring(0, line.indexOf(','))).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void limits_ofEveryLevel_areTheQuantilesOfTheExactDistribution(String name) {
        assertThat(names()).hasSize(CASES);
        int checked = 0;
        for (String line : lines()) {
            if (line.startsWith(name + ",")) {
                Limits one = Limits.of(line);
                Interval made = one.made();
                double tolerance = (one.level < 0.9 ? 2 : 1) * SHARE * (one.upper - one.lower) + one.step * 1.000001;
                assertThat(made.lower()).as(name + " lower " + one.level).isCloseTo(one.lower, within(tolerance));
                assertThat(made.upper()).as(name + " upper " + one.level).isCloseTo(one.upper, within(tolerance));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(LEVELS);
    }
}

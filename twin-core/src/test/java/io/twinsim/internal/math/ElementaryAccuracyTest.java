package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.ElementaryReference.Scaled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The errors stated in {@link Elementary}, in units of the last place of the exact value: against elementary_*.csv, by
 * mpmath 1.3.0 with 400 digits, and at many more pseudo-random points against {@link ElementaryReference}, which
 * itself is checked against the files.
 */
class ElementaryAccuracyTest {

    private interface Exact {
        Scaled at(double x, double y);
    }

    /** Draws an argument. */
    private interface Source {
        double next(SplittableRandom random);
    }

    private static Source uniform(double from, double to) {
        return random -> random.nextDouble(from, to);
    }

    /** All magnitudes alike. */
    private static Source magnitudes(double from, double to) {
        long least = Double.doubleToRawLongBits(Math.abs(from));
        long most = Double.doubleToRawLongBits(Math.abs(to));
        return random -> Math.copySign(Double.longBitsToDouble(random.nextLong(least, most)), from);
    }

    private enum Function {
        EXP(0.51, (x, y) -> Elementary.exp(x), (x, y) -> ElementaryReference.exp(x),
                uniform(-745.13, 709.78), uniform(-1, 1), uniform(-745.13, -708), magnitudes(1e-20, 1)),
        EXPM1(0.51, (x, y) -> Elementary.expm1(x), (x, y) -> ElementaryReference.expm1(x),
                uniform(-40, 709.78), uniform(-1, 1), uniform(-0.02, 0.02), uniform(30, 60), magnitudes(1e-320, 1),
                magnitudes(-1e-320, -1)),
        LOG(0.51, (x, y) -> Elementary.log(x), (x, y) -> ElementaryReference.log(x),
                magnitudes(Double.MIN_VALUE, Double.MAX_VALUE), uniform(0, 1), uniform(0.9, 1.1),
                uniform(0.99, 1.0105)),
        LOG1P(0.52, (x, y) -> Elementary.log1p(x), (x, y) -> ElementaryReference.log1p(x),
                magnitudes(Double.MIN_VALUE, Double.MAX_VALUE), magnitudes(-Double.MIN_VALUE, -1), uniform(-1, 5),
                uniform(-0.02, 0.02), magnitudes(1e-17, 1e-14), magnitudes(1e15, 1e17)),
        POW(0.57, Elementary::pow, ElementaryReference::pow,
                magnitudes(Double.MIN_VALUE, Double.MAX_VALUE), uniform(0, 3), uniform(0.98, 1.02)),
        TANH(1.5, (x, y) -> Elementary.tanh(x), (x, y) -> ElementaryReference.tanh(x),
                uniform(-22.5, 22.5), uniform(-1, 1), uniform(-0.005, 0.005), magnitudes(1e-320, 1)),
        LOGISTIC(1.55, (x, y) -> Elementary.logistic(x), (x, y) -> ElementaryReference.logistic(x),
                uniform(-745, 40), uniform(-5, 5), uniform(-40, 40), uniform(-745, -705), magnitudes(1e-320, 1));

        private final double bound;
        private final DoubleBinaryOperator ours;
        private final Exact exact;
        private final Source[] sources;

        Function(double bound, DoubleBinaryOperator ours, Exact exact, Source... sources) {
            this.bound = bound;
            this.ours = ours;
            this.exact = exact;
            this.sources = sources;
        }

        /** For a power the exponent that takes x to a result of any magnitude. */
        double second(SplittableRandom random, double x) {
            return this == POW ? random.nextDouble(-744, 709.7) / StrictMath.log(x) : 0;
        }
    }

    private static List<String[]> grid(Function function) throws IOException {
        String name = "elementary_" + function.name().toLowerCase(Locale.ROOT) + ".csv";
        try (var lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                ElementaryAccuracyTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",")).toList();
        }
    }

    private static double error(double computed, BigDecimal exact) {
        double nearest = exact.abs().doubleValue();
        BigDecimal ulp = new BigDecimal(Math.ulp(nearest));
        if (new BigDecimal(nearest).compareTo(exact.abs()) > 0 && nearest > Math.ulp(nearest)) {
            ulp = new BigDecimal(nearest - Math.nextDown(nearest));
        }
        return new BigDecimal(computed).subtract(exact).abs().divide(ulp, MathContext.DECIMAL64).doubleValue();
    }

    @ParameterizedTest
    @EnumSource
    void function_frozenGrid_keepsTheStatedError(Function function) throws IOException {
        int cases = 0;
        for (String[] row : grid(function)) {
            double x = Double.parseDouble(row[0]);
            double y = row.length > 2 ? Double.parseDouble(row[1]) : 0;
            BigDecimal exact = new BigDecimal(row[row.length - 1]);
            double computed = function.ours.applyAsDouble(x, y);
            assertThat(error(computed, exact)).as("%s(%a, %a) = %a", function, x, y, computed)
                    .isLessThanOrEqualTo(function.bound);
            if (x > 0 || function != Function.POW) {
                double other = function.exact.at(x, y).error(computed);
                assertThat(Math.abs(other - error(computed, exact))).as("reference of %s(%a, %a)", function, x, y)
                        .isLessThan(1e-6);
            }
            cases++;
        }
        assertThat(cases).isGreaterThan(380);
    }

    private static void assertAccurate(Function function, int points, long seed) {
        var random = new SplittableRandom(seed);
        double worst = 0;
        double worstX = 0;
        double worstY = 0;
        int cases = 0;
        for (Source source : function.sources) {
            for (int i = 0; i < points / function.sources.length; i++) {
                double x = source.next(random);
                double y = function.second(random, x);
                if (Math.abs(y) <= Double.MAX_VALUE) {
                    double error = function.exact.at(x, y).error(function.ours.applyAsDouble(x, y));
                    if (!(error <= worst)) {
                        worst = error;
                        worstX = x;
                        worstY = y;
                    }
                    cases++;
                }
            }
        }
        assertThat(cases).isGreaterThan(points * 9 / 10);
        assertThat(worst).as("%s(%a, %a)", function, worstX, worstY).isGreaterThan(0.49)
                .isLessThanOrEqualTo(function.bound);
    }

    @ParameterizedTest
    @EnumSource
    void function_manyPoints_keepsTheStatedError(Function function) {
        assertAccurate(function, 100_000, 20_240_601);
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource
    void function_veryManyPoints_keepsTheStatedError(Function function) {
        assertAccurate(function, 5_000_000, 20_240_602);
    }
}

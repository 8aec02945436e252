package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrigonometryTest {

    private static final int CASES = 2_000_000;
    /** Pi to 60 digits. */
    private static final BigDecimal PI = new BigDecimal(
            "3.14159265358979323846264338327950288419716939937510582097494");

    private static void same(double x) {
        if (Double.compare(Trigonometry.sin(x), StrictMath.sin(x)) != 0
                || Double.compare(Trigonometry.cos(x), StrictMath.cos(x)) != 0) {
            throw new AssertionError("sin or cos differs from fdlibm at " + Double.toHexString(x));
        }
    }

    @Test
    void sinAndCos_anyAngle_areFdlibmToTheBit() {
        SplittableRandom random = new SplittableRandom(41);
        for (int k = 0; k < CASES; k++) {
            double scale = Math.scalb(1.0, random.nextInt(-40, 24));
            same(random.nextDouble(-1, 1) * scale);
            same(random.nextDouble(-8, 8));
        }
        for (double x : new double[] {0.0, -0.0, Double.MIN_VALUE, 0x1p-26, 0x1p-27, 0x1p-28, 822_999.9, 823_000, 1e22,
            Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            same(x);
            same(-x);
        }
    }

    @Test
    void sinAndCos_aroundMultiplesOfAQuarterOfPi_areFdlibmToTheBit() {
        int cases = 0;
        for (int n = 1; n < 20_000; n++) {
            double x = n * (StrictMath.PI / 4);
            for (long step = 1; step < 1L << 40; step *= 7) {
                same(Double.longBitsToDouble(Double.doubleToLongBits(x) + step));
                same(-Double.longBitsToDouble(Double.doubleToLongBits(x) - step));
                cases += 2;
            }
        }
        assertThat(cases).isEqualTo(599_970);
    }

    /** The angle is reduced with 60 digits of pi, and the series added up with 50. */
    private static BigDecimal exact(double x, boolean sine) {
        MathContext digits = new MathContext(50);
        BigDecimal angle = new BigDecimal(x).remainder(PI.multiply(BigDecimal.valueOf(2)));
        BigDecimal square = angle.multiply(angle, digits);
        BigDecimal term = sine ? angle : BigDecimal.ONE;
        BigDecimal sum = term;
        for (int k = sine ? 2 : 1; term.abs().compareTo(new BigDecimal("1e-45")) > 0; k += 2) {
            term = term.multiply(square, digits).divide(BigDecimal.valueOf((long) k * (k + 1)), digits).negate();
            sum = sum.add(term, digits);
        }
        return sum;
    }

    private static double ulps(DoubleUnaryOperator function, double x, boolean sine) {
        double value = function.applyAsDouble(x);
        BigDecimal error = new BigDecimal(value).subtract(exact(x, sine)).abs();
        return error.doubleValue() / Math.ulp(value);
    }

    @Test
    void sinAndCos_ofAnglesUpTo100_errByLessThanOneUlp() {
        SplittableRandom random = new SplittableRandom(42);
        double worst = 0;
        for (int k = 0; k < 10_000; k++) {
            double x = random.nextDouble(-100, 100);
            worst = Math.max(worst, ulps(Trigonometry::sin, x, true));
            worst = Math.max(worst, ulps(Trigonometry::cos, x, false));
            assertThat(Math.abs(Trigonometry.sin(x))).isLessThanOrEqualTo(1);
        }
        assertThat(worst).isBetween(0.5, 0.9);
    }

    @Test
    void blocks_anyPart_areTheScalarsAndLeaveTheRest() {
        double[] x = new SplittableRandom(43).doubles(1024, -1000, 1000).toArray();
        double[] out = new double[1024];
        Trigonometry.sin(x, out, 5, 1000);
        double[] cosines = x.clone();
        Trigonometry.cos(cosines, cosines, 5, 1000);
        for (int i = 0; i < 1024; i++) {
            boolean in = i >= 5 && i < 1000;
            assertThat(out[i]).isEqualTo(in ? Trigonometry.sin(x[i]) : 0);
            assertThat(cosines[i]).isEqualTo(in ? Trigonometry.cos(x[i]) : x[i]);
        }
    }
}

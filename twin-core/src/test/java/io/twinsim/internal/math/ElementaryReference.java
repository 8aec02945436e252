package io.twinsim.internal.math;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The elementary functions from first principles, to about 100 bits: the exponential by its Taylor series after
 * division of the argument by 16, the logarithm by one Newton step from {@link StrictMath}, the rest from these two.
 */
final class ElementaryReference {

    /** high + low with |low| at most half an ulp of high. */
    record Wide(double high, double low) {
        static Wide of(double x) {
            return new Wide(x, 0);
        }

        static Wide sum(double a, double b) {
            double sum = a + b;
            double back = sum - a;
            return new Wide(sum, (a - (sum - back)) + (b - back));
        }

        Wide plus(Wide other) {
            Wide s = sum(high, other.high);
            Wide t = sum(low, other.low);
            Wide u = sum(s.high, s.low + t.high);
            return sum(u.high, u.low + t.low);
        }

        Wide minus(Wide other) {
            return plus(new Wide(-other.high, -other.low));
        }

        Wide times(Wide other) {
            double product = high * other.high;
            double rest = Math.fma(high, other.high, -product) + (high * other.low + low * other.high);
            return sum(product, rest);
        }

        Wide times(double factor) {
            return times(of(factor));
        }

        Wide over(Wide divisor) {
            double first = high / divisor.high;
            Wide left = minus(divisor.times(first));
            double second = left.high / divisor.high;
            left = left.minus(divisor.times(second));
            return sum(first, second).plus(of(left.high / divisor.high));
        }

        Wide scaled(int exponent) {
            return new Wide(Math.scalb(high, exponent), Math.scalb(low, exponent));
        }
    }

    /** value 2^exponent, so that results beyond the range of double keep their accuracy. */
    record Scaled(Wide value, int exponent) {

        /** The distance of a computed value in units of the last place of the exact one. */
        double error(double computed) {
            int power = Math.getExponent(value.high) + exponent;
            if (Math.abs(value.high) == Math.scalb(1.0, Math.getExponent(value.high)) && value.high * value.low < 0) {
                power--;
            }
            int ulp = Math.max(power - 52, -1074);
            double distance = Math.scalb(computed, -exponent) - value.high - value.low;
            return Math.abs(Math.scalb(distance, exponent - ulp));
        }
    }

    private static final Wide ONE = Wide.of(1);
    private static final int TERMS = 16;
    private static final Wide[] INVERSE_FACTORIALS = inverseFactorials();
    /** ln2 in parts of 32, 53 and 53 bits, of which a whole number below 2^21 times the first is exact. */
    private static final double[] LN2 = ln2();

    private ElementaryReference() {
    }

    private static Wide[] inverseFactorials() {
        Wide[] inverse = new Wide[TERMS + 1];
        inverse[0] = ONE;
        for (int k = 1; k <= TERMS; k++) {
            inverse[k] = inverse[k - 1].over(Wide.of(k));
        }
        return inverse;
    }

    /** ln2 = sum of 1 / (k 2^k). */
    private static double[] ln2() {
        MathContext digits = new MathContext(80);
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 1; k < 240; k++) {
            sum = sum.add(BigDecimal.ONE.divide(BigDecimal.valueOf(2).pow(k).multiply(BigDecimal.valueOf(k)), digits));
        }
        double first = Math.floor(sum.doubleValue() * 0x1p32) * 0x1p-32;
        BigDecimal rest = sum.subtract(new BigDecimal(first));
        double second = rest.doubleValue();
        return new double[] {first, second, rest.subtract(new BigDecimal(second)).doubleValue()};
    }

    private static Wide timesLn2(int k) {
        return Wide.of(k * LN2[0]).plus(new Wide(LN2[1], LN2[2]).times(k));
    }

    /** e^r - 1 for |r| below 1/2, accurate in relative terms. */
    private static Wide smallExpm1(Wide r) {
        Wide t = r.scaled(-4);
        Wide sum = INVERSE_FACTORIALS[TERMS];
        for (int k = TERMS - 1; k >= 1; k--) {
            sum = sum.times(t).plus(INVERSE_FACTORIALS[k]);
        }
        Wide value = sum.times(t);
        for (int i = 0; i < 4; i++) {
            value = value.times(value.plus(Wide.of(2)));
        }
        return value;
    }

    private static Scaled exp(Wide x) {
        int k = (int) Math.rint(x.high / LN2[0]);
        return new Scaled(smallExpm1(x.minus(timesLn2(k))).plus(ONE), k);
    }

    private static Wide expm1(Wide x) {
        return Math.abs(x.high) < 0.34 ? smallExpm1(x) : unscaled(exp(x)).minus(ONE);
    }

    /** For values well within the range. */
    private static Wide unscaled(Scaled x) {
        return x.exponent < -300 ? Wide.of(0) : x.value.scaled(x.exponent);
    }

    /** ln(1 + u) for u in (-0.3, 0.6), accurate in relative terms. */
    private static Wide smallLog1p(Wide u) {
        Wide start = Wide.of(StrictMath.log1p(u.high));
        Wide e = smallExpm1(start.times(0.5));
        Wide there = e.times(e.plus(Wide.of(2)));
        return start.plus(u.minus(there).over(there.plus(ONE)));
    }

    private static Wide log(Wide x) {
        int k = Math.getExponent(x.high * 4 / 3);
        return timesLn2(k).plus(smallLog1p(x.scaled(-k).minus(ONE)));
    }

    static Scaled exp(double x) {
        return exp(Wide.of(x));
    }

    static Scaled expm1(double x) {
        if (x > 300) {
            return exp(Wide.of(x));
        }
        return tiny(x) ? itself(x) : new Scaled(expm1(Wide.of(x)), 0);
    }

    static Scaled log(double x) {
        if (x < 0x1p-500) {
            return new Scaled(log(Wide.of(x * 0x1p600)).minus(timesLn2(600)), 0);
        }
        return new Scaled(log(x > 0x1p500 ? Wide.of(x * 0x1p-600) : Wide.of(x)).plus(timesLn2(x > 0x1p500 ? 600 : 0)),
                0);
    }

    static Scaled log1p(double x) {
        if (tiny(x)) {
            return itself(x);
        }
        if (Math.abs(x) < 0.25) {
            return new Scaled(smallLog1p(Wide.of(x)), 0);
        }
        return x > 0x1p300 ? log(x) : new Scaled(log(Wide.sum(1, x)), 0);
    }

    static Scaled pow(double x, double y) {
        Wide log = log(x).value;
        return exp(log.times(y));
    }

    static Scaled tanh(double x) {
        if (tiny(x)) {
            return itself(x);
        }
        Wide e = expm1(Wide.of(2 * x));
        return new Scaled(e.over(e.plus(Wide.of(2))), 0);
    }

    static Scaled logistic(double x) {
        Scaled e = exp(Wide.of(-Math.abs(x)));
        Wide sum = unscaled(e).plus(ONE);
        return x > 0 ? new Scaled(ONE.over(sum), 0) : new Scaled(e.value.over(sum), e.exponent);
    }

    private static Scaled itself(double x) {
        return new Scaled(Wide.of(x * 0x1p600), -600);
    }

    /** So small that f(x) = x + O(x^2) is x to 200 bits. */
    private static boolean tiny(double x) {
        return Math.abs(x) < 0x1p-200;
    }
}

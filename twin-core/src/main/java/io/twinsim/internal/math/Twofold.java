package io.twinsim.internal.math;

/**
 * A number as the sum of two doubles, the second below half a last place of the first: about 106 bits. For tables that
 * must be right to the last place of a double.
 */
record Twofold(double high, double low) {

    static final Twofold ZERO = new Twofold(0, 0);
    static final Twofold ONE = new Twofold(1, 0);

    /** Any two doubles, the first not smaller in magnitude. */
    static Twofold of(double high, double low) {
        double sum = high + low;
        return new Twofold(sum, low - (sum - high));
    }

    Twofold plus(Twofold other) {
        double sum = high + other.high;
        double part = sum - high;
        double rest = (high - (sum - part)) + (other.high - part);
        return of(sum, rest + (low + other.low));
    }

    Twofold times(Twofold other) {
        double product = high * other.high;
        double rest = Math.fma(high, other.high, -product);
        return of(product, rest + Math.fma(high, other.low, low * other.high));
    }

    Twofold over(int divisor) {
        double quotient = high / divisor;
        return of(quotient, (Math.fma(-quotient, divisor, high) + low) / divisor);
    }

    /** e^x for |x| below 2^-8, by its series. */
    static Twofold exp(double x) {
        Twofold argument = new Twofold(x, 0);
        Twofold term = ONE;
        Twofold sum = ONE;
        for (int k = 1; k <= 12; k++) {
            term = term.times(argument).over(k);
            sum = sum.plus(term);
        }
        return sum;
    }
}

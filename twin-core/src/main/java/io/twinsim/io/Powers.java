package io.twinsim.io;

import java.math.BigInteger;

/** Powers of ten to 126 and to 128 bits, for numbers to and from text. Computed exactly, once. */
final class Powers {

    /** Least and greatest k of {@link #high63} and {@link #low63}. */
    private static final int LEAST_K = -324;
    private static final int GREATEST_K = 292;
    /** Least and greatest q of {@link #high64} and {@link #low64}. */
    static final int LEAST_Q = -342;
    static final int GREATEST_Q = 308;

    /** Reciprocals down to this power are rounded up, as Lemire's proof asks; those below are cut. */
    private static final int ROUNDED_Q = -27;
    private static final int TABLE = GREATEST_Q - LEAST_Q + 1;
    private static final long[] HIGH = new long[TABLE];
    private static final long[] LOW = new long[TABLE];
    private static final BigInteger MASK_64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    static {
        BigInteger power = BigInteger.ONE;
        for (int q = 0; q <= -LEAST_Q; q++) {
            if (q <= GREATEST_Q) {
                put(q, leading(power));
            }
            if (q > 0) {
                put(-q, reciprocal(power, -q >= ROUNDED_Q));
            }
            power = power.multiply(BigInteger.TEN);
        }
    }

    private Powers() {
    }

    private static void put(int q, BigInteger bits) {
        HIGH[q - LEAST_Q] = bits.shiftRight(64).longValue();
        LOW[q - LEAST_Q] = bits.and(MASK_64).longValue();
    }

    /** The 128 leading bits, rounded down. */
    private static BigInteger leading(BigInteger power) {
        int shift = power.bitLength() - 128;
        return shift >= 0 ? power.shiftRight(shift) : power.shiftLeft(-shift);
    }

    /** The 128 leading bits of 1 / power. */
    private static BigInteger reciprocal(BigInteger power, boolean up) {
        BigInteger bits = BigInteger.ONE.shiftLeft(power.bitLength() + 127).divide(power);
        return up ? bits.add(BigInteger.ONE) : bits;
    }

    /** The upper half of the 128 leading bits of 10^q. */
    static long high64(int q) {
        return HIGH[q - LEAST_Q];
    }

    /** The lower half. */
    static long low64(int q) {
        return LOW[q - LEAST_Q];
    }

    /** The upper 63 of the 126 bits of g: 10^-k = b 2^r with 2^125 <= b < 2^126, and g is the floor of b, plus 1. */
    static long high63(int k) {
        return Digits.HIGH[k - LEAST_K];
    }

    /** The lower 63 bits of g. */
    static long low63(int k) {
        return Digits.LOW[k - LEAST_K];
    }

    /** The floor of log10(2^e). */
    static int log10OfPower2(int e) {
        return (int) (e * 661_971_961_083L >> 41);
    }

    /** The floor of log10(3/4 2^e). */
    static int log10OfThreeQuarters(int e) {
        return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    /** The floor of log2(10^e). */
    static int log2OfPower10(int e) {
        return (int) (e * 913_124_641_741L >> 38);
    }

    /** What writing needs; reading does not wait for it. */
    private static final class Digits {
        private static final long[] HIGH = new long[GREATEST_K - LEAST_K + 1];
        private static final long[] LOW = new long[HIGH.length];
        private static final BigInteger MASK_63 = BigInteger.valueOf(Long.MAX_VALUE);

        static {
            for (int k = LEAST_K; k <= GREATEST_K; k++) {
                BigInteger power = BigInteger.TEN.pow(Math.abs(k));
                int r = log2OfPower10(-k) - 125;
                BigInteger floor = k > 0 ? BigInteger.ONE.shiftLeft(-r).divide(power)
                        : r > 0 ? power.shiftRight(r) : power.shiftLeft(-r);
                BigInteger g = floor.add(BigInteger.ONE);
                HIGH[k - LEAST_K] = g.shiftRight(63).longValue();
                LOW[k - LEAST_K] = g.and(MASK_63).longValue();
            }
        }
    }
}

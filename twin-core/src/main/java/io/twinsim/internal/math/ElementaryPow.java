package io.twinsim.internal.math;

/** Powers: positive normal bases go straight to {@link ElementaryLog#power}, all others are looked at here. */
final class ElementaryPow {

    private ElementaryPow() {
    }

    static double pow(double x, double y) {
        long bits = Double.doubleToRawLongBits(x);
        return ElementaryLog.isSafe(bits) ? ElementaryLog.power(bits, y) : extreme(x, y);
    }

    /** x^y for x zero, subnormal, negative, infinite or NaN. */
    private static double extreme(double x, double y) {
        if (y == 0) {
            return 1;
        }
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        double size = Math.abs(x);
        double sign = isOdd(y) ? Math.copySign(1, x) : 1;
        if (size == 0 || size == Double.POSITIVE_INFINITY) {
            return sign * ((size == 0) == (y < 0) ? Double.POSITIVE_INFINITY : 0);
        }
        if (x < 0 && y != Math.rint(y)) {
            return Double.NaN;
        }
        long bits = size < Double.MIN_NORMAL ? ElementaryLog.subnormalBits(size) : Double.doubleToRawLongBits(size);
        return sign * ElementaryLog.power(bits, y);
    }

    /** Whether y is an odd whole number; from 2^53 on all are even. */
    private static boolean isOdd(double y) {
        return Math.abs(y) < 0x1p53 && y == Math.rint(y) && ((long) y & 1) == 1;
    }
}

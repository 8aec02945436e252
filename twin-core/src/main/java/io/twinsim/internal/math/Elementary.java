package io.twinsim.internal.math;

/**
 * Elementary functions with the same bits on every JDK, processor and compiler: the fdlibm algorithms that {@link
 * StrictMath} prescribes (errors below one ulp). The block forms give the bits of the scalar forms; {@code out} may
 * be {@code x} itself.
 */
public final class Elementary {

    private Elementary() {
    }

    /**
     * The exponential.
     *
     * @param x any number
     * @return e^x
     */
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /**
     * The exponential less 1, accurate near 0.
     *
     * @param x any number
     * @return e^x - 1
     */
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /**
     * The natural logarithm.
     *
     * @param x any number
     * @return ln x; negative infinity for 0, NaN below
     */
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /**
     * The logarithm of 1 + x, accurate near 0.
     *
     * @param x any number
     * @return ln(1 + x); negative infinity for -1, NaN below
     */
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /**
     * A power.
     *
     * @param x the base
     * @param y the exponent
     * @return x^y, with the special cases of {@link StrictMath#pow}
     */
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }

    /**
     * The hyperbolic tangent.
     *
     * @param x any number
     * @return tanh x, in [-1, 1]
     */
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /**
     * The logistic function; never overflows on the way.
     *
     * @param x any number
     * @return 1 / (1 + e^-x), in [0, 1]
     */
    public static double logistic(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /**
     * {@code out[i] = exp(x[i])}.
     *
     * @param x the arguments
     * @param out receives the values
     * @param from the first index
     * @param to one past the last index
     */
    public static void exp(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = StrictMath.exp(x[i]);
        }
    }

    /**
     * {@code out[i] = expm1(x[i])}.
     *
     * @param x the arguments
     * @param out receives the values
     * @param from the first index
     * @param to one past the last index
     */
    public static void expm1(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = StrictMath.expm1(x[i]);
        }
    }

    /**
     * {@code out[i] = log(x[i])}.
     *
     * @param x the arguments
     * @param out receives the values
     * @param from the first index
     * @param to one past the last index
     */
    public static void log(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = StrictMath.log(x[i]);
        }
    }

    /**
     * {@code out[i] = log1p(x[i])}.
     *
     * @param x the arguments
     * @param out receives the values
     * @param from the first index
     * @param to one past the last index
     */
    public static void log1p(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = StrictMath.log1p(x[i]);
        }
    }

    /**
     * {@code out[i] = pow(x[i], y[i])}.
     *
     * @param x the bases
     * @param y the exponents
     * @param out receives the values
     * @param from the first index
     * @param to one past the last index
     */
    public static void pow(double[] x, double[] y, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = StrictMath.pow(x[i], y[i]);
        }
    }

    /**
     * {@code out[i] = tanh(x[i])}.
     *
     * @param x the arguments
     * @param out receives the values
     * @param from the first index
     * @param to one past the last index
     */
    public static void tanh(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = StrictMath.tanh(x[i]);
        }
    }

    /**
     * {@code out[i] = logistic(x[i])}.
     *
     * @param x the arguments
     * @param out receives the values
     * @param from the first index
     * @param to one past the last index
     */
    public static void logistic(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = logistic(x[i]);
        }
    }
}

package io.twinsim.internal.math;

/**
 * Elementary functions with the same bits on every JDK, processor and compiler: only + - * / fma and operations on
 * bits, tables and short polynomials. Special cases are those of {@link Math}.
 *
 * <p>Errors are stated in units of the last place of the exact value, measured over the whole range, subnormal results
 * included, against mpmath (400 digits) and 113-bit arithmetic at millions of points; ElementaryAccuracyTest repeats
 * it. All but tanh and pow never fall where they should rise, as far as adjacent arguments have been tried: around
 * each border of the tables, each seam of ranges, 0 and 1.
 *
 * <p>The block forms give the bits of the scalar forms, allocate nothing, and {@code out} may be {@code x} itself.
 */
public final class Elementary {

    private Elementary() {
    }

    /**
     * The exponential; error below 0.51 ulp.
     *
     * @param x any number
     * @return e^x
     */
    public static double exp(double x) {
        return ElementaryExp.exp(x);
    }

    /**
     * The exponential less 1, accurate near 0; error below 0.51 ulp.
     *
     * @param x any number
     * @return e^x - 1
     */
    public static double expm1(double x) {
        return ElementaryExp.expm1(x);
    }

    /**
     * The natural logarithm; error below 0.51 ulp.
     *
     * @param x any number
     * @return ln x; negative infinity for 0, NaN below
     */
    public static double log(double x) {
        return ElementaryLog.log(x);
    }

    /**
     * The logarithm of 1 + x, accurate near 0; error below 0.52 ulp.
     *
     * @param x any number
     * @return ln(1 + x); negative infinity for -1, NaN below
     */
    public static double log1p(double x) {
        return ElementaryLog.log1p(x);
    }

    /**
     * A power; error below 0.57 ulp, so results that are doubles are met.
     *
     * @param x the base
     * @param y the exponent
     * @return x^y, with the special cases of {@link Math#pow}
     */
    public static double pow(double x, double y) {
        return ElementaryPow.pow(x, y);
    }

    /**
     * The hyperbolic tangent; error below 1.5 ulp.
     *
     * @param x any number
     * @return tanh x, in [-1, 1]
     */
    public static double tanh(double x) {
        return ElementaryExp.tanh(x);
    }

    /**
     * The logistic function; never overflows on the way; error below 1.55 ulp.
     *
     * @param x any number
     * @return 1 / (1 + e^-x), in [0, 1]
     */
    public static double logistic(double x) {
        return ElementaryExp.logistic(x);
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
            out[i] = ElementaryExp.exp(x[i]);
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
            out[i] = ElementaryExp.expm1(x[i]);
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
            out[i] = ElementaryLog.log(x[i]);
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
            out[i] = ElementaryLog.log1p(x[i]);
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
            out[i] = ElementaryPow.pow(x[i], y[i]);
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
            out[i] = ElementaryExp.tanh(x[i]);
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
            out[i] = ElementaryExp.logistic(x[i]);
        }
    }
}

package io.twinsim.internal.math;

/** The few trigonometric functions that are needed, outside of hot loops; the same bits on every machine. */
public final class Trigonometry {

    /** The double nearest to pi. */
    public static final double PI = 3.141592653589793;

    private Trigonometry() {
    }

    /**
     * The sine.
     *
     * @param x an angle in radians
     * @return its sine
     */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /**
     * The inverse of the sine.
     *
     * @param x a value in [-1, 1]
     * @return the angle in [-pi / 2, pi / 2]; NaN outside
     */
    public static double asin(double x) {
        return StrictMath.asin(x);
    }
}

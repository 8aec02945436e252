package io.twinsim.internal.math;

import java.util.function.DoubleUnaryOperator;

/** Zeros of functions by Brent's method (1973, Algorithms for Minimization without Derivatives, chapter 4). */
public final class Root {

    private static final int STEPS = 200;

    private Root() {
    }

    /**
     * A zero between two points where the function has different signs.
     *
     * @param function a continuous function
     * @param from one end
     * @param to the other end
     * @param tolerance how far from the zero the answer may be, besides 2 ulp of it
     * @return the zero, or the end nearer to one if the signs are the same
     */
    public static double find(DoubleUnaryOperator function, double from, double to, double tolerance) {
        double a = from;
        double b = to;
        double fa = function.applyAsDouble(a);
        double fb = function.applyAsDouble(b);
        if (fa > 0 == fb > 0) {
            return Math.abs(fa) < Math.abs(fb) ? a : b;
        }
        double c = a;
        double fc = fa;
        double step = b - a;
        double before = step;
        for (int count = 0; count < STEPS; count++) {
            if (Math.abs(fc) < Math.abs(fb)) {
                a = b;
                b = c;
                c = a;
                fa = fb;
                fb = fc;
                fc = fa;
            }
            double least = 2 * Math.ulp(b) + tolerance;
            double half = (c - b) / 2;
            if (Math.abs(half) <= least || fb == 0) {
                return b;
            }
            double p;
            double q;
            double s = fb / fa;
            if (a == c) {
                p = 2 * half * s;
                q = 1 - s;
            } else {
                double t = fa / fc;
                double r = fb / fc;
                p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
                q = (t - 1) * (r - 1) * (s - 1);
            }
            q = p > 0 ? -q : q;
            p = Math.abs(p);
            boolean interpolates = Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb)
                    && 2 * p < Math.min(3 * half * q - Math.abs(least * q), Math.abs(before * q));
            before = interpolates ? step : half;
            step = interpolates ? p / q : half;
            a = b;
            fa = fb;
            b += Math.abs(step) > least ? step : Math.copySign(least, half);
            fb = function.applyAsDouble(b);
            if (fb > 0 == fc > 0) {
                c = a;
                fc = fa;
                step = b - a;
                before = step;
            }
        }
        return b;
    }
}

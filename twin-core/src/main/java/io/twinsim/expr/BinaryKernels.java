package io.twinsim.expr;

import io.twinsim.internal.math.Elementary;

/**
 * Kernels of two operands. Each loop is counted, without branches or calls, so that the compiler vectorises it. A
 * scalar operand is a register of length 1; the common cases have loops in which it is a local. Comparisons are
 * arithmetic: a difference times 2^2000 is at least 1 unless it is 0, so cutting it to [0, 1] gives the flag without a
 * branch that random rows would mispredict. NaN gives NaN.
 */
final class BinaryKernels {

    /** Twice this exponent lifts the smallest difference of two doubles above 1. */
    static final double LIFT = 0x1p1000;

    private BinaryKernels() {
    }

    static void add(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = x[i] + c;
            }
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = x[i] + y[i];
        }
    }

    static void subtract(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = x[i] - c;
            }
        } else if (x.length < y.length) {
            double c = x[0];
            for (int i = from; i < to; i++) {
                out[i] = c - y[i];
            }
        } else {
            for (int i = from; i < to; i++) {
                out[i] = x[i] - y[i];
            }
        }
    }

    static void multiply(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = x[i] * c;
            }
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = x[i] * y[i];
        }
    }

    static void divide(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = x[i] / c;
            }
        } else if (x.length < y.length) {
            double c = x[0];
            for (int i = from; i < to; i++) {
                out[i] = c / y[i];
            }
        } else {
            for (int i = from; i < to; i++) {
                out[i] = x[i] / y[i];
            }
        }
    }

    static void min(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = Math.min(x[i], c);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = Math.min(x[i], y[i]);
        }
    }

    static void max(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = Math.max(x[i], c);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = Math.max(x[i], y[i]);
        }
    }

    static void pow(double[] x, double[] y, double[] out, int from, int to) {
        if (x.length == y.length) {
            Elementary.pow(x, y, out, from, to);
            return;
        }
        int xMask = x.length - 1;
        int yMask = y.length - 1;
        for (int i = from; i < to; i++) {
            out[i] = Elementary.pow(x[i & xMask], y[i & yMask]);
        }
    }

    /** x &lt; y. */
    static void less(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = Math.max(0, Math.min(1, (c - x[i]) * LIFT * LIFT));
            }
        } else if (x.length < y.length) {
            double c = x[0];
            for (int i = from; i < to; i++) {
                out[i] = Math.max(0, Math.min(1, (y[i] - c) * LIFT * LIFT));
            }
        } else {
            for (int i = from; i < to; i++) {
                out[i] = Math.max(0, Math.min(1, (y[i] - x[i]) * LIFT * LIFT));
            }
        }
    }

    /** x &lt;= y, which is not y &lt; x. */
    static void atMost(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = 1 - Math.max(0, Math.min(1, (x[i] - c) * LIFT * LIFT));
            }
        } else if (x.length < y.length) {
            double c = x[0];
            for (int i = from; i < to; i++) {
                out[i] = 1 - Math.max(0, Math.min(1, (c - y[i]) * LIFT * LIFT));
            }
        } else {
            for (int i = from; i < to; i++) {
                out[i] = 1 - Math.max(0, Math.min(1, (x[i] - y[i]) * LIFT * LIFT));
            }
        }
    }

    static void different(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = Math.min(1, Math.abs(x[i] - c) * LIFT * LIFT);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = Math.min(1, Math.abs(x[i] - y[i]) * LIFT * LIFT);
        }
    }

    static void equal(double[] x, double[] y, double[] out, int from, int to) {
        if (y.length < x.length) {
            double c = y[0];
            for (int i = from; i < to; i++) {
                out[i] = 1 - Math.min(1, Math.abs(x[i] - c) * LIFT * LIFT);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = 1 - Math.min(1, Math.abs(x[i] - y[i]) * LIFT * LIFT);
        }
    }
}

package io.twinsim.inference;

/**
 * A smooth function f of the means m of all terms of all arms, seen from the means of the data: everything is told by
 * the deviations d from m, so that no digits are lost where the means are large.
 */
interface SmoothFunction {

    /** What tells a linear function from all others: its replicates need no delta method. */
    default boolean linear() {
        return false;
    }

    /** {@code f(m + d) - f(m)}; not finite where f is undefined. */
    double change(double[] d);

    /** The gradient of f at {@code m + d}, into {@code out}. */
    void gradient(double[] d, double[] out);

    /** Whether {@code m + d} lies on the same branch of f as m does: a ratio's denominator keeps its sign. */
    default boolean regular(double[] d) {
        return true;
    }

    /**
     * The second derivative along a direction, {@code v' H v}, at m: a central difference with a hundredth of v as its
     * step, so v should be as long as f is smooth, such as a standard error.
     */
    default double curvature(double[] v) {
        double step = 0.01;
        double[] ahead = new double[v.length];
        double[] behind = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            ahead[j] = step * v[j];
            behind[j] = -step * v[j];
        }
        return (change(ahead) + change(behind)) / (step * step);
    }
}

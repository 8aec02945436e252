package io.twinsim.internal.math;

/** Nodes and weights of Gauss-Legendre quadrature on [0, 1]. */
final class GaussLegendre {

    final double[] nodes;
    final double[] weights;

    GaussLegendre(int size) {
        nodes = new double[size];
        weights = new double[size];
        for (int k = 0; k < size; k++) {
            double x = cosine(3.141592653589793 * (k + 0.75) / (size + 0.5));
            double slope = 0;
            for (int step = 0; step < 8; step++) {
                double before = 1;
                double value = x;
                for (int j = 2; j <= size; j++) {
                    double next = ((2 * j - 1) * x * value - (j - 1) * before) / j;
                    before = value;
                    value = next;
                }
                slope = size * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            nodes[k] = (1 - x) / 2;
            weights[k] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    /** Good enough to start Newton's method from, for angles in [0, pi]. */
    private static double cosine(double angle) {
        double sum = 1;
        for (int k = 28; k > 0; k -= 2) {
            sum = 1 - sum * angle * angle / (k * (k - 1));
        }
        return sum;
    }
}

package io.twinsim.learn;

/** Sums over the coefficients of an effect. */
final class EffectAlgebra {

    private EffectAlgebra() {
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The quadratic form {@code g'Sg}, at least 0. */
    static double form(double[] g, double[][] s) {
        double sum = 0;
        for (int i = 0; i < g.length; i++) {
            sum += g[i] * dot(s[i], g);
        }
        return Math.max(0, sum);
    }

    /** The covariance of coefficients of which the first becomes {@code b0 + shift'b}. */
    static double[][] shifted(double[][] s, double[] shift) {
        int p = s.length;
        double[][] moved = new double[p][];
        for (int i = 0; i < p; i++) {
            moved[i] = s[i].clone();
        }
        double[] first = new double[p];
        for (int j = 0; j < p; j++) {
            first[j] = dot(shift, s[j]);
        }
        moved[0][0] = form(shift, s);
        for (int j = 1; j < p; j++) {
            moved[0][j] = first[j];
            moved[j][0] = first[j];
        }
        return moved;
    }
}

package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * The covariance of the terms of one arm, with n as its divisor.
 *
 * @param matrix symmetric and positive semidefinite
 */
record TermCovariance(double[][] matrix) {

    /** A pivot below this share of its variance is rounding: the term is a linear function of those before. */
    private static final double DEPENDENT = 1e-12;

    static TermCovariance of(List<Sample> terms) {
        int k = terms.size();
        double[][] out = new double[k][k];
        double[] products = new double[terms.get(0).size()];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                out[i][j] = covariance(terms.get(i), terms.get(j), products);
                out[j][i] = out[i][j];
            }
        }
        return new TermCovariance(out);
    }

    private static double covariance(Sample first, Sample second, double[] products) {
        double a = Sample.mean(first.moments());
        double b = Sample.mean(second.moments());
        for (int i = 0; i < products.length; i++) {
            products[i] = (first.values()[i] - a) * (second.values()[i] - b);
        }
        return Moments.of(products).mean();
    }

    /** The product with the part of a vector that starts at an offset. */
    double[] times(double[] vector, int offset) {
        double[] out = new double[matrix.length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[i] += matrix[i][j] * vector[offset + j];
            }
        }
        return out;
    }

    /** The columns of a Cholesky factor; columns of dependent terms are left out. */
    List<double[]> factor() {
        int k = matrix.length;
        List<double[]> columns = new ArrayList<>();
        for (int j = 0; j < k; j++) {
            double pivot = rest(columns, j, j);
            if (pivot > DEPENDENT * matrix[j][j]) {
                double[] column = new double[k];
                double root = Math.sqrt(pivot);
                for (int i = j; i < k; i++) {
                    column[i] = rest(columns, i, j) / root;
                }
                columns.add(column);
            }
        }
        return columns;
    }

    private double rest(List<double[]> columns, int i, int j) {
        double sum = matrix[i][j];
        for (double[] column : columns) {
            sum -= column[i] * column[j];
        }
        return sum;
    }
}

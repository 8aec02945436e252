package io.twinsim.model;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * How the labels of an axis act on each other: a matrix A by which {@code coupled(name, family)} sums over the sources.
 *
 * @param name the name in formulas
 * @param axis the axis whose labels are rows (receivers) and columns (sources)
 * @param matrix A = retain I + scale W
 * @param spectralRadius the growth of the largest pattern per step under A alone; below 1 unless the world allows more
 */
public record Coupling(String name, String axis, double[][] matrix, double spectralRadius) {

    /** Copies the matrix. */
    public Coupling {
        matrix = copy(matrix);
    }

    /**
     * The matrix, in the order of the axis.
     *
     * @return a new array; row = receiver, column = source
     */
    @Override
    public double[][] matrix() {
        return copy(matrix);
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    /** One line: name, size and spectral radius. */
    @Override
    public String toString() {
        return Lines.one("Coupling[" + name + " across " + axis + ", " + matrix.length + " x " + matrix.length
                + ", spectral radius " + Numbers.significant(spectralRadius, 4) + "]");
    }
}

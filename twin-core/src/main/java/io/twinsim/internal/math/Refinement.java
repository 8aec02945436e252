package io.twinsim.internal.math;

/**
 * Least squares coefficients to the last place, and residuals that are exact for them: coefficients are sums of two
 * doubles, residuals and their products with the columns are taken to about 106 bits (Ogita, Rump and Oishi 2005, <a
 * href="https://doi.org/10.1137/030601818">doi</a>), and the triangular factor only turns what is left of the normal
 * equations into the next correction. Each step takes an error that the factor left down by the condition of the scaled
 * columns times 2^-53, whatever the size of the residuals. What remains is the rounding of the data themselves.
 */
final class Refinement {

    private static final int STEPS = 6;

    private final Design design;
    private final double[] y;
    private final int yExponent;
    private final Triangle triangle;
    private final double[] high;
    private final double[] low;
    private final double[][] x;
    private final double[] rest;
    private final double[] restLow;

    /** From first coefficients, in the units of scaled columns and outcome; they are changed in place. */
    Refinement(Design design, double[] y, int yExponent, Triangle triangle, double[] coefficients) {
        this.design = design;
        this.y = y;
        this.yExponent = yExponent;
        this.triangle = triangle;
        high = coefficients;
        low = new double[coefficients.length];
        x = design.registers(design.p());
        rest = design.registers(1)[0];
        restLow = new double[rest.length];
    }

    /** Corrects until the corrections no longer shrink fast or no longer count; leaves scaled residuals behind. */
    double[] run() {
        double[] residuals = new double[design.rows()];
        double before = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double[] z = triangle.solveTransposed(gradient(residuals));
            double size = Math.sqrt(square(z));
            if (!(size < before / 4)) {
                return residuals;
            }
            boolean counts = correct(triangle.solve(z));
            before = size;
            if (!counts) {
                break;
            }
        }
        gradient(residuals);
        return residuals;
    }

    private static double square(double[] z) {
        double sum = 0;
        for (double value : z) {
            sum += value * value;
        }
        return sum;
    }

    /** Adds a correction; true if it changed more than the second half of a coefficient. */
    private boolean correct(double[] correction) {
        boolean counts = false;
        for (int j = 0; j < high.length; j++) {
            Twofold sum = new Twofold(high[j], low[j]).plus(new Twofold(correction[j], 0));
            counts |= Math.abs(correction[j]) > 0x1p-56 * Math.abs(sum.high());
            high[j] = sum.high();
            low[j] = sum.low();
        }
        return counts;
    }

    /** {@code X'W (y - X b)}; the residuals are left in the array given. */
    private double[] gradient(double[] residuals) {
        double[] sum = new double[high.length];
        double[] sumLow = new double[high.length];
        for (int from = 0; from < design.rows(); from += Blocks.ROWS) {
            int to = Math.min(design.rows(), from + Blocks.ROWS);
            design.load(from, to, x);
            Design.scaled(y, yExponent, from, to, rest);
            for (int i = 0; i < to - from; i++) {
                restLow[i] = 0;
            }
            for (int j = 0; j < high.length; j++) {
                subtract(x[j], high[j], low[j], to - from);
            }
            for (int i = 0; i < to - from; i++) {
                residuals[from + i] = rest[i] + restLow[i];
                restLow[i] = (rest[i] - residuals[from + i]) + restLow[i];
                rest[i] = residuals[from + i];
            }
            weigh(from, to);
            for (int j = 0; j < high.length; j++) {
                addDot(x[j], to - from, sum, sumLow, j);
            }
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] += sumLow[j];
        }
        return sum;
    }

    private void subtract(double[] column, double b, double bLow, int rows) {
        double[] r = rest;
        double[] rLow = restLow;
        for (int i = 0; i < rows; i++) {
            double product = column[i] * b;
            double error = Math.fma(column[i], b, -product) + column[i] * bLow;
            double value = r[i];
            double sum = value - product;
            double part = sum - value;
            rLow[i] += ((value - (sum - part)) - (product + part)) - error;
            r[i] = sum;
        }
    }

    private void weigh(int from, int to) {
        if (!design.weighted()) {
            return;
        }
        for (int i = 0; i < to - from; i++) {
            double weight = design.weight(from + i);
            double product = rest[i] * weight;
            restLow[i] = Math.fma(rest[i], weight, -product) + restLow[i] * weight;
            rest[i] = product;
        }
    }

    private void addDot(double[] column, int rows, double[] sums, double[] sumsLow, int j) {
        double sum = sums[j];
        double sumLow = sumsLow[j];
        for (int i = 0; i < rows; i++) {
            double product = column[i] * rest[i];
            double error = Math.fma(column[i], rest[i], -product) + column[i] * restLow[i];
            double next = sum + product;
            double part = next - sum;
            sumLow += ((sum - (next - part)) + (product - part)) + error;
            sum = next;
        }
        sums[j] = sum;
        sumsLow[j] = sumLow;
    }
}

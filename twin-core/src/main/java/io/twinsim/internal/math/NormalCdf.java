package io.twinsim.internal.math;

/**
 * The normal distribution function on [-6.5, 6.5], and for sums on [-8.5, 8.5]: cells of width 1/32, each with a
 * polynomial of degree 8 about its centre whose constant term is kept in two doubles. What is added to the constant is
 * at most about a tenth, so a value carries little more than the rounding of the last addition: at most 0.8 ulp, in
 * the lower tail too. For |z| above 0.1 neighbouring doubles are so far apart that offset times slope rises from one
 * to the next, so that within a cell the sum cannot fall; nearer to 0 its last place is coarser than the noise of the
 * product by a factor of some 50, and no fall has been found.
 */
final class NormalCdf {

    /** The greatest |z| of single values, which keep their relative accuracy up to here. */
    static final double REACH = 6.5;
    /** The greatest |z| in the table; beyond it a tail is below 1e-17, nothing beside a sum. */
    static final double END = 8.5;

    private static final int PER_UNIT = 32;
    private static final int DEGREE = 8;
    /** The constant term, its low part, and the other coefficients. */
    private static final int STRIDE = DEGREE + 2;
    private static final int LAST = (int) (END * PER_UNIT);
    /** Added to a double of small magnitude, it leaves the nearest whole number in the low bits. */
    private static final double TO_WHOLE = 0x1.8p52;
    /** The sum begins here, where the tail is 2e-16 of that at the least cell. */
    private static final int START = -12 * PER_UNIT;
    private static final Twofold INVERSE_ROOT_TWO_PI = new Twofold(0.3989422804014327, -2.49232720227773e-17);

    static final double[] CELLS = build();

    private NormalCdf() {
    }

    /** The probability of values up to z, for |z| at most {@link #END}. */
    static double lookUp(double[] cells, double z) {
        double shifted = z * PER_UNIT + TO_WHOLE;
        int j = ((int) Double.doubleToRawLongBits(shifted) + LAST) * STRIDE;
        double t = z - (shifted - TO_WHOLE) * (1.0 / PER_UNIT);
        double slope = Math.fma(t, cells[j + 9], cells[j + 8]);
        slope = Math.fma(t, slope, cells[j + 7]);
        slope = Math.fma(t, slope, cells[j + 6]);
        slope = Math.fma(t, slope, cells[j + 5]);
        slope = Math.fma(t, slope, cells[j + 4]);
        slope = Math.fma(t, slope, cells[j + 3]);
        slope = Math.fma(t, slope, cells[j + 2]);
        return cells[j] + Math.fma(t, slope, cells[j + 1]);
    }

    /**
     * Adds to sums over distributions of equal error, of which no centre is further from x than END errors: the
     * probability below x less a whole number, and its first three derivatives. The polynomials end at the fifth power,
     * which leaves 2e-14 of each: they are meant for relative accuracy in the tails, which a sum does not have.
     */
    static void add(double[] cells, double[] centres, int from, int to, double x, double error, double whole,
            double[] sums) {
        double inverse = 1 / error;
        double below = sums[0];
        double density = sums[1];
        double bend = sums[2];
        double turn = sums[3];
        for (int k = from; k < to; k++) {
            double z = (x - centres[k]) * inverse;
            double shifted = z * PER_UNIT + TO_WHOLE;
            int j = ((int) Double.doubleToRawLongBits(shifted) + LAST) * STRIDE;
            double t = z - (shifted - TO_WHOLE) * (1.0 / PER_UNIT);
            double value = cells[j + 6];
            double slope = value;
            value = Math.fma(t, value, cells[j + 5]);
            slope = Math.fma(t, slope, value);
            value = Math.fma(t, value, cells[j + 4]);
            slope = Math.fma(t, slope, value);
            value = Math.fma(t, value, cells[j + 3]);
            slope = Math.fma(t, slope, value);
            value = Math.fma(t, value, cells[j + 2]);
            slope = Math.fma(t, slope, value);
            below += cells[j] - whole + Math.fma(t, value, cells[j + 1]);
            density += slope;
            bend -= z * slope;
            turn += Math.fma(z, z, -1) * slope;
        }
        sums[0] = below;
        sums[1] = density;
        sums[2] = bend;
        sums[3] = turn;
    }

    private static double[] build() {
        double[] cells = new double[(2 * LAST + 1) * STRIDE];
        Twofold[] density = densities();
        Twofold sum = Twofold.ZERO;
        for (int m = START; m <= LAST; m++) {
            if (m >= -LAST) {
                write(cells, (m + LAST) * STRIDE, m, density[2 * Math.abs(m)].high(), sum);
            }
            sum = sum.plus(strip(m + 0.5, density[Math.abs(2 * m + 1)]));
        }
        return cells;
    }

    /** The density at every half cell from 0 on, by the ratios of neighbours, which fall by a constant factor. */
    private static Twofold[] densities() {
        double exponent = -1.0 / (8 * PER_UNIT * PER_UNIT);
        Twofold[] density = new Twofold[-2 * START + 1];
        Twofold value = INVERSE_ROOT_TWO_PI;
        Twofold ratio = Twofold.exp(exponent);
        Twofold factor = Twofold.exp(2 * exponent);
        for (int n = 0; n < density.length; n++) {
            density[n] = value;
            value = value.times(ratio);
            ratio = ratio.times(factor);
        }
        return density;
    }

    /** The probability of the strip of one cell's width about a middle, by the even derivatives there. */
    private static Twofold strip(double middle, Twofold density) {
        double[] hermite = hermite(middle / PER_UNIT, 12);
        double correction = 0;
        double factor = 1;
        for (int k = 2; k <= 12; k += 2) {
            factor /= 4.0 * PER_UNIT * PER_UNIT * k * (k + 1);
            correction += hermite[k] * factor;
        }
        return density.times(Twofold.of(1, correction)).times(new Twofold(1.0 / PER_UNIT, 0));
    }

    /** Hermite polynomials He_0 to He_n: the k-th derivative of the density is (-1)^k He_k times the density. */
    private static double[] hermite(double z, int n) {
        double[] hermite = new double[n + 1];
        hermite[0] = 1;
        hermite[1] = z;
        for (int k = 1; k < n; k++) {
            hermite[k + 1] = z * hermite[k] - k * hermite[k - 1];
        }
        return hermite;
    }

    private static void write(double[] cells, int j, int m, double density, Twofold constant) {
        double half = 0.5 / PER_UNIT;
        double[] hermite = hermite((double) m / PER_UNIT, 12);
        double[] series = new double[13];
        double factor = half * density;
        for (int k = 1; k < series.length; k++) {
            series[k] = factor * hermite[k - 1];
            factor *= -half / (k + 1);
        }
        double[] shorter = Chebyshev.economise(series, DEGREE);
        cells[j] = constant.high();
        cells[j + 1] = constant.low() + shorter[0];
        double power = 1;
        for (int k = 1; k <= DEGREE; k++) {
            power *= half;
            cells[j + 1 + k] = shorter[k] / power;
        }
    }
}

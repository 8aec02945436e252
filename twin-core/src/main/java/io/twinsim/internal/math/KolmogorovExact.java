package io.twinsim.internal.math;

import java.util.Arrays;

/**
 * The distribution of Kolmogorov's distance D of n independent values from the continuous distribution function they
 * come from.
 *
 * <p>Up to n = 2,000: the matrix power of Marsaglia, Tsang and Wang (2003, J. Stat. Software 8:18), absolute error
 * about 1e-14, O(d^3 n^3 log n) time; where both sides of the band cannot be left at once, or only with a probability
 * that does not show in a double ({@code d >= 1/2} or {@code n d^2 >= 9}), twice the one-sided tail of Birnbaum and
 * Tingey (1951), which keeps its relative accuracy. Beyond: the expansion of Pelz and Good (1976) to n^(-3/2), absolute
 * error below 2e-8; beyond n = 100,000 that tail too is an expansion, of relative error about 1e-3.
 */
public final class KolmogorovExact {

    private static final int MATRIX_TO = 2_000;
    private static final int SUM_TO = 100_000;
    private static final double ONE_SIDED_FROM = 9;
    private static final double LARGE = 0x1p400;

    private KolmogorovExact() {
    }

    /**
     * The distribution function.
     *
     * @param d a distance; outside (1 / 2n, 1) the answer is 0 or 1
     * @param n the number of values, positive
     * @return the probability that D is up to d
     */
    public static double cdf(double d, int n) {
        if (d <= 0.5 / n) {
            return 0;
        }
        return isOneSided(d, n) || n > MATRIX_TO ? 1 - sf(d, n) : matrix(d, n);
    }

    /**
     * The upper tail.
     *
     * @param d a distance; outside (1 / 2n, 1) the answer is 1 or 0
     * @param n the number of values, positive
     * @return the probability that D exceeds d
     */
    public static double sf(double d, int n) {
        if (d <= 0.5 / n || d >= 1) {
            return d >= 1 ? 0 : 1;
        }
        if (!isOneSided(d, n)) {
            return Math.max(0, Math.min(1, 1 - (n > MATRIX_TO ? expansion(d, n) : matrix(d, n))));
        }
        if (n <= SUM_TO) {
            return Math.min(1, 2 * oneSided(d, n));
        }
        double shifted = 6.0 * n * d + 1;
        return 2 * Elementary.exp(-shifted * shifted / (18.0 * n));
    }

    /**
     * The critical value of a test.
     *
     * @param q the probability above, in (0, 1)
     * @param n the number of values, positive
     * @return the d with sf(d) = q
     */
    public static double survivalQuantile(double q, int n) {
        return q <= 0.5 ? Root.find(d -> sf(d, n) / q - 1, 0.5 / n, 1, 0)
                : Root.find(d -> cdf(d, n) - (1 - q), 0.5 / n, 1, 0);
    }

    private static boolean isOneSided(double d, int n) {
        return d >= 0.5 || n * d * d >= ONE_SIDED_FROM;
    }

    /** The probability that the empirical distribution function somewhere exceeds the true one by d or more. */
    private static double oneSided(double d, int n) {
        double sum = 0;
        int last = (int) (n * (1 - d));
        for (int j = 0; j <= last; j++) {
            double p = Math.min(1, d + (double) j / n);
            sum += Special.binomialMass(j, n, p) / p;
        }
        return d * sum;
    }

    private static double matrix(double d, int n) {
        int k = (int) (n * d) + 1;
        double[][] step = step(k, k - n * d);
        double[][] power = new double[0][];
        int scaled = 0;
        int stepScaled = 0;
        for (int left = n; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                power = power.length == 0 ? step : product(power, step);
                scaled += stepScaled + shrink(power, k - 1);
            }
            if (left > 1) {
                step = product(step, step);
                stepScaled = 2 * stepScaled + shrink(step, k - 1);
            }
        }
        double value = power[k - 1][k - 1];
        for (int i = 1; i <= n; i++) {
            value *= (double) i / n;
            if (value < 1 / LARGE) {
                value *= LARGE;
                scaled--;
            }
        }
        return Math.scalb(value, 400 * Math.max(-5, Math.min(5, scaled)));
    }

    /** Marsaglia, Tsang and Wang's H: one more value, seen from the 2k - 1 places the path may be at. */
    private static double[][] step(int k, double h) {
        int m = 2 * k - 1;
        double[] inverseFactorial = new double[m + 1];
        inverseFactorial[0] = 1;
        for (int i = 1; i <= m; i++) {
            inverseFactorial[i] = inverseFactorial[i - 1] / i;
        }
        double[][] step = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= Math.min(i + 1, m - 1); j++) {
                step[i][j] = 1;
            }
        }
        double power = 1;
        for (int i = 0; i < m; i++) {
            power *= h;
            step[i][0] -= power;
            step[m - 1][m - 1 - i] -= power;
        }
        step[m - 1][0] += 2 * h - 1 > 0 ? Elementary.pow(2 * h - 1, m) : 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= Math.min(i, m - 1); j++) {
                step[i][j] *= inverseFactorial[i - j + 1];
            }
        }
        return step;
    }

    private static double[][] product(double[][] a, double[][] b) {
        int m = a.length;
        double[][] c = new double[m][m];
        for (int i = 0; i < m; i++) {
            double[] row = c[i];
            for (int j = 0; j < m; j++) {
                double factor = a[i][j];
                double[] other = b[j];
                for (int l = 0; l < m; l++) {
                    row[l] += factor * other[l];
                }
            }
        }
        return c;
    }

    /** Brings the entry in the centre to 2^400 or below; returns how many times 2^400 was taken out. */
    private static int shrink(double[][] matrix, int centre) {
        int times = 0;
        while (matrix[centre][centre] > LARGE) {
            for (double[] row : matrix) {
                Arrays.setAll(row, j -> row[j] / LARGE);
            }
            times++;
        }
        return times;
    }

    /** Pelz and Good, J. R. Statist. Soc. B 38:152-156. */
    private static double expansion(double d, int n) {
        double root = Math.sqrt(n);
        double z = root * d;
        double z2 = z * z;
        double first = 0;
        double second = 0;
        double third = 0;
        for (int k = 20; k >= 0; k--) {
            double odd = Trigonometry.PI * Trigonometry.PI * (k + 0.5) * (k + 0.5);
            double e = 2 * Elementary.exp(-odd / (2 * z2));
            first += e * (odd - z2);
            second += e * ((6 * z2 + 2) * z2 * z2 + (2 * z2 - 5) * z2 * odd + (1 - 2 * z2) * odd * odd);
            third += e * ((5 - 30 * z2) * odd * odd * odd + (212 * z2 - 60) * z2 * odd * odd
                    + (135 - 96 * z2) * z2 * z2 * odd - (30 + 90 * z2) * z2 * z2 * z2);
            double even = Trigonometry.PI * Trigonometry.PI * k * k;
            double f = 2 * Elementary.exp(-even / (2 * z2));
            second -= 2 * z2 * z2 * f * even;
            third += 30 * z2 * z2 * f * (3 * z2 - even) * even;
        }
        double half = Math.sqrt(Trigonometry.PI / 2);
        return Kolmogorov.cdf(z) + half * (first / (6 * z2 * z2 * root) + second / (72 * z2 * z2 * z2 * z * n)
                + third / (6480 * z2 * z2 * z2 * z2 * z2 * n * root));
    }
}

package io.twinsim.sim;

import io.twinsim.internal.math.CholeskyFactor;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Coefficient;
import io.twinsim.model.Intervention;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@value #COUNT} draws of the coefficients from their assumed normal distribution, {@code b0 + L z}, with L the lower
 * Cholesky factor of the covariance; coefficients may follow exactly from others, or not vary at all. The z of each
 * coefficient are stratified (Latin hypercube: McKay, Beckman, Conover 1979, doi:10.2307/1268522), keyed by its name,
 * and their number is fixed, so that a verdict depends neither on the number of twins nor on other coefficients.
 */
final class CoefficientDraws {

    static final int COUNT = 1000;
    private static final int DIGITS = 6;

    final List<String> names;
    final double[] guess;
    final double[] sd;
    final boolean correlated;
    private final double[][] covariance;
    /** The values of each coefficient under all draws. */
    private final double[][] values;
    /** The draws in the order of the first coefficient that varies. */
    private final int[] order = new int[COUNT];

    CoefficientDraws(Intervention intervention, Draws random) {
        names = new ArrayList<>(intervention.coefficients().keySet());
        guess = intervention.coefficients().values().stream().mapToDouble(Coefficient::value).toArray();
        covariance = intervention.covariance();
        sd = new double[guess.length];
        boolean full = false;
        for (int j = 0; j < sd.length; j++) {
            sd[j] = Math.sqrt(covariance[j][j]);
            for (int i = 0; i < j; i++) {
                full |= covariance[i][j] != 0;
            }
        }
        correlated = full;
        values = draw(random);
    }

    private double[][] draw(Draws random) {
        double[][] root = CholeskyFactor.lower(covariance);
        double[][] z = new double[names.size()][];
        int first = 0;
        while (first < sd.length - 1 && sd[first] == 0) {
            first++;
        }
        for (int j = 0; j < z.length; j++) {
            z[j] = stratified(random, "coef/" + names.get(j), j == first ? order : new int[COUNT]);
        }
        double[][] drawn = new double[z.length][COUNT];
        for (int i = 0; i < z.length; i++) {
            double[] b = drawn[i];
            Arrays.fill(b, guess[i]);
            for (int j = 0; j <= i; j++) {
                double factor = root[i][j];
                double[] normal = z[j];
                for (int k = 0; k < COUNT; k++) {
                    b[k] += factor * normal[k];
                }
            }
        }
        return drawn;
    }

    /**
     * Standard normal values, one in each of {@value #COUNT} equally probable strata, in random order, shifted and
     * scaled to mean 0 and standard deviation 1, so that an effect linear in one coefficient varies by exactly its
     * share.
     */
    static double[] stratified(Draws random, String path) {
        return stratified(random, path, new int[COUNT]);
    }

    private static double[] stratified(Draws random, String path, int[] order) {
        DrawStream within = random.stream(path);
        DrawStream shuffled = within.draw(1);
        int[] rank = new int[COUNT];
        for (int k = 0; k < COUNT; k++) {
            int other = shuffled.below(k + 1, k);
            rank[k] = rank[other];
            rank[other] = k;
        }
        double[] p = new double[COUNT];
        within.uniforms(0, p, 0, COUNT);
        for (int k = 0; k < COUNT; k++) {
            p[k] = (rank[k] + p[k]) / COUNT;
            order[rank[k]] = k;
        }
        double[] z = new double[COUNT];
        Normal.quantile(p, z, 0, COUNT);
        Moments moments = Moments.of(z);
        double mean = moments.mean();
        double sd = moments.sd();
        for (int k = 0; k < COUNT; k++) {
            z[k] = (z[k] - mean) / sd;
        }
        return z;
    }

    /** One draw of all coefficients. */
    double[] draw(int k) {
        double[] drawn = new double[values.length];
        for (int j = 0; j < drawn.length; j++) {
            drawn[j] = values[j][k];
        }
        return drawn;
    }

    /** The values of each coefficient under all draws; not to be changed. */
    double[][] all() {
        return values;
    }

    /** How many coefficients vary. */
    int uncertain() {
        int count = 0;
        for (double one : sd) {
            count += one > 0 ? 1 : 0;
        }
        return count;
    }

    /** The draws in the order of the first coefficient that varies; not to be changed. */
    int[] order() {
        return order;
    }

    /** The uncertain values of one draw as text. */
    String shown(int k) {
        List<String> shown = new ArrayList<>();
        for (int j = 0; j < sd.length; j++) {
            if (sd[j] > 0) {
                shown.add(names.get(j) + " = " + Numbers.significant(values[j][k], DIGITS));
            }
        }
        return String.join(", ", shown);
    }

    /** g'Sg. */
    double variance(double[] gradient) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                sum += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        return sum;
    }
}

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
    private final double[][] draws;

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
        draws = draw(random);
    }

    private double[][] draw(Draws random) {
        double[][] root = CholeskyFactor.lower(covariance);
        double[][] z = new double[names.size()][];
        for (int j = 0; j < z.length; j++) {
            z[j] = stratified(random, "coef/" + names.get(j));
        }
        double[][] drawn = new double[COUNT][];
        for (int k = 0; k < COUNT; k++) {
            double[] b = guess.clone();
            for (int i = 0; i < b.length; i++) {
                for (int j = 0; j <= i; j++) {
                    b[i] += root[i][j] * z[j][k];
                }
            }
            drawn[k] = b;
        }
        return drawn;
    }

    /**
     * Standard normal values, one in each of {@value #COUNT} equally probable strata, in random order, shifted and
     * scaled to mean 0 and standard deviation 1, so that an effect linear in one coefficient varies by exactly its
     * share.
     */
    static double[] stratified(Draws random, String path) {
        DrawStream within = random.stream(path);
        DrawStream order = within.draw(1);
        int[] rank = new int[COUNT];
        for (int k = 0; k < COUNT; k++) {
            int other = order.below(k + 1, k);
            rank[k] = rank[other];
            rank[other] = k;
        }
        double[] z = new double[COUNT];
        for (int k = 0; k < COUNT; k++) {
            z[k] = Normal.quantile((rank[k] + within.uniform(k)) / COUNT);
        }
        Moments moments = Moments.of(z);
        double sd = moments.sd();
        for (int k = 0; k < COUNT; k++) {
            z[k] = (z[k] - moments.mean()) / sd;
        }
        return z;
    }

    /** One draw of all coefficients; not to be changed. */
    double[] draw(int k) {
        return draws[k];
    }

    /** The uncertain values of one draw as text. */
    String shown(int k) {
        List<String> values = new ArrayList<>();
        for (int j = 0; j < sd.length; j++) {
            if (sd[j] > 0) {
                values.add(names.get(j) + " = " + Numbers.significant(draws[k][j], DIGITS));
            }
        }
        return String.join(", ", values);
    }

    /** All draws when the best guess of one coefficient is moved. */
    double[][] movedTo(int coefficient, double value) {
        double[][] moved = new double[COUNT][];
        for (int k = 0; k < COUNT; k++) {
            moved[k] = draws[k].clone();
            moved[k][coefficient] += value - guess[coefficient];
        }
        return moved;
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

package io.twinsim.inference;

import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the groups of one dimension say together: each true effect is taken as a draw from a normal distribution with
 * mean mu and variance tau^2, and measured with a normal error of known standard error.
 *
 * <p>tau^2 is Paule and Mandel's (1982, doi:10.6028/jres.087.022): the root of {@code sum w (d - mu)^2 = k - 1} with
 * {@code w = 1 / (se^2 + tau^2)} and {@code mu = sum w d / sum w}, or 0 if there is none. The interval of mu is Hartung
 * and Knapp's (2001, doi:10.1002/sim.791): Student's t on k - 1 degrees of freedom with the standard error {@code
 * sqrt(sum w (d - mu)^2 / ((k - 1) sum w))}. Groups that happen to agree better than their errors make it narrow.
 *
 * @param tauSquared the variance of the true effects, at least 0
 * @param mean mu, the mean of the true effects
 * @param standardError of mu
 * @param df its degrees of freedom, groups - 1
 * @param level the nominal coverage of the limits
 * @param lower the lower limit of mu
 * @param upper the upper limit of mu
 */
public record Shrinkage(double tauSquared, double mean, double standardError, double df, double level, double lower,
        double upper) {

    private static final int MAX_STEPS = 2000;
    private static final double PRECISION = 1e-15;

    /** At least two effects, all with positive standard errors. */
    static Shrinkage of(List<Welch> effects, double level) {
        // In units of the least standard error no weight exceeds 1, whatever the scale of the outcome.
        double unit = effects.stream().mapToDouble(Welch::standardError).min().orElseThrow();
        double origin = effects.get(0).difference();
        double[] d = effects.stream().mapToDouble(one -> (one.difference() - origin) / unit).toArray();
        double[] v = effects.stream().mapToDouble(one -> square(one.standardError() / unit)).toArray();
        double tauSquared = pauleMandel(d, v);
        Sums sums = Sums.of(d, v, tauSquared);
        double df = d.length - 1.0;
        double error = Math.sqrt(sums.q / (df * sums.weight)) * unit;
        double mean = origin + sums.mean * unit;
        double half = -StudentT.quantile((1 - level) / 2, df) * error;
        return new Shrinkage(tauSquared * unit * unit, mean, error, df, level, mean - half, mean + half);
    }

    private static double square(double x) {
        return x * x;
    }

    private record Sums(double weight, double mean, double q, double slope) {

        static Sums of(double[] d, double[] v, double tauSquared) {
            double weight = 0;
            double mean = 0;
            for (int i = 0; i < d.length; i++) {
                double w = 1 / (v[i] + tauSquared);
                weight += w;
                mean += w * d[i];
            }
            mean /= weight;
            double q = 0;
            double slope = 0;
            for (int i = 0; i < d.length; i++) {
                double w = 1 / (v[i] + tauSquared);
                double distance = w * (d[i] - mean);
                q += distance * (d[i] - mean);
                slope += distance * distance;
            }
            return new Sums(weight, mean, q, slope);
        }
    }

    /** Newton's steps from 0 stay left of the root, as q falls and is convex in tau^2. */
    private static double pauleMandel(double[] d, double[] v) {
        double tauSquared = 0;
        for (int step = 0; step < MAX_STEPS; step++) {
            Sums sums = Sums.of(d, v, tauSquared);
            double change = (sums.q - (d.length - 1)) / sums.slope;
            if (!(change > PRECISION * tauSquared)) {
                break;
            }
            tauSquared += change;
        }
        return tauSquared;
    }

    /** B, the share of a group's own effect in its shrunken one. */
    double weight(double standardError) {
        double ratio = Math.sqrt(tauSquared) / standardError;
        return Double.isInfinite(ratio) ? 1 : ratio * ratio / (ratio * ratio + 1);
    }

    /** {@code mu + B (d - mu)}. */
    double shrunken(Welch effect) {
        return mean + weight(effect.standardError()) * (effect.difference() - mean);
    }

    /** The error of the effect that is left if mu and tau^2 are right, {@code sqrt(B) se}. */
    double ownError(Welch effect) {
        return Math.sqrt(weight(effect.standardError())) * effect.standardError();
    }

    /** The error that comes from mu. */
    private double meanError(Welch effect) {
        return (1 - weight(effect.standardError())) * standardError;
    }

    /** The error that comes from B by the delta method: the variance of 1 - B is about 2 (1 - B)^2 / (k - 1). */
    private double weightError(Welch effect) {
        double rest = 1 - weight(effect.standardError());
        return rest * Math.abs(effect.difference() - mean) * Math.sqrt(2 / df);
    }

    /** The standard error of a shrunken effect, from all three. */
    double shrunkenError(Welch effect) {
        return length(ownError(effect), meanError(effect), weightError(effect));
    }

    /**
     * Half the width of a shrunken effect's interval: each error times its own quantile, that of the group's t, of mu's
     * t and the normal one. Where B is 1 that is the group's own interval, and where B is 0 and all effects are alike
     * that of mu.
     *
     * @param critical mu's quantile, see {@link #critical}
     */
    double halfWidth(Welch effect, double critical) {
        double own = effect.halfWidth(level) * Math.sqrt(weight(effect.standardError()));
        return length(own, critical * meanError(effect), Analytic.z(level) * weightError(effect));
    }

    /** The quantile of mu's t. */
    double critical() {
        return -StudentT.quantile((1 - level) / 2, df);
    }

    private static double length(double a, double b, double c) {
        return Math.sqrt(a * a + b * b + c * c);
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("tauSquared", tauSquared);
        tree.put("mean", mean);
        tree.put("standardError", standardError);
        tree.put("df", df);
        tree.put("level", level);
        tree.put("lower", lower);
        tree.put("upper", upper);
        return tree;
    }

    /** One line: mu with its limits, and tau. */
    @Override
    public String toString() {
        return Lines.one("Shrinkage[mean " + Numbers.significant(mean, 4) + ", " + Texts.percent(level) + " "
                + Texts.range(lower, upper) + ", tau " + Numbers.significant(Math.sqrt(tauSquared), 3) + "]");
    }
}

package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Polygamma;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import io.twinsim.learn.FittedFamily.Found;

/** The maximum of the likelihood for families of real numbers. */
final class LikelihoodReal {

    private static final double LOG_TWO_PI = 1.8378770664093454836;
    private static final double PI_BY_ROOT_SIX = 1.2825498301618640955;
    /** Shapes beyond this describe a constant. */
    private static final double CONSTANT = 1e15;
    /** From here on two terms of Stirling's series leave less than rounding. */
    private static final double STIRLING = 500;
    /** A ten-thousandth of a standard error, squared. */
    private static final double NO_PART = 1e-8;
    private static final int STALLS = 5;
    private static final String LAST = "no maximum was found; parameters and gradient are those of the last step";

    private LikelihoodReal() {
    }

    static Found constant(LikelihoodSample sample) {
        if (sample.distinct() > 1) {
            throw new InputException("values must be equal to fit constant, got " + Numbers.shortest(sample.min())
                    + " and " + Numbers.shortest(sample.max()));
        }
        return Found.closed(0, new double[] {sample.min()});
    }

    static Found uniform(LikelihoodSample sample) {
        double range = sample.max() - sample.min();
        return Found.closed(-sample.n() * Elementary.log(range), new double[] {sample.min(), sample.max()});
    }

    static Found normal(LikelihoodSample sample) {
        double n = sample.n();
        double sd = sample.sd();
        return Found.closed(-n * (LOG_TWO_PI / 2 + Elementary.log(sd) + 0.5), new double[] {sample.mean(), sd},
                sd / Math.sqrt(n), sd / Math.sqrt(2 * n));
    }

    static Found lognormal(LikelihoodSample sample) {
        LikelihoodSample logs = sample.logs();
        Found of = normal(logs);
        return Found.closed(of.logLikelihood() - logs.n() * logs.mean(), of.parameters(), of.standardErrors());
    }

    static Found exponential(LikelihoodSample sample) {
        double rate = 1 / sample.mean();
        return Found.closed(sample.n() * (Elementary.log(rate) - 1), new double[] {rate}, rate / Math.sqrt(sample.n()));
    }

    /**
     * Gamma: {@code log(shape) - digamma(shape) = s}, s the logarithm of the mean less the mean logarithm, taken as a
     * mean of terms that are never negative, so that it keeps its digits for large shapes.
     */
    static Found gamma(LikelihoodSample sample) {
        double n = sample.n();
        double mean = sample.mean();
        double s = sample.average(x -> logShortfall((x - mean) / mean, x, mean));
        double start = (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
        LikelihoodRoot root = LikelihoodRoot.find((k, out) -> {
            out[0] = Polygamma.logMinusDigamma(k) - s;
            out[1] = 1 / k - Polygamma.trigamma(k);
        }, start, CONSTANT);
        double shape = root.value();
        double scale = mean / shape;
        double logLikelihood = n * (gammaRest(shape) - shape * s - Elementary.log(mean) + s);
        double[] gradient = {n * (Polygamma.logMinusDigamma(shape) - s), n * (mean / scale - shape) / scale};
        double[] errors = standardErrors(n * Polygamma.trigamma(shape), n / scale,
                n * shape / (scale * scale));
        return new Found(new double[] {shape, scale}, logLikelihood, root.converged(), root.iterations(), gradient,
                errors, root.converged() ? "" : LAST);
    }

    /** {@code d - log(1 + d)}, 1 + d the share of the mean that x is, which may be too small for a double. */
    private static double logShortfall(double d, double x, double mean) {
        double share = x / mean;
        double log = share >= Double.MIN_NORMAL ? Elementary.log(share) : Elementary.log(x) - Elementary.log(mean);
        return d - (d < -0.5 ? log : Elementary.log1p(d));
    }

    /** {@code k log(k) - k - log(gamma(k))}, for large k by what is left of Stirling's series. */
    private static double gammaRest(double k) {
        return k < STIRLING ? k * (Elementary.log(k) - 1) - Special.logGamma(k)
                : (Elementary.log(k) - LOG_TWO_PI) / 2 - (1 - 1 / (30 * k * k)) / (12 * k);
    }

    /** Weibull: the shape from its own equation, on values divided by the greatest, so that no power overflows. */
    static Found weibull(LikelihoodSample sample) {
        double n = sample.n();
        LikelihoodSample logs = sample.logs();
        double top = logs.max();
        double meanLog = logs.mean();
        LikelihoodRoot root = LikelihoodRoot.find((c, out) -> {
            double[] sums = powers(logs, c, top);
            double ratio = sums[1] / sums[0];
            out[0] = 1 / c + (meanLog - top) - ratio;
            out[1] = -1 / (c * c) - (sums[2] / sums[0] - ratio * ratio);
        }, PI_BY_ROOT_SIX / logs.sd(), CONSTANT);
        double shape = root.value();
        double[] sums = powers(logs, shape, top);
        double logScale = top + Elementary.log(sums[0]) / shape;
        double scale = Elementary.exp(logScale);
        double logLikelihood = n * (Elementary.log(shape) + (shape - 1) * (meanLog - logScale) - logScale - 1);
        double[] scaled = powers(logs, shape, logScale);
        double[] gradient = {n * (1 / shape + (meanLog - logScale) - scaled[1]), n * shape / scale * (scaled[0] - 1)};
        double[] errors = standardErrors(n / (shape * shape) + n * scaled[2], -n * shape / scale * scaled[1],
                n * shape * shape / (scale * scale));
        return new Found(new double[] {shape, scale}, logLikelihood, root.converged(), root.iterations(), gradient,
                errors, root.converged() ? "" : LAST);
    }

    /** Means of {@code e^(c u) u^m} for m = 0, 1, 2, u the logarithm less that of the unit. */
    private static double[] powers(LikelihoodSample logs, double c, double unit) {
        double[][] terms = new double[3][logs.distinct()];
        for (int k = 0; k < logs.distinct(); k++) {
            double u = logs.value(k) - unit;
            double power = Elementary.exp(c * u);
            terms[0][k] = power;
            terms[1][k] = power * u;
            terms[2][k] = power * u * u;
        }
        return new double[] {logs.average(terms[0]), logs.average(terms[1]), logs.average(terms[2])};
    }

    /** Beta: two equations by Newton's method; the log likelihood is concave, so that shortened steps always rise. */
    static Found beta(LikelihoodSample sample) {
        double n = sample.n();
        double log = sample.average(Elementary::log);
        double logRest = sample.average(x -> Elementary.log1p(-x));
        double mean = sample.mean();
        double size = Math.max(1e-2, mean * (1 - mean) / sample.variance() - 1);
        double a = mean * size;
        double b = (1 - mean) * size;
        double last = Double.POSITIVE_INFINITY;
        int steps = 0;
        int stalls = 0;
        boolean converged = false;
        while (!converged && steps < LikelihoodRoot.MOST && Math.max(a, b) < CONSTANT) {
            steps++;
            double[] g = betaScore(a, b, log, logRest);
            double ab = Polygamma.trigamma(a + b);
            double p = Polygamma.trigamma(a) - ab;
            double q = Polygamma.trigamma(b) - ab;
            double det = p * q - ab * ab;
            double da = (q * g[0] + ab * g[1]) / det;
            double db = (ab * g[0] + p * g[1]) / det;
            double share = 1;
            double moved = Math.max(Math.abs(da) / a, Math.abs(db) / b);
            while (share > 1e-9 && moved > 1e-6
                    && !rises(a, b, a + share * da, b + share * db, log, logRest)) {
                share /= 2;
            }
            // In squared standard errors; where steps do not shrink any more, they are rounding.
            double left = n * (da * g[0] + db * g[1]);
            stalls += moved >= last / 2 ? 1 : 0;
            converged = moved <= 1e-15 || stalls > 0 && left < NO_PART * NO_PART || stalls > STALLS && left < NO_PART;
            last = moved;
            a += converged ? 0 : share * da;
            b += converged ? 0 : share * db;
        }
        double[] g = betaScore(a, b, log, logRest);
        double ab = Polygamma.trigamma(a + b);
        double[] errors = standardErrors(n * (Polygamma.trigamma(a) - ab), -n * ab,
                n * (Polygamma.trigamma(b) - ab));
        return new Found(new double[] {a, b}, n * betaMean(a, b, log, logRest), converged, steps,
                new double[] {n * g[0], n * g[1]}, errors, converged ? "" : LAST);
    }

    private static boolean rises(double a, double b, double nextA, double nextB, double log, double logRest) {
        return nextA > 0 && nextB > 0 && betaMean(nextA, nextB, log, logRest) >= betaMean(a, b, log, logRest);
    }

    private static double betaMean(double a, double b, double log, double logRest) {
        return (a - 1) * log + (b - 1) * logRest
                - (Special.logGamma(a) + Special.logGamma(b) - Special.logGamma(a + b));
    }

    private static double[] betaScore(double a, double b, double log, double logRest) {
        double whole = Polygamma.logMinusDigamma(a + b);
        return new double[] {
            log - Elementary.log(a / (a + b)) + Polygamma.logMinusDigamma(a) - whole,
            logRest - Elementary.log(b / (a + b)) + Polygamma.logMinusDigamma(b) - whole};
    }

    /** From the information {@code [[p, r], [r, q]]}. */
    static double[] standardErrors(double p, double r, double q) {
        double det = p * q - r * r;
        return det > 0 ? new double[] {Math.sqrt(q / det), Math.sqrt(p / det)} : new double[0];
    }
}

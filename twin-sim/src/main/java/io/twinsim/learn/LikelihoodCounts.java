package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Polygamma;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import io.twinsim.learn.FittedFamily.Found;

/** The maximum of the likelihood for families of whole numbers. */
final class LikelihoodCounts {

    /** Counts beyond this are never summed one by one. */
    private static final double LARGE = 1e6;
    /** From this many times the mean on a negative binomial is a Poisson distribution. */
    private static final double POISSON = 1e8;
    private static final double SERIES = 1e-2;

    private LikelihoodCounts() {
    }

    static Found bernoulli(LikelihoodSample sample) {
        double n = sample.n();
        double p = sample.mean();
        double logLikelihood = n * (times(p, p) + times(1 - p, 1 - p));
        return Found.closed(logLikelihood, new double[] {p}, Math.sqrt(p * (1 - p) / n));
    }

    static Found uniformInt(LikelihoodSample sample) {
        double size = sample.max() - sample.min() + 1;
        return Found.closed(-sample.n() * Elementary.log(size), new double[] {sample.min(), sample.max()});
    }

    static Found geometric(LikelihoodSample sample) {
        double n = sample.n();
        double p = 1 / (1 + sample.mean());
        double logLikelihood = n * (Elementary.log(p) + times(sample.mean(), 1 - p));
        return Found.closed(logLikelihood, new double[] {p}, p * Math.sqrt((1 - p) / n));
    }

    static Found poisson(LikelihoodSample sample) {
        double n = sample.n();
        double mean = sample.mean();
        double logLikelihood = n * (times(mean, mean) - mean - sample.average(x -> Special.logGamma(x + 1)));
        return Found.closed(logLikelihood, new double[] {mean}, Math.sqrt(mean / n));
    }

    /** {@code factor log(x)}, 0 for a factor of 0. */
    private static double times(double factor, double x) {
        return factor == 0 ? 0 : factor * Elementary.log(x);
    }

    /**
     * Negative binomial: at the maximum the mean is that of the sample, and r solves an equation with a root just if the
     * mean square about the mean is above the mean (Levin and Reeds 1977, Annals of Statistics 5:79-87); without it the
     * likelihood rises towards a Poisson distribution for ever.
     */
    static Found negativeBinomial(LikelihoodSample sample) {
        double mean = sample.mean();
        if (mean == 0) {
            throw new InputException("values must hold a count above 0 to fit negative_binomial, got 0 in every row; "
                    + "constant(0) describes them");
        }
        CountScore score = CountScore.of(sample);
        double excess = sample.variance() - mean;
        double start = excess > 0 ? mean * mean / excess : Math.max(1, mean);
        double limit = POISSON * Math.max(1, mean);
        LikelihoodRoot root = LikelihoodRoot.find(score, Math.min(start, limit / 2), limit);
        boolean converged = root.converged() && excess > 0;
        double n = sample.n();
        double r = root.value();
        double p = r / (r + mean);
        double logLikelihood = n * (score.logRising(r) - r * Elementary.log1p(mean / r)
                - sample.average(x -> Special.logGamma(x + 1)));
        double rest = mean / (r + mean);
        double[] at = new double[2];
        score.at(r, at);
        double[] gradient = {n * at[0], n * (r / p - mean / rest)};
        double[] errors = converged ? LikelihoodReal.standardErrors(n * score.squares(r), -n / p,
                n * (r / (p * p) + mean / (rest * rest))) : new double[0];
        String note = converged ? "" : "the counts vary no more than poisson(" + Numbers.significant(mean, 6)
                + "), the limit for r without bound; the likelihood still rises at the last r";
        return new Found(new double[] {r, p}, logLikelihood, converged, root.iterations(), gradient, errors, note);
    }

    /**
     * The score of r with the mean at its maximum, per value: {@code m/r - log1p(m/r) - sum over j of N_j j / (n r (r +
     * j))}, N_j the number of counts above j. It is the mean of {@code digamma(x + r) - digamma(r)} less {@code log1p(m
     * / r)} without the parts that cancel for an r above the mean m.
     */
    private record CountScore(LikelihoodSample sample, double mean, double[] above) implements LikelihoodRoot.Score {

        static CountScore of(LikelihoodSample sample) {
            double[] above = new double[sample.max() <= LARGE ? (int) sample.max() : 0];
            int k = 0;
            for (int j = 0; j < above.length; j++) {
                while (sample.value(k) <= j) {
                    k++;
                }
                above[j] = (sample.n() - sample.upTo(k - 1)) / (double) sample.n();
            }
            return new CountScore(sample, sample.mean(), above);
        }

        @Override
        public void at(double r, double[] out) {
            double t = mean / r;
            double rest = mean + r;
            if (above.length == 0 || t > 1) {
                out[0] = sample.average(x -> Polygamma.digamma(x + r) - Polygamma.digamma(r))
                        - Elementary.log1p(t);
                out[1] = t / rest - squares(r);
                return;
            }
            out[0] = minusLog1p(t) - inner(r);
            // d/dr of (t - log1p(t)) is -t^2 / (r + m)
            out[1] = -t * t / rest + innerSlope(r);
        }

        private double inner(double r) {
            double sum = 0;
            for (int j = above.length - 1; j > 0; j--) {
                sum += above[j] * j / (r * (r + j));
            }
            return sum;
        }

        private double innerSlope(double r) {
            double sum = 0;
            for (int j = above.length - 1; j > 0; j--) {
                double d = r * (r + j);
                sum += above[j] * j * (2 * r + j) / (d * d);
            }
            return sum;
        }

        /** The mean of trigamma(r) - trigamma(x + r). */
        double squares(double r) {
            if (above.length == 0 || r < mean) {
                return sample.average(x -> Polygamma.trigamma(r) - Polygamma.trigamma(x + r));
            }
            double sum = 0;
            for (int j = above.length - 1; j >= 0; j--) {
                sum += above[j] / ((r + j) * (r + j));
            }
            return sum;
        }

        /** The mean of {@code log(gamma(x + r) / gamma(r)) + x log(1 - p)}. */
        double logRising(double r) {
            if (above.length == 0) {
                return sample.average(x -> Special.logGamma(x + r) - Special.logGamma(r))
                        + mean * Elementary.log(mean / (r + mean));
            }
            double sum = 0;
            for (int j = above.length - 1; j >= 0; j--) {
                sum += above[j] * Elementary.log((r + j) / (r + mean));
            }
            return sum + mean * Elementary.log(mean);
        }

        private static double minusLog1p(double t) {
            if (t > SERIES) {
                return t - Elementary.log1p(t);
            }
            double sum = 0;
            for (int k = 9; k >= 2; k--) {
                sum = 1.0 / k - t * sum;
            }
            return t * t * sum;
        }
    }
}

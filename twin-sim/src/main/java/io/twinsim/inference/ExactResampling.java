package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Ranks;
import java.util.Arrays;
import java.util.Optional;

/**
 * The exact bootstrap distribution of a mean or a difference of means, by listing every composition of the draws over
 * the distinct values. Only for samples so small, or so full of ties, that there are at most 200,000 of them.
 */
final class ExactResampling {

    private static final int LIMIT = 200_000;
    /** Probabilities of equal totals are summed in floating point; a quantile must not slip by their rounding. */
    private static final double SLACK = 1e-12;

    private final double[] totals;
    private final double[] probabilities;

    private ExactResampling(double[] totals, double[] probabilities) {
        this.totals = totals;
        this.probabilities = probabilities;
    }

    /**
     * The distribution of the mean of one resample, minus that of the other if there are two; none if it is too large.
     */
    static Optional<ExactResampling> of(double[]... arms) {
        Optional<ExactResampling> all = Optional.empty();
        for (double[] arm : arms) {
            Optional<ExactResampling> one = mean(arm);
            all = all.isEmpty() && arm == arms[0] ? one : all.flatMap(a -> one.flatMap(a::minus));
        }
        return all.map(ExactResampling::sorted);
    }

    /** The least value whose lower tail reaches p. */
    double lower(double p) {
        double sum = 0;
        for (int i = 0; i < totals.length; i++) {
            sum += probabilities[i];
            if (sum >= p - SLACK) {
                return totals[i];
            }
        }
        return totals[totals.length - 1];
    }

    /** The greatest value whose upper tail reaches p. */
    double upper(double p) {
        double sum = 0;
        for (int i = totals.length - 1; i >= 0; i--) {
            sum += probabilities[i];
            if (sum >= p - SLACK) {
                return totals[i];
            }
        }
        return totals[0];
    }

    private static Optional<ExactResampling> mean(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        int n = values.length;
        int k = distinct.length;
        double compositions = 1;
        for (int j = 1; j < k; j++) {
            compositions = compositions * (n + j) / j;
        }
        if (compositions > LIMIT) {
            return Optional.empty();
        }
        double[] logShare = new double[k];
        for (int j = 0; j < k; j++) {
            double value = distinct[j];
            long tied = Arrays.stream(sorted).filter(x -> x == value).count();
            logShare[j] = Elementary.log((double) tied / n);
        }
        return Optional.of(new Lister(distinct, logShare, n, (int) Math.rint(compositions)).list());
    }

    private Optional<ExactResampling> minus(ExactResampling other) {
        if ((long) totals.length * other.totals.length > LIMIT) {
            return Optional.empty();
        }
        double[] t = new double[totals.length * other.totals.length];
        double[] p = new double[t.length];
        for (int i = 0; i < totals.length; i++) {
            for (int j = 0; j < other.totals.length; j++) {
                t[i * other.totals.length + j] = totals[i] - other.totals[j];
                p[i * other.totals.length + j] = probabilities[i] * other.probabilities[j];
            }
        }
        return Optional.of(new ExactResampling(t, p));
    }

    private ExactResampling sorted() {
        int[] order = Ranks.order(totals);
        double[] t = new double[order.length];
        double[] p = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            t[i] = totals[order[i]];
            p[i] = probabilities[order[i]];
        }
        return new ExactResampling(t, p);
    }

    /** Lists the compositions of n draws over k values, depth first. */
    private static final class Lister {
        private final double[] values;
        private final double[] logShare;
        private final double[] logFactorial;
        private final double[] totals;
        private final double[] probabilities;
        private int found;

        Lister(double[] values, double[] logShare, int n, int compositions) {
            this.values = values;
            this.logShare = logShare;
            totals = new double[compositions];
            probabilities = new double[compositions];
            logFactorial = new double[n + 1];
            for (int i = 2; i <= n; i++) {
                logFactorial[i] = logFactorial[i - 1] + Elementary.log(i);
            }
        }

        ExactResampling list() {
            int n = logFactorial.length - 1;
            place(0, n, 0, logFactorial[n]);
            return new ExactResampling(totals, probabilities);
        }

        private void place(int j, int left, double sum, double logProbability) {
            if (j == values.length - 1) {
                totals[found] = (sum + left * values[j]) / (logFactorial.length - 1);
                probabilities[found++] = Elementary.exp(logProbability + left * logShare[j] - logFactorial[left]);
                return;
            }
            for (int m = 0; m <= left; m++) {
                place(j + 1, left - m, sum + m * values[j], logProbability + m * logShare[j] - logFactorial[m]);
            }
        }
    }
}

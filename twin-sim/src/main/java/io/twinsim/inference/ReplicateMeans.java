package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;

/**
 * The weighted means of all terms of all arms in every replicate, as deviations from the means of the data.
 *
 * <p>Arms are resampled on their own, each term of an arm with the same draws; a term's numbers do not depend on which
 * other terms there are. Replicates run in batches of 128; a stop takes effect between batches, and a stopped run
 * equals a run with that many replicates. Bit-identical for any number of threads. Memory is O(k (n + B)) for k terms.
 */
final class ReplicateMeans {

    private final int terms;
    private final double[] deviations;

    private ReplicateMeans(int terms, double[] deviations) {
        this.terms = terms;
        this.deviations = deviations;
    }

    /** An arm with its columns by unit: the terms as deviations from their means, and the sizes of clusters. */
    private record Columns(ResampledArm arm, double[][] values, int terms, int offset) {

        static Columns of(ResampledArm arm, Terms terms, int offset) {
            int sizes = arm.units().clustered() ? 1 : 0;
            double[][] values = new double[terms.count() + sizes][];
            for (int j = 0; j < terms.count(); j++) {
                values[j] = arm.units().totals(deviations(terms.columns()[j]));
            }
            if (sizes > 0) {
                values[terms.count()] = arm.units().sizes();
            }
            return new Columns(arm, values, terms.count(), offset);
        }

        private static double[] deviations(double[] values) {
            double mean = Sample.mean(Moments.of(values));
            double[] deviations = new double[values.length];
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] = values[i] - mean;
            }
            return deviations;
        }
    }

    /**
     * Resamples.
     *
     * @param arms one or two arms, treated before control; each has at least one row
     * @throws InputException if the resampling does not fit the arms, or the results do not fit an array
     */
    static ReplicateMeans run(List<Terms> arms, Resampling resampling, String estimand, IntervalOptions options) {
        Columns[] columns = new Columns[arms.size()];
        int terms = 0;
        for (int a = 0; a < columns.length; a++) {
            Terms arm = arms.get(a);
            columns[a] = Columns.of(
                    ResampledArm.of(arm.rows(), resampling, estimand, options.seed(), a, columns.length), arm, terms);
            terms += arm.count();
        }
        double[] out = new double[length(options.replicates(), terms)];
        int all = terms;
        int done = ReplicateBatches.run(options, (first, last) -> {
            PartSums sums = PartSums.of(resampling.scheme());
            for (Columns arm : columns) {
                if (!batch(arm, sums, first, last, out, all, options)) {
                    return false;
                }
            }
            return true;
        });
        return new ReplicateMeans(terms, done == options.replicates() ? out : Arrays.copyOf(out, done * terms));
    }

    private static int length(int replicates, int terms) {
        long length = (long) replicates * terms;
        if (length <= Integer.MAX_VALUE - Long.BYTES) {
            return (int) length;
        }
        throw new InputException("replicates times terms must be at most 2,147,483,639, got " + Numbers.grouped(length)
                + "; ask for fewer replicates");
    }

    /** Writes one arm's part of the replicates of a batch; false if it was given up because of a stop. */
    private static boolean batch(Columns columns, PartSums engine, int first, int last, double[] out, int terms,
            IntervalOptions options) {
        double[][] sums = new double[columns.values.length][last - first];
        boolean later = false;
        for (ResampledArm.Part part : columns.arm.parts()) {
            if (later && options.stop().stopped()
                    || !engine.add(part, columns.values, first, last, sums, options.stop())) {
                return false;
            }
            later = true;
        }
        double share = 1.0 / columns.arm.units().rows();
        for (int b = first; b < last; b++) {
            double scale = columns.arm.units().clustered() ? 1 / sums[columns.terms][b - first] : share;
            for (int j = 0; j < columns.terms; j++) {
                out[b * terms + columns.offset + j] = scale * sums[j][b - first];
            }
        }
        return true;
    }

    /** Replicates done. */
    int replicates() {
        return deviations.length / terms;
    }

    /** Terms of all arms together. */
    int terms() {
        return terms;
    }

    /** The mean of a term in replicate b, minus that of the data; terms count over all arms, first arm first. */
    double deviation(int b, int term) {
        return deviations[b * terms + term];
    }

    /** All replicates of one term, in replicate order. */
    double[] deviations(int term) {
        if (terms == 1) {
            return deviations.clone();
        }
        double[] one = new double[replicates()];
        for (int b = 0; b < one.length; b++) {
            one[b] = deviations[b * terms + term];
        }
        return one;
    }
}

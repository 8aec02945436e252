package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;

/**
 * Which units were assigned together.
 *
 * @param column the column that names the clusters
 * @param codes the cluster of each unit, 0 to {@code count - 1} in ascending order of the column's values
 * @param count the number of clusters
 */
record Clusters(String column, int[] codes, int count) {

    static Clusters of(Population data, Arms arms, String name) {
        Column column = data.storage(name);
        int[] rows = Covariates.rows(arms);
        long missing = Covariates.missing(column, rows);
        if (missing > 0) {
            throw new InputException("clusters must have no missing values, got " + Numbers.grouped(missing) + " in "
                    + Names.quote(name));
        }
        double[] values = Covariates.take(column, rows);
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.0; // -0.0 and 0.0 name one cluster
        }
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Arrays.binarySearch(distinct, values[i]);
        }
        int treated = arms.treated().size();
        requireTwo(distinct(codes, 0, treated), "treated", name);
        requireTwo(distinct(codes, treated, codes.length), "control", name);
        return new Clusters(name, codes, distinct.length);
    }

    private static long distinct(int[] codes, int from, int to) {
        return Arrays.stream(codes, from, to).distinct().count();
    }

    private static void requireTwo(long clusters, String arm, String name) {
        if (clusters < 2) {
            throw new InputException("arm " + arm + " has " + clusters + (clusters == 1 ? " cluster (" : " clusters (")
                    + name + "), need >= 2");
        }
    }

    /** The sums of a value over the units of each cluster. */
    double[] sums(double[] values) {
        double[] sums = new double[count];
        for (int i = 0; i < values.length; i++) {
            sums[codes[i]] += values[i];
        }
        return sums;
    }
}

package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which units were assigned together.
 *
 * @param column the column that names the clusters
 * @param codes the cluster of each unit, 0 to {@code count - 1} in ascending order of the column's values
 * @param count the number of clusters
 */
record Clusters(String column, int[] codes, int count) {

    /** From here on errors by clusters need no correction: with 10, weighted effects are covered 90 % for 95. */
    private static final int MANY = 40;

    static Clusters of(Population data, Arms arms, String name) {
        Column column = data.storage(name);
        int[] rows = Covariates.rows(arms);
        long missing = Covariates.missing(column, rows);
        if (missing > 0) {
            throw new InputException("clusters must have no missing values, got " + Numbers.grouped(missing) + " in "
                    + Names.quote(name));
        }
        double[] values = Covariates.take(column, rows);
        int[] codes = Ranks.codes(values);
        int count = Arrays.stream(codes).max().orElse(-1) + 1;
        int treated = arms.treated().size();
        requireTwo(distinct(codes, 0, treated, count), "treated", name);
        requireTwo(distinct(codes, treated, codes.length, count), "control", name);
        return new Clusters(name, codes, count);
    }

    private static int distinct(int[] codes, int from, int to, int count) {
        BitSet seen = new BitSet(count);
        for (int i = from; i < to; i++) {
            seen.set(codes[i]);
        }
        return seen.cardinality();
    }

    private static void requireTwo(int clusters, String arm, String name) {
        if (clusters < 2) {
            throw new InputException("arm " + arm + " has " + clusters + (clusters == 1 ? " cluster (" : " clusters (")
                    + name + "), need >= 2");
        }
    }

    /**
     * For every cluster of assigned units, with or without an outcome, the treated less the expected share of its
     * units. A unit without an outcome may lack its cluster too; it then stands alone.
     */
    static double[] deviations(Population data, Arms arms, String name, double share) {
        Column column = data.storage(name);
        double[] treated = Covariates.take(column, arms.treated().assignedRows());
        double[] control = Covariates.take(column, arms.control().assignedRows());
        double[] values = new double[treated.length + control.length];
        System.arraycopy(treated, 0, values, 0, treated.length);
        System.arraycopy(control, 0, values, treated.length, control.length);
        double[] known = Arrays.stream(values).filter(value -> value == value).toArray();
        int[] codes = Ranks.codes(known);
        int clusters = Arrays.stream(codes).max().orElse(-1) + 1;
        double[] sums = new double[clusters + values.length - known.length];
        int next = 0;
        int alone = clusters;
        for (int i = 0; i < values.length; i++) {
            int at = values[i] == values[i] ? codes[next++] : alone++;
            sums[at] += i < treated.length ? 1 - share : -share;
        }
        return sums;
    }

    /** How many there are. */
    String text() {
        return Numbers.grouped(count) + " clusters by " + Names.quote(column);
    }

    /** What a reader of a weighted estimate should know, whose error has no correction for few clusters. */
    List<String> weightedNotes() {
        return count >= MANY ? List.of(text())
                : List.of(text() + ", fewer than " + MANY + ": the error of a weighted effect is too small");
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

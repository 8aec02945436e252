package io.twinsim.inference;

import io.twinsim.InputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of an arm fall into the units that are resampled (rows, or whole clusters), and these into strata. Units
 * stand stratum by stratum in ascending order of the stratum's code; within a stratum rows keep their order, and
 * clusters ascend by code.
 *
 * @param rows how many rows there are
 * @param unitOfRow the unit of each row; empty where unit i is row i
 * @param bounds the first unit of each stratum, then the number of units
 * @param codes the codes of the strata, ascending; empty if nothing is stratified
 * @param clustered whether units are clusters
 */
record Units(int rows, int[] unitOfRow, int[] bounds, int[] codes, boolean clustered) {

    /** Codes are one per row, or none at all. */
    static Units of(int rows, int[] strata, int[] clusters, String clusterName) {
        if (strata.length == 0 && clusters.length == 0) {
            return new Units(rows, new int[0], new int[] {0, rows}, new int[0], false);
        }
        if (clusters.length == 0) {
            return arranged(rows, null, strata, distinct(strata));
        }
        int[] labels = distinct(clusters);
        if (labels.length < 2) {
            throw new InputException(clusterName + " must be at least 2, got " + labels.length);
        }
        int[] rank = ranks(clusters, labels);
        int[] stratum = strata.length == 0 ? new int[labels.length] : stratumOf(rank, labels, strata, clusterName);
        int[] codes = strata.length == 0 ? new int[1] : distinct(strata);
        Units made = arranged(rows, rank, stratum, codes);
        return strata.length == 0 ? new Units(rows, made.unitOfRow, made.bounds, new int[0], true) : made;
    }

    /** The stratum of each cluster. */
    private static int[] stratumOf(int[] rank, int[] labels, int[] strata, String clusterName) {
        int[] stratum = new int[labels.length];
        Arrays.fill(stratum, -1);
        for (int i = 0; i < rank.length; i++) {
            int seen = stratum[rank[i]];
            if (seen >= 0 && seen != strata[i]) {
                throw new InputException(clusterName + " must each lie in one stratum, got strata " + seen + " and "
                        + strata[i] + " for cluster " + labels[rank[i]]);
            }
            stratum[rank[i]] = strata[i];
        }
        return stratum;
    }

    /** A stable counting sort of the units by stratum. */
    private static Units arranged(int rows, int @Nullable [] unit, int[] stratum, int[] codes) {
        int[] rank = ranks(stratum, codes);
        int[] bounds = new int[codes.length + 1];
        for (int h : rank) {
            bounds[h + 1]++;
        }
        for (int h = 1; h < bounds.length; h++) {
            bounds[h] += bounds[h - 1];
        }
        int[] next = bounds.clone();
        int[] position = new int[rank.length];
        for (int u = 0; u < rank.length; u++) {
            position[u] = next[rank[u]]++;
        }
        int[] unitOfRow = position;
        if (unit != null) {
            unitOfRow = new int[rows];
            for (int i = 0; i < rows; i++) {
                unitOfRow[i] = position[unit[i]];
            }
        }
        return new Units(rows, unitOfRow, bounds, codes, unit != null);
    }

    private static int[] distinct(int[] codes) {
        int[] sorted = codes.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private static int[] ranks(int[] codes, int[] distinct) {
        int[] ranks = new int[codes.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Arrays.binarySearch(distinct, codes[i]);
        }
        return ranks;
    }

    int strata() {
        return bounds.length - 1;
    }

    int count() {
        return bounds[bounds.length - 1];
    }

    int singleStrata() {
        int single = 0;
        for (int h = 0; h < strata(); h++) {
            single += bounds[h + 1] - bounds[h] == 1 ? 1 : 0;
        }
        return single;
    }

    /** The values of rows, added up by unit; the array itself where unit i is row i. */
    double[] totals(double[] ofRows) {
        if (unitOfRow.length == 0) {
            return ofRows;
        }
        double[] totals = new double[count()];
        for (int i = 0; i < rows; i++) {
            totals[unitOfRow[i]] += ofRows[i];
        }
        return totals;
    }

    /** The number of rows in each unit. */
    double[] sizes() {
        double[] sizes = new double[count()];
        for (int unit : unitOfRow) {
            sizes[unit]++;
        }
        return sizes;
    }
}

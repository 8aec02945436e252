package io.twinsim.inference;

import java.util.Arrays;

/**
 * A few order statistics of many values, without sorting all of them: values are counted in {@value #CELLS} cells of
 * equal width, and only the cells that hold a wanted rank are sorted. {@code O(n)} for values that spread over the
 * cells; where most fall into wanted cells, all are sorted instead. The same values as from a sorted array.
 */
final class OrderStatistics {

    private static final int CELLS = 4096;
    /** Fewer values than this are sorted at once. */
    private static final int FEW = 2048;

    private final double[] values;
    private final double lowest;
    private final double scale;
    /** Values in all cells before each one. */
    private final int[] before = new int[CELLS + 1];

    private OrderStatistics(double[] values, double lowest, double highest) {
        this.values = values;
        this.lowest = lowest;
        this.scale = (CELLS - 1) / (highest - lowest);
        for (double value : values) {
            before[cell(value) + 1]++;
        }
        for (int c = 0; c < CELLS; c++) {
            before[c + 1] += before[c];
        }
    }

    /**
     * Values by their rank.
     *
     * @param values finite, at least one, not modified
     * @param ranks ascending, each from 0 for the least value to n - 1
     */
    static double[] of(double[] values, int[] ranks) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        double width = highest - lowest;
        // Cells must be told apart: neither a single value, nor a width whose reciprocal leaves the range.
        if (values.length < FEW || !(width > Double.MIN_NORMAL * CELLS && width <= Double.MAX_VALUE)) {
            return fromSorted(values, ranks);
        }
        return new OrderStatistics(values, lowest, highest).select(ranks);
    }

    private static double[] fromSorted(double[] values, int[] ranks) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(ranks).mapToDouble(rank -> sorted[rank]).toArray();
    }

    /** Monotone in the value, as rounding is. */
    private int cell(double value) {
        return (int) ((value - lowest) * scale);
    }

    private double[] select(int[] ranks) {
        int[] cells = Arrays.stream(ranks).map(this::cellOfRank).distinct().toArray();
        int[] start = new int[CELLS];
        Arrays.fill(start, -1);
        int total = 0;
        for (int cell : cells) {
            start[cell] = total;
            total += before[cell + 1] - before[cell];
        }
        if (total > values.length / 2) {
            return fromSorted(values, ranks);
        }
        double[] gathered = gather(start, total);
        int end = 0;
        for (int cell : cells) {
            int from = end;
            end += before[cell + 1] - before[cell];
            Arrays.sort(gathered, from, end);
            start[cell] = from;
        }
        return Arrays.stream(ranks).mapToDouble(rank -> {
            int cell = cellOfRank(rank);
            return gathered[start[cell] + rank - before[cell]];
        }).toArray();
    }

    private int cellOfRank(int rank) {
        int at = Arrays.binarySearch(before, rank);
        // Equal counts stand for empty cells; the rank lies in the cell after the last of them.
        int cell = at >= 0 ? at : -at - 2;
        while (before[cell + 1] <= rank) {
            cell++;
        }
        return cell;
    }

    /** The values of the cells that have a start, cell by cell. */
    private double[] gather(int[] start, int total) {
        double[] gathered = new double[total];
        for (double value : values) {
            int cell = cell(value);
            if (start[cell] >= 0) {
                gathered[start[cell]++] = value;
            }
        }
        return gathered;
    }
}

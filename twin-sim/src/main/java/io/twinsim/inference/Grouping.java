package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** How a value finds its group: by level code, by distinct value, or by the edges of quantile groups. */
final class Grouping {

    private static final int FEWEST_DIGITS = 4;
    private static final int MOST_DIGITS = 17;
    private static final int WIDEST_TABLE = 1 << 16;
    private static final int COUNTED = 16;

    private final List<String> labels;
    /** Lower edges of all groups but the first; empty where values are looked up. */
    private final double[] cuts;
    /** The group of each whole number from the origin on; empty if values are not looked up but compared. */
    private final int[] table;
    private final double origin;

    private Grouping(List<String> labels, double[] cuts, int[] table, double origin) {
        this.labels = labels;
        this.cuts = cuts;
        this.table = table;
        this.origin = origin;
    }

    /** One group per code. */
    static Grouping levels(List<String> labels) {
        return new Grouping(labels, new double[0], IntStream.range(0, labels.size()).toArray(), 0);
    }

    /** One group per value; the values are whole and ascending. */
    static Grouping values(double[] distinct) {
        List<String> labels = new ArrayList<>();
        for (double value : distinct) {
            labels.add(Long.toString((long) value));
        }
        int values = distinct.length;
        if (values == 0 || !(distinct[values - 1] - distinct[0] < WIDEST_TABLE)) {
            return new Grouping(labels, values == 0 ? distinct : Arrays.copyOfRange(distinct, 1, values), new int[0],
                    0);
        }
        int[] table = new int[(int) (distinct[values - 1] - distinct[0]) + 1];
        for (int g = 0; g < values; g++) {
            table[(int) (distinct[g] - distinct[0])] = g;
        }
        return new Grouping(labels, new double[0], table, distinct[0]);
    }

    /** Groups between the sample quantiles j/k of values in any order. */
    static Grouping quantiles(double[] values, int k) {
        if (values.length == 0) {
            return new Grouping(List.of(), new double[0], new int[0], 0);
        }
        int last = values.length - 1;
        int[] ranks = IntStream.concat(IntStream.of(0, last), IntStream.range(1, k).flatMap(j ->
                IntStream.of(below(last, j, k), Math.min(below(last, j, k) + 1, last)))).sorted().distinct().toArray();
        double[] found = OrderStatistics.of(values, ranks);
        List<Double> edges = new ArrayList<>(List.of(found[0]));
        for (int j = 1; j < k; j++) {
            int at = Arrays.binarySearch(ranks, below(last, j, k));
            double above = found[Math.min(at + 1, found.length - 1)];
            double edge = found[at] + (last * (double) j / k - ranks[at]) * (above - found[at]);
            if (edge > edges.get(edges.size() - 1)) {
                edges.add(edge);
            }
        }
        double[] cuts = edges.stream().skip(1).mapToDouble(Double::doubleValue).toArray();
        return new Grouping(intervals(edges, found[found.length - 1]), cuts, new int[0], 0);
    }

    private static int below(int last, int j, int k) {
        return (int) Math.floor(last * (double) j / k);
    }

    /** Labels with as few digits as keep the edges apart. */
    private static List<String> intervals(List<Double> edges, double highest) {
        List<Double> all = new ArrayList<>(edges);
        if (highest > edges.get(edges.size() - 1)) {
            all.add(highest);
        }
        int digits = FEWEST_DIGITS;
        while (digits < MOST_DIGITS && new HashSet<>(texts(all, digits)).size() < all.size()) {
            digits++;
        }
        List<String> shown = texts(all, digits);
        String last = Numbers.significant(highest, digits);
        List<String> labels = new ArrayList<>();
        for (int g = 0; g < edges.size(); g++) {
            boolean closed = g == edges.size() - 1;
            String upper = closed ? last : shown.get(g + 1);
            labels.add(upper.equals(shown.get(g)) ? upper : "[" + shown.get(g) + ", " + upper + (closed ? "]" : ")"));
        }
        return labels;
    }

    private static List<String> texts(List<Double> values, int digits) {
        return values.stream().map(value -> Numbers.significant(value, digits)).toList();
    }

    int groups() {
        return labels.size();
    }

    String label(int group) {
        return labels.get(group);
    }

    /** {@code out[start + i]} becomes the group of value i; of values that are missing or not selected, any number. */
    void groups(double[] values, int[] out, int start, int size) {
        if (table.length > 0) {
            int last = table.length - 1;
            double lowest = origin;
            for (int i = 0; i < size; i++) {
                out[start + i] = table[Math.max(0, Math.min(last, (int) (values[i] - lowest)))];
            }
        } else if (cuts.length <= COUNTED) {
            count(values, out, start, size);
        } else {
            search(values, out, start, size);
        }
    }

    /** Counting the edges below is faster than searching as long as they are few, for it never mispredicts. */
    private void count(double[] values, int[] out, int start, int size) {
        Arrays.fill(out, start, start + size, 0);
        for (double cut : cuts) {
            for (int i = 0; i < size; i++) {
                out[start + i] += values[i] >= cut ? 1 : 0;
            }
        }
    }

    private void search(double[] values, int[] out, int start, int size) {
        int most = Integer.highestOneBit(cuts.length);
        for (int i = 0; i < size; i++) {
            double value = values[i];
            int group = 0;
            for (int step = most; step > 0; step >>= 1) {
                int next = group + step;
                group = next <= cuts.length && cuts[next - 1] <= value ? next : group;
            }
            out[start + i] = group;
        }
    }
}

package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How a value finds its group: by level code, by distinct value, or by the edges of quantile groups. */
final class Grouping {

    private static final int FEWEST_DIGITS = 4;
    private static final int MOST_DIGITS = 17;
    private static final int WIDEST_TABLE = 1 << 16;
    private static final int COUNTED = 16;
    /** Differences from an origin that is not farther from 0 wrap to places that no table has. */
    private static final int FARTHEST_ORIGIN = 1 << 30;
    /** A whole number plus this has the number in the low bits, NaN has zeros there. */
    private static final double WHOLE = 0x1.8p52;

    private final List<String> labels;
    /** Edges between intervals, each the least value of the one above; empty where values are places in a row. */
    private final double[] cuts;
    /** The whole number whose place is 0. */
    private final int origin;
    private final int lastPlace;
    /** The group of each place or interval; empty if it is the group. */
    private final int[] table;

    private Grouping(List<String> labels, double[] cuts, int origin, int[] table) {
        this.labels = labels;
        this.cuts = padded(cuts);
        this.origin = origin;
        this.lastPlace = Math.max(0, Math.max(table.length, labels.size()) - 1);
        this.table = table;
    }

    /** As many as a search by halves asks for, if there will be one: no value is at or above NaN. */
    private static double[] padded(double[] cuts) {
        int size = cuts.length <= COUNTED ? cuts.length : 2 * Integer.highestOneBit(cuts.length) - 1;
        double[] all = Arrays.copyOf(cuts, size);
        Arrays.fill(all, cuts.length, size, Double.NaN);
        return all;
    }

    /** One group per code. */
    static Grouping levels(List<String> labels) {
        return places(labels, 0, new int[0]);
    }

    private static Grouping places(List<String> labels, double origin, int[] table) {
        return new Grouping(labels, new double[0], (int) origin, table);
    }

    private static Grouping intervals(List<String> labels, double[] cuts, int[] table) {
        return new Grouping(labels, cuts, 0, table);
    }

    /** One group per value, and a last one for others if there may be any; the values are whole and ascending. */
    static Grouping values(double[] distinct, boolean others) {
        int values = distinct.length;
        List<String> labels = new ArrayList<>();
        for (double value : distinct) {
            labels.add(Long.toString((long) value));
        }
        if (others) {
            labels.add(SubgroupClassifier.OTHER);
        }
        if (values == 0) {
            return places(labels, 0, new int[0]);
        }
        double span = distinct[values - 1] - distinct[0];
        if (!(span < WIDEST_TABLE && Math.abs(distinct[0]) <= FARTHEST_ORIGIN)) {
            return apart(distinct, labels, others);
        }
        return others || span > values - 1 ? table(distinct, labels) : places(labels, distinct[0], new int[0]);
    }

    /** By place in a row that begins before the first value and ends after the last one. */
    private static Grouping table(double[] distinct, List<String> labels) {
        double origin = distinct[0] - 1;
        int[] table = new int[(int) (distinct[distinct.length - 1] - origin) + 2];
        Arrays.fill(table, labels.size() - 1);
        for (int g = 0; g < distinct.length; g++) {
            table[(int) (distinct[g] - origin)] = g;
        }
        return places(labels, origin, table);
    }

    /** By search; where there may be others, every value is an interval of its own between them. */
    private static Grouping apart(double[] distinct, List<String> labels, boolean others) {
        if (!others) {
            return intervals(labels, Arrays.copyOfRange(distinct, 1, distinct.length), new int[0]);
        }
        double[] cuts = DoubleStream.of(distinct).flatMap(value -> DoubleStream.of(value, value + 1)).distinct()
                .toArray();
        int[] table = new int[cuts.length + 1];
        Arrays.fill(table, distinct.length);
        for (int g = 0; g < distinct.length; g++) {
            table[Arrays.binarySearch(cuts, distinct[g]) + 1] = g;
        }
        return intervals(labels, cuts, table);
    }

    /** Groups between the sample quantiles j/k of values in any order; one for others if there are no values. */
    static Grouping quantiles(double[] values, int k, boolean others) {
        if (values.length == 0) {
            return values(values, others);
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
        return intervals(shown(edges, found[found.length - 1]), cuts, new int[0]);
    }

    private static int below(int last, int j, int k) {
        return (int) Math.floor(last * (double) j / k);
    }

    /** Labels with as few digits as keep the edges apart. */
    private static List<String> shown(List<Double> edges, double highest) {
        List<Double> all = new ArrayList<>(edges);
        if (highest > edges.get(edges.size() - 1)) {
            all.add(highest);
        }
        int digits = FEWEST_DIGITS;
        while (digits < MOST_DIGITS && new HashSet<>(texts(all, digits)).size() < all.size()) {
            digits++;
        }
        List<String> texts = texts(all, digits);
        String last = Numbers.significant(highest, digits);
        List<String> labels = new ArrayList<>();
        for (int g = 0; g < edges.size(); g++) {
            boolean closed = g == edges.size() - 1;
            String upper = closed ? last : texts.get(g + 1);
            labels.add(upper.equals(texts.get(g)) ? upper : "[" + texts.get(g) + ", " + upper + (closed ? "]" : ")"));
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

    /**
     * {@code found[i]} becomes the group of {@code values[i]} for i in [from, to). Numbers that are none of the
     * column's and missing values fall into any group.
     *
     * @param missing whether there may be NaN
     */
    void find(double[] values, int[] found, boolean missing, int from, int to) {
        if (cuts.length == 0) {
            places(values, found, missing, from, to);
        } else if (cuts.length <= COUNTED) {
            count(values, found, from, to);
        } else {
            search(values, found, from, to);
        }
        look(found, from, to);
    }

    /** Whether a whole number is a place in a row. */
    boolean byPlace() {
        return cuts.length == 0;
    }

    /** {@code found[i]}, a value of a column that goes by place, becomes its group for i in [from, to). */
    void find(int[] found, int from, int to) {
        bring(found, from, to);
        look(found, from, to);
    }

    private void look(int[] found, int from, int to) {
        if (table.length > 0) {
            int[] groups = table;
            for (int i = from; i < to; i++) {
                found[i] = groups[found[i]];
            }
        }
    }

    /** Whole numbers are found one by one, but brought into their row many at once: bits do what min and max would. */
    private void places(double[] values, int[] found, boolean missing, int from, int to) {
        if (missing) {
            // A cast mispredicts where it meets NaN.
            for (int i = from; i < to; i++) {
                found[i] = (int) Double.doubleToRawLongBits(values[i] + WHOLE);
            }
        } else {
            for (int i = from; i < to; i++) {
                found[i] = (int) values[i];
            }
        }
        bring(found, from, to);
    }

    private void bring(int[] found, int from, int to) {
        int first = origin;
        int last = lastPlace;
        for (int i = from; i < to; i++) {
            int place = found[i] - first;
            place &= ~(place >> 31);
            int above = place - last;
            found[i] = last + (above & above >> 31);
        }
    }

    /** Counting the edges below is as fast as searching as long as they are few. */
    private void count(double[] values, int[] found, int from, int to) {
        Arrays.fill(found, from, to, 0);
        for (double cut : cuts) {
            for (int i = from; i < to; i++) {
                found[i] += values[i] >= cut ? 1 : 0;
            }
        }
    }

    /** Halves the edges for all values before it halves them again: rows do not wait for each other. */
    private void search(double[] values, int[] found, int from, int to) {
        double[] edges = cuts;
        Arrays.fill(found, from, to, 0);
        for (int step = edges.length + 1 >> 1; step > 0; step >>= 1) {
            int above = step - 1;
            for (int i = from; i < to; i++) {
                int group = found[i];
                found[i] = group + (edges[group + above] <= values[i] ? step : 0);
            }
        }
    }
}

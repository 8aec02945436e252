package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** How a value finds its group: by level code, by distinct value, or by the edges of quantile groups. */
final class Grouping {

    private static final int FEWEST_DIGITS = 4;
    private static final int MOST_DIGITS = 17;

    private final List<String> labels;
    /** Lower edges of all groups but the first; empty for levels, whose code is the group. */
    private final double[] cuts;
    private final boolean levels;

    private Grouping(List<String> labels, double[] cuts, boolean levels) {
        this.labels = labels;
        this.cuts = cuts;
        this.levels = levels;
    }

    static Grouping levels(List<String> labels) {
        return new Grouping(labels, new double[0], true);
    }

    /** One group per value; the values are whole and ascending. */
    static Grouping values(double[] distinct) {
        List<String> labels = new ArrayList<>();
        for (double value : distinct) {
            labels.add(Long.toString((long) value));
        }
        return new Grouping(labels, distinct.length == 0 ? distinct : Arrays.copyOfRange(distinct, 1, distinct.length),
                false);
    }

    /** Groups between the sample quantiles j/k. */
    static Grouping quantiles(double[] sorted, int k) {
        if (sorted.length == 0) {
            return new Grouping(List.of(), new double[0], false);
        }
        double lowest = sorted[0];
        double highest = sorted[sorted.length - 1];
        List<Double> edges = new ArrayList<>(List.of(lowest));
        for (int j = 1; j < k; j++) {
            double position = (sorted.length - 1.0) * j / k;
            int below = (int) Math.floor(position);
            int above = Math.min(below + 1, sorted.length - 1);
            double edge = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
            if (edge > edges.get(edges.size() - 1)) {
                edges.add(edge);
            }
        }
        double[] cuts = edges.stream().skip(1).mapToDouble(Double::doubleValue).toArray();
        return new Grouping(intervals(edges, highest), cuts, false);
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

    int group(double value) {
        if (levels) {
            return (int) value;
        }
        int at = Arrays.binarySearch(cuts, value);
        return at >= 0 ? at + 1 : -at - 1;
    }
}

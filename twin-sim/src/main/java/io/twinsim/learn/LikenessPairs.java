package io.twinsim.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Associations of pairs of columns in one sample: Spearman's correlation, Cramer's V corrected for bias (Bergsma 2013,
 * <a href="https://doi.org/10.1016/j.jkss.2012.10.002">doi</a>), the correlation ratio of ranks likewise. Ranks are
 * those among all values of a column that are not missing; a pair is judged on rows where neither is.
 */
final class LikenessPairs {

    private static final double NORMAL_95 = 1.959963984540054;

    private final List<LikenessColumn> columns;
    private final double[][] scores;
    private final int rows;

    private LikenessPairs(List<LikenessColumn> columns, double[][] values) {
        this.columns = columns;
        rows = values[0].length;
        scores = new double[values.length][];
        for (int c = 0; c < values.length; c++) {
            scores[c] = columns.get(c).isOrdered() ? CopulaRanks.ranks(values[c]) : values[c];
        }
    }

    /** All pairs, the one that is furthest off first, without constants; what ranks do not show is noted. */
    static List<LikenessReport.Pair> all(List<LikenessColumn> columns, int[] real, int[] made, List<String> notes) {
        LikenessPairs held = new LikenessPairs(columns, columns.stream()
                .map(column -> FeatureTable.take(column.holdout(), real)).toArray(double[][]::new));
        LikenessPairs twins = new LikenessPairs(columns, columns.stream()
                .map(column -> FeatureTable.take(column.twins(), made)).toArray(double[][]::new));
        double chance = Math.min(1, NORMAL_95 * Math.sqrt(1.0 / real.length + 1.0 / made.length));
        List<LikenessReport.Pair> pairs = new ArrayList<>();
        int[] varying = IntStream.range(0, columns.size()).filter(c -> held.varies(c) || twins.varies(c)).toArray();
        for (int a : varying) {
            for (int b : Arrays.stream(varying).filter(c -> c > a).toArray()) {
                pairs.add(new LikenessReport.Pair(columns.get(a).name(), columns.get(b).name(), held.measure(a, b),
                        held.association(a, b), twins.association(a, b), chance));
            }
        }
        new LikenessShapes(columns, held.scores, twins.scores).note(notes);
        pairs.sort(Comparator.comparingDouble((LikenessReport.Pair pair) -> -Math.abs(pair.difference())));
        return pairs;
    }

    /** Whether a column has two values; a constant is associated with nothing. */
    private boolean varies(int c) {
        double[] known = Arrays.stream(scores[c]).filter(value -> value == value).toArray();
        return Arrays.stream(known).anyMatch(value -> value != known[0]);
    }

    private String measure(int a, int b) {
        boolean first = columns.get(a).isOrdered();
        return first != columns.get(b).isOrdered() ? "eta" : first ? "spearman" : "cramer";
    }

    private double association(int a, int b) {
        return switch (measure(a, b)) {
            case "spearman" -> CopulaRanks.pearson(scores[a], scores[b]);
            case "eta" -> columns.get(a).isOrdered() ? ratio(scores[a], scores[b], columns.get(b).labels().size())
                    : ratio(scores[b], scores[a], columns.get(a).labels().size());
            default -> cramer(scores[a], columns.get(a).labels().size(), scores[b], columns.get(b).labels().size());
        };
    }

    /** The share of the variance of scores between groups, less what chance makes of it; its root. */
    private double ratio(double[] scores, double[] codes, int levels) {
        double[] sums = new double[levels];
        int[] counts = new int[levels];
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < rows; i++) {
            if (scores[i] == scores[i] && codes[i] == codes[i]) {
                sums[(int) codes[i]] += scores[i];
                counts[(int) codes[i]]++;
                sum += scores[i];
                squares += scores[i] * scores[i];
                n++;
            }
        }
        double total = squares - sum * sum / Math.max(1, n);
        double between = -sum * sum / Math.max(1, n);
        int used = 0;
        for (int k = 0; k < levels; k++) {
            between += counts[k] > 0 ? sums[k] * sums[k] / counts[k] : 0;
            used += counts[k] > 0 ? 1 : 0;
        }
        if (!(total > 0) || n <= used) {
            return 0;
        }
        return Math.sqrt(Math.max(0, 1 - (1 - between / total) * (n - 1) / (n - used)));
    }

    private double cramer(double[] a, int aLevels, double[] b, int bLevels) {
        int[] cells = new int[aLevels * bLevels];
        int[] inA = new int[aLevels];
        int[] inB = new int[bLevels];
        int n = 0;
        for (int i = 0; i < rows; i++) {
            if (a[i] == a[i] && b[i] == b[i]) {
                cells[(int) a[i] * bLevels + (int) b[i]]++;
                inA[(int) a[i]]++;
                inB[(int) b[i]]++;
                n++;
            }
        }
        double phi = -1;
        for (int j = 0; j < aLevels; j++) {
            for (int k = 0; k < bLevels; k++) {
                double cell = cells[j * bLevels + k];
                phi += cell > 0 ? cell / inA[j] * (cell / inB[k]) : 0;
            }
        }
        double r = Arrays.stream(inA).filter(count -> count > 0).count();
        double c = Arrays.stream(inB).filter(count -> count > 0).count();
        if (n < 2 || r < 2 || c < 2) {
            return 0;
        }
        double corrected = Math.max(0, phi - (r - 1) * (c - 1) / (n - 1));
        double least = Math.min(r - (r - 1) * (r - 1) / (n - 1), c - (c - 1) * (c - 1) / (n - 1)) - 1;
        return least > 0 ? Math.min(1, Math.sqrt(corrected / least)) : 0;
    }
}

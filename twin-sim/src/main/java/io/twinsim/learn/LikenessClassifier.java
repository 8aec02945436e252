package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.math.CholeskyFactor;
import io.twinsim.internal.math.GeneralisedLinear;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The logistic classifier of twins against units held out: main effects, squares of numbers, levels that are not rare.
 * A level that only one side has tells its rows apart for certain: they get the probability 0 or 1 that the likelihood
 * tends to, and the others are fitted without them.
 */
final class LikenessClassifier {

    private static final int MOST_ROWS = 10_000;
    /** Rows times squared terms, which bounds the cost. */
    private static final double MOST_WORK = 1e8;
    private static final int MOST_LEVELS = 20;
    private static final int LEAST_LEVELS = 2;
    private static final int MOST_TERMS = 100;
    /** Rarer levels are one. */
    private static final int RARE = 20;

    private final int rows;
    private final double[] isTwin;
    private final boolean[] certain;
    private final List<String> names = new ArrayList<>();
    private final List<double[]> terms = new ArrayList<>();
    private final List<String> separated = new ArrayList<>();

    private LikenessClassifier(int perSide) {
        rows = 2 * perSide;
        isTwin = new double[rows];
        certain = new boolean[rows];
        Arrays.fill(isTwin, perSide, rows, 1);
    }

    static LikenessReport.Propensity of(List<LikenessColumn> columns, int[] real, int[] made) {
        int numbers = (int) columns.stream().filter(column -> !column.isDiscrete()).count();
        int categories = Math.max(1, columns.size() - numbers);
        int levels = Math.max(LEAST_LEVELS, Math.min(MOST_LEVELS, (MOST_TERMS - 2 * numbers) / categories));
        double most = 1.0 + 2 * numbers + (double) levels * (columns.size() - numbers);
        int perSide = (int) Math.max(Math.min(20 * most, MOST_ROWS), Math.min(MOST_ROWS, MOST_WORK / (most * most)));
        perSide = Math.min(perSide, Math.min(real.length, made.length));
        LikenessClassifier classifier = new LikenessClassifier(perSide);
        for (LikenessColumn column : columns) {
            double[] pooled = new double[2 * perSide];
            for (int i = 0; i < perSide; i++) {
                pooled[i] = column.holdout()[real[i]];
                pooled[perSide + i] = column.twins()[made[i]];
            }
            if (column.isDiscrete()) {
                classifier.levels(column, pooled, levels);
            } else {
                classifier.number(column.name(), pooled);
            }
        }
        return classifier.judge();
    }

    private void number(String name, double[] values) {
        double[] missing = missing(values);
        int present = rows - (int) Lanes.sum(missing, rows);
        double[] known = Arrays.stream(values).filter(value -> value == value).toArray();
        Moments moments = Moments.of(known);
        if (present > 1 && moments.sd() > 0) {
            double[] scaled = new double[rows];
            double[] squares = new double[rows];
            for (int i = 0; i < rows; i++) {
                scaled[i] = missing[i] > 0 ? 0 : (values[i] - moments.mean()) / moments.sd();
                squares[i] = scaled[i] * scaled[i];
            }
            add(name, scaled);
            add(name + " squared", squares);
        }
        level(name + " missing", missing);
    }

    private double[] missing(double[] values) {
        return Arrays.stream(values).map(value -> value == value ? 0 : 1).toArray();
    }

    /** Indicators of all levels but the commonest; rare ones and those beyond the most are one level. */
    private void levels(LikenessColumn column, double[] values, int most) {
        int size = Math.max(2, column.labels().size()) + 1;
        int[] codes = new int[rows];
        int[] counts = new int[size];
        for (int i = 0; i < rows; i++) {
            codes[i] = values[i] == values[i] ? (int) values[i] : size - 1;
            counts[codes[i]]++;
        }
        List<Integer> order = IntStream.range(0, size).boxed()
                .sorted(Comparator.comparingInt((Integer code) -> -counts[code])).toList();
        double[] others = new double[rows];
        for (int k = 1; k < size; k++) {
            int code = order.get(k);
            double[] indicator = Arrays.stream(codes).mapToDouble(c -> c == code ? 1 : 0).toArray();
            if (k < most && counts[code] >= RARE) {
                level(column.name() + " = " + label(column, code, size), indicator);
            } else {
                Arrays.setAll(others, i -> others[i] + indicator[i]);
            }
        }
        level(column.name() + " = (other)", others);
    }

    private static String label(LikenessColumn column, int code, int size) {
        return code == size - 1 ? "(missing)" : column.labels().isEmpty() ? code == 0 ? "false" : "true"
                : Names.visible(column.labels().get(code));
    }

    private void level(String name, double[] indicator) {
        double count = Lanes.sum(indicator, rows);
        double twins = Lanes.dot(indicator, isTwin, 0, rows);
        if (count == 0 || count == rows) {
            return;
        }
        if (twins > 0 && twins < count) {
            add(name, indicator);
        } else if (count >= RARE) {
            separated.add(name);
            for (int i = 0; i < rows; i++) {
                certain[i] |= indicator[i] > 0;
            }
        }
    }

    private void add(String name, double[] term) {
        names.add(name);
        terms.add(term);
    }

    private LikenessReport.Propensity judge() {
        double c = 0.5;
        int[] open = IntStream.range(0, rows).filter(i -> !certain[i]).toArray();
        double[] y = FeatureTable.take(isTwin, open);
        List<double[]> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        independent(open, columns, labels);
        double sum = c * c * (rows - open.length);
        double[] fitted = open.length == 0 ? new double[0] : fit(columns, y, labels);
        for (int i = 0; i < open.length; i++) {
            double p = fitted == null ? y[i] : fitted[i];
            sum += (p - c) * (p - c);
        }
        int k = columns.size() + separated.size();
        double expected = (k - 1) * c * (1 - c) / rows;
        return new LikenessReport.Propensity(sum / rows, expected, expected * (1 - c), k, rows, separated);
    }

    /** The fitted probabilities, or null if the columns tell the sides apart, which is noted by name. */
    private double @Nullable [] fit(List<double[]> columns, double[] y, List<String> labels) {
        double twins = Lanes.sum(y, y.length);
        if (twins == 0 || twins == y.length || columns.size() >= y.length) {
            return y;
        }
        try {
            return GeneralisedLinear.of(GeneralisedLinear.Family.LOGISTIC, columns.toArray(double[][]::new), y, null,
                    labels).fitted();
        } catch (InputException separation) {
            String message = String.valueOf(separation.getMessage());
            separated.add(message.substring(message.indexOf("column") < 0 ? 0 : message.indexOf("column")));
            return null;
        }
    }

    /** An intercept, and the terms that do not follow from those before them. */
    private void independent(int[] open, List<double[]> columns, List<String> labels) {
        double[] ones = new double[open.length];
        Arrays.fill(ones, 1);
        columns.add(ones);
        labels.add("intercept");
        List<double[]> taken = new ArrayList<>();
        List<double[]> centred = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int j = 0; j < terms.size(); j++) {
            double[] term = FeatureTable.take(terms.get(j), open);
            double mean = term.length == 0 ? 0 : Lanes.sum(term, term.length) / term.length;
            double[] off = Arrays.stream(term).map(value -> value - mean).toArray();
            if (Lanes.dot(off, off, 0, off.length) > 0) {
                taken.add(term);
                centred.add(off);
                names.add(this.names.get(j));
            }
        }
        double[][] gram = new double[taken.size()][taken.size()];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = Lanes.dot(centred.get(i), centred.get(j), 0, open.length);
                gram[j][i] = gram[i][j];
            }
        }
        double[][] factor = CholeskyFactor.lower(gram);
        for (int j = 0; j < gram.length; j++) {
            if (factor[j][j] > 0) {
                columns.add(taken.get(j));
                labels.add(names.get(j));
            }
        }
    }
}

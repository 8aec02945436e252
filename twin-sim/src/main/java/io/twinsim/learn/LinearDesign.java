package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.LearnedModel;
import io.twinsim.model.LinearModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a linear learner: an intercept, numbers and flags standardised on the training rows, and one indicator
 * per label that a training row carries, in the labels' alphabetical order, so that neither labels of other rows nor
 * the order of rows in a file move anything. Indicators are kept as codes: a product costs one addition per category,
 * however many labels there are.
 *
 * <p>Numbers are brought to mean 0 and standard deviation 1 (of n); indicators stay as they are, so that a penalty
 * draws a rare label towards the others more than a common one. A constant feature gets no column.
 */
final class LinearDesign {

    private final List<Symbol> symbols;
    private final int rows;
    private final List<Part> parts = new ArrayList<>();
    private int columns;

    /** A feature with at least one column: {@code values} of a number, or {@code codes} of its indicators. */
    private static final class Part {
        private final int feature;
        private final int first;
        private final double mean;
        private final double sd;
        private final double[] values;
        private final int @Nullable [] codes;
        private final int[] columnOfLabel;
        private final double[] shares;

        /** Feature -1 is the intercept. */
        Part(int feature, int first, double mean, double sd, double[] values) {
            this(feature, first, mean, sd, values, null, new int[0], new double[0]);
        }

        Part(int feature, int first, double mean, double sd, double[] values, int @Nullable [] codes,
                int[] columnOfLabel, double[] shares) {
            this.feature = feature;
            this.first = first;
            this.mean = mean;
            this.sd = sd;
            this.values = values;
            this.codes = codes;
            this.columnOfLabel = columnOfLabel;
            this.shares = shares;
        }

        int width() {
            return codes == null ? 1 : shares.length;
        }
    }

    private LinearDesign(List<Symbol> symbols, int rows) {
        this.symbols = symbols;
        this.rows = rows;
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        parts.add(new Part(-1, 0, 0, 1, ones));
        columns = 1;
    }

    /** The design of training rows; missing values are refused on behalf of a learner. */
    static LinearDesign of(FeatureTable x, String learner) {
        LinearDesign design = new LinearDesign(x.symbols(), x.rows());
        for (int j = 0; j < x.features(); j++) {
            refuseMissing(x, j, learner);
            if (x.symbols().get(j).type() == ColumnType.CATEGORY) {
                design.addLabels(j, x.columns()[j]);
            } else {
                design.addNumber(j, x.columns()[j]);
            }
        }
        return design;
    }

    private static void refuseMissing(FeatureTable x, int j, String learner) {
        int missing = x.missing(j);
        if (missing > 0) {
            throw new InputException("feature " + Names.quote(x.symbols().get(j).name()) + " of a " + learner
                    + " model must have no missing values, got " + Numbers.grouped(missing) + " of "
                    + Numbers.grouped(x.rows()) + "; fill them in, leave it out, or learn trees, which take them");
        }
    }

    private void addNumber(int feature, double[] x) {
        if (constant(x)) {
            return;
        }
        Moments moments = Moments.of(x);
        double mean = moments.mean();
        double sd = Math.sqrt(moments.m2() / rows);
        double[] scaled = new double[rows];
        for (int i = 0; i < rows; i++) {
            scaled[i] = (x[i] - mean) / sd;
        }
        parts.add(new Part(feature, columns++, mean, sd, scaled));
    }

    private static boolean constant(double[] x) {
        for (double value : x) {
            if (value != x[0]) {
                return false;
            }
        }
        return true;
    }

    private void addLabels(int feature, double[] x) {
        List<String> labels = symbols.get(feature).labels();
        int[] counts = new int[labels.size()];
        for (double code : x) {
            counts[(int) code]++;
        }
        int[] seen = seenByName(labels, counts);
        if (seen.length < 2) {
            return;
        }
        int[] columnOfLabel = new int[counts.length];
        Arrays.fill(columnOfLabel, -1);
        double[] shares = new double[seen.length];
        for (int k = 0; k < seen.length; k++) {
            columnOfLabel[seen[k]] = k;
            shares[k] = counts[seen[k]] / (double) rows;
        }
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
            codes[i] = columnOfLabel[(int) x[i]];
        }
        parts.add(new Part(feature, columns, 0, 1, new double[0], codes, columnOfLabel, shares));
        columns += seen.length;
    }

    /** The codes that occur, ordered by their labels' text. */
    private static int[] seenByName(List<String> labels, int[] counts) {
        List<Integer> seen = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                seen.add(code);
            }
        }
        seen.sort(Comparator.comparing(labels::get));
        return seen.stream().mapToInt(code -> code).toArray();
    }

    /** The number of columns, the intercept, number 0, included. */
    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** {@code X'WX}, in full; a null weight is 1 in every row. */
    double[][] gram(double @Nullable [] weights) {
        double[][] gram = new double[columns][columns];
        for (int a = 0; a < parts.size(); a++) {
            Part left = parts.get(a);
            double[] weighted = left.codes == null ? weighted(left.values, weights) : new double[0];
            for (int b = 0; b <= a; b++) {
                Part right = parts.get(b);
                if (left.codes == null && right.codes == null) {
                    gram[left.first][right.first] = Lanes.dot(weighted, right.values, 0, rows);
                } else if (left.codes == null) {
                    addByCode(weighted, right, gram, left.first, false);
                } else if (right.codes == null) {
                    addByCode(weighted(right.values, weights), left, gram, right.first, true);
                } else {
                    addPairs(left, right, weights, gram);
                }
            }
        }
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < j; k++) {
                gram[k][j] = gram[j][k];
            }
        }
        return gram;
    }

    private static double[] weighted(double[] x, double @Nullable [] weights) {
        if (weights == null) {
            return x;
        }
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = x[i] * weights[i];
        }
        return product;
    }

    private void addByCode(double[] values, Part labels, double[][] gram, int other, boolean labelsAreRows) {
        double[] sums = new double[labels.width()];
        int[] codes = codes(labels);
        for (int i = 0; i < rows; i++) {
            sums[codes[i]] += values[i];
        }
        for (int k = 0; k < sums.length; k++) {
            gram[labelsAreRows ? labels.first + k : other][labelsAreRows ? other : labels.first + k] = sums[k];
        }
    }

    private void addPairs(Part left, Part right, double @Nullable [] weights, double[][] gram) {
        int[] a = codes(left);
        int[] b = codes(right);
        for (int i = 0; i < rows; i++) {
            gram[left.first + a[i]][right.first + b[i]] += weights == null ? 1 : weights[i];
        }
    }

    private static int[] codes(Part part) {
        return Objects.requireNonNull(part.codes);
    }

    /** {@code X'r}. */
    double[] transposed(double[] r) {
        double[] out = new double[columns];
        for (Part part : parts) {
            if (part.codes == null) {
                out[part.first] = Lanes.dot(r, part.values, 0, rows);
            } else {
                int[] codes = codes(part);
                for (int i = 0; i < rows; i++) {
                    out[part.first + codes[i]] += r[i];
                }
            }
        }
        return out;
    }

    /** {@code Xb}. */
    double[] linear(double[] b) {
        double[] out = new double[rows];
        for (Part part : parts) {
            if (part.codes == null) {
                double slope = b[part.first];
                for (int i = 0; i < rows; i++) {
                    out[i] += part.values[i] * slope;
                }
            } else {
                int[] codes = codes(part);
                for (int i = 0; i < rows; i++) {
                    out[i] += b[part.first + codes[i]];
                }
            }
        }
        return out;
    }

    /**
     * The model of coefficients in the features' own units. A label that no training row carries gets the mean of the
     * labels' coefficients, each with its share of the rows.
     */
    LearnedModel model(String name, boolean logit, double[] b) {
        double[][] coefficients = new double[symbols.size()][];
        for (int j = 0; j < coefficients.length; j++) {
            coefficients[j] = new double[Math.max(1, symbols.get(j).labels().size())];
        }
        double intercept = b[0];
        for (Part part : parts) {
            if (part.feature >= 0 && part.codes == null) {
                double slope = b[part.first] / part.sd;
                coefficients[part.feature][0] = slope;
                intercept -= slope * part.mean;
            } else if (part.codes != null) {
                fillLabels(part, b, coefficients[part.feature]);
            }
        }
        return LinearModel.of(name, symbols, logit, intercept, coefficients);
    }

    private static void fillLabels(Part part, double[] b, double[] out) {
        double mean = 0;
        for (int k = 0; k < part.shares.length; k++) {
            mean += part.shares[k] * b[part.first + k];
        }
        for (int code = 0; code < out.length; code++) {
            int column = part.columnOfLabel[code];
            out[code] = column < 0 ? mean : b[part.first + column];
        }
    }

    /** The model that gives every row the same value. */
    static LearnedModel constant(String name, FeatureTable x, boolean logit, double value) {
        LinearDesign none = new LinearDesign(x.symbols(), 0);
        return none.model(name, logit, new double[] {value});
    }
}

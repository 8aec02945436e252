package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear predictor: intercept plus the sum over the inputs, in their order, of slope times number or of the
 * coefficient of a label; with the link {@code logit}, the logistic function of that. A row with a missing input has no
 * prediction.
 */
public final class LinearModel extends LearnedModel {

    private final double intercept;
    private final double[][] coefficients;

    private LinearModel(String name, List<Symbol> inputs, boolean logit, double intercept, double[][] coefficients) {
        super(name, inputs, logit);
        this.intercept = Checks.finite(intercept, "intercept") + 0.0;
        this.coefficients = coefficients;
    }

    /**
     * A linear model.
     *
     * @param name its name, as formulas call it
     * @param inputs the columns that it reads
     * @param logit whether the logistic function of the sum is taken
     * @param intercept the sum without any input
     * @param coefficients for each input one slope, or one number per label of a category; copied
     * @return the model
     * @throws InputException if a number is not finite, or the numbers do not fit the inputs
     */
    public static LinearModel of(String name, List<Symbol> inputs, boolean logit, double intercept,
            double[][] coefficients) {
        if (Checks.notNull(coefficients, "coefficients").length != inputs.size()) {
            throw new InputException("coefficients must hold one row per input (" + inputs.size() + "), got "
                    + coefficients.length);
        }
        double[][] own = new double[coefficients.length][];
        for (int k = 0; k < own.length; k++) {
            Symbol input = inputs.get(k);
            own[k] = coefficients[k].clone();
            int needed = input.type() == ColumnType.CATEGORY ? input.labels().size() : 1;
            if (own[k].length != needed) {
                throw new InputException("coefficients of " + input.name() + " must be " + needed + ", got "
                        + own[k].length);
            }
            for (int j = 0; j < needed; j++) {
                own[k][j] = Checks.finite(own[k][j], "coefficient of " + input.name()) + 0.0;
            }
        }
        return new LinearModel(name, inputs, logit, intercept, own);
    }

    /**
     * The sum without any input.
     *
     * @return a finite number
     */
    public double intercept() {
        return intercept;
    }

    /**
     * The slopes and the coefficients of labels.
     *
     * @return a new array: for each input one slope, or one number per label
     */
    public double[][] coefficients() {
        double[][] copy = new double[coefficients.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = coefficients[k].clone();
        }
        return copy;
    }

    @Override
    public boolean takesMissing() {
        return false;
    }

    @Override
    public double lower() {
        return probability() ? 0 : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double upper() {
        return probability() ? 1 : Double.POSITIVE_INFINITY;
    }

    @Override
    public Scorer scorer() {
        return this::score;
    }

    private void score(double[][] inputs, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = intercept;
        }
        for (int k = 0; k < coefficients.length; k++) {
            if (inputs().get(k).type() == ColumnType.CATEGORY) {
                addLabels(coefficients[k], inputs[k], out, from, to);
            } else {
                addSlope(coefficients[k][0], inputs[k], out, from, to);
            }
        }
        if (probability()) {
            Elementary.logistic(out, out, from, to);
        }
    }

    private static void addSlope(double slope, double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] += slope * x[i];
        }
    }

    private static void addLabels(double[] byCode, double[] codes, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            double code = codes[i];
            out[i] += code == code ? byCode[(int) code] : Double.NaN;
        }
    }

    @Override
    public Map<String, Object> content() {
        Map<String, Object> terms = new LinkedHashMap<>();
        for (int k = 0; k < coefficients.length; k++) {
            Symbol input = inputs().get(k);
            if (input.type() != ColumnType.CATEGORY) {
                terms.put(input.name(), coefficients[k][0]);
                continue;
            }
            Map<String, Object> labels = new LinkedHashMap<>();
            for (int j = 0; j < coefficients[k].length; j++) {
                labels.put(input.labels().get(j), coefficients[k][j]);
            }
            terms.put(input.name(), labels);
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("type", "linear");
        content.put("link", probability() ? "logit" : "identity");
        content.put("intercept", intercept);
        content.put("terms", terms);
        return content;
    }

    @Override
    public LinearModel named(String name) {
        return new LinearModel(name, inputs(), probability(), intercept, coefficients);
    }

    @Override
    ContentHash contentHash() {
        List<ContentHash> terms = new ArrayList<>();
        for (double[] row : coefficients) {
            terms.add(LearnedReader.numbers("term", row));
        }
        return hashOf("linear").number("intercept", intercept).list("terms", terms);
    }

    @Override
    String kind() {
        return "linear";
    }
}

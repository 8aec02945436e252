package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;

/**
 * A function of means that the caller states. Its gradient comes from five-point central differences with a hundredth
 * of each mean's standard error as the step, over which a smooth function is a polynomial to many digits.
 */
record UserFunction(MeansFunction function, double[] means, double[] steps, double value) implements SmoothFunction {

    private static final double STEP = 0.01;

    static MeansStatistic of(String name, MeansFunction function, Sample... terms) {
        double[] means = new double[terms.length];
        double[] steps = new double[terms.length];
        for (int j = 0; j < terms.length; j++) {
            means[j] = Sample.mean(terms[j].moments());
            double error = Math.sqrt(Sample.squaredError(terms[j].moments()));
            steps[j] = Math.max(STEP * error, 64 * Math.ulp(means[j]));
        }
        double value = function.value(means.clone());
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new InputException("statistic " + name + " must be finite at the means of the data, got "
                    + Numbers.shortest(value));
        }
        return MeansStatistic.of(name, StatisticKind.FUNCTION_OF_MEANS, value, List.of(List.of(terms)),
                new UserFunction(function, means, steps, value));
    }

    @Override
    public double change(double[] d) {
        double[] at = means.clone();
        for (int j = 0; j < at.length; j++) {
            at[j] += d[j];
        }
        return function.value(at) - value;
    }

    @Override
    public void gradient(double[] d, double[] out) {
        double[] at = Arrays.copyOf(d, means.length);
        for (int j = 0; j < out.length; j++) {
            double h = steps[j];
            double near = shifted(at, j, h) - shifted(at, j, -h);
            double far = shifted(at, j, 2 * h) - shifted(at, j, -2 * h);
            out[j] = (8 * near - far) / (12 * h);
        }
    }

    private double shifted(double[] at, int j, double by) {
        double kept = at[j];
        at[j] = kept + by;
        double changed = change(at);
        at[j] = kept;
        return changed;
    }
}

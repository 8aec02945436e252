package io.twinsim.sim;

import io.twinsim.expr.Binding;
import io.twinsim.expr.SeparableForm;
import java.util.List;

/**
 * Means in closed form: the means of the row parts are known, and the coefficient parts weight them. Serves one thread.
 */
final class SeparableTheta implements Theta {

    private final CoefficientPart[] weights;
    /** The mean of row part m for each value of {@link #at}. */
    private final double[][] means;

    SeparableTheta(SeparableForm form, EffectSums sums, Binding binding) {
        List<SeparableForm.Term> terms = form.terms();
        weights = terms.stream().map(t -> new CoefficientPart(t.coefficientPart(), binding))
                .toArray(CoefficientPart[]::new);
        boolean own = sums.parts().length > 0;
        double[] guess = binding.coefficients().values().stream().mapToDouble(Double::doubleValue).toArray();
        double only = own ? 1 : weights[0].at(guess);
        means = new double[terms.size()][];
        for (int m = 0; m < means.length; m++) {
            means[m] = means(sums, own ? m : -1, only);
        }
    }

    /** The means of one row part, or of tau divided by its only coefficient part. */
    private static double[] means(EffectSums sums, int part, double only) {
        int groups = sums.groups().stream().mapToInt(g -> g.n.length).sum();
        double[] means = new double[Theta.GROUPS + groups];
        double n = sums.effect().n();
        double reached = sums.reached().n();
        double total = part < 0 ? sums.tau().mean() / only * n : sums.parts()[part];
        means[Theta.PER_TWIN] = n > 0 ? total / n : 0;
        means[Theta.PER_REACHED] = reached > 0 ? total / reached : 0;
        int at = Theta.GROUPS;
        for (GroupSums group : sums.groups()) {
            int parts = group.n.length == 0 ? 0 : group.parts.length / group.n.length;
            for (int g = 0; g < group.n.length; g++, at++) {
                double mean = part < 0 ? (group.mean[g] - group.noiseMean[g]) / only
                        : group.parts[g * parts + part] / group.n[g];
                means[at] = group.n[g] > 0 ? mean : 0;
            }
        }
        return means;
    }

    @Override
    public double[] at(double[] coefficients) {
        double[] values = new double[means[0].length];
        for (int m = 0; m < weights.length; m++) {
            double weight = weights[m].at(coefficients);
            for (int i = 0; i < values.length; i++) {
                values[i] += weight * means[m][i];
            }
        }
        return values;
    }

    @Override
    public double at(double[] coefficients, int index) {
        double value = 0;
        for (int m = 0; m < weights.length; m++) {
            value += weights[m].at(coefficients) * means[m][index];
        }
        return value;
    }

    @Override
    public boolean cheap() {
        return true;
    }

    @Override
    public Means under(double[][] coefficients) {
        double[][] drawn = new double[weights.length][];
        for (int m = 0; m < weights.length; m++) {
            drawn[m] = weights[m].under(coefficients);
        }
        return index -> {
            double[] values = new double[drawn[0].length];
            for (int m = 0; m < drawn.length; m++) {
                double[] weight = drawn[m];
                double mean = means[m][index];
                for (int k = 0; k < values.length; k++) {
                    values[k] += weight[k] * mean;
                }
            }
            return values;
        };
    }

    @Override
    public boolean shifts(int coefficient) {
        for (CoefficientPart weight : weights) {
            if (!weight.shifts(coefficient)) {
                return false;
            }
        }
        return true;
    }
}

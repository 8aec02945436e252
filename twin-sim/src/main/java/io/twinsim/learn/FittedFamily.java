package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.random.Distribution;
import io.twinsim.random.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A family of distributions with the parameters that make some values most likely, and how sure they are. A search that
 * found no maximum is a result too: {@link #converged} is false, parameters and gradient are those of the last step.
 *
 * @param family the family
 * @param parameters one per name of {@link Family#parameterNames}, in the parametrisation of formulas
 * @param logLikelihood the logarithm of the density, or of the probability, of all values
 * @param aicc Akaike's criterion, corrected for small samples: {@code -2 logLikelihood + 2 k n / (n - k - 1)} with k
 *     parameters; infinite for n up to k + 1
 * @param n the number of values
 * @param converged whether the maximum was found
 * @param iterations Newton's steps taken; 0 where the maximum has a closed form
 * @param gradient the derivative of the log likelihood by each parameter; empty where the maximum is at an end of the
 *     range of a parameter (constant, uniform, uniform_int)
 * @param standardErrors of the parameters, from the observed information; empty where that does not exist
 * @param distance Kolmogorov's distance, the greatest between the distribution functions of values and family; 1 if the
 *     parameters are beyond what can be drawn from
 * @param note what to know beside the numbers; empty if there is nothing
 */
public record FittedFamily(Family family, double[] parameters, double logLikelihood, double aicc, long n,
        boolean converged, int iterations, double[] gradient, double[] standardErrors, double distance, String note) {

    /** Copies the arrays. */
    public FittedFamily {
        Checks.notNull(family, "family");
        Checks.notNull(note, "note");
        parameters = parameters.clone();
        gradient = gradient.clone();
        standardErrors = standardErrors.clone();
    }

    /** What a family's own search finds, before it is measured against the sample. */
    record Found(double[] parameters, double logLikelihood, boolean converged, int iterations, double[] gradient,
            double[] standardErrors, String note) {

        static Found closed(double logLikelihood, double[] parameters, double... standardErrors) {
            return new Found(parameters, logLikelihood, true, 0, new double[standardErrors.length], standardErrors, "");
        }

        Found noted(String text) {
            return new Found(parameters, logLikelihood, converged, iterations, gradient, standardErrors, text);
        }
    }

    static FittedFamily of(Family family, Found found, LikelihoodSample sample, double distance) {
        return new FittedFamily(family, found.parameters(), found.logLikelihood(),
                aicc(found.logLikelihood(), found.parameters().length, sample.n()), sample.n(), found.converged(),
                found.iterations(), found.gradient(), found.standardErrors(), distance, found.note());
    }

    private static double aicc(double logLikelihood, int k, long n) {
        return n > k + 1 ? -2 * logLikelihood + 2.0 * k * n / (n - k - 1) : Double.POSITIVE_INFINITY;
    }

    /**
     * The parameters.
     *
     * @return a new array
     */
    @Override
    public double[] parameters() {
        return parameters.clone();
    }

    /**
     * The gradient.
     *
     * @return a new array
     */
    @Override
    public double[] gradient() {
        return gradient.clone();
    }

    /**
     * The standard errors.
     *
     * @return a new array
     */
    @Override
    public double[] standardErrors() {
        return standardErrors.clone();
    }

    /**
     * A parameter by name.
     *
     * @param name such as {@code shape}; {@code mean} of a negative binomial is known too
     * @return its value
     * @throws io.twinsim.InputException if the family has no such parameter, with the nearest name
     */
    public double parameter(String name) {
        List<String> known = new ArrayList<>(family.parameterNames());
        if (family == Family.NEGATIVE_BINOMIAL) {
            known.add("mean");
        }
        int k = known.indexOf(Checks.known("parameter", name, known));
        return k < parameters.length ? parameters[k] : mean();
    }

    /**
     * The expectation of the fitted distribution.
     *
     * @return the mean
     */
    public double mean() {
        return family == Family.NEGATIVE_BINOMIAL ? parameters[0] * (1 - parameters[1]) / parameters[1]
                : family.bindOnce(parameters).mean();
    }

    /**
     * The fitted distribution.
     *
     * @return the distribution, ready to draw from
     * @throws IllegalStateException if the search did not converge
     */
    public Distribution distribution() {
        requireConverged();
        return family.bind(parameters);
    }

    /**
     * The draw as it stands in a world file, with six significant digits.
     *
     * @return a formula such as {@code gamma(2.03117, 1.4851)}
     * @throws IllegalStateException if the search did not converge
     */
    public String formula() {
        requireConverged();
        return KnotsText.family(family, parameters, 6);
    }

    private void requireConverged() {
        if (!converged) {
            throw new IllegalStateException(
                    family.id() + " did not converge in " + iterations + " iterations; " + note);
        }
    }

    /**
     * Parameters with their standard errors, and what the fit is worth.
     *
     * @return lines of text, each ended by a line feed
     */
    public String table() {
        TextTable table = TextTable.of("parameter", ">estimate", ">standard error", ">gradient");
        for (int k = 0; k < parameters.length; k++) {
            table.row(family.parameterNames().get(k), Numbers.significant(parameters[k], 8),
                    k < standardErrors.length ? Numbers.significant(standardErrors[k], 4) : "-",
                    k < gradient.length ? Numbers.significant(gradient[k], 2) : "-");
        }
        return this + "\n" + table.render(2) + (note.isEmpty() ? "" : "  " + note + "\n");
    }

    /** A tree for JSON. */
    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("family", family.id());
        Map<String, Object> named = new LinkedHashMap<>();
        for (int k = 0; k < parameters.length; k++) {
            named.put(family.parameterNames().get(k), parameters[k]);
        }
        tree.put("parameters", named);
        tree.put("logLikelihood", logLikelihood);
        tree.put("aicc", Double.isFinite(aicc) ? aicc : null);
        tree.put("converged", converged);
        tree.put("iterations", iterations);
        tree.put("distance", distance);
        return tree;
    }

    /** Equal families, numbers of values and parameters. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FittedFamily that && family == that.family && n == that.n
                && converged == that.converged && Arrays.equals(parameters, that.parameters)
                && Double.compare(logLikelihood, that.logLikelihood) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * family.hashCode() + Arrays.hashCode(parameters);
    }

    /** One line such as {@code gamma(2.03117, 1.4851), n=1,000, AICc 3704.12, D 0.018}. */
    @Override
    public String toString() {
        String text = KnotsText.family(family, parameters, 6) + ", n=" + Numbers.grouped(n)
                + (Double.isFinite(aicc) ? ", AICc " + Numbers.significant(aicc, 6) : "")
                + ", D " + Numbers.significant(distance, 2) + (converged ? "" : ", not converged");
        return Lines.one(text);
    }
}

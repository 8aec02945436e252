package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.expr.Expr;
import io.twinsim.internal.math.SymmetricEigen;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.LearnedModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A learned effect as an intervention of a world file: coefficients with their whole covariance, a formula over the
 * twins' columns, and the learned models that the formula reads. Its provenance is {@code fitted}.
 *
 * <p>Standard deviations alone are refused where there is more than one coefficient. Estimates of one fit hang
 * together, and an effect is a sum of them: with the covariances left out, the error of an average effect is overstated
 * several times, or understated.
 */
public final class FittedIntervention {

    private static final double ROUNDING = 1e-12;

    private final String name;
    private final Map<String, Double> coefficients;
    private final double[][] covariance;
    private final String base;
    private final String description;
    private final Map<String, LearnedModel> models;

    private FittedIntervention(String name, Map<String, Double> coefficients, double[][] covariance, String base,
            String description, Map<String, LearnedModel> models) {
        this.name = name;
        this.coefficients = coefficients;
        this.covariance = covariance;
        this.base = base;
        this.description = description;
        this.models = models;
    }

    /**
     * An intervention of a fitted formula.
     *
     * @param name of the intervention
     * @param coefficients values by name, in order
     * @param covariance of the coefficients in that order: symmetric, no eigenvalue below 0, and not the variances
     *        alone
     * @param base the formula of the effect; {@code $$NAME} stands for a coefficient
     * @return the intervention
     * @throws InputException if the formula names other coefficients, a number is not finite, or the covariance is not
     *         the whole covariance of these coefficients
     */
    public static FittedIntervention of(
            String name, Map<String, Double> coefficients, double[][] covariance, String base) {
        return of(name, coefficients, covariance, base, "", Map.of());
    }

    static FittedIntervention of(String name, Map<String, Double> coefficients, double[][] covariance, String base,
            String description, Map<String, LearnedModel> models) {
        if (Checks.notNull(name, "name").isBlank()) {
            throw new InputException("name must not be empty");
        }
        Map<String, Double> values = Collections.unmodifiableMap(new LinkedHashMap<>(
                Checks.notNull(coefficients, "coefficients")));
        values.forEach((key, value) -> Checks.finite(value, "coefficient " + key));
        checkNames(values.keySet(), Expr.parse(Checks.notNull(base, "base")).coefficients());
        double[][] copy = new double[Checks.notNull(covariance, "covariance").length][];
        Arrays.setAll(copy, i -> covariance[i].clone());
        checkCovariance(List.copyOf(values.keySet()), copy);
        return new FittedIntervention(name, values, copy, base, description, Map.copyOf(models));
    }

    private static void checkNames(Set<String> given, Set<String> used) {
        for (String one : used) {
            Checks.known("coefficient", one, given);
        }
        for (String one : given) {
            if (!used.contains(one)) {
                throw new InputException("coefficient " + Names.quote(one)
                        + " must stand in the formula; leave it out");
            }
        }
    }

    private static void checkCovariance(List<String> names, double[][] matrix) {
        int p = names.size();
        boolean sds = matrix.length == 1 && matrix[0].length == p && p > 1;
        for (double[] row : matrix) {
            if (!sds && (matrix.length != p || row.length != p)) {
                throw new InputException("covariance must be " + p + " x " + p + ", as there are " + p
                        + " coefficients, got " + matrix.length + " x " + row.length);
            }
            for (double value : row) {
                Checks.finite(value, "covariance");
            }
        }
        if (sds || p > 1 && isDiagonal(matrix)) {
            throw new InputException("covariance must join the " + p + " coefficients of a fitted effect, got "
                    + (sds ? "one number for each" : "their variances alone")
                    + "; without the covariances the error of an average effect is wrong, so give the whole matrix");
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                if (matrix[i][j] != matrix[j][i]) {
                    throw new InputException("covariance must be symmetric, got " + Numbers.shortest(matrix[i][j])
                            + " and " + Numbers.shortest(matrix[j][i]) + " for " + names.get(j) + " and "
                            + names.get(i));
                }
            }
        }
        checkDefinite(matrix);
    }

    /** One mixed term is enough: a matrix without any says that nobody has computed them. */
    private static boolean isDiagonal(double[][] matrix) {
        int varying = 0;
        for (int i = 0; i < matrix.length; i++) {
            varying += matrix[i][i] != 0 ? 1 : 0;
            for (int j = 0; j < matrix.length; j++) {
                if (i != j && matrix[i][j] != 0) {
                    return false;
                }
            }
        }
        return varying > 1;
    }

    private static void checkDefinite(double[][] matrix) {
        int p = matrix.length;
        double[][] scaled = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                double scale = Math.sqrt(Math.abs(matrix[i][i])) * Math.sqrt(Math.abs(matrix[j][j]));
                scaled[i][j] = i == j ? Math.signum(matrix[i][i]) : scale > 0 ? matrix[i][j] / scale : matrix[i][j];
            }
        }
        double smallest = p == 0 ? 0 : SymmetricEigen.of(scaled).smallest();
        if (!(smallest >= -ROUNDING * p)) {
            throw new InputException("covariance must be positive semi-definite; no set of coefficients varies so");
        }
    }

    /**
     * The name of the intervention.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The coefficients.
     *
     * @return values by name, in the order of the covariance; immutable
     */
    public Map<String, Double> coefficients() {
        return coefficients;
    }

    /**
     * The covariance of the coefficients.
     *
     * @return a new matrix
     */
    public double[][] covariance() {
        return Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * The formula of the effect.
     *
     * @return the text that stands under {@code base}
     */
    public String base() {
        return base;
    }

    /**
     * The learned models that the formula reads, to stand under {@code learned} of the same world.
     *
     * @return models by name; immutable
     */
    public Map<String, LearnedModel> models() {
        return models;
    }

    /**
     * The intervention as YAML, to stand under {@code interventions}: its name, and the block below it.
     *
     * @return lines that start at the left margin; doubles read back to the same bits
     */
    public String text() {
        WorldText text = new WorldText();
        text.section(0, name);
        text.entry(2, "provenance", "fitted");
        if (!description.isEmpty()) {
            text.entry(2, "description", WorldText.quoted(description));
        }
        text.section(2, "coefficients");
        coefficients.forEach((key, value) -> text.entry(4, key, Numbers.shortest(value)));
        text.section(2, "covariance");
        text.entry(4, "coefficients", coefficients.keySet().stream().map(WorldText::name)
                .collect(Collectors.joining(", ", "[", "]")));
        text.section(4, "matrix");
        for (double[] row : covariance) {
            text.item(6, Arrays.stream(row).mapToObj(Numbers::shortest).collect(Collectors.joining(", ", "[", "]")));
        }
        text.formula(2, "base", base);
        return text.toString();
    }

    /**
     * The block of the intervention, for {@link io.twinsim.model.ModelBuilder#intervention}.
     *
     * @return a new map of maps, lists, texts and numbers
     */
    public Map<String, Object> content() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("provenance", "fitted");
        if (!description.isEmpty()) {
            tree.put("description", description);
        }
        tree.put("coefficients", new LinkedHashMap<>(coefficients));
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("coefficients", List.copyOf(coefficients.keySet()));
        block.put("matrix", Arrays.stream(covariance).map(row -> Arrays.stream(row).boxed().toList()).toList());
        tree.put("covariance", block);
        tree.put("base", base);
        return tree;
    }

    /** One line such as {@code FittedIntervention[mens_e_mail, 8 coefficients, 0 models]}. */
    @Override
    public String toString() {
        return Lines.one("FittedIntervention[" + name + ", " + coefficients.size() + " coefficients, "
                + models.size() + " models]");
    }
}

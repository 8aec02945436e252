package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The families of distributions that a list of numbers describes, as they stand in formulas: {@code beta(2, 3)}.
 * Degenerate cases that have a meaning are allowed and give constants: a standard deviation of 0, {@code uniform(3,
 * 3)}, {@code poisson(0)}, {@code bernoulli(1)}.
 */
public enum Family {
    /** {@code constant(value)}: always the same. */
    CONSTANT(ColumnType.REAL, new ConstantFormula(), "value"),
    /** {@code uniform(a, b)}: between a and b. */
    UNIFORM(ColumnType.REAL, new UniformFormula(), "a", "b"),
    /** {@code uniform_int(a, b)}: the whole numbers from a to b, both included. */
    UNIFORM_INT(ColumnType.INTEGER, new UniformIntFormula(), "a", "b"),
    /** {@code bernoulli(p)}: true with probability p. */
    BERNOULLI(ColumnType.FLAG, new BernoulliFormula(), "p"),
    /** {@code normal(mean, sd)}. */
    NORMAL(ColumnType.REAL, new NormalFormula(), "mean", "sd"),
    /** {@code lognormal(mu, sigma)}: exp of normal(mu, sigma). */
    LOGNORMAL(ColumnType.REAL, new LogNormalFormula(), "mu", "sigma"),
    /** {@code beta(alpha, beta)}: on [0, 1], mean alpha / (alpha + beta). */
    BETA(ColumnType.REAL, new BetaFormula(), "alpha", "beta"),
    /** {@code gamma(shape, scale)}: mean shape times scale. */
    GAMMA(ColumnType.REAL, new GammaFormula(), "shape", "scale"),
    /** {@code exponential(rate)}: mean 1 / rate. */
    EXPONENTIAL(ColumnType.REAL, new ExponentialFormula(), "rate"),
    /** {@code poisson(mean)}. */
    POISSON(ColumnType.INTEGER, new PoissonFormula(), "mean"),
    /** {@code triangular(a, mode, b)}: density rising from a to the mode and falling to b. */
    TRIANGULAR(ColumnType.REAL, new TriangularFormula(), "a", "mode", "b"),
    /** {@code weibull(shape, scale)}: survival exp(-(x / scale)^shape). */
    WEIBULL(ColumnType.REAL, new WeibullFormula(), "shape", "scale"),
    /** {@code student_t(df)}: centred on 0. */
    STUDENT_T(ColumnType.REAL, new StudentTFormula(), "df"),
    /** {@code pareto(scale, shape)}: survival (scale / x)^shape from scale on. */
    PARETO(ColumnType.REAL, new ParetoFormula(), "scale", "shape"),
    /** {@code binomial(n, p)}: successes in n trials. */
    BINOMIAL(ColumnType.INTEGER, new BinomialFormula(), "n", "p"),
    /** {@code negative_binomial(r, p)}: failures before the r-th success; r need not be whole. */
    NEGATIVE_BINOMIAL(ColumnType.INTEGER, new NegativeBinomialFormula(), "r", "p"),
    /** {@code geometric(p)}: failures before the first success, from 0 on. */
    GEOMETRIC(ColumnType.INTEGER, new GeometricFormula(), "p");

    private static final Map<String, String> ELSEWHERE = Map.of("gaussian", "normal", "gauss", "normal", "norm", "normal",
            "log_normal", "lognormal", "binom", "binomial", "nbinom", "negative_binomial", "randint", "uniform_int",
            "expon", "exponential", "student", "student_t", "geom", "geometric");

    private final ColumnType columnType;
    private final Formula formula;
    private final List<String> parameterNames;

    Family(ColumnType columnType, Formula formula, String... parameterNames) {
        this.columnType = columnType;
        this.formula = formula;
        this.parameterNames = List.of(parameterNames);
    }

    /**
     * The name used in formulas and messages.
     *
     * @return the lower-case name, such as {@code uniform_int}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The names of the parameters, in their order.
     *
     * @return one to three names
     */
    public List<String> parameterNames() {
        return parameterNames;
    }

    /**
     * The type of a column of such values.
     *
     * @return real, integer or flag
     */
    public ColumnType columnType() {
        return columnType;
    }

    /**
     * The family of a name.
     *
     * @param name the name, such as {@code beta}
     * @return the family
     * @throws InputException if there is none, with the nearest name
     */
    public static Family named(String name) {
        return find(name).orElseThrow(() -> new InputException(Names.unknown("distribution", name, names(), ELSEWHERE)));
    }

    /**
     * What other tools call these families, for suggestions.
     *
     * @return the name here by the name elsewhere
     */
    public static Map<String, String> namesElsewhere() {
        return ELSEWHERE;
    }

    /**
     * The family of a name, if there is one.
     *
     * @param name any text
     * @return the family
     */
    public static Optional<Family> find(String name) {
        return Arrays.stream(values()).filter(family -> family.id().equals(name)).findFirst();
    }

    /**
     * The names of all families.
     *
     * @return the names, in the order of declaration
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(Family::id).toList();
    }

    /**
     * The distribution with these parameters. Beta, gamma, student_t, poisson, binomial and negative_binomial build a
     * table for the block form of their quantiles (see {@link Distribution}), so bind once and draw often; the scalar
     * forms do not read it. Two beta shapes that are both below about 0.02, and student_t below 0.08 degrees of freedom,
     * are in part beyond the table: such values take some hundred to a thousand times as long.
     *
     * @param parameters one value per name of {@link #parameterNames}
     * @return the distribution
     * @throws InputException if the number of values is wrong, or a value is out of range, naming parameter, value
     *     and range
     */
    public Distribution bind(double... parameters) {
        return bind(true, parameters);
    }

    /**
     * The distribution with these parameters, without a table: quick to bind, and in the block form too each quantile
     * is inverted anew, as {@link #quantiles} does. For parameters that serve a value or two.
     *
     * @param parameters one value per name of {@link #parameterNames}
     * @return the distribution
     * @throws InputException as for {@link #bind}
     */
    public Distribution bindOnce(double... parameters) {
        return bind(false, parameters);
    }

    private Distribution bind(boolean tabulated, double... parameters) {
        requireCount(parameters.length);
        double a = parameters[0];
        double b = parameters.length > 1 ? parameters[1] : 0;
        double c = parameters.length > 2 ? parameters[2] : 0;
        String refusal = formula.refusal(a, b, c);
        if (refusal != null) {
            throw new InputException(refusal);
        }
        return new BoundFormula(this, formula, tabulated, a, b, c);
    }

    /**
     * Quantiles with each row's own parameters, the exact inversion: no tables, so slower than a bound distribution for
     * beta, gamma, student_t and the counts. Allocates nothing.
     *
     * @param u probabilities in (0, 1)
     * @param parameters one array per name of {@link #parameterNames}, addressed like {@code u}
     * @param out receives the values; may be {@code u} itself
     * @param from the first index
     * @param to one past the last index
     * @throws InputException if the number of arrays is wrong
     * @throws RowException if a row's parameter is out of range or its value overflows
     */
    public void quantiles(double[] u, double[][] parameters, double[] out, int from, int to) {
        requireCount(parameters.length);
        double[] a = parameters[0];
        double[] b = parameters.length > 1 ? parameters[1] : null;
        double[] c = parameters.length > 2 ? parameters[2] : null;
        for (int i = from; i < to; i++) {
            String refusal = formula.refusal(a[i], at(b, i), at(c, i));
            if (refusal != null) {
                throw new RowException(i, refusal);
            }
        }
        formula.rowQuantiles(u, a, b, c, out, from, to);
        for (int i = from; i < to; i++) {
            if (!(Math.abs(out[i]) <= Double.MAX_VALUE)) {
                throw new RowException(i, overflow(a[i], at(b, i), at(c, i), out[i]));
            }
        }
    }

    /**
     * As above, the same bits, of parameters that are known to be in range and to give finite values: nothing is
     * checked.
     *
     * @param u a block with the indices from {@code from} to {@code to} filled
     * @param parameters one array per name of {@link #parameterNames}, addressed like {@code out}
     * @param out receives the values; not {@code u.values()}
     * @param from the first index
     * @param to one past the last index
     * @throws InputException if the number of arrays is wrong
     */
    public void knownQuantiles(UniformBlock u, double[][] parameters, double[] out, int from, int to) {
        requireCount(parameters.length);
        formula.rowQuantiles(u, parameters[0], parameters.length > 1 ? parameters[1] : null,
                parameters.length > 2 ? parameters[2] : null, out, from, to);
    }

    private static double at(double @Nullable [] values, int i) {
        return values == null ? 0 : values[i];
    }

    private void requireCount(int count) {
        if (count == parameterNames.size()) {
            return;
        }
        throw new InputException(id() + " must have " + parameterNames.size()
                + (parameterNames.size() == 1 ? " parameter (" : " parameters (") + String.join(", ", parameterNames)
                + "), got " + count);
    }

    String text(double a, double b, double c) {
        double[] all = {a, b, c};
        StringBuilder text = new StringBuilder(id()).append('(');
        for (int k = 0; k < parameterNames.size(); k++) {
            text.append(k == 0 ? "" : ", ").append(Numbers.shortest(all[k]));
        }
        return text.append(')').toString();
    }

    String overflow(double a, double b, double c, double value) {
        return "draw of " + text(a, b, c) + " must be a finite number, got "
                + Numbers.shortest(value);
    }
}

package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.learn.FittedFamily.Found;
import io.twinsim.model.Population;
import io.twinsim.random.Distribution;
import io.twinsim.random.Family;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Fits families of distributions to values by maximum likelihood, and lets families compete.
 *
 * <p>Closed forms where they exist: constant, uniform, uniform_int, bernoulli, normal (the standard deviation with
 * divisor n), lognormal, exponential, poisson, geometric. Gamma, weibull, beta and negative_binomial by Newton's method
 * on the score with analytic derivatives, to rounding: {@code O(n log n)} time for a sort and {@code O(m)} per step for
 * m distinct values. The order of the values does not matter, not even to the bits.
 *
 * <p>A search that does not converge is a result with {@link FittedFamily#converged} false, never a silent start value:
 * counts that vary less than a Poisson distribution have no negative binomial.
 */
public final class MaximumLikelihood {

    private MaximumLikelihood() {
    }

    /**
     * The parameters of a family under which the values are most likely.
     *
     * @param family one of constant, uniform, uniform_int, bernoulli, normal, lognormal, exponential, gamma, weibull,
     *     beta, poisson, negative_binomial, geometric
     * @param values at least one, finite and in the range of the family; not modified
     * @return the fit
     * @throws InputException if there are no values, a value is outside the range of the family (with its index as row,
     *     the value and the range), or all are equal and the family has no maximum for that
     */
    public static FittedFamily fit(Family family, double... values) {
        return fit(Checks.notNull(family, "family"), Checks.notNull(values, "values"), "values", i -> i);
    }

    /**
     * As {@link #fit(Family, double...)} for a column; missing values are left out.
     *
     * @param family the family
     * @param data the population
     * @param column a column of numbers or flags
     * @return the fit
     * @throws InputException as there, naming the column and the row id; or if the column holds categories
     */
    public static FittedFamily fit(Family family, Population data, String column) {
        Checks.notNull(family, "family");
        Column of = Checks.notNull(data, "data").column(column);
        String name = "column " + Names.quote(column);
        if (of.type() == ColumnType.CATEGORY) {
            throw new InputException(name + " must hold numbers to fit " + family.id() + ", got categories");
        }
        double[] all = data.doubles(column);
        int[] present = new int[all.length];
        int used = 0;
        for (int i = 0; i < all.length; i++) {
            if (!of.isMissing(i)) {
                present[used++] = i;
            }
        }
        if (used == 0 && all.length > 0) {
            throw new InputException(name + " must hold at least 1 value to fit, got " + Numbers.grouped(all.length)
                    + " missing");
        }
        double[] values = FeatureTable.take(all, Arrays.copyOf(present, used));
        return fit(family, values, name, i -> data.rowId(present[i]));
    }

    /**
     * All families of the one support class that the values belong to, the likeliest (by AICc) first: constant if all
     * are equal; bernoulli for 0 and 1; poisson, geometric and negative_binomial for whole numbers from 0 on,
     * uniform_int for others; beta between 0 and 1; lognormal, exponential, gamma and weibull above 0, and normal too
     * if the mean is more than 3.5 standard deviations above 0; else normal. Those that did not converge come last.
     *
     * @param values at least one, finite; not modified
     * @return the fits
     * @throws InputException if there are no values, or one is not finite
     */
    public static List<FittedFamily> compete(double... values) {
        LikelihoodDomain.requireFinite(Checks.notNull(values, "values"), "values", i -> i);
        LikelihoodSample sample = LikelihoodSample.of(values);
        return compete(MarginalSupport.of(sample, sample.isWhole()).families(List.of(sample)), sample);
    }

    static List<FittedFamily> compete(List<Family> families, LikelihoodSample sample) {
        return families.stream().map(family -> fit(family, sample))
                .sorted(Comparator.comparing((FittedFamily fit) -> !fit.converged()).thenComparing(FittedFamily::aicc))
                .toList();
    }

    private static FittedFamily fit(Family family, double[] values, String name, IntToLongFunction row) {
        LikelihoodDomain.requireFinite(values, name, row);
        LikelihoodDomain.require(family, values, name, row);
        LikelihoodSample sample = LikelihoodSample.of(values);
        LikelihoodDomain.requireSpread(family, sample, name);
        return fit(family, sample);
    }

    /** A fit to values that are known to be in the family's range, and to vary. */
    static FittedFamily fit(Family family, LikelihoodSample sample) {
        Found found = find(family, sample);
        try {
            Distribution distribution = found.converged() || family != Family.NEGATIVE_BINOMIAL
                    ? family.bindOnce(found.parameters()) : Family.POISSON.bindOnce(sample.mean());
            return FittedFamily.of(family, found, sample, LikelihoodDistance.of(sample, distribution));
        } catch (InputException beyond) {
            return FittedFamily.of(family, found.noted("it cannot be drawn from: " + beyond.getMessage()), sample, 1);
        }
    }

    private static Found find(Family family, LikelihoodSample sample) {
        return switch (family) {
            case CONSTANT -> LikelihoodReal.constant(sample);
            case UNIFORM -> LikelihoodReal.uniform(sample);
            case NORMAL -> LikelihoodReal.normal(sample);
            case LOGNORMAL -> LikelihoodReal.lognormal(sample);
            case EXPONENTIAL -> LikelihoodReal.exponential(sample);
            case GAMMA -> LikelihoodReal.gamma(sample);
            case WEIBULL -> LikelihoodReal.weibull(sample);
            case BETA -> LikelihoodReal.beta(sample);
            case UNIFORM_INT -> LikelihoodCounts.uniformInt(sample);
            case BERNOULLI -> LikelihoodCounts.bernoulli(sample);
            case GEOMETRIC -> LikelihoodCounts.geometric(sample);
            case POISSON -> LikelihoodCounts.poisson(sample);
            case NEGATIVE_BINOMIAL -> LikelihoodCounts.negativeBinomial(sample);
            default -> throw LikelihoodDomain.notFitted(family);
        };
    }
}

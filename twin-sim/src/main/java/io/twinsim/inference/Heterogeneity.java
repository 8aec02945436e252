package io.twinsim.inference;

import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Lines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether, and by how much, the effect differs between the k groups of one dimension. With effects d, weights {@code w
 * = 1/se^2} and the weighted mean effect D, {@code Q = sum w (d - D)^2}. Four tests of "all groups have one effect":
 * <ul>
 * <li>{@code welchJames}, the one to go by: {@code F = (Q / (k - 1)) / (1 + 2 (k - 2) A / (k^2 - 1))} with {@code A =
 * sum (1 - w/W)^2 / df}, on k - 1 and {@code (k^2 - 1) / (3 A)} degrees of freedom (Welch 1951,
 * doi:10.1093/biomet/38.3-4.330; Satterthwaite's df of each difference);
 * <li>Q against chi-square: liberal in small groups;
 * <li>{@code interaction}: the F test of the interaction in the analysis of variance with one variance in all cells;
 * <li>{@code wald}: the Wald test of the interaction with HC2 standard errors, Q / (k - 1) on k - 1 and n - 2 k degrees
 * of freedom. In a model with a mean per cell HC2 gives each effect its Welch standard error, so that its chi-square
 * form is Q itself.
 * </ul>
 *
 * @param dimension the column
 * @param groups the groups compared, at least 2; those that are not estimable or do not vary are left out
 * @param welchJames the test of Welch and James
 * @param q Cochran's Q, at least 0
 * @param qPValue the upper tail, in [0, 1], of Q against chi-square on groups - 1 degrees of freedom
 * @param interaction the classical test of interaction
 * @param wald the Wald test with HC2 standard errors
 * @param shrinkage how far the effects spread beyond their errors
 */
public record Heterogeneity(String dimension, int groups, FTest welchJames, double q, double qPValue, FTest interaction,
        FTest wald, Shrinkage shrinkage) {

    /** Absent for fewer than two groups with a positive standard error. */
    static Optional<Heterogeneity> of(String dimension, List<GroupContrast> contrasts, double level) {
        List<GroupContrast> usable = contrasts.stream().filter(GroupContrast::varies).toList();
        int k = usable.size();
        if (k < 2) {
            return Optional.empty();
        }
        List<Welch> effects = usable.stream().map(GroupContrast::welch).toList();
        double q = q(effects);
        long units = usable.stream().mapToLong(GroupContrast::units).sum();
        return Optional.of(new Heterogeneity(dimension, k, welchJames(effects), q, Special.chiSquareSf(q, k - 1.0),
                interaction(usable), FTest.of(q / (k - 1), k - 1.0, units - 2.0 * k), Shrinkage.of(effects, level)));
    }

    /** {@code sum w (d - D)^2} over effects with positive standard errors. */
    static double q(List<Welch> effects) {
        double centre = centre(effects);
        double q = 0;
        for (Welch effect : effects) {
            double distance = (effect.difference() - centre) / effect.standardError();
            q += distance * distance;
        }
        return Math.min(q, Double.MAX_VALUE);
    }

    /** The mean effect by inverse squared standard errors, all divided by the least one against overflow. */
    private static double centre(List<Welch> effects) {
        double total = 0;
        double centre = 0;
        double least = least(effects);
        for (Welch effect : effects) {
            double weight = weight(effect, least);
            total += weight;
            centre += weight * effect.difference();
        }
        return centre / total;
    }

    private static double least(List<Welch> effects) {
        return effects.stream().mapToDouble(Welch::standardError).min().orElse(1);
    }

    private static double weight(Welch effect, double least) {
        double ratio = least / effect.standardError();
        return ratio * ratio;
    }

    /** Welch and James, for any independent effects. */
    static FTest welchJames(List<Welch> effects) {
        int k = effects.size();
        double least = least(effects);
        double total = 0;
        for (Welch effect : effects) {
            total += weight(effect, least);
        }
        double a = 0;
        for (Welch effect : effects) {
            double rest = 1 - weight(effect, least) / total;
            a += rest * rest / effect.df();
        }
        double pairs = (double) k * k - 1;
        double f = q(effects) / (k - 1) / (1 + 2 * (k - 2) * a / pairs);
        return FTest.of(f, k - 1.0, pairs / (3 * a));
    }

    /** The sum of squares of the interaction over the mean square within cells. */
    private static FTest interaction(List<GroupContrast> contrasts) {
        double total = 0;
        double centre = 0;
        double within = 0;
        double units = 0;
        for (GroupContrast one : contrasts) {
            total += one.harmonicSize();
            centre += one.harmonicSize() * one.difference();
            within += one.squares();
            units += one.units();
        }
        centre /= total;
        double between = 0;
        for (GroupContrast one : contrasts) {
            double distance = one.difference() - centre;
            between += one.harmonicSize() * distance * distance;
        }
        double df1 = contrasts.size() - 1.0;
        double df2 = units - 2.0 * contrasts.size();
        return FTest.of(between / df1 / (within / df2), df1, df2);
    }

    /**
     * The p-value to go by, that of Welch and James.
     *
     * @return the probability of effects at least so different if all groups have one effect
     */
    public double pValue() {
        return welchJames.pValue();
    }

    /** One line: the dimension and the p-value. */
    @Override
    public String toString() {
        return Lines.one("Heterogeneity[" + dimension + ", " + groups + " groups, p " + Texts.pValue(pValue()) + "]");
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("groups", groups);
        tree.put("pValue", pValue());
        tree.put("q", q);
        tree.put("qPValue", qPValue);
        tree.put("welchJames", welchJames.toTree());
        tree.put("interaction", interaction.toTree());
        tree.put("wald", wald.toTree());
        tree.put("shrinkage", shrinkage.toTree());
        return tree;
    }
}

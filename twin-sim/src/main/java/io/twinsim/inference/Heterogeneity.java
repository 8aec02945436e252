package io.twinsim.inference;

import io.twinsim.internal.math.Special;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the effect differs between the groups of one dimension. With weights w = 1/se^2 and the weighted mean effect
 * D, {@code Q = sum w (d - D)^2}. Q against chi-square is liberal in small groups; the p-value is therefore that of
 * Welch and James, {@code F = (Q / (k - 1)) / (1 + 2 (k - 2) A / (k^2 - 1))} with {@code A = sum (1 - w/W)^2 / df} on k
 * - 1 and {@code (k^2 - 1) / (3 A)} degrees of freedom (Welch 1951, doi:10.1093/biomet/38.3-4.330).
 *
 * @param dimension the column
 * @param groups the groups compared, at least 2; those that are not estimable or do not vary are left out
 * @param pValue of Welch and James
 * @param q the statistic Q
 * @param qPValue of Q against chi-square on groups - 1 degrees of freedom
 */
public record Heterogeneity(String dimension, int groups, double pValue, double q, double qPValue) {

    /** Absent for fewer than two groups with a positive standard error. */
    static Optional<Heterogeneity> of(String dimension, List<Welch> effects) {
        List<Welch> usable = effects.stream().filter(effect -> effect.standardError() > 0).toList();
        int k = usable.size();
        if (k < 2) {
            return Optional.empty();
        }
        double total = 0;
        double centre = 0;
        for (Welch effect : usable) {
            double weight = 1 / (effect.standardError() * effect.standardError());
            total += weight;
            centre += weight * effect.difference();
        }
        centre /= total;
        double q = 0;
        double a = 0;
        for (Welch effect : usable) {
            double weight = 1 / (effect.standardError() * effect.standardError());
            double distance = effect.difference() - centre;
            q += weight * distance * distance;
            a += (1 - weight / total) * (1 - weight / total) / effect.df();
        }
        double pairs = (double) k * k - 1;
        double f = q / (k - 1) / (1 + 2 * (k - 2) * a / pairs);
        return Optional.of(new Heterogeneity(dimension, k, Special.fisherSf(f, k - 1.0, pairs / (3 * a)), q,
                Special.chiSquareSf(q, k - 1.0)));
    }

    /** One line: the dimension and the p-value. */
    @Override
    public String toString() {
        return Texts.line("Heterogeneity[" + dimension + ", " + groups + " groups, p " + Texts.pValue(pValue) + "]");
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("groups", groups);
        tree.put("pValue", pValue);
        tree.put("q", q);
        tree.put("qPValue", qPValue);
        return tree;
    }
}

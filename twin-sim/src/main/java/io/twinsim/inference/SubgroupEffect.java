package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The effect in one subgroup of an experiment.
 *
 * @param dimension what the groups were formed by, as asked for
 * @param value the label of the group
 * @param treated treated units with an outcome
 * @param control control units with an outcome
 * @param estimate effect, standard error and interval; absent if the group is not estimable
 * @param pValue of "the effect in this group is 0", two-sided, by Welch's t, or by Fisher's exact test where 0/1
 *        outcomes vary in neither arm (the interval is then Newcombe's); absent likewise
 * @param pHolm the same after Holm's correction for all estimable groups of all dimensions
 * @param pBh the same after the correction of Benjamini and Hochberg
 * @param pRest of "the effect equals that of the rest of the dimension", not corrected; absent if the rest is not
 *        estimable, or 0/1 outcomes do not vary in the group or in the rest
 * @param problem why the group is not estimable, such as {@code not estimable: 1 treated row}; empty if it is
 */
public record SubgroupEffect(
        String dimension, String value, long treated, long control, Optional<Estimate> estimate, OptionalDouble pValue,
        OptionalDouble pHolm, OptionalDouble pBh, OptionalDouble pRest, String problem) {

    /** Whether the group has an estimate. */
    boolean estimable() {
        return estimate.isPresent();
    }

    SubgroupEffect corrected(double holm, double bh) {
        return new SubgroupEffect(dimension, value, treated, control, estimate, pValue, OptionalDouble.of(holm),
                OptionalDouble.of(bh), pRest, problem);
    }

    /** The keys of a simulated group, with n by arm, and the p-values; null where the group is not estimable. */
    Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        Map<String, Object> n = new LinkedHashMap<>();
        n.put("treated", treated);
        n.put("control", control);
        tree.put("value", value);
        tree.put("n", n);
        Optional<Interval> interval = estimate.map(Estimate::interval);
        tree.put("ate", estimate.map(Estimate::estimate).orElse(null));
        tree.put("standardError", estimate.map(Estimate::standardError).orElse(null));
        tree.put("lower", interval.map(Interval::lower).orElse(null));
        tree.put("upper", interval.map(Interval::upper).orElse(null));
        tree.put("method", interval.map(i -> i.method().id()).orElse(null));
        tree.put("pValue", orNull(pValue));
        tree.put("pHolm", orNull(pHolm));
        tree.put("pBh", orNull(pBh));
        tree.put("pRest", orNull(pRest));
        if (!problem.isEmpty()) {
            tree.put("problem", problem);
        }
        return tree;
    }

    /** One line: the group with its effect, or why there is none. */
    @Override
    public String toString() {
        return Texts.line("SubgroupEffect[" + dimension + " " + value + ": " + estimate.map(made -> "ATE "
                + Numbers.significant(made.estimate(), 4) + ", p " + Texts.pValue(pValue.orElse(1))).orElse(problem)
                + "]");
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }
}

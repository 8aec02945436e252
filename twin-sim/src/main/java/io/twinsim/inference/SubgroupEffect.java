package io.twinsim.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The effect in one subgroup of an experiment.
 *
 * @param dimension what the groups were formed by, as asked for
 * @param value the label of the group
 * @param treated treated units with an outcome
 * @param control control units with an outcome
 * @param estimate effect, standard error and interval; absent if the group is not estimable
 * @param pValue of "the effect in this group is 0", two-sided, by Welch's t; absent likewise
 * @param pHolm the same after Holm's correction for all estimable groups of all dimensions
 * @param pBh the same after the correction of Benjamini and Hochberg
 * @param pRest of "the effect equals that of the rest of the dimension", not corrected; absent if the rest is not
 *        estimable
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

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<String, Object> n = new LinkedHashMap<>();
        n.put("treated", treated);
        n.put("control", control);
        tree.put("value", value);
        tree.put("n", n);
        estimate.ifPresent(made -> {
            tree.put("estimate", made.estimate());
            tree.put("standardError", made.standardError());
            tree.put("lower", made.interval().lower());
            tree.put("upper", made.interval().upper());
            tree.put("method", made.interval().method().id());
        });
        pValue.ifPresent(p -> tree.put("pValue", p));
        pHolm.ifPresent(p -> tree.put("pHolm", p));
        pBh.ifPresent(p -> tree.put("pBh", p));
        pRest.ifPresent(p -> tree.put("pRest", p));
        if (!problem.isEmpty()) {
            tree.put("problem", problem);
        }
        return tree;
    }
}

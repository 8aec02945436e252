package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Collections;
import java.util.EnumMap;
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
 * @param adjusted the same after corrections for the tests of the family, Holm and BH always among them, in the order
 *        of {@link Correction}; empty if the group is not estimable
 * @param family the number of tests that the corrections count; 0 if the group is not estimable
 * @param pRest of "the effect equals that of the rest of the dimension", not corrected; absent if the rest is not
 *        estimable, or 0/1 outcomes do not vary in the group or in the rest
 * @param shrunken the effect drawn towards the mean of the dimension, with its rank; absent if the group is not
 *        estimable or does not vary, or no other group of the dimension is and does
 * @param problem why the group is not estimable, such as {@code not estimable: 1 treated row}; empty if it is
 */
public record SubgroupEffect(
        String dimension, String value, long treated, long control, Optional<Estimate> estimate, OptionalDouble pValue,
        Map<Correction, Double> adjusted, int family, OptionalDouble pRest, Optional<ShrunkenEffect> shrunken,
        String problem) {

    /** Copies the map. */
    public SubgroupEffect {
        Map<Correction, Double> copy = new EnumMap<>(Correction.class);
        copy.putAll(adjusted);
        adjusted = Collections.unmodifiableMap(copy);
    }

    static SubgroupEffect notEstimable(String dimension, String value, long treated, long control, String problem) {
        return new SubgroupEffect(dimension, value, treated, control, Optional.empty(), OptionalDouble.empty(),
                Map.of(), 0, OptionalDouble.empty(), Optional.empty(), problem);
    }

    static SubgroupEffect of(String dimension, String value, long treated, long control, Estimate estimate,
            double pValue, OptionalDouble pRest) {
        return new SubgroupEffect(dimension, value, treated, control, Optional.of(estimate), OptionalDouble.of(pValue),
                Map.of(), 0, pRest, Optional.empty(), "");
    }

    /** Whether the group has an estimate. */
    boolean estimable() {
        return estimate.isPresent();
    }

    SubgroupEffect corrected(Map<Correction, Double> values, int tests) {
        return new SubgroupEffect(dimension, value, treated, control, estimate, pValue, values, tests, pRest, shrunken,
                problem);
    }

    SubgroupEffect shrunken(ShrunkenEffect effect) {
        return new SubgroupEffect(dimension, value, treated, control, estimate, pValue, adjusted, family, pRest,
                Optional.of(effect), problem);
    }

    /**
     * The p-value after one correction.
     *
     * @param correction a correction that was asked for, or Holm's, or BH
     * @return the adjusted p-value; absent if the group is not estimable or the correction was not asked for
     */
    public OptionalDouble adjusted(Correction correction) {
        Double value = adjusted.get(Checks.notNull(correction, "correction"));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * The p-value after Holm's correction.
     *
     * @return the adjusted p-value; absent if the group is not estimable
     */
    public OptionalDouble pHolm() {
        return adjusted(Correction.HOLM);
    }

    /**
     * The p-value after the correction of Benjamini and Hochberg.
     *
     * @return the adjusted p-value; absent if the group is not estimable
     */
    public OptionalDouble pBh() {
        return adjusted(Correction.BH);
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
        tree.put(Correction.HOLM.key(), orNull(pHolm()));
        tree.put(Correction.BH.key(), orNull(pBh()));
        tree.put("pRest", orNull(pRest));
        adjusted.forEach((correction, p) -> tree.putIfAbsent(correction.key(), p));
        tree.put("shrunken", shrunken.map(ShrunkenEffect::toTree).orElse(null));
        if (!problem.isEmpty()) {
            tree.put("problem", problem);
        }
        return tree;
    }

    /** One line: the group with its effect, or why there is none. */
    @Override
    public String toString() {
        return Lines.one("SubgroupEffect[" + dimension + " " + value + ": " + estimate.map(made -> "ATE "
                + Numbers.significant(made.estimate(), 4) + ", p " + Texts.pValue(pValue.orElse(1))).orElse(problem)
                + "]");
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }
}

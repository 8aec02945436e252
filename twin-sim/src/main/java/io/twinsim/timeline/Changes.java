package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the courses and interactions of an arm do to one node: {@code (set or own value) * factors + terms} where a twin
 * is exposed.
 */
final class Changes {

    private final ArmRunner arm;
    private final String name;
    private final List<ChangePlan> plans;
    private final BoundFormula[] formulas;
    private final long[] rows = Masks.create();

    Changes(ArmRunner arm, int column, String name, Reading reading) {
        this.arm = arm;
        this.name = name;
        this.plans = arm.arm.changes(column);
        this.formulas = plans.stream().map(change -> arm.bind(change, reading, change.operation().id() + " of "
                + change.of() + " to " + name)).toArray(BoundFormula[]::new);
    }

    boolean none() {
        return plans.isEmpty();
    }

    /** What else made a value than its own formula, for messages; empty if nothing. */
    String said() {
        return plans.isEmpty() ? "" : ", then changed by "
                + plans.stream().map(ChangePlan::of).distinct().collect(Collectors.joining(", "));
    }

    /** Changes what the node's own formula gave. */
    void apply(double[] values) {
        for (int k = 0; k < formulas.length; k++) {
            ChangePlan change = plans.get(k);
            System.arraycopy(arm.exposed(change.exposure()), 0, rows, 0, rows.length);
            long[] needed = arm.needed();
            if (needed != null) {
                Masks.and(rows, needed);
            }
            if (Masks.any(rows)) {
                formulas[k].run(rows);
                apply(change, formulas[k].values(), values);
                check(change, values);
            }
        }
    }

    /** A product or a sum may leave the numbers, though its parts are finite. */
    private void check(ChangePlan change, double[] values) {
        BlockState block = arm.block.state();
        for (int i = block.from; i < block.to; i++) {
            if (!(Math.abs(values[i]) <= Double.MAX_VALUE) && Masks.has(rows, i)) {
                throw new InputException(name + " must be finite, got " + Numbers.shortest(values[i]) + " for "
                        + arm.block.twin(i) + " after " + change.operation().id() + " of " + change.of()
                        + " in arm " + arm.arm.name());
            }
        }
    }

    private void apply(ChangePlan change, double[] by, double[] values) {
        int from = arm.block.state().from;
        int to = arm.block.state().to;
        switch (change.operation()) {
            case SET -> {
                for (int i = from; i < to; i++) {
                    values[i] = Masks.has(rows, i) ? by[i] : values[i];
                }
            }
            case MULTIPLY -> {
                for (int i = from; i < to; i++) {
                    values[i] = Masks.has(rows, i) ? values[i] * by[i] : values[i];
                }
            }
            case ADD -> {
                for (int i = from; i < to; i++) {
                    values[i] = Masks.has(rows, i) ? values[i] + by[i] : values[i];
                }
            }
        }
    }
}

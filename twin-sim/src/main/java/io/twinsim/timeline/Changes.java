package io.twinsim.timeline;

import java.util.List;

/**
 * What the courses and interactions of an arm do to one node: {@code (set or own value) * factors + terms} where a twin
 * is exposed.
 */
final class Changes {

    private final ArmRunner arm;
    private final List<ChangePlan> plans;
    private final BoundFormula[] formulas;
    private final long[] rows = Masks.create();

    Changes(ArmRunner arm, int column, String name, Reading reading) {
        this.arm = arm;
        this.plans = arm.arm.changes(column);
        this.formulas = plans.stream().map(change -> arm.bind(change, reading, change.operation().id() + " of "
                + change.of() + " to " + name)).toArray(BoundFormula[]::new);
    }

    boolean none() {
        return plans.isEmpty();
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

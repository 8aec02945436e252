package io.twinsim.bench;

import io.twinsim.internal.text.Checks;
import org.jspecify.annotations.Nullable;

/** A fault that is built into a case on purpose, to see the gate fail. */
enum GatePlant {
    /** The target does its work twice. */
    SLOW,
    /** The target leaves one small object per row on the heap. */
    ALLOCATE;

    private static final int KEPT = 1_024;

    /** Read by nobody; but as others might, objects that are put here cannot be optimised away. */
    static final Object[] HEAP = new Object[KEPT];

    String id() {
        return this == SLOW ? "slow" : "allocate";
    }

    static GatePlant named(String id) {
        return Checks.constant("plant", id, values(), GatePlant::id);
    }

    /** The work with the fault in its target; without a plant the work itself. */
    static GateWork into(GateWork work, @Nullable GatePlant plant) {
        return plant == null ? work : new GateWork(work.rows(), plant.faulty(work), work.reference());
    }

    private GateOp faulty(GateWork work) {
        GateOp target = work.target();
        if (this == SLOW) {
            return () -> {
                HEAP[0] = target.run();
                return target.run();
            };
        }
        int rows = work.rows();
        return () -> {
            for (int i = 0; i < rows; i++) {
                HEAP[i & KEPT - 1] = new int[] {i};
            }
            return target.run();
        };
    }
}

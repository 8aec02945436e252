package io.twinsim.bench;

import java.util.function.BiFunction;

/**
 * One thing the gate watches. Time is measured at one size; allocation at two, so that a growth per row shows.
 *
 * @param name its name, for options and for the stored values
 * @param asks what it measures, and at which size
 * @param small the fewer rows
 * @param large the more rows; the budget is for them
 * @param timed the rows at which time is measured, {@code small} or {@code large}
 * @param setup makes the operations for a number of rows
 */
record GateCase(String name, String asks, int small, int large, int timed,
        BiFunction<GateTwins, Integer, GateWork> setup) {

    GateCase {
        if (!(0 < small && small < large && (timed == small || timed == large))) {
            throw new IllegalArgumentException(name + " must have two sizes and be timed at one of them");
        }
    }

    GateWork work(GateTwins twins, int rows) {
        return setup.apply(twins, rows);
    }
}

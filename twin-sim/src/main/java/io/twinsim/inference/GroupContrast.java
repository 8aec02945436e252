package io.twinsim.inference;

import io.twinsim.internal.math.Moments;

/**
 * The effect in one group, with the moments of its two cells.
 *
 * @param treated outcomes of the treated in the group
 * @param control outcomes of its controls
 * @param welch the difference of the means with its own standard error
 */
record GroupContrast(Moments treated, Moments control, Welch welch) {

    static GroupContrast of(Moments treated, Moments control) {
        return new GroupContrast(treated, control, Welch.of(treated, control));
    }

    double difference() {
        return welch.difference();
    }

    double standardError() {
        return welch.standardError();
    }

    boolean varies() {
        return welch.standardError() > 0;
    }

    /** 1 / (1/n1 + 1/n0): the weight of the difference if all outcomes have one variance. */
    double harmonicSize() {
        return 1 / (1.0 / treated.n() + 1.0 / control.n());
    }

    /** Squared deviations of both cells from their own means. */
    double squares() {
        return treated.m2() + control.m2();
    }

    long units() {
        return treated.n() + control.n();
    }
}

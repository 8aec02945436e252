package io.twinsim.model;

import io.twinsim.expr.Program;

/**
 * A variable that is computed for a block: what it declares, and the program that gives its values here.
 *
 * @param step the variable
 * @param program its own program, or that of an assignment or of what follows from one
 * @param set whether the program is an assignment's, which reads the twins as they were
 */
record Stage(Step step, Program program, boolean set) {

    /** A variable as the model generates it. */
    static Stage generated(Step step) {
        return new Stage(step, step.program(), false);
    }

    String name() {
        return step.variable().name();
    }
}

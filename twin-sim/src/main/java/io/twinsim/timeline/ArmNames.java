package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import java.util.ArrayList;
import java.util.List;

/**
 * The arms of a result as its tables name them. Where there are many, names that are too long are numbers, which a
 * legend explains: cut, {@code retinoid+acid} and {@code retinoid+water} could look the same.
 *
 * @param arms their names, control first
 */
record ArmNames(List<String> arms) {

    /** Characters of a name in a table. */
    private static final int WIDTH = 14;

    /** An arm in a table. */
    String shown(int arm) {
        return isNumbered(arm) ? "arm " + arm : Lines.cut(arms.get(arm), WIDTH);
    }

    private boolean isNumbered(int arm) {
        String name = arms.get(arm);
        return arms.size() > 2 && !Lines.cut(name, WIDTH).equals(name);
    }

    /** What the numbers stand for; empty if there are none. */
    String legend() {
        List<String> texts = new ArrayList<>();
        for (int arm = 0; arm < arms.size(); arm++) {
            if (isNumbered(arm)) {
                texts.add("arm " + arm + " is " + arms.get(arm));
            }
        }
        return String.join(", ", texts);
    }
}

package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.internal.text.Names;
import java.util.TreeSet;

/** The condition that picks one arm. */
final class OutcomeArm {

    private OutcomeArm() {
    }

    /** A formula such as {@code segment == 'No E-Mail'} for a value as it is written in the data. */
    static String condition(String treatment, Column column, String value) {
        TreeSet<String> known = new TreeSet<>();
        for (int i = 0; i < column.size(); i++) {
            if (!column.isMissing(i)) {
                known.add(column.text(i));
            }
        }
        if (!known.contains(value)) {
            throw new InputException(Names.unknown("value of " + Names.quote(treatment), value, known));
        }
        return StructureText.has(treatment, column.type(), value);
    }
}

package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;

/**
 * Refuses identifiers as features, from 20 rows with values on: labels of which nine in ten stand in one row only, and
 * whole numbers that are all different and fill half of their range or more, as running numbers do.
 */
final class LeakageIdentity {

    private static final int LEAST_ROWS = 20;

    private LeakageIdentity() {
    }

    static void refuse(Population data, String feature) {
        Column column = data.column(feature);
        double[] values = Arrays.stream(data.doubles(feature)).filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (values.length < LEAST_ROWS || column.type() == ColumnType.FLAG) {
            return;
        }
        int single = 0;
        boolean whole = true;
        for (int i = 0; i < values.length; i++) {
            boolean repeated = i > 0 && values[i] == values[i - 1]
                    || i + 1 < values.length && values[i] == values[i + 1];
            single += repeated ? 0 : 1;
            whole &= values[i] == Math.rint(values[i]);
        }
        boolean labels = column.type() == ColumnType.CATEGORY && single * 10L >= values.length * 9L;
        boolean running = column.type() != ColumnType.CATEGORY && whole && single == values.length
                && values[values.length - 1] - values[0] < 2.0 * values.length;
        if (labels || running) {
            throw new InputException("feature " + Names.quote(feature) + " must not identify rows, got "
                    + Numbers.grouped(single) + (labels ? " labels that stand in one row only" : " running numbers")
                    + " in " + Numbers.grouped(values.length) + " rows; leave it out: .without(" + Names.quote(feature)
                    + "), or name it as the id: .withId(" + Names.quote(feature) + ")");
        }
    }
}

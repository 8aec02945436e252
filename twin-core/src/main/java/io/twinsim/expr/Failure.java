package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnSource;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message of a run that failed: row, formula, why, and the inputs of that row. Rows have the frame's noun. */
final class Failure {

    private Failure() {
    }

    static InputException of(Code code, Frame frame, int register) {
        String row = " at " + frame.noun + " " + (frame.firstRow + register);
        StringBuilder message = new StringBuilder(formula(code));
        @Nullable String refusal = refusal(frame, register);
        if (refusal != null) {
            message.append(row).append(": ").append(refusal);
        } else {
            double value = frame.doubles[code.result()][register];
            message.append(" is ").append(Numbers.shortest(value)).append(row);
        }
        return new InputException(message + suffix(code, frame, register));
    }

    /** The formula and the inputs of a row, for the message of who refuses what the formula gave. */
    static String explain(Code code, Frame frame, int register) {
        return formula(code) + suffix(code, frame, register);
    }

    private static String formula(Code code) {
        return "formula \"" + code.text() + "\"";
    }

    private static String suffix(Code code, Frame frame, int register) {
        List<String> inputs = inputs(code, frame, register);
        return inputs.isEmpty() ? "" : "; inputs: " + String.join(", ", inputs);
    }

    private static @Nullable String refusal(Frame frame, int register) {
        for (RowDraw draw : frame.draws) {
            if (draw.refusal(register) != null) {
                return draw.refusal(register);
            }
        }
        return null;
    }

    private static List<String> inputs(Code code, Frame frame, int register) {
        List<String> inputs = new ArrayList<>();
        for (int c = 0; c < frame.columns.length; c++) {
            inputs.add(code.columns().get(c).name() + " = " + shown(frame.columns[c], frame.position(c, register)));
        }
        for (String name : code.formula().parameters()) {
            Object value = code.binding().parameters().get(name);
            inputs.add("$" + name + " = " + (value instanceof Double number ? Numbers.shortest(number) : value));
        }
        for (int k = 0; k < frame.coefficients.length; k++) {
            inputs.add("$$" + code.coefficients().get(k) + " = " + Numbers.shortest(frame.coefficients[k]));
        }
        for (int k = 0; k < frame.scalars.length; k++) {
            inputs.add(code.scalarNames().get(k) + " = " + Numbers.shortest(frame.scalars[k]));
        }
        return inputs;
    }

    private static String shown(ColumnSource column, int position) {
        long[] valid = new long[1];
        column.loadValidity(position, valid, 0, 1);
        if (valid[0] == 0) {
            return "(missing)";
        }
        double[] value = new double[1];
        column.load(position, value, 0, 1);
        return switch (column.type()) {
            case REAL -> Numbers.shortest(value[0]);
            case INTEGER -> Long.toString((long) value[0]);
            case FLAG -> value[0] != 0 ? "true" : "false";
            case CATEGORY -> Printer.label(column.labels().get((int) value[0]));
        };
    }
}

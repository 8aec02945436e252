package io.twinsim.expr;

import io.twinsim.column.ColumnType;
import java.util.List;

/**
 * A lowered part of a formula with its type.
 *
 * @param kind what it is
 * @param labels the labels of a category in code order, or the one label
 * @param value the number, the flag as 0 or 1, the code
 * @param whole whether numbers are whole by type; true for flags and codes
 */
record Operand(Kind kind, List<String> labels, Value value, boolean whole) {

    enum Kind {
        NUMBER("a number"), FLAG("a flag"), CATEGORY("a category"), LABEL("a label");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    static Operand number(Value value, boolean whole) {
        return new Operand(Kind.NUMBER, List.of(), value, whole);
    }

    static Operand flag(Value value) {
        return new Operand(Kind.FLAG, List.of(), value, true);
    }

    static Operand category(List<String> labels, Value value) {
        return new Operand(Kind.CATEGORY, labels, value, true);
    }

    static Operand label(String label, Value zero) {
        return new Operand(Kind.LABEL, List.of(label), zero, true);
    }

    /** Numbers, and flags, which count as numbers. */
    boolean isNumeric() {
        return kind == Kind.NUMBER || kind == Kind.FLAG;
    }

    boolean isFlag() {
        return kind == Kind.FLAG;
    }

    boolean isLabel() {
        return kind == Kind.LABEL;
    }

    String shown() {
        return kind == Kind.LABEL ? "the label " + Printer.label(labels.get(0)) : kind.shown;
    }

    ColumnType type() {
        return switch (kind) {
            case FLAG -> ColumnType.FLAG;
            case CATEGORY, LABEL -> ColumnType.CATEGORY;
            case NUMBER -> whole ? ColumnType.INTEGER : ColumnType.REAL;
        };
    }
}

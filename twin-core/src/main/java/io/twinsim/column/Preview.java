package io.twinsim.column;

import io.twinsim.internal.text.Numbers;

/** The one-line text of a column: its type, its size and as many values as fit into 75 characters. */
final class Preview {

    private static final int WIDTH = 75;
    private static final int LONGEST = 24;

    private Preview() {
    }

    static String of(Column column) {
        StringBuilder line = new StringBuilder(column.getClass().getSimpleName())
                .append("[n=")
                .append(Numbers.grouped(column.size()));
        if (column.hasMissing()) {
            line.append(", missing=").append(Numbers.grouped(column.missing()));
        }
        for (int i = 0; i < column.size(); i++) {
            String cell = (i == 0 ? ": " : ", ") + (column.isMissing(i) ? "(missing)" : clean(column.text(i)));
            int rest = i < column.size() - 1 ? ", ...]".length() : "]".length();
            if (line.length() + cell.length() + rest > WIDTH) {
                return line.append(i == 0 ? ": ...]" : ", ...]").toString();
            }
            line.append(cell);
        }
        return line.append(']').toString();
    }

    /** Control characters would break the line. */
    private static String clean(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }
}

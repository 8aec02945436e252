package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.model.ReadOptions;
import java.nio.CharBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a CSV file while it is read. Its type is declared, or follows from all of its values: it holds
 * numbers if at least half of its values look like numbers, and then every value must be one; else it holds flags
 * if all values are {@code true} or {@code false}; else labels. Numbers are integers if all are whole and fit an
 * int.
 *
 * <p>Values are kept as numbers or as labels, whichever the first one is. A column that turns out to be the other
 * is read again with {@link #verdict}.
 */
final class CsvColumn {

    /** How the values are kept. */
    enum Storage {
        UNKNOWN,
        NUMBERS,
        LABELS
    }

    private final String name;
    private final String source;
    private final List<String> missingTokens;
    private final NumberText numbers;
    private final @Nullable ColumnType declared;
    private final boolean decided;
    private Storage storage;
    private final Draft draft = new Draft();
    private final LabelTable labels = new LabelTable();
    private boolean whole = true;
    private long numberCount;
    private long textCount;
    private int strayLine;
    private String stray = "";
    private Storage verdict = Storage.UNKNOWN;

    /** {@code decided} holds what the first reading found out, or UNKNOWN. */
    CsvColumn(String name, String source, ReadOptions options, NumberText numbers, Storage decided) {
        this.name = name;
        this.source = source;
        this.missingTokens = options.missingTokens();
        this.numbers = numbers;
        this.declared = options.types().get(name);
        this.decided = decided != Storage.UNKNOWN;
        this.storage = declared == null ? decided
                : declared == ColumnType.REAL || declared == ColumnType.INTEGER ? Storage.NUMBERS : Storage.LABELS;
    }

    void add(char[] text, int offset, int length, boolean quoted, int line) {
        int from = offset;
        int to = offset + length;
        if (!quoted) {
            while (from < to && (text[from] == ' ' || text[from] == '\t')) {
                from++;
            }
            while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t')) {
                to--;
            }
            if (isMissing(text, from, to)) {
                draft.addMissing();
                return;
            }
        }
        if (storage == Storage.LABELS) {
            draft.add(labels.code(text, from, to - from, line));
        } else {
            addNumber(text, from, to, quoted, line);
        }
    }

    private void addNumber(char[] text, int from, int to, boolean quoted, int line) {
        NumberText.Kind kind = numbers.parse(text, from, to - from);
        if (kind == NumberText.Kind.WHOLE || kind == NumberText.Kind.REAL) {
            storage = Storage.NUMBERS;
            whole &= kind == NumberText.Kind.WHOLE;
            numberCount++;
            draft.add(numbers.value());
            if (declared == ColumnType.INTEGER) {
                checkWhole(new String(text, from, to - from), line);
            }
        } else if (quoted && storage == Storage.NUMBERS && isMissing(text, from, to)) {
            draft.addMissing();
        } else if (storage == Storage.UNKNOWN) {
            storage = Storage.LABELS;
            draft.add(labels.code(text, from, to - from, line));
        } else {
            addStray(new String(text, from, to - from), line);
        }
    }

    private void checkWhole(String text, int line) {
        double value = numbers.value();
        if (value != (int) value) {
            throw refuse(line, "value must be a whole number in [-2147483648, 2147483647], got " + Names.quote(text));
        }
    }

    /** Text among numbers: refused at once where the type is known, else counted until the end of the file. */
    private void addStray(String text, int line) {
        if (declared != null || decided) {
            throw refuse(line, NumberLike.refusal(text, numbers, missingTokens));
        }
        if (strayLine == 0) {
            strayLine = line;
            stray = text;
        }
        count(text, 1);
    }

    private void count(String text, int rows) {
        switch (NumberLike.of(text, numbers)) {
            case NUMBER -> numberCount += rows;
            case TEXT -> textCount += rows;
            case MISSING -> {
            }
        }
    }

    private boolean isMissing(char[] text, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return true;
        }
        for (int k = 0; k < missingTokens.size(); k++) {
            String token = missingTokens.get(k);
            if (token.length() == length && token.charAt(0) == text[from] && token.contentEquals(
                    CharBuffer.wrap(text, from, length))) {
                return true;
            }
        }
        return false;
    }

    /** Once all is read: finds out what the column holds. Asked for once. */
    void conclude() {
        if (declared != null || decided || storage == Storage.UNKNOWN) {
            return;
        }
        if (storage == Storage.NUMBERS) {
            verdict = strayLine > 0 && !isNumeric() ? Storage.LABELS : Storage.UNKNOWN;
            return;
        }
        int[] rows = draft.counts(labels.size());
        for (int code = 0; code < rows.length; code++) {
            countLabel(labels.label(code), rows[code], labels.line(code));
        }
        verdict = isNumeric() && strayLine == 0 ? Storage.NUMBERS : Storage.UNKNOWN;
    }

    /** The storage to read the file again with, or UNKNOWN if the column is complete. */
    Storage verdict() {
        return verdict;
    }

    private void countLabel(String label, int rows, int line) {
        if (isMissing(label.toCharArray(), 0, label.length())) {
            return;
        }
        NumberText.Kind kind = numbers.parse(label);
        boolean read = kind == NumberText.Kind.WHOLE || kind == NumberText.Kind.REAL;
        if (!read && (strayLine == 0 || line < strayLine)) {
            strayLine = line;
            stray = label;
        }
        count(label, rows);
    }

    private boolean isNumeric() {
        return numberCount > 0 && numberCount >= textCount;
    }

    /** The line of the first text in a column of numbers, or 0. */
    int strayLine() {
        return isNumeric() ? strayLine : 0;
    }

    InputException strayRefusal() {
        return refuse(strayLine, NumberLike.refusal(stray, numbers, missingTokens));
    }

    Column build() {
        if (declared == ColumnType.FLAG || declared == null && storage == Storage.LABELS && allFlags()) {
            return buildFlags();
        }
        if (storage == Storage.LABELS) {
            return draft.category(labels);
        }
        if (declared != null) {
            return draft.build(declared, List.of());
        }
        return draft.build(whole && !draft.allMissing() ? ColumnType.INTEGER : ColumnType.REAL, List.of());
    }

    private boolean allFlags() {
        for (int code = 0; code < labels.size(); code++) {
            if (!isTrue(labels.label(code)) && !isFalse(labels.label(code))) {
                return false;
            }
        }
        return true;
    }

    private Column buildFlags() {
        double[] flag = new double[labels.size()];
        for (int code = 0; code < flag.length; code++) {
            String label = labels.label(code);
            boolean yes = isTrue(label) || label.equals("1");
            if (!yes && !isFalse(label) && !label.equals("0")) {
                throw refuse(labels.line(code), "value must be true, false, 1 or 0, got " + Names.quote(label));
            }
            flag[code] = yes ? 1 : 0;
        }
        draft.recode(flag);
        return draft.build(ColumnType.FLAG, List.of());
    }

    private static boolean isTrue(String label) {
        return label.equals("true") || label.equals("TRUE") || label.equals("True");
    }

    private static boolean isFalse(String label) {
        return label.equals("false") || label.equals("FALSE") || label.equals("False");
    }

    private InputException refuse(int line, String message) {
        return new InputException("line " + line + ", column " + Names.quote(name) + ": " + message,
                new Place(source, line, 0));
    }
}

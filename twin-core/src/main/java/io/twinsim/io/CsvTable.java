package io.twinsim.io;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import io.twinsim.model.ReadOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the fields of a CSV file as the parser meets them: the first record names the columns, the others fill
 * them.
 */
final class CsvTable extends CsvCallbackHandler<Boolean> {

    private final String source;
    private final ReadOptions options;
    private final CsvColumn.Storage[] decided;
    private final NumberText numbers;
    private final List<String> names = new ArrayList<>();
    private CsvColumn[] columns = new CsvColumn[0];
    private boolean headed;
    private boolean filled;
    private boolean empty;
    private boolean loneNameQuoted;
    private int headLine = 1;
    private int recordLine = 1;
    private int fields;
    private int lineInRecord;

    /** {@code decided} is what a first reading found out per column, or empty. */
    CsvTable(String source, ReadOptions options, CsvColumn.Storage[] decided) {
        this.source = source;
        this.options = options;
        this.decided = decided;
        this.numbers = new NumberText(options.decimalComma() ? ',' : '.');
    }

    @Override
    protected RecordType getRecordType() {
        return empty ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected void beginRecord(long line) {
        recordLine = (int) Math.min(line, Integer.MAX_VALUE);
        lineInRecord = recordLine;
        fields = 0;
        empty = false;
    }

    @Override
    protected void addField(char[] text, int offset, int length, boolean quoted) {
        if (!headed) {
            String name = new String(text, offset, length);
            names.add(quoted ? name : strip(name));
            loneNameQuoted = quoted;
        } else if (fields < columns.length) {
            columns[fields].add(text, offset, length, quoted, lineInRecord);
        }
        fields++;
        if (quoted) {
            countLines(text, offset, offset + length);
        }
    }

    private void countLines(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '\n' && (i == from || text[i - 1] != '\r') || text[i] == '\r') {
                lineInRecord++;
            }
        }
    }

    private static String strip(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && (name.charAt(from) == ' ' || name.charAt(from) == '\t')) {
            from++;
        }
        while (to > from && (name.charAt(to - 1) == ' ' || name.charAt(to - 1) == '\t')) {
            to--;
        }
        return name.substring(from, to);
    }

    @Override
    protected void setComment(char[] text, int offset, int length) {
        throw new IllegalStateException("comments are switched off");
    }

    @Override
    protected void setEmpty() {
        empty = true;
    }

    @Override
    protected Boolean buildRecord() {
        if (empty) {
            return Boolean.FALSE;
        }
        if (!headed) {
            head();
        } else {
            if (fields != columns.length) {
                throw refuse(recordLine, "line " + recordLine + " has " + count(fields) + ", header has "
                        + columns.length + delimiterHint());
            }
            if (!filled) {
                checkDelimiter();
                filled = true;
            }
        }
        return Boolean.TRUE;
    }

    private void head() {
        headed = true;
        headLine = recordLine;
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()) {
                throw refuse(recordLine, "line " + recordLine + ": column " + (i + 1) + " has an empty name");
            }
            Integer before = first.putIfAbsent(name, i);
            if (name.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
                throw refuse(recordLine, "line " + recordLine + ": column names must be printable, got "
                        + Names.quote(name) + " at position " + (i + 1));
            }
            if (before != null) {
                throw refuse(recordLine, "line " + recordLine + ": column names must be unique, got "
                        + Names.quote(name) + " at positions " + (before + 1) + " and " + (i + 1));
            }
        }
        for (String declared : options.types().keySet()) {
            if (!first.containsKey(declared)) {
                throw refuse(recordLine, "declared " + Names.unknown("column", declared, names));
            }
        }
        columns = new CsvColumn[names.size()];
        for (int i = 0; i < columns.length; i++) {
            CsvColumn.Storage known = i < decided.length ? decided[i] : CsvColumn.Storage.UNKNOWN;
            columns[i] = new CsvColumn(names.get(i), source, options, numbers, known);
        }
    }

    /** After the last record. */
    void finish() {
        if (!headed) {
            throw new InputException("file must start with a header line, got no text; it is empty or all blank",
                    new Place(source, 1, 0));
        }
        checkDelimiter();
        int first = Integer.MAX_VALUE;
        CsvColumn worst = null;
        for (CsvColumn column : columns) {
            column.conclude();
            if (column.strayLine() > 0 && column.strayLine() < first) {
                first = column.strayLine();
                worst = column;
            }
        }
        if (worst != null) {
            throw worst.strayRefusal();
        }
    }

    /** A single column whose unquoted name holds another separator is hardly one column. */
    private void checkDelimiter() {
        String hint = delimiterHint();
        if (!hint.isEmpty()) {
            throw refuse(headLine, "line " + headLine + ": header has 1 column" + hint);
        }
    }

    private String delimiterHint() {
        if (names.size() == 1 && !loneNameQuoted) {
            String name = names.get(0);
            for (char c : new char[] {'\t', ';', '|', ','}) {
                if (c != options.delimiter() && name.indexOf(c) >= 0) {
                    String shown = c == '\t' ? "a tab" : "'" + c + "'";
                    return ", " + Names.quote(name) + "; is the delimiter " + shown + "?";
                }
            }
        }
        return "";
    }

    private static String count(int fields) {
        return fields == 1 ? "1 field" : fields + " fields";
    }

    private InputException refuse(int line, String message) {
        return new InputException(message, new Place(source, line, 0));
    }

    /** A malformed quoted field, which the parser found after the fields taken so far. */
    InputException malformed(String rule) {
        String column = headed && fields < names.size() ? Names.quote(names.get(fields)) : Integer.toString(fields + 1);
        return refuse(lineInRecord, "line " + lineInRecord + ", column " + column + ": " + rule);
    }

    /** Where a quote was opened: the line, and the field's position on it. */
    String opened() {
        return "line " + lineInRecord + " column " + (fields + 1);
    }

    List<String> names() {
        return names;
    }

    CsvColumn column(int position) {
        return columns[position];
    }
}

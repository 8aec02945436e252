package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Names;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/** A data column in the type of a model variable, with the substitute for missing values and the declared range applied. */
final class Conversion {

    private final Variable variable;
    private final ColumnType type;
    private final Column column;
    private final Selection rows;
    private final long baseRow;

    private Conversion(Variable variable, ColumnType type, Column column, Selection rows, long baseRow) {
        this.variable = variable;
        this.type = type;
        this.column = column;
        this.rows = rows;
        this.baseRow = baseRow;
    }

    /** Converts a whole column; only the rows that count can be refused. */
    static Column convert(Step step, Column column, Selection rows, long baseRow) {
        Conversion conversion = new Conversion(step.variable(), step.type(), column, rows, baseRow);
        return step.type() == ColumnType.CATEGORY ? conversion.toCategory(step.labels()) : conversion.toNumbers();
    }

    private boolean substituting() {
        return column.hasMissing() && variable.missing() == Variable.Missing.DEFAULT;
    }

    private boolean nullable() {
        return column.hasMissing() && variable.missing() != Variable.Missing.DEFAULT;
    }

    /** Labels of the model first, in its order; labels that it does not know follow, in order of appearance. */
    private Column toCategory(List<String> known) {
        List<String> labels = new ArrayList<>(known);
        Object2IntOpenHashMap<String> codes = new Object2IntOpenHashMap<>();
        codes.defaultReturnValue(-1);
        labels.forEach(label -> codes.put(label, codes.size()));
        String substitute = substituting() ? variable.substitute().orElseThrow() : "";
        int[] byCode = new int[column.labels().size()];
        java.util.Arrays.fill(byCode, -1);
        int[] target = new int[column.size()];
        boolean isCategory = column.type() == ColumnType.CATEGORY;
        double[] code = new double[1];
        for (int i = 0; i < target.length; i++) {
            if (column.isMissing(i)) {
                target[i] = substituting() ? codeOf(substitute, codes, labels) : 0;
            } else if (isCategory) {
                column.load(i, code, 0, 1);
                int c = (int) code[0];
                if (byCode[c] < 0) {
                    byCode[c] = codeOf(column.labels().get(c), codes, labels);
                }
                target[i] = byCode[c];
            } else {
                target[i] = codeOf(column.text(i), codes, labels);
            }
        }
        ColumnBuilder builder = ColumnBuilder.of(ColumnType.CATEGORY, labels, column.size(), nullable());
        double[] values = new double[Blocks.ROWS];
        return copy(builder, (position, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = target[position + i];
            }
            return values;
        });
    }

    private static int codeOf(String label, Object2IntOpenHashMap<String> codes, List<String> labels) {
        int code = codes.getInt(label);
        if (code < 0) {
            code = labels.size();
            codes.put(label, code);
            labels.add(label);
        }
        return code;
    }

    private Column toNumbers() {
        if (column.type() == ColumnType.CATEGORY && type != ColumnType.FLAG) {
            throw wrongType("got text " + Names.quote(firstText()));
        }
        double substitute = substituting()
                ? Adoption.number(variable.substitute().orElseThrow(), type, variable.name() + ".missing.default") : 0;
        ColumnBuilder builder = ColumnBuilder.of(type, List.of(), column.size(), nullable());
        double[] values = new double[Blocks.ROWS];
        return copy(builder, (position, count) -> {
            column.load(position, values, 0, count);
            for (int i = 0; i < count; i++) {
                if (column.hasMissing() && column.isMissing(position + i)) {
                    values[i] = substituting() ? substitute : values[i];
                } else {
                    values[i] = rows.contains(position + i) ? check(values[i], position + i) : harmless(values[i]);
                }
            }
            return values;
        });
    }

    /** A row that does not count keeps a value that fits, or becomes 0. */
    private double harmless(double value) {
        return type == ColumnType.REAL || type == ColumnType.FLAG && (value == 0 || value == 1)
                || type == ColumnType.INTEGER && value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
                ? value : 0;
    }

    private double check(double value, int position) {
        if (type == ColumnType.FLAG) {
            if (column.type() == ColumnType.CATEGORY) {
                String text = column.text(position);
                if (text.equals("true") || text.equals("false")) {
                    return text.equals("true") ? 1 : 0;
                }
                throw wrongType("got " + Names.quote(text) + " at row " + (baseRow + position));
            }
            if (value != 0 && value != 1) {
                throw wrongType("got " + Adoption.show(value) + " at row " + (baseRow + position));
            }
        } else if (type == ColumnType.INTEGER
                && !(value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE)) {
            throw wrongType("got " + Adoption.show(value) + " at row " + (baseRow + position));
        }
        return value;
    }

    private InputException wrongType(String got) {
        String rule = switch (type) {
            case REAL -> "numbers";
            case INTEGER -> "whole numbers of at most 2147483647";
            default -> "true or false (or 1 and 0)";
        };
        return new InputException("column " + Names.quote(variable.name()) + " must hold " + rule + ", as the model says "
                + type.id() + ", " + got);
    }

    private String firstText() {
        for (int i = 0; i < column.size(); i++) {
            if (!column.isMissing(i)) {
                return column.text(i);
            }
        }
        return "";
    }

    /** Reads rows of the source into a register. */
    private interface Source {
        double[] rows(int position, int count);
    }

    private Column copy(ColumnBuilder builder, Source source) {
        long[] valid = nullable() ? new long[Blocks.WORDS] : null;
        long[] counts = new long[Blocks.WORDS];
        Limits limits = new Limits(variable, type);
        for (int position = 0; position < column.size(); position += Blocks.ROWS) {
            int count = Math.min(Blocks.ROWS, column.size() - position);
            double[] values = source.rows(position, count);
            rows.load(position, counts, 0, count);
            if (valid != null) {
                column.loadValidity(position, valid, 0, count);
                for (int w = 0; w < counts.length; w++) {
                    counts[w] &= valid[w];
                }
            }
            limits.apply(values, counts, baseRow + position, 0, count);
            builder.store(position, values, valid, 0, count);
        }
        return builder.build();
    }
}

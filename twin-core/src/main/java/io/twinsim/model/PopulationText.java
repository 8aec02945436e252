package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a population looks like in a terminal of 100 columns. */
final class PopulationText {

    private static final int WIDTH = 100;
    private static final int HEAD = 10;

    private PopulationText() {
    }

    static String describe(Population population) {
        TextTable numbers = TextTable.of("number", "type", ">missing", ">mean", ">sd", ">min", ">median", ">max");
        TextTable categories = TextTable.of("category", ">levels", ">missing", "commonest");
        population.prepare();
        int numberRows = 0;
        int categoryRows = 0;
        for (String name : population.names()) {
            Column column = population.column(name);
            if (column.type() == ColumnType.CATEGORY) {
                categories.row(cut(name, 30), Integer.toString(column.labels().size()), missing(column), commonest(column));
                categoryRows++;
            } else {
                numbers.row(numberRow(name, column));
                numberRows++;
            }
        }
        StringBuilder text = new StringBuilder(population.toString()).append('\n');
        population.notes().forEach(note -> text.append(note).append('\n'));
        text.append(numberRows > 0 ? "\n" + numbers.render(0) : "");
        text.append(categoryRows > 0 ? "\n" + categories.render(0) : "");
        return text.toString();
    }

    private static String[] numberRow(String name, Column column) {
        double[] values = present(column);
        String[] row = {cut(name, 30), column.type().id(), missing(column), "", "", "", "", ""};
        if (values.length > 0) {
            Moments moments = Moments.of(values);
            Arrays.sort(values);
            int middle = values.length / 2;
            double median = values.length % 2 == 1 ? values[middle] : 0.5 * values[middle - 1] + 0.5 * values[middle];
            row[3] = show(moments.mean());
            row[4] = values.length > 1 ? show(moments.sd()) : "";
            // Whole numbers are shown as they are: 123456 is not 123500.
            int digits = column.type() == ColumnType.INTEGER || whole(values) ? 15 : 4;
            row[5] = Numbers.significant(values[0], digits);
            row[6] = Numbers.significant(median, digits);
            row[7] = Numbers.significant(values[values.length - 1], digits);
        }
        return row;
    }

    private static double[] present(Column column) {
        double[] values = new double[column.size()];
        column.load(0, values, 0, values.length);
        return column.hasMissing() ? Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray() : values;
    }

    private static boolean whole(double[] values) {
        for (double value : values) {
            if (value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    private static String missing(Column column) {
        return column.missing() == 0 ? "" : Numbers.grouped(column.missing());
    }

    private static String show(double value) {
        return Numbers.significant(value, 4);
    }

    private static String commonest(Column column) {
        int[] counts = new int[column.labels().size()];
        double[] codes = present(column);
        for (double code : codes) {
            counts[(int) code]++;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer i) -> -counts[i]));
        StringBuilder text = new StringBuilder();
        for (int i : order) {
            String share = codes.length == 0 ? "0" : Numbers.fixed(100.0 * counts[i] / codes.length, 1);
            String item = Names.visible(column.labels().get(i)) + " " + share + " %";
            if (text.length() + item.length() + 2 > 48) {
                text.append(text.length() == 0 ? cut(item, 48) : ", ...");
                break;
            }
            text.append(text.length() == 0 ? "" : ", ").append(item);
        }
        return text.toString();
    }

    static String table(Population population) {
        int rows = (int) Math.min(HEAD, population.size());
        List<String> names = new ArrayList<>();
        int used = 8;
        Population top = population.head(rows).prepare();
        for (String name : population.names()) {
            int width = name.length();
            Column column = top.column(name);
            for (int i = 0; i < rows; i++) {
                width = Math.max(width, cell(column, i).length());
            }
            used += width + 2;
            if (used > WIDTH) {
                break;
            }
            names.add(name);
        }
        String[] headings = new String[names.size() + 1];
        headings[0] = ">row";
        for (int c = 0; c < names.size(); c++) {
            boolean left = top.column(names.get(c)).type() == ColumnType.CATEGORY;
            headings[c + 1] = (left ? "" : ">") + names.get(c);
        }
        TextTable table = TextTable.of(headings);
        for (int i = 0; i < rows; i++) {
            String[] cells = new String[headings.length];
            cells[0] = Long.toString(population.rowId(i));
            for (int c = 0; c < names.size(); c++) {
                cells[c + 1] = cell(top.column(names.get(c)), i);
            }
            table.row(cells);
        }
        int hidden = population.names().size() - names.size();
        return table.render(0) + "(" + Numbers.grouped(rows) + " of " + Numbers.grouped(population.size()) + " rows"
                + (hidden == 0 ? "" : ", " + hidden + " more columns: select(...) shows them") + ")\n";
    }

    private static String cell(Column column, int i) {
        if (column.isMissing(i)) {
            return "(missing)";
        }
        if (column.type() != ColumnType.REAL) {
            return cut(Names.visible(column.text(i)), 30);
        }
        double[] one = new double[1];
        column.load(i, one, 0, 1);
        return Numbers.significant(one[0], 6);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 3) + "...";
    }
}

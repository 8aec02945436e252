package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Cells;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a population as they are read: the first and the last ones. */
final class PopulationText {

    /** Rows in a terminal. */
    private static final int ROWS = 10;
    /** Cells of a value or a name. */
    private static final int CELL = 30;
    private static final int UNIT = 12;
    private static final int DIGITS = 6;
    /** Characters of the names of columns that are not shown. */
    private static final int LISTED = 120;

    private final Population population;
    private final Map<String, String> units;
    private final Population head;
    private final Population tail;
    private final long between;

    /** So many rows at most: three fifths of them the first ones; all if a single one would be left out. */
    private PopulationText(Population population, int most) {
        long size = population.size();
        boolean all = size <= most + 1;
        int last = all ? 0 : most * 2 / 5;
        this.population = population;
        this.units = units(population);
        this.head = population.head(all ? size : most - last).prepare();
        this.tail = population.slice(size - last, size).prepare();
        this.between = size - head.size() - tail.size();
    }

    /** The units of the columns that have one. */
    static Map<String, String> units(Population population) {
        Map<String, String> units = new HashMap<>();
        population.model().ifPresent(model -> model.variables().forEach(variable ->
                variable.unit().ifPresent(unit -> units.put(variable.name(), unit))));
        return units;
    }

    static String table(Population population) {
        PopulationText text = new PopulationText(population, ROWS);
        List<String> names = text.fitting();
        TextTable table = text.table(names);
        while (names.size() > 1 && table.width() > Lines.WIDTH) {
            names = names.subList(0, names.size() - 1);
            table = text.table(names);
        }
        List<String> hidden = population.names().subList(names.size(), population.names().size());
        long shown = population.size() - text.between;
        return table.render(0) + Lines.paragraph(0, "(" + Numbers.grouped(shown) + " of "
                + Numbers.grouped(population.size()) + " rows" + hidden(hidden) + ")");
    }

    private static String hidden(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int listed = 0;
        while (listed < names.size() && (listed == 0 || text.length() + names.get(listed).length() < LISTED)) {
            text.append(listed == 0 ? "" : ", ").append(Cells.middle(Names.visible(names.get(listed)), CELL));
            listed++;
        }
        return "; " + Numbers.grouped(names.size()) + (names.size() == 1 ? " more column: " : " more columns: ") + text
                + (listed < names.size() ? " ..." : "") + "; select(...) shows them";
    }

    static Page page(Population population) {
        PopulationText text = new PopulationText(population, TextTable.MARKUP_ROWS);
        return new Page().table(0, population.toString(), text.table(population.names()));
    }

    /** The first columns, as many as surely do not fit a line and one more. */
    private List<String> fitting() {
        List<String> names = new ArrayList<>();
        int used = 0;
        for (String name : population.names()) {
            names.add(name);
            used += 2 + Math.min(CELL, Cells.width(Names.visible(name)));
            if (used > Lines.WIDTH) {
                break;
            }
        }
        return names;
    }

    private TextTable table(List<String> names) {
        String[] headings = new String[names.size() + 1];
        String[] of = new String[headings.length];
        headings[0] = ">row";
        of[0] = "";
        for (int c = 0; c < names.size(); c++) {
            String name = names.get(c);
            ColumnType type = head.column(name).type();
            String side = type == ColumnType.CATEGORY ? "" : type == ColumnType.REAL ? ">." : ">";
            String shown = Cells.middle(Names.visible(name), CELL);
            // A name may begin with a sign that means a side.
            headings[c + 1] = side + (shown.startsWith(">") || shown.startsWith(".") ? " " : "") + shown;
            of[c + 1] = type == ColumnType.CATEGORY ? "" : Cells.cut(Names.visible(units.getOrDefault(name, "")), UNIT);
        }
        TextTable table = TextTable.of(headings).units(of);
        rows(table, head, names);
        if (between > 0) {
            table.leaveOut(between);
        }
        rows(table, tail, names);
        return table;
    }

    private static void rows(TextTable table, Population rows, List<String> names) {
        List<Column> columns = names.stream().map(rows::column).toList();
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = new String[names.size() + 1];
            cells[0] = Long.toString(rows.rowId(i));
            for (int c = 0; c < names.size(); c++) {
                cells[c + 1] = cell(columns.get(c), i);
            }
            table.row(cells);
        }
    }

    private static String cell(Column column, int i) {
        if (column.isMissing(i)) {
            return "(missing)";
        }
        if (column.type() != ColumnType.REAL) {
            return Cells.middle(Names.visible(column.text(i)), CELL);
        }
        double[] one = new double[1];
        column.load(i, one, 0, 1);
        return Numbers.significant(one[0], DIGITS);
    }
}

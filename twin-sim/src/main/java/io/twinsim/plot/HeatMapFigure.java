package io.twinsim.plot;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What pairs have in common, such as their correlation, as colours: one sheet for each population, and one for how they
 * differ.
 *
 * @param title the line above it
 * @param labels the names of rows and columns, at least one
 * @param sheets from left to right, at least one
 */
public record HeatMapFigure(String title, List<String> labels, List<Sheet> sheets) implements Figure {

    /**
     * One table.
     *
     * @param name such as {@code real}
     * @param limit the magnitude that has the full colour, above 0
     * @param cells by row and column, symmetric; what stands on the diagonal is of no matter
     */
    public record Sheet(String name, double limit, List<List<Double>> cells) {

        /** Copies the cells. */
        public Sheet {
            FigureChecks.named(name, "name");
            Checks.positive(limit, "limit");
            int size = Checks.notNull(cells, "cells").size();
            cells = cells.stream().map(row -> FigureChecks.numbers(row, size, "cells of a row")).toList();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < i; j++) {
                    if (cells.get(i).get(j).doubleValue() != cells.get(j).get(i)) {
                        throw Checks.refuse("cells", "be symmetric", cells.get(i).get(j), "row " + i + ", column " + j
                                + " is " + Numbers.shortest(cells.get(j).get(i)) + " the other way round");
                    }
                }
            }
        }

        @Override
        public String toString() {
            return FigureChecks.line("Sheet", name, cells.size(), "row");
        }
    }

    /** Checks that sheets are as large as there are labels. */
    public HeatMapFigure {
        FigureChecks.named(title, "title");
        labels = FigureChecks.some(labels, "labels");
        sheets = FigureChecks.some(sheets, "sheets");
        for (Sheet sheet : sheets) {
            if (sheet.cells.size() != labels.size()) {
                throw new InputException("cells must have " + labels.size() + " rows, got " + sheet.cells.size());
            }
        }
    }

    /** The cell of each sheet that is furthest from 0, off the diagonal. */
    @Override
    public String text() {
        return sheets.stream().map(this::said).collect(Collectors.joining("; "));
    }

    private String said(Sheet sheet) {
        int row = -1;
        int column = -1;
        double most = -1;
        for (int i = 0; i < labels.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(sheet.cells.get(i).get(j)) > most) {
                    most = Math.abs(sheet.cells.get(i).get(j));
                    row = j;
                    column = i;
                }
            }
        }
        return row < 0 ? sheet.name + ": one column" : sheet.name + ": furthest from 0 "
                + labels.get(row) + " and " + labels.get(column) + " "
                + Numbers.signed(sheet.cells.get(column).get(row), 2);
    }

    /** One line: the title and the number of columns. */
    @Override
    public String toString() {
        return FigureChecks.line("HeatMapFigure", title, labels.size(), "column");
    }
}

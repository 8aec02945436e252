package io.twinsim.bench;

import io.twinsim.column.CategoryColumn;
import io.twinsim.model.Population;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The ten columns of {@link DataBenchmark} as a good programmer holds them who knows their types: growing arrays of
 * doubles and ints, labels as shared strings.
 */
public final class PlainTable {

    private static final List<String> NAMES = List.of("region", "setting", "decile", "visits", "account", "active",
            "spend", "tenure", "score", "engagement");
    private static final int LABELS = 2;
    private static final int WHOLES = 3;
    private static final int REALS = 4;

    private final List<List<String>> labels = new ArrayList<>();
    private final int[][] wholes = new int[WHOLES][16];
    private boolean[] active = new boolean[16];
    private final double[][] reals = new double[REALS][16];
    private int size;

    PlainTable() {
        for (int c = 0; c < LABELS; c++) {
            labels.add(new ArrayList<>());
        }
    }

    static PlainTable of(Population rows) {
        PlainTable table = new PlainTable();
        table.size = (int) rows.size();
        for (int c = 0; c < LABELS; c++) {
            CategoryColumn column = (CategoryColumn) rows.column(NAMES.get(c));
            for (int i = 0; i < table.size; i++) {
                table.labels.get(c).add(column.label(i));
            }
        }
        for (int c = 0; c < WHOLES; c++) {
            table.wholes[c] = Arrays.stream(rows.doubles(NAMES.get(LABELS + c))).mapToInt(x -> (int) x).toArray();
        }
        double[] flags = rows.doubles("active");
        table.active = new boolean[table.size];
        for (int i = 0; i < table.size; i++) {
            table.active[i] = flags[i] == 1;
        }
        for (int c = 0; c < REALS; c++) {
            table.reals[c] = rows.doubles(NAMES.get(LABELS + WHOLES + 1 + c));
        }
        return table;
    }

    void add(IntFunction<String> cells) {
        if (size == active.length) {
            grow();
        }
        for (int c = 0; c < LABELS; c++) {
            labels.get(c).add(cells.apply(c).intern());
        }
        for (int c = 0; c < WHOLES; c++) {
            wholes[c][size] = Integer.parseInt(cells.apply(LABELS + c));
        }
        active[size] = Boolean.parseBoolean(cells.apply(LABELS + WHOLES));
        for (int c = 0; c < REALS; c++) {
            reals[c][size] = Double.parseDouble(cells.apply(LABELS + WHOLES + 1 + c));
        }
        size++;
    }

    private void grow() {
        for (int c = 0; c < WHOLES; c++) {
            wholes[c] = Arrays.copyOf(wholes[c], 2 * size);
        }
        active = Arrays.copyOf(active, 2 * size);
        for (int c = 0; c < REALS; c++) {
            reals[c] = Arrays.copyOf(reals[c], 2 * size);
        }
    }

    void write(Writer out) throws IOException {
        out.write(String.join(",", NAMES));
        out.write('\n');
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < size; i++) {
            line.setLength(0);
            for (int c = 0; c < LABELS; c++) {
                line.append(labels.get(c).get(i)).append(',');
            }
            for (int c = 0; c < WHOLES; c++) {
                line.append(wholes[c][i]).append(',');
            }
            line.append(active[i]);
            for (int c = 0; c < REALS; c++) {
                line.append(',').append(reals[c][i]);
            }
            out.append(line.append('\n'));
        }
    }

    int size() {
        return size;
    }

    /** A cell as text. */
    String text(int row, int column) {
        if (column < LABELS) {
            return labels.get(column).get(row);
        }
        int number = column - LABELS;
        if (number < WHOLES) {
            return Integer.toString(wholes[number][row]);
        }
        return number == WHOLES ? Boolean.toString(active[row])
                : Double.toString(reals[number - WHOLES - 1][row]);
    }
}

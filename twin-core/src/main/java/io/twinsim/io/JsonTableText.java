package io.twinsim.io;

import io.twinsim.model.Population;
import io.twinsim.model.RowBlocks;
import io.twinsim.model.WriteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes a population as JSON records or columns. */
final class JsonTableText {

    private final Population population;
    private final ByteText text;
    private final LongConsumer told;

    private JsonTableText(Population population, OutputStream out, LongConsumer told) {
        this.population = population;
        this.text = new ByteText(out);
        this.told = told;
    }

    static void write(Population population, WriteOptions.Layout layout, OutputStream out, LongConsumer told)
            throws IOException {
        JsonTableText json = new JsonTableText(population, out, told);
        if (layout == WriteOptions.Layout.RECORDS && population.size() > 0) {
            json.records();
        } else {
            json.columns();
        }
        json.text.flush();
    }

    private static CellText cell(RowBlocks rows, int column) {
        return CellText.of(rows.type(column), rows.labels(column), "null", JsonText::quote);
    }

    private void records() throws IOException {
        List<String> names = population.names();
        RowBlocks rows = population.rows();
        CellText[] cells = new CellText[names.size()];
        byte[][] before = new byte[cells.length][];
        for (int c = 0; c < cells.length; c++) {
            cells[c] = cell(rows, c);
            before[c] = CellText.bytes((c == 0 ? "{" : ", ") + JsonText.quote(names.get(c)) + ": ");
        }
        text.add(CellText.bytes("[\n"));
        new RecordText(cells, before, CellText.bytes("}"), CellText.bytes(",\n")).write(rows, text, told);
        text.add(CellText.bytes("\n]\n"));
    }

    /** Column by column, each in a pass of its own over the rows, so that none has to be kept. */
    private void columns() throws IOException {
        List<String> names = population.names();
        long size = population.size();
        byte[][] before = {new byte[0]};
        for (int c = 0; c < names.size(); c++) {
            RowBlocks rows = population.select(names.get(c)).rows();
            text.add(CellText.bytes((c == 0 ? "{\n" : ",\n") + JsonText.quote(names.get(c)) + ": ["));
            // Every pass writes its share of each row.
            long passes = names.size();
            long done = c * size;
            new RecordText(new CellText[] {cell(rows, 0)}, before, new byte[0], CellText.bytes(", "))
                    .write(rows, text, written -> told.accept((done + written) / passes));
            text.add(CellText.bytes("]"));
        }
        text.add(CellText.bytes("\n}\n"));
    }
}

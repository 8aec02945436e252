package io.twinsim.io;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.file.OutputFile;
import io.twinsim.internal.file.Utf8Reader;
import io.twinsim.internal.text.Checks;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.PopulationFormat;
import io.twinsim.model.ReadOptions;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Populations as JSON: an array of records, {@code [{"age": 31, "region": "west"}, ...]}, or an object of columns,
 * {@code {"age": [31, 45], "region": ["west", null]}}. Strict JSON; each record has the same fields; {@code null}
 * is a missing value. Numbers, text and flags keep their type: text is never taken for a number. Numbers are
 * integers if all are whole and fit an int; a column of nulls only is real. Of the options only the declared types
 * apply.
 *
 * <p>Records are written one per line; a population without rows is written as columns, so that the names stay.
 */
public final class JsonTableFormat implements PopulationFormat {

    /** For {@link java.util.ServiceLoader}. */
    public JsonTableFormat() {
    }

    @Override
    public boolean handles(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    @Override
    public Population read(Path path, ReadOptions options) {
        Checks.notNull(path, "path");
        Checks.notNull(options, "options");
        Utf8Reader text = new Utf8Reader(InputFile.open(path), path.toString());
        try (JsonTokens tokens = new JsonTokens(text, path.toString())) {
            PopulationBuilder population = Population.builder();
            for (JsonColumn column : new JsonTable(tokens, options).read()) {
                population.column(column.name(), column.build());
            }
            return population.build();
        }
    }

    @Override
    public void write(Population population, Path path) {
        Checks.notNull(population, "population");
        OutputFile.write(Checks.notNull(path, "path"), out -> write(population, out));
    }

    private static void write(Population population, Writer out) throws IOException {
        List<String> names = population.names();
        population.prepare();
        Column[] columns = names.stream().map(population::column).toArray(Column[]::new);
        String[] keys = names.stream().map(JsonText::quote).toArray(String[]::new);
        if (population.size() == 0) {
            for (int c = 0; c < columns.length; c++) {
                out.append(c == 0 ? "{" : ", ").append(keys[c]).append(": []");
            }
            out.append("}\n");
            return;
        }
        for (int row = 0; row < population.size(); row++) {
            out.append(row == 0 ? "[\n" : ",\n");
            for (int c = 0; c < columns.length; c++) {
                out.append(c == 0 ? "{" : ", ").append(keys[c]).append(": ").append(cell(columns[c], row));
            }
            out.append('}');
        }
        out.append("\n]\n");
    }

    private static String cell(Column column, int row) {
        if (column.isMissing(row)) {
            return "null";
        }
        String text = column.text(row);
        return column.type() == ColumnType.CATEGORY ? JsonText.quote(text) : text;
    }
}

package io.twinsim.io;

import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.file.OutputFile;
import io.twinsim.internal.file.Utf8Reader;
import io.twinsim.internal.text.Checks;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.PopulationFormat;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.WriteOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Populations as JSON, {@code .json} or packed {@code .json.gz}, in either of two layouts ({@link
 * io.twinsim.model.WriteOptions.Layout}): records, an array of objects, {@code [{"age": 31, "region": "west"}, ...]},
 * or columns, one object of arrays, {@code {"age": [31, 45], "region": ["west", null]}}. Both are read, whichever it
 * is. Strict JSON; each record has the same fields; {@code null} is a missing value. Numbers, text and flags keep
 * their type: text is never taken for a number. Numbers are integers if all are whole and fit an int; a column of
 * nulls only is real. Of the options for reading only the declared types apply, of those for writing the layout.
 *
 * <p>Records are written one per line, columns too, in memory that does not grow with the rows; for columns, generated
 * twins are made anew for each. A population without rows is always written as columns, so that the names stay.
 */
public final class JsonTableFormat implements PopulationFormat {

    /** For {@link java.util.ServiceLoader}. */
    public JsonTableFormat() {
    }

    @Override
    public boolean handles(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".json") || name.endsWith(".json.gz");
    }

    @Override
    public Population read(Path path, ReadOptions options) {
        Checks.notNull(path, "path");
        Checks.notNull(options, "options");
        Utf8Reader text = new Utf8Reader(InputFile.unpacked(path, InputFile.open(path)), path.toString());
        try (JsonTokens tokens = new JsonTokens(text, path.toString())) {
            PopulationBuilder population = Population.builder();
            for (JsonColumn column : new JsonTable(tokens, options).read()) {
                population.column(column.name(), column.build());
            }
            return population.build();
        }
    }

    @Override
    public void write(Population population, Path path, WriteOptions options, LongConsumer rows) {
        Checks.notNull(population, "population");
        Checks.notNull(options, "options");
        Checks.notNull(rows, "rows");
        OutputFile.data(path, out -> JsonTableText.write(population, options.layout(), out, rows));
    }

    @Override
    public String toString() {
        return "JsonTableFormat[.json tables]";
    }
}

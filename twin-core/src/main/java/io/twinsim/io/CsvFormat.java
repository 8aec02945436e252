package io.twinsim.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.twinsim.InputException;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.file.OutputFile;
import io.twinsim.internal.file.Utf8Reader;
import io.twinsim.internal.text.Checks;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.PopulationFormat;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Populations as delimited text: {@code .csv}, {@code .txt} and, with tabs unless another delimiter is given,
 * {@code .tsv}; packed with gzip if {@code .gz} follows.
 *
 * <p>Reading, by these rules:
 * <ul>
 * <li>UTF-8, with or without byte order mark; lines end with LF, CR LF or CR; malformed bytes, NUL and UTF-16 are
 *     refused, and gzip that is truncated, damaged or not told by the name.
 * <li>RFC 4180 quotes: a quoted field may hold delimiters, line ends and doubled quotes, up to 16 Mi characters. A
 *     quote that is not closed, and text after a closing quote, are refused. A quote inside an unquoted field is
 *     text.
 * <li>The first line names the columns: unique, not blank. Every record has as many fields. Blank lines are skipped.
 * <li>Blanks and tabs around unquoted fields and names are dropped; quoted text is kept as it is.
 * <li>An empty field and the missing tokens ({@code NA} by default) are missing values. Quoted, they are labels,
 *     unless the column holds numbers.
 * <li>A column holds numbers if at least half of its values look like numbers; then every value must be a plain
 *     decimal in the range of double. Thousands separators, hexadecimal, suffixes, {@code NaN} and the like look
 *     like numbers and are therefore refused, not taken for labels. If all numbers are whole and fit an int, the
 *     column is integer, else real; whole numbers are exact up to 2^53.
 * <li>Else, if all values are {@code true} or {@code false} (or {@code TRUE}, {@code True}...), it holds flags;
 *     else labels, in natural order. A column without any value is real.
 * <li>Declared types go first: {@code category} keeps any text, {@code flag} also takes 1 and 0.
 * </ul>
 *
 * <p>Writing uses LF, quotes where they are needed and shortest decimals, in memory that does not grow with the rows. A
 * missing value is an empty field ({@code NA} in a lone column) unless the options say otherwise. What is written
 * reads back equal, except that labels which all look like numbers, or like flags, come back as such unless they are
 * declared.
 */
public final class CsvFormat implements PopulationFormat {

    /** For {@link java.util.ServiceLoader}. */
    public CsvFormat() {
    }

    @Override
    public boolean handles(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".csv") || plain.endsWith(".tsv") || plain.endsWith(".txt");
    }

    @Override
    public Population read(Path path, ReadOptions options) {
        Checks.notNull(path, "path");
        Checks.notNull(options, "options");
        boolean tabs = isTabbed(path) && options.delimiter() == ',';
        ReadOptions used = tabs ? options.withDelimiter('\t') : options;
        if (Files.isRegularFile(path)) {
            return read(() -> InputFile.unpacked(path, InputFile.open(path)), path.toString(), used);
        }
        try (InputStream in = InputFile.open(path)) {
            byte[] bytes = drain(in, path.toString());
            return read(() -> InputFile.unpacked(path, new ByteArrayInputStream(bytes)), path.toString(), used);
        } catch (IOException e) {
            throw InputFile.unreadable(path, e);
        }
    }

    /**
     * Reads a population from a stream, such as standard input.
     *
     * @param in the bytes; read to the end, not closed
     * @param source what messages call it, such as {@code stdin}
     * @param options delimiter, missing tokens, declared types
     * @return the population, without a model
     * @throws InputException if the content is refused, with source, line and column
     * @throws UncheckedIOException if the stream fails
     */
    public static Population read(InputStream in, String source, ReadOptions options) {
        Checks.notNull(options, "options");
        byte[] bytes = drain(Checks.notNull(in, "in"), Checks.notNull(source, "source"));
        return read(() -> new ByteArrayInputStream(bytes), source, options);
    }

    private static byte[] drain(InputStream in, String source) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (n == 0) {
                    int single = in.read();
                    if (single < 0) {
                        break;
                    }
                    all.write(single);
                }
                all.write(chunk, 0, n);
            }
        } catch (IOException e) {
            long lines = 1 + all.toString(StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();
            throw new UncheckedIOException("cannot read " + source + " at line " + lines + ": " + e.getMessage(), e);
        }
        return all.toByteArray();
    }

    private static Population read(Supplier<InputStream> input, String source, ReadOptions options) {
        CsvTable table = scan(input.get(), source, options, new CsvColumn.Storage[0]);
        CsvColumn.Storage[] verdicts = new CsvColumn.Storage[table.names().size()];
        boolean again = false;
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = table.column(i).verdict();
            again |= verdicts[i] != CsvColumn.Storage.UNKNOWN;
        }
        if (again) {
            table = scan(input.get(), source, options, verdicts);
        }
        PopulationBuilder population = Population.builder();
        for (int i = 0; i < table.names().size(); i++) {
            population.column(table.names().get(i), table.column(i).build());
        }
        return population.build();
    }

    private static CsvTable scan(InputStream in, String source, ReadOptions options, CsvColumn.Storage[] decided) {
        CsvTable table = new CsvTable(source, options, decided);
        Utf8Reader text = new Utf8Reader(in, source);
        try (CsvReader<Boolean> records = CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .build(table, text)) {
            records.forEach(record -> { });
        } catch (CsvParseException e) {
            throw explain(e, table);
        } catch (UncheckedIOException e) {
            throw broken(source, text.line(), e.getCause());
        } catch (IOException e) {
            throw broken(source, text.line(), e);
        }
        table.finish();
        return table;
    }

    private static UncheckedIOException broken(String source, int line, IOException e) {
        return new UncheckedIOException("cannot read " + source + " at line " + line + ": " + e.getMessage(), e);
    }

    /** The parser wraps what goes wrong beneath it, and tells its own findings by their text. */
    private static RuntimeException explain(CsvParseException failure, CsvTable table) {
        String found = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException refused) {
                return refused;
            }
            found = String.valueOf(cause.getMessage());
        }
        if (found.startsWith("Unclosed quoted field")) {
            return table.malformed("unterminated quoted field opened at " + table.opened());
        }
        if (found.startsWith("Unexpected character after closing quote")) {
            return table.malformed("text after a closing quote; a quote inside quotes is doubled");
        }
        if (found.startsWith("The maximum buffer size")) {
            return table.malformed("field longer than 16 Mi characters; is the quote opened at " + table.opened()
                    + " closed?");
        }
        return table.malformed(found);
    }

    @Override
    public void write(Population population, Path path, WriteOptions options, LongConsumer rows) {
        Checks.notNull(population, "population");
        Checks.notNull(path, "path");
        Checks.notNull(rows, "rows");
        boolean tabs = isTabbed(path) && Checks.notNull(options, "options").delimiter() == ',';
        CsvText text = new CsvText(tabs ? options.withDelimiter('\t') : options);
        OutputFile.data(path, out -> text.write(population, out, rows));
    }

    private static boolean isTabbed(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tsv") || name.endsWith(".tsv.gz");
    }

    @Override
    public String toString() {
        return "CsvFormat[.csv, .tsv and .gz of both]";
    }
}

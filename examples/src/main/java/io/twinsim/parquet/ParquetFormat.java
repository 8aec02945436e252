package io.twinsim.parquet;

import io.twinsim.internal.file.OutputFile;
import io.twinsim.internal.text.Checks;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationFormat;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.WriteOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Populations as Parquet files, {@code .parquet}.
 *
 * <p>Columns are written as follows, all optional, a missing value as null:
 * <table>
 * <caption>Types in the file</caption>
 * <tr><th scope="col">column</th><th scope="col">Parquet</th></tr>
 * <tr><td>real</td><td>{@code DOUBLE}</td></tr>
 * <tr><td>integer</td><td>{@code INT32}</td></tr>
 * <tr><td>flag</td><td>{@code BOOLEAN}</td></tr>
 * <tr><td>category</td><td>{@code BINARY} (string), with a dictionary; the order of the labels stands in the metadata
 *     of the file under {@code twinsim.labels}</td></tr>
 * </table>
 *
 * <p>What is written reads back equal, with the labels in their order. The file is not compressed beyond dictionaries
 * and bit packing, which every reader knows; the same population gives the same bytes. Row groups have about 32 MiB, so
 * that memory does not grow with the number of rows.
 *
 * <p>Reading, by these rules:
 * <ul>
 * <li>Flat columns of {@code BOOLEAN}, {@code INT32}, {@code INT64}, {@code FLOAT}, {@code DOUBLE} and strings (also
 *     enumerations and JSON) are read; nested and repeated ones, decimals, dates, times and raw bytes are refused by
 *     name.
 * <li>A whole number must fit an int, unless the column is declared real (then it must be exact as a double) or a
 *     category. Null and NaN are missing values; infinities are refused. Rows are counted from 0 in messages.
 * <li>Labels are in the order of the metadata, those that are not there after them; without metadata all are in natural
 *     order. Of the options only the declared types apply.
 * <li>Compression may be Snappy, gzip or none. Encrypted files are refused, and whatever does not agree with its
 *     checksum.
 * </ul>
 */
public final class ParquetFormat implements PopulationFormat {

    /** For {@link java.util.ServiceLoader}. */
    public ParquetFormat() {
    }

    @Override
    public boolean handles(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    @Override
    public Population read(Path path, ReadOptions options) {
        return TableReader.read(Checks.notNull(path, "path"), Checks.notNull(options, "options"));
    }

    @Override
    public void write(Population population, Path path, WriteOptions options, LongConsumer rows) {
        Checks.notNull(population, "population");
        Checks.notNull(options, "options");
        Checks.notNull(rows, "rows");
        OutputFile.data(path, out -> TableWriter.write(population, out, rows));
    }

    @Override
    public String toString() {
        return "ParquetFormat[.parquet]";
    }
}

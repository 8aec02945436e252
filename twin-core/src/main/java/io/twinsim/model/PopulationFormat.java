package io.twinsim.model;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A file format of populations. Implementations are found through {@link java.util.ServiceLoader}. */
public interface PopulationFormat {

    /**
     * Whether files of this name are in this format.
     *
     * @param fileName the last part of the path, such as {@code customers.csv}
     * @return true if this format reads and writes it
     */
    boolean handles(String fileName);

    /**
     * Reads a population; rows are numbered from 0 as read.
     *
     * @param path the file
     * @param options delimiter, missing tokens, declared types
     * @return the population, without a model
     * @throws io.twinsim.InputException if the content is refused, with path, line and column
     * @throws java.io.UncheckedIOException if the file cannot be read, with the path
     */
    Population read(Path path, ReadOptions options);

    /**
     * Writes a population in memory that does not grow with its rows, see {@link Population#rows}; the target is
     * replaced at once when all is written, and unchanged if that fails.
     *
     * @param population what to write
     * @param path the file
     * @param options layout, delimiter, missing text; what does not apply is left alone
     * @param rows to be told after every block how many rows are written so far
     * @throws java.io.UncheckedIOException if the file cannot be written, with the path
     */
    void write(Population population, Path path, WriteOptions options, LongConsumer rows);
}

/**
 * Populations as Parquet files, for pandas, R, DuckDB, Spark and their like. The engine knows only {@link
 * io.twinsim.model.PopulationFormat}; this package is found through {@link java.util.ServiceLoader}, so that the engine
 * itself needs no Parquet.
 *
 * <pre>{@code
 * Worlds.hcp().generate(10_000_000, 42).write(Path.of("twins.parquet"));
 * Population customers = Population.read(Path.of("customers.parquet"));
 * }</pre>
 *
 * <p>The work is done by parquet-floor: Apache Parquet without Hadoop, and here without native libraries. Columns are
 * read and written one row group after another; {@code TableWriter} holds one group in memory, {@code TableReader} one
 * group beside the columns it fills. Which types are read, and as what, is said at {@link
 * io.twinsim.parquet.ParquetFormat}.
 */
@NullMarked
package io.twinsim.parquet;

import org.jspecify.annotations.NullMarked;

/**
 * Files in and out. {@link io.twinsim.io.CsvFormat} and {@link io.twinsim.io.JsonTableFormat} read and write
 * populations; {@link io.twinsim.io.YamlFormat} and {@link io.twinsim.io.JsonFormat} turn a world file into a tree
 * whose every node knows its line and column; {@link io.twinsim.io.JsonText} writes results. The formats are found
 * through {@link java.util.ServiceLoader}; call {@code Population.read(path)} and {@code TwinModel.read(path)}.
 *
 * <p>Input is data, not trust: text must be UTF-8, names unique, numbers plain decimals in the range of double.
 * Whatever is refused is named with file, line, column and value; nothing is replaced, guessed or cut. Numbers are
 * written as the shortest decimal that reads back to the same double. Populations are written block by block, so that
 * ten million twins take the memory of a thousand; data files may be packed with gzip, which their names tell.
 */
@NullMarked
package io.twinsim.io;

import org.jspecify.annotations.NullMarked;

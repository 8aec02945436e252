/**
 * Files in and out, with one rule for trouble: what the file system refuses is an {@link
 * java.io.UncheckedIOException} that names the path and the reason; what the content gets wrong is an {@link
 * io.twinsim.InputException} with its place. {@link io.twinsim.internal.file.InputFile} opens and reads, {@link
 * io.twinsim.internal.file.Utf8Reader} decodes strictly, {@link io.twinsim.internal.file.OutputFile} replaces a
 * file at once or not at all. Data files whose names end in {@code .gz} are unpacked and packed on the way.
 */
@NullMarked
package io.twinsim.internal.file;

import org.jspecify.annotations.NullMarked;

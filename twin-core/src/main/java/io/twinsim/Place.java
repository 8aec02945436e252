package io.twinsim;

import java.util.Objects;

/**
 * Where a piece of input stands: a file (or {@code stdin}, or a formula) with line and column.
 *
 * @param source the file, as the caller named it, or a description such as {@code "formula"}
 * @param line the physical line, from 1; 0 if unknown
 * @param column the column on that line in characters, from 1; 0 if unknown
 */
public record Place(String source, int line, int column) {

    /** Refuses a null source. */
    public Place {
        Objects.requireNonNull(source, "source");
    }

    /**
     * A place of which only the source is known.
     *
     * @param source the file or description
     * @return the place, with line and column 0
     */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    /** The usual form, {@code world.yaml:12:5}; unknown parts are left out. */
    @Override
    public String toString() {
        if (line <= 0) {
            return source;
        }
        return column <= 0 ? source + ":" + line : source + ":" + line + ":" + column;
    }
}

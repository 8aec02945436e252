package io.twinsim.bench;

import io.twinsim.internal.text.Checks;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Which of the library's draws are written, and in which order. */
enum BytesMode {
    /** One column, row after row. */
    SINGLE("one stream, rows 0, 1, 2, ..., all 64 bits", seed -> column(seed, BytesColumn.Part.WORDS)),
    /** Seeds that users choose. */
    INTERLEAVED("1,024 streams of the seeds S, S + 1, ..., one word of each in turn",
            seed -> BytesInterleaved.of(streams().mapToObj(s -> stream(seed + s, 0)))),
    /** Columns of one wide model. */
    PATHS("1,024 streams of one seed with the paths var/x0, var/x1, ..., one word of each in turn",
            seed -> BytesInterleaved.of(streams().mapToObj(s -> stream(seed, s)))),
    /** Draws of one formula. */
    DRAWS("1,024 draw numbers of one path, one word of each in turn",
            seed -> BytesInterleaved.of(streams().mapToObj(s -> stream(seed, 0).draw(s)))),
    /** A population, read row by row. */
    ROWCOL("8 columns, var/x0 to var/x7, row by row",
            seed -> BytesInterleaved.of(IntStream.range(0, 8).mapToObj(s -> stream(seed, s)))),
    /** Batteries of 32 bits look at one half at a time. */
    HIGH("the upper 32 bits of every row", seed -> column(seed, BytesColumn.Part.HIGH)),
    /** The other half. */
    LOW("the lower 32 bits of every row", seed -> column(seed, BytesColumn.Part.LOW)),
    /** Batteries look hardest at the upper bits; here these are the lower ones. */
    REVERSED("one stream, every word with its last bit first", seed -> column(seed, BytesColumn.Part.REVERSED)),
    /** What the distributions see. */
    DOUBLES("the 52 random bits of every uniform, laid end to end, lowest bit first",
            seed -> new BytesDoubles(stream(seed, 0))),
    /** A control: a battery that passes this sees nothing. */
    BAD("must fail: 16 \"streams\" made by shifting one stream by a row each, one word of each in turn",
            seed -> BytesInterleaved.shifted(stream(seed, 0), 16));

    /** Most words in a chunk: 64 KiB, which is what a pipe of Linux holds. */
    static final int WORDS = 8192;

    private final String shows;
    private final LongFunction<BytesSource> opener;

    BytesMode(String shows, LongFunction<BytesSource> opener) {
        this.shows = shows;
        this.opener = opener;
    }

    private static IntStream streams() {
        return IntStream.range(0, 1024);
    }

    private static DrawStream stream(long seed, int column) {
        return Draws.of(seed).stream("var/x" + column);
    }

    private static BytesSource column(long seed, BytesColumn.Part part) {
        return new BytesColumn(stream(seed, 0), part);
    }

    /** The name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One line of help. */
    String shows() {
        return shows;
    }

    /**
     * The words of this mode.
     *
     * @param seed the root seed, any value
     * @return the words, the same for the same seed; for one thread
     */
    BytesSource open(long seed) {
        return opener.apply(seed);
    }

    /** Names on the command line. */
    static List<String> names() {
        return Arrays.stream(values()).map(BytesMode::id).toList();
    }

    /**
     * The mode of a name.
     *
     * @param name the name
     * @return the mode
     * @throws io.twinsim.InputException if there is none, with the nearest one
     */
    static BytesMode named(String name) {
        return valueOf(Checks.known("mode", name, names()).toUpperCase(Locale.ROOT));
    }
}

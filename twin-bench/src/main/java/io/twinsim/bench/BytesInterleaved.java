package io.twinsim.bench;

import io.twinsim.random.DrawStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One word of each stream in turn, then the next row: what a battery must see to find streams that have something in
 * common. Uses the block kernel of the streams, as the engine does.
 */
final class BytesInterleaved implements BytesSource {

    private final DrawStream[] streams;
    private final int shift;
    private final int rows;
    private final long[] column;

    private BytesInterleaved(Stream<DrawStream> streams, int shift) {
        this.streams = streams.toArray(DrawStream[]::new);
        this.shift = shift;
        rows = BytesMode.WORDS / this.streams.length;
        column = new long[rows];
    }

    /**
     * Different streams, the same rows.
     *
     * @param streams the streams, at most as many as a chunk has words
     * @return the words
     */
    static BytesSource of(Stream<DrawStream> streams) {
        return new BytesInterleaved(streams, 0);
    }

    /**
     * The classic mistake: "streams" that are one stream, each a row further on than the one before.
     *
     * @param stream the stream
     * @param times how many are made of it
     * @return the words
     */
    static BytesSource shifted(DrawStream stream, int times) {
        return new BytesInterleaved(IntStream.range(0, times).mapToObj(s -> stream), 1);
    }

    @Override
    public int words() {
        return rows * streams.length;
    }

    @Override
    public void fill(long chunk, long[] out) {
        for (int s = 0; s < streams.length; s++) {
            streams[s].bits(chunk * rows + (long) s * shift, column, 0, rows);
            for (int i = 0; i < rows; i++) {
                out[i * streams.length + s] = column[i];
            }
        }
    }
}

package io.twinsim.bench;

import io.twinsim.random.DrawStream;

/** One stream, row after row, each 64-bit word whole, in part or turned round. */
final class BytesColumn implements BytesSource {

    /** What becomes of the bits of the rows. */
    enum Part {
        /** All 64 bits. */
        WORDS,
        /** All 64 bits, the last one first. */
        REVERSED,
        /** The upper 32 bits of two rows make a word, the earlier row below. */
        HIGH,
        /** The lower 32 bits of two rows make a word, the earlier row below. */
        LOW
    }

    private final DrawStream stream;
    private final Part part;
    private final long[] rows;

    BytesColumn(DrawStream stream, Part part) {
        this.stream = stream;
        this.part = part;
        rows = new long[part == Part.HIGH || part == Part.LOW ? 2 * BytesMode.WORDS : BytesMode.WORDS];
    }

    @Override
    public int words() {
        return BytesMode.WORDS;
    }

    @Override
    public void fill(long chunk, long[] out) {
        stream.bits(chunk * rows.length, rows, 0, rows.length);
        switch (part) {
            case WORDS -> System.arraycopy(rows, 0, out, 0, BytesMode.WORDS);
            case REVERSED -> {
                for (int i = 0; i < BytesMode.WORDS; i++) {
                    out[i] = Long.reverse(rows[i]);
                }
            }
            case HIGH -> {
                for (int i = 0; i < BytesMode.WORDS; i++) {
                    out[i] = rows[2 * i] >>> 32 | rows[2 * i + 1] & 0xffffffff00000000L;
                }
            }
            case LOW -> {
                for (int i = 0; i < BytesMode.WORDS; i++) {
                    out[i] = rows[2 * i] & 0xffffffffL | rows[2 * i + 1] << 32;
                }
            }
        }
    }
}

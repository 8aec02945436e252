package io.twinsim.bench;

import io.twinsim.random.DrawStream;

/**
 * What is left of a stream after the conversion to double. A uniform is (m + 1/2) 2^-52 with m of 52 random bits; the
 * m of row after row are laid end to end, lowest bit first, so that sixteen rows make thirteen words without a bit
 * that is not random.
 */
final class BytesDoubles implements BytesSource {

    /** Random bits of a uniform. */
    static final int BITS = 52;

    private final DrawStream stream;
    private final double[] uniforms = new double[BytesMode.WORDS];

    BytesDoubles(DrawStream stream) {
        this.stream = stream;
    }

    @Override
    public int words() {
        return BytesMode.WORDS * BITS / Long.SIZE;
    }

    @Override
    public void fill(long chunk, long[] out) {
        stream.uniforms(chunk * uniforms.length, uniforms, 0, uniforms.length);
        long word = 0;
        int filled = 0;
        int next = 0;
        for (double u : uniforms) {
            long m = (long) (u * 0x1p52);
            word |= m << filled;
            filled += BITS;
            if (filled >= Long.SIZE) {
                out[next++] = word;
                filled -= Long.SIZE;
                word = m >>> BITS - filled;
            }
        }
    }
}

package io.twinsim.parquet;

import java.io.IOException;

/**
 * Unpacks Snappy blocks, in plain Java: the usual library brings native code, about which newer Javas warn.
 *
 * <p>A block is its unpacked length as a varint and then elements, of which the low two bits of the first byte say what
 * they are: bytes to take as they are, or a distance back and a length to copy from what is unpacked already. Source:
 * the <a href="https://github.com/google/snappy/blob/main/format_description.txt">format description</a> of Snappy.
 */
final class Snappy {

    private final byte[] in;
    private final byte[] out;
    private int from;
    private int to;

    private Snappy(byte[] in, int size) {
        this.in = in;
        this.out = new byte[size];
    }

    /** The content of a block, which must be {@code size} bytes. */
    static byte[] unpack(byte[] block, int size) throws IOException {
        Snappy snappy = new Snappy(block, size);
        if (snappy.varint() != size) {
            throw new IOException("a Snappy block has another length than its page says");
        }
        try {
            while (snappy.from < block.length) {
                snappy.element();
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("a Snappy block is damaged", e);
        }
        if (snappy.to != size) {
            throw new IOException("a Snappy block ends early");
        }
        return snappy.out;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35 && from < in.length; shift += 7) {
            int next = in[from++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a Snappy block has no length");
    }

    private void element() {
        int tag = in[from++] & 0xFF;
        switch (tag & 3) {
            case 0 -> literal(tag >>> 2);
            case 1 -> copy((tag >>> 5) << 8 | little(1), (tag >>> 2 & 7) + 4);
            case 2 -> copy(little(2), (tag >>> 2) + 1);
            default -> copy(little(4), (tag >>> 2) + 1);
        }
    }

    /** Up to 60 bytes have their length in the tag, longer runs in one to four bytes after it. */
    private void literal(int code) {
        int length = (code < 60 ? code : little(code - 59)) + 1;
        if (length <= 0) {
            throw new IndexOutOfBoundsException(length);
        }
        System.arraycopy(in, from, out, to, length);
        from += length;
        to += length;
    }

    /** The source may overlap the target, which then repeats what lies between. */
    private void copy(int distance, int length) {
        if (distance <= 0 || distance > to) {
            throw new IndexOutOfBoundsException(distance);
        }
        if (distance >= length) {
            System.arraycopy(out, to - distance, out, to, length);
            to += length;
            return;
        }
        for (int i = 0; i < length; i++, to++) {
            out[to] = out[to - distance];
        }
    }

    private int little(int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in[from++] & 0xFF) << 8 * i;
        }
        return value;
    }
}

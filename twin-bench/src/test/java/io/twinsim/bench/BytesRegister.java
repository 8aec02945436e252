package io.twinsim.bench;

/** The shortest linear feedback shift register that makes given bits (Berlekamp and Massey), 64 bits at a time. */
final class BytesRegister {

    private BytesRegister() {
    }

    /**
     * Its length.
     *
     * @param bits the bits, lowest of each word first
     * @return the number of cells, 0 for zeros only
     */
    static int length(long[] bits) {
        int n = bits.length * Long.SIZE;
        long[] connection = new long[bits.length + 1];
        long[] earlier = new long[bits.length + 1];
        // Bits seen so far, the latest first: the discrepancy is the parity of one and.
        long[] seen = new long[bits.length + 1];
        connection[0] = 1;
        earlier[0] = 1;
        int length = 0;
        int since = 1;
        for (int i = 0; i < n; i++) {
            push(seen, bits[i / Long.SIZE] >>> i & 1, i / Long.SIZE + 1);
            if (!odd(connection, seen, length / Long.SIZE + 1)) {
                since++;
            } else if (2 * length > i) {
                add(earlier, connection, since);
                since++;
            } else {
                long[] kept = connection.clone();
                add(earlier, connection, since);
                earlier = kept;
                length = i + 1 - length;
                since = 1;
            }
        }
        return length;
    }

    private static void push(long[] seen, long bit, int words) {
        for (int i = words - 1; i > 0; i--) {
            seen[i] = seen[i] << 1 | seen[i - 1] >>> 63;
        }
        seen[0] = seen[0] << 1 | bit;
    }

    private static boolean odd(long[] connection, long[] seen, int words) {
        long sum = 0;
        for (int i = 0; i < words; i++) {
            sum ^= connection[i] & seen[i];
        }
        return (Long.bitCount(sum) & 1) != 0;
    }

    /** Adds {@code from} times x^shift to {@code to}. */
    private static void add(long[] from, long[] to, int shift) {
        int words = shift / Long.SIZE;
        int bits = shift % Long.SIZE;
        for (int i = to.length - 1; i >= words; i--) {
            long carry = bits == 0 || i == words ? 0 : from[i - words - 1] >>> Long.SIZE - bits;
            to[i] ^= from[i - words] << bits | carry;
        }
    }
}

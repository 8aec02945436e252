package io.twinsim.bench;

import java.util.Random;
import java.util.function.LongUnaryOperator;

/** Generators with known faults. A battery that passes one of them is no battery. */
enum BytesControl {
    /** A linear congruential generator of 48 bits. */
    JAVA_RANDOM {
        @Override
        BytesSource open(long seed) {
            Random random = new Random(seed);
            return words(i -> random.nextLong());
        }
    },
    /** Sixteen "streams" that begin a step of the counter apart: copies of each other, shifted. */
    OFFSET_STREAMS {
        @Override
        BytesSource open(long seed) {
            return words(i -> stafford(seed + ((i >> 4) + (i & 15)) * GAMMA));
        }
    },
    /** Sixteen small keys, each xored to the counter: the same values in another order. */
    XOR_KEYS {
        @Override
        BytesSource open(long seed) {
            return words(i -> stafford(seed + (i >> 4 ^ i & 15) * GAMMA));
        }
    },
    /** Sixteen small keys, each added to the counter. */
    ADDED_KEYS {
        @Override
        BytesSource open(long seed) {
            return words(i -> stafford((i >> 4) + (i & 15) + (seed << 32)));
        }
    },
    /** The finaliser of Murmur3 on a counter with step 1. */
    MURMUR_RAW {
        @Override
        BytesSource open(long seed) {
            return words(i -> {
                long z = i + (seed << 32);
                z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
                z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
                return z ^ z >>> 33;
            });
        }
    },
    /** Stafford's mix 13 on a counter with step 1: our mixer without the golden gamma. */
    STAFFORD_RAW {
        @Override
        BytesSource open(long seed) {
            return words(i -> stafford(i + (seed << 32)));
        }
    },
    /** Widynski's Squares with a key that is nearly all zeros. */
    SQUARES_SMALL_KEY {
        @Override
        BytesSource open(long seed) {
            return words(i -> squares(i, seed));
        }
    };

    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    /**
     * The words of this generator.
     *
     * @param seed a small positive number
     * @return the words; to be read from chunk 0 in order
     */
    abstract BytesSource open(long seed);

    private static long stafford(long counter) {
        long z = (counter ^ counter >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static long squares(long counter, long key) {
        long y = counter * key;
        long z = y + key;
        long x = Long.rotateRight(y * y + y, 32);
        x = Long.rotateRight(x * x + z, 32);
        x = Long.rotateRight(x * x + y, 32);
        long t = x * x + z;
        x = Long.rotateRight(t, 32);
        return t ^ x * x + y >>> 32;
    }

    /** Words by their number. */
    static BytesSource words(LongUnaryOperator word) {
        return new BytesSource() {
            @Override
            public int words() {
                return BytesMode.WORDS;
            }

            @Override
            public void fill(long chunk, long[] out) {
                for (int i = 0; i < BytesMode.WORDS; i++) {
                    out[i] = word.applyAsLong(chunk * BytesMode.WORDS + i);
                }
            }
        };
    }
}

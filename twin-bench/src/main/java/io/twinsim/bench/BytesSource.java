package io.twinsim.bench;

/** An endless run of 64-bit words in chunks of one size. A chunk may be filled at any time and in any order. */
interface BytesSource {

    /** Words per chunk. */
    int words();

    /**
     * Fills one chunk; allocates nothing.
     *
     * @param chunk the number of the chunk, from 0
     * @param out receives the words, from index 0
     */
    void fill(long chunk, long[] out);
}

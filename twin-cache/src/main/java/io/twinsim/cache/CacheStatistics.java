package io.twinsim.cache;

import io.twinsim.internal.text.Numbers;

/**
 * What a {@link RunCache} did since it was opened. Counters never fall; {@code size} and {@code bytes} are the state
 * at the time of asking, expired results already gone. Under concurrent use the numbers are each exact but may belong
 * to slightly different moments.
 *
 * @param hits calls answered without a computation of their own: from the store, or by sharing one under way
 * @param misses calls that had to compute
 * @param loads computations started
 * @param failures computations that threw, or whose result was partial or failed; never kept
 * @param evictions results dropped because of age, number or weight; not those dropped by an invalidation
 * @param faults look-ups or stores that failed inside the cache; the caller got a computed result all the same
 * @param size results kept now
 * @param bytes heap held by the kept results, by their own estimate
 */
public record CacheStatistics(
        long hits, long misses, long loads, long failures, long evictions, long faults, long size, long bytes) {

    /**
     * The share of calls that were hits.
     *
     * @return {@code hits / (hits + misses)} in [0, 1]; 0 before the first call
     */
    public double hitRate() {
        long calls = hits + misses;
        return calls == 0 ? 0 : (double) hits / calls;
    }

    /**
     * The numbers that matter most, in one line.
     *
     * @return say {@code CacheStatistics[12 hits, 3 misses, 3 results, 40,960 bytes]}
     */
    @Override
    public String toString() {
        return "CacheStatistics[" + Numbers.grouped(hits) + " hits, " + Numbers.grouped(misses) + " misses, "
                + Numbers.grouped(size) + " results, " + Numbers.grouped(bytes) + " bytes]";
    }
}

package io.twinsim.cache;

/**
 * One weight that bounds both the number of results and their bytes. Caffeine takes either a maximum size or a
 * maximum weight. Here a result weighs the larger of two shares of {@link #total}: its share of the bytes, and one
 * slot of {@code maxResults}. The sum of weights then reaches {@code total} no later than either bound is reached, so
 * both hold; the price is that a mix of one huge and many tiny results stops earlier than each bound alone would.
 *
 * <p>Weights are integers, as Caffeine wants. The slot is as large as fits, so the rounding (upwards) costs less than
 * one part in two billion of the byte bound, whatever the bounds are.
 */
record WeightScale(long maxBytes, int slot, int total) {

    static WeightScale of(long maxResults, long maxBytes) {
        int results = (int) Math.min(maxResults, Integer.MAX_VALUE);
        int slot = Integer.MAX_VALUE / results;
        return new WeightScale(maxBytes, slot, slot * results);
    }

    /** Whether a result of this size can be kept at all. */
    boolean fits(long bytes) {
        return bytes <= maxBytes;
    }

    int weigh(long bytes) {
        double share = Math.ceil((double) bytes / maxBytes * total);
        return (int) Math.max(slot, Math.min(share, total));
    }
}

package io.twinsim.cache;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.time.Duration;

/**
 * Bounds of a {@link RunCache}. Immutable. A zero in any component switches the cache off: every call then runs its
 * own run, and nothing is kept or shared.
 *
 * @param timeToLive how long a result is served after it was computed; 0 or longer, durations past 292 years count as
 *        292 years
 * @param maxResults how many results are kept at most; 0 or more
 * @param maxBytes how much heap the kept results may hold, by their own estimate; 0 or more
 */
public record CacheSettings(Duration timeToLive, long maxResults, long maxBytes) {

    /**
     * Checks the bounds.
     *
     * @throws InputException if {@code timeToLive} is null or negative, or another bound is negative
     */
    public CacheSettings {
        if (Checks.notNull(timeToLive, "timeToLive").isNegative()) {
            throw new InputException(
                    "timeToLive must be 0 or longer, got " + timeToLive + "; 0 switches the cache off");
        }
        atLeastZero(maxResults, "maxResults");
        atLeastZero(maxBytes, "maxBytes");
    }

    /**
     * The defaults: 30 minutes, 1,000 results, 64 MiB.
     *
     * @return the settings
     */
    public static CacheSettings of() {
        return new CacheSettings(Duration.ofMinutes(30), 1_000, 64L << 20);
    }

    /**
     * Settings of a cache that is switched off.
     *
     * @return settings whose bounds are all 0
     */
    public static CacheSettings off() {
        return new CacheSettings(Duration.ZERO, 0, 0);
    }

    /**
     * These settings with another time to live.
     *
     * @param duration 0 or longer; 0 switches the cache off
     * @return the changed settings
     * @throws InputException if {@code duration} is null or negative
     */
    public CacheSettings withTimeToLive(Duration duration) {
        return new CacheSettings(duration, maxResults, maxBytes);
    }

    /**
     * These settings with another bound on the number of results.
     *
     * @param results 0 or more; 0 switches the cache off
     * @return the changed settings
     * @throws InputException if {@code results} is negative
     */
    public CacheSettings withMaxResults(long results) {
        return new CacheSettings(timeToLive, results, maxBytes);
    }

    /**
     * These settings with another bound on the heap held by results.
     *
     * @param bytes 0 or more; 0 switches the cache off
     * @return the changed settings
     * @throws InputException if {@code bytes} is negative
     */
    public CacheSettings withMaxBytes(long bytes) {
        return new CacheSettings(timeToLive, maxResults, bytes);
    }

    /**
     * Whether nothing is kept.
     *
     * @return true if any bound is 0
     */
    public boolean isOff() {
        return timeToLive.isZero() || maxResults == 0 || maxBytes == 0;
    }

    private static void atLeastZero(long value, String name) {
        if (value >= 0) {
            return;
        }
        throw new InputException(name + " must be at least 0, got " + value + "; 0 switches the cache off");
    }

    /** Such as {@code CacheSettings[PT30M, up to 1,000 results, 67.1 MB]}. */
    @Override
    public String toString() {
        return isOff() ? "CacheSettings[off]" : Lines.one("CacheSettings[" + timeToLive + ", up to "
                + Numbers.grouped(maxResults) + " results, " + Numbers.bytes(maxBytes) + "]");
    }
}

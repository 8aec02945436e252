package io.twinsim.sim;

import java.util.OptionalLong;
import java.util.function.LongToDoubleFunction;

/** Finds the least whole number from 2 on at which a rising function of it reaches a value. */
final class LeastUnits {

    private static final long MOST = 1L << 61;
    /** Up to here a start is tried. */
    private static final double NEAR = 0x1p40;
    /** In smaller arms power may fall with a unit more on one side, as the degrees of freedom then do. */
    private static final double RISES_FROM = 100;
    private static final int FASTER = 4;

    private final LongToDoubleFunction function;
    private final double asked;
    private final double ratio;
    /** The greatest power of 2 that is tried. */
    private final long most;

    /**
     * A search.
     *
     * @param ratio how many units of the other arm there are for each one; neither arm may have more than 2^61
     */
    LeastUnits(LongToDoubleFunction function, double asked, double ratio) {
        this.function = function;
        this.asked = asked;
        this.ratio = ratio;
        long power = 2;
        while (2 * power <= MOST && ratio * (2 * power) <= MOST) {
            power *= 2;
        }
        this.most = power;
    }

    private boolean enough(long n) {
        return function.applyAsDouble(n) >= asked;
    }

    /**
     * An n from 2 on that is enough where n - 1 is not; empty if none up to 2^61 is, in either arm. It is the least
     * such n where enough stays enough, as it does but for assurance, which draws in the worse direction may lower by
     * less than half the level's tail.
     *
     * @param start where to look first
     * @param slope how fast the function rises there
     */
    OptionalLong from(double start, double slope) {
        if (!(Math.min(1, ratio) * start >= RISES_FROM && start <= Math.min(NEAR, most / 8.0) && slope > 0)) {
            return fromBelow();
        }
        long at = (long) Math.ceil(start);
        double found = function.applyAsDouble(at);
        double next = at + Math.max(-at / 2.0, Math.min(at, (asked - found) / slope));
        return around(Math.max(2, (long) Math.ceil(next)), at, found >= asked);
    }

    /** By doubling and halving. */
    private OptionalLong fromBelow() {
        long high = 2;
        while (!enough(high)) {
            high *= 2;
            if (high > most) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(between(Math.max(1, high / 2), high));
    }

    /** By steps away from a guess that grow, and halving; what is known of one number is not asked again. */
    private OptionalLong around(long guess, long known, boolean knownEnough) {
        long step = 1;
        if (guess == known ? knownEnough : enough(guess)) {
            long high = guess;
            long low = Math.max(1, high - step);
            while (low > 1 && (low == known ? knownEnough : enough(low))) {
                high = low;
                step *= FASTER;
                low = Math.max(1, high - step);
            }
            return OptionalLong.of(between(low, high));
        }
        long low = guess;
        long high = low + step;
        while (!(high == known ? knownEnough : enough(high))) {
            low = high;
            step *= FASTER;
            high = low + step;
            if (high > most) {
                return fromBelow();
            }
        }
        return OptionalLong.of(between(low, high));
    }

    private long between(long notEnough, long enough) {
        long low = notEnough;
        long high = enough;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (enough(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}

package io.twinsim.random;

import io.twinsim.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a distribution that has none of its own, made when the first block is drawn; a value or two never make
 * them. Threads that come at the same time wait for the one that makes them.
 */
final class Tables {

    private boolean isMade;
    private @Nullable FittedTable fitted;
    private @Nullable CountTable counts;
    /** Whether the fields above can be read without the lock. */
    private volatile boolean isReady;

    /**
     * The quantiles of the distribution.
     *
     * @param slack what the distribution function of counts may err, absolutely
     */
    void quantiles(Distribution distribution, double slack, double[] u, double[] out, int from, int to) {
        if (!isReady) {
            make(distribution, slack);
        }
        if (fitted != null) {
            fitted.quantiles(u, out, from, to);
        } else if (counts != null) {
            counts.quantiles(u, out, from, to);
        } else {
            exactly(distribution, u, out, from, to);
        }
    }

    private synchronized void make(Distribution distribution, double slack) {
        if (!isMade) {
            if (distribution.isInteger()) {
                counts = CountTable.of(new Whole(distribution), slack);
            } else {
                fitted = new FittedTable(distribution);
            }
            isMade = true;
            isReady = true;
        }
    }

    private static void exactly(Distribution distribution, double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            try {
                out[i] = distribution.quantile(u[i]);
            } catch (InputException overflow) {
                throw new RowException(i, String.valueOf(overflow.getMessage()));
            }
        }
    }

    private record Whole(Distribution distribution) implements CountTable.Steps {

        @Override
        public double cdf(double k) {
            return distribution.cdf(k);
        }

        @Override
        public double survival(double k) {
            return distribution.survival(k);
        }

        @Override
        public double quantile(double u) {
            return distribution.quantile(u);
        }

        @Override
        public double survivalQuantile(double q) {
            return distribution.survivalQuantile(q);
        }
    }
}

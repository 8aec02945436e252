package io.twinsim.fidelity;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.Root;

/** The limits of {@link SequentialRule}, which depend on the policy alone. O(looks grid^2) once; immutable. */
final class SequentialBounds {

    /** Looks of a round over those before the first decision. */
    private static final int ROUNDS = 4;
    /** Of the false alarms, that of the pooled error; the rest goes in halves to recent error and coverage. */
    private static final double OF_POOLED = 0.8;
    /** Intervals of Simpson's rule from 0 to the limit; even. */
    private static final int GRID = 240;
    private static final double FAR = 12;

    private static final SequentialBounds USUAL = new SequentialBounds(
            RetrainingPolicy.of().minValidations(), RetrainingPolicy.of().falseAlarms());

    private final int first;
    private final double falseAlarms;
    private final double[] pooled;
    private final double recent;

    /** The limits of a policy; those of the usual one are computed once. */
    static SequentialBounds of(RetrainingPolicy policy) {
        boolean usual = policy.minValidations() == USUAL.first && policy.falseAlarms() == USUAL.falseAlarms;
        return usual ? USUAL : new SequentialBounds(policy.minValidations(), policy.falseAlarms());
    }

    private SequentialBounds(int first, double falseAlarms) {
        this.first = first;
        this.falseAlarms = falseAlarms;
        this.pooled = pooled(falseAlarms * OF_POOLED);
        this.recent = -Normal.quantile(remaining() / (2 * length()));
    }

    /** Validations in a round. */
    int length() {
        return ROUNDS * first;
    }

    /** The share of false alarms of each of the two smaller rules. */
    double remaining() {
        return falseAlarms * (1 - OF_POOLED) / 2;
    }

    /** The limit of the pooled |z| at a look of the round, counted from 1; none before the first. */
    double pooledLimit(int look) {
        return pooled[look];
    }

    /** The limit of |z| of the latest validations. */
    double recentLimit() {
        return recent;
    }

    /**
     * The share of a rule's false alarms that may be spent up to a look: a twentieth at the first look, from there by
     * the square of the way to nine tenths at twice as many validations, and evenly to all at the end of the round.
     */
    double spent(int look) {
        int second = 2 * first;
        double way = (double) (look - first) / first;
        return look <= second ? 0.05 + 0.85 * way * way
                : 0.9 + 0.1 * (look - second) / (length() - second);
    }

    private double[] pooled(double alpha) {
        double[] limits = new double[length() + 1];
        double end = -Normal.quantile(alpha * spent(first) / 2) * Math.sqrt(first);
        limits[first] = end / Math.sqrt(first);
        double[] density = new double[GRID + 1];
        for (int i = 0; i <= GRID; i++) {
            density[i] = Normal.density(end * i / GRID / Math.sqrt(first)) / Math.sqrt(first);
        }
        for (int look = first + 1; look <= length(); look++) {
            double room = alpha * (spent(look) - spent(look - 1));
            double[] weighted = weighted(density, end);
            double before = end;
            end = Root.find(b -> crossing(weighted, before, b) - room, 0, before + FAR, 1e-10);
            limits[look] = end / Math.sqrt(look);
            density = next(weighted, before, end);
        }
        return limits;
    }

    /** Simpson's weights times the density; twice, for the mirrored half. */
    private static double[] weighted(double[] density, double end) {
        double[] weighted = new double[GRID + 1];
        for (int i = 0; i <= GRID; i++) {
            double weight = i == 0 || i == GRID ? 1 : i % 2 == 1 ? 4 : 2;
            weighted[i] = density[i] * weight * end / GRID / 3;
        }
        return weighted;
    }

    /** The probability that a path inside leaves [-limit, limit] with one more standard normal step. */
    private static double crossing(double[] weighted, double end, double limit) {
        double sum = 0;
        for (int i = 0; i <= GRID; i++) {
            double x = end * i / GRID;
            sum += weighted[i] * (Normal.sf(limit - x) + Normal.sf(limit + x));
        }
        return 2 * sum;
    }

    private static double[] next(double[] weighted, double before, double end) {
        double[] density = new double[GRID + 1];
        for (int j = 0; j <= GRID; j++) {
            double y = end * j / GRID;
            double sum = 0;
            for (int i = 0; i <= GRID; i++) {
                double x = before * i / GRID;
                sum += weighted[i] * (Normal.density(y - x) + Normal.density(y + x));
            }
            density[j] = sum;
        }
        return density;
    }
}

package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.math.CurveScore;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.NormalScore;
import io.twinsim.internal.math.RankScore;
import io.twinsim.internal.math.StepScore;
import io.twinsim.internal.text.Checks;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variable as far as its correlations go: its name and how its values, or their ranks, follow from a standard normal
 * variable. Made once and used for every pair that the variable is in. Immutable and thread-safe.
 */
public final class Marginal {

    /** The greatest standard normal value behind a uniform. */
    private static final double REACH = -Normal.quantile(0x1p-53);
    /** Distributions over more whole numbers are grouped to about so many. */
    private static final int MOST_STEPS = 8192;
    /** A jump of the distribution function that is a tie, not rounding. */
    private static final double TIE = 1e-9;
    /** From here on values are taken from the upper tail. */
    private static final double FAR = 7;
    private static final int PROBES = 64;

    private final String name;
    private final @Nullable Distribution distribution;
    private final @Nullable Categorical categories;
    private final double lower;
    private final double upper;
    private final Map<CorrelationKind, NormalScore> scores = new EnumMap<>(CorrelationKind.class);

    private Marginal(String name, @Nullable Distribution distribution, @Nullable Categorical categories, double lower,
            double upper) {
        this.name = name;
        this.distribution = distribution;
        this.categories = categories;
        this.lower = lower;
        this.upper = upper;
    }

    /**
     * A number or flag.
     *
     * @param name the variable's name, for messages
     * @param distribution what is drawn
     * @return the marginal
     */
    public static Marginal of(String name, Distribution distribution) {
        return new Marginal(Checks.notNull(name, "name"), Checks.notNull(distribution, "distribution"), null,
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * An ordered category; its labels rise in the order of their codes.
     *
     * @param name the variable's name, for messages
     * @param categories what is drawn
     * @return the marginal
     */
    public static Marginal of(String name, Categorical categories) {
        return new Marginal(Checks.notNull(name, "name"), null, Checks.notNull(categories, "categories"),
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * The same number with values outside a range moved to its nearer end.
     *
     * @param lower the lower end
     * @param upper the upper end, at least {@code lower}
     * @return the marginal of what is stored
     */
    public Marginal clamped(double lower, double upper) {
        return new Marginal(name, distribution, categories, lower, upper);
    }

    /**
     * The variable's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /** Refuses what never varies, and for Pearson what has no variance. */
    NormalScore score(CorrelationKind kind) {
        if (isConstant()) {
            throw new InputException(name + " must vary, got " + this + "; correlation with a constant is undefined");
        }
        if (kind == CorrelationKind.PEARSON && distribution == null) {
            throw new InputException(name + " must be a number for a Pearson correlation, got " + this
                    + "; state the rank correlation (spearman)");
        }
        boolean bounded = Double.isFinite(lower) && Double.isFinite(upper);
        if (kind == CorrelationKind.PEARSON && !bounded && !Double.isFinite(distribution.variance())) {
            throw new InputException(name + " must have a finite variance for a Pearson correlation, got " + this
                    + "; state the rank correlation (spearman)");
        }
        synchronized (scores) {
            return scores.computeIfAbsent(kind, this::make);
        }
    }

    private boolean isConstant() {
        if (categories != null) {
            for (int code = 0; code < categories.labels().size(); code++) {
                if (categories.probability(code) > 0) {
                    return categories.probability(code) == 1;
                }
            }
        }
        return value(-REACH) == value(REACH);
    }

    private NormalScore make(CorrelationKind kind) {
        if (categories != null) {
            return ofLabels(categories);
        }
        boolean wholeEnds = (Double.isInfinite(lower) || lower == Math.rint(lower))
                && (Double.isInfinite(upper) || upper == Math.rint(upper));
        if (distribution.isInteger() && wholeEnds) {
            return ofWhole(kind);
        }
        if (kind == CorrelationKind.PEARSON) {
            return new CurveScore(this::value);
        }
        return isContinuous() ? RankScore.RANKS : new CurveScore(this::rank);
    }

    /** What is stored where the normal variable is z. */
    private double value(double z) {
        double x = z <= FAR ? distribution.quantile(Normal.cdf(z)) : distribution.survivalQuantile(Normal.sf(z));
        return x < lower ? lower : x > upper ? upper : x;
    }

    /** The mid-distribution value of what is stored: the middle of the probabilities below it and up to it. */
    private double rank(double z) {
        double x = value(z);
        // What underflows to 0 is tied there.
        double upTo = x >= upper ? 1 : distribution.cdf(x == 0 ? Double.MIN_VALUE : x);
        double below = x <= lower ? 0 : distribution.cdf(Math.nextDown(x));
        return upTo - below > TIE ? (below + upTo) / 2 : Normal.cdf(z);
    }

    /** Whether there are no ties: a real family that nothing clamps, of which no two values probed are equal. */
    private boolean isContinuous() {
        if (!(distribution instanceof BoundFormula) || Double.isFinite(lower) || Double.isFinite(upper)) {
            return false;
        }
        double last = value(-REACH);
        for (int k = 1; k <= PROBES; k++) {
            double next = value(REACH * (2.0 * k / PROBES - 1));
            if (!(next > last)) {
                return false;
            }
            last = next;
        }
        return true;
    }

    private static NormalScore ofLabels(Categorical categories) {
        int n = categories.labels().size();
        double[] below = new double[n + 1];
        double[] above = new double[n + 1];
        for (int k = 0; k < n; k++) {
            below[k + 1] = below[k] + categories.probability(k);
            above[n - 1 - k] = above[n - k] + categories.probability(n - 1 - k);
        }
        double[] thresholds = new double[n - 1];
        double[] jumps = new double[n - 1];
        int used = 0;
        for (int k = 1; k < n; k++) {
            // Labels that are never drawn leave no step behind.
            if (below[k] > 0 && above[k] > 0 && categories.probability(k) > 0) {
                double before = lastDrawn(categories, k - 1);
                thresholds[used] = threshold(below[k], above[k]);
                jumps[used++] = (before + categories.probability(k)) / 2;
            }
        }
        return steps(thresholds, jumps, used);
    }

    private static double lastDrawn(Categorical categories, int code) {
        int k = code;
        while (categories.probability(k) == 0) {
            k--;
        }
        return categories.probability(k);
    }

    /**
     * A step for each whole number. Of more than {@value #MOST_STEPS} a step joins neighbours, as long as they are near
     * each other on the scale of the values and rare together, so that what counts as a tie is one.
     */
    private NormalScore ofWhole(CorrelationKind kind) {
        double least = value(-REACH);
        double greatest = value(REACH);
        double stride = Math.max(1, Math.ceil((greatest - least) / MOST_STEPS));
        double[] thresholds = new double[1024];
        double[] jumps = new double[1024];
        int used = 0;
        double start = least;
        double end = end(start, 0, stride, greatest);
        double below = 0;
        while (end < greatest) {
            if (used == jumps.length) {
                thresholds = Arrays.copyOf(thresholds, 2 * used);
                jumps = Arrays.copyOf(jumps, 2 * used);
            }
            double upTo = distribution.cdf(end);
            double nextEnd = end(end + 1, upTo, stride, greatest);
            double next = nextEnd >= greatest ? 1 : distribution.cdf(nextEnd);
            thresholds[used] = threshold(upTo, distribution.survival(end));
            jumps[used++] = kind == CorrelationKind.SPEARMAN ? (next - below) / 2
                    : (end + 1 + nextEnd) / 2 - (start + end) / 2;
            start = end + 1;
            end = nextEnd;
            below = upTo;
        }
        return steps(thresholds, jumps, used);
    }

    /** The last whole number of the step that begins at {@code start}. */
    private double end(double start, double below, double stride, double greatest) {
        double near = Math.min(greatest, start + stride - 1);
        double rare = below + 1.0 / MOST_STEPS;
        return near == start || rare >= 1 ? near : Math.max(start, Math.min(near, distribution.quantile(rare) - 1));
    }

    private static NormalScore steps(double[] thresholds, double[] jumps, int used) {
        return StepScore.of(Arrays.copyOf(thresholds, used), Arrays.copyOf(jumps, used));
    }

    private static double threshold(double below, double above) {
        return below < 0.5 ? Normal.quantile(below) : -Normal.quantile(above);
    }

    /** The formula of what is drawn. */
    @Override
    public String toString() {
        return distribution == null ? String.valueOf(categories) : distribution.toString();
    }
}

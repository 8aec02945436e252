package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The mean expected effects under every coefficient draw, and the intervals that follow. */
final class Uncertainty {

    /** The step of central differences, in standard deviations of the coefficient. */
    private static final double STEP = 0.01;
    /** The step where the reach depends on coefficients: a mean over finitely many twins then moves in jumps. */
    private static final double WIDE_STEP = 0.5;

    /** More than the number of draws, a power of 2. */
    private static final int INDICES = 1024;

    final Theta theta;
    final CoefficientDraws draws;
    private final double step;
    /** The means of {@link Theta#at} under each draw. */
    private final Theta.Means means;
    /** The draws of each coefficient in an order in which means rise, or nearly; null where means are not cheap. */
    private final double @Nullable [][] ordered;
    private final Theta.Means rising;

    private Uncertainty(Theta theta, CoefficientDraws draws, double step, Theta.Means means,
            double @Nullable [][] ordered) {
        this.theta = theta;
        this.draws = draws;
        this.step = step;
        this.means = means;
        this.ordered = ordered;
        this.rising = ordered == null ? means : theta.under(ordered);
    }

    /** Evaluates all draws; empty if the run was stopped before they were done. */
    static Optional<Uncertainty> of(
            Theta theta, CoefficientDraws draws, Scenario scenario, StopFlag stop, LongConsumer progress) {
        boolean jumps = scenario.intervention().applies().map(e -> !e.coefficients().isEmpty()).orElse(false);
        double step = jumps ? WIDE_STEP : STEP;
        int count = CoefficientDraws.COUNT;
        if (theta.cheap()) {
            if (stop.stopped()) {
                return Optional.empty();
            }
            Theta.Means means = cheap(theta, draws);
            progress.accept(count);
            return Optional.of(new Uncertainty(theta, draws, step, means, ordered(draws, means)));
        }
        double[][] rows = new double[count][];
        Settings settings = scenario.settings();
        long done = Tiles.run(settings.threads, settings.executor, count, stop, k -> {
            rows[(int) k] = means(theta, draws, (int) k);
            progress.accept(k + 1);
        });
        if (done < count) {
            return Optional.empty();
        }
        progress.accept(count);
        return Optional.of(new Uncertainty(theta, draws, step, Theta.Means.of(rows), null));
    }

    private static double[] means(Theta theta, CoefficientDraws draws, int k) {
        try {
            return theta.at(draws.draw(k));
        } catch (InputException e) {
            throw new InputException("coefficient draw " + Numbers.grouped(k + 1L) + " of "
                    + Numbers.grouped(CoefficientDraws.COUNT) + ": " + draws.shown(k) + "; " + e.getMessage()
                    + "; the declared normal leaves the formula's domain", e);
        }
    }

    private static Theta.Means cheap(Theta theta, CoefficientDraws draws) {
        try {
            return theta.under(draws.all());
        } catch (InputException e) {
            for (int k = 0; k < CoefficientDraws.COUNT; k++) {
                means(theta, draws, k);
            }
            throw e;
        }
    }

    /**
     * The draws in the order of the only coefficient that varies, else of the mean over all twins: means of groups are
     * then sorted, or nearly.
     */
    private static double[][] ordered(CoefficientDraws draws, Theta.Means means) {
        int[] order = draws.uncertain() == 1 ? draws.order() : order(means.of(Theta.PER_TWIN));
        double[][] all = draws.all();
        double[][] sorted = new double[all.length][order.length];
        for (int j = 0; j < sorted.length; j++) {
            double[] from = all[j];
            double[] to = sorted[j];
            for (int k = 0; k < to.length; k++) {
                to[k] = from[order[k]];
            }
        }
        return sorted;
    }

    /** By keys that hold a value, but for its last bits, and its index: equal values stay as they are. */
    private static int[] order(double[] values) {
        long[] keys = new long[values.length];
        for (int k = 0; k < keys.length; k++) {
            long bits = Double.doubleToRawLongBits(values[k]);
            keys[k] = (bits ^ bits >> 63 & Long.MAX_VALUE) & -INDICES | k;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int k = 0; k < keys.length; k++) {
            order[k] = (int) keys[k] & INDICES - 1;
        }
        return order;
    }

    /** One mean under each draw; draws under which it is undefined, because nobody is reached, are left out. */
    double[] values(int index) {
        return defined(means.of(index), index);
    }

    private double[] defined(double[] values, int index) {
        int kept = 0;
        for (double value : values) {
            if (value == value) {
                values[kept++] = value;
            }
        }
        return kept == values.length ? values
                : kept > 0 ? Arrays.copyOf(values, kept) : new double[] {theta.at(draws.guess, index)};
    }

    /**
     * The values of a mean that is cheap if one coefficient is moved, as all its draws are, in an order in which they
     * nearly rise.
     */
    double[] moved(int coefficient, double value, int index) {
        double[][] all = Objects.requireNonNull(ordered, "ordered").clone();
        double[] from = all[coefficient];
        double[] to = new double[from.length];
        double by = value - draws.guess[coefficient];
        for (int k = 0; k < to.length; k++) {
            to[k] = from[k] + by;
        }
        all[coefficient] = to;
        return theta.under(all).of(index);
    }

    double sd(int index) {
        return Moments.of(values(index)).sd();
    }

    Interval assumption(double level) {
        return interval(IntervalKind.ASSUMPTION, Theta.PER_TWIN, 0, level);
    }

    /** The interval of a mean with a normal error. */
    Interval interval(IntervalKind kind, int index, double standardError, double level) {
        return interval(kind, defined(rising.of(index), index), standardError, level);
    }

    Interval total(int index, double standardError, double level) {
        double[] all = rising.of(index);
        int undefined = 0;
        for (double value : all) {
            undefined += value == value ? 0 : 1;
        }
        Interval total = interval(IntervalKind.TOTAL, defined(all, index), standardError, level);
        return undefined == 0 ? total : noted(total, List.of(Numbers.grouped(undefined) + " of "
                + Shown.count(all.length, "coefficient draw") + (undefined == 1 ? " reaches" : " reach")
                + " nobody and " + (undefined == 1 ? "is" : "are") + " left out"));
    }

    /** An interval with more notes. */
    static Interval noted(Interval interval, List<String> more) {
        List<String> notes = new ArrayList<>(interval.notes());
        notes.addAll(more);
        return new Interval(interval.kind(), interval.method(), interval.level(), interval.lower(), interval.upper(),
                notes);
    }

    /** The difference of two means that rest on different twins. */
    Interval difference(int high, int low, double standardError, double level) {
        double[] values = rising.of(high);
        double[] less = rising.of(low);
        for (int k = 0; k < values.length; k++) {
            values[k] -= less[k];
        }
        return interval(IntervalKind.TOTAL, values, standardError, level);
    }

    /** The central part of draws with a normal error; the draws are sorted on the way. */
    static Interval interval(IntervalKind kind, double[] values, double standardError, double level) {
        Spread spread = new Spread(values, standardError);
        double tail = (1 - level) / 2;
        List<String> notes = new ArrayList<>();
        if ((values.length + 1) * tail < 1) {
            notes.add("level reaches beyond " + values.length + " draws: the limits are the extreme draws");
        }
        return new Interval(kind, IntervalMethod.PERCENTILE, level, spread.quantile(tail), spread.quantile(1 - tail),
                notes);
    }

    /** First-order shares of the coefficients, beside the full standard deviation. */
    Assumption assumption() {
        int n = draws.guess.length;
        double[] gradient = new double[n];
        for (int j = 0; j < n; j++) {
            double h = step * draws.sd[j];
            if (h > 0) {
                gradient[j] = (at(j, draws.guess[j] + h) - at(j, draws.guess[j] - h)) / (2 * h);
            }
        }
        double sd = sd(Theta.PER_TWIN);
        List<Assumption.Share> shares = new ArrayList<>();
        double explained = 0;
        boolean split = !draws.correlated && sd > 0;
        for (int j = 0; j < n; j++) {
            if (draws.sd[j] > 0) {
                double share = gradient[j] * draws.sd[j] * gradient[j] * draws.sd[j] / (sd * sd);
                explained += split ? share : 0;
                shares.add(new Assumption.Share(draws.names.get(j), gradient[j],
                        split ? OptionalDouble.of(share) : OptionalDouble.empty()));
            }
        }
        return new Assumption(sd, Math.sqrt(Math.max(0, draws.variance(gradient))), shares,
                split ? OptionalDouble.of(1 - explained) : OptionalDouble.empty(), CoefficientDraws.COUNT);
    }

    private double at(int coefficient, double value) {
        double[] b = draws.guess.clone();
        b[coefficient] = value;
        return theta.at(b, Theta.PER_TWIN);
    }
}

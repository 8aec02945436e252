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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;

/** The mean expected effects under every coefficient draw, and the intervals that follow. */
final class Uncertainty {

    /** The step of central differences, in standard deviations of the coefficient. */
    private static final double STEP = 0.01;
    /** The step where the reach depends on coefficients: a mean over finitely many twins then moves in jumps. */
    private static final double WIDE_STEP = 0.5;

    final Theta theta;
    final CoefficientDraws draws;
    private final double step;
    /** The means of {@link Theta#at} under each draw. */
    private final double[][] means;

    private Uncertainty(Theta theta, CoefficientDraws draws, double step, double[][] means) {
        this.theta = theta;
        this.draws = draws;
        this.step = step;
        this.means = means;
    }

    /** Evaluates all draws; empty if the run was stopped before they were done. */
    static Optional<Uncertainty> of(
            Theta theta, CoefficientDraws draws, Scenario scenario, StopFlag stop, LongConsumer progress) {
        int count = CoefficientDraws.COUNT;
        double[][] means = new double[count][];
        Settings settings = scenario.settings();
        if (theta.cheap()) {
            if (stop.stopped()) {
                return Optional.empty();
            }
            for (int k = 0; k < count; k++) {
                means[k] = means(theta, draws, k);
            }
        } else {
            long done = Tiles.run(settings.threads, settings.executor, count, stop, k -> {
                means[(int) k] = means(theta, draws, (int) k);
                progress.accept(k + 1);
            });
            if (done < count) {
                return Optional.empty();
            }
        }
        progress.accept(count);
        boolean jumps = scenario.intervention().applies().map(e -> !e.coefficients().isEmpty()).orElse(false);
        return Optional.of(new Uncertainty(theta, draws, jumps ? WIDE_STEP : STEP, means));
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

    /** One mean under each draw; draws under which it is undefined, because nobody is reached, are left out. */
    double[] values(int index) {
        double[] values = Arrays.stream(means).mapToDouble(m -> m[index]).filter(x -> x == x).toArray();
        return values.length > 0 ? values : new double[] {theta.at(draws.guess, index)};
    }

    double sd(int index) {
        return Moments.of(values(index)).sd();
    }

    Interval assumption(double level) {
        return interval(IntervalKind.ASSUMPTION, values(Theta.PER_TWIN), 0, level);
    }

    Interval total(int index, double standardError, double level) {
        Interval total = interval(IntervalKind.TOTAL, values(index), standardError, level);
        long undefined = Arrays.stream(means).filter(m -> Double.isNaN(m[index])).count();
        return undefined == 0 ? total : noted(total, List.of(Numbers.grouped(undefined) + " of "
                + Shown.count(means.length, "coefficient draw") + (undefined == 1 ? " reaches" : " reach")
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
        double[] values = values(high);
        for (int k = 0; k < values.length; k++) {
            values[k] -= means[k][low];
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

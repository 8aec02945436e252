package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Root;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * The percentile interval of a ratio for infinitely many replicates: where the denominators are at least 0, a resampled
 * ratio of x and u is at most theta just when the resampled mean of {@code x - theta u} is at most 0, so that a limit
 * is the theta at which a saddlepoint limit of that mean is 0; for two arms, of the difference of {@code x} and
 * {@code theta u}.
 */
final class RatioSaddlepoint {

    private static final int DOUBLINGS = 60;
    private static final double PRECISION = 1e-10;
    /** Resamples whose denominator is 0 may have at most this share of a tail. */
    private static final double UNDEFINED_SHARE = 1e-3;

    private RatioSaddlepoint() {
    }

    static Interval of(MeansStatistic statistic, double level) {
        Ratios ratio = (Ratios) statistic.function();
        boolean one = statistic.arms().size() == 1;
        Sample bottom = one ? statistic.arms().get(0).get(1) : statistic.sample(1);
        requirePositive(bottom, level);
        double[] top = statistic.sample(0).values();
        DoubleFunction<Interval> of = one ? theta -> oneSample(top, bottom.values(), theta, level)
                : theta -> Saddlepoint.difference(statistic.sample(0), scaled(bottom.values(), theta), level);
        double error = statistic.influence().resampledError();
        double lower = root(theta -> of.apply(theta).lower(), ratio.ratio(), error);
        double upper = root(theta -> of.apply(theta).upper(), ratio.ratio(), error);
        List<String> notes = new ArrayList<>();
        of.apply(lower).notes().stream().filter(note -> !note.startsWith("upper")).forEach(notes::add);
        of.apply(upper).notes().stream().filter(note -> !note.startsWith("lower") && !notes.contains(note))
                .forEach(notes::add);
        double shift = statistic.value() - ratio.ratio();
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.SADDLEPOINT, level, lower + shift, upper + shift,
                notes);
    }

    private static void requirePositive(Sample bottom, double level) {
        if (!(bottom.moments().min() >= 0)) {
            throw new InputException("saddlepoint needs values of " + bottom.name() + " of at least 0, got "
                    + Numbers.shortest(bottom.moments().min()) + "; use bca");
        }
        int zeros = 0;
        for (double value : bottom.values()) {
            zeros += value == 0 ? 1 : 0;
        }
        double share = (double) zeros / bottom.size();
        if (zeros > 0 && bottom.size() * Elementary.log(share) > Elementary.log(UNDEFINED_SHARE * (1 - level) / 2)) {
            throw new InputException("saddlepoint needs resamples whose " + bottom.name() + " is not all 0, got "
                    + Numbers.grouped(zeros) + " zeros of " + Numbers.grouped(bottom.size()) + "; use fieller");
        }
    }

    private static Interval oneSample(double[] x, double[] u, double theta, double level) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] - theta * u[i];
        }
        return Saddlepoint.mean(Sample.of(out, "values"), level);
    }

    private static Sample scaled(double[] values, double theta) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = theta * values[i];
        }
        return Sample.of(out, "control");
    }

    /** The root of a falling function, bracketed from a start by steps that double: on either side of it. */
    private static double root(DoubleUnaryOperator limit, double start, double step) {
        boolean rightwards = limit.applyAsDouble(start) > 0;
        double from = start;
        double to = rightwards ? start + step : start - step;
        for (int i = 0; i < DOUBLINGS && limit.applyAsDouble(to) > 0 == rightwards; i++) {
            from = to;
            to = start + (to - start) * 2;
        }
        return Root.find(limit, Math.min(from, to), Math.max(from, to), PRECISION * step);
    }
}

package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;
import java.util.List;

/** Estimates that need no replicates, of statistics made of means. */
final class FormulaEstimate {

    private FormulaEstimate() {
    }

    static Estimate of(Bootstrap bootstrap, IntervalMethod asked, double level) {
        MeansStatistic statistic = (MeansStatistic) bootstrap.statistic();
        IntervalMethod method = bootstrap.settled(asked);
        String estimand = bootstrap.estimand();
        return switch (statistic.kind()) {
            case MEAN, PROPORTION -> MeanEstimate.formula(statistic.sample(0), estimand, method, level);
            case MEAN_DIFFERENCE, PROPORTION_DIFFERENCE -> TwoArmEstimate.formula(statistic.sample(0),
                    statistic.sample(1), estimand, method, asked, level);
            default -> statistic.degenerate() ? constant(statistic, estimand, method, level)
                    : smooth(statistic, estimand, method, level);
        };
    }

    /** What takes the place of a run that was stopped before it had enough replicates for its limits. */
    static Estimate instead(Bootstrap bootstrap, int done, double level) {
        String stopped = Replicates.stopped(done, bootstrap.options());
        StatisticKind kind = bootstrap.statistic().kind();
        IntervalMethod method = IntervalMethod.WELCH.serves(kind) ? IntervalMethod.WELCH
                : IntervalMethod.STUDENT.serves(kind) ? IntervalMethod.STUDENT : IntervalMethod.NORMAL;
        if (!method.serves(kind) || !UnitCells.of(bootstrap.resampling(), bootstrap.statistic()).single()) {
            throw new IllegalStateException(stopped + ": too few for level " + Numbers.shortest(level));
        }
        return of(bootstrap.with(Resampling.multinomial()), method, level)
                .withNotes(List.of(stopped + ": " + method.id() + " interval instead"));
    }

    private static Estimate smooth(MeansStatistic statistic, String estimand, IntervalMethod method, double level) {
        Influence influence = statistic.influence();
        double error = influence.formulaError();
        Interval interval = switch (method) {
            case ABC -> Abc.of(statistic, influence, level);
            case FIELLER -> Fieller.of(statistic, level);
            case SADDLEPOINT -> RatioSaddlepoint.of(statistic, level);
            default -> statistic.kind() == StatisticKind.CORRELATION ? fisher(statistic, level)
                    : Analytic.around(method, level, statistic.value(), Analytic.z(level) * error, List.of());
        };
        Estimate made =
                Estimate.analytic(estimand, statistic.value(), error, interval, statistic.n(), List.of());
        return method == IntervalMethod.ABC ? made.withAcceleration(influence.acceleration()) : made;
    }

    /** Normal on the scale of {@code atanh(r)}, with the standard error {@code 1/sqrt(n - 3)}. */
    private static Interval fisher(MeansStatistic correlation, double level) {
        if (!(correlation.n() > 3)) {
            throw new InputException("rows must be at least 4 for normal, got " + Numbers.grouped(correlation.n()));
        }
        double r = correlation.value();
        double z = 0.5 * Elementary.log((1 + r) / (1 - r));
        double half = Analytic.z(level) / Math.sqrt(correlation.n() - 3.0);
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.NORMAL, level, Elementary.tanh(z - half),
                Elementary.tanh(z + half), List.of());
    }

    private static Estimate constant(MeansStatistic statistic, String estimand, IntervalMethod method, double level) {
        refuseDegenerate(method, "zero variance; percentile gives the point");
        return Estimate.analytic(estimand, statistic.value(), 0, Analytic.point(method, level, statistic.value()),
                statistic.n(), List.of(Analytic.DEGENERATE));
    }

    /** Methods that divide by a variance are undefined without one. */
    static void refuseDegenerate(IntervalMethod method, String reason) {
        if (method == IntervalMethod.BCA || method == IntervalMethod.STUDENTIZED || method == IntervalMethod.ABC) {
            throw new InputException(method.id() + " is undefined: " + reason);
        }
    }
}

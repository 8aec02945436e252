package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of the means of two independent samples with its interval. {@code auto} is {@code welch}, or {@code
 * newcombe} for zeros and ones if any of the four counts is below 10.
 *
 * <p>Valid only if units are independent and the arms are. Results are bit-identical for any number of threads.
 */
public final class TwoArmEstimate {

    private static final long FEW = 10;

    private TwoArmEstimate() {
    }

    /**
     * The mean of the treated minus the mean of the controls.
     *
     * @param treated outcomes of the treated, finite, at least 2; not modified, must not change meanwhile
     * @param control outcomes of the controls, likewise
     * @param estimand what the difference estimates, such as {@code superpopulation}; names the streams of draws as
     *        well
     * @param options method, level, replicates, seed, threads, stop signal
     * @return the estimate; a stopped resampling run gives the interval of the replicates done, or of Welch if those
     *         are too few, and says so
     * @throws InputException if an arm has fewer than 2 values, one is not finite, the method does not serve a
     *         difference, or the replicates asked for are too few for the level
     */
    public static Estimate of(double[] treated, double[] control, String estimand, IntervalOptions options) {
        return of(Sample.of(treated, "treated"), Sample.of(control, "control"), estimand, options);
    }

    static Estimate of(Sample treated, Sample control, String estimand, IntervalOptions options) {
        options.requireReplicates();
        treated.atLeastTwo("arm treated");
        control.atLeastTwo("arm control");
        boolean binary = treated.binary() && control.binary();
        IntervalMethod asked =
                options.method().require(binary ? StatisticKind.PROPORTION_DIFFERENCE : StatisticKind.MEAN_DIFFERENCE);
        boolean constant = treated.constant() && control.constant();
        IntervalMethod method = asked != IntervalMethod.AUTO ? asked
                : binary && anyFew(treated, control) ? IntervalMethod.NEWCOMBE : IntervalMethod.WELCH;
        if (constant && method != IntervalMethod.NEWCOMBE) {
            return constant(treated, control, estimand, method, binary, options.level());
        }
        if (method.resamples()) {
            return resampled(treated, control, estimand, options);
        }
        return analytic(treated, control, estimand, method, asked, options.level());
    }

    private static boolean anyFew(Sample treated, Sample control) {
        return few(treated) || few(control);
    }

    private static boolean few(Sample arm) {
        return arm.ones() < FEW || arm.size() - arm.ones() < FEW;
    }

    private static Estimate analytic(Sample treated, Sample control, String estimand, IntervalMethod method,
            IntervalMethod asked, double level) {
        Moments t = treated.moments();
        Moments c = control.moments();
        Welch welch = method == IntervalMethod.STUDENT ? Analytic.pooled(t, c) : Welch.of(t, c);
        List<String> notes = new ArrayList<>();
        double difference = welch.difference();
        Interval interval = switch (method) {
            case NEWCOMBE -> Analytic.newcombe(treated, control, level);
            case SADDLEPOINT -> Saddlepoint.difference(treated, control, level);
            case NORMAL -> Analytic.around(method, level, difference, Analytic.z(level) * welch.standardError(),
                    List.of());
            default -> Analytic.around(method, level, difference, welch.halfWidth(level), List.of());
        };
        if (method == IntervalMethod.STUDENT) {
            notes.add("student pools the variances: valid only if both arms have the same");
        }
        if (method == IntervalMethod.NEWCOMBE) {
            if (asked == IntervalMethod.AUTO) {
                notes.add("0/1 outcome with a count below 10: newcombe instead of welch");
            }
            if (welch.standardError() == 0) {
                notes.add(Analytic.DEGENERATE + " in both arms; the interval tells the error, the standard error of 0 "
                        + "does not");
            }
        } else {
            Analytic.skewnessWarning(Analytic.skewness(welch.standardError(), t, c), level).ifPresent(notes::add);
        }
        return Estimate.analytic(estimand, difference, welch.standardError(), interval, t.n() + c.n(), notes);
    }

    private static Estimate constant(Sample treated, Sample control, String estimand, IntervalMethod method,
            boolean binary, double level) {
        if (method == IntervalMethod.BCA) {
            throw new InputException("bca is undefined: zero variance in both arms; welch gives the point");
        }
        double difference = Sample.mean(treated.moments()) - Sample.mean(control.moments());
        List<String> notes = new ArrayList<>(List.of(Analytic.DEGENERATE + " in both arms"));
        if (binary) {
            notes.add("newcombe gives limits for 0/1 outcomes that do not vary");
        }
        return Estimate.analytic(estimand, difference, 0, Analytic.point(method, level, difference),
                treated.moments().n() + control.moments().n(), notes);
    }

    private static Estimate resampled(Sample treated, Sample control, String estimand, IntervalOptions options) {
        double[] deviations = MultinomialBootstrap.deviations(treated, control, estimand, options);
        if (deviations.length < options.method().fewestReplicates(options.level())) {
            return analytic(treated, control, estimand, IntervalMethod.WELCH, IntervalMethod.WELCH, options.level())
                    .withNotes(List.of(
                            MeanEstimate.stopped(deviations.length, options) + ": welch interval instead"));
        }
        Moments t = treated.moments();
        Moments c = control.moments();
        double tie = Math.max(treated.tieTolerance(), control.tieTolerance());
        Estimate made = ReplicateIntervals.of(estimand, Sample.mean(t) - Sample.mean(c), deviations, tie,
                Math.max(treated.rounding(), control.rounding()), acceleration(t, c), t.n() + c.n(), options);
        List<String> warnings = new ArrayList<>();
        if (options.method() != IntervalMethod.BCA) {
            double k3 = Analytic.skewness(Welch.of(t, c).standardError(), t, c);
            Analytic.skewnessWarning(k3, options.level()).ifPresent(warnings::add);
        }
        return MeanEstimate.noteStop(made.withNotes(warnings), options);
    }

    /**
     * The textbook acceleration from influence values l_ij of arm i, each divided by the size of its arm:
     * {@code sum (l/n)^3 / (6 (sum (l/n)^2)^(3/2))} (Davison and Hinkley 1997, equation 5.27).
     */
    static double acceleration(Moments treated, Moments control) {
        double cubes = cube(treated) - cube(control);
        double squares = square(treated) + square(control);
        return cubes / (6 * squares * Math.sqrt(squares));
    }

    private static double square(Moments arm) {
        return arm.m2() / arm.n() / arm.n();
    }

    private static double cube(Moments arm) {
        return arm.m3() / arm.n() / arm.n() / arm.n();
    }
}

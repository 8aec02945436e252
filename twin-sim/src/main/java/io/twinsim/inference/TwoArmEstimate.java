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
        return Bootstrap.of(MeansStatistic.difference(treated, control)).withEstimand(estimand).withOptions(options)
                .estimate();
    }

    /** By a method that needs no replicates, or by any method if neither arm varies. */
    static Estimate formula(Sample treated, Sample control, String estimand, IntervalMethod method,
            IntervalMethod asked, double level) {
        boolean constant = treated.constant() && control.constant();
        if (constant && method != IntervalMethod.NEWCOMBE) {
            return constant(treated, control, estimand, method, level);
        }
        return method == IntervalMethod.ABC ? abc(treated, control, estimand, level)
                : analytic(treated, control, estimand, method, asked, level);
    }

    private static Estimate abc(Sample treated, Sample control, String estimand, double level) {
        MeansStatistic difference = MeansStatistic.difference(treated, control);
        double error = Welch.of(treated.moments(), control.moments()).standardError();
        return Estimate.analytic(estimand, difference.value(), error,
                Abc.of(difference, difference.influence(), level), difference.n(), List.of())
                .withAcceleration(difference.influence().acceleration());
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
            double level) {
        FormulaEstimate.refuseDegenerate(method, "zero variance in both arms; welch gives the point");
        double difference = Sample.mean(treated.moments()) - Sample.mean(control.moments());
        List<String> notes = new ArrayList<>(List.of(Analytic.DEGENERATE + " in both arms"));
        if (treated.binary() && control.binary()) {
            notes.add("newcombe gives limits for 0/1 outcomes that do not vary");
        }
        return Estimate.analytic(estimand, difference, 0, Analytic.point(method, level, difference),
                treated.moments().n() + control.moments().n(), notes);
    }

    /**
     * The textbook acceleration from influence values l_ij of arm i, each divided by the size of its arm:
     * {@code sum (l/n)^3 / (6 (sum (l/n)^2)^(3/2))} (Davison and Hinkley 1997, equation 5.27).
     */
    static double acceleration(Moments treated, Moments control) {
        return new Influence(List.of(Influence.Cell.of(treated, 1), Influence.Cell.of(control, -1))).acceleration();
    }
}

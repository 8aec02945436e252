package io.twinsim.timeline;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.StudentT;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The analysis of one {@link NOfOneTrial}. */
final class NOfOneAnalysis {

    private static final String ESTIMAND = "n-of-1";
    private static final List<String> NAMES = List.of("level", "trend", "treatment");
    private static final int TREND = 1;
    private static final int EFFECT = 2;
    /** Up to this many relabelings all are tried. */
    private static final int EXACT = 4096;
    private static final int DRAWN = 1999;
    /** Statistics that differ by less, relatively, differ by the tolerance of phi alone. */
    private static final double SAME = 1e-6;

    private final NOfOneTrial trial;
    private final int[] times;
    private final double[] y;
    private final double[] ones;
    private final double[] trend;
    /** The period of each analysed step. */
    private final int[] periodOf;

    private NOfOneAnalysis(NOfOneTrial trial, double[] outcome) {
        this.trial = trial;
        this.times = trial.analysed();
        this.y = new double[times.length];
        this.periodOf = new int[times.length];
        int period = 0;
        for (int i = 0; i < y.length; i++) {
            y[i] = outcome[times[i]];
            while (times[i] >= trial.periods().get(period).to()) {
                period++;
            }
            periodOf[i] = period;
        }
        this.ones = Ar1Regression.ones(times.length);
        this.trend = Ar1Regression.centred(times);
    }

    static NOfOneResult run(NOfOneTrial trial, double[] outcome, double level) {
        return new NOfOneAnalysis(trial, outcome).result(level);
    }

    private NOfOneResult result(double level) {
        boolean[] labels = labels();
        Ar1Regression fit = fit(labels);
        List<String> notes = new ArrayList<>();
        double df = fit.n() - NAMES.size();
        double error = 0;
        if (fit.perfect()) {
            notes.add("degenerate: level, trend and treatment leave no error");
        } else {
            Ar1Inference inference = Ar1Inference.of(fit, EFFECT);
            df = inference.df();
            error = inference.standardError();
        }
        boolean causal = trial.assignment() != NOfOneAssignment.GIVEN;
        if (!causal) {
            notes.add(trial.periods().size() == 2
                    ? "not causal: a single before-after comparison; whatever else changed then is in the difference"
                    : "not causal: the order of the periods was not drawn at random");
        }
        double effect = fit.coefficients()[EFFECT];
        double half = error == 0 ? 0 : StudentT.quantile((1 + level) / 2, df) * error;
        Interval interval = new Interval(IntervalKind.SAMPLING, IntervalMethod.STUDENT, level, effect - half,
                effect + half, List.of());
        Estimate estimate = new Estimate(ESTIMAND, effect, error, interval, fit.n(), OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), 0, Optional.empty(), notes);
        Permutations permutations = causal && !fit.perfect() ? permutations(fit) : Permutations.NONE;
        return new NOfOneResult(estimate, df, fit.phi(), fit.coefficients()[TREND], mean(labels, false),
                mean(labels, true), permutations.p(), permutations.count(), permutations.exact(), causal,
                trial.periods().size(), trial.washout());
    }

    private boolean[] labels() {
        boolean[] labels = new boolean[trial.periods().size()];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = trial.periods().get(k).treated();
        }
        return labels;
    }

    private Ar1Regression fit(boolean[] labels) {
        double[] treated = new double[y.length];
        for (int i = 0; i < treated.length; i++) {
            treated[i] = labels[periodOf[i]] ? 1 : 0;
        }
        return Ar1Regression.fit(new double[][] {ones, trend, treated}, y, times, NAMES);
    }

    private double mean(boolean[] labels, boolean treated) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < y.length; i++) {
            if (labels[periodOf[i]] == treated) {
                sum += y[i];
                count++;
            }
        }
        return sum / count;
    }

    private record Permutations(OptionalDouble p, int count, boolean exact) {

        static final Permutations NONE = new Permutations(OptionalDouble.empty(), 0, false);
    }

    /** The share of relabelings that the design could have drawn whose statistic is at least as large. */
    private Permutations permutations(Ar1Regression observed) {
        double reach = Math.abs(observed.statistic(EFFECT)) * (1 - SAME);
        List<boolean[]> all = relabelings();
        int far = 0;
        for (boolean[] labels : all) {
            Ar1Regression other = fit(labels);
            if (other.perfect() || Math.abs(other.statistic(EFFECT)) >= reach) {
                far++;
            }
        }
        boolean exact = exact();
        double p = exact ? (double) far / all.size() : (far + 1.0) / (all.size() + 1);
        return new Permutations(OptionalDouble.of(p), all.size(), exact);
    }

    private boolean exact() {
        return ways() <= EXACT;
    }

    private double ways() {
        int m = trial.periods().size();
        if (trial.assignment() == NOfOneAssignment.PAIRS) {
            return Math.scalb(1.0, Math.min(1000, m / 2));
        }
        int treated = (int) trial.periods().stream().filter(NOfOnePeriod::treated).count();
        double ways = 1;
        for (int k = 1; k <= treated; k++) {
            ways = ways * (m - treated + k) / k;
        }
        return ways;
    }

    private List<boolean[]> relabelings() {
        List<boolean[]> all = new ArrayList<>();
        boolean pairs = trial.assignment() == NOfOneAssignment.PAIRS;
        int m = trial.periods().size();
        int treated = (int) trial.periods().stream().filter(NOfOnePeriod::treated).count();
        if (!exact()) {
            DrawStream draws = Draws.of(trial.seed()).stream("n-of-1/relabeling");
            for (int r = 0; r < DRAWN; r++) {
                all.add(pairs ? pairs(draws.draw(r), m) : free(draws.draw(r), m, treated));
            }
        } else if (pairs) {
            for (long mask = 0; mask < 1L << m / 2; mask++) {
                boolean[] labels = new boolean[m];
                for (int k = 0; k < m; k++) {
                    labels[k] = (mask >>> k / 2 & 1) == k % 2;
                }
                all.add(labels);
            }
        } else {
            choose(new boolean[m], 0, treated, all);
        }
        return all;
    }

    private static boolean[] pairs(DrawStream draws, int m) {
        boolean[] labels = new boolean[m];
        for (int k = 0; k < m; k++) {
            labels[k] = draws.uniform(k / 2) < 0.5 == (k % 2 == 0);
        }
        return labels;
    }

    /** Each period in turn is taken with the share of those still needed among those left. */
    private static boolean[] free(DrawStream draws, int m, int treated) {
        boolean[] labels = new boolean[m];
        int needed = treated;
        for (int k = 0; k < m; k++) {
            labels[k] = draws.below(m - k, k) < needed;
            needed -= labels[k] ? 1 : 0;
        }
        return labels;
    }

    private static void choose(boolean[] labels, int k, int needed, List<boolean[]> all) {
        if (labels.length - k < needed) {
            return;
        }
        if (k == labels.length) {
            all.add(labels.clone());
            return;
        }
        if (needed > 0) {
            labels[k] = true;
            choose(labels, k + 1, needed - 1, all);
            labels[k] = false;
        }
        choose(labels, k + 1, needed, all);
    }
}

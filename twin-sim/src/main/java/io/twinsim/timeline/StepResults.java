package io.twinsim.timeline;

import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Summaries, curves and tallies from the sums of a run; the arrays are made when they are asked for. */
final class StepResults {

    /** Differences of twins that are this part of their values are rounding. */
    private static final double ROUNDING = 0x1p-46;

    private final StepRecorder recorder;
    private final StepPlan plan;
    private final StepLayout layout;
    private final StepSums sums;
    private final TimeAxis axis;
    private final double level;
    private final int replicates;
    private final Draws draws;
    /** Critical values by pair, variable and share: finding one costs a bootstrap. */
    private final Map<List<Integer>, Double> critical = new ConcurrentHashMap<>();

    StepResults(StepRecorder recorder, StepSums sums, TimeAxis axis, double level, int replicates, Draws draws) {
        this.recorder = recorder;
        this.plan = recorder.plan();
        this.layout = recorder.layout();
        this.sums = sums;
        this.axis = axis;
        this.level = level;
        this.replicates = replicates;
        this.draws = draws;
    }

    StepPlan plan() {
        return plan;
    }

    TimeAxis axis() {
        return axis;
    }

    long n() {
        return sums.n();
    }

    double level() {
        return level;
    }

    /** About how much heap the numbers hold. */
    long bytes() {
        return recorder.bytes() + sums.bytes();
    }

    StepSummary summary(int arm, int v) {
        StepVariable variable = plan.variables().get(v);
        int times = plan.times();
        double[][] shares = new double[variable.shares()][times];
        if (!variable.isNumber()) {
            for (int step = 0; step < times; step++) {
                int own = layout.shares(arm, v, step);
                int at = own == StepLayout.NONE ? layout.shares(0, v, step) : own;
                for (int k = 0; k < shares.length; k++) {
                    shares[k][step] = (double) sums.count(at + k) / sums.n();
                }
            }
            return new StepSummary(variable, plan.arms().get(arm), axis, sums.n(), new double[0], new double[0],
                    new double[0], new double[0], new ValueCounts[0], shares);
        }
        double[] mean = new double[times];
        double[] sd = new double[times];
        double[] min = new double[times];
        double[] max = new double[times];
        ValueCounts[] counts = new ValueCounts[times];
        for (int step = 0; step < times; step++) {
            int own = layout.value(arm, v, step);
            int cell = own == StepLayout.NONE ? layout.value(0, v, step) : own;
            mean[step] = sums.mean(cell);
            sd[step] = sums.n() < 2 ? Double.NaN : Math.sqrt(sums.squares(cell) / (sums.n() - 1));
            min[step] = sums.min(cell);
            max[step] = sums.max(cell);
            counts[step] = recorder.values(cell);
        }
        return new StepSummary(variable, plan.arms().get(arm), axis, sums.n(), mean, sd, min, max, counts, shares);
    }

    /** The effect of an arm against another one; on a share if the node has labels. */
    EffectCurve curve(int against, int arm, int v, int share) {
        StepVariable variable = plan.variables().get(v);
        int first = Math.min(against, arm);
        int second = Math.max(against, arm);
        int sign = against <= arm ? 1 : -1;
        double[] estimate = new double[plan.times()];
        double[] error = new double[plan.times()];
        double[] overTime = variable.labels().isEmpty() ? new double[2] : new double[0];
        if (first != second) {
            for (int step = 0; step < estimate.length; step++) {
                if (variable.isNumber()) {
                    mean(layout.difference(first, second, v, step), sign, estimate, error, step);
                    error[step] = meant(error[step], layout.value(0, v, step));
                } else {
                    share(layout.switches(first, second, v, step), share, sign, estimate, error, step);
                }
            }
            if (overTime.length > 0) {
                double[] se = new double[1];
                mean(layout.overTime(first, second, v), sign, overTime, se, 0);
                overTime[1] = variable.isNumber() ? meant(se[0], layout.value(0, v, plan.steps())) : se[0];
            }
        }
        return new EffectCurve(variable, variable.labels().isEmpty() ? "" : variable.labels().get(share),
                plan.arms().get(arm), plan.arms().get(against), axis, sums.n(), level,
                critical(first, second, v, share), estimate, error, overTime);
    }

    private void mean(int cell, int sign, double[] estimate, double[] error, int at) {
        if (cell != StepLayout.NONE) {
            estimate[at] = 0.0 + sign * sums.mean(cell);
            error[at] = error(sums.squares(cell));
        }
    }

    /** 0 for an error that is no more than the rounding of values as large as those of a cell. */
    private double meant(double error, int cell) {
        double size = Math.max(Math.abs(sums.min(cell)), Math.abs(sums.max(cell)));
        return error * Math.sqrt((double) sums.n()) <= ROUNDING * size ? 0 : error;
    }

    private void share(int at, int share, int sign, double[] estimate, double[] error, int step) {
        if (at != StepLayout.NONE) {
            long second = sums.count(at + 2 * share);
            long first = sums.count(at + 2 * share + 1);
            estimate[step] = (double) (sign * (second - first)) / sums.n();
            error[step] = paired(second - first, second + first);
        }
    }

    /** The standard error of a mean from its squared deviations. */
    private double error(double squares) {
        long n = sums.n();
        return n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n);
    }

    /** The standard error of a mean of whole differences from their sum and the sum of their squares. */
    private double paired(long sum, long squares) {
        return error(Math.max(0, squares - (double) sum * sum / sums.n()));
    }

    private double critical(int first, int second, int v, int share) {
        if (first == second) {
            return SupT.pointwise(level, sums.n());
        }
        return critical.computeIfAbsent(List.of(first, second, v, share), key -> {
            StepVariable variable = plan.variables().get(v);
            boolean labels = !variable.labels().isEmpty();
            SupT.Difference difference = labels ? kept -> side((int) kept / StepSample.CODES, share)
                    - side((int) kept % StepSample.CODES, share) : kept -> kept;
            String arms = first == 0 ? plan.arms().get(second)
                    : plan.arms().get(second) + "/" + plan.arms().get(first);
            String path = "boot/supt/" + variable.name() + (labels ? "=" + variable.labels().get(share) : "") + "/"
                    + arms;
            return SupT.critical(recorder.sample(first, second, v), difference, level, replicates, draws.stream(path),
                    sums.n());
        });
    }

    private static int side(int code, int share) {
        return code == share ? 1 : 0;
    }

    /** Events if from 0 on, alerts if from their number on. */
    EventTally tally(int k, Optional<String> priority) {
        Map<String, EventTally.Arm> arms = new LinkedHashMap<>();
        Map<String, EventTally.Effect> effects = new LinkedHashMap<>();
        for (int arm = 0; arm < plan.arms().size(); arm++) {
            String name = plan.arms().get(arm);
            int own = layout.tally(arm, k);
            arms.put(name, counts(own == StepLayout.NONE ? layout.tally(0, k) : own));
            if (arm > 0) {
                effects.put(name, effect(layout.pairTally(0, arm, k)));
            }
        }
        StepVariable tally = layout.tally(k);
        return new EventTally(tally.name(), priority, tally.label(), arms, effects);
    }

    private EventTally.Arm counts(int at) {
        int times = plan.times();
        List<Long> perStep = new ArrayList<>(times);
        List<Long> firsts = new ArrayList<>(times);
        for (int step = 0; step < times; step++) {
            perStep.add(sums.count(at + step));
            firsts.add(sums.count(at + times + step));
        }
        return new EventTally.Arm(sums.n(), sums.count(at + 2 * times + 1), sums.count(at + 2 * times), perStep, firsts,
                axis.dt());
    }

    private EventTally.Effect effect(int at) {
        boolean none = at == StepLayout.NONE;
        long second = none ? 0 : sums.count(at);
        long first = none ? 0 : sums.count(at + 1);
        long all = none ? 0 : sums.count(at + 2);
        double share = (double) (second - first) / sums.n();
        double perTwin = (double) all / sums.n();
        return new EventTally.Effect(share, interval(share, paired(second - first, second + first)), perTwin,
                interval(perTwin, none ? 0 : paired(all, sums.count(at + 3))));
    }

    private Interval interval(double estimate, double error) {
        double half = error > 0 ? SupT.pointwise(level, sums.n()) * error : 0;
        return new Interval(IntervalKind.SIMULATION, IntervalMethod.STUDENT, level, estimate - half, estimate + half,
                sums.n() < 2 ? List.of("one twin: no standard error") : List.of());
    }

    /** The share of twins that are over at each time; empty unless the world says when. */
    double[] over(int arm) {
        if (!plan.until()) {
            return new double[0];
        }
        double[] over = new double[plan.times()];
        for (int step = 0; step < over.length; step++) {
            over[step] = (double) sums.count(layout.over(arm) + step) / sums.n();
        }
        return over;
    }
}

package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Paired differences of the arms of one block: at each step, and per twin over time. */
final class BlockCurves {

    private final StepRecorder recorder;
    private final StepPlan plan;
    private final StepLayout layout;
    private final double[] difference = new double[Blocks.ROWS];
    /** By pair and variable the sum over time per twin; null if the arms do not differ or it is a category. */
    private final double[][] @Nullable [] overTime;
    private int[] counts = new int[0];
    private long position;
    private int from;
    private int to;

    BlockCurves(StepRecorder recorder) {
        this.recorder = recorder;
        this.plan = recorder.plan();
        this.layout = recorder.layout();
        overTime = new double[plan.pairs()][plan.variables().size()][];
        for (int a = 0; a < plan.arms().size(); a++) {
            for (int b = a + 1; b < plan.arms().size(); b++) {
                for (int v = 0; v < plan.variables().size(); v++) {
                    if (layout.overTime(a, b, v) != StepLayout.NONE) {
                        overTime[plan.pair(a, b)][v] = new double[Blocks.ROWS];
                    }
                }
            }
        }
    }

    void begin(long twinsBefore) {
        position = twinsBefore;
        for (double[][] pair : overTime) {
            for (double[] sums : pair) {
                if (sums != null) {
                    Arrays.fill(sums, 0);
                }
            }
        }
    }

    /** So many counts, all 0. */
    int[] counts(int size) {
        if (counts.length < size) {
            counts = new int[size];
        } else {
            Arrays.fill(counts, 0, size, 0);
        }
        return counts;
    }

    /** Takes a step of a variable, at which the views look. */
    void step(int v, int step, RegisterView[] views, StepSums sums) {
        StepVariable variable = plan.variables().get(v);
        from = views[0].from();
        to = views[0].to();
        for (int a = 0; a < views.length; a++) {
            for (int b = a + 1; b < views.length; b++) {
                if (step < plan.differFrom(a, b, variable.column())) {
                    continue;
                }
                StepSample sample = recorder.sample(a, b, v);
                if (!variable.labels().isEmpty()) {
                    switches(views[a].values(), views[b].values(), variable, layout.switches(a, b, v, step), sums);
                } else {
                    numbers(views[a].values(), views[b].values());
                    accumulate(overTime[plan.pair(a, b)][v], step == 0 || step == plan.steps() ? 0.5 : 1);
                    if (variable.isNumber()) {
                        sums.put(layout.difference(a, b, v, step), difference, from, to);
                    } else {
                        flags(layout.switches(a, b, v, step), sums);
                    }
                }
                if (sample != null && sample.wants(step)) {
                    sample.keep(step, position, difference, from, to);
                }
            }
        }
    }

    private void numbers(double[] first, double[] second) {
        double[] d = difference;
        for (int i = from; i < to; i++) {
            d[i] = second[i] - first[i];
        }
    }

    private void accumulate(double[] sum, double weight) {
        double[] d = difference;
        for (int i = from; i < to; i++) {
            sum[i] += weight * d[i];
        }
    }

    private void flags(int at, StepSums sums) {
        int up = 0;
        int down = 0;
        for (int i = from; i < to; i++) {
            up += difference[i] > 0 ? 1 : 0;
            down += difference[i] < 0 ? 1 : 0;
        }
        sums.add(at, up);
        sums.add(at + 1, down);
    }

    /** Counts by label the twins that have it in one arm only; keeps both codes as the difference. */
    private void switches(double[] first, double[] second, StepVariable variable, int at, StepSums sums) {
        int[] c = counts(2 * variable.shares());
        for (int i = from; i < to; i++) {
            int a = (int) first[i];
            int b = (int) second[i];
            difference[i] = b * StepSample.CODES + a;
            if (a != b) {
                c[2 * b]++;
                c[2 * a + 1]++;
            }
        }
        for (int k = 0; k < 2 * variable.shares(); k++) {
            sums.add(at + k, c[k]);
        }
    }

    /** Adds the differences over time: the mean of the curve of each twin by the trapezoidal rule. */
    void end(StepSums sums) {
        for (int a = 0; a < plan.arms().size(); a++) {
            for (int b = a + 1; b < plan.arms().size(); b++) {
                for (int v = 0; v < plan.variables().size(); v++) {
                    double[] sum = overTime[plan.pair(a, b)][v];
                    if (sum != null) {
                        for (int i = from; i < to; i++) {
                            sum[i] /= plan.steps();
                        }
                        sums.put(layout.overTime(a, b, v), sum, from, to);
                    }
                }
            }
        }
    }
}

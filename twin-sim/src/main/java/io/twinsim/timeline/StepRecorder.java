package io.twinsim.timeline;

import io.twinsim.column.ColumnType;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a whole run records: counts of values and a sample of differences, which all threads share, as they are the same
 * in any order; and sums, which each tile has of its own ({@link #create}) and which are merged in the canonical tree
 * over blocks. Per cell (arm, variable, step) that is at most {@link #MOST_BINS} counts, and all cells together take no
 * more than {@link #MOST_COUNTS}: with very many cells bins are wider.
 */
final class StepRecorder {

    /** The most bins of a cell. */
    static final int MOST_BINS = 2048;
    private static final int FEWEST_BINS = 128;
    /** Counts of all cells together: 128 MiB. */
    private static final long MOST_COUNTS = 1L << 25;
    /** Sampled differences of all curves together: 64 MiB. */
    private static final long MOST_SAMPLED = 1L << 24;
    private static final int FEWEST_SAMPLED = 256;

    private final StepPlan plan;
    private final StepLayout layout;
    private final ValueCounts[] values;
    private final @Nullable StepSample[][] samples;

    StepRecorder(StepPlan plan) {
        this.plan = plan;
        this.layout = new StepLayout(plan);
        this.values = new ValueCounts[layout.valueCells()];
        this.samples = new StepSample[plan.pairs()][plan.variables().size()];
        valueCounts();
        samples();
    }

    /** The recorder of a compiled timeline. */
    static StepRecorder of(TimelinePlan run) {
        Population twins = run.twins();
        StepPlan.Own own = (arm, column) -> run.ownFrom(arm, column);
        return new StepRecorder(new StepPlan(run.axis(), twins.size(), row -> before(twins, row),
                run.arms(), variables(run.observed()), variables(run.events()), variables(run.alerts()), own,
                run.ends()));
    }

    private static long before(Population twins, long row) {
        long rows = row - twins.baseRow();
        return rows <= 0 ? 0 : twins.selection().countBetween(0, (int) Math.min(rows, twins.storageSize()));
    }

    private static List<StepVariable> variables(List<PlanColumn> columns) {
        List<StepVariable> variables = new ArrayList<>();
        for (PlanColumn column : columns) {
            variables.add(StepVariable.of(column));
        }
        return variables;
    }

    private void valueCounts() {
        int bins = MOST_BINS;
        while (bins > FEWEST_BINS && (long) bins * values.length > MOST_COUNTS) {
            bins /= 2;
        }
        for (int arm = 0; arm < plan.arms().size(); arm++) {
            for (int v = 0; v < plan.variables().size(); v++) {
                StepVariable variable = plan.variables().get(v);
                boolean whole = variable.type() == ColumnType.INTEGER;
                for (int step = 0; step <= plan.steps(); step++) {
                    int cell = variable.isNumber() ? layout.value(arm, v, step) : StepLayout.NONE;
                    if (cell != StepLayout.NONE) {
                        values[cell] = plan.twins() <= KeptValues.MOST ? new KeptValues()
                                : new BinnedValues(bins, whole || variable.bounded(), whole);
                    }
                }
            }
        }
    }

    private void samples() {
        long curves = 0;
        for (int a = 0; a < plan.arms().size(); a++) {
            for (int b = a + 1; b < plan.arms().size(); b++) {
                for (StepVariable variable : plan.variables()) {
                    int from = plan.differFrom(a, b, variable.column());
                    curves += from <= plan.steps() ? Math.min(StepSample.MOST_STEPS, plan.steps() - from + 1) : 0;
                }
            }
        }
        int most = (int) Math.max(FEWEST_SAMPLED, Math.min(StepSample.MOST_TWINS, MOST_SAMPLED / Math.max(1, curves)));
        for (int a = 0; a < plan.arms().size(); a++) {
            for (int b = a + 1; b < plan.arms().size(); b++) {
                for (int v = 0; v < plan.variables().size(); v++) {
                    int from = plan.differFrom(a, b, plan.variables().get(v).column());
                    if (from <= plan.steps() && plan.variables().get(v).labels().size() < StepSample.CODES) {
                        samples[plan.pair(a, b)][v] = new StepSample(from, plan.steps(), plan.twins(), most);
                    }
                }
            }
        }
    }

    StepPlan plan() {
        return plan;
    }

    StepLayout layout() {
        return layout;
    }

    /** The accumulator of one tile. */
    StepAccumulator create() {
        return new StepAccumulator(this);
    }

    /** About how much heap it holds. */
    long bytes() {
        long bytes = 0;
        for (ValueCounts counts : values) {
            bytes += 4 + (counts == null ? 0 : counts.bytes());
        }
        for (StepSample[] pair : samples) {
            for (StepSample sample : pair) {
                bytes += 4 + (sample == null ? 0 : sample.bytes());
            }
        }
        return bytes;
    }

    ValueCounts values(int cell) {
        return values[cell];
    }

    /** The sample of a pair of arms; null if they do not differ. */
    @Nullable StepSample sample(int first, int second, int variable) {
        return samples[plan.pair(first, second)][variable];
    }
}

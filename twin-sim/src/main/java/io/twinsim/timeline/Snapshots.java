package io.twinsim.timeline;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.internal.math.Blocks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns of all twins at chosen steps, in every arm. Filled by many threads, each with its own rows; what an arm
 * shares with control to the end is kept once.
 */
final class Snapshots {

    private final TimelinePlan plan;
    private final List<Integer> steps;
    private final List<PlanColumn> columns;
    private final Map<Key, ColumnBuilder> open = new LinkedHashMap<>();
    private final Map<Key, Column> built = new LinkedHashMap<>();

    private record Key(int step, int arm, int column) {
    }

    /**
     * Room for values.
     *
     * @param plan the run
     * @param steps when, ascending
     * @param arms which arms
     * @param columns what
     */
    Snapshots(TimelinePlan plan, List<Integer> steps, int[] arms, List<PlanColumn> columns) {
        this.plan = plan;
        this.steps = List.copyOf(steps);
        this.columns = List.copyOf(columns);
        int size = (int) plan.twins().size();
        for (int step : steps) {
            for (int arm : arms) {
                for (PlanColumn column : columns) {
                    open.computeIfAbsent(key(step, arm, column.index()), key ->
                            ColumnBuilder.of(column.type(), column.labels(), size, false));
                }
            }
        }
    }

    private Key key(int step, int arm, int column) {
        return new Key(step, arm == 0 || plan.ownFrom(arm, column) > step ? 0 : arm, column);
    }

    /** The steps, ascending. */
    List<Integer> steps() {
        return steps;
    }

    /** The columns. */
    List<PlanColumn> columns() {
        return columns;
    }

    /** The values of the twins that count, in order. */
    Column column(int step, int arm, PlanColumn column) {
        Key key = key(step, arm, column.index());
        synchronized (built) {
            return built.computeIfAbsent(key, at -> open.get(at).build());
        }
    }

    /** About how much heap the columns hold. */
    long bytes() {
        return open.keySet().stream().mapToLong(key ->
                column(key.step, key.arm, plan.columns().get(key.column)).bytes()).sum();
    }

    /** Fills what its tile sees. */
    BlockObserver observer() {
        return new Filler();
    }

    private final class Filler implements BlockObserver {
        private final double[] packed = new double[Blocks.ROWS];
        private int from;
        private int to;
        private int position;
        private long @Nullable [] counted;
        private ArmValues[] last = new ArmValues[0];
        private int seen;

        @Override
        public void begin(long block, long firstRow, int first, int end, long @Nullable [] rows) {
            from = first;
            to = end;
            counted = rows;
            position = plan.twins().selection().countBetween(0, (int) (firstRow + first - plan.twins().baseRow()));
        }

        @Override
        public void step(int step, double t, ArmValues[] arms) {
            last = arms;
            seen = step;
            if (steps.contains(step)) {
                keep(step, arms, false);
            }
        }

        /** A block that was over early stays as it was; nothing happens in it any more. */
        @Override
        public void end() {
            for (int step : steps) {
                if (step > seen) {
                    keep(step, last, true);
                }
            }
        }

        private void keep(int step, ArmValues[] arms, boolean after) {
            for (Map.Entry<Key, ColumnBuilder> entry : open.entrySet()) {
                Key key = entry.getKey();
                if (key.step == step) {
                    PlanColumn column = plan.columns().get(key.column);
                    if (!after || !(column.isEvent() || column.alert() != null)) {
                        store(entry.getValue(), arms[key.arm].values(key.column));
                    }
                }
            }
        }

        private void store(ColumnBuilder target, double[] values) {
            if (counted == null) {
                target.storeKnown(position, values, from, to);
                return;
            }
            int size = 0;
            for (int i = from; i < to; i++) {
                if (Masks.has(counted, i)) {
                    packed[size++] = values[i];
                }
            }
            target.storeKnown(position, packed, 0, size);
        }
    }

    @Override
    public String toString() {
        return "Snapshots[" + steps + ", " + columns.size() + " columns]";
    }
}

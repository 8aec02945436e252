package io.twinsim.timeline;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Blocks;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Values of made-up twins by arm, column, step and twin, shown to observers in blocks as the engine does. */
final class StepData {

    final int steps;
    final int twins;
    final List<StepVariable> columns;
    final double[][][][] values;
    final int ownFrom;
    final List<String> arms;

    StepData(int steps, int twins, List<String> arms, List<StepVariable> columns, int ownFrom) {
        this.steps = steps;
        this.twins = twins;
        this.arms = arms;
        this.columns = columns;
        this.ownFrom = ownFrom;
        this.values = new double[arms.size()][columns.size()][steps + 1][twins];
    }

    static StepVariable real(int column, String name, boolean bounded) {
        return variable(column, name, ColumnType.REAL, List.of(), bounded);
    }

    static StepVariable variable(int column, String name, ColumnType type, List<String> labels, boolean bounded) {
        return new StepVariable(column, name, type, labels, bounded, Optional.of(true), OptionalDouble.empty(),
                Optional.empty(), Optional.empty());
    }

    interface Value {
        double at(int arm, int step, int twin, Random random);
    }

    /** Fills a column; what an arm has before its own start is control's. */
    void fill(int column, long seed, Value value) {
        for (int arm = 0; arm < arms.size(); arm++) {
            Random random = new Random(seed);
            for (int step = 0; step <= steps; step++) {
                for (int twin = 0; twin < twins; twin++) {
                    double x = value.at(arm, step, twin, random);
                    values[arm][column][step][twin] = arm > 0 && step < ownFrom ? values[0][column][step][twin] : x;
                }
            }
        }
    }

    StepPlan plan(List<StepVariable> events, boolean until, boolean[] counted) {
        return plan(columns, events, until, counted);
    }

    StepPlan plan(List<StepVariable> observed, List<StepVariable> events, boolean until, boolean[] counted) {
        int[] before = new int[twins + 1];
        for (int i = 0; i < twins; i++) {
            before[i + 1] = before[i] + (counted == null || counted[i] ? 1 : 0);
        }
        return new StepPlan(new TimeAxis(steps, 1, "day"), before[twins],
                row -> before[(int) Math.min(row, twins)], arms, observed, events, List.of(),
                (arm, column) -> ownFrom, until);
    }

    /** Runs all blocks, tiles in the given order, merged in ascending order. */
    StepResults run(StepPlan plan, boolean[] counted, boolean reversed) {
        StepRecorder recorder = new StepRecorder(plan);
        int rows = Blocks.ROWS << StepAccumulator.TILE_LEVEL;
        int tiles = (twins + rows - 1) / rows;
        List<StepAccumulator> done = new ArrayList<>(Collections.nCopies(tiles, null));
        for (int k = 0; k < tiles; k++) {
            int tile = reversed ? tiles - 1 - k : k;
            StepAccumulator accumulator = recorder.create();
            show(accumulator, tile * rows, Math.min(twins, (tile + 1) * rows), counted);
            done.set(tile, accumulator);
        }
        StepAccumulator total = done.get(0);
        for (int tile = 1; tile < tiles; tile++) {
            total = total.merge(done.get(tile));
        }
        return new StepResults(recorder, total.total(), new TimeAxis(steps, 1, "day"), 0.95, 1999,
                Draws.of(7));
    }

    void show(BlockObserver observer, int first, int end, boolean[] counted) {
        for (int row = first; row < end; row += Blocks.ROWS) {
            int to = Math.min(Blocks.ROWS, end - row);
            long[] mask = null;
            if (counted != null) {
                mask = new long[Blocks.WORDS];
                for (int i = 0; i < to; i++) {
                    mask[i >>> 6] |= counted[row + i] ? 1L << i : 0;
                }
            }
            observer.begin(Blocks.block(row), row, 0, to, mask);
            ArmValues[] views = new ArmValues[arms.size()];
            for (int step = 0; step <= steps; step++) {
                for (int arm = 0; arm < views.length; arm++) {
                    views[arm] = view(arm, step, row, to);
                }
                observer.step(step, step, views);
            }
            observer.end();
        }
    }

    private ArmValues view(int arm, int step, int row, int to) {
        double[][] registers = new double[columns.size()][Blocks.ROWS];
        for (int c = 0; c < registers.length; c++) {
            System.arraycopy(values[arm][c][step], row, registers[c], 0, to);
        }
        return new ArmValues() {
            @Override
            public double[] values(int column) {
                return registers[column];
            }

            @Override
            public boolean shared(int column) {
                return arm == 0 || step < ownFrom;
            }

            @Override
            public long[] over() {
                return new long[Blocks.WORDS];
            }
        };
    }
}

package io.twinsim.timeline;

import java.util.Arrays;

/**
 * Paired differences of a systematic sample of twins at chosen steps, from which the correlation of a curve over time
 * is estimated; all twins if there are few. Each twin has a place of its own, so any threads may write at once.
 */
final class StepSample {

    /** The most steps of the grid. */
    static final int MOST_STEPS = 128;
    /** The most twins. */
    static final int MOST_TWINS = 4096;
    /** Codes of categories of both arms share a number. */
    static final int CODES = 2048;

    private final int[] grid;
    private final int[] placeOfStep;
    private final long stride;
    private final int twins;
    private final float[][] values;

    /**
     * A sample without values.
     *
     * @param from the first step at which there are differences
     * @param steps the last step
     * @param twins the twins of the run
     * @param most the most twins of the sample
     */
    StepSample(int from, int steps, long twins, int most) {
        this.grid = grid(from, steps);
        this.stride = Math.max(1, (twins + most - 1) / most);
        this.twins = (int) ((twins + stride - 1) / stride);
        this.values = new float[grid.length][this.twins];
        this.placeOfStep = new int[steps + 1];
        Arrays.fill(placeOfStep, -1);
        for (int g = 0; g < grid.length; g++) {
            placeOfStep[grid[g]] = g;
        }
    }

    /** At most {@link #MOST_STEPS} steps, evenly spread over [from, steps], both ends included. */
    private static int[] grid(int from, int steps) {
        int all = steps - from + 1;
        int size = Math.min(MOST_STEPS, all);
        int[] grid = new int[size];
        for (int g = 0; g < size; g++) {
            grid[g] = size == 1 ? steps : from + (int) ((long) g * (all - 1) / (size - 1));
        }
        return grid;
    }

    /** Whether differences of a step are kept. */
    boolean wants(int step) {
        return placeOfStep[step] >= 0;
    }

    /** Keeps the differences of the twins of a block that are in the sample; x[from] is the twin at the position. */
    void keep(int step, long position, double[] x, int from, int to) {
        float[] row = values[placeOfStep[step]];
        long first = (position + stride - 1) / stride;
        for (long slot = first, i = from + first * stride - position; i < to; slot++, i += stride) {
            row[(int) slot] = (float) x[(int) i];
        }
    }

    int[] grid() {
        return grid;
    }

    /** About how much heap it holds. */
    long bytes() {
        return 80 + grid.length * (24 + 4L * twins) + 4L * (grid.length + placeOfStep.length);
    }

    /** How many twins of the sample are among the first n of the run. */
    int twins(long n) {
        return (int) Math.min(twins, (n + stride - 1) / stride);
    }

    /** The differences of one step of the grid; for categories the codes of both arms. */
    float[] values(int place) {
        return values[place];
    }
}

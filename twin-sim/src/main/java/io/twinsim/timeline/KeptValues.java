package io.twinsim.timeline;

import io.twinsim.internal.math.SampleQuantiles;
import java.util.Arrays;

/** The values themselves, for few twins. */
final class KeptValues implements ValueCounts {

    /** Up to so many twins: the memory of 512 bins. */
    static final int MOST = 256;

    private double[] values = new double[0];
    private boolean sorted;

    @Override
    public synchronized void add(double[] x, int from, int to, double min, double max) {
        int size = values.length;
        values = Arrays.copyOf(values, size + to - from);
        System.arraycopy(x, from, values, size, to - from);
    }

    @Override
    public synchronized double quantile(double p) {
        if (!sorted) {
            Arrays.sort(values);
            sorted = true;
        }
        return SampleQuantiles.of(values, p);
    }

    @Override
    public double width() {
        return 0;
    }

    @Override
    public synchronized long bytes() {
        return 40 + 8L * values.length;
    }
}

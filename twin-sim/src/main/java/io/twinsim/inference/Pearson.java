package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.List;

/**
 * Pearson's correlation as a function of the means of {@code a, b, a^2, b^2, a b}, with a and b standardised first, so
 * that their means are 0, their squares have mean 1 and the product has the correlation as its mean.
 */
record Pearson(double correlation) implements SmoothFunction {

    static final int ROWS = 3;

    /** Beyond 1 by more than this lies no correlation: the means are not those of any rows. */
    private static final double ROUNDING = 1e-9;

    static MeansStatistic of(Sample first, Sample second) {
        Checks.atLeast(ROWS, first.size(), "rows");
        double[] a = standardised(first);
        double[] b = standardised(second);
        double[] aa = new double[a.length];
        double[] bb = new double[a.length];
        double[] ab = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            aa[i] = a[i] * a[i];
            bb[i] = b[i] * b[i];
            ab[i] = a[i] * b[i];
        }
        List<Sample> terms = List.of(Sample.of(a, "a"), Sample.of(b, "b"), Sample.of(aa, "a"), Sample.of(bb, "b"),
                Sample.of(ab, "a b"));
        double spread = Math.sqrt(terms.get(2).moments().mean() * terms.get(3).moments().mean());
        double r = Math.max(-1, Math.min(1, terms.get(4).moments().mean() / spread));
        return MeansStatistic.of("correlation", StatisticKind.CORRELATION, r, List.of(terms), new Pearson(r));
    }

    static void requireVariation(Sample sample) {
        if (sample.constant()) {
            throw new InputException("correlation is undefined: zero variance in " + sample.name());
        }
    }

    private static double[] standardised(Sample sample) {
        requireVariation(sample);
        double mean = sample.moments().mean();
        double sd = Math.sqrt(sample.moments().cumulant(2));
        double[] out = new double[sample.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (sample.values()[i] - mean) / sd;
        }
        return out;
    }

    @Override
    public double change(double[] d) {
        return at(d) - correlation;
    }

    private double at(double[] d) {
        double va = 1 + d[2] - d[0] * d[0];
        double vb = 1 + d[3] - d[1] * d[1];
        double r = (correlation + d[4] - d[0] * d[1]) / Math.sqrt(va * vb);
        return va > 0 && vb > 0 && Math.abs(r) <= 1 + ROUNDING ? Math.max(-1, Math.min(1, r)) : Double.NaN;
    }

    @Override
    public void gradient(double[] d, double[] out) {
        double va = 1 + d[2] - d[0] * d[0];
        double vb = 1 + d[3] - d[1] * d[1];
        double spread = Math.sqrt(va * vb);
        double r = at(d);
        out[0] = -d[1] / spread + r * d[0] / va;
        out[1] = -d[0] / spread + r * d[1] / vb;
        out[2] = -r / (2 * va);
        out[3] = -r / (2 * vb);
        out[4] = 1 / spread;
    }
}

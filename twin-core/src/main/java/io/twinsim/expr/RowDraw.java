package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.random.Distribution;
import io.twinsim.random.DrawStream;
import io.twinsim.random.RowException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A draw with its stream. A row whose parameters are refused gets NaN and a note: it fails the run only if its value
 * reaches the result, as in {@code if(n > 0, gamma(n, 1), 0)} it does not.
 */
final class RowDraw {

    private final DrawPlan plan;
    private final DrawStream stream;
    /** One uniform per row, for draws with parameters in registers. */
    private final double[] uniforms;
    private double[][] parameters = new double[0][];
    /** Why rows of the block at hand were refused; made when the first row is. */
    private @Nullable String @Nullable [] refusals;

    RowDraw(DrawPlan plan, DrawStream stream) {
        this.plan = plan;
        this.stream = stream;
        this.uniforms = new double[plan.constant() ? 0 : Blocks.ROWS];
    }

    void begin() {
        refusals = null;
    }

    /** Why the parameters of a row of the block at hand were refused; null if they were not. */
    @Nullable String refusal(int register) {
        return refusals == null ? null : refusals[register];
    }

    void run(Frame frame, Instruction it, double[] out, int from, int to) {
        if (plan.constant()) {
            stream.uniforms(frame.firstRow, out, from, to);
            constant(frame.firstRow, out, from, to);
            return;
        }
        if (parameters.length != it.in().length) {
            bind(frame, it);
        }
        stream.uniforms(frame.firstRow, uniforms, from, to);
        if (it.masks().length == 0) {
            rows(out, from, to);
        } else {
            validRows(frame.masks[it.masks()[0]], out, from, to);
        }
    }

    private void bind(Frame frame, Instruction it) {
        parameters = new double[it.in().length][];
        for (int p = 0; p < parameters.length; p++) {
            parameters[p] = frame.doubles[it.in()[p]];
        }
    }

    private void constant(long firstRow, double[] out, int from, int to) {
        if (plan.categories() != null) {
            plan.categories().codes(out, out, from, to);
            return;
        }
        Distribution distribution = Checks.notNull(plan.distribution(), "distribution");
        try {
            distribution.quantiles(out, out, from, to);
        } catch (RowException e) {
            // A value overflowed after the uniforms were written over.
            for (int i = from; i < to; i++) {
                double u = stream.uniform(firstRow + i);
                guarded(out, i, () -> distribution.quantile(u));
            }
        }
    }

    /** Missing rows have no parameters; what lies between them is drawn run by run. */
    private void validRows(long[] valid, double[] out, int from, int to) {
        int i = from;
        while (i < to) {
            int start = i;
            boolean set = isSet(valid, i);
            while (i < to && isSet(valid, i) == set) {
                i++;
            }
            if (set) {
                rows(out, start, i);
            }
        }
    }

    private static boolean isSet(long[] words, int i) {
        return (words[i >> 6] >>> (i & 63) & 1) != 0;
    }

    private void rows(double[] out, int from, int to) {
        if (!(plan.draw() instanceof DrawExpr.Simple simple)) {
            for (int i = from; i < to; i++) {
                double u = uniforms[i];
                double[] row = row(i);
                guarded(out, i, () -> DistributionBinder.bindOnce(plan.draw(), row).quantile(u));
            }
            return;
        }
        try {
            simple.family().quantiles(uniforms, parameters, out, from, to);
        } catch (RowException e) {
            for (int i = from; i < to; i++) {
                int at = i;
                guarded(out, i, () -> {
                    simple.family().quantiles(uniforms, parameters, out, at, at + 1);
                    return out[at];
                });
            }
        }
    }

    private double[] row(int i) {
        double[] row = new double[parameters.length];
        for (int p = 0; p < row.length; p++) {
            row[p] = parameters[p][i];
        }
        return row;
    }

    private void guarded(double[] out, int i, DoubleSupplier value) {
        try {
            out[i] = value.getAsDouble();
        } catch (RowException | InputException e) {
            if (refusals == null) {
                refusals = new String[Blocks.ROWS];
            }
            refusals[i] = e.getMessage();
            out[i] = Double.NaN;
        }
    }
}

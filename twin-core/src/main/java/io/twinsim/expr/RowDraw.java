package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.random.Distribution;
import io.twinsim.random.Draws;
import io.twinsim.random.RowException;
import io.twinsim.random.UniformBlock;
import io.twinsim.random.Uniforms;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A draw with its stream. A row whose parameters are refused gets NaN and a note: it fails the run only if its value
 * reaches the result, as in {@code if(n > 0, gamma(n, 1), 0)} it does not.
 */
final class RowDraw {

    private final DrawPlan plan;
    private Uniforms stream;
    /** The uniforms of the block at hand; shared by all draws of a formula, as they are drawn one after another. */
    private final UniformBlock uniforms;
    private double[][] parameters = new double[0][];
    /** Why rows of the block at hand were refused; made when the first row is. */
    private @Nullable String @Nullable [] refusals;

    RowDraw(DrawPlan plan, Uniforms stream, UniformBlock uniforms) {
        this.plan = plan;
        this.stream = stream;
        this.uniforms = uniforms;
    }

    /** Draws for a step of time from now on. */
    void at(Draws draws, long step) {
        stream = draws.uniforms(plan.stream() + "/" + step, plan.number());
    }

    void begin() {
        refusals = null;
    }

    /** Why the parameters of a row of the block at hand were refused; null if they were not. */
    @Nullable String refusal(int register) {
        return refusals == null ? null : refusals[register];
    }

    /** What the draw reads. */
    Uniforms stream() {
        return stream;
    }

    void run(Frame frame, Instruction it, double[] out, int from, int to) {
        uniforms.fill(stream, frame.firstRow, from, to);
        if (plan.transitions() != null) {
            transition(plan.transitions(), frame, it, out, from, to);
            return;
        }
        if (plan.constant()) {
            constant(out, from, to);
            return;
        }
        if (parameters.length != it.in().length) {
            bind(frame, it);
        }
        if (it.masks().length == 0) {
            rows(out, from, to);
        } else {
            validRows(frame.masks[it.masks()[0]], out, from, to);
        }
    }

    private void transition(Transitions transitions, Frame frame, Instruction it, double[] out, int from, int to) {
        if (parameters.length != it.in().length) {
            bind(frame, it);
        }
        transitions.codes(uniforms.values(), parameters, out, from, to, this::refuse);
    }

    private void bind(Frame frame, Instruction it) {
        parameters = new double[it.in().length][];
        for (int p = 0; p < parameters.length; p++) {
            parameters[p] = frame.doubles[it.in()[p]];
        }
    }

    private void constant(double[] out, int from, int to) {
        if (plan.categories() != null) {
            plan.categories().codes(uniforms.values(), out, from, to);
            return;
        }
        Distribution distribution = Checks.notNull(plan.distribution(), "distribution");
        try {
            distribution.quantiles(uniforms, out, from, to);
        } catch (RowException e) {
            for (int i = from; i < to; i++) {
                int at = i;
                guarded(out, i, () -> {
                    distribution.quantiles(uniforms.values(), out, at, at + 1);
                    return out[at];
                });
            }
        }
    }

    /**
     * Draws for some rows of a block: {@code out[r]} from {@code u[r]} for the first {@code count} of the rows r. The
     * parameters are constant.
     */
    void scattered(double[] u, int[] rows, int count, double[] scratch, double[] out) {
        for (int j = 0; j < count; j++) {
            scratch[j] = u[rows[j]];
        }
        try {
            drawn(scratch, 0, count);
        } catch (RowException e) {
            for (int j = 0; j < count; j++) {
                scratch[0] = u[rows[j]];
                guarded(out, rows[j], () -> {
                    drawn(scratch, 0, 1);
                    return scratch[0];
                });
            }
            return;
        }
        for (int j = 0; j < count; j++) {
            out[rows[j]] = scratch[j];
        }
    }

    /** Turns uniforms into values, in place. */
    private void drawn(double[] values, int from, int to) {
        if (plan.categories() != null) {
            plan.categories().codes(values, values, from, to);
        } else {
            Checks.notNull(plan.distribution(), "distribution").quantiles(values, values, from, to);
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
        double[] values = uniforms.values();
        if (!(plan.draw() instanceof DrawExpr.Simple simple)) {
            for (int i = from; i < to; i++) {
                double u = values[i];
                double[] row = row(i);
                guarded(out, i, () -> DistributionBinder.bindOnce(plan.draw(), row).quantile(u));
            }
            return;
        }
        if (plan.known()) {
            simple.family().knownQuantiles(uniforms, parameters, out, from, to);
            return;
        }
        try {
            simple.family().quantiles(values, parameters, out, from, to);
        } catch (RowException e) {
            for (int i = from; i < to; i++) {
                int at = i;
                guarded(out, i, () -> {
                    simple.family().quantiles(values, parameters, out, at, at + 1);
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
            refuse(i, e.getMessage());
            out[i] = Double.NaN;
        }
    }

    private void refuse(int i, @Nullable String message) {
        if (refusals == null) {
            refusals = new String[Blocks.ROWS];
        }
        refusals[i] = message;
    }
}

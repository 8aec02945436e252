package io.twinsim.expr;

import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a transition and the kernel that follows them: by inversion in the order of a row's targets, where a
 * target ends at the sum of the probabilities up to it. Rows of constants are tables of these ends; the others are
 * added up row by row of the block. A target of probability 0 is never reached. Immutable.
 */
final class Transitions {

    /** How far a sum may be from 1, and a probability from [0, 1]. */
    static final double TOLERANCE = 1e-9;

    /**
     * The targets of a state.
     *
     * @param from the state, as messages show it
     * @param codes what each target is in the result
     * @param inputs where the probability of each target is found; -1 for the rest
     * @param constants the probabilities, if they are known; else null
     */
    record Row(String from, int[] codes, int[] inputs, double @Nullable [] constants) {
    }

    /** Takes note of a row of the block that is refused. */
    interface Refusals {
        void refuse(int register, String message);
    }

    private final List<Row> rows;
    private final List<String> labels;
    /** The row of each code that is left, padded to a power of two. */
    private final int[] rowOf;
    private final int stride;
    private final double[] ends;
    private final double[] codes;
    private final boolean tabulated;

    Transitions(List<Row> rows, int[] rowOfCode, List<String> labels) {
        this.rows = List.copyOf(rows);
        this.labels = List.copyOf(labels);
        this.rowOf = Arrays.copyOf(rowOfCode,
                rowOfCode.length == 1 ? 1 : Integer.highestOneBit(rowOfCode.length - 1) << 1);
        this.stride = rows.stream().mapToInt(row -> row.codes().length).max().orElse(1) - 1;
        this.ends = new double[rows.size() * stride];
        this.codes = new double[rows.size() * (stride + 1)];
        this.tabulated = rows.stream().allMatch(row -> row.constants() != null);
        Arrays.fill(ends, 2);
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).constants() != null) {
                tabulate(r, rows.get(r).codes(), rows.get(r).constants());
            }
        }
    }

    /** Targets of probability 0 are left out; the last of the others has no end. */
    private void tabulate(int r, int[] to, double[] probabilities) {
        double sum = 0;
        int kept = 0;
        for (int j = 0; j < to.length; j++) {
            if (probabilities[j] > 0) {
                if (kept > 0) {
                    ends[r * stride + kept - 1] = sum;
                }
                sum += probabilities[j];
                codes[r * (stride + 1) + kept] = to[j];
                kept++;
            }
        }
    }

    /**
     * The codes that follow: {@code out[i]} for the uniform {@code u[i]}. {@code in[0]} holds the codes that are left,
     * the others probabilities, one for all rows or one per row. Refused rows get NaN.
     */
    void codes(double[] u, double[][] in, double[] out, int from, int to, Refusals refusals) {
        double[] x = in[0];
        int xMask = x.length - 1;
        int[] which = rowOf;
        int whichMask = which.length - 1;
        if (!tabulated) {
            for (int i = from; i < to; i++) {
                int r = which[(int) x[i & xMask] & whichMask];
                out[i] = rows.get(r).constants() != null ? located(r, u[i]) : added(rows.get(r), u[i], in, i, refusals);
            }
            return;
        }
        double[] bounds = ends;
        double[] targets = codes;
        int width = stride;
        for (int i = from; i < to; i++) {
            int r = which[(int) x[i & xMask] & whichMask];
            int at = r * width;
            int k = width;
            for (int j = 0; j < width; j++) {
                // The sign of the difference: a branch on a random number is guessed wrong too often.
                k -= (int) (Double.doubleToRawLongBits(u[i] - bounds[at + j]) >>> 63);
            }
            out[i] = targets[at + r + k];
        }
    }

    private double located(int r, double u) {
        int k = 0;
        while (k < stride && u >= ends[r * stride + k]) {
            k++;
        }
        return codes[r * (stride + 1) + k];
    }

    private double added(Row row, double u, double[][] in, int i, Refusals refusals) {
        double sum = 0;
        boolean hasRest = false;
        for (int j = 0; j < row.inputs().length; j++) {
            if (row.inputs()[j] < 0) {
                hasRest = true;
                continue;
            }
            double p = at(in[row.inputs()[j]], i);
            if (!isProbability(p)) {
                refusals.refuse(i, "transition from " + row.from() + " to "
                        + Printer.label(labels.get(row.codes()[j])) + " must have a probability in [0, 1], got "
                        + Numbers.shortest(p));
                return Double.NaN;
            }
            sum += Math.max(0, p);
        }
        if (!addsUp(sum, hasRest)) {
            refusals.refuse(i, "transition from " + row.from() + " must have probabilities with sum "
                    + (hasRest ? "1 or less" : "1") + ", got " + Numbers.shortest(sum));
            return Double.NaN;
        }
        return reached(row, u, in, i, Math.max(0, 1 - sum));
    }

    private static double reached(Row row, double u, double[][] in, int i, double rest) {
        double end = 0;
        int last = 0;
        for (int j = 0; j < row.inputs().length; j++) {
            double p = row.inputs()[j] < 0 ? rest : at(in[row.inputs()[j]], i);
            if (p > 0) {
                end += p;
                last = j;
                if (u < end) {
                    break;
                }
            }
        }
        return row.codes()[last];
    }

    private static double at(double[] register, int i) {
        return register[i & register.length - 1];
    }

    static boolean isProbability(double p) {
        return p >= -TOLERANCE && p <= 1 + TOLERANCE;
    }

    static boolean addsUp(double sum, boolean hasRest) {
        return sum <= 1 + TOLERANCE && (hasRest || sum >= 1 - TOLERANCE);
    }
}

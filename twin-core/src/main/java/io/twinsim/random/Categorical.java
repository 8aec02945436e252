package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A distribution over labels. Codes are drawn by inversion in the order of the labels, so the code never falls when the
 * uniform rises; a label of probability 0 is never drawn. A draw takes the same time for any number of labels: a guide
 * table (Chen and Asau 1974) leaves less than one step on average. Immutable and thread-safe.
 */
public final class Categorical {

    /** How far the probabilities may sum from 1; within it they are divided by their sum. */
    private static final double TOLERANCE = 1e-9;
    /** The fewest cells of the guide table: they fit the first-level cache, and most hold no boundary. */
    private static final int FEWEST_CELLS = 256;
    private static final int MOST_CELLS = 1 << 17;
    /** More boundaries than these in a cell are halved before they are stepped through. */
    private static final int CROWD = 8;
    /** Up to so many bounds below 1, counting them is faster than looking codes up. */
    private static final int FEW = 7;
    private static final int SOME = 11;
    /** Above all uniforms. */
    private static final double NEVER = 2;

    private final List<String> labels;
    private final double[] probabilities;
    /** The code of u is the number of bounds that are not above u. */
    private final double[] bounds;
    /** The code of the lower end of each cell, and of the end of the last. */
    private final int[] guide;
    private final int cells;
    /** Half of each bound, as many as are counted; empty if there are too many. */
    private final double[] halves;

    private Categorical(List<String> labels, double[] probabilities, double[] bounds) {
        this.labels = labels;
        this.probabilities = probabilities;
        this.bounds = bounds;
        this.cells = Math.min(MOST_CELLS,
                Math.max(FEWEST_CELLS, Integer.highestOneBit(Math.max(1, bounds.length - 1)) * 8));
        this.guide = guide(bounds, cells);
        this.halves = halves(bounds);
    }

    private static int[] guide(double[] bounds, int cells) {
        int[] guide = new int[cells + 1];
        int code = 0;
        for (int cell = 0; cell < cells; cell++) {
            while (bounds[code] <= cell / (double) cells) {
                code++;
            }
            guide[cell] = code;
        }
        while (bounds[code] < 1) {
            code++;
        }
        guide[cells] = code;
        return guide;
    }

    private static double[] halves(double[] bounds) {
        int count = bounds.length - 1;
        double[] halves = new double[count <= FEW ? FEW : count <= SOME ? SOME : 0];
        for (int k = 0; k < halves.length; k++) {
            halves[k] = k < bounds.length && bounds[k] < 1 ? bounds[k] / 2 : NEVER / 2;
        }
        return halves;
    }

    /**
     * A distribution over labels.
     *
     * @param labels the labels, distinct, in the order of their codes
     * @param probabilities one per label, each in [0, 1], summing to 1 within 1e-9; divided by their exact sum
     * @return the distribution
     * @throws InputException if a label stands twice, there is none, or the probabilities break a rule above
     */
    public static Categorical of(List<String> labels, double[] probabilities) {
        if (labels.isEmpty()) {
            throw new InputException("categorical must have at least 1 label, got 0");
        }
        if (labels.size() != probabilities.length) {
            throw new InputException("probabilities must have one value per label (" + labels.size() + "), got "
                    + probabilities.length);
        }
        Set<String> seen = new HashSet<>();
        double sum = 0;
        for (int k = 0; k < probabilities.length; k++) {
            String label = Checks.notNull(labels.get(k), "label");
            if (!seen.add(label)) {
                throw new InputException("labels must be distinct, got " + Names.quote(label) + " twice");
            }
            if (!(probabilities[k] >= 0 && probabilities[k] <= 1)) {
                throw Checks.refuse("probability of " + Names.quote(label), "be in [0.0, 1.0]", probabilities[k], null);
            }
            sum += probabilities[k];
        }
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            throw new InputException("probabilities must sum to 1 +- 1e-9, got " + Numbers.significant(sum, 12));
        }
        return new Categorical(List.copyOf(labels), shares(probabilities, sum), bounds(probabilities, sum));
    }

    private static double[] shares(double[] probabilities, double sum) {
        double[] shares = probabilities.clone();
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
        return shares;
    }

    /** Cumulative shares; from the last label that can be drawn on they are exactly 1, which no uniform reaches. */
    private static double[] bounds(double[] probabilities, double sum) {
        int last = probabilities.length - 1;
        while (probabilities[last] == 0) {
            last--;
        }
        double[] bounds = new double[probabilities.length];
        double cumulative = 0;
        for (int k = 0; k < bounds.length; k++) {
            cumulative += probabilities[k];
            bounds[k] = k >= last ? 1 : Math.min(1, cumulative / sum);
        }
        return bounds;
    }

    /**
     * The labels.
     *
     * @return the labels in the order of their codes, those of probability 0 included
     */
    public List<String> labels() {
        return labels;
    }

    /**
     * The probability of a code.
     *
     * @param code the code, from 0
     * @return its probability; all of them sum to 1
     */
    public double probability(int code) {
        return probabilities[code];
    }

    /**
     * The code of a uniform.
     *
     * @param u a value in (0, 1)
     * @return the code, from 0
     * @throws InputException if {@code u} is outside
     */
    public int code(double u) {
        return locate(Checks.openUnit(u, "u"));
    }

    /**
     * The codes of many uniforms: {@code out[i] = code(u[i])}; allocates nothing.
     *
     * @param u values in (0, 1)
     * @param out receives the codes as doubles; may be {@code u} itself
     * @param from the first index
     * @param to one past the last index
     */
    public void codes(double[] u, double[] out, int from, int to) {
        if (halves.length == FEW) {
            countSeven(u, out, from, to);
        } else if (halves.length == SOME) {
            countEleven(u, out, from, to);
        } else {
            for (int i = from; i < to; i++) {
                out[i] = locate(u[i]);
            }
        }
    }

    /**
     * The number of bounds that are not above u: each floor is 0 for those and -1 for the others. No branches, and one
     * sum after the other, so that the loop is compiled to vectors: four times as fast as the guide.
     */
    private void countSeven(double[] u, double[] out, int from, int to) {
        double a = -halves[0];
        double b = -halves[1];
        double c = -halves[2];
        double d = -halves[3];
        double e = -halves[4];
        double f = -halves[5];
        double g = -halves[6];
        for (int i = from; i < to; i++) {
            double x = u[i];
            double code = FEW + Math.floor(Math.fma(0.5, x, a));
            code += Math.floor(Math.fma(0.5, x, b));
            code += Math.floor(Math.fma(0.5, x, c));
            code += Math.floor(Math.fma(0.5, x, d));
            code += Math.floor(Math.fma(0.5, x, e));
            code += Math.floor(Math.fma(0.5, x, f));
            out[i] = code + Math.floor(Math.fma(0.5, x, g));
        }
    }

    /** As above, three times as fast as the guide; more bounds make too long a loop for vectors. */
    private void countEleven(double[] u, double[] out, int from, int to) {
        double a = -halves[0];
        double b = -halves[1];
        double c = -halves[2];
        double d = -halves[3];
        double e = -halves[4];
        double f = -halves[5];
        double g = -halves[6];
        double h = -halves[7];
        double j = -halves[8];
        double k = -halves[9];
        double l = -halves[10];
        for (int i = from; i < to; i++) {
            double x = u[i];
            double code = SOME + Math.floor(Math.fma(0.5, x, a));
            code += Math.floor(Math.fma(0.5, x, b));
            code += Math.floor(Math.fma(0.5, x, c));
            code += Math.floor(Math.fma(0.5, x, d));
            code += Math.floor(Math.fma(0.5, x, e));
            code += Math.floor(Math.fma(0.5, x, f));
            code += Math.floor(Math.fma(0.5, x, g));
            code += Math.floor(Math.fma(0.5, x, h));
            code += Math.floor(Math.fma(0.5, x, j));
            code += Math.floor(Math.fma(0.5, x, k));
            out[i] = code + Math.floor(Math.fma(0.5, x, l));
        }
    }

    private int locate(double u) {
        int cell = (int) (u * cells);
        int code = guide[cell];
        int end = guide[cell + 1];
        while (end - code > CROWD) {
            int middle = (code + end) >>> 1;
            if (u >= bounds[middle]) {
                code = middle + 1;
            } else {
                end = middle;
            }
        }
        while (u >= bounds[code]) {
            code++;
        }
        return code;
    }

    /** The formula, such as {@code categorical(west: 0.25, south: 0.75)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("categorical(");
        for (int k = 0; k < probabilities.length; k++) {
            text.append(k == 0 ? "" : ", ").append(labels.get(k)).append(": ")
                    .append(Numbers.shortest(probabilities[k]));
        }
        return Lines.one(text.append(')').toString());
    }
}

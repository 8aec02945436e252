package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A distribution over labels. Codes are drawn by inversion in the order of the labels, so the code never falls when the
 * uniform rises; a label of probability 0 is never drawn. Immutable and thread-safe.
 */
public final class Categorical {

    /** How far the probabilities may sum from 1; within it they are divided by their sum. */
    private static final double TOLERANCE = 1e-9;
    /** Cells of the guide table: few enough for the first-level cache, many enough that most hold no boundary. */
    private static final int CELLS = 256;

    private final List<String> labels;
    private final double[] probabilities;
    /** The code of u is the number of bounds that are not above u. */
    private final double[] bounds;
    /** The code of the lower end of each cell. */
    private final int[] guide;

    private Categorical(List<String> labels, double[] probabilities, double[] bounds) {
        this.labels = labels;
        this.probabilities = probabilities;
        this.bounds = bounds;
        this.guide = new int[CELLS];
        int code = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            while (bounds[code] <= cell / (double) CELLS) {
                code++;
            }
            guide[cell] = code;
        }
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
            String quoted = Names.quote(Checks.notNull(labels.get(k), "label"));
            if (!seen.add(labels.get(k))) {
                throw new InputException("labels must be distinct, got " + quoted + " twice");
            }
            sum += Checks.inRange(0, 1, probabilities[k], "probability of " + quoted);
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
        for (int i = from; i < to; i++) {
            out[i] = locate(u[i]);
        }
    }

    private int locate(double u) {
        int code = guide[(int) (u * CELLS)];
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
        return text.append(')').toString();
    }
}

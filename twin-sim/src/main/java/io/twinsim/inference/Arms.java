package io.twinsim.inference;

import io.twinsim.column.Column;
import io.twinsim.column.Selection;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.Population;
import java.util.Arrays;

/**
 * The rows of an experiment, sorted into arms: outcomes with their row in the parent, and counts of what is left out.
 */
final class Arms {

    /** One arm: outcomes in row order. */
    static final class Arm {
        private double[] outcomes = new double[Blocks.ROWS];
        private int[] rows = new int[Blocks.ROWS];
        private int size;
        private int[] missingRows = new int[0];
        private int missing;

        private void add(double outcome, int row) {
            if (size == outcomes.length) {
                outcomes = Arrays.copyOf(outcomes, longer(size));
                rows = Arrays.copyOf(rows, outcomes.length);
            }
            outcomes[size] = outcome;
            rows[size++] = row;
        }

        private void addMissing(int row) {
            if (missing == missingRows.length) {
                missingRows = Arrays.copyOf(missingRows, longer(missing));
            }
            missingRows[missing++] = row;
        }

        private static int longer(int full) {
            return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(Blocks.ROWS, 2L * full));
        }

        int size() {
            return size;
        }

        double outcome(int i) {
            return outcomes[i];
        }

        int row(int i) {
            return rows[i];
        }

        double[] outcomes() {
            return Arrays.copyOf(outcomes, size);
        }

        /** Units of this arm without an outcome. */
        long missing() {
            return missing;
        }

        /** Units of this arm, with or without an outcome. */
        long assigned() {
            return (long) size + missing;
        }

        /** The rows of all units of this arm, with or without an outcome. */
        int[] assignedRows() {
            int[] all = Arrays.copyOf(rows, size + missing);
            System.arraycopy(missingRows, 0, all, size, missing);
            return all;
        }
    }

    private final Arm treated = new Arm();
    private final Arm control = new Arm();
    private long others;
    private long unassigned;

    private Arms() {
    }

    static Arms of(Population data, String treatment, double treatedValue, double controlValue, String outcome) {
        Arms arms = new Arms();
        Column assigned = data.storage(treatment);
        Column measured = data.storage(outcome);
        Selection selection = data.selection();
        double[] t = new double[Blocks.ROWS];
        double[] y = new double[Blocks.ROWS];
        long[] kept = new long[Blocks.WORDS];
        long[] hasArm = new long[Blocks.WORDS];
        long[] hasOutcome = new long[Blocks.WORDS];
        for (int start = 0; start < assigned.size(); start += Blocks.ROWS) {
            int size = Math.min(Blocks.ROWS, assigned.size() - start);
            selection.load(start, kept, 0, size);
            assigned.load(start, t, 0, size);
            assigned.loadValidity(start, hasArm, 0, size);
            measured.load(start, y, 0, size);
            measured.loadValidity(start, hasOutcome, 0, size);
            for (int i = 0; i < size; i++) {
                if (!bit(kept, i)) {
                    continue;
                }
                if (!bit(hasArm, i)) {
                    arms.unassigned++;
                } else if (t[i] == treatedValue) {
                    place(arms.treated, bit(hasOutcome, i), y[i], start + i);
                } else if (t[i] == controlValue) {
                    place(arms.control, bit(hasOutcome, i), y[i], start + i);
                } else {
                    arms.others++;
                }
            }
        }
        return arms;
    }

    private static void place(Arm arm, boolean measured, double outcome, int row) {
        if (measured) {
            arm.add(outcome, row);
        } else {
            arm.addMissing(row);
        }
    }

    private static boolean bit(long[] words, int i) {
        return (words[i >>> 6] >>> i & 1) != 0;
    }

    Arm treated() {
        return treated;
    }

    Arm control() {
        return control;
    }

    /** Units of other arms. */
    long others() {
        return others;
    }

    /** Units without a treatment. */
    long unassigned() {
        return unassigned;
    }
}

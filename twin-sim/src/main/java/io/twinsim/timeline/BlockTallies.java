package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import java.util.Arrays;

/** Events and alerts of the twins of one block: how often each twin had them, and since when. */
final class BlockTallies {

    private final StepLayout layout;
    private final int arms;
    private final int[][][] counts;
    private int from;
    private int to;

    BlockTallies(StepLayout layout) {
        this.layout = layout;
        this.arms = layout.plan().arms().size();
        counts = new int[arms][layout.tallies()][];
        for (int arm = 0; arm < arms; arm++) {
            for (int k = 0; k < layout.tallies(); k++) {
                if (layout.tally(arm, k) != StepLayout.NONE) {
                    counts[arm][k] = new int[Blocks.ROWS];
                }
            }
        }
    }

    void begin() {
        for (int[][] arm : counts) {
            for (int[] tally : arm) {
                if (tally != null) {
                    Arrays.fill(tally, 0);
                }
            }
        }
        from = 0;
        to = 0;
    }

    void step(int step, ArmValues[] values, RegisterView[] views, StepSums sums) {
        for (int arm = 0; arm < arms; arm++) {
            RegisterView view = views[arm];
            from = view.from();
            to = view.to();
            for (int k = 0; k < layout.tallies(); k++) {
                int at = layout.tally(arm, k);
                if (at != StepLayout.NONE) {
                    view.look(values[arm].values(layout.tally(k).column()));
                    count(view.values(), counts[arm][k], at + step, at + layout.plan().times() + step, sums);
                }
            }
        }
    }

    private void count(double[] flags, int[] perTwin, int all, int first, StepSums sums) {
        int happened = 0;
        int fresh = 0;
        for (int i = from; i < to; i++) {
            if (flags[i] != 0) {
                happened++;
                fresh += perTwin[i]++ == 0 ? 1 : 0;
            }
        }
        sums.add(all, happened);
        sums.add(first, fresh);
    }

    /** Adds what is known per twin. */
    void end(StepSums sums) {
        for (int k = 0; k < layout.tallies(); k++) {
            for (int arm = 0; arm < arms; arm++) {
                if (layout.tally(arm, k) != StepLayout.NONE) {
                    totals(counts[arm][k], layout.tally(arm, k) + 2 * layout.plan().times(), sums);
                }
            }
            for (int a = 0; a < arms; a++) {
                for (int b = a + 1; b < arms; b++) {
                    int at = layout.pairTally(a, b, k);
                    if (at != StepLayout.NONE) {
                        pair(perTwin(a, k), perTwin(b, k), at, sums);
                    }
                }
            }
        }
    }

    /** An arm's counts, or control's if they are shared. */
    private int[] perTwin(int arm, int tally) {
        return counts[layout.tally(arm, tally) == StepLayout.NONE ? 0 : arm][tally];
    }

    private void totals(int[] perTwin, int at, StepSums sums) {
        long any = 0;
        long all = 0;
        long squares = 0;
        for (int i = from; i < to; i++) {
            any += perTwin[i] > 0 ? 1 : 0;
            all += perTwin[i];
            squares += (long) perTwin[i] * perTwin[i];
        }
        sums.add(at, any);
        sums.add(at + 1, all);
        sums.add(at + 2, squares);
    }

    private void pair(int[] first, int[] second, int at, StepSums sums) {
        long onlySecond = 0;
        long onlyFirst = 0;
        long all = 0;
        long squares = 0;
        for (int i = from; i < to; i++) {
            long difference = second[i] - first[i];
            onlySecond += first[i] == 0 && second[i] > 0 ? 1 : 0;
            onlyFirst += first[i] > 0 && second[i] == 0 ? 1 : 0;
            all += difference;
            squares += difference * difference;
        }
        sums.add(at, onlySecond);
        sums.add(at + 1, onlyFirst);
        sums.add(at + 2, all);
        sums.add(at + 3, squares);
    }
}

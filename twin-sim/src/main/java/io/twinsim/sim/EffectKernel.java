package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Program;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.Population;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Computes the effects of one block of twins after another. Holds registers, so it serves one thread. */
final class EffectKernel {

    private final EffectPlan plan;
    private final Evaluator systematic;
    private final @Nullable Evaluator unassigned;
    private final @Nullable Evaluator applies;
    private final @Nullable Evaluator noiseDraw;
    private final @Nullable Evaluator rateFormula;
    private final Evaluator[] partFormulas;

    /** Twins of the block that count. */
    final long[] mask = new long[Blocks.WORDS];
    /** Those of them to which the intervention applies. */
    final long[] reach = new long[Blocks.WORDS];
    /** Those of them whose baseline rate is known. */
    final long[] rated = new long[Blocks.WORDS];
    /** The effect of each twin; 0 where the intervention does not apply. */
    final double[] effect = new double[Blocks.ROWS];
    /** The systematic part. */
    final double[] tau = new double[Blocks.ROWS];
    /** The noise. */
    final double[] noise = new double[Blocks.ROWS];
    /** Null unless twins come in antithetic pairs. */
    final @Nullable PairBlock pairs;
    long first;
    int from;
    int to;
    long missing;
    long firstMissing;
    long undecided;

    EffectKernel(EffectPlan plan) {
        this.plan = plan;
        pairs = plan.paired ? new PairBlock() : null;
        systematic = evaluator(plan.systematic, plan.systematicRows);
        unassigned = plan.unassigned == null ? null : evaluator(plan.unassigned, plan.rows);
        applies = plan.applies == null ? null : evaluator(plan.applies, plan.rows);
        noiseDraw = plan.noise == null ? null : evaluator(plan.noise, plan.rows);
        rateFormula = plan.rate == null ? null : evaluator(plan.rate, plan.rows);
        partFormulas = plan.parts.stream().map(p -> evaluator(p, plan.rows)).toArray(Evaluator[]::new);
    }

    private Evaluator evaluator(Program program, Population rows) {
        return program.evaluator(plan.draws, rows::storage, rows.baseRow());
    }

    /** Computes one block; false if none of its twins counts. */
    boolean load(long block) {
        long base = plan.rows.baseRow();
        first = block * Blocks.ROWS;
        from = (int) Math.max(0, base - first);
        to = (int) Math.min(Blocks.ROWS, base + plan.rows.storageSize() - first);
        Arrays.fill(mask, 0);
        plan.rows.selection().load((int) (first + from - base), mask, from, to);
        missing = 0;
        undecided = 0;
        if (isEmpty(mask)) {
            return false;
        }
        reached();
        try {
            run(systematic, reach);
        } catch (InputException failure) {
            throw plan.named(failure, first, reach, from, to);
        }
        if (unassigned != null) {
            run(unassigned, reach);
        }
        if (noiseDraw != null) {
            run(noiseDraw, reach);
        }
        leaveOutMissing();
        combine();
        for (Evaluator part : partFormulas) {
            run(part, reach);
        }
        rates();
        return missing > 0 || !isEmpty(mask);
    }

    private static boolean isEmpty(long[] words) {
        long any = 0;
        for (long word : words) {
            any |= word;
        }
        return any == 0;
    }

    private void reached() {
        System.arraycopy(mask, 0, reach, 0, mask.length);
        if (applies == null) {
            return;
        }
        run(applies, mask);
        double[] flags = applies.values();
        long[] valid = applies.validity();
        for (int w = 0; w < reach.length; w++) {
            long known = valid == null ? -1L : valid[w];
            undecided += Long.bitCount(mask[w] & ~known);
            long kept = 0;
            for (long rest = mask[w] & known; rest != 0; rest &= rest - 1) {
                int bit = Long.numberOfTrailingZeros(rest);
                kept |= flags[(w << 6) + bit] != 0 ? 1L << bit : 0;
            }
            reach[w] = kept;
        }
    }

    private void run(Evaluator evaluator, long[] needed) {
        evaluator.run(first, needed, from, to);
    }

    private void leaveOutMissing() {
        leaveOut(systematic.validity());
        leaveOut(unassigned == null ? null : unassigned.validity());
        leaveOut(noiseDraw == null ? null : noiseDraw.validity());
    }

    private void leaveOut(long @Nullable [] valid) {
        if (valid == null) {
            return;
        }
        for (int w = reach.length - 1; w >= 0; w--) {
            long gone = reach[w] & ~valid[w];
            if (gone != 0) {
                long row = first + (w << 6) + Long.numberOfTrailingZeros(gone);
                firstMissing = missing == 0 ? row : Math.min(row, firstMissing);
                missing += Long.bitCount(gone);
                reach[w] &= ~gone;
                mask[w] &= ~gone;
            }
        }
    }

    private void combine() {
        double[] expected = systematic.values();
        double[] before = unassigned == null ? null : unassigned.values();
        double[] drawn = noiseDraw == null ? null : noiseDraw.values();
        for (int i = from; i < to; i++) {
            boolean in = (reach[i >>> 6] >>> i & 1) != 0;
            tau[i] = in ? before == null ? expected[i] : expected[i] - before[i] : 0;
            noise[i] = in && drawn != null ? drawn[i] : 0;
            effect[i] = tau[i] + noise[i];
        }
    }

    private void rates() {
        System.arraycopy(mask, 0, rated, 0, mask.length);
        if (rateFormula == null) {
            return;
        }
        run(rateFormula, mask);
        long[] valid = rateFormula.validity();
        for (int w = 0; valid != null && w < rated.length; w++) {
            rated[w] &= valid[w];
        }
    }

    boolean isRated() {
        return rateFormula != null;
    }

    /** The outcome's mean without intervention, for rows that are {@link #rated}. */
    double[] rate() {
        if (rateFormula == null) {
            throw new IllegalStateException("there is no baseline rate");
        }
        return rateFormula.values();
    }

    int parts() {
        return partFormulas.length;
    }

    /** A row part, for rows in {@link #reach}. */
    double[] part(int index) {
        return partFormulas[index].values();
    }

    boolean noisy() {
        return noiseDraw != null;
    }
}

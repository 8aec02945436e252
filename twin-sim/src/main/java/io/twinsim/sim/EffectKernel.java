package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scratch;
import io.twinsim.internal.math.Blocks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Computes the effects of one block of twins after another. Holds registers, so it serves one thread. */
final class EffectKernel {

    private final EffectPlan plan;
    final RowSource.Cursor cursor;
    private final Evaluator systematic;
    private final @Nullable Evaluator unassigned;
    private final @Nullable Evaluator applies;
    private final @Nullable Evaluator noiseDraw;
    private final @Nullable Evaluator rateFormula;
    private final Evaluator[] partFormulas;
    private final double[] ownTau = new double[Blocks.ROWS];
    private final double[] ownNoise = new double[Blocks.ROWS];
    private final double[][] ownParts;

    /** Twins of the block that count. */
    final long[] mask = new long[Blocks.WORDS];
    /** Those of them to which the intervention applies. */
    final long[] reach = new long[Blocks.WORDS];
    /** Those of them whose baseline rate is known. */
    final long[] rated = new long[Blocks.WORDS];
    /** The effect of each twin; 0 where the intervention does not apply. */
    final double[] effect = new double[Blocks.ROWS];
    /** The systematic part; 0 where the intervention does not apply. */
    double[] tau = ownTau;
    /** The noise; 0 where the intervention does not apply. */
    double[] noise = ownNoise;
    /** The row parts; 0 where the intervention does not apply. */
    final double[][] parts;
    long first;
    int from;
    int to;
    long missing;
    long firstMissing;
    long undecided;
    /** Whether the intervention applies to every row of the block. */
    private boolean reachesAll;

    EffectKernel(EffectPlan plan) {
        this.plan = plan;
        cursor = plan.systematicRows.cursor();
        // Evaluators run one after the other and share their working space, so that it stays in the first-level cache.
        Scratch scratch = new Scratch();
        systematic = evaluator(plan.systematic, plan.systematicRows, scratch);
        unassigned = optional(plan.unassigned, scratch);
        applies = optional(plan.applies, scratch);
        noiseDraw = optional(plan.noise, scratch);
        rateFormula = optional(plan.rate, scratch);
        partFormulas = plan.parts.stream().map(p -> evaluator(p, plan.rows, scratch)).toArray(Evaluator[]::new);
        ownParts = new double[partFormulas.length][Blocks.ROWS];
        parts = new double[partFormulas.length][];
    }

    private @Nullable Evaluator optional(@Nullable Program program, Scratch scratch) {
        return program == null ? null : evaluator(program, plan.rows, scratch);
    }

    private Evaluator evaluator(Program program, RowSource rows, Scratch scratch) {
        return program.evaluator(plan.draws, rows.columns(cursor), rows.first(), scratch);
    }

    /** Computes one block; false if none of its twins counts. */
    boolean load(long block) {
        if (!effects(block)) {
            return false;
        }
        for (int m = 0; m < partFormulas.length; m++) {
            run(partFormulas[m], reach);
            parts[m] = reachedOnly(partFormulas[m].values(), ownParts[m]);
        }
        rates();
        return missing > 0 || !isEmpty(mask);
    }

    /** Computes the effects of one block and nothing else; false if no twin of it is selected. */
    boolean effects(long block) {
        first = block * Blocks.ROWS;
        from = (int) Math.max(0, plan.rows.first() - first);
        to = (int) Math.min(Blocks.ROWS, plan.rows.end() - first);
        Arrays.fill(mask, 0);
        cursor.load(first, from, to, mask);
        missing = 0;
        firstMissing = Long.MAX_VALUE;
        undecided = 0;
        if (isEmpty(mask)) {
            return false;
        }
        reached();
        try {
            run(systematic, reach);
        } catch (InputException failure) {
            throw plan.named(failure, cursor, first, reach, from, to);
        }
        if (unassigned != null) {
            run(unassigned, reach);
        }
        if (noiseDraw != null) {
            run(noiseDraw, reach);
        }
        leaveOutMissing();
        reachesAll = full(reach, from, to);
        combine();
        return true;
    }

    static boolean isEmpty(long[] words) {
        long any = 0;
        for (long word : words) {
            any |= word;
        }
        return any == 0;
    }

    /** Whether all rows [from, to) are set. */
    static boolean full(long[] words, int from, int to) {
        return count(words) == to - from;
    }

    static int count(long[] words) {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    private void reached() {
        System.arraycopy(mask, 0, reach, 0, mask.length);
        if (applies == null) {
            return;
        }
        run(applies, mask);
        long[] valid = applies.validity();
        for (int w = 0; valid != null && w < mask.length; w++) {
            undecided += Long.bitCount(mask[w] & ~valid[w]);
        }
        keep(reach, applies.values(), valid);
    }

    /** Leaves of a mask the rows whose flag is there and true. */
    static void keep(long[] rows, double[] flags, long @Nullable [] valid) {
        for (int w = 0; w < rows.length; w++) {
            if (rows[w] == 0) {
                continue;
            }
            long kept = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                kept |= (flags[(w << 6) + bit] != 0 ? 1L : 0L) << bit;
            }
            rows[w] &= valid == null ? kept : kept & valid[w];
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
                firstMissing = Math.min(firstMissing, first + (w << 6) + Long.numberOfTrailingZeros(gone));
                missing += Long.bitCount(gone);
                reach[w] &= ~gone;
                mask[w] &= ~gone;
            }
        }
    }

    private void combine() {
        double[] expected = systematic.values();
        if (unassigned != null) {
            double[] before = unassigned.values();
            for (int i = from; i < to; i++) {
                expected[i] -= before[i];
            }
        }
        tau = reachedOnly(expected, ownTau);
        if (noiseDraw == null) {
            for (int i = from; i < to; i++) {
                effect[i] = tau[i] + 0.0;
            }
            return;
        }
        noise = reachedOnly(noiseDraw.values(), ownNoise);
        for (int i = from; i < to; i++) {
            effect[i] = tau[i] + noise[i];
        }
    }

    /** The values, or a copy with 0 where the intervention does not apply. */
    private double[] reachedOnly(double[] values, double[] copy) {
        if (reachesAll) {
            return values;
        }
        System.arraycopy(values, from, copy, from, to - from);
        for (int w = 0; w < reach.length; w++) {
            for (long rest = ~reach[w]; rest != 0; rest &= rest - 1) {
                copy[(w << 6) + Long.numberOfTrailingZeros(rest)] = 0;
            }
        }
        return copy;
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
}

package io.twinsim.expr;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.random.DrawStream;
import io.twinsim.random.StreamSwitch;
import io.twinsim.random.Uniforms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A switched draw with its streams. Labels come from one table. Numbers are drawn group by group: the rows of each draw
 * are collected, drawn as one short block and put in their places. Correlated and antithetic uniforms, which are no
 * plain streams, are computed for all rows of every stream, and the rest is the same.
 */
final class RowSwitch {

    private final SwitchPlan plan;
    private final RowDraw[] draws;
    private @Nullable StreamSwitch streams;
    /** Whether labels come from one table; else the scratch space below is used. */
    private final boolean tabulated;
    private final double[] uniforms;
    private final double[] values;
    private final int[] rows;

    RowSwitch(SwitchPlan plan, RowDraw[] all) {
        this.plan = plan;
        this.draws = new RowDraw[plan.draws().length];
        for (int k = 0; k < draws.length; k++) {
            draws[k] = all[plan.draws()[k]];
        }
        this.streams = plain(draws);
        this.tabulated = streams != null && plan.categories() != null;
        int scratch = tabulated ? 0 : Blocks.ROWS;
        this.uniforms = new double[scratch];
        this.values = new double[scratch];
        this.rows = new int[scratch];
    }

    private static @Nullable StreamSwitch plain(RowDraw[] draws) {
        List<DrawStream> plain = new ArrayList<>();
        for (RowDraw draw : draws) {
            if (draw.stream() instanceof DrawStream stream) {
                plain.add(stream);
            }
        }
        return plain.size() == draws.length ? StreamSwitch.of(plain) : null;
    }

    /**
     * Reads the streams that its draws have now. They are plain if they were, but for joined ones, which come apart in
     * time.
     */
    void turn() {
        streams = plain(draws);
    }

    void run(long firstRow, double[] which, double[] out, int from, int to) {
        if (tabulated) {
            Checks.notNull(plan.categories(), "categories")
                    .draw(Checks.notNull(streams, "streams"), firstRow, which, out, from, to);
            return;
        }
        if (streams != null) {
            streams.uniforms(firstRow, which, uniforms, from, to);
        }
        @Nullable Uniforms filled = null;
        for (int k = 0; k < draws.length; k++) {
            int count = rowsOf(k, which, from, to);
            if (streams == null && draws[k].stream() != filled) {
                filled = draws[k].stream();
                filled.uniforms(firstRow, uniforms, from, to);
            }
            draws[k].scattered(uniforms, rows, count, values, out);
            if (!plan.outcomes().isEmpty()) {
                recode(plan.outcomes().get(k), count, out);
            }
        }
    }

    /** Collects the rows of a draw without a branch; a missing row may be among them. */
    private int rowsOf(int draw, double[] which, int from, int to) {
        int[] found = rows;
        int count = 0;
        for (int i = from; i < to; i++) {
            found[count] = i;
            count += ((int) which[i] ^ draw) - 1 >>> 31;
        }
        return count;
    }

    private void recode(double[] outcomes, int count, double[] out) {
        for (int j = 0; j < count; j++) {
            out[rows[j]] = outcomes[(int) out[rows[j]]];
        }
    }
}

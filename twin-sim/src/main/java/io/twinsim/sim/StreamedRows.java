package io.twinsim.sim;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.Selection;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.AssignedTwins;
import io.twinsim.model.Population;
import io.twinsim.model.TwinBlocks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Twins that are generated block by block in registers, the columns in use only, and forgotten; the conditions of the
 * simulation are asked of each block as it stands there.
 */
final class StreamedRows implements RowSource {

    private final Scenario scenario;
    private final Population twins;
    private final Set<String> columns;
    private final List<Program> filters = new ArrayList<>();
    private final @Nullable AssignedTwins assigned;

    private StreamedRows(Scenario scenario, @Nullable AssignedTwins assigned) {
        this.scenario = scenario;
        this.twins = scenario.rows();
        this.assigned = assigned;
        columns = scenario.columns();
        columns.addAll(scenario.filterColumns());
        scenario.settings().filters.forEach(filter ->
                filters.add(Program.compile(filter, twins.scope(), Binding.NONE, "")));
    }

    /** The twins of a scenario; conditions are checked as those of a view are. */
    static StreamedRows of(Scenario scenario) {
        Population none = scenario.rows().slice(0, 0);
        for (Expr filter : scenario.settings().filters) {
            none = none.where(filter);
        }
        return new StreamedRows(scenario, null);
    }

    @Override
    public long first() {
        return twins.baseRow();
    }

    @Override
    public long end() {
        return twins.baseRow() + twins.size();
    }

    @Override
    public Scope scope() {
        return assigned == null ? twins.scope() : assigned.scope();
    }

    @Override
    public RowSource assigned(Map<String, Expr> assignments, Binding binding) {
        return new StreamedRows(scenario, AssignedTwins.of(scenario.model(), twins, assignments, binding));
    }

    @Override
    public Cursor cursor() {
        if (assigned == null) {
            return new Registers(twins.blocks(columns), filters);
        }
        // All that changes, read or not: what is refused of stored twins is refused here.
        Set<String> after = new LinkedHashSet<>(assigned.changed());
        after.addAll(scenario.outcomeColumns());
        return new Registers(assigned.blocks(columns, after), filters);
    }

    @Override
    public long selected(long from, long to) {
        throw new IllegalStateException("a stream does not know which twins count before it ran");
    }

    @Override
    public int position(long block, int from) {
        return from;
    }

    @Override
    public Function<String, ? extends ColumnSource> columns(Cursor cursor) {
        TwinBlocks blocks = ((Registers) cursor).blocks;
        return assigned == null ? blocks::source : blocks::assigned;
    }

    /** The block of one thread. */
    private static final class Registers implements Cursor {

        private final TwinBlocks blocks;
        private final Evaluator[] filters;
        private final Selection all = Selection.all(Blocks.ROWS);

        Registers(TwinBlocks blocks, List<Program> filters) {
            this.blocks = blocks;
            this.filters = filters.stream().map(filter -> filter.evaluator(null, blocks::source, 0))
                    .toArray(Evaluator[]::new);
        }

        @Override
        public void load(long block, int from, int to, long[] mask) {
            blocks.load(block, from, to);
            all.load(from, mask, from, to);
            for (Evaluator filter : filters) {
                filter.run(block, mask, from, to);
                EffectKernel.keep(mask, filter.values(), filter.validity());
            }
            blocks.assign(mask);
        }
    }
}

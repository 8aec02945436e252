package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.RegisterSource;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.random.Draws;
import io.twinsim.random.UniformBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The registers of one evaluator, its columns and its streams. Owned by one thread. */
final class Frame {

    /** Run for every block. */
    final List<Instruction> vectors;
    final double[][] doubles;
    final long[][] masks;
    final double[] coefficients;
    /** NaN until they are set. */
    final double[] scalars;
    final ColumnSource[] columns;
    final Code.Table[] tables;
    final RowDraw[] draws;
    final RowSwitch[] switches;
    final RowPrediction[] predictions;
    private final @Nullable Draws source;
    private final long baseRow;

    /** What a row is called in messages. */
    String noun = "row";
    /** Row id of register 0 of the block at hand. */
    long firstRow;

    Frame(Code code, @Nullable Draws draws, Function<String, ? extends ColumnSource> source, long baseRow,
            Scratch scratch) {
        this.source = draws;
        this.baseRow = baseRow;
        this.columns = code.columns().stream().map(symbol -> column(symbol, source)).toArray(ColumnSource[]::new);
        Linking linking = new Linking(code, columns);
        this.vectors = linking.vectors();
        this.doubles = new double[code.registers() + linking.registers().size()][];
        int singles = code.constants().length;
        for (int c = 0; c < linking.registers().size(); c++) {
            doubles[code.registers() + c] = linking.registers().get(c);
        }
        for (int r = 0; r < code.registers(); r++) {
            doubles[r] = r < singles ? new double[] {code.constants()[r]}
                    : r == code.result() ? new double[Blocks.ROWS] : scratch.register(r - singles);
        }
        this.masks = new long[code.maskRegisters()][Blocks.WORDS];
        this.coefficients = code.coefficients().stream()
                .mapToDouble(name -> code.binding().coefficients().get(name)).toArray();
        this.scalars = new double[code.scalarNames().size()];
        Arrays.fill(scalars, Double.NaN);
        this.tables = code.tables().stream().map(Frame::own).toArray(Code.Table[]::new);
        this.draws = draws(code, draws, scratch.uniforms());
        this.switches = code.switches().stream().map(plan -> new RowSwitch(plan, this.draws)).toArray(RowSwitch[]::new);
        this.predictions = code.predictions().stream().map(RowPrediction::new).toArray(RowPrediction[]::new);
    }

    private static RowDraw[] draws(Code code, @Nullable Draws draws, UniformBlock block) {
        if (draws == null && !code.draws().isEmpty()) {
            throw new InputException("draws must not be null, as the formula draws: " + code.text());
        }
        List<RowDraw> bound = new ArrayList<>();
        for (DrawPlan plan : code.draws()) {
            bound.add(new RowDraw(plan, Checks.notNull(draws, "draws").uniforms(plan.stream(), plan.number()),
                    block));
        }
        return bound.toArray(RowDraw[]::new);
    }

    private static ColumnSource column(Symbol symbol, Function<String, ? extends ColumnSource> source) {
        ColumnSource column = Checks.notNull(source.apply(symbol.name()), "column \"" + symbol.name() + "\"");
        if (column.type() != symbol.type()) {
            throw new InputException("column \"" + symbol.name() + "\" must be of type " + symbol.type().id() + ", got "
                    + column.type().id());
        }
        if (!column.labels().equals(symbol.labels())) {
            throw new InputException("column \"" + symbol.name() + "\" must have the labels " + symbol.labels()
                    + ", got " + column.labels());
        }
        if (column.hasMissing() && !symbol.nullable()) {
            throw new InputException("column \"" + symbol.name()
                    + "\" must have no missing rows; the formula was compiled for a complete column");
        }
        return column;
    }

    /** A table whose entries change is the frame's own. */
    private static Code.Table own(Code.Table table) {
        return table.constant() ? table
                : new Code.Table(table.shape(), table.entries(), table.content().clone(), false);
    }

    /** Turns every stream to the one of a step. */
    void at(long step) {
        for (RowDraw draw : draws) {
            draw.at(Checks.notNull(source, "draws"), step);
        }
        for (RowSwitch one : switches) {
            one.turn();
        }
    }

    void begin(long first) {
        firstRow = first;
        for (RowDraw draw : draws) {
            draw.begin();
        }
    }

    /** The position in a column of a register of the block at hand. */
    int position(int column, int register) {
        return columns[column] instanceof RegisterSource ? register : Math.toIntExact(firstRow + register - baseRow);
    }
}

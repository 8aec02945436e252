package io.twinsim.timeline;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnSource;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scratch;
import io.twinsim.internal.math.Blocks;
import io.twinsim.random.Draws;
import io.twinsim.random.UniformBlock;
import io.twinsim.timeline.BlockState.ArmState;
import io.twinsim.timeline.BlockState.CourseState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocks of twins step by step, control and arms side by side. Belongs to one thread. The block at hand is the
 * {@link BlockState} that is attached; a step allocates nothing but the streams of its draws.
 */
final class BlockRunner {

    final TimelinePlan plan;
    final Draws draws;
    final UniformBlock uniforms = new UniformBlock();
    private final Scratch scratch = new Scratch();
    private final long baseRow;
    private final Map<String, NodeColumn> variables = new LinkedHashMap<>();
    private final Map<String, double[]> variableRegisters = new LinkedHashMap<>();
    private final Map<String, Column> storage = new LinkedHashMap<>();
    private final SortedSet<Integer> firsts = new TreeSet<>();
    private final ArmRunner[] arms;
    private @Nullable BlockState state;
    private @Nullable ActionSource actions;

    BlockRunner(TimelinePlan plan) {
        this.plan = plan;
        this.draws = plan.draws().session();
        this.baseRow = plan.twins().baseRow();
        for (String name : plan.variables()) {
            Column column = plan.twins().storage(name);
            double[] register = new double[Blocks.ROWS];
            storage.put(name, column);
            variableRegisters.put(name, register);
            variables.put(name, new NodeColumn(column.type(), column.labels(), () -> register, this::start));
        }
        arms = new ArmRunner[plan.arms().size()];
        for (int a = 0; a < arms.length; a++) {
            arms[a] = new ArmRunner(this, plan.armPlan(a), a == 0 ? null : arms[0]);
        }
    }

    /** Room for one block. */
    BlockState newState() {
        ArmState[] states = new ArmState[arms.length];
        for (int a = 0; a < states.length; a++) {
            states[a] = newArm(plan.armPlan(a));
        }
        return new BlockState(states, new double[plan.nodeCount()][]);
    }

    private ArmState newArm(ArmPlan arm) {
        double[] @Nullable [][] registers = new double[2][plan.columns().size()][];
        for (int column = 0; column < plan.columns().size(); column++) {
            if (arm.affected()[column]) {
                registers[0][column] = new double[Blocks.ROWS];
                registers[1][column] = new double[Blocks.ROWS];
            }
        }
        CourseState[] courses = new CourseState[arm.courses().size()];
        Arrays.setAll(courses, c -> new CourseState());
        @Nullable TandemBlock[] queues = new TandemBlock[plan.spec().queues().size()];
        for (int q = 0; q < queues.length; q++) {
            QueueProgram queue = plan.queue(plan.spec().queues().get(q).name());
            if (arm.affected()[queue.counters()[0]]) {
                queues[q] = new TandemBlock(queue.line());
            }
        }
        return new ArmState(registers, new double[plan.alerts().size()][Blocks.ROWS], courses, queues);
    }

    /** Goes on with a block from where it is; any runner of the same arms will do. */
    void attach(BlockState block) {
        state = block;
        for (int a = 0; a < arms.length; a++) {
            arms[a].attach(block.arms[a]);
        }
        load();
    }

    private void load() {
        BlockState block = state();
        variableRegisters.forEach((name, register) -> {
            if (block.from < block.to) {
                storage.get(name).load(start() + block.from, register, block.from, block.to);
            }
        });
    }

    /** Begins a block in the attached room: the values at the start, step 0, of rows [from, to). */
    void begin(long firstRow, int from, int to, long @Nullable [] counted) {
        BlockState block = state();
        block.firstRow = firstRow;
        block.from = from;
        block.to = to;
        block.counted = counted;
        block.step = 0;
        load();
        for (ArmRunner arm : arms) {
            arm.reset();
        }
        arms[0].start();
    }

    /** Does the next step of the attached block. */
    void step() {
        state().step++;
        for (ArmRunner arm : arms) {
            arm.prepare();
        }
        for (ArmRunner arm : arms) {
            arm.step();
        }
    }

    /** Whether all twins that count are over in every arm: no value changes any more, and nothing happens. */
    boolean settled() {
        if (!plan.ends()) {
            return false;
        }
        for (ArmRunner arm : arms) {
            if (!arm.allOver()) {
                return false;
            }
        }
        return true;
    }

    /** The block at hand. */
    BlockState state() {
        BlockState block = state;
        if (block == null) {
            throw new IllegalStateException("a block must be attached before it is run");
        }
        return block;
    }

    /** The step that the attached block is at. */
    int at() {
        return state().step;
    }

    /** The time of that step. */
    double t() {
        return plan.time(state().step);
    }

    /** A row of the attached block and its time, for messages: {@code twin 7 at t = 3 days}. */
    String twin(int register) {
        return "twin " + (state().firstRow + register) + " at t = " + when();
    }

    /** The time of the attached block, for messages. */
    String when() {
        return plan.axis().text(state().step);
    }

    /** The position of register 0 in the columns of the twins. */
    int start() {
        return (int) (state().firstRow - baseRow);
    }

    /** Control, then the arms, of the attached block. */
    ArmValues[] arms() {
        return arms;
    }

    /** Takes the actions of the steps that follow from elsewhere; null for their defaults. */
    void actions(@Nullable ActionSource source) {
        actions = source;
    }

    @Nullable ActionSource actions() {
        return actions;
    }

    /** Makes a further formula of an arm ready to be run after each step, reading as it was compiled. */
    BoundFormula bind(Program program, int arm, Reading reading) {
        return arms[arm].bind(program, reading, "formula");
    }

    BoundFormula bind(Program program, Function<String, ? extends ColumnSource> columns, String of) {
        return new BoundFormula(this, program, program.evaluator(draws, columns, baseRow, scratch), of);
    }

    /** Says that the values of a node at the start are asked for. */
    void keepFirst(int column) {
        firsts.add(column);
    }

    void saveFirst() {
        for (int column : firsts) {
            double[] kept = state().first[column];
            if (kept == null) {
                kept = new double[Blocks.ROWS];
                state().first[column] = kept;
            }
            System.arraycopy(arms[0].current(column), 0, kept, 0, Blocks.ROWS);
        }
    }

    /** The values of a node at the start: at the start itself those that it has, as they are not saved yet. */
    double[] first(int column) {
        if (state().step == 0) {
            return arms[0].current(column);
        }
        double[] kept = state().first[column];
        if (kept == null) {
            throw new IllegalStateException("formulas that read first(x) must be bound before the block begins");
        }
        return kept;
    }

    /** Fills {@link #uniforms} with the first draw of a stream for the rows of the block. */
    void uniforms(String path) {
        uniforms.fill(draws.uniforms(path, 0), state().firstRow, state().from, state().to);
    }

    @Nullable ColumnSource variable(String name) {
        return variables.get(name);
    }
}

package io.twinsim.timeline;

import io.twinsim.expr.Program;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineStage;
import io.twinsim.timeline.BlockState.ArmState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one arm of the block at hand. Columns that the arm cannot change, and all columns before its first step, are
 * control's registers.
 */
final class ArmRunner implements ArmValues {

    final BlockRunner block;
    final ArmPlan arm;
    private final TimelinePlan plan;
    private final @Nullable ArmRunner control;
    private final ArmSources sources;
    private final CourseRunner[] courses;
    /** The twins that are exposed, by course and then by interaction. */
    private final long[][] exposed;
    private final List<Stage> starts = new ArrayList<>();
    private final List<Stage> steps = new ArrayList<>();
    private final List<AlertStage> alerts = new ArrayList<>();
    private final @Nullable BoundFormula until;
    private final long[] frozen = Masks.create();
    private final long[] words = Masks.create();
    private long @Nullable [] needed;
    private boolean anyFrozen;
    private @Nullable ArmState state;

    ArmRunner(BlockRunner block, ArmPlan arm, @Nullable ArmRunner control) {
        this.block = block;
        this.arm = arm;
        this.plan = block.plan;
        this.control = control;
        this.sources = new ArmSources(this);
        this.courses = arm.courses().stream().map(course -> new CourseRunner(this, course))
                .toArray(CourseRunner[]::new);
        this.exposed = new long[courses.length + arm.interactions().size()][Blocks.WORDS];
        stages(steps, arm.order());
        if (control == null) {
            stages(starts, plan.spec().startOrder());
        }
        for (int a = 0; a < plan.alerts().size(); a++) {
            if (arm.affected()[plan.nodeCount() + a]) {
                alerts.add(new AlertStage(this, a));
            }
        }
        until = plan.until() != null && (control == null || decides())
                ? bind(plan.until(), Reading.NOW, "until") : null;
    }

    /** Whether the arm can change who is over. */
    private boolean decides() {
        return plan.until().inputs().stream().anyMatch(name -> plan.isNode(name) && arm.affected()[plan.column(name)]);
    }

    /** What is joined by time comes first, as doses may read it. */
    private void stages(List<Stage> stages, List<TimelineStage> order) {
        for (int context = 0; context < plan.spec().contexts().size(); context++) {
            if (arm.affected()[plan.column(plan.spec().contexts().get(context).match().name())]) {
                stages.add(ContextStage.joined(this, context));
            }
        }
        order.forEach(stage -> add(stages, stage));
    }

    private void add(List<Stage> stages, TimelineStage stage) {
        TimelineNode node = stage.node();
        if (node == null) {
            QueueProgram queue = plan.queue(stage.name());
            if (arm.affected()[queue.counters()[0]]) {
                stages.add(new QueueStage(this, queue));
            }
            return;
        }
        NodeProgram program = plan.program(plan.column(node.name()));
        if (!arm.affected()[program.column().index()]) {
            return;
        }
        switch (node.kind()) {
            case EVENT -> stages.add(new EventStage(this, program));
            case CONTEXT -> stages.add(ContextStage.fallback(this, program));
            default -> stages.add(new NodeStage(this, program));
        }
    }

    BoundFormula bind(Program program, Reading reading, String of) {
        return sources.bind(program, reading, where(of));
    }

    BoundFormula bind(ChangePlan change, Reading reading, String of) {
        return sources.bind(change, reading, where(of));
    }

    private String where(String of) {
        return control == null ? of : of + " in arm " + arm.name();
    }

    double[] exposure(int course) {
        return courses[course].exposure();
    }

    void attach(ArmState attached) {
        state = attached;
        for (CourseRunner course : courses) {
            course.attach();
        }
    }

    ArmState state() {
        ArmState attached = state;
        if (attached == null) {
            throw new IllegalStateException("a block must be attached before it is run");
        }
        return attached;
    }

    /** Whether the arm has begun to differ. */
    private boolean live() {
        return control == null || block.at() >= arm.firstStep();
    }

    private boolean own(int column, int step) {
        return control == null || arm.affected()[column] && step >= arm.firstStep();
    }

    double[] current(int column) {
        int step = block.at();
        return own(column, step) ? state().registers[step & 1][column] : control.current(column);
    }

    /** The values before the step; at the start those of the start. */
    double[] previous(int column) {
        int step = Math.max(0, block.at() - 1);
        return own(column, step) ? state().registers[step & 1][column] : control.previous(column);
    }

    @Override
    public double[] values(int column) {
        return current(column);
    }

    @Override
    public boolean shared(int column) {
        return control == null || !own(column, block.at());
    }

    @Override
    public long[] over() {
        return until != null && live() ? state().over : control == null ? state().over : control.over();
    }

    boolean allOver() {
        BlockState rows = block.state();
        long[] over = over();
        for (int i = rows.from; i < rows.to; i++) {
            if (Masks.has(rows.counted, rows.from, rows.to, i) && !Masks.has(over, i)) {
                return false;
            }
        }
        return true;
    }

    /** The rows that must be computed; null for all of the block. */
    long @Nullable [] needed() {
        return needed;
    }

    /** Who is exposed to a course, or to all courses of an interaction. */
    long[] exposed(int exposure) {
        return exposed[exposure];
    }

    /** Empties everything that a block before has left. */
    void reset() {
        ArmState own = state();
        for (double[] register : own.registers[0]) {
            if (register != null) {
                Arrays.fill(register, 0);
            }
        }
        Arrays.fill(own.over, 0);
        own.anyOver = false;
        for (double[] last : own.lastAlert) {
            Arrays.fill(last, Double.NEGATIVE_INFINITY);
        }
        for (CourseRunner course : courses) {
            course.reset();
        }
    }

    /** The values at the start; of control, as the arms are control until they begin. */
    void start() {
        Arrays.fill(frozen, 0);
        anyFrozen = false;
        findNeeded();
        for (Stage stage : starts) {
            stage.start();
        }
        block.saveFirst();
        finish();
    }

    /** Notes who is over before control makes the step, and takes over from control at the first step. */
    void prepare() {
        if (!live()) {
            return;
        }
        ArmState own = state();
        if (control != null && (block.at() == arm.firstStep() || until == null)) {
            ArmState of = control.state();
            System.arraycopy(of.over, 0, own.over, 0, own.over.length);
            own.anyOver = of.anyOver;
        }
        if (control != null && block.at() == arm.firstStep()) {
            ArmState of = control.state();
            for (int a = 0; a < own.lastAlert.length; a++) {
                System.arraycopy(of.lastAlert[a], 0, own.lastAlert[a], 0, own.lastAlert[a].length);
            }
            for (int q = 0; q < own.queues.length; q++) {
                if (own.queues[q] != null) {
                    own.queues[q].copyFrom(of.queues[q]);
                }
            }
        }
        System.arraycopy(own.over, 0, frozen, 0, frozen.length);
        anyFrozen = own.anyOver;
    }

    void step() {
        if (!live()) {
            return;
        }
        findNeeded();
        int stage = 0;
        while (stage < steps.size() && steps.get(stage) instanceof ContextStage) {
            steps.get(stage++).step();
        }
        expose();
        while (stage < steps.size()) {
            steps.get(stage++).step();
        }
        finish();
    }

    /** Doses, and who is exposed after them. */
    private void expose() {
        for (int c = 0; c < courses.length; c++) {
            courses[c].step(exposed[c]);
        }
        for (int j = 0; j < arm.interactions().size(); j++) {
            long[] all = exposed[courses.length + j];
            Arrays.fill(all, -1L);
            for (int c : arm.together().get(j)) {
                Masks.and(all, exposed[c]);
            }
        }
    }

    /** Alerts, and who is over from now on. A twin that is over now may still raise an alert. */
    private void finish() {
        for (int a = 0; a < alerts.size(); a++) {
            alerts.get(a).run();
        }
        if (until == null) {
            return;
        }
        until.run(needed);
        double[] values = until.values();
        ArmState own = state();
        BlockState rows = block.state();
        for (int i = rows.from; i < rows.to; i++) {
            if (values[i] != 0 && Masks.has(needed, rows.from, rows.to, i)) {
                own.over[i >>> 6] |= 1L << i;
                own.anyOver = true;
            }
        }
    }

    private void findNeeded() {
        BlockState rows = block.state();
        needed = rows.counted;
        if (anyFrozen) {
            if (rows.counted == null) {
                Masks.range(words, rows.from, rows.to);
            } else {
                System.arraycopy(rows.counted, 0, words, 0, words.length);
            }
            Masks.andNot(words, frozen);
            needed = words;
        }
    }

    /** Gives the twins that are over the values that they had. */
    void keep(int column, double[] values) {
        if (anyFrozen) {
            double[] before = previous(column);
            BlockState rows = block.state();
            for (int i = rows.from; i < rows.to; i++) {
                values[i] = Masks.has(frozen, i) ? before[i] : values[i];
            }
        }
    }
}

package io.twinsim.timeline;

import io.twinsim.column.Selection;
import io.twinsim.expr.Program;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.Population;
import io.twinsim.model.RewardSpec;
import io.twinsim.model.TimelineSpec.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One episode of a batch of twins: the rooms of its blocks, and what each step earned. */
final class EnvironmentBlocks {

    private final TimelinePlan plan;
    private final int arm;
    private final int threads;
    private final List<RewardSpec> rewards;
    private final List<Program> programs;
    private final List<Room> rooms = new ArrayList<>();
    private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
    private final double[][] terms;
    private final boolean[] over;
    private double[] @Nullable [] actions;

    EnvironmentBlocks(TimelinePlan plan, int threads) {
        this.plan = plan;
        this.arm = plan.arms().size() - 1;
        this.threads = threads;
        this.rewards = plan.spec().rewards();
        this.programs = rewards.stream().map(reward -> plan.compile(reward.value(), Role.NEXT)).toList();
        int size = Math.toIntExact(plan.twins().size());
        this.terms = new double[rewards.size()][size];
        this.over = new boolean[size];
        this.actions = new double[plan.columns().size()][];
        addRooms();
        each(Worker::begin);
    }

    private void addRooms() {
        Population twins = plan.twins();
        Selection selection = twins.selection();
        long base = twins.baseRow();
        long end = base + twins.storageSize();
        int offset = 0;
        for (long first = Blocks.floor(base); first < end; first += Blocks.ROWS) {
            int from = (int) Math.max(0, base - first);
            int to = (int) Math.min(Blocks.ROWS, end - first);
            long[] counted = Masks.create();
            selection.load((int) (first + from - base), counted, from, to);
            int[] registers = new int[to - from];
            int count = 0;
            for (int i = from; i < to; i++) {
                if (Masks.has(counted, i)) {
                    registers[count++] = i;
                }
            }
            if (count > 0) {
                rooms.add(new Room(first, from, to, selection.isAll() ? null : counted, Arrays.copyOf(registers, count),
                        offset));
                offset += count;
            }
        }
    }

    /** Makes a step with these actions, by column of the plan; null for those at their default. */
    void step(double[] @Nullable [] newActions) {
        actions = newActions;
        each(Worker::step);
    }

    /** The values of a column of the plan, one per twin. */
    double[][] read(int[] columns) {
        double[][] values = new double[columns.length][over.length];
        each(worker -> worker.read(columns, values));
        return values;
    }

    /** What each term earned in the last step, weight included, by term and twin. */
    double[][] terms() {
        return terms;
    }

    /** Whose time is over. */
    boolean[] over() {
        return over;
    }

    private void each(Consumer<Worker> work) {
        Tiles.run(threads, null, rooms.size(), StopSignal.NEVER, tile -> {
            Worker worker = idle.poll();
            if (worker == null) {
                worker = new Worker();
            }
            worker.enter(rooms.get((int) tile));
            work.accept(worker);
            idle.add(worker);
        });
    }

    /** One block of twins. */
    private static final class Room {
        final long firstRow;
        final int from;
        final int to;
        final long @Nullable [] counted;
        /** Where the twins are, and where the first of them is in the population. */
        final int[] registers;
        final int offset;
        @Nullable BlockState state;

        Room(long firstRow, int from, int to, long @Nullable [] counted, int[] registers, int offset) {
            this.firstRow = firstRow;
            this.from = from;
            this.to = to;
            this.counted = counted;
            this.registers = registers;
            this.offset = offset;
        }
    }

    /** What one thread works with. */
    private final class Worker implements ActionSource {
        private final BlockRunner runner = plan.runner();
        private final List<BoundFormula> formulas = programs.stream()
                .map(program -> runner.bind(program, arm, Reading.STEP)).toList();
        private final long[] live = Masks.create();
        private final long[] ended = Masks.create();
        private @Nullable Room room;

        Worker() {
            runner.actions(this);
        }

        void enter(Room next) {
            room = next;
            BlockState state = next.state;
            if (state == null) {
                state = runner.newState();
                next.state = state;
            }
            runner.attach(state);
        }

        private Room room() {
            Room entered = room;
            if (entered == null) {
                throw new IllegalStateException("a worker must enter a room before it works");
            }
            return entered;
        }

        void begin() {
            Room here = room();
            runner.begin(here.firstRow, here.from, here.to, here.counted);
            noteOver();
        }

        void step() {
            findLive();
            if (Masks.any(live)) {
                runner.step();
            }
            System.arraycopy(live, 0, ended, 0, live.length);
            if (runner.at() < plan.steps()) {
                Masks.and(ended, runner.arms()[arm].over());
            }
            for (int r = 0; r < rewards.size(); r++) {
                earn(r, rewards.get(r).atEnd() ? ended : live);
            }
            noteOver();
        }

        /** Those whose time was not over before the step. */
        private void findLive() {
            Room here = room();
            if (here.counted == null) {
                Masks.range(live, here.from, here.to);
            } else {
                System.arraycopy(here.counted, 0, live, 0, live.length);
            }
            Masks.andNot(live, runner.arms()[arm].over());
        }

        private void earn(int r, long[] who) {
            Room here = room();
            double[] term = terms[r];
            if (!Masks.any(who)) {
                Arrays.fill(term, here.offset, here.offset + here.registers.length, 0);
                return;
            }
            formulas.get(r).run(who);
            double[] values = formulas.get(r).values();
            double weight = rewards.get(r).weight();
            for (int k = 0; k < here.registers.length; k++) {
                int i = here.registers[k];
                term[here.offset + k] = Masks.has(who, i) ? weight * values[i] : 0;
            }
        }

        private void noteOver() {
            Room here = room();
            long[] words = runner.arms()[arm].over();
            for (int k = 0; k < here.registers.length; k++) {
                over[here.offset + k] = Masks.has(words, here.registers[k]);
            }
        }

        void read(int[] columns, double[][] values) {
            Room here = room();
            for (int c = 0; c < columns.length; c++) {
                double[] from = runner.arms()[arm].values(columns[c]);
                for (int k = 0; k < here.registers.length; k++) {
                    values[c][here.offset + k] = from[here.registers[k]];
                }
            }
        }

        @Override
        public void fill(int column, long firstRow, double[] out, int from, int to) {
            Room here = room();
            double[] given = actions[column];
            Arrays.fill(out, from, to, plan.program(column).node().value().orElse(0));
            if (given != null) {
                for (int k = 0; k < here.registers.length; k++) {
                    out[here.registers[k]] = given[here.offset + k];
                }
            }
        }
    }
}

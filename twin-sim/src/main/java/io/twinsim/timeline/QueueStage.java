package io.twinsim.timeline;

/** A queue: its kernel with the inputs of a step, and its counters. */
final class QueueStage implements Stage {

    private final ArmRunner arm;
    private final QueueProgram queue;
    private final int number;
    private final BoundFormula[] inputs;
    private final BoundFormula[] capacity;
    private final double[][] values;
    private final double[][] counters;
    private final TandemInputs reader;

    QueueStage(ArmRunner arm, QueueProgram queue) {
        this.arm = arm;
        this.queue = queue;
        this.number = arm.block.plan.spec().queues().indexOf(queue.spec());
        String of = "queue " + queue.spec().name();
        this.inputs = queue.inputs().stream().map(p -> arm.bind(p, Reading.STEP, of)).toArray(BoundFormula[]::new);
        this.capacity = queue.capacity().stream().map(p -> arm.bind(p, Reading.NOW, of)).toArray(BoundFormula[]::new);
        this.values = new double[inputs.length][];
        this.counters = new double[queue.counters().length][];
        this.reader = new TandemInputs(queue.line(), arm.block.draws);
    }

    @Override
    public String name() {
        return queue.spec().name();
    }

    @Override
    public void start() {
        BlockState rows = arm.block.state();
        double[][] servers = new double[capacity.length][];
        for (int s = 0; s < capacity.length; s++) {
            servers[s] = capacity(capacity[s], rows);
        }
        TandemBlock kernel = kernel();
        kernel.begin(rows.firstRow, rows.from, rows.to, servers);
        findCounters();
        kernel.write(counters, rows.from, rows.to);
    }

    @Override
    public void step() {
        BlockState rows = arm.block.state();
        for (int k = 0; k < inputs.length; k++) {
            inputs[k].run(arm.needed());
            values[k] = inputs[k].values();
        }
        reader.read(values);
        findCounters();
        TimelinePlan plan = arm.block.plan;
        kernel().run(plan.time(rows.step - 1), plan.time(rows.step), reader, counters,
                arm.needed(), rows.from, rows.to);
        for (int c = 0; c < counters.length; c++) {
            arm.keep(queue.counters()[c], counters[c]);
        }
    }

    private TandemBlock kernel() {
        TandemBlock kernel = arm.state().queues[number];
        if (kernel == null) {
            throw new IllegalStateException("queue " + name() + " has no room in arm " + arm.arm.name());
        }
        return kernel;
    }

    private void findCounters() {
        for (int c = 0; c < counters.length; c++) {
            counters[c] = arm.current(queue.counters()[c]);
        }
    }

    /** The kernel has servers in every row of the block: those that do not count have as many as one that does. */
    private double[] capacity(BoundFormula formula, BlockState rows) {
        formula.run(rows.counted);
        double[] result = formula.values();
        if (rows.counted != null) {
            int first = rows.from;
            while (!Masks.has(rows.counted, first)) {
                first++;
            }
            for (int i = rows.from; i < rows.to; i++) {
                result[i] = Masks.has(rows.counted, i) ? result[i] : result[first];
            }
        }
        return result;
    }
}

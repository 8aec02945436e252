package io.twinsim.timeline;

import io.twinsim.expr.Program;
import io.twinsim.model.QueueSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A queue with its compiled formulas.
 *
 * @param spec the queue
 * @param line what its kernel is told
 * @param inputs the inputs of a step, in the kernel's order
 * @param capacity the servers of each station, read at the start
 * @param counters where the counters are
 */
record QueueProgram(QueueSpec spec, TandemLine line, List<Program> inputs, List<Program> capacity, int[] counters) {

    /** The columns that a step reads, with the prefixes that say when. */
    Set<String> reads() {
        Set<String> names = new LinkedHashSet<>();
        inputs.forEach(input -> names.addAll(input.inputs()));
        return names;
    }
}

package io.twinsim.expr;

import io.twinsim.internal.math.Blocks;
import io.twinsim.random.UniformBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Registers that the evaluators of one thread share for their intermediate values, so that running many of them, one
 * after the other, stays in the first-level cache. Nothing in it outlives a run; results have registers of their own.
 */
public final class Scratch {

    private final List<double[]> registers = new ArrayList<>();
    private final UniformBlock uniforms = new UniformBlock();

    /** Empty space; it grows with the evaluators that are made on it. */
    public Scratch() {
    }

    double[] register(int index) {
        while (registers.size() <= index) {
            registers.add(new double[Blocks.ROWS]);
        }
        return registers.get(index);
    }

    UniformBlock uniforms() {
        return uniforms;
    }

    /** Shows the number of registers. */
    @Override
    public String toString() {
        return "Scratch[" + registers.size() + " registers]";
    }
}

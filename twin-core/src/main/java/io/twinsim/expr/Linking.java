package io.twinsim.expr;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.RegisterSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a program read columns that are in registers already where they are: their loads, which are copies, go, and what
 * reads the copy reads the column's own register, which has a number after those of the program. A result that is a
 * column is still copied, as its reader may change it.
 */
final class Linking {

    private final Code code;
    private final ColumnSource[] columns;
    private final List<double[]> linked = new ArrayList<>();
    private final List<Instruction> vectors = new ArrayList<>();
    /** By a register of the program, the number of the column's register that it stands for at the moment. */
    private final Map<Integer, Integer> current = new HashMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Integer, Instruction> loads = new HashMap<>();

    Linking(Code code, ColumnSource[] columns) {
        this.code = code;
        this.columns = columns;
        for (Instruction it : code.vectors()) {
            link(it);
        }
        if (current.containsKey(code.result())) {
            vectors.add(loads.get(code.result()));
        }
    }

    private void link(Instruction it) {
        if (it.op() == Op.LOAD && columns[it.detail()] instanceof RegisterSource source) {
            loads.put(it.out(), it);
            current.put(it.out(), numbers.computeIfAbsent(it.detail(), added -> {
                linked.add(source.values());
                return code.registers() + linked.size() - 1;
            }));
            return;
        }
        int[] in = it.in().clone();
        for (int k = 0; k < in.length; k++) {
            in[k] = current.getOrDefault(in[k], in[k]);
        }
        if (!it.op().isMask()) {
            current.remove(it.out());
        }
        vectors.add(new Instruction(it.op(), in, it.masks(), it.out(), it.detail()));
    }

    /** The instructions of a block. */
    List<Instruction> vectors() {
        return List.copyOf(vectors);
    }

    /** The registers of the columns, to follow those of the program. */
    List<double[]> registers() {
        return List.copyOf(linked);
    }
}

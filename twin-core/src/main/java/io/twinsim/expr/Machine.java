package io.twinsim.expr;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Trigonometry;
import java.util.List;

/** Runs instructions: one dispatch per instruction and block, none per row. */
final class Machine {

    private Machine() {
    }

    static void execute(List<Instruction> code, Frame frame, int from, int to) {
        for (int k = 0; k < code.size(); k++) {
            execute(code.get(k), frame, from, to);
        }
    }

    private static void execute(Instruction it, Frame frame, int from, int to) {
        if (it.op().isMask()) {
            mask(it, frame, from, to);
            return;
        }
        double[] out = frame.doubles[it.out()];
        int[] in = it.in();
        switch (it.op()) {
            case COEFFICIENT -> out[0] = frame.coefficients[it.detail()];
            case SCALAR -> out[0] = frame.scalars[it.detail()];
            case LOAD -> frame.columns[it.detail()].load(frame.position(it.detail(), from), out, from, to);
            case TABLE -> table(it, frame, out, from, to);
            case DRAW -> frame.draws[it.detail()].run(frame, it, out, from, to);
            case SWITCH -> frame.switches[it.detail()].run(frame.firstRow, frame.doubles[in[0]], out, from, to);
            case PREDICT -> frame.predictions[it.detail()].run(frame.doubles, in, out, from, to);
            case IS_MISSING -> MaskKernels.missing(frame.masks[it.masks()[0]], out, from, to);
            default -> arithmetic(it.op(), frame.doubles, in, out, from, to);
        }
    }

    private static void mask(Instruction it, Frame frame, int from, int to) {
        long[] out = frame.masks[it.out()];
        int[] in = it.in();
        int[] masks = it.masks();
        switch (it.op()) {
            case MASK_ALL -> MaskKernels.all(out);
            case MASK_LOAD -> frame.columns[it.detail()].loadValidity(frame.position(it.detail(), from), out, from, to);
            case MASK_AND -> MaskKernels.and(frame.masks[masks[0]], frame.masks[masks[1]], out);
            case MASK_SELECT -> MaskKernels.select(frame.doubles[in[0]], frame.masks[masks[0]],
                    frame.masks[masks[1]], out, from, to);
            default -> MaskKernels.guarded(it.op() == Op.MASK_GUARDED_AND, frame.doubles[in[0]], frame.masks[masks[0]],
                    frame.doubles[in[1]], frame.masks[masks[1]], out, from, to);
        }
    }

    private static void table(Instruction it, Frame frame, double[] out, int from, int to) {
        Code.Table plan = frame.tables[it.detail()];
        TableShape shape = plan.shape();
        double[] table = plan.content();
        int[] in = it.in();
        for (int k = 1; k < in.length; k++) {
            table[k - 1] = frame.doubles[in[k]][0];
        }
        double[] x = frame.doubles[in[0]];
        if (shape.bounded()) {
            ChoiceKernels.bounded(x, shape.lower(), plan.entries() - 1, table, out, from, to);
        } else {
            ChoiceKernels.codes(x, table, out, from, to);
        }
    }

    /** Operations on numbers alone; also used for folding. */
    static void arithmetic(Op op, double[][] registers, int[] in, double[] out, int from, int to) {
        double[] x = registers[in[0]];
        if (in.length == 1) {
            unary(op, x, out, from, to);
            return;
        }
        double[] y = registers[in[1]];
        switch (op) {
            case ADD -> BinaryKernels.add(x, y, out, from, to);
            case SUBTRACT -> BinaryKernels.subtract(x, y, out, from, to);
            case MULTIPLY, AND -> BinaryKernels.multiply(x, y, out, from, to);
            case DIVIDE -> BinaryKernels.divide(x, y, out, from, to);
            case MIN -> BinaryKernels.min(x, y, out, from, to);
            case MAX, OR -> BinaryKernels.max(x, y, out, from, to);
            case POW -> BinaryKernels.pow(x, y, out, from, to);
            case LESS -> BinaryKernels.less(x, y, out, from, to);
            case AT_MOST -> BinaryKernels.atMost(x, y, out, from, to);
            case EQUAL -> BinaryKernels.equal(x, y, out, from, to);
            case DIFFERENT -> BinaryKernels.different(x, y, out, from, to);
            case GUARDED_AND -> ChoiceKernels.guardedAnd(x, y, out, from, to);
            case GUARDED_OR -> ChoiceKernels.guardedOr(x, y, out, from, to);
            case POISON -> ChoiceKernels.poison(x, y, out, from, to);
            case SELECT -> SelectKernels.select(x, y, registers[in[2]], out, from, to);
            default -> throw new IllegalStateException("no kernel for " + op);
        }
    }

    private static void unary(Op op, double[] x, double[] out, int from, int to) {
        switch (op) {
            case BROADCAST -> UnaryKernels.broadcast(x, out, from, to);
            case NOT -> UnaryKernels.not(x, out, from, to);
            case NEGATE -> UnaryKernels.negate(x, out, from, to);
            case ABS -> UnaryKernels.abs(x, out, from, to);
            case SQRT -> UnaryKernels.sqrt(x, out, from, to);
            case EXP -> Elementary.exp(x, out, from, to);
            case EXPM1 -> Elementary.expm1(x, out, from, to);
            case LOG -> Elementary.log(x, out, from, to);
            case LOG1P -> Elementary.log1p(x, out, from, to);
            case SIN -> Trigonometry.sin(x, out, from, to);
            case COS -> Trigonometry.cos(x, out, from, to);
            case TANH -> Elementary.tanh(x, out, from, to);
            case LOGISTIC -> Elementary.logistic(x, out, from, to);
            case FLOOR -> UnaryKernels.floor(x, out, from, to);
            case CEIL -> UnaryKernels.ceil(x, out, from, to);
            case ROUND -> UnaryKernels.round(x, out, from, to);
            case SIGN -> UnaryKernels.sign(x, out, from, to);
            default -> throw new IllegalStateException("no kernel for " + op);
        }
    }
}

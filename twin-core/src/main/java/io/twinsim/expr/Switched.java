package io.twinsim.expr;

import java.util.List;

/**
 * The draws of which each row computes only one. Their numbers and streams are those of the formula, and each row's
 * value is the one that it would get were all of them computed.
 *
 * @param leaves draws with constant parameters, or tables of the codes of such draws; numbered from 0
 */
record Switched(List<Value> leaves) {

    /** The draw below a leaf. */
    static DrawPlan plan(Value leaf) {
        return (DrawPlan) (leaf.op == Op.TABLE ? leaf.in.get(0) : leaf).detail;
    }

    /** What the codes of a leaf count as. */
    static double[] outcomes(Value leaf, int labels) {
        double[] outcomes = new double[labels];
        for (int code = 0; code < labels; code++) {
            outcomes[code] = leaf.op == Op.TABLE ? leaf.in.get(code + 1).constant : code;
        }
        return outcomes;
    }
}

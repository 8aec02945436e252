package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a lookup, checked against what is looked up. A category has one slot per label, a flag two; a whole
 * number has one slot per number from the least key to the greatest and one at either end for all others.
 */
final class LookupKeys {

    private static final List<String> FLAGS = List.of("false", "true");

    private final Expr.Lookup node;
    private final Operand key;
    /** The case of each slot; -1 for {@code else}. Not used for numbers over a wide span. */
    private final int[] cases;
    private final long least;
    private final long greatest;

    LookupKeys(Expr.Lookup node, Operand key) {
        this.node = node;
        this.key = key;
        boolean numbers = key.kind() == Operand.Kind.NUMBER;
        if (numbers) {
            checkNumbers();
        }
        this.least = numbers ? node.cases().stream().mapToLong(c -> Long.parseLong(c.key())).min().orElse(0) : 0;
        this.greatest = numbers ? node.cases().stream().mapToLong(c -> Long.parseLong(c.key())).max().orElse(0) : 0;
        this.cases = numbers ? numberCases() : labelCases(key.isFlag() ? FLAGS : key.labels());
    }

    private void checkNumbers() {
        if (!key.whole() && !key.value().isConstant()) {
            throw node.value().mark().refuse("lookup needs a category, a flag or a whole number, got a real number;"
                    + " round(x) makes it whole");
        }
        for (Expr.Case one : node.cases()) {
            if (!one.whole()) {
                throw one.mark().refuse("keys must be whole numbers, as a number is looked up, got "
                        + Printer.label(one.key()));
            }
        }
        if (node.otherwise() == null) {
            throw node.mark().refuse("lookup of a number must have else");
        }
    }

    private int[] numberCases() {
        int[] slots = new int[span() > TableShape.WIDEST ? 0 : (int) span() + 2];
        java.util.Arrays.fill(slots, -1);
        if (slots.length > 0) {
            for (int i = 0; i < node.cases().size(); i++) {
                slots[(int) (number(i) - least) + 1] = i;
            }
        }
        return slots;
    }

    private int[] labelCases(List<String> labels) {
        int[] slots = new int[labels.size()];
        java.util.Arrays.fill(slots, -1);
        for (int i = 0; i < node.cases().size(); i++) {
            Expr.Case one = node.cases().get(i);
            int slot = labels.indexOf(one.key());
            if (slot >= 0) {
                if (slots[slot] >= 0) {
                    throw one.mark().refuse("keys of lookup must differ, got " + Printer.label(one.key()) + " twice");
                }
                slots[slot] = i;
            } else if (key.isFlag()) {
                throw one.mark().refuse("keys must be true or false, as a flag is looked up, got "
                        + Printer.label(one.key()));
            } else if (!key.isLabel()) {
                throw Lowering.unknownLabel(one.key(), labels, node.value().toString(), one.mark());
            }
        }
        return slots;
    }

    /** Whether the key is known now. */
    boolean constant() {
        return key.value().isConstant();
    }

    /** The case of a constant key; -1 for {@code else}. */
    int chosen() {
        double value = key.value().constant;
        if (key.kind() != Operand.Kind.NUMBER) {
            return cases[(int) value];
        }
        for (int i = 0; i < node.cases().size(); i++) {
            if (number(i) == value) {
                return i;
            }
        }
        return -1;
    }

    int count() {
        return node.cases().size();
    }

    double number(int one) {
        return Long.parseLong(node.cases().get(one).key());
    }

    long span() {
        return greatest - least + 1;
    }

    int slots() {
        return cases.length;
    }

    int at(int slot) {
        return cases[slot];
    }

    TableShape shape() {
        return key.kind() == Operand.Kind.NUMBER ? new TableShape(least, true) : TableShape.CODES;
    }

    /** The refusal of a lookup that lacks a key and has no {@code else}. */
    InputException incomplete() {
        List<String> labels = key.isFlag() ? FLAGS : key.labels();
        List<String> absent = new ArrayList<>();
        for (int slot = 0; slot < cases.length; slot++) {
            if (cases[slot] < 0) {
                absent.add(labels.get(slot));
            }
        }
        @Nullable String what = key.isLabel() ? "a key for the value of " + node.value() : "a key for every label";
        return node.mark().refuse("lookup must have " + what + " or else; missing: " + Names.list(absent));
    }
}

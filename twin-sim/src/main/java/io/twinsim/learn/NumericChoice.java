package io.twinsim.learn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Writes a tree of cells as a formula: {@code lookup} where a category falls into its labels, {@code if} elsewhere. */
final class NumericChoice {

    /** Levels of one column that lead to one part of the tree. */
    private record Branch(BitSet levels, NumericTree.Node node) {
    }

    private final List<NumericFactor> factors;
    private final List<String> formulas;

    NumericChoice(List<NumericFactor> factors, List<String> formulas) {
        this.factors = factors;
        this.formulas = formulas;
    }

    String text(NumericTree.Node node) {
        if (node.isCell()) {
            return formulas.get(node.cell);
        }
        NumericFactor factor = factors.get(node.factor);
        List<Branch> branches = new ArrayList<>();
        BitSet all = new BitSet();
        all.set(0, factor.levels());
        collect(node, all, branches);
        return branches.size() > 2 && !factor.ordered() && listed(branches) ? lookup(factor, branches)
                : choice(factor, node, all);
    }

    /** The parts of the tree that splits by this column alone lead to. */
    private static void collect(NumericTree.Node node, BitSet levels, List<Branch> branches) {
        for (boolean left : new boolean[] {true, false}) {
            BitSet part = (BitSet) levels.clone();
            if (left) {
                part.and(node.left);
            } else {
                part.andNot(node.left);
            }
            NumericTree.Node next = Objects.requireNonNull(left ? node.below : node.beside);
            if (next.factor == node.factor && !next.isCell()) {
                collect(next, part, branches);
            } else {
                branches.add(new Branch(part, next));
            }
        }
    }

    /** Whether all parts but the largest are of one label. */
    private static boolean listed(List<Branch> branches) {
        return branches.stream().filter(branch -> branch.levels.cardinality() > 1).count() <= 1;
    }

    private String lookup(NumericFactor factor, List<Branch> branches) {
        Branch rest = branches.stream().max(Comparator.comparingInt(branch -> branch.levels.cardinality()))
                .orElseThrow();
        StringBuilder text = new StringBuilder("lookup(").append(StructureText.name(factor.column()));
        for (Branch branch : branches) {
            if (branch != rest) {
                text.append(", ").append(factor.labels().get(branch.levels.nextSetBit(0))).append(": ")
                        .append(text(branch.node));
            }
        }
        return text.append(", else: ").append(text(rest.node)).append(')').toString();
    }

    private String choice(NumericFactor factor, NumericTree.Node node, BitSet all) {
        String below = text(Objects.requireNonNull(node.below));
        String beside = text(Objects.requireNonNull(node.beside));
        BitSet right = (BitSet) all.clone();
        right.andNot(node.left);
        if (factor.flag()) {
            return "if(" + StructureText.name(factor.column()) + ", " + beside + ", " + below + ")";
        }
        boolean fewerRight = !factor.ordered() && right.cardinality() < node.left.cardinality();
        return fewerRight ? "if(" + factor.isIn(right) + ", " + beside + ", " + below + ")"
                : "if(" + factor.isIn(node.left) + ", " + below + ", " + beside + ")";
    }
}

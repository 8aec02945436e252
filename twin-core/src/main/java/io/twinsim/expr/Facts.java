package io.twinsim.expr;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Separation} asks of trees again and again, found once for each node: a tree that was built from known
 * ones costs one step, however large they are.
 */
final class Facts {

    private static final int CAP = 1 << 28;

    private final Map<Expr, Fact> known = new IdentityHashMap<>();

    private record Fact(boolean hasVariables, boolean hasCoefficients, int size, int height, int hash) {
    }

    private Fact of(Expr node) {
        Fact fact = known.get(node);
        if (fact == null) {
            fact = found(node);
            known.put(node, fact);
        }
        return fact;
    }

    private Fact found(Expr node) {
        List<Expr> children = Walk.children(node);
        boolean variables = node instanceof Expr.Variable || node instanceof Expr.Prediction;
        boolean coefficients = node instanceof Expr.CoefficientValue;
        int size = 1;
        int height = 0;
        int hash = children.isEmpty() ? node.hashCode() : kind(node);
        for (Expr child : children) {
            Fact fact = of(child);
            variables |= fact.hasVariables;
            coefficients |= fact.hasCoefficients;
            size = Math.min(CAP, size + fact.size);
            height = Math.max(height, fact.height + 1);
            hash = 31 * hash + fact.hash;
        }
        return new Fact(variables, coefficients, size, height, hash);
    }

    private static int kind(Expr node) {
        if (node instanceof Expr.Lookup lookup) {
            return lookup.cases().stream().map(Expr.Case::key).toList().hashCode();
        }
        return node instanceof Expr.Binary binary ? binary.operator().ordinal()
                : node instanceof Expr.Call call ? 100 + call.function().ordinal()
                : node.getClass().getName().hashCode();
    }

    boolean hasVariables(Expr node) {
        return of(node).hasVariables;
    }

    boolean hasCoefficients(Expr node) {
        return of(node).hasCoefficients;
    }

    /** The number of nodes of the tree, shared ones counted as often as they stand in it. */
    int size(Expr node) {
        return of(node).size;
    }

    /** The number of nodes from the root to the deepest leaf, but for the root. */
    int height(Expr node) {
        return of(node).height;
    }

    /** A tree as a key of maps: trees that differ are told apart by their hashes, without a walk. */
    Key key(Expr node) {
        return new Key(node, of(node).hash);
    }

    /** A tree with its hash. */
    static final class Key {

        private final Expr tree;
        private final int hash;

        private Key(Expr tree, int hash) {
            this.tree = tree;
            this.hash = hash;
        }

        Expr tree() {
            return tree;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && (tree == key.tree || tree.equals(key.tree));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}

package io.twinsim.internal.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tree of {@link BlockTree} for nodes that arrive in any order, as they do from several threads. A node is merged
 * with its sibling as soon as both are there, the lower one on the left, and its parent then takes part as if it had
 * been added. What is left once all nodes of a range have arrived is the canonical decomposition of the range, at most
 * two nodes of each level, whatever the order was; and the decompositions of several ranges, added to one tree, give
 * the bits of the tree over all.
 *
 * <p>Nodes without a row are added as well, with null, so that their siblings do not wait for them. Open at a time are
 * the decomposition of what has arrived, and the gaps threads leave: O(log n + threads). Not for several threads at
 * once. If merging changes its left operand, {@link #total} can be called only once, and last.
 *
 * @param <T> what is merged
 */
public final class NodeTree<T> {

    private static final int START = 16;

    /**
     * A node: the blocks from {@code index << level} on, {@code 1 << level} of them.
     *
     * @param level 0 for a block, 4 for a tile
     * @param index the index of the node on its level
     * @param value what the node holds; null if there is no row in it
     * @param <T> what is merged
     */
    public record Node<T>(int level, long index, @Nullable T value) {

        private long start() {
            return index << level;
        }
    }

    private final BinaryOperator<T> merge;
    private int[] levels = new int[START];
    private long[] indices = new long[START];
    private final ArrayList<@Nullable T> values = new ArrayList<>(START);

    /**
     * An empty tree.
     *
     * @param merge combines a node with the next higher one; need not commute
     */
    public NodeTree(BinaryOperator<T> merge) {
        this.merge = merge;
    }

    /**
     * Adds a node that shares no block with any node added before.
     *
     * @param level 0 for a block, 4 for a tile
     * @param index the index of the node on its level, at least 0
     * @param value what the node holds; null if there is no row in it
     * @throws IllegalArgumentException if some of its blocks are there already
     */
    public void add(int level, long index, @Nullable T value) {
        refuseOverlap(level, index);
        int at = level;
        long node = index;
        T held = value;
        for (int sibling = find(at, node ^ 1); sibling >= 0; sibling = find(at, node ^ 1)) {
            T other = remove(sibling);
            held = (node & 1) == 0 ? join(held, other) : join(other, held);
            at++;
            node >>= 1;
        }
        append(at, node, held);
    }

    private void refuseOverlap(int level, long index) {
        for (int k = values.size() - 1; k >= 0; k--) {
            int higher = Math.max(level, levels[k]);
            if (index >> (higher - level) == indices[k] >> (higher - levels[k])) {
                throw new IllegalArgumentException("node must share no block with another, got level " + level
                        + ", index " + index + " after level " + levels[k] + ", index " + indices[k]);
            }
        }
    }

    private int find(int level, long index) {
        for (int k = values.size() - 1; k >= 0; k--) {
            if (indices[k] == index && levels[k] == level) {
                return k;
            }
        }
        return -1;
    }

    /** Takes a node out; the last one moves to its place. */
    private @Nullable T remove(int k) {
        int last = values.size() - 1;
        T moved = values.remove(last);
        if (k == last) {
            return moved;
        }
        levels[k] = levels[last];
        indices[k] = indices[last];
        return values.set(k, moved);
    }

    private void append(int level, long index, @Nullable T value) {
        int size = values.size();
        if (size == levels.length) {
            levels = Arrays.copyOf(levels, 2 * size);
            indices = Arrays.copyOf(indices, 2 * size);
        }
        levels[size] = level;
        indices[size] = index;
        values.add(value);
    }

    private @Nullable T join(@Nullable T left, @Nullable T right) {
        return left == null ? right : right == null ? left : merge.apply(left, right);
    }

    /**
     * What has arrived, in as few nodes as it can be.
     *
     * @return a new list, lowest blocks first
     */
    public List<Node<T>> nodes() {
        List<Node<T>> nodes = new ArrayList<>(values.size());
        for (int k = 0; k < values.size(); k++) {
            nodes.add(new Node<>(levels[k], indices[k], values.get(k)));
        }
        nodes.sort(Comparator.comparingLong(Node::start));
        return nodes;
    }

    /**
     * The merge of all nodes, in the order of the {@link BlockTree}.
     *
     * @return the total, or nothing if no node holds a row
     */
    public Optional<T> total() {
        BlockTree<T> tree = new BlockTree<>(merge);
        for (Node<T> node : nodes()) {
            if (node.value != null) {
                tree.add(node.level, node.index, node.value);
            }
        }
        return tree.total();
    }
}

package io.twinsim.internal.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The canonical binary tree over absolute block indices: the one order in which block results are combined. The node
 * {@code (level, index)} covers the blocks from {@code index << level} on, {@code 1 << level} of them, and is the
 * merge of {@code (level - 1, 2 index)} and {@code (level - 1, 2 index + 1)}; a child without any block is skipped.
 * The total thus depends on which blocks there are and on nothing else: not on threads, on cuts or on the order of
 * arrival of tiles.
 *
 * <p>Nodes are added in ascending order and merged as soon as both siblings are there, so O(log n) of them are held.
 *
 * @param <T> what is merged
 */
public final class BlockTree<T> {

    private record Node<T>(int level, long index, T value) {
        long parentAt(int higher) {
            return index >> (higher - level);
        }
    }

    private final BinaryOperator<T> merge;
    private final ArrayList<Node<T>> open = new ArrayList<>();

    /**
     * An empty tree.
     *
     * @param merge combines the node of the lower blocks with that of the next higher ones; need not commute
     */
    public BlockTree(BinaryOperator<T> merge) {
        this.merge = merge;
    }

    /**
     * Adds a node that lies wholly above all nodes added before.
     *
     * @param level 0 for a block, 4 for a tile
     * @param index the index of the node on its level
     * @param value what the node holds
     * @throws IllegalArgumentException if the node does not lie above the last one
     */
    public void add(int level, long index, T value) {
        if (!open.isEmpty()) {
            Node<T> last = open.get(open.size() - 1);
            long lastEnd = (last.index + 1) << last.level;
            if (index << level < lastEnd) {
                throw new IllegalArgumentException(
                        "node must start at block " + lastEnd + " or above, got " + (index << level));
            }
            closeBelow(level, index);
        }
        open.add(new Node<>(level, index, value));
    }

    /** Merges what can no longer get a sibling because the new node lies beyond the common parent. */
    private void closeBelow(int level, long index) {
        while (open.size() > 1) {
            Node<T> right = open.get(open.size() - 1);
            Node<T> left = open.get(open.size() - 2);
            int meet = meetingLevel(left, right.level, right.index);
            int next = meetingLevel(right, level, index);
            if (next < meet) {
                return;
            }
            open.remove(open.size() - 1);
            open.set(open.size() - 1, new Node<>(meet, left.parentAt(meet), merge.apply(left.value, right.value)));
        }
    }

    /** The level of the lowest node that covers both. */
    private static <T> int meetingLevel(Node<T> node, int level, long index) {
        int at = Math.max(node.level, level);
        long a = node.parentAt(at);
        long b = index >> (at - level);
        return at + (Long.SIZE - Long.numberOfLeadingZeros(a ^ b));
    }

    /**
     * The merge of all nodes.
     *
     * @return the total, or nothing if no node was added
     */
    public Optional<T> total() {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        T total = open.get(open.size() - 1).value;
        for (int i = open.size() - 2; i >= 0; i--) {
            total = merge.apply(open.get(i).value, total);
        }
        return Optional.of(total);
    }

    /**
     * The values of the nodes that are still open, lowest blocks first; O(log n) of them.
     *
     * @return a new list
     */
    public List<T> open() {
        List<T> values = new ArrayList<>(open.size());
        for (Node<T> node : open) {
            values.add(node.value);
        }
        return values;
    }
}

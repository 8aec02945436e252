package io.twinsim.internal.math;

import java.util.ArrayList;
import java.util.Arrays;
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

    private static final int START = 16;

    private final BinaryOperator<T> merge;
    private int[] levels = new int[START];
    private long[] indices = new long[START];
    private final ArrayList<T> values = new ArrayList<>(START);

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
        int size = values.size();
        if (size > 0) {
            long lastEnd = (indices[size - 1] + 1) << levels[size - 1];
            if (index << level < lastEnd) {
                throw new IllegalArgumentException(
                        "node must start at block " + lastEnd + " or above, got " + (index << level));
            }
            closeBelow(level, index);
            size = values.size();
        }
        if (size == levels.length) {
            levels = Arrays.copyOf(levels, 2 * size);
            indices = Arrays.copyOf(indices, 2 * size);
        }
        levels[size] = level;
        indices[size] = index;
        values.add(value);
    }

    /** Merges what can no longer get a sibling because the new node lies beyond the common parent. */
    private void closeBelow(int level, long index) {
        for (int right = values.size() - 1; right > 0; right--) {
            int left = right - 1;
            int meet = meetingLevel(left, levels[right], indices[right]);
            if (meetingLevel(right, level, index) < meet) {
                return;
            }
            indices[left] >>= meet - levels[left];
            levels[left] = meet;
            T merged = merge.apply(values.get(left), values.get(right));
            values.remove(right);
            values.set(left, merged);
        }
    }

    /** The level of the lowest node that covers both. */
    private int meetingLevel(int open, int level, long index) {
        int at = Math.max(levels[open], level);
        long a = indices[open] >> (at - levels[open]);
        long b = index >> (at - level);
        return at + (Long.SIZE - Long.numberOfLeadingZeros(a ^ b));
    }

    /**
     * The merge of all nodes.
     *
     * @return the total, or nothing if no node was added
     */
    public Optional<T> total() {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        T total = values.get(values.size() - 1);
        for (int i = values.size() - 2; i >= 0; i--) {
            total = merge.apply(values.get(i), total);
        }
        return Optional.of(total);
    }

    /**
     * The values of the nodes that are still open, lowest blocks first; O(log n) of them.
     *
     * @return a new list
     */
    public List<T> open() {
        return new ArrayList<>(values);
    }
}

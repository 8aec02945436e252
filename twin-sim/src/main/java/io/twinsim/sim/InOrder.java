package io.twinsim.sim;

import io.twinsim.internal.math.BlockTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Takes the results of tiles as threads finish them and merges them in the canonical tree, lowest tile first. */
final class InOrder<T> {

    private static final int TILE_LEVEL = 4;

    private final BlockTree<T> tree;
    private final long firstTile;
    /** Results that wait for a lower tile; only looked up, never iterated. */
    private final Map<Long, Optional<T>> waiting = new HashMap<>();
    private long next;

    InOrder(BinaryOperator<T> merge, long firstTile) {
        this.tree = new BlockTree<>(merge);
        this.firstTile = firstTile;
    }

    synchronized void add(long tile, Optional<T> result) {
        waiting.put(tile, result);
        Optional<T> ready = waiting.remove(next);
        while (ready != null) {
            long index = firstTile + next;
            ready.ifPresent(value -> tree.add(TILE_LEVEL, index, value));
            next++;
            ready = waiting.remove(next);
        }
    }

    synchronized Optional<T> total() {
        return tree.total();
    }
}

package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NodeTreeTest {

    private static final int TILE = 4;

    /** Moments of a tile; null for about every fourth. */
    private static Moments tile(long tile, long seed) {
        SplittableRandom random = new SplittableRandom(tile * 1000 + seed);
        if (random.nextInt(4) == 0) {
            return null;
        }
        double[] x = random.doubles(random.nextInt(1, 9), -2, 3).toArray();
        return Moments.ofBlock(x, 0, x.length);
    }

    private static List<Long> shuffled(long from, long to, SplittableRandom random) {
        List<Long> tiles = new ArrayList<>(LongStream.range(from, to).boxed().toList());
        for (int i = tiles.size() - 1; i > 0; i--) {
            tiles.add(tiles.remove(random.nextInt(i + 1)));
        }
        return tiles;
    }

    private static NodeTree<Moments> tree(List<Long> tiles, long seed) {
        NodeTree<Moments> tree = new NodeTree<>(Moments::merge);
        tiles.forEach(t -> tree.add(TILE, t, tile(t, seed)));
        return tree;
    }

    private static Moments reference(long from, long to, long seed) {
        BlockTree<Moments> tree = new BlockTree<>(Moments::merge);
        for (long t = from; t < to; t++) {
            Moments value = tile(t, seed);
            if (value != null) {
                tree.add(TILE, t, value);
            }
        }
        return tree.total().orElse(Moments.EMPTY);
    }

    @Test
    void nodes_anyOrderOfArrival_areTheCanonicalDecomposition() {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < 200; trial++) {
            long from = random.nextLong(300);
            long to = from + random.nextLong(0, 80);
            List<NodeTree.Node<Moments>> inOrder = tree(LongStream.range(from, to).boxed().toList(), trial).nodes();
            List<NodeTree.Node<Moments>> nodes = tree(shuffled(from, to, random), trial).nodes();
            assertThat(nodes).isEqualTo(inOrder);
            long end = from << TILE;
            for (NodeTree.Node<Moments> node : nodes) {
                assertThat(node.index() << node.level()).isEqualTo(end);
                end = (node.index() + 1) << node.level();
            }
            assertThat(end).isEqualTo(to << TILE);
            assertThat(nodes.size()).isLessThanOrEqualTo(2 * 9);
        }
    }

    @Test
    void total_anySplit_hasTheBitsOfTheBlockTree() {
        SplittableRandom random = new SplittableRandom(12);
        int checked = 0;
        for (int shards : new int[] {1, 2, 3, 5, 64}) {
            for (int trial = 0; trial < 60; trial++) {
                long from = random.nextLong(1000);
                long to = from + random.nextLong(1, 400);
                NodeTree<Moments> all = new NodeTree<>(Moments::merge);
                List<Long> order = shuffled(0, shards, random);
                for (long shard : order) {
                    long start = from + (to - from) * shard / shards;
                    long end = from + (to - from) * (shard + 1) / shards;
                    tree(shuffled(start, end, random), trial).nodes()
                            .forEach(node -> all.add(node.level(), node.index(), node.value()));
                }
                assertThat(all.total().orElse(Moments.EMPTY)).isEqualTo(reference(from, to, trial));
                assertThat(all.nodes()).isEqualTo(tree(LongStream.range(from, to).boxed().toList(), trial).nodes());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(300);
    }

    @Test
    void add_nodesWithoutRows_areReportedAsEmpty() {
        NodeTree<String> tree = new NodeTree<>((a, b) -> "(" + a + " " + b + ")");
        tree.add(0, 3, null);
        tree.add(0, 6, "6");
        tree.add(0, 2, null);
        assertThat(tree.nodes()).containsExactly(new NodeTree.Node<>(1, 1, null), new NodeTree.Node<>(0, 6, "6"));
        tree.add(0, 7, null);
        tree.add(1, 2, "45");
        assertThat(tree.nodes())
                .containsExactly(new NodeTree.Node<>(1, 1, null), new NodeTree.Node<>(2, 1, "(45 6)"));
        assertThat(tree.total()).contains("(45 6)");
        assertThat(new NodeTree<>(Integer::sum).total()).isEmpty();
        assertThat(new NodeTree<>(Integer::sum).nodes()).isEmpty();
    }

    @Test
    void add_manyOpenNodes_growsAndCompletes() {
        NodeTree<Integer> tree = new NodeTree<>(Integer::sum);
        for (int i = 0; i < 1024; i += 2) {
            tree.add(0, i, 1);
        }
        assertThat(tree.nodes()).hasSize(512);
        for (int i = 1023; i > 0; i -= 2) {
            tree.add(0, i, 1);
        }
        assertThat(tree.nodes()).containsExactly(new NodeTree.Node<>(10, 0, 1024));
    }

    @Test
    void add_blocksThatAreThere_areRefused() {
        NodeTree<Integer> tree = new NodeTree<>(Integer::sum);
        tree.add(4, 2, 1);
        for (int[] node : new int[][] {{4, 2}, {0, 33}, {6, 0}}) {
            assertThatThrownBy(() -> tree.add(node[0], node[1], 1)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("node must share no block with another, got level " + node[0] + ", index " + node[1]
                            + " after level 4, index 2");
        }
    }
}

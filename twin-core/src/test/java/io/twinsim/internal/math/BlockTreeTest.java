package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BlockTreeTest {

    /** The definition: split the smallest node that covers all blocks at its middle, skip empty halves. */
    private static String reference(TreeSet<Long> blocks, int level, long index) {
        if (blocks.subSet(index << level, (index + 1) << level).isEmpty()) {
            return "";
        }
        if (level == 0) {
            return Long.toString(index);
        }
        String left = reference(blocks, level - 1, 2 * index);
        String right = reference(blocks, level - 1, 2 * index + 1);
        return left.isEmpty() ? right : right.isEmpty() ? left : merge(left, right);
    }

    private static String merge(String left, String right) {
        return "(" + left + " " + right + ")";
    }

    private static String total(TreeSet<Long> blocks) {
        BlockTree<String> tree = new BlockTree<>(BlockTreeTest::merge);
        blocks.forEach(block -> tree.add(0, block, Long.toString(block)));
        return tree.total().orElse("");
    }

    @Test
    void total_anyBlocks_isTheCanonicalTree() {
        SplittableRandom random = new SplittableRandom(20240601);
        int checked = 0;
        for (int trial = 0; trial < 500; trial++) {
            TreeSet<Long> blocks = new TreeSet<>();
            long origin = random.nextLong(1L << 20);
            int size = random.nextInt(1, 60);
            for (int k = 0; k < size; k++) {
                blocks.add(origin + random.nextInt(200));
            }
            assertThat(total(blocks)).isEqualTo(reference(blocks, 22, 0));
            checked++;
        }
        assertThat(checked).isEqualTo(500);
    }

    @Test
    void total_ofTiles_equalsTotalOfTheirBlocks() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 200; trial++) {
            TreeSet<Long> blocks = new TreeSet<>();
            for (int k = 0; k < 100; k++) {
                blocks.add((long) random.nextInt(600));
            }
            BlockTree<String> tree = new BlockTree<>(BlockTreeTest::merge);
            for (long tile = 0; tile < 40; tile++) {
                TreeSet<Long> inTile = new TreeSet<>(blocks.subSet(tile * 16, tile * 16 + 16));
                if (!inTile.isEmpty()) {
                    tree.add(4, tile, total(inTile));
                }
            }
            assertThat(tree.total().orElseThrow()).isEqualTo(total(blocks));
        }
    }

    @Test
    void total_noNodes_isEmpty() {
        assertThat(new BlockTree<>(BlockTreeTest::merge).total()).isEmpty();
        assertThat(new BlockTree<>(BlockTreeTest::merge).open()).isEmpty();
    }

    @Test
    void open_manyBlocks_staysLogarithmic() {
        BlockTree<Integer> tree = new BlockTree<>(Integer::sum);
        int most = 0;
        for (int block = 0; block < 10_000; block++) {
            tree.add(0, block, 1);
            most = Math.max(most, tree.open().size());
        }
        assertThat(most).isLessThanOrEqualTo(15);
        assertThat(tree.total()).contains(10_000);
        List<Integer> open = new ArrayList<>(tree.open());
        assertThat(open.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10_000);
    }

    @Test
    void add_belowTheLastNode_isRefused() {
        BlockTree<Integer> tree = new BlockTree<>(Integer::sum);
        tree.add(4, 2, 1);
        assertThatThrownBy(() -> tree.add(0, 47, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("node must start at block 48 or above, got 47");
    }

    @Test
    void block_ofARow_isItsIndexOver1024() {
        assertThat(Blocks.block(0)).isZero();
        assertThat(Blocks.block(1023)).isZero();
        assertThat(Blocks.block(1024)).isEqualTo(1);
        assertThat(Blocks.floor(1L << 40 | 1023)).isEqualTo(1L << 40);
        assertThat(Blocks.TILE_ROWS).isEqualTo(16_384);
        assertThat(Blocks.WORDS).isEqualTo(16);
    }
}

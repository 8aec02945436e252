package io.twinsim.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void selection_anyRows_equalsBitSet() {
        SplittableRandom random = new SplittableRandom(4);
        int checked = 0;
        for (int size : new int[] {0, 1, 63, 64, 65, 128, 1025}) {
            for (int trial = 0; trial < 20; trial++) {
                BitSet a = bits(size, random);
                BitSet b = bits(size, random);
                Selection selection = Selection.of(a, size);
                assertThat(selection.count()).isEqualTo(a.cardinality());
                assertThat(selection.positions()).isEqualTo(a.stream().toArray());
                assertThat(selection.isAll()).isEqualTo(a.cardinality() == size);
                int from = random.nextInt(size + 1);
                int to = from + random.nextInt(size - from + 1);
                assertThat(selection.countBetween(from, to)).isEqualTo(a.get(from, to).cardinality());
                long[] words = new long[20];
                selection.load(from, words, 5, 5 + to - from);
                BitSet loaded = BitSet.valueOf(words);
                for (int i = 0; i < 1200; i++) {
                    boolean inside = i >= 5 && i < 5 + to - from;
                    assertThat(loaded.get(i)).isEqualTo(inside && selection.contains(from + i - 5));
                }
                BitSet both = (BitSet) a.clone();
                both.and(b);
                assertThat(selection.and(Selection.of(b, size)).positions()).isEqualTo(both.stream().toArray());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(140);
    }

    private static BitSet bits(int size, SplittableRandom random) {
        BitSet bits = new BitSet();
        int kind = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            bits.set(i, kind == 0 || kind == 1 && random.nextBoolean());
        }
        return bits;
    }

    @Test
    void builder_filterBlock_keepsValidNonZeroRows() {
        Selection.Builder builder = Selection.builder(8);
        builder.store(2, new double[] {9, 1, 0, 1, Double.NaN, -2}, new long[] {0b110110}, 1, 6);
        builder.store(2, new double[] {0}, null, 0, 1);
        assertThat(builder.add(0).build().positions()).containsExactly(0, 6);
        assertThat(builder.build()).hasToString("Selection[2 of 8 rows]");
        assertThatThrownBy(() -> builder.add(8)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void of_callerChangesWords_selectionStays() {
        long[] words = {0b101};
        Selection selection = Selection.of(words, 3);
        words[0] = 0;
        assertThat(selection.positions()).containsExactly(0, 2);
    }

    @Test
    void of_badInput_isRefused() {
        assertThatThrownBy(() -> Selection.of(new long[] {0b1000}, 3)).isInstanceOf(InputException.class)
                .hasMessage("selected row must be below 3, got 3");
        assertThatThrownBy(() -> Selection.all(-1)).isInstanceOf(InputException.class)
                .hasMessage("size must be at least 0, got -1");
        assertThatThrownBy(() -> Selection.all(3).and(Selection.all(4))).isInstanceOf(InputException.class)
                .hasMessage("selection must have one bit per row (3), got 4");
        assertThatThrownBy(() -> Selection.all(3).contains(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}

package io.twinsim.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Block loads, slices and selections of every kind of column against one value at a time. */
class ColumnParityTest {

    private static final int[] SIZES = {0, 1, 63, 64, 65, 1023, 1024, 1025, 2500};

    /** Every type, with and without missing rows, categories in all three widths. */
    private static List<Column> columns(int n, SplittableRandom random) {
        boolean[] missing = new boolean[n];
        double[] reals = new double[n];
        int[] integers = new int[n];
        boolean[] flags = new boolean[n];
        for (int i = 0; i < n; i++) {
            missing[i] = random.nextInt(5) == 0;
            reals[i] = random.nextDouble() - 0.5;
            integers[i] = random.nextInt();
            flags[i] = random.nextBoolean();
        }
        List<Column> all = new ArrayList<>(List.of(RealColumn.of(reals), RealColumn.of(reals, missing),
                IntegerColumn.of(integers), IntegerColumn.of(integers, missing), FlagColumn.of(flags),
                FlagColumn.of(flags, missing)));
        for (int levels : new int[] {128, 129, 32_768, 32_769}) {
            List<String> labels = IntStream.range(0, levels).mapToObj(k -> "L" + k).toList();
            int[] codes = IntStream.range(0, n).map(i -> i % 7 == 0 ? levels - 1 : random.nextInt(levels)).toArray();
            all.add(CategoryColumn.of(labels, codes));
            all.add(CategoryColumn.of(labels, codes, missing));
        }
        return all;
    }

    private static double slow(Column column, int i) {
        if (column.isMissing(i)) {
            return Double.NaN;
        }
        if (column instanceof RealColumn real) {
            return real.value(i);
        }
        if (column instanceof IntegerColumn integer) {
            return integer.value(i);
        }
        if (column instanceof FlagColumn flag) {
            return flag.value(i) ? 1 : 0;
        }
        return ((CategoryColumn) column).code(i);
    }

    @Test
    void addNarrow_anyRange_equalsValuesOneByOne() {
        SplittableRandom random = new SplittableRandom(3);
        int checked = 0;
        for (int n : SIZES) {
            for (Column column : columns(n, random)) {
                if (column instanceof WholeSource whole && whole.narrow()) {
                    checked++;
                    int start = random.nextInt(n + 1);
                    int length = Math.min(n - start, random.nextInt(1025));
                    checkNarrow(whole, start, length, random.nextInt(1025 - length), column.type() == ColumnType.FLAG);
                }
            }
        }
        assertThat(checked).as("flags and categories of 128 levels").isEqualTo(4 * SIZES.length);
    }

    /** Sums reach 255 at most. */
    private static void checkNarrow(WholeSource whole, int start, int length, int from, boolean flag) {
        int worth = flag ? 200 : 2;
        byte[] sums = new byte[1024];
        byte[] wanted = new byte[1024];
        int[] values = new int[1024];
        whole.loadWhole(start, values, from, from + length);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (byte) (flag ? i % 56 : i % 2);
            wanted[i] = (byte) (sums[i] + (i >= from && i < from + length ? worth * values[i] : 0));
        }
        whole.addNarrow(start, worth, sums, from, from + length);
        assertThat(sums).isEqualTo(wanted);
    }

    @Test
    void addNarrow_numbersThatAreNotInBytes_isRefused() {
        byte[] sums = new byte[2];
        for (WholeSource wide : List.of(IntegerColumn.of(1, 2), CategoryColumn.of(
                IntStream.range(0, 129).mapToObj(k -> "L" + k).toList(), new int[] {1, 2}))) {
            assertThat(wide.narrow()).isFalse();
            assertThatThrownBy(() -> wide.addNarrow(0, 1, sums, 0, 2))
                    .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("added to bytes");
        }
    }

    @Test
    void load_anyRange_equalsValuesOneByOne() {
        SplittableRandom random = new SplittableRandom(1);
        int checked = 0;
        for (int n : SIZES) {
            for (Column column : columns(n, random)) {
                for (int trial = 0; trial < 12; trial++) {
                    int position = random.nextInt(n + 1);
                    int rows = random.nextInt(Math.min(n - position, 1024) + 1);
                    int from = random.nextInt(70);
                    checkRange(column, position, from, from + rows);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(SIZES.length * 14 * 12);
    }

    private static void checkRange(Column column, int position, int from, int to) {
        double[] out = new double[to + 3];
        Arrays.fill(out, -7);
        long[] words = new long[Bits.words(to + 3)];
        long[] inverse = new long[words.length];
        Arrays.fill(inverse, -1L);
        column.load(position, out, from, to);
        column.loadValidity(position, words, from, to);
        column.loadValidity(position, inverse, from, to);
        for (int i = 0; i < out.length; i++) {
            boolean inside = i >= from && i < to;
            double expected = inside ? slow(column, position + i - from) : -7;
            assertThat(Double.doubleToRawLongBits(out[i])).isEqualTo(Double.doubleToRawLongBits(expected));
            boolean valid = inside && !column.isMissing(position + i - from);
            assertThat(Bits.get(words, i)).isEqualTo(valid);
            assertThat(Bits.get(inverse, i)).isEqualTo(!inside || valid);
        }
    }

    @Test
    void sliceAndTake_anyRows_equalValuesOneByOne() {
        SplittableRandom random = new SplittableRandom(2);
        int checked = 0;
        for (int n : SIZES) {
            for (Column column : columns(n, random)) {
                int from = random.nextInt(n + 1);
                int to = from + random.nextInt(n - from + 1);
                Selection.Builder builder = Selection.builder(n);
                for (int i = from; i < to; i++) {
                    builder.add(i);
                }
                checkRows(column, column.slice(from, to), IntStream.range(from, to).toArray());
                checkRows(column, column.take(builder.build()), IntStream.range(from, to).toArray());
                Selection some = some(n, random);
                checkRows(column, column.take(some), some.positions());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(SIZES.length * 14);
    }

    private static Selection some(int n, SplittableRandom random) {
        Selection.Builder builder = Selection.builder(n);
        for (int i = 0; i < n; i++) {
            if (random.nextInt(3) == 0) {
                builder.add(i);
            }
        }
        return builder.build();
    }

    private static void checkRows(Column parent, Column taken, int[] rows) {
        assertThat(taken.size()).isEqualTo(rows.length);
        assertThat(taken.type()).isEqualTo(parent.type());
        assertThat(taken.labels()).isEqualTo(parent.labels());
        int missing = 0;
        for (int i = 0; i < rows.length; i++) {
            assertThat(taken.text(i)).isEqualTo(parent.text(rows[i]));
            assertThat(taken.isMissing(i)).isEqualTo(parent.isMissing(rows[i]));
            missing += taken.isMissing(i) ? 1 : 0;
        }
        assertThat(taken.missing()).isEqualTo(missing);
        assertThat(taken.hasMissing()).isEqualTo(missing > 0);
    }

    @Test
    void builder_blocksInAnyOrder_equalsColumn() {
        SplittableRandom random = new SplittableRandom(3);
        int checked = 0;
        for (int n : SIZES) {
            for (Column column : columns(n, random)) {
                ColumnBuilder builder = ColumnBuilder.of(column.type(), column.labels(), n, column.hasMissing());
                for (int end = n; end > 0;) {
                    int start = Math.max(0, end - 1 - random.nextInt(200));
                    int from = random.nextInt(70);
                    double[] values = new double[from + end - start];
                    long[] words = new long[Bits.words(values.length)];
                    column.load(start, values, from, values.length);
                    column.loadValidity(start, words, from, values.length);
                    builder.store(start, values, column.hasMissing() ? words : null, from, values.length);
                    double[] back = new double[values.length];
                    long[] backWords = new long[words.length];
                    builder.load(start, back, from, back.length);
                    builder.loadValidity(start, backWords, from, back.length);
                    assertThat(back).isEqualTo(values);
                    assertThat(backWords).isEqualTo(words);
                    end = start;
                }
                checkRows(column, builder.build(), IntStream.range(0, n).toArray());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(SIZES.length * 14);
    }
}

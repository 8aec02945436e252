package io.twinsim.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnTest {

    @Test
    void real_nonFinite_isRefusedWithIndex() {
        assertThatThrownBy(() -> RealColumn.of(1, Double.NaN)).isInstanceOf(InputException.class).hasMessage(
                "values must be finite, got NaN at index 1; mark missing values with of(values, missing)");
        assertThatThrownBy(() -> RealColumn.of(Double.NEGATIVE_INFINITY)).isInstanceOf(InputException.class).hasMessage(
                "values must be finite, got -Infinity at index 0; mark missing values with of(values, missing)");
        assertThatThrownBy(() -> RealColumn.of(new double[] {1, Double.NaN}, new boolean[] {true, false}))
                .isInstanceOf(InputException.class).hasMessage(
                        "values must be finite, got NaN at index 1; mark missing values with of(values, missing)");
    }

    @Test
    void real_missingRow_mayHoldAnything() {
        RealColumn column = RealColumn.of(new double[] {1, Double.NaN, -0.0}, new boolean[] {false, true, false});
        assertThat(column.missing()).isEqualTo(1);
        assertThat(column.text(1)).isEmpty();
        assertThat(column.toArray()).containsExactly(1, Double.NaN, -0.0);
        assertThat(column.text(2)).isEqualTo("-0.0");
        assertThat(column.bytes()).isEqualTo(3 * 8 + 8);
        assertThatThrownBy(() -> column.value(1)).isInstanceOf(IllegalStateException.class)
                .hasMessage("row 1 is missing; ask isMissing(1) first");
    }

    @Test
    void of_callerChangesArrays_columnStays() {
        double[] reals = {1, 2};
        int[] integers = {1, 2};
        boolean[] flags = {true, false};
        String[] labels = {"b", "a"};
        boolean[] missing = {false, false};
        RealColumn real = RealColumn.of(reals, missing);
        IntegerColumn integer = IntegerColumn.of(integers, missing);
        FlagColumn flag = FlagColumn.of(flags, missing);
        CategoryColumn category = CategoryColumn.of(labels);
        reals[0] = 9;
        integers[0] = 9;
        flags[0] = false;
        labels[0] = "z";
        missing[0] = true;
        assertThat(real.toArray()).containsExactly(1, 2);
        assertThat(integer.toArray()).containsExactly(1, 2);
        assertThat(flag.toArray()).containsExactly(true, false);
        assertThat(category.label(0)).isEqualTo("b");
        real.toArray()[0] = 7;
        integer.toArray()[0] = 7;
        assertThat(real.value(0)).isEqualTo(1);
        assertThat(integer.value(0)).isEqualTo(1);
    }

    @Test
    void category_values_codesFollowNaturalOrder() {
        CategoryColumn column = CategoryColumn.of("west", "east", "west");
        assertThat(column.labels()).containsExactly("east", "west");
        assertThat(column.code(0)).isEqualTo(1);
        assertThat(column.label(1)).isEqualTo("east");
        assertThat(column.bytes()).isEqualTo(3);
    }

    @Test
    void category_levels_chooseTheWidth() {
        int[] bytesPerRow = {1, 1, 2, 2, 4};
        int[] levels = {1, 128, 129, 32_768, 32_769};
        for (int k = 0; k < levels.length; k++) {
            List<String> labels = IntStream.range(0, levels[k]).mapToObj(Integer::toString).toList();
            CategoryColumn column = CategoryColumn.of(labels, new int[] {levels[k] - 1, 0});
            assertThat(column.bytes()).isEqualTo(2L * bytesPerRow[k]);
            assertThat(column.code(0)).isEqualTo(levels[k] - 1);
        }
    }

    @Test
    void category_badInput_isRefused() {
        assertThatThrownBy(() -> CategoryColumn.of(List.of("a", "a"), new int[0])).isInstanceOf(InputException.class)
                .hasMessage("labels must be distinct, got \"a\" twice");
        assertThatThrownBy(() -> CategoryColumn.of(List.of("a", "b"), new int[] {0, 2}))
                .isInstanceOf(InputException.class).hasMessage("codes must be in [0, 1], got 2 at index 1");
        assertThatThrownBy(() -> CategoryColumn.of("a", null)).isInstanceOf(InputException.class)
                .hasMessage("values[1] must not be null");
    }

    @Test
    void of_lengthsDiffer_isRefused() {
        String message = "missing must have one element per value (2), got 1";
        boolean[] one = {false};
        assertThatThrownBy(() -> RealColumn.of(new double[2], one)).hasMessage(message);
        assertThatThrownBy(() -> IntegerColumn.of(new int[2], one)).hasMessage(message);
        assertThatThrownBy(() -> FlagColumn.of(new boolean[2], one)).hasMessage(message);
        assertThatThrownBy(() -> CategoryColumn.of(List.of("a"), new int[2], one)).hasMessage(message);
    }

    @Test
    void of_null_isRefusedByName() {
        assertThatThrownBy(() -> RealColumn.of((double[]) null)).isInstanceOf(InputException.class)
                .hasMessage("values must not be null");
        assertThatThrownBy(() -> RealColumn.of(new double[1], null)).isInstanceOf(InputException.class)
                .hasMessage("missing must not be null");
        assertThatThrownBy(() -> CategoryColumn.of(null, new int[1])).isInstanceOf(InputException.class)
                .hasMessage("labels must not be null");
    }

    @Test
    void rows_outOfRange_areRefusedWithIndexAndSize() {
        IntegerColumn column = IntegerColumn.of(1, 2, 3);
        for (int i : new int[] {-1, 3}) {
            assertThatThrownBy(() -> column.value(i)).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("Index " + i + " out of bounds for length 3");
            assertThatThrownBy(() -> column.isMissing(i)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> column.text(i)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> column.slice(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> column.load(2, new double[4], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> column.take(Selection.all(4))).isInstanceOf(InputException.class)
                .hasMessage("selection must have one bit per row (3), got 4");
    }

    @Test
    void toString_anyColumn_isOneLineOf75Characters() {
        String text = "a long label with\na line end and more than fits";
        List<Column> columns = List.of(RealColumn.of(), RealColumn.of(1, 2.5),
                RealColumn.of(IntStream.range(0, 100_000).mapToDouble(i -> i / 3.0).toArray()),
                IntegerColumn.of(new int[] {1, 2}, new boolean[] {false, true}), FlagColumn.of(true, false),
                CategoryColumn.of(text, text, text, text));
        for (Column column : columns) {
            assertThat(column.toString()).hasSizeLessThanOrEqualTo(75).doesNotContain("\n").endsWith("]");
        }
        assertThat(columns.get(1)).hasToString("RealColumn[n=2: 1.0, 2.5]");
        assertThat(columns.get(3)).hasToString("IntegerColumn[n=2, missing=1: 1, (missing)]");
    }
}

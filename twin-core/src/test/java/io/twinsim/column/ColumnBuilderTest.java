package io.twinsim.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnBuilderTest {

    private static ColumnBuilder of(ColumnType type) {
        return ColumnBuilder.of(type, type == ColumnType.CATEGORY ? List.of("a", "b") : List.of(), 10, false);
    }

    @Test
    void store_valueOutsideTheType_isRefusedWithRow() {
        Object[][] cases = {
            {ColumnType.INTEGER, 2.5, "a whole number in [-2147483648, 2147483647], got 2.5"},
            {ColumnType.INTEGER, 2147483648.0, "a whole number in [-2147483648, 2147483647], got 2.147483648E9"},
            {ColumnType.INTEGER, Double.NaN, "a whole number in [-2147483648, 2147483647], got NaN"},
            {ColumnType.CATEGORY, 2.0, "a code in [0, 1], got 2.0"},
            {ColumnType.CATEGORY, -1.0, "a code in [0, 1], got -1.0"},
            {ColumnType.FLAG, 0.5, "0 or 1, got 0.5"},
            {ColumnType.REAL, Double.POSITIVE_INFINITY, "finite, got Infinity"},
            {ColumnType.REAL, Double.NaN, "finite, got NaN"},
        };
        for (Object[] c : cases) {
            double[] values = {0, 0, (double) c[1]};
            assertThatThrownBy(() -> of((ColumnType) c[0]).store(4, values, null, 1, 3))
                    .isInstanceOf(InputException.class).hasMessage("value must be " + c[2] + " at row 5");
        }
        assertThat(cases).hasNumberOfRows(8);
    }

    @Test
    void storeKnown_valuesThatFit_areThoseOfStore() {
        double[] values = {9, 1, 0, 1, 1, 9};
        int checked = 0;
        for (ColumnType type : ColumnType.values()) {
            ColumnBuilder careful = of(type);
            ColumnBuilder trusting = of(type);
            careful.store(3, values, null, 1, 5);
            trusting.storeKnown(3, values, 1, 5);
            Column expected = careful.build();
            Column column = trusting.build();
            for (int i = 0; i < 10; i++) {
                assertThat(column.text(i)).isEqualTo(expected.text(i));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(40);
        assertThatThrownBy(() -> ColumnBuilder.of(ColumnType.REAL, List.of(), 10, true).storeKnown(0, values, 0, 3))
                .isInstanceOf(IllegalStateException.class).hasMessage("rows of this column may be missing; use store");
        assertThatThrownBy(() -> of(ColumnType.REAL).storeKnown(8, values, 0, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void store_missingRow_needsANullableBuilder() {
        assertThatThrownBy(() -> of(ColumnType.REAL).store(0, new double[4], new long[] {0b1011}, 0, 4))
                .isInstanceOf(InputException.class)
                .hasMessage("value must not be missing, got a missing value at row 2");
        ColumnBuilder nullable = ColumnBuilder.of(ColumnType.INTEGER, List.of(), 4, true);
        nullable.store(0, new double[] {1, Double.NaN, 1e300, 4}, new long[] {0b1001}, 0, 4);
        Column column = nullable.build();
        assertThat(column).hasToString("IntegerColumn[n=4, missing=2: 1, (missing), (missing), 4]");
    }

    @Test
    void store_again_replacesMissingRows() {
        ColumnBuilder builder = ColumnBuilder.of(ColumnType.REAL, List.of(), 2, true);
        builder.store(0, new double[] {1, 2}, new long[] {0b01}, 0, 2);
        builder.store(0, new double[] {3, 4}, null, 0, 2);
        Column column = builder.build();
        assertThat(column.hasMissing()).isFalse();
        assertThat(column.bytes()).isEqualTo(16);
    }

    @Test
    void build_twice_isRefused() {
        ColumnBuilder builder = of(ColumnType.FLAG);
        builder.build();
        assertThat(builder).hasToString("ColumnBuilder[flag, n=10, built]");
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class)
                .hasMessage("this column is built; a builder serves once");
        assertThatThrownBy(() -> builder.store(0, new double[1], null, 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.load(0, new double[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void of_badInput_isRefused() {
        assertThatThrownBy(() -> ColumnBuilder.of(ColumnType.REAL, List.of("a"), 1, false))
                .isInstanceOf(InputException.class).hasMessage("labels must be empty for type real, got 1");
        assertThatThrownBy(() -> ColumnBuilder.of(ColumnType.REAL, List.of(), -1, false))
                .isInstanceOf(InputException.class).hasMessage("size must be at least 0, got -1");
        assertThatThrownBy(() -> of(ColumnType.REAL).store(8, new double[4], null, 0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Neighbouring rows written by two threads: a shared word would lose bits in nearly every run. */
    @Test
    void store_twoThreadsOnNeighbouringRows_losesNothing() throws InterruptedException {
        int n = 200_000;
        ColumnBuilder flags = ColumnBuilder.of(ColumnType.FLAG, List.of(), n, true);
        Thread[] threads = new Thread[2];
        for (int t = 0; t < 2; t++) {
            int parity = t;
            threads[t] = new Thread(() -> {
                for (int row = parity; row < n; row += 2) {
                    flags.store(row, new double[] {1}, new long[] {row % 3 == 0 ? 0 : 1}, 0, 1);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        FlagColumn column = (FlagColumn) flags.build();
        int checked = 0;
        for (int row = 0; row < n; row++) {
            if (column.isMissing(row) == (row % 3 == 0) && (row % 3 == 0 || column.value(row))) {
                checked++;
            }
        }
        assertThat(checked).isEqualTo(n);
    }
}

package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows block by block are the rows of the columns. */
class RowBlocksTest {

    private long compared;

    /** {@code columns} shows the same rows; its columns are asked for, those of {@code rows} are not. */
    private void same(RowBlocks rows, Population columns) {
        List<String> names = columns.names();
        double[][] expected = names.stream().map(columns::doubles).toArray(double[][]::new);
        int at = 0;
        assertThat(rows.size()).isZero();
        while (rows.next()) {
            assertThat(rows.size()).isBetween(1, 1024);
            for (int c = 0; c < names.size(); c++) {
                assertThat(rows.type(c)).isEqualTo(columns.column(names.get(c)).type());
                assertThat(rows.labels(c)).isEqualTo(columns.column(names.get(c)).labels());
                for (int i = 0; i < rows.size(); i++) {
                    if (Double.doubleToLongBits(rows.values(c)[i]) != Double.doubleToLongBits(expected[c][at + i])) {
                        assertThat(rows.values(c)[i]).as(names.get(c) + " " + (at + i)).isEqualTo(expected[c][at + i]);
                    }
                    compared++;
                }
            }
            at += rows.size();
        }
        assertThat(at).isEqualTo((int) columns.size());
        assertThat(rows.next()).isFalse();
        assertThat(rows.size()).isZero();
    }

    private static Population twins(long n) {
        return TwinBlocksTest.MIXED.generate(n, 11);
    }

    @Test
    void rows_ofTwins_areTheColumnsAndMakeNone() {
        for (long n : new long[] {0, 1, 1023, 1024, 1025, 5_000}) {
            Population fresh = twins(n);
            same(fresh.rows(), twins(n).prepare());
            assertThat(n == 0 || !fresh.twins().has(List.of("x"))).isTrue();
            Population made = twins(n).prepare();
            same(made.rows(), made);
        }
        same(TwinBlocksTest.CORRELATED.generate(3_000, 5).rows(), TwinBlocksTest.CORRELATED.generate(3_000, 5));
        assertThat(compared).isEqualTo(2 * 12 * (1 + 1023 + 1024 + 1025 + 5_000) + 5 * 3_000);
    }

    @Test
    void rows_ofSlicesAndViews_areTheColumns() {
        String condition = "x > 0.3 and c in ('a', 'b')";
        for (long[] range : new long[][] {{0, 7}, {1_000, 1_100}, {1_024, 3_072}, {7, 4_321}}) {
            same(twins(5_000).slice(range[0], range[1]).rows(), twins(5_000).slice(range[0], range[1]).prepare());
            same(twins(5_000).slice(range[0], range[1]).where(condition).rows(),
                    twins(5_000).slice(range[0], range[1]).where(condition).prepare());
        }
        same(twins(5_000).where(condition).rows(), twins(5_000).where(condition).prepare());
        same(twins(5_000).where(condition).head(40).rows(), twins(5_000).where(condition).head(40).prepare());
        same(twins(5_000).where("k < 0").rows(), twins(5_000).where("k < 0").prepare());
        same(twins(5_000).select("y", "c").where("y > 3").rows(), twins(5_000).select("y", "c").where("y > 3"));
        assertThat(compared).isGreaterThan(100_000);
    }

    /** Rows far beyond what an array can hold. */
    @Test
    void rows_ofASliceFarOut_areItsColumns() {
        long first = 30_000_000_000L + 5;
        Population all = twins(40_000_000_000L);
        same(all.slice(first, first + 2_000).rows(), all.slice(first, first + 2_000).prepare());
        assertThat(compared).isEqualTo(12 * 2_000);
    }

    @Test
    void rows_ofData_areTheColumnsWithMissingValues() {
        int n = 2_500;
        double[] reals = new double[n];
        int[] wholes = new int[n];
        boolean[] flags = new boolean[n];
        boolean[] missing = new boolean[n];
        for (int i = 0; i < n; i++) {
            reals[i] = i / 7.0;
            wholes[i] = i % 3;
            flags[i] = i % 5 == 0;
            missing[i] = i % 11 == 3;
        }
        Population data = Population.builder().column("r", RealColumn.of(reals, missing))
                .column("i", IntegerColumn.of(wholes, missing)).column("f", FlagColumn.of(flags, missing))
                .column("c", CategoryColumn.of(List.of("a", "b", "z"), wholes, missing)).build();
        same(data.rows(), data);
        same(data.where("i == 1").rows(), data.where("i == 1"));
        same(data.where("is_missing(i)").slice(3, 99).rows(), data.where("is_missing(i)").slice(3, 99));
        assertThat(compared).isGreaterThan(4 * n);
    }

    @Test
    void rows_ofTwinsWhoseVariablesWereSet_areTheColumns() {
        Population set = TwinBlocksTest.MIXED.assign(twins(3_000), Map.of("k", Expr.parse("2")), Binding.NONE);
        same(set.rows(), TwinBlocksTest.MIXED.assign(twins(3_000), Map.of("k", Expr.parse("2")), Binding.NONE));
        assertThat(compared).isEqualTo(12 * 3_000);
    }
}

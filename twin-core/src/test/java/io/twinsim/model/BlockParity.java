package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.RegisterSource;
import io.twinsim.internal.math.Blocks;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Compares registers with the same rows of columns that are held in memory, bit for bit. */
final class BlockParity {

    /** Values compared so far. */
    long compared;

    /** All rows of a population in blocks, cut at random inside each. */
    void rows(Population population, TwinBlocks blocks, long cuts) {
        SplittableRandom random = new SplittableRandom(cuts);
        long base = population.baseRow();
        for (long first = Blocks.floor(base); first < population.endRow(); first += Blocks.ROWS) {
            int from = (int) Math.max(0, base - first);
            int to = (int) Math.min(Blocks.ROWS, population.endRow() - first);
            int cut = cuts == 0 ? to : random.nextInt(from, to + 1);
            for (int[] part : new int[][] {{from, cut}, {cut, to}}) {
                blocks.load(first, part[0], part[1]);
                compare(population, population::storage, blocks::source, first, part[0], part[1]);
            }
        }
    }

    /** All columns of a population for rows [first + from, first + to). */
    void compare(Population population, Function<String, ? extends ColumnSource> columns,
            Function<String, RegisterSource> registers, long first, int from, int to) {
        double[] expected = new double[Blocks.ROWS];
        for (String name : population.names()) {
            ColumnSource column = columns.apply(name);
            RegisterSource register = registers.apply(name);
            column.load((int) (first + from - population.baseRow()), expected, from, to);
            assertThat(register.type()).as(name).isEqualTo(column.type());
            assertThat(register.labels()).as(name).isEqualTo(column.labels());
            assertThat(bits(register.values(), from, to)).as("%s of rows [%s, %s)", name, first + from, first + to)
                    .isEqualTo(bits(expected, from, to));
            compared += to - from;
        }
    }

    private static long[] bits(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}

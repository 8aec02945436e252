package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cells of joint tables against those that sessions find one dimension after the other. */
class JointCellsTest {

    private static final int ROWS = 3000;
    private static final List<String> SPECS = List.of("c1", "c2", "c3", "c9", "c100", "c200", "gap", "flag", "few",
            "x:4", "c2 * flag");

    private static CategoryColumn category(int levels, boolean[] missing, SplittableRandom random) {
        List<String> labels = IntStream.range(0, levels).mapToObj(k -> "L" + k).toList();
        return CategoryColumn.of(labels, IntStream.range(0, ROWS).map(i -> random.nextInt(levels)).toArray(), missing);
    }

    private static Population data(SplittableRandom random) {
        boolean[] none = new boolean[ROWS];
        boolean[] some = new boolean[ROWS];
        boolean[] flags = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            some[i] = random.nextInt(5) == 0;
            flags[i] = random.nextBoolean();
        }
        PopulationBuilder builder = Population.builder();
        for (int levels : new int[] {1, 2, 3, 9, 100, 200}) {
            builder.column("c" + levels, category(levels, none, random));
        }
        return builder.column("gap", category(4, some, random)).column("flag", FlagColumn.of(flags))
                .column("few", IntegerColumn.of(random.ints(ROWS, -3, 8).toArray()))
                .column("x", RealColumn.of(random.doubles(ROWS).toArray())).build();
    }

    @Test
    void load_anyDimensions_equalsTheSumOfSessions() {
        SplittableRandom random = new SplittableRandom(5);
        Population rows = data(random);
        int checked = 0;
        for (int round = 0; round < 300; round++) {
            List<SubgroupClassifier> dimensions = new ArrayList<>();
            int[] strides = random.ints(4, 1, 5000).toArray();
            for (int d = random.nextInt(5); d > 0; d--) {
                dimensions.add(SubgroupClassifier.of(rows, SPECS.get(random.nextInt(SPECS.size()))));
            }
            JointCells joint = new JointCells(dimensions, d -> strides[d], rows::storage);
            for (int block = 0; block < 3; block++) {
                check(joint, dimensions, strides, rows, random);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(900);
    }

    private static void check(JointCells joint, List<SubgroupClassifier> dimensions, int[] strides, Population rows,
            SplittableRandom random) {
        int position = random.nextInt(ROWS - Blocks.ROWS);
        int from = random.nextInt(3) == 0 ? 0 : random.nextInt(Blocks.ROWS);
        int to = random.nextInt(3) == 0 ? Blocks.ROWS : random.nextInt(from, Blocks.ROWS + 1);
        int[] wanted = new int[Blocks.ROWS];
        int[] cells = new int[Blocks.ROWS];
        Arrays.setAll(cells, i -> -1 - i);
        Arrays.setAll(wanted, i -> i >= from && i < to ? 0 : -1 - i);
        for (int d = 0; d < dimensions.size(); d++) {
            dimensions.get(d).session(rows::storage).add(position, strides[d], wanted, from, to);
        }
        joint.load(position, cells, from, to);
        assertThat(cells).as(dimensions + " from " + position).isEqualTo(wanted);
    }
}

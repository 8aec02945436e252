package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Normal;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubgroupTextTest {

    private static final int ROWS = 6000;

    private static Experiment trial(int groups) {
        double[] y = new double[ROWS];
        Draws.of(20_241_106).stream("y").uniforms(0, y, 0, ROWS);
        Normal.quantile(y, y, 0, ROWS);
        for (int i = 0; i < ROWS; i++) {
            y[i] += i % 2 * (i / 2 % groups % 3);
        }
        List<String> labels = IntStream.range(0, groups).mapToObj(g -> "a group whose name is rather long " + g)
                .toList();
        Population data = Population.builder().column("y", RealColumn.of(y))
                .column("t", IntegerColumn.of(IntStream.range(0, ROWS).map(i -> i % 2).toArray()))
                .column("a_dimension_with_a_long_name", CategoryColumn.of(labels,
                        IntStream.range(0, ROWS).map(i -> i / 2 % groups).toArray()))
                .column("half", IntegerColumn.of(IntStream.range(0, ROWS).map(i -> i / 7 % 2).toArray())).build();
        return Experiment.of(data, "t", "1", "0", "y");
    }

    @Test
    void table_ofOneDimension_showsRanksTestsAndTheFamily() {
        List<String> lines = trial(3).withSubgroups("a_dimension_with_a_long_name").run().table().lines().toList();
        assertThat(lines).anyMatch(line -> line.matches("  a_dimension_\\.\\.\\._a_long_name +treated +control +ATE "
                + "+lower +upper +p +p Holm +p BH +p rest"))
                .anyMatch(line -> line.matches("  a_dimension_with_a_long_na.* +shrunken +lower +upper "
                        + "+weight +rank +Pr\\(best\\)"))
                .contains("  p-values: effect in the group = 0; Holm and BH over m = 3 estimable groups",
                        "  (BH assumes positive dependence); p rest: equals the rest, not corrected");
        assertThat(String.join(" ", lines).replaceAll(" +", " "))
                .containsPattern("do the effects of the 3 groups differ\\? p <1e-9 \\(Welch-James\\), Q [0-9.]+ p <1e-9, "
                        + "interaction F p <1e-9, HC2 Wald p <1e-9")
                .containsPattern("mean of the groups' effects \\+0\\.972, 95 % -[0-9.]+\\.\\.[0-9.]+; they spread "
                        + "by tau [0-9.]+ beyond their errors");
        assertThat(lines).filteredOn(line -> line.endsWith("     1      1.00")).hasSize(1);
    }

    @Test
    void table_ofSeveralDimensions_namesTheFamilies() {
        Experiment two = trial(3).withSubgroups("half", "a_dimension_with_a_long_name*half")
                .withCorrections(Correction.HOMMEL);
        String together = two.run().table();
        assertThat(together).contains("over m = 8 estimable groups",
                "(BH assumes positive dependence; BY does not); p rest: equals the rest, not corrected",
                "Pr(best)  p Hommel   p BY");
        String apart = two.withFamily(TestFamily.DIMENSION).run().table();
        assertThat(apart.replaceAll("\\s+", " ")).contains("over each dimension's own estimable groups, m = half 2, "
                + "a_dimension_with_a_long_name*half 6");
        assertThat(apart).doesNotContain("p BY");
        assertThat(together.lines()).hasSizeGreaterThan(20).allMatch(line -> line.length() <= 100);
        assertThat(apart.lines()).hasSizeGreaterThan(20).allMatch(line -> line.length() <= 100);
    }

    @Test
    void table_ofHundredsOfGroups_leavesOutTheMiddle() {
        ExperimentResult made = trial(300).withSubgroups("a_dimension_with_a_long_name").run();
        assertThat(made.family()).isEqualTo(300);
        assertThat(made.table()).contains("  ... 260 more rows ...\n",
                "  300 groups: subgroup(...), tidy() and JSON hold them all\n", "a group wh... long 299");
        assertThat(made.table().lines()).hasSizeBetween(100, 120).allMatch(line -> line.length() <= 100);
        assertThat(made.toMarkdown().lines()).hasSizeGreaterThan(600);
        assertThat(made.toJson()).contains("\"a group whose name is rather long 299\"");
    }
}

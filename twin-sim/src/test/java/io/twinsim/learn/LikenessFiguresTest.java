package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.plot.HeatMapFigure;
import io.twinsim.plot.MarginalsFigure;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LikenessFiguresTest {

    private static Population units(int n, int shift) {
        return Population.builder()
                .column("age", RealColumn.of(IntStream.range(0, n).mapToDouble(i -> i % 50 + 0.1 * shift).toArray()))
                .column("visits", IntegerColumn.of(IntStream.range(0, n).map(i -> (i + shift) % 4).toArray()))
                .column("member", FlagColumn.of(flags(n)))
                .column("region", CategoryColumn.of(IntStream.range(0, n).mapToObj(i -> "r" + i * (i + shift) % 14)
                        .toArray(String[]::new)))
                .column("same", RealColumn.of(IntStream.range(0, n).mapToDouble(i -> 7).toArray())).build();
    }

    private static boolean[] flags(int n) {
        boolean[] flags = new boolean[n];
        for (int i = 0; i < n; i += 3) {
            flags[i] = true;
        }
        return flags;
    }

    private final LikenessReport report = Likeness.of(units(200, 0), units(200, 0), units(300, 1), 1);

    @Test
    void marginals_ofEveryType_holdAllUnits() {
        MarginalsFigure figure = report.marginals();
        assertThat(report.figure()).isSameAs(figure);
        assertThat(figure.panels()).extracting(MarginalsFigure.Panel::name)
                .containsExactly("age", "visits", "member", "region", "same");
        assertThat(figure.panels()).allSatisfy(panel -> {
            assertThat(panel.first().stream().mapToDouble(x -> x).sum()).isCloseTo(1, Offset.offset(1e-9));
            assertThat(panel.second().stream().mapToDouble(x -> x).sum()).isCloseTo(1, Offset.offset(1e-9));
        });
        assertThat(figure.panels().get(1).edges()).containsExactly(-0.5, 0.5, 1.5, 2.5, 3.5);
        assertThat(figure.panels().get(1).first()).containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(figure.panels().get(2).labels()).containsExactly("false", "true");
        assertThat(figure.panels().get(3).labels()).hasSizeLessThanOrEqualTo(10);
        assertThat(figure.panels().get(4).edges()).hasSize(2);
    }

    @Test
    void marginals_ofMissingValues_sayHowMany() {
        Population some = Population.builder().column("kind", CategoryColumn.of(List.of("a", "b"),
                new int[] {0, 1, 0, 0}, new boolean[] {false, false, true, false})).build();
        MarginalsFigure.Panel panel = Likeness.of(some, some, some, 1).marginals().panels().get(0);
        assertThat(panel.labels()).containsExactly("a", "b", "(missing)");
        assertThat(panel.first()).containsExactly(0.5, 0.25, 0.25);
    }

    @Test
    void marginals_withOutliers_keepTheirShape() {
        double[] values = IntStream.range(0, 1_000).mapToDouble(i -> i % 100).toArray();
        values[0] = 1e9;
        Population heavy = Population.builder().column("spend", RealColumn.of(values)).build();
        MarginalsFigure.Panel panel = Likeness.of(heavy, heavy, heavy, 1).marginals().panels().get(0);
        assertThat(panel.edges().get(panel.edges().size() - 1)).isLessThan(200);
        assertThat(panel.first()).allMatch(share -> share < 0.2);
    }

    @Test
    void correlations_areThoseOfThePairs() {
        HeatMapFigure figure = report.correlations();
        assertThat(figure.labels()).containsExactly("age", "visits", "member", "region", "same");
        assertThat(figure.sheets()).extracting(HeatMapFigure.Sheet::name)
                .containsExactly("real", "twins", "real less twins");
        int checked = 0;
        for (LikenessReport.Pair pair : report.pairs()) {
            int i = figure.labels().indexOf(pair.first());
            int j = figure.labels().indexOf(pair.second());
            assertThat(figure.sheets().get(0).cells().get(i).get(j)).isEqualTo(pair.real());
            assertThat(figure.sheets().get(1).cells().get(j).get(i)).isEqualTo(pair.twins());
            assertThat(figure.sheets().get(2).cells().get(i).get(j)).isEqualTo(pair.difference());
            checked++;
        }
        assertThat(checked).isEqualTo(6);
        assertThat(figure.sheets().get(2).limit()).isGreaterThanOrEqualTo(0.2);
    }

    @Test
    void json_ofAReport_isWhatItWas() {
        assertThat(report.toTree().keySet()).containsExactly("train", "holdout", "twins", "seed", "columns", "pairs",
                "propensity", "nearestRecord", "notes");
        assertThat(report.toString()).hasSizeLessThanOrEqualTo(75);
    }
}

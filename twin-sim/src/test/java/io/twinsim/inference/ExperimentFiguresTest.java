package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.plot.ForestFigure;
import org.junit.jupiter.api.Test;

class ExperimentFiguresTest {

    private static Population units() {
        int n = 400;
        String[] arms = new String[n];
        String[] groups = new String[n];
        double[] outcomes = new double[n];
        for (int i = 0; i < n; i++) {
            arms[i] = i % 2 == 0 ? "new" : "old";
            groups[i] = i == 7 ? "rare" : i % 3 == 0 ? "a" : "b";
            outcomes[i] = (i * 53 % 97) / 40.0 + (i % 2 == 0 ? i % 3 == 0 ? 0.6 : 0.2 : 0);
        }
        return Population.builder().column("arm", CategoryColumn.of(arms)).column("group", CategoryColumn.of(groups))
                .column("score", RealColumn.of(outcomes)).build();
    }

    @Test
    void figure_ofAnExperiment_hasRawAndShrunkenEffects() {
        ExperimentResult result = Experiment.of(units(), "arm", "new", "old", "score").withSubgroups("group").run();
        ForestFigure figure = (ForestFigure) result.figure();
        assertThat(figure.title()).isEqualTo("effect of new on score, compared with old");
        assertThat(figure.axis()).isEqualTo("mean difference of score, 95 % intervals");
        assertThat(figure.line()).hasValue(0);
        assertThat(figure.overall()).hasValue(result.estimate().estimate());
        assertThat(figure.rows()).extracting(ForestFigure.Row::label).containsExactlyInAnyOrder("all units", "a", "b",
                "rare");
        assertThat(figure.rows().get(0).count()).isEqualTo("n=400");
        for (SubgroupEffect effect : result.subgroups()) {
            ForestFigure.Row row = figure.rows().stream().filter(r -> r.label().equals(effect.value())).findFirst()
                    .orElseThrow();
            assertThat(row.group()).isEqualTo("group");
            assertThat(row.estimate().isPresent()).isEqualTo(effect.estimate().isPresent());
            assertThat(row.shrunken().map(ForestFigure.Shrunken::estimate))
                    .isEqualTo(effect.shrunken().map(ShrunkenEffect::estimate));
        }
        assertThat(figure.rows().stream().filter(row -> row.shrunken().isPresent()).count()).isEqualTo(2);
    }

    @Test
    void figure_withoutSubgroups_isOneRow() {
        ForestFigure figure = (ForestFigure) Experiment.of(units(), "arm", "new", "old", "score").run().figure();
        assertThat(figure.rows()).hasSize(1);
        assertThat(figure.text()).startsWith("overall +");
    }
}

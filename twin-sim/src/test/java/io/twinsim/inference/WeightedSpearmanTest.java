package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedJson;
import io.twinsim.internal.math.SampleCorrelation;
import io.twinsim.random.Draws;
import org.junit.jupiter.api.Test;

class WeightedSpearmanTest {

    private static final String[] COLUMNS = {"mpg", "disp", "hp", "drat", "wt", "qsec"};

    private static double[] column(String name) {
        return ReferenceData.column("cases/data_mtcars.csv", name, null, null);
    }

    @Test
    void spearman_everyPairOfMtcars_agreesWithR() {
        double[][] wanted = SharedJson.read("cases/correlations.json").matrix("spearman");
        int checked = 0;
        for (int i = 0; i < COLUMNS.length; i++) {
            for (int j = 0; j < i; j++) {
                Statistic made = Statistic.spearman(column(COLUMNS[i]), column(COLUMNS[j]));
                assertThat(made.value()).isCloseTo(wanted[i][j], within(1e-12));
                assertThat(made.kind()).isEqualTo(StatisticKind.FUNCTION_OF_WEIGHTS);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(15);
    }

    /** Whole weights are the sample in which a row stands as often as its weight says, ties and all. */
    @Test
    void of_wholeWeights_isTheCorrelationOfTheRepeatedRows() {
        int n = 12;
        int checked = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[] u = new double[3 * n];
            Draws.of(trial).stream("test/spearman").uniforms(0, u, 0, u.length);
            double[] a = new double[n];
            double[] b = new double[n];
            double[] weights = new double[n];
            int total = 0;
            for (int i = 0; i < n; i++) {
                a[i] = Math.floor(5 * u[i]);
                b[i] = Math.floor(7 * u[n + i]) + a[i];
                weights[i] = Math.floor(3 * u[2 * n + i]);
                total += (int) weights[i];
            }
            double[] x = new double[total];
            double[] y = new double[total];
            int at = 0;
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < weights[i]; k++) {
                    x[at] = a[i];
                    y[at++] = b[i];
                }
            }
            double made = new WeightedSpearman(Sample.of(a, "a"), Sample.of(b, "b")).of(weights);
            assertThat(made).isCloseTo(SampleCorrelation.spearman(x, y), within(1e-13));
            checked++;
        }
        assertThat(checked).isEqualTo(200);
    }

    @Test
    void replicates_withoutVariation_areLeftOutAndCounted() {
        Estimate made = Bootstrap.of(Statistic.spearman(new double[] {0, 0, 0, 1}, new double[] {1, 2, 3, 4}))
                .withOptions(IntervalOptions.of().withReplicates(999)).estimate();
        assertThat(made.interval().method()).isEqualTo(IntervalMethod.PERCENTILE);
        assertThat(made.notes()).anyMatch(note -> note.matches("undefined in [0-9]+ of 999 replicates, which are left "
                + "out"));
        assertThatThrownBy(() -> Statistic.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isInstanceOf(InputException.class).hasMessage("correlation is undefined: zero variance in a");
    }
}

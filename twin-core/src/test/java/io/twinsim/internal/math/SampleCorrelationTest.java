package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.SharedJson;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SampleCorrelationTest {

    private static double[] column(String name) {
        List<String> header = List.of("model,mpg,cyl,disp,hp,drat,wt,qsec,vs,am,gear,carb".split(","));
        return SharedData.rows("cases/data_mtcars.csv").stream()
                .mapToDouble(row -> Double.parseDouble(row[header.indexOf(name)])).toArray();
    }

    private static int check(String key, ToDoubleBiFunction<double[], double[]> correlation) {
        double[][] wanted = SharedJson.read("cases/correlations.json").matrix(key);
        String[] names = {"mpg", "disp", "hp", "drat", "wt", "qsec"};
        int checked = 0;
        for (int i = 0; i < names.length; i++) {
            for (int j = 0; j < names.length; j++) {
                assertThat(correlation.applyAsDouble(column(names[i]), column(names[j])))
                        .as(key + " of " + names[i] + " and " + names[j]).isCloseTo(wanted[i][j], within(1e-13));
                checked++;
            }
        }
        return checked;
    }

    /** R 4.2.2: cor(); see correlations.json, which asks for 1e-12. */
    @Test
    void correlations_everyCaseOfR_agree() {
        int checked = check("pearson", SampleCorrelation::pearson) + check("spearman", SampleCorrelation::spearman)
                + check("kendall_tau_b", SampleCorrelation::kendall)
                + check("normal_scores_rank_over_n_plus_1_midranks", SampleCorrelation::normalScores);
        assertThat(checked).isEqualTo(4 * 36);
    }

    /** The definition, pair by pair, on data with many ties. */
    @Test
    void kendall_anySize_equalsAllPairs() {
        SplittableRandom random = new SplittableRandom(7);
        int checked = 0;
        for (int n : new int[] {2, 3, 4, 5, 31, 64, 65, 300}) {
            for (int levels : new int[] {2, 5, 1000}) {
                double[] x = random.doubles(n, 0, levels).map(Math::floor).toArray();
                double[] y = random.doubles(n, 0, levels).map(Math::floor).toArray();
                x[0] = -1;
                y[0] = -1;
                assertThat(SampleCorrelation.kendall(x, y)).as(n + ", " + levels).isCloseTo(slow(x, y), within(1e-15));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(24);
    }

    private static double slow(double[] x, double[] y) {
        double excess = 0;
        double untiedX = 0;
        double untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                excess += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
                untiedX += Math.abs(Math.signum(x[i] - x[j]));
                untiedY += Math.abs(Math.signum(y[i] - y[j]));
            }
        }
        return excess / Math.sqrt(untiedX * untiedY);
    }

    @Test
    void midRanks_withTies_shareTheirPlaces() {
        assertThat(Ranks.midRanks(new double[] {3, 1, 3, -0.0, 0.0, 9})).containsExactly(4.5, 3, 4.5, 1.5, 1.5, 6);
        assertThat(Ranks.midRanks(new double[0])).isEmpty();
        assertThat(Ranks.codes(new double[] {3, 1, 3, -0.0, 0.0, 9})).containsExactly(2, 1, 2, 0, 0, 3);
        assertThat(Ranks.normalScores(new double[] {5, 5})).containsExactly(0, 0);
        assertThat(Ranks.normalScores(new double[] {2, 1, 3})).containsExactly(0, Normal.quantile(0.25),
                Normal.quantile(0.75));
    }

    @Test
    void correlations_ofAColumnWithItself_areExactlyOne() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n : new int[] {2, 1023, 1024, 1025, 5000}) {
            double[] x = random.doubles(n).toArray();
            double[] minus = java.util.Arrays.stream(x).map(v -> 5 - 2 * v).toArray();
            assertThat(SampleCorrelation.pearson(x, x)).isEqualTo(1);
            assertThat(SampleCorrelation.pearson(x, minus)).isCloseTo(-1, within(1e-15)).isGreaterThanOrEqualTo(-1);
            assertThat(SampleCorrelation.spearman(x, minus)).isEqualTo(-1);
            assertThat(SampleCorrelation.kendall(x, x)).isEqualTo(1);
            assertThat(SampleCorrelation.kendall(x, minus)).isEqualTo(-1);
        }
    }

    /** Scaling by a power of two changes no bit; an offset of 1e9 costs the digits that the data no longer hold. */
    @Test
    void pearson_extremeScalesAndOffsets_doesNotMove() {
        double[] x = column("mpg");
        double[] y = column("wt");
        double r = SampleCorrelation.pearson(x, y);
        for (int exponent : new int[] {-1000, -600, 600, 1000}) {
            double[] scaled = java.util.Arrays.stream(x).map(v -> Math.scalb(v, exponent)).toArray();
            assertThat(SampleCorrelation.pearson(scaled, y)).isEqualTo(r);
        }
        double[] shifted = java.util.Arrays.stream(x).map(v -> v * 1024 + 1e9).toArray();
        assertThat(SampleCorrelation.pearson(shifted, y)).isCloseTo(r, within(1e-11));
    }

    @Test
    void columns_unusable_areRefusedByName() {
        double[] x = {1, 2, 3};
        refused(() -> SampleCorrelation.pearson(x, new double[2]), "y must have one value per value of x (3), got 2");
        refused(() -> SampleCorrelation.spearman(new double[1], new double[1]),
                "correlation must have at least 2 rows, got 1");
        refused(() -> SampleCorrelation.kendall(x, new double[] {1, Double.NaN, 2}),
                "y must be finite, got NaN at index 1");
        refused(() -> SampleCorrelation.normalScores(new double[] {1, 2, Double.POSITIVE_INFINITY}, x),
                "x must be finite, got Infinity at index 2");
        refused(() -> SampleCorrelation.pearson(x, new double[] {7, 7, 7}),
                "correlation is undefined: zero variance of y");
        refused(() -> SampleCorrelation.kendall(new double[] {7, 7, 7}, x),
                "correlation is undefined: zero variance of x");
        refused(() -> SampleCorrelation.kendall(x, new double[] {7, 7, 7}),
                "correlation is undefined: zero variance of y");
        refused(() -> SampleCorrelation.autocorrelation(new double[] {7, 7}),
                "correlation is undefined: zero variance of x");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}

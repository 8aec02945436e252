package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.SampleCorrelation;
import io.twinsim.learn.CopulaSolver.Joined;
import io.twinsim.learn.CopulaSolver.Pair;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CopulaSolverTest {

    private static final String[] DRAWS = {
        "mixture(0.5: constant(0), 0.3: constant(1), 0.2: constant(2))", "lognormal(0, 1)", "bernoulli(0.1)",
                "normal(0, 1)"};

    private static String world(String correlations) {
        StringBuilder text = new StringBuilder("model: w\nvariables:\n");
        for (int k = 0; k < DRAWS.length; k++) {
            text.append("  x").append(k).append(": \"~ ").append(DRAWS[k]).append("\"\n");
        }
        return text + correlations;
    }

    private static List<double[]> columns(String world, int n, long seed) {
        Population twins = TwinModel.parse(world, "w.yaml").generate(n, seed);
        return twins.names().stream().map(twins::doubles).toList();
    }

    private static final Function<List<Pair>, List<double[]>> TWINS = pairs -> {
        StringBuilder text = new StringBuilder(pairs.isEmpty() ? "" : "correlations:\n");
        pairs.forEach(pair -> text.append("  - [x").append(pair.first()).append(", x").append(pair.second())
                .append(", {spearman: ").append(io.twinsim.random.GaussianCopula.spearman(pair.latent()))
                .append(", residual: true}]\n"));
        return columns(world(text.toString()), 20_000, 1);
    };

    private static List<Joined> joined(List<double[]> columns) {
        return java.util.stream.IntStream.range(0, columns.size()).mapToObj(k -> new Joined("x" + k, columns.get(k),
                CopulaScores.of(columns.get(k), new int[columns.get(k).length], 1), List.of())).toList();
    }

    /** Latent 0.6, 0.5, -0.4: what 20,000 units show of them has errors of 0.01 to 0.02, larger for the rare flag. */
    @Test
    void solve_ties_findsTheLatentCorrelations() {
        List<double[]> units = columns(world("""
                correlations:
                  - [x0, x1, {spearman: 0.5819, residual: true}]
                  - [x1, x2, {spearman: 0.4826, residual: true}]
                  - [x0, x3, {spearman: -0.3846, residual: true}]
                """), 20_000, 2);
        List<Pair> pairs = CopulaSolver.solve(joined(units), TWINS, 2);
        assertThat(latent(pairs, 0, 1)).isCloseTo(0.6, within(0.03));
        assertThat(latent(pairs, 1, 2)).isCloseTo(0.5, within(0.05));
        assertThat(latent(pairs, 0, 3)).isCloseTo(-0.4, within(0.03));
        List<double[]> twins = TWINS.apply(pairs);
        for (Pair pair : pairs) {
            assertThat(SampleCorrelation.spearman(twins.get(pair.first()), twins.get(pair.second()))).isCloseTo(
                    SampleCorrelation.spearman(units.get(pair.first()), units.get(pair.second())), within(0.004));
        }
    }

    private static double latent(List<Pair> pairs, int i, int j) {
        return pairs.stream().filter(pair -> pair.first() == i && pair.second() == j).findFirst().orElseThrow()
                .latent();
    }

    /** Six pairs at the level 0.01: none differs for this seed, as in 94 of 100. */
    @Test
    void solve_independentColumns_joinsNone() {
        assertThat(CopulaSolver.solve(joined(columns(world(""), 5_000, 3)), TWINS, 1)).isEmpty();
    }

    /** A column and its double: the nearest matrix that the file can state, one step off the border. */
    @Test
    void solve_copies_staysPossible() {
        double[] x = columns(world(""), 5_000, 4).get(3);
        List<double[]> units = List.of(x, x, x.clone(), x);
        List<Pair> pairs = CopulaSolver.solve(joined(units), given -> {
            double[][] latent = new double[4][4];
            given.forEach(pair -> assertThat(Math.abs(latent[pair.first()][pair.second()] = pair.latent()))
                    .isLessThan(1));
            return units;
        }, 1);
        assertThat(pairs).hasSize(6).allMatch(pair -> pair.latent() > 0.98);
    }

    @Test
    void spearman_ofColumnsWithGaps_usesTheRowsWithBoth() {
        double[] x = {1, 2, 3, 4, Double.NaN, 6};
        double[] y = {2, 1, 4, 3, 5, Double.NaN};
        double[][] r = CopulaRanks.spearman(List.of(x, y, new double[6]), 1);
        assertThat(r[0][1]).isCloseTo(SampleCorrelation.spearman(new double[] {1, 2, 3, 4}, new double[] {2, 1, 4, 3}),
                within(1e-15));
        assertThat(r[0][2]).isZero();
        assertThat(r[1][1]).isEqualTo(1);
    }
}

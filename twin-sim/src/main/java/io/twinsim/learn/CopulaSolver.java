package io.twinsim.learn;

import io.twinsim.internal.text.Names;
import io.twinsim.random.CorrelationMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The correlations of the normal variables behind the draws of numbers, such that the rank correlations of generated
 * twins are those of the data. Begins with the correlation of what the cells leave unexplained ({@link CopulaScores})
 * and mends it by what twins generated with it show: secant steps, pair by pair, then the nearest possible matrix.
 *
 * <p>Pairs whose unexplained parts do not differ from independence at the level 0.01 are left out.
 */
final class CopulaSolver {

    /** Latent correlations beyond this make one column a function of the other. */
    private static final double MOST = 0.995;
    private static final int ROUNDS = 3;
    /** The 99 % quantile of chi-squared with 1 degree of freedom, as n r^2 has without dependence. */
    private static final double DIFFERENT = 6.635;
    /** Twins that are further off, by more than 3.3 standard errors, are mended. */
    private static final double WORTH = 0.012;
    private static final double CLEAR = 10.8;
    private static final double LEAST_SLOPE = 0.2;
    private static final double MOST_SLOPE = 1.1;
    /** A change of the latent correlation too small to tell a slope from. */
    private static final double TELLING = 0.02;
    /** Leaves every eigenvalue above what rounding the correlations in the file can take away. */
    private static final double SHRINK = 0.999;
    private static final double SMALLEST_EIGENVALUE = 5e-4;
    private static final int TURNS = 200;

    /**
     * A column that can be joined.
     *
     * @param name its name
     * @param values its values in the data as numbers, NaN where missing
     * @param scores what its cells leave unexplained, as {@link CopulaScores} has it
     * @param apart names of columns that its cells say all about
     */
    record Joined(String name, double[] values, double[] scores, List<String> apart) {
    }

    /**
     * A pair that is joined.
     *
     * @param first the place of one column
     * @param second the place of the other
     * @param latent the correlation of the normal variables
     */
    record Pair(int first, int second, double latent) {
    }

    private final List<Joined> columns;
    private final int threads;
    private final double[][] wanted;
    private final double[] variance;
    private final List<int[]> active = new ArrayList<>();
    private final double[][] latent;
    private final double[][] slope;

    private CopulaSolver(List<Joined> columns, int threads) {
        this.columns = columns;
        this.threads = threads;
        int p = columns.size();
        this.wanted = CopulaRanks.spearman(columns.stream().map(Joined::values).toList(), threads);
        this.variance = columns.stream().mapToDouble(c -> CopulaScores.variance(c.scores())).toArray();
        this.latent = new double[p][p];
        this.slope = new double[p][p];
        begin(CopulaRanks.pearson(columns.stream().map(Joined::scores).toArray(double[][]::new), threads));
    }

    /**
     * Solves.
     *
     * @param columns what can be joined
     * @param twins makes twins whose columns are joined by pairs, and gives those columns
     * @param threads threads for ranks and sums
     * @return the pairs that are joined, by place
     */
    static List<Pair> solve(List<Joined> columns, Function<List<Pair>, List<double[]>> twins, int threads) {
        CopulaSolver solver = new CopulaSolver(columns, threads);
        solver.iterate(twins);
        return solver.pairs();
    }

    private void begin(double[][] unexplained) {
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < i; j++) {
                double r = unexplained[i][j];
                long n = CopulaRanks.common(columns.get(i).scores(), columns.get(j).scores());
                if (!apart(i, j) && n > 3 && n * r * r > DIFFERENT) {
                    join(j, i, r / scale(j, i));
                }
            }
        }
    }

    private boolean apart(int i, int j) {
        return columns.get(i).apart().contains(columns.get(j).name())
                || columns.get(j).apart().contains(columns.get(i).name());
    }

    /** What ties leave of a correlation. */
    private double scale(int i, int j) {
        return Math.sqrt(variance[i] * variance[j]);
    }

    private void join(int i, int j, double r) {
        active.add(new int[] {i, j});
        set(latent, i, j, bounded(r));
        slope[i][j] = Math.max(LEAST_SLOPE, Math.min(MOST_SLOPE, scale(i, j)));
    }

    /** Joins pairs that looked unrelated within their cells, but whose twins are not related as the units are. */
    private void joinMore(double[][] realised, long twins) {
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < i; j++) {
                double off = wanted[j][i] - realised[j][i];
                long n = CopulaRanks.common(columns.get(i).values(), columns.get(j).values());
                if (latent[j][i] == 0 && !apart(i, j) && variance[i] > 0 && variance[j] > 0 && Math.abs(off) > WORTH
                        && off * off > CLEAR * (1.0 / n + 1.0 / twins)) {
                    join(j, i, 0);
                }
            }
        }
    }

    private void iterate(Function<List<Pair>, List<double[]>> twins) {
        double[][] before = new double[columns.size()][columns.size()];
        double[][] last = before;
        possible();
        for (int round = 0; round < ROUNDS; round++) {
            List<double[]> made = twins.apply(pairs());
            double[][] realised = CopulaRanks.spearman(made, threads);
            if (round == 0) {
                joinMore(realised, made.get(0).length);
            }
            if (active.isEmpty()) {
                return;
            }
            for (int[] pair : active) {
                int i = pair[0];
                int j = pair[1];
                double step = latent[i][j] - before[i][j];
                if (round > 0 && Math.abs(step) > TELLING) {
                    double seen = (realised[i][j] - last[i][j]) / step;
                    slope[i][j] = Math.max(LEAST_SLOPE, Math.min(MOST_SLOPE, seen));
                }
                before[i][j] = latent[i][j];
                set(latent, i, j, bounded(latent[i][j] + (wanted[i][j] - realised[i][j]) / slope[i][j]));
            }
            last = realised;
            possible();
        }
    }

    private static double bounded(double r) {
        return Math.max(-MOST, Math.min(MOST, r));
    }

    private static void set(double[][] matrix, int i, int j, double value) {
        matrix[i][j] = value;
        matrix[j][i] = value;
    }

    /** Moves the correlations to the nearest matrix that normal variables can have; pairs left out stay at 0. */
    private void possible() {
        List<String> names = new ArrayList<>();
        double[][] full = new double[columns.size()][];
        for (int i = 0; i < full.length; i++) {
            names.add(Names.quote(columns.get(i).name()) + i);
            full[i] = latent[i].clone();
            full[i][i] = 1;
        }
        // Zeroing what is left out may undo the projection, so the two take turns.
        for (int turn = 0; turn < TURNS; turn++) {
            CorrelationMatrix near = CorrelationMatrix.nearest(names, full).matrix();
            for (int[] pair : active) {
                double r = near.value(pair[0], pair[1]) * (turn == 0 ? 1 : SHRINK);
                set(full, pair[0], pair[1], r);
                set(latent, pair[0], pair[1], r);
            }
            CorrelationMatrix.Repair rest = CorrelationMatrix.nearest(names, full);
            if (rest.distance() == 0 && rest.matrix().smallestEigenvalue() >= SMALLEST_EIGENVALUE) {
                return;
            }
        }
    }

    private List<Pair> pairs() {
        return active.stream().map(pair -> new Pair(pair[0], pair[1], latent[pair[0]][pair[1]])).toList();
    }
}

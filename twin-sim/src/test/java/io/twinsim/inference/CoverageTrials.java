package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.inference.CoverageTable.Row;
import io.twinsim.internal.math.Elementary;
import io.twinsim.random.Distribution;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.util.List;

/** The experiments behind the rows of a coverage table: one run of replicates answers every question. */
final class CoverageTrials {

    static final long SEED = 20_240_601;

    private static final Distribution SIZE = Family.LOGNORMAL.bind(0, 0.5);

    private CoverageTrials() {
    }

    /** What a row estimates. */
    static double truth(Row row) {
        return switch (row.target()) {
            case "mean" -> arm(row, 0).mean();
            case "difference" -> arm(row, 0).mean() - arm(row, 1).mean();
            case "ratio" -> 2 + 3 * Elementary.exp(-0.125);
            case "lift" -> Elementary.exp(0.125) - 1;
            default -> throw new IllegalArgumentException(row.target());
        };
    }

    /** Arms are told apart in names such as {@code lognormal-normal}: treated first. */
    private static CoverageDistribution arm(Row row, int arm) {
        String[] names = row.distribution().split("-");
        return CoverageDistribution.named(names[Math.min(arm, names.length - 1)]);
    }

    /** The trial of a row; rows of one cell share it. */
    static CoverageRun.Trial of(Row row) {
        String path = "test/coverage/" + row.cell() + "/";
        List<DrawStream> streams = List.of(Draws.of(SEED).stream(path + 0), Draws.of(SEED).stream(path + 1));
        IntervalOptions options = IntervalOptions.of().withReplicates(row.replicates()).withThreads(1);
        return experiment -> {
            Statistic statistic = statistic(row, streams, experiment);
            Replicates replicates = Bootstrap.of(statistic).withEstimand("coverage")
                    .withOptions(options.withSeed(SEED + experiment)).run();
            return question -> interval(replicates, question);
        };
    }

    /** Samples without variance, which some methods refuse, give a point as they do in the tables. */
    private static Interval interval(Replicates replicates, CoverageRun.Question question) {
        try {
            return replicates.estimate(question.method(), question.level()).interval();
        } catch (InputException refused) {
            if (replicates.standardError() == 0) {
                return Analytic.point(question.method(), question.level(), replicates.values()[0]);
            }
            throw refused;
        }
    }

    private static Statistic statistic(Row row, List<DrawStream> streams, long experiment) {
        int n = row.n();
        return switch (row.target()) {
            case "mean" -> Statistic.mean(arm(row, 0).sample(streams.get(0), experiment, n));
            case "difference" -> Statistic.difference(arm(row, 0).sample(streams.get(0), experiment, n),
                    arm(row, 1).sample(streams.get(1), experiment, n));
            case "ratio" -> {
                double[] u = sizes(streams.get(0), experiment, n);
                double[] x = CoverageDistribution.EXPONENTIAL.sample(streams.get(1), experiment, n);
                for (int i = 0; i < n; i++) {
                    x[i] = 2 * u[i] + 3 * x[i];
                }
                yield Statistic.ratio(x, u);
            }
            default -> Statistic.relativeLift(sizes(streams.get(0), experiment, n),
                    CoverageDistribution.EXPONENTIAL.sample(streams.get(1), experiment, 4 * n / 3));
        };
    }

    private static double[] sizes(DrawStream stream, long experiment, int n) {
        double[] values = new double[n];
        stream.uniforms(experiment * n, values, 0, n);
        SIZE.quantiles(values, values, 0, n);
        return values;
    }
}

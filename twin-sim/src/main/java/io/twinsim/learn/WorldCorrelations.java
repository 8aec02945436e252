package io.twinsim.learn;

import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Numbers;
import io.twinsim.learn.CopulaSolver.Joined;
import io.twinsim.learn.CopulaSolver.Pair;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.random.CorrelationKind;
import io.twinsim.random.GaussianCopula;
import io.twinsim.random.Marginal;
import io.twinsim.random.RealisedCorrelation;
import java.util.List;
import java.util.Optional;

/**
 * The learned correlations of a world: pairs that are drawn without conditions state the rank correlation of the twins,
 * others that of what is drawn with ({@code residual: true}).
 *
 * @param lines the entries of the list in the world file
 */
record WorldCorrelations(List<String> lines) {

    static final WorldCorrelations NONE = new WorldCorrelations(List.of());

    /** Twins to measure correlations on, fewer where there are many columns: a sampling error of 0.005 to 0.008. */
    private static final long MOST_TWINS = 49_152;
    private static final long LEAST_TWINS = 16_384;
    private static final long VALUES = 600_000;
    private static final int DECIMALS = 5;

    WorldCorrelations {
        lines = List.copyOf(lines);
    }

    /** Solves the correlations of the joined columns of a world. */
    static WorldCorrelations solve(List<WorldVariable> variables, List<Joined> joined, WorldSettings settings) {
        if (joined.size() < 2) {
            return NONE;
        }
        List<Pair> pairs = CopulaSolver.solve(joined,
                tried -> twins(variables, residual(tried, joined), joined, settings), settings.threads());
        WorldCorrelations residual = residual(pairs, joined);
        if (pairs.isEmpty()) {
            return residual;
        }
        TwinModel model = model(variables, residual, settings);
        List<Optional<Marginal>> marginals = joined.stream().map(column -> marginal(column.name(), model)).toList();
        String[] lines = new String[pairs.size()];
        Tiles.run(settings.threads(), null, lines.length, StopSignal.NEVER, k -> {
            Pair pair = pairs.get((int) k);
            lines[(int) k] = stated(pair, joined, marginals).orElseGet(() -> residual(pair, joined));
        });
        return new WorldCorrelations(List.of(lines));
    }

    private static TwinModel model(List<WorldVariable> variables, WorldCorrelations correlations,
            WorldSettings settings) {
        WorldText text = new WorldText();
        text.entry(0, "model", WorldText.name(settings.name()));
        write(text, variables, correlations);
        return TwinModel.parse(text.toString(), "world.yaml");
    }

    /** Variables and correlations as they stand in the file. */
    static void write(WorldText text, List<WorldVariable> variables, WorldCorrelations correlations) {
        text.section(0, "variables");
        variables.forEach(variable -> text.variable(2, variable));
        if (!correlations.lines().isEmpty()) {
            text.blank();
            text.comment(0, "Rank correlations. Those of residuals join what the conditions above leave open.");
            text.section(0, "correlations");
            correlations.lines().forEach(line -> text.item(2, line));
        }
    }

    private static List<double[]> twins(List<WorldVariable> variables, WorldCorrelations correlations,
            List<Joined> joined, WorldSettings settings) {
        long size = Math.max(LEAST_TWINS, Math.min(MOST_TWINS, VALUES / joined.size()));
        Population twins = model(variables, correlations, settings).generate(size, settings.seed(), settings.threads());
        twins.prepare(joined.stream().map(Joined::name).toArray(String[]::new));
        return joined.stream().map(column -> twins.doubles(column.name())).toList();
    }

    private static WorldCorrelations residual(List<Pair> pairs, List<Joined> joined) {
        return new WorldCorrelations(pairs.stream().map(pair -> residual(pair, joined)).toList());
    }

    private static String residual(Pair pair, List<Joined> joined) {
        return "[" + names(pair, joined) + ", {spearman: " + Numbers.fixed(GaussianCopula.spearman(pair.latent()),
                DECIMALS)
                + ", residual: true}]";
    }

    private static String names(Pair pair, List<Joined> joined) {
        return WorldText.name(joined.get(pair.first()).name()) + ", " + WorldText.name(joined.get(pair.second())
                .name());
    }

    /** The correlation of the twins themselves, where both are drawn without conditions. */
    private static Optional<String> stated(Pair pair, List<Joined> joined, List<Optional<Marginal>> marginals) {
        Optional<Marginal> first = marginals.get(pair.first());
        Optional<Marginal> second = marginals.get(pair.second());
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        RealisedCorrelation realised =
                RealisedCorrelation.of(first.get(), second.get(), CorrelationKind.SPEARMAN);
        double value = realised.at(pair.latent());
        double nearest = Math.rint(value * 1e5) / 1e5;
        boolean attainable = nearest < realised.upper() && nearest > realised.lower();
        return attainable ? Optional.of("[" + names(pair, joined) + ", " + Numbers.fixed(nearest, DECIMALS) + "]")
                : Optional.empty();
    }

    private static Optional<Marginal> marginal(String name, TwinModel model) {
        return model.program(name).distribution().map(distribution -> Marginal.of(name, distribution));
    }
}

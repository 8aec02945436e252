package io.twinsim.echo;

import io.twinsim.Place;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnType;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.column.Selection;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scratch;
import io.twinsim.expr.SeparableForm;
import io.twinsim.io.YamlFormat;
import io.twinsim.model.AssignedTwins;
import io.twinsim.model.ContentHash;
import io.twinsim.model.FitRecord;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.TreeModel;
import io.twinsim.model.TwinModel;
import io.twinsim.model.WriteOptions;
import io.twinsim.random.Categorical;
import io.twinsim.random.CategoricalSwitch;
import io.twinsim.random.CorrelationKind;
import io.twinsim.random.CorrelationMatrix;
import io.twinsim.random.Draws;
import io.twinsim.random.Empirical;
import io.twinsim.random.Family;
import io.twinsim.random.GaussianCopula;
import io.twinsim.random.Marginal;
import io.twinsim.random.Mixture;
import io.twinsim.random.RealisedCorrelation;
import io.twinsim.random.StreamSwitch;
import io.twinsim.random.Truncated;
import io.twinsim.random.UniformBlock;
import io.twinsim.worlds.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Worlds, twins, formulas and draws, from which most of twin-core can be reached. */
final class CoreEchoes {

    /** As long as a survey's column names are. */
    static final String LONG = "how_likely_are_you_to_recommend_our_products_to_a_friend_or_a_colleague";

    private CoreEchoes() {
    }

    /** Names and labels longer than a line, one of them with a line end. */
    static TwinModel longNames() {
        return TwinModel.builder(LONG).version(LONG)
                .variable(LONG, "~ uniform(0, 1)")
                .variable(LONG + "_2", "~ categorical('" + LONG + "': 0.25, '" + LONG + " or not': 0.75)")
                .variable(LONG + "_3", "= if(" + LONG + " < 0.123456789012345, 1, 0) + 0 * " + LONG)
                .correlations(List.of(List.of(LONG, LONG + "_4", 0.3)))
                .variable(LONG + "_4", "~ normal(0.123456789012345, 1.23456789012345)")
                .intervention(LONG, Map.of("base", "$$" + LONG + " * $" + LONG, "coefficients",
                        Map.of(LONG, Map.of("value", 0.05, "sd", 0.01)), "parameters", Map.of(LONG, 1.5)))
                .build();
    }

    static Population units() {
        return Population.builder().column("x", RealColumn.of(1, 2, 3.5))
                .column("y", IntegerColumn.of(1, 2, 3))
                .column("z", CategoryColumn.of("a", "b\n" + LONG, "a")).build();
    }

    static List<Object> roots() {
        List<Object> roots = new ArrayList<>(worlds());
        roots.addAll(draws());
        roots.addAll(formulas());
        return roots;
    }

    private static List<Object> worlds() {
        TwinModel hcp = Worlds.hcp();
        Population twins = hcp.generate(3_000, 42);
        return List.of(hcp, twins, twins.where("decile <= 3"), longNames(), longNames().generate(100, 1), units(),
                Worlds.psychiatry(), Worlds.psychiatry().intervention("ssri"), hcp.intervention("email_campaign"),
                Worlds.conversation(), Worlds.factory(), Worlds.skincare(), Worlds.territory(),
                GenerateOptions.of().withAntithetic(), ReadOptions.of().withType(LONG, ColumnType.REAL),
                Population.builder().column("x", RealColumn.of(1)), TwinModel.builder("shop"),
                ContentHash.of("model").text("name", "shop"), Place.of("shop.yaml"),
                new YamlFormat().read("a: {b: 1, c: [x, " + LONG + "], d: null}", "shop.yaml"),
                twins.blocks(List.of("decile", "region")), ColumnBuilder.of(ColumnType.REAL, List.of(), 10, false),
                Selection.builder(10), twins.column("region"), twins.column("decile"), FlagColumn.of(true, false),
                WriteOptions.of(),
                new FitRecord(1_000, "a".repeat(64), OptionalLong.of(7), Optional.of(LONG), Map.of()));
    }

    private static List<Object> draws() {
        Draws draws = Draws.of(42);
        Categorical colours = Categorical.of(List.of("red", LONG), new double[] {0.25, 0.75});
        double[] knots = IntStream.range(0, 40).mapToDouble(i -> i / 7.0).toArray();
        Marginal first = Marginal.of(LONG, Family.TRIANGULAR.bind(1 / 3.0, 2 / 3.0, 1.1));
        Marginal second = Marginal.of("b", colours);
        CorrelationMatrix matrix = CorrelationMatrix.of(List.of(LONG, "b"), new double[][] {{1, 0.5}, {0.5, 1}});
        return List.of(draws, draws.stream("var/" + LONG).draw(3), draws.antithetic(), colours, first, second,
                Empirical.of(knots), matrix, GaussianCopula.of(matrix),
                CorrelationMatrix.nearest(List.of("a", "b"), new double[][] {{1, 0.5}, {0.5, 1}}),
                Truncated.of(Family.NORMAL.bind(1 / 3.0, 2 / 3.0), -1 / 3.0, 7 / 3.0),
                Mixture.of(new double[] {0.25, 0.75}, List.of(Family.NORMAL.bind(1 / 3.0, 1), Empirical.of(knots))),
                RealisedCorrelation.of(first, second, CorrelationKind.SPEARMAN), new UniformBlock(),
                StreamSwitch.of(List.of(draws.stream("a"))),
                CategoricalSwitch.of(List.of(colours), List.of(new double[] {0, 1})),
                draws.joined(GaussianCopula.of(matrix)));
    }

    private static List<Object> formulas() {
        TwinModel hcp = Worlds.hcp();
        List<Object> formulas = new ArrayList<>();
        for (String formula : List.of("0.3 + 0.05 * (11 - decile)", "not (a and b) or x in (1, 2)", "-x", "true",
                "lookup(stage, innovator: 0.6, laggard: 1.4, else: 1)", "$$a * x + $k", "stage == 'laggard'",
                "'laggard'", "x in (1, 2)", "not a",
                "predict(m)", "transition(stage, a: {a: 0.9, b: rest}, b: {b: 1})", "categorical(a: 0.5, b: 0.5)",
                "mixture(0.5: normal(0, 1), 0.5: truncated(gamma(2, 1), 0, 9))", "empirical(0, 1, 2)", "normal(0, x)",
                "coupled(grid, x)")) {
            formulas.add(Expr.parse(formula));
        }
        formulas.add(SeparableForm.of(Expr.parse("$$a * x + k")).orElseThrow());
        formulas.add(hcp.program("baseline_propensity"));
        formulas.add(new Scratch());
        formulas.add(new TreeModel.Trees(new int[] {0}, new int[] {-1}, new double[1], new boolean[1], new int[1],
                new int[1], new double[] {0.5}));
        formulas.add(new Binding(Map.of("weeks", 8.0, "channel", LONG), Map.of("base", 0.05)));
        Population twins = hcp.generate(100, 1);
        Program program = Program.compile(Expr.parse("decile * " + "1.5 + ".repeat(40) + "decile"), twins.scope(),
                Binding.NONE, "");
        formulas.add(program);
        formulas.add(program.evaluator(null, twins::storage, 0));
        formulas.add(AssignedTwins.of(hcp, twins, Map.of("decile", Expr.parse("1")), Binding.NONE));
        return formulas;
    }
}

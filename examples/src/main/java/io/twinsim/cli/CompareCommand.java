package io.twinsim.cli;

import io.twinsim.inference.StatisticKind;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.report.Report;
import io.twinsim.scenario.Comparison;
import io.twinsim.scenario.ComparisonResult;
import java.util.List;

/** Several scenarios on the same twins: which is best, by how much, how sure. */
final class CompareCommand implements Command {

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String summary() {
        return "Applies several interventions, or one with several parameters, to the same twins with the same draws, "
                + "and says which is best, by how much, how sure that is and what would change it. Doing nothing "
                + "always takes part. An intervention written LABEL=NAME has that label; --set PARAM=VALUE belongs to "
                + "all scenarios that have the parameter, --set LABEL.PARAM=VALUE to one.";
    }

    @Override
    public String brief() {
        return "Says which of several interventions is best, by how much and how surely.";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("compare hcp --intervention email_campaign --intervention call_frequency_increase",
                        "two interventions, and doing nothing"),
                new Example("compare hcp --intervention short=email_campaign --intervention long=email_campaign "
                        + "--set long.duration_weeks=26", "one intervention, short and long: they share coefficients"),
                new Example("compare hcp --intervention email_campaign --intervention digital_engagement "
                        + "--set intensity=2 --where \"decile <= 3\" --json",
                        "both twice as intense, some of the twins; one JSON document"));
    }

    @Override
    public String operand() {
        return "WORLD";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.INTERVENTION, Option.SET, Option.SIZE, Option.SEED, Option.ANTITHETIC,
                Option.DATA, Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.WHERE, Option.SUBGROUP,
                Option.NO_NOISE, Option.SHARED_COEFFICIENTS, Option.ESTIMAND, Option.PLAN, Option.RATIO, Option.LEVEL,
                Option.CI, Option.REPLICATES, Option.THREADS, Option.DEADLINE, Option.REPORT, Option.JSON);
    }

    @Override
    public List<StatisticKind> statistics() {
        return List.of(StatisticKind.MEAN);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        TwinModel model = World.model(arguments, "WORLD");
        Scenarios scenarios = Scenarios.of(model, arguments);
        // Generating may take long, so everything typed is checked before.
        Arguments checked = SimulateCommand.check(arguments);
        ReportFile report = ReportFile.of(arguments);
        ComparisonResult result = run(comparison(World.everyTwin(model, checked), scenarios, checked), console);
        console.print(arguments.flag(Option.JSON) ? result.toJson() : result.table());
        if (!arguments.texts(Option.SUBGROUP).isEmpty() && !arguments.flag(Option.JSON) && result.isComplete()) {
            result.results().get(0).subgroups().keySet()
                    .forEach(dimension -> console.print("\n" + result.bySubgroup(dimension)));
        }
        report.write(Report.of(result), arguments, console);
        if (result.isComplete()) {
            return DONE;
        }
        console.message(result.status().id() + ": " + result.reason().orElse("the run did not complete"));
        return FAILED;
    }

    private static Comparison comparison(Population twins, Scenarios scenarios, Arguments arguments) {
        Comparison comparison = Comparison.of(scenarios.interventions().stream()
                .map(intervention -> SimulateCommand.simulation(twins, intervention, arguments)).toList());
        Comparison labelled = comparison.withLabels(scenarios.labels(comparison.labels()));
        return arguments.flag(Option.SHARED_COEFFICIENTS) ? labelled.withSharedCoefficients() : labelled;
    }

    /** Runs it; who listens is told how far it is. */
    private static ComparisonResult run(Comparison comparison, Console console) {
        try (Progress progress = console.progress("simulating")) {
            return (progress.shows() ? comparison.withListener(progress.listener()) : comparison).run();
        }
    }
}

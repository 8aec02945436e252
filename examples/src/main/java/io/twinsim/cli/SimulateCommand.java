package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.StatisticKind;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.report.Report;
import io.twinsim.sim.Estimand;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The main job: twins, an intervention, an answer. */
final class SimulateCommand implements Command {

    /** More generated twins than this are not held in memory. */
    private static final long MOST_HELD = 1L << 20;

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public String summary() {
        return "Applies an intervention to the twins of a world, generated or read from a file, and says what it does, "
                + "for whom, how sure that is, and whether to do it.";
    }

    @Override
    public String operand() {
        return "WORLD";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.INTERVENTION, Option.SET, Option.SIZE, Option.SEED, Option.ANTITHETIC,
                Option.DATA, Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.WHERE, Option.SUBGROUP,
                Option.NO_NOISE, Option.ESTIMAND, Option.PLAN, Option.RATIO, Option.LEVEL, Option.CI, Option.REPLICATES,
                Option.THREADS, Option.DEADLINE, Option.REPORT, Option.JSON);
    }

    @Override
    public String brief() {
        return "Says what an intervention does, for whom, how sure that is, and whether to do it.";
    }

    @Override
    public List<Example> examples() {
        String main = "simulate hcp --intervention email_campaign";
        return List.of(new Example(main, "the main job"),
                new Example(main + " --set duration_weeks=12 --where \"decile <= 3\"",
                        "a longer campaign, some of the twins"),
                new Example("simulate patient --intervention nurse_support --subgroup age_group --plan 500,500 --json",
                        "groups, and where a trial of 1,000 patients would land; one JSON document"),
                new Example(main + " --data twins.csv --ci percentile --replicates 999",
                        "twins from a file, a bootstrap interval"),
                new Example(main + " --size 1000000000 --deadline \"2 s\"",
                        "a billion twins, or as many as there is time for: then partial, with status 1"));
    }

    @Override
    public String more() {
        return "README.md, how to read the answer";
    }

    @Override
    public List<StatisticKind> statistics() {
        return List.of(StatisticKind.MEAN);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        TwinModel model = World.model(arguments, "WORLD");
        Intervention intervention = intervention(model, arguments);
        // Generating may take long, so everything typed is checked before.
        Arguments checked = check(arguments);
        ReportFile report = ReportFile.of(arguments);
        SimulationResult result = run(simulation(World.everyTwin(model, checked), intervention, checked), console);
        if (arguments.flag(Option.JSON)) {
            console.print(result.toJson());
        } else {
            console.print(result.table());
        }
        report.write(Report.of(result), arguments, console);
        if (result.isComplete()) {
            return DONE;
        }
        console.message(result.status().id() + ": " + result.reason().orElse("the run did not complete"));
        return FAILED;
    }

    private static Intervention intervention(TwinModel model, Arguments arguments) {
        String word = arguments.once(Option.INTERVENTION).orElseThrow(() -> new InputException(
                "simulate must be given --intervention; known: " + Names.list(model.interventionNames())));
        Intervention intervention = World.intervention(model, word);
        Set<String> set = new HashSet<>();
        for (String setting : arguments.texts(Option.SET)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new InputException("--set must be PARAM=VALUE, got " + Names.quote(setting));
            }
            String parameter = setting.substring(0, equals).strip();
            if (!set.add(parameter)) {
                throw new InputException("--set must set a parameter once, got " + Names.quote(parameter) + " again");
            }
            intervention = intervention.with(parameter, setting.substring(equals + 1).strip());
        }
        return arguments.flag(Option.NO_NOISE) ? intervention.withoutNoise() : intervention;
    }

    /** Refuses options before anything is generated. */
    static Arguments check(Arguments arguments) {
        Settings.intervals(arguments);
        arguments.plan();
        arguments.deadline();
        estimand(arguments);
        arguments.text(Option.WHERE).ifPresent(io.twinsim.expr.Expr::parse);
        return arguments;
    }

    /** Runs it; who listens is told how far it is. */
    private static SimulationResult run(Simulation simulation, Console console) {
        try (Progress progress = console.progress("simulating")) {
            return (progress.shows() ? simulation.withListener(progress.listener()) : simulation).run();
        }
    }

    /** Many twins are generated and forgotten as they go, which changes no digit unless it warns; resampling needs them all. */
    private static Simulation begin(Population twins, Intervention intervention, Arguments arguments) {
        boolean streams = twins.untouched() && twins.size() > MOST_HELD && !Settings.method(arguments).resamples();
        return streams ? Simulation.stream(twins, intervention) : Simulation.of(twins, intervention);
    }

    /** The simulation of some twins as the options say. */
    static Simulation simulation(Population twins, Intervention intervention, Arguments arguments) {
        Simulation simulation = begin(twins, intervention, arguments)
                .withLevel(arguments.number(Option.LEVEL).orElse(IntervalOptions.DEFAULT_LEVEL))
                .withMethod(Settings.method(arguments))
                .withReplicates(Settings.replicates(arguments))
                .withThreads(World.threads(arguments));
        if (arguments.text(Option.DATA).isPresent() && arguments.text(Option.SEED).isPresent()) {
            simulation = simulation.withSeed(World.seed(arguments));
        }
        if (arguments.text(Option.WHERE).isPresent()) {
            simulation = simulation.where(arguments.required(Option.WHERE));
        }
        if (!arguments.texts(Option.SUBGROUP).isEmpty()) {
            simulation = simulation.withSubgroups(arguments.texts(Option.SUBGROUP).toArray(new String[0]));
        }
        if (estimand(arguments).isPresent()) {
            simulation = simulation.withEstimand(estimand(arguments).get());
        }
        if (arguments.plan().isPresent()) {
            long[] arms = arguments.plan().get();
            simulation = simulation.withPlan(arms[0], arms[1]);
        }
        simulation = arguments.ratio().map(simulation::withRatio).orElse(simulation);
        return arguments.deadline().isPresent() ? simulation.withDeadline(arguments.deadline().get()) : simulation;
    }

    private static Optional<Estimand> estimand(Arguments arguments) {
        return arguments.text(Option.ESTIMAND)
                .map(word -> Checks.constant("estimand", word, Estimand.values(), Estimand::id));
    }
}

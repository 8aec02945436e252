package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.Correction;
import io.twinsim.inference.EffectEstimator;
import io.twinsim.inference.Experiment;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.StatisticKind;
import io.twinsim.inference.SubgroupKeys;
import io.twinsim.inference.TestFamily;
import io.twinsim.inference.VarianceEstimator;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The effect that a real experiment measured. */
final class ExperimentCommand implements Command {

    /** Two units per arm. */
    private static final long LEAST_GROUP = 4;
    private static final List<Option> GROUPED =
            List.of(Option.CORRECTION, Option.FAMILY, Option.MIN_GROUP, Option.LOWER_IS_BETTER);

    @Override
    public String name() {
        return "experiment";
    }

    @Override
    public String summary() {
        return "Estimates the average effect of a real two-arm experiment, or of observational data, from a file.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.DATA, Option.TREATMENT, Option.TREATED, Option.CONTROL, Option.OUTCOME, Option.WHERE,
                Option.ADJUST, Option.ESTIMATOR, Option.SE, Option.CLUSTER, Option.OBSERVATIONAL, Option.TRIM,
                Option.SPLIT, Option.SUBGROUP, Option.CORRECTION, Option.FAMILY, Option.MIN_GROUP,
                Option.LOWER_IS_BETTER, Option.LEVEL, Option.CI, Option.REPLICATES, Option.SEED, Option.THREADS,
                Option.DEADLINE, Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.REPORT, Option.JSON);
    }

    @Override
    public String brief() {
        return "Estimates the average effect of a real experiment, or of observational data.";
    }

    @Override
    public List<Example> examples() {
        String trial = "experiment --data trial.csv --treatment arm --treated new --control old --outcome visit";
        return List.of(new Example(trial, "the effect of the new arm"),
                new Example(trial + " --adjust age,history", "more precise, with what was known before"),
                new Example(trial + " --subgroup \"age:4\"", "for whom, corrected for looking often"),
                new Example(trial + " --observational --adjust age", "without random assignment"));
    }

    @Override
    public String more() {
        return "README.md, how to read the answer: adjusted effects, interval methods";
    }

    @Override
    public List<StatisticKind> statistics() {
        return List.of(StatisticKind.MEAN_DIFFERENCE, StatisticKind.PROPORTION_DIFFERENCE);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        arguments.required(Option.DATA);
        String treatment = arguments.required(Option.TREATMENT);
        String treated = arguments.required(Option.TREATED);
        String control = arguments.required(Option.CONTROL);
        String outcome = arguments.required(Option.OUTCOME);
        IntervalOptions options = Settings.intervals(arguments);
        ReportFile report = ReportFile.of(arguments);
        Population data = World.data(arguments);
        for (String subgroup : arguments.texts(Option.SUBGROUP)) {
            differs(data, subgroup, "treatment", treatment);
            differs(data, subgroup, "outcome", outcome);
        }
        Experiment experiment = Experiment.of(data, treatment, treated, control, outcome)
                .withLevel(options.level()).withMethod(options.method()).withReplicates(options.replicates())
                .withSeed(options.seed()).withThreads(options.threads());
        experiment = adjusted(grouped(experiment, arguments), covariates(data, arguments), arguments);
        if (arguments.text(Option.WHERE).isPresent()) {
            experiment = experiment.where(arguments.required(Option.WHERE));
        }
        ExperimentResult result = run(experiment, arguments, console);
        console.print(arguments.flag(Option.JSON) ? result.toJson() : result.table());
        report.write(Report.of(result).withFact("Seed", Long.toString(options.seed()))
                .withFact("Rows of the data", Numbers.grouped(data.size()))
                .withFact("Content hash of the data", data.contentHash()), arguments, console);
        return Settings.status(result.estimate(), console);
    }

    private static ExperimentResult run(Experiment experiment, Arguments arguments, Console console) {
        Optional<Duration> deadline = arguments.deadline();
        try (Progress progress = console.progress("estimating")) {
            return experiment.withStop(new Watch(deadline, progress)).run();
        }
    }

    private static Experiment grouped(Experiment plain, Arguments arguments) {
        Experiment experiment = plain.withSubgroups(arguments.texts(Option.SUBGROUP).toArray(new String[0]))
                .withCorrections(arguments.list(Option.CORRECTION).stream().map(Correction::named)
                        .toArray(Correction[]::new))
                .withHigherIsBetter(!arguments.flag(Option.LOWER_IS_BETTER));
        if (arguments.text(Option.FAMILY).isPresent()) {
            experiment = experiment.withFamily(TestFamily.named(arguments.required(Option.FAMILY)));
        }
        if (arguments.text(Option.MIN_GROUP).isPresent()) {
            experiment = experiment.withMinGroup((int) arguments.whole(Option.MIN_GROUP, 0, LEAST_GROUP,
                    Integer.MAX_VALUE));
        }
        if (arguments.texts(Option.SUBGROUP).isEmpty()) {
            GROUPED.forEach(option -> needs(option, Option.SUBGROUP, arguments));
        }
        return experiment;
    }

    /** Options that would change nothing are refused, so that nobody believes that they did. */
    private static void needs(Option option, Option other, Arguments arguments) {
        if (arguments.flag(option)) {
            throw new InputException(option.flag() + " must be given with " + other.flag());
        }
    }

    /** Covariates: a column whose name holds commas is given by an option of its own. */
    private static String[] covariates(Population data, Arguments arguments) {
        return arguments.list(Option.ADJUST, data.names()).toArray(new String[0]);
    }

    private static Experiment adjusted(Experiment plain, String[] covariates, Arguments arguments) {
        Experiment experiment = plain.withCovariates(covariates);
        if (covariates.length == 0) {
            needs(Option.SE, Option.ADJUST, arguments);
        }
        if (arguments.flag(Option.SE) && arguments.flag(Option.CLUSTER)) {
            throw new InputException("--se must not be given with --cluster; clusters have an error of their own, "
                    + "cr2");
        }
        if (arguments.text(Option.ESTIMATOR).isPresent()) {
            experiment = experiment.withEstimator(EffectEstimator.named(arguments.required(Option.ESTIMATOR)));
        }
        if (arguments.text(Option.SE).isPresent()) {
            experiment = experiment.withRobust(VarianceEstimator.named(arguments.required(Option.SE)));
        }
        if (arguments.text(Option.CLUSTER).isPresent()) {
            experiment = experiment.withClusters(arguments.required(Option.CLUSTER));
        }
        if (arguments.flag(Option.OBSERVATIONAL)) {
            experiment = experiment.observational();
        }
        if (arguments.text(Option.SPLIT).isPresent()) {
            experiment = experiment.withSplit(Arguments.share(Option.SPLIT, arguments.required(Option.SPLIT)));
        }
        Optional<String[]> trim = arguments.pair(Option.TRIM, "L,U");
        return trim.isEmpty() ? experiment : experiment.withTrim(Arguments.number(Option.TRIM, trim.get()[0]),
                Arguments.number(Option.TRIM, trim.get()[1]));
    }

    /** Groups by the arm or by what was measured would compare nothing, alone or in a pair of dimensions. */
    private static void differs(Population data, String subgroup, String role, String column) {
        if (SubgroupKeys.columnsOf(data, subgroup).contains(column)) {
            throw new InputException("--subgroup must differ from the " + role + ", got " + Names.quote(column)
                    + " for both");
        }
    }
}

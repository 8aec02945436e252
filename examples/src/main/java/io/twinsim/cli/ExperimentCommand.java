package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.Experiment;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.StatisticKind;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import java.util.List;

/** The effect that a real experiment measured. */
final class ExperimentCommand implements Command {

    @Override
    public String name() {
        return "experiment";
    }

    @Override
    public String summary() {
        return "Estimates the average effect of a real two-arm experiment from a data file.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.DATA, Option.TREATMENT, Option.TREATED, Option.CONTROL, Option.OUTCOME, Option.WHERE,
                Option.SUBGROUP, Option.LEVEL, Option.CI, Option.REPLICATES, Option.SEED, Option.THREADS,
                Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.JSON);
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
        Population data = World.data(arguments);
        for (String subgroup : arguments.texts(Option.SUBGROUP)) {
            differs(data, subgroup, "treatment", treatment);
            differs(data, subgroup, "outcome", outcome);
        }
        Experiment experiment = Experiment.of(data, treatment, treated, control, outcome)
                .withLevel(options.level()).withMethod(options.method()).withReplicates(options.replicates())
                .withSeed(options.seed()).withThreads(options.threads())
                .withSubgroups(arguments.texts(Option.SUBGROUP).toArray(new String[0]));
        if (arguments.text(Option.WHERE).isPresent()) {
            experiment = experiment.where(arguments.required(Option.WHERE));
        }
        ExperimentResult result = experiment.run();
        console.print(arguments.flag(Option.JSON) ? result.toJson() : result.table());
        return DONE;
    }

    /** Groups by the arm or by what was measured would compare nothing; {@code COL:4} groups by {@code COL} too. */
    private static void differs(Population data, String subgroup, String role, String column) {
        int colon = subgroup.lastIndexOf(':');
        String grouped = data.has(subgroup) || colon < 0 ? subgroup : subgroup.substring(0, colon);
        if (grouped.equals(column)) {
            throw new InputException("--subgroup must differ from the " + role + ", got " + Names.quote(column)
                    + " for both");
        }
    }
}

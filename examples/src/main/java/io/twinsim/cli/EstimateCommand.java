package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.Bootstrap;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.Resampling;
import io.twinsim.inference.StatisticKind;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;

/** Estimates one number from one sample. */
final class EstimateCommand implements Command {

    private static final List<String> SCHEMES = List.of("multinomial", "poisson", "bayesian");

    @Override
    public String name() {
        return "estimate";
    }

    @Override
    public String summary() {
        return "Estimates a mean, ratio, correlation, median or quantile from a data file.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.DATA, Option.STATISTIC, Option.WHERE, Option.LEVEL, Option.CI, Option.REPLICATES,
                Option.RESAMPLING, Option.STRATUM, Option.CLUSTER, Option.SEED, Option.THREADS, Option.DELIMITER,
                Option.MISSING, Option.CATEGORY, Option.JSON);
    }

    @Override
    public List<StatisticKind> statistics() {
        return List.of(StatisticKind.MEAN, StatisticKind.PROPORTION, StatisticKind.RATIO, StatisticKind.CORRELATION,
                StatisticKind.QUANTILE);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        String statistic = arguments.required(Option.STATISTIC);
        StatisticArgument.require(statistic);
        Resampling scheme = scheme(arguments.text(Option.RESAMPLING).orElse(SCHEMES.get(0)));
        Population data = World.data(arguments);
        Population rows = arguments.text(Option.WHERE).map(data::where).orElse(data);
        Bootstrap bootstrap = Bootstrap.of(StatisticArgument.of(statistic, rows)).withEstimand(statistic)
                .withOptions(Settings.intervals(arguments)).with(resampling(scheme, arguments, rows));
        Estimate estimate = bootstrap.estimate();
        if (arguments.flag(Option.JSON)) {
            console.json(estimate.toTree());
        } else {
            text(estimate).forEach(console::print);
            estimate.interval().notes().forEach(note -> console.print("  ! " + note));
            estimate.notes().forEach(note -> console.print("  ! " + note));
        }
        return DONE;
    }

    private static Resampling scheme(String name) {
        if (!SCHEMES.contains(name)) {
            throw new InputException(Names.unknown("resampling", name, SCHEMES));
        }
        return name.equals("poisson") ? Resampling.poisson()
                : name.equals("bayesian") ? Resampling.bayesian() : Resampling.multinomial();
    }

    private static Resampling resampling(Resampling scheme, Arguments arguments, Population rows) {
        Resampling within = arguments.text(Option.STRATUM).map(column -> scheme.within(rows, column)).orElse(scheme);
        return arguments.text(Option.CLUSTER).map(column -> within.byCluster(rows, column)).orElse(within);
    }

    private static List<String> text(Estimate estimate) {
        Interval interval = estimate.interval();
        List<String> lines = new ArrayList<>();
        lines.add(estimate.estimand() + " = " + Numbers.significant(estimate.estimate(), 6));
        lines.add("  standard error " + Numbers.significant(estimate.standardError(), 4) + ", n = "
                + Numbers.grouped(estimate.n()));
        lines.add("  " + Numbers.significant(100 * interval.level(), 6) + " % interval "
                + Numbers.significant(interval.lower(), 6) + " to " + Numbers.significant(interval.upper(), 6) + " ("
                + interval.method().id() + ")");
        if (estimate.replicates() > 0) {
            lines.add("  " + replicates(estimate));
        }
        estimate.monteCarlo().ifPresent(error -> lines.add("  Monte Carlo error of the limits "
                + Numbers.significant(error.lower(), 2) + " and " + Numbers.significant(error.upper(), 2)));
        return lines;
    }

    private static String replicates(Estimate estimate) {
        StringBuilder out = new StringBuilder(Numbers.grouped(estimate.replicates())).append(" replicates");
        estimate.bias().ifPresent(value -> out.append(", bias ").append(Numbers.significant(value, 3)));
        estimate.z0().ifPresent(value -> out.append(", z0 ").append(Numbers.significant(value, 3)));
        estimate.acceleration().ifPresent(value ->
                out.append(", acceleration ").append(Numbers.significant(value, 3)));
        return out.toString();
    }
}

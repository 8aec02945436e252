package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.Bootstrap;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.Resampling;
import io.twinsim.inference.StatisticKind;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Estimates one number from one sample. */
final class EstimateCommand implements Command {

    static final List<String> SCHEMES = List.of("multinomial", "poisson", "bayesian");
    private static final long FEWEST = 2;
    private static final int DIGITS = 6;
    private static final int MOST_DIGITS = 17;
    /** An interval this many times narrower than its limits are large leaves six digits only three for its width. */
    private static final double NARROW = 1e-3;
    /** Between these, numbers are shown with decimals. */
    private static final double SMALLEST = 1e-7;
    private static final double LARGEST = 1e9;

    @Override
    public String name() {
        return "estimate";
    }

    @Override
    public String summary() {
        return "Estimates a mean, ratio, correlation, rank correlation, median or quantile from a data file.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.DATA, Option.STATISTIC, Option.WHERE, Option.LEVEL, Option.CI, Option.REPLICATES,
                Option.RESAMPLING, Option.STRATUM, Option.CLUSTER, Option.SEED, Option.THREADS, Option.DEADLINE,
                Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.JSON);
    }

    @Override
    public String brief() {
        return "Estimates a mean, ratio, correlation or quantile from a data file.";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("estimate --data customers.csv --statistic mean:spend", "with a 95 % interval"),
                new Example("estimate --data customers.csv --statistic ratio:spend/visits --ci bca", "spend per visit"),
                new Example("estimate --data customers.csv --statistic quantile:spend:0.9 --where \"visits > 0\"",
                        "the largest tenth of the visitors"));
    }

    @Override
    public String more() {
        return "README.md, how to read the answer: interval methods";
    }

    @Override
    public List<StatisticKind> statistics() {
        return List.of(StatisticKind.MEAN, StatisticKind.PROPORTION, StatisticKind.RATIO, StatisticKind.CORRELATION,
                StatisticKind.QUANTILE, StatisticKind.FUNCTION_OF_WEIGHTS);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        String statistic = arguments.required(Option.STATISTIC);
        StatisticArgument.require(statistic);
        Resampling scheme = scheme(arguments.text(Option.RESAMPLING).orElse(SCHEMES.get(0)));
        IntervalOptions options = Settings.intervals(arguments);
        requireDrawn(arguments, options.method());
        Population data = World.data(arguments);
        Population rows = arguments.text(Option.WHERE).map(condition -> kept(data, condition)).orElse(data);
        Resampling resampling = resampling(scheme, arguments, rows);
        Estimate estimate = run(Bootstrap.of(StatisticArgument.of(statistic, rows)).withEstimand(statistic)
                .with(resampling), options, arguments, console);
        if (arguments.flag(Option.JSON)) {
            console.json(document(estimate, scheme, arguments));
        } else {
            text(estimate, resampling).forEach(line -> console.print(Lines.paragraph(indent(line),
                    line.strip())));
        }
        return Settings.status(estimate, console);
    }

    private static Estimate run(Bootstrap bootstrap, IntervalOptions options, Arguments arguments, Console console) {
        Optional<Duration> deadline = arguments.deadline();
        try (Progress progress = console.progress("estimating")) {
            return bootstrap.withOptions(options.withStop(new Watch(deadline, progress))).estimate();
        }
    }

    /** How rows are drawn again cannot matter to a formula. */
    private static void requireDrawn(Arguments arguments, IntervalMethod method) {
        if (arguments.text(Option.RESAMPLING).isPresent() && method != IntervalMethod.AUTO && !method.resamples()) {
            throw new InputException("--resampling must go with a method that draws replicates, got --ci "
                    + method.id());
        }
    }

    private static Population kept(Population data, String condition) {
        Population rows = data.where(condition);
        if (rows.size() >= FEWEST) {
            return rows;
        }
        throw new InputException("--where must keep at least " + FEWEST + " rows, got " + Numbers.grouped(rows.size())
                + " of " + Numbers.grouped(data.size()));
    }

    /** The estimate and, if rows were drawn again, how. */
    private static Map<String, Object> document(Estimate estimate, Resampling scheme, Arguments arguments) {
        Map<String, Object> tree = estimate.toTree();
        if (estimate.replicates() > 0) {
            tree.put("resampling", scheme.toString());
            arguments.text(Option.STRATUM).ifPresent(column -> tree.put("stratum", column));
            arguments.text(Option.CLUSTER).ifPresent(column -> tree.put("cluster", column));
        }
        return tree;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
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

    private static List<String> text(Estimate estimate, Resampling resampling) {
        Interval interval = estimate.interval();
        List<String> lines = new ArrayList<>();
        lines.add(estimate.estimand() + " = " + Numbers.significant(estimate.estimate(), digits(estimate)));
        lines.add("  standard error " + Numbers.significant(estimate.standardError(), 4) + ", n = "
                + Numbers.grouped(estimate.n()));
        lines.add("  " + Numbers.significant(100 * interval.level(), DIGITS) + " % interval "
                + limit(interval.lower(), estimate) + " to " + limit(interval.upper(), estimate) + " ("
                + interval.method().id() + ")");
        if (estimate.replicates() > 0) {
            lines.add("  " + replicates(estimate, resampling));
        }
        estimate.monteCarlo().ifPresent(error -> lines.add("  Monte Carlo error of the limits "
                + Numbers.significant(error.lower(), 2) + " and " + Numbers.significant(error.upper(), 2)));
        Stream.concat(interval.notes().stream(), estimate.notes().stream()).distinct()
                .forEach(note -> lines.add("  ! " + note));
        return lines;
    }

    /** As many decimals as half the interval deserves; digits for what is too small or too large for decimals. */
    private static String limit(double value, Estimate estimate) {
        double half = estimate.interval().width() / 2;
        return half >= SMALLEST && half < LARGEST && Math.abs(value) < LARGEST
                ? Numbers.fixed(value, Numbers.decimals(half)) : Numbers.significant(value, digits(estimate));
    }

    /** Digits that leave the interval's width at least three, however far from 0 it lies. */
    private static int digits(Estimate estimate) {
        Interval interval = estimate.interval();
        double width = interval.width();
        double largest = Math.max(Math.abs(interval.lower()), Math.abs(interval.upper()));
        int digits = DIGITS;
        for (double room = NARROW * largest; width > 0 && room > width && digits < MOST_DIGITS; room /= 10) {
            digits++;
        }
        return digits;
    }

    private static String replicates(Estimate estimate, Resampling resampling) {
        StringBuilder out = new StringBuilder(Numbers.grouped(estimate.replicates())).append(" replicates");
        if (!resampling.equals(Resampling.multinomial())) {
            out.append(" (").append(resampling).append(')');
        }
        estimate.bias().ifPresent(value -> out.append(", bias ").append(Numbers.significant(value, 3)));
        estimate.z0().ifPresent(value -> out.append(", z0 ").append(Numbers.significant(value, 3)));
        estimate.acceleration().ifPresent(value ->
                out.append(", acceleration ").append(Numbers.significant(value, 3)));
        return out.toString();
    }
}

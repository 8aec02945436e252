package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.StatisticKind;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.List;

/** Estimates one number from one sample. */
final class EstimateCommand implements Command {

    private static final List<String> STATISTICS = List.of("mean");

    @Override
    public String name() {
        return "estimate";
    }

    @Override
    public String summary() {
        return "Estimates the mean of a column of a data file.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.DATA, Option.STATISTIC, Option.WHERE, Option.LEVEL, Option.CI, Option.REPLICATES,
                Option.SEED, Option.THREADS, Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.JSON);
    }

    @Override
    public List<StatisticKind> statistics() {
        return List.of(StatisticKind.MEAN, StatisticKind.PROPORTION);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        String statistic = arguments.required(Option.STATISTIC);
        int colon = statistic.indexOf(':');
        if (colon < 1 || colon == statistic.length() - 1) {
            throw new InputException("--statistic must be mean:COL, got " + Names.quote(statistic));
        }
        String kind = statistic.substring(0, colon);
        if (!STATISTICS.contains(kind)) {
            throw new InputException(Names.unknown("statistic", kind, STATISTICS));
        }
        Population data = World.data(arguments);
        Population rows = arguments.text(Option.WHERE).map(data::where).orElse(data);
        double[] values = values(rows, statistic.substring(colon + 1));
        Estimate estimate = MeanEstimate.of(values, statistic, Settings.intervals(arguments));
        if (arguments.flag(Option.JSON)) {
            console.json(estimate.toTree());
        } else {
            console.print(text(estimate));
            estimate.notes().forEach(note -> console.print("  ! " + note));
        }
        return DONE;
    }

    private static double[] values(Population rows, String name) {
        Column column = rows.column(name);
        if (column.type() == ColumnType.CATEGORY) {
            throw new InputException("column " + Names.quote(name) + " must hold numbers, got a category; "
                    + "the mean needs a real, integer or flag column");
        }
        if (column.missing() > 0) {
            throw new InputException("column " + Names.quote(name) + " must not be missing, got "
                    + ModelText.count(column.missing(), "missing value") + " of " + column.size()
                    + "; leave them out with --where \"not is_missing(" + name
                    + ")\"");
        }
        return rows.doubles(name);
    }

    private static String text(Estimate estimate) {
        return estimate.estimand() + " = " + Numbers.significant(estimate.estimate(), 6) + "\n"
                + "  standard error " + Numbers.significant(estimate.standardError(), 4) + ", n = "
                + Numbers.grouped(estimate.n()) + "\n"
                + "  " + Numbers.significant(100 * estimate.interval().level(), 6) + " % interval "
                + Numbers.significant(estimate.interval().lower(), 6) + " to "
                + Numbers.significant(estimate.interval().upper(), 6) + " (" + estimate.interval().method().id() + ")";
    }
}

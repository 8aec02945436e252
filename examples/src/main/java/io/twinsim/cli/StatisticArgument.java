package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.Statistic;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import java.util.List;

/** Reads {@code --statistic}: what to estimate, and from which columns. */
final class StatisticArgument {

    static final List<String> STATISTICS = List.of("mean", "ratio", "correlation", "spearman", "median",
            "quantile");
    private static final String FORMS = "mean:COL, ratio:X/U, correlation:A,B, spearman:A,B, median:COL or "
            + "quantile:COL:P";

    private final Population rows;
    private final String text;
    private final String kind;
    private final String columns;

    private StatisticArgument(Population rows, String text, int colon) {
        this.rows = rows;
        this.text = text;
        this.kind = text.substring(0, colon);
        this.columns = text.substring(colon + 1);
    }

    /** Refuses what is no statistic, before any data are read. */
    static void require(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw refused(text);
        }
        String kind = text.substring(0, colon);
        if (!STATISTICS.contains(kind)) {
            throw new InputException(Names.unknown("statistic", kind, STATISTICS));
        }
    }

    private static InputException refused(String text) {
        return new InputException("--statistic must be " + FORMS + ", got " + Names.quote(text));
    }

    /** The statistic of the rows. */
    static Statistic of(String text, Population rows) {
        return new StatisticArgument(rows, text, text.indexOf(':')).statistic();
    }

    private Statistic statistic() {
        switch (kind) {
            case "mean":
                return Statistic.mean(rows, columns);
            case "median":
                return Statistic.median(rows, columns);
            case "ratio": {
                int at = separator('/');
                return Statistic.ratio(rows, columns.substring(0, at), columns.substring(at + 1));
            }
            case "spearman": {
                int at = separator(',');
                return Statistic.spearman(rows, columns.substring(0, at), columns.substring(at + 1));
            }
            case "correlation": {
                int at = separator(',');
                return Statistic.correlation(rows, columns.substring(0, at), columns.substring(at + 1));
            }
            default: {
                int at = columns.lastIndexOf(':');
                if (at < 1 || at == columns.length() - 1) {
                    throw refused(text);
                }
                return Statistic.quantile(rows, columns.substring(0, at),
                        Arguments.number(Option.STATISTIC, columns.substring(at + 1)));
            }
        }
    }

    /** Where two columns part; names may hold the separator, so known names go first. */
    private int separator(char separator) {
        List<String> known = rows.names();
        for (int at = columns.indexOf(separator); at >= 0; at = columns.indexOf(separator, at + 1)) {
            if (known.contains(columns.substring(0, at)) && known.contains(columns.substring(at + 1))) {
                return at;
            }
        }
        int first = columns.indexOf(separator);
        if (first < 1 || first == columns.length() - 1) {
            throw refused(text);
        }
        return first;
    }
}

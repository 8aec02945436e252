package io.twinsim.report;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.scenario.ComparisonResult;
import io.twinsim.sim.SubgroupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mean effects of several scenarios in the groups of each dimension, side by side. */
final class ReportComparisonGroups {

    /** Scenarios side by side; more columns nobody reads. */
    private static final int MOST_SCENARIOS = 5;
    /** A blank of no width: a long name in a heading may go on below. */
    private static final String MAY_BREAK = "\u200b";

    private final ComparisonResult result;
    private final List<String> scenarios;
    private final boolean higherIsBetter;

    ReportComparisonGroups(ComparisonResult result, boolean higherIsBetter) {
        this.result = result;
        this.higherIsBetter = higherIsBetter;
        this.scenarios = result.scenarios().stream().filter(s -> result.result(s).isComplete()).toList();
    }

    void write(ReportPage page) {
        if (scenarios.size() > MOST_SCENARIOS) {
            return;
        }
        List<String> dimensions = result.result(scenarios.get(0)).subgroups().keySet().stream()
                .filter(d -> scenarios.stream().allMatch(s -> result.result(s).subgroups().containsKey(d)))
                .filter(d -> !tables(d).get(0).rows().isEmpty()).toList();
        if (dimensions.isEmpty()) {
            return;
        }
        page.section("groups", "For whom", out -> {
            out.paragraph("Mean effects in groups, best guesses only: groups of a model differ because its formulas "
                    + "say so. Where the best guess changes from group to group, a mixed plan may be worth a test.");
            for (String dimension : dimensions) {
                out.element("h3", "By " + dimension);
                table(out, dimension);
            }
        });
    }

    private List<SubgroupTable> tables(String dimension) {
        return scenarios.stream().map(result::result).map(one -> one.subgroup(dimension)).toList();
    }

    private void table(ReportMarkup out, String dimension) {
        List<SubgroupTable> tables = tables(dimension);
        double widest = tables.stream().flatMap(t -> t.rows().stream()).flatMap(row -> row.interval().stream())
                .mapToDouble(Interval::width).max().orElse(0);
        int decimals = ReportWords.decimals(widest / 2);
        List<String> headings = new ArrayList<>(List.of(dimension, ">Twins", "Best guess"));
        scenarios.forEach(scenario -> headings.add(">" + scenario.replace("_", "_" + MAY_BREAK)));
        ReportTable table = ReportTable.of("Mean effects by " + dimension, headings.toArray(String[]::new));
        List<SubgroupTable.Row> rows = tables.get(0).rows();
        for (SubgroupTable.Row row : rows.subList(0, Math.min(ReportSubgroups.MOST_ROWS, rows.size()))) {
            table.row(row.value(), cells(row, tables, decimals));
        }
        table.write(out);
        ReportSubgroups.rest(out, rows.size());
    }

    private String[] cells(SubgroupTable.Row first, List<SubgroupTable> tables, int decimals) {
        List<String> cells = new ArrayList<>();
        String best = "doing nothing";
        double most = 0;
        for (int s = 0; s < tables.size(); s++) {
            Optional<SubgroupTable.Row> found = tables.get(s).rows().stream()
                    .filter(row -> row.value().equals(first.value())).findFirst();
            cells.add(found.map(row -> ReportWords.signed(row.ate(), decimals)).orElse(ReportWords.NONE));
            double effect = found.map(SubgroupTable.Row::ate).orElse(0.0);
            if (higherIsBetter ? effect > most : effect < most) {
                most = effect;
                best = scenarios.get(s);
            }
        }
        cells.addAll(0, List.of(Numbers.grouped(first.n()), best));
        return cells.toArray(String[]::new);
    }
}

package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.sim.SimulationResult;
import io.twinsim.sim.SubgroupTable;
import java.util.ArrayList;
import java.util.List;

/** Simulated subgroups: the picture, who gains most, who is harmed, a table for each dimension. */
final class ReportSubgroups {

    /** Rows of a table; more than that nobody reads on a page. */
    static final int MOST_ROWS = 60;
    /** Groups in one picture. */
    private static final int MOST_DRAWN = 60;

    private final SimulationResult result;

    ReportSubgroups(SimulationResult result) {
        this.result = result;
    }

    void write(ReportPage page) {
        List<SubgroupTable> tables = result.subgroups().values().stream().filter(t -> !t.rows().isEmpty()).toList();
        if (!tables.isEmpty()) {
            page.section("groups", "For whom", out -> {
                out.element("p", p -> p.element("strong", "These differences are built in. ").text("Groups of a model "
                        + "differ because its formulas say so, and the number of twins is anybody\u2019s choice: that "
                        + "is why there are no p\u2011values. A difference here is something to test, not a finding."));
                segments(out, "Helped most", result.helpful());
                segments(out, "Harmed", result.harmful());
                int groups = tables.stream().mapToInt(table -> table.rows().size()).sum();
                if (groups <= MOST_DRAWN) {
                    ReportPicture.write(out, result.forest(), "Mean effect in each group with its total interval. "
                            + "Groups share the same uncertain coefficients, so that their intervals move together.");
                }
                for (SubgroupTable table : tables) {
                    out.element("h3", "By " + table.dimension());
                    if (groups > MOST_DRAWN && table.rows().size() <= MOST_DRAWN) {
                        ReportPicture.write(out, table.figure(), "");
                    }
                    table(out, table);
                }
            });
        }
    }

    private static void segments(ReportMarkup out, String heading, List<SimulationResult.Segment> segments) {
        if (segments.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (SimulationResult.Segment segment : segments) {
            int decimals = ReportWords.decimals(segment.row().interval().map(i -> i.width() / 2).orElse(0.0));
            texts.add(segment.dimension() + " " + segment.row().value() + " ("
                    + ReportWords.signed(segment.row().ate(), decimals) + ")");
        }
        out.element("p", p -> p.element("strong", heading + ": ").text(ReportWords.list(texts) + "."));
    }

    private void table(ReportMarkup out, SubgroupTable groups) {
        double least = groups.rows().stream().flatMap(row -> row.interval().stream()).mapToDouble(i -> i.width())
                .filter(width -> width > 0).min().orElse(0);
        int decimals = ReportWords.decimals(least / 2);
        String level = groups.rows().stream().flatMap(row -> row.interval().stream()).findFirst()
                .map(i -> ReportWords.percent(i.level())).orElse("");
        ReportTable table = ReportTable.of("Effect by " + groups.dimension() + (level.isEmpty() ? ""
                : ", with total intervals at " + level), groups.dimension(), ">Twins", ">Effect", ">Lower", ">Upper",
                ">Sd");
        for (SubgroupTable.Row row : groups.rows().subList(0, Math.min(MOST_ROWS, groups.rows().size()))) {
            table.row(row.value(), Numbers.grouped(row.n()), ReportWords.signed(row.ate(), decimals),
                    row.interval().map(i -> ReportWords.fixed(i.lower(), decimals)).orElse("too few"),
                    row.interval().map(i -> ReportWords.fixed(i.upper(), decimals)).orElse("twins"),
                    row.sd().isPresent() ? ReportWords.fixed(row.sd().getAsDouble(), decimals) : ReportWords.NONE);
        }
        table.write(out);
        rest(out, groups.rows().size());
        groups.explained().ifPresent(share -> out.note(groups.dimension() + " explains "
                + ReportWords.prose(Numbers.significant(100 * share, 2))
                + "\u00a0% of the variance of effects between twins."));
        groups.contrast().ifPresent(c -> out.note("Largest contrast: " + c.high() + " against " + c.low() + ", "
                + ReportWords.signed(c.difference(), ReportWords.decimals(c.interval())) + " ("
                + ReportWords.percent(c.interval().level()) + " " + ReportWords.range(c.interval()) + ")."
                + (c.perArm().isPresent() ? " A real test of that difference needs "
                + Numbers.grouped(c.perArm().getAsLong()) + " units per arm in each of the two groups." : "")));
    }

    /** Says how many of so many groups are not shown. */
    static void rest(ReportMarkup out, int groups) {
        if (groups > MOST_ROWS) {
            out.note("And " + ReportWords.count(groups - MOST_ROWS, "more group")
                    + ", which the JSON form of the result holds.");
        }
    }
}

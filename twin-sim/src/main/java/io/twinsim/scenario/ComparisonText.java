package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import io.twinsim.sim.SimulationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison as the command line prints it: the answer first. */
final class ComparisonText {

    /** Characters of a label in a table. */
    private static final int LABEL = 36;
    private static final int SHORTEST = 12;
    private static final int INDENT = 4;

    private final ComparisonResult result;
    private final Page page = new Page();

    ComparisonText(ComparisonResult result) {
        this.result = result;
    }

    Page page() {
        SimulationResult first = result.results().get(0);
        page.line(0, Shown.count(result.scenarios().size(), "scenario") + " on " + Shown.count(first.n(), "twin")
                + " of " + first.world() + " (" + provenance() + ")"
                + (result.joint().higherIsBetter() ? "" : ", lower is better") + ": "
                + (result.hasNumbers() ? "best is " + result.best().scenario() : "no answer"));
        result.reason().ifPresent(why -> page.line(0, result.status().id() + ": " + why
                + (result.hasNumbers() ? "" : "; nothing is compared")));
        if (result.hasNumbers()) {
            answer();
        } else {
            singles();
        }
        for (String warning : result.warnings()) {
            page.line(0, "warning: " + warning);
        }
        identity(first);
        return page;
    }

    private void identity(SimulationResult first) {
        page.line(0, "model " + first.world() + " (" + first.modelId().substring(0, 12) + "), seed " + first.seed()
                + (first.seed() == first.populationSeed() ? "" : " (twins: " + first.populationSeed() + ")")
                + ", estimand " + first.estimand().id() + ", comparison " + result.hash().substring(0, 12));
        result.command().ifPresent(words -> page.command(ComparisonCommand.lines(words)));
    }

    private String provenance() {
        return result.results().stream().map(r -> r.provenance().id()).distinct().collect(Collectors.joining(", "));
    }

    private void answer() {
        page.line(0, result.verdict());
        page.line(2, result.flip());
        page.gap();
        ranking();
        page.gap();
        differences();
        notes();
        page.gap();
    }

    private void ranking() {
        page.table(0, "scenarios, mean effect per twin with its " + level() + " total interval",
                narrowed(this::ranking));
    }

    /** With labels as long as numbers leave room for. */
    private static TextTable narrowed(IntFunction<TextTable> made) {
        int room = LABEL;
        TextTable table = made.apply(room);
        while (room > SHORTEST && table.render(0).lines().anyMatch(line -> line.length() > Lines.WIDTH)) {
            table = made.apply(--room);
        }
        return table;
    }

    private TextTable ranking(int room) {
        int decimals = decimals(result.ranking().stream().map(Standing::interval).flatMap(Optional::stream));
        TextTable table = TextTable.of(">#", "scenario", ">mean effect", ">lower", ">upper", ">reached", ">Pr(best)",
                "alone");
        for (Standing standing : result.ranking()) {
            Optional<SimulationResult> own = result.scenarios().contains(standing.scenario())
                    ? Optional.of(result.result(standing.scenario())) : Optional.empty();
            table.row(Integer.toString(standing.rank()), Shown.name(standing.scenario(), room),
                    own.isEmpty() ? "0" : Numbers.signed(standing.effect(), decimals),
                    standing.interval().map(i -> Numbers.fixed(i.lower(), decimals)).orElse(""),
                    standing.interval().map(i -> Numbers.fixed(i.upper(), decimals)).orElse(""),
                    own.map(r -> Numbers.grouped(r.ate().reached())).orElse(""), Shown.probability(standing.probBest()),
                    own.flatMap(SimulationResult::recommendation).map(r -> r.verdict().toString()).orElse(""));
        }
        return table;
    }

    private String level() {
        return Shown.percent(result.differences().get(0).interval().level());
    }

    private static int decimals(Stream<Interval> intervals) {
        return Shown.decimals(intervals.mapToDouble(Interval::width).filter(w -> w > 0).min().orElse(0) / 2);
    }

    private void differences() {
        page.table(0, "differences of mean effects, with " + level() + " total intervals",
                narrowed(this::differences));
    }

    private TextTable differences(int room) {
        int decimals = decimals(result.differences().stream().map(Difference::interval));
        TextTable table = TextTable.of("difference", ">estimate", ">lower", ">upper", ">joint lower", ">joint upper",
                ">Pr(better)");
        String shown = "";
        for (Difference d : result.differences()) {
            if (!d.scenario().equals(shown)) {
                shown = d.scenario();
                table.row(Shown.name(shown, room), "", "", "", "", "", "");
            }
            table.row("  - " + Shown.name(d.against(), room - INDENT), Numbers.signed(d.estimate(), decimals),
                    Numbers.fixed(d.interval().lower(), decimals), Numbers.fixed(d.interval().upper(), decimals),
                    Numbers.fixed(d.simultaneous().lower(), decimals),
                    Numbers.fixed(d.simultaneous().upper(), decimals), Shown.probability(d.probBetter()));
        }
        return table;
    }

    private void notes() {
        int m = result.differences().size();
        page.line(0, "lower and upper hold for one difference at a time, joint limits for all " + m + " together, at "
                + level() + ". Twins and noise are common to all scenarios: errors rest on differences of single "
                + "twins.");
        List<String> groups = groups();
        page.line(0, "coefficients: " + (result.sharedCoefficients()
                ? "those of the same name are one belief in all scenarios"
                : groups.isEmpty() ? "each scenario has its own, believed in independently"
                : "shared by " + String.join(" and by ", groups)
                + (groups.size() == 1 && shares() == result.scenarios().size() ? "" : "; otherwise independent")));
    }

    /** Scenarios with the same coefficients, where there are several. */
    private List<String> groups() {
        Map<Integer, List<String>> owners = new java.util.TreeMap<>();
        for (int s = 0; s < result.scenarios().size(); s++) {
            owners.computeIfAbsent(result.joint().belief(s), b -> new ArrayList<>()).add(result.scenarios().get(s));
        }
        return owners.values().stream().filter(who -> who.size() > 1).map(Names::list).toList();
    }

    private int shares() {
        int most = 0;
        for (int s = 0; s < result.scenarios().size(); s++) {
            most += result.joint().belief(s) == 0 ? 1 : 0;
        }
        return most;
    }

    /** What is known without a comparison. */
    private void singles() {
        for (int s = 0; s < result.results().size(); s++) {
            page.line(2, result.scenarios().get(s) + ": " + result.results().get(s));
        }
    }
}

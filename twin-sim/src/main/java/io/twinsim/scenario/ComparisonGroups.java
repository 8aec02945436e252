package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import io.twinsim.sim.SimulationResult;
import io.twinsim.sim.SubgroupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios in the groups of a dimension, in each group the best one first. */
final class ComparisonGroups {

    private static final int LABEL = 36;
    private static final int GROUP = 24;
    private static final int SHORTEST = 12;

    private record Line(String scenario, SubgroupTable.Row row) { }

    private final ComparisonResult result;
    private final String dimension;
    private final List<List<Line>> groups = new ArrayList<>();

    ComparisonGroups(ComparisonResult result, String dimension) {
        this.result = result;
        this.dimension = dimension;
        List<String> scenarios = result.scenarios().stream().filter(this::hasEffect).toList();
        for (String scenario : scenarios) {
            SimulationResult one = result.result(scenario);
            for (SubgroupTable.Row row : one.subgroup(dimension).rows()) {
                group(row.value()).add(new Line(scenario, row));
            }
        }
        Comparator<Line> worstFirst = Comparator.comparingDouble(line -> line.row.ate());
        groups.forEach(lines -> lines.sort(result.joint().higherIsBetter() ? worstFirst.reversed() : worstFirst));
    }

    private boolean hasEffect(String scenario) {
        return result.joint().hasEffect(result.scenarios().indexOf(scenario));
    }

    private List<Line> group(String value) {
        for (List<Line> lines : groups) {
            if (lines.get(0).row.value().equals(value)) {
                return lines;
            }
        }
        List<Line> made = new ArrayList<>();
        groups.add(made);
        return made;
    }

    String text() {
        int room = LABEL;
        TextTable table = table(room);
        while (room > SHORTEST && table.render(0).lines().anyMatch(line -> line.length() > Lines.WIDTH)) {
            table = table(--room);
        }
        return new Page().table(0, "scenarios by " + dimension, table)
                .line(0, "mean effects in groups with their total intervals; within a group the best guess comes first")
                .text();
    }

    private TextTable table(int room) {
        int decimals = Shown.decimals(lines().map(Line::row).flatMap(row -> row.interval().stream())
                .mapToDouble(Interval::width).filter(width -> width > 0).min().orElse(0) / 2);
        TextTable table = TextTable.of(Shown.name(dimension, GROUP), ">n", "scenario", ">effect", ">lower", ">upper");
        for (List<Line> lines : groups) {
            String group = Shown.name(Names.visible(lines.get(0).row.value()), GROUP);
            for (Line line : lines) {
                SubgroupTable.Row row = line.row;
                table.row(line == lines.get(0) ? group : "", Numbers.grouped(row.n()), Shown.name(line.scenario, room),
                        Numbers.signed(row.ate(), decimals),
                        row.interval().map(i -> Numbers.fixed(i.lower(), decimals)).orElse("too few"),
                        row.interval().map(i -> Numbers.fixed(i.upper(), decimals)).orElse(""));
            }
        }
        return table;
    }

    private Stream<Line> lines() {
        return groups.stream().flatMap(List::stream);
    }
}

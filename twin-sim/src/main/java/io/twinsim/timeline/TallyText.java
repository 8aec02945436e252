package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The events and alerts of a result as tables; nothing if there are none. */
final class TallyText {

    private static final int ROWS = 40;
    /** Characters that are left of a title where a line would be too long. */
    private static final int LEAST = 12;

    private final TimelineResult result;
    private final ArmNames names;

    TallyText(TimelineResult result) {
        this.result = result;
        this.names = new ArmNames(result.arms());
    }

    void write(Page page) {
        List<EventTally> events = List.copyOf(result.events().values());
        List<EventTally> alerts = List.copyOf(result.alerts().values());
        write(page, "events", events);
        write(page, "alerts", alerts);
        if (events.size() + alerts.size() > 0) {
            page.line(0, "any: share of twins with at least one" + (result.arms().size() > 1 ? " (effect: on it)" : "")
                    + "; first: median time of the first, of those");
        }
    }

    private void write(Page page, String what, List<EventTally> tallies) {
        if (tallies.isEmpty()) {
            return;
        }
        int widest = tallies.stream().mapToInt(tally -> title(tally, Lines.WIDTH).length()).max().getAsInt();
        TextTable table = rows(what, tallies, widest);
        int over = table.width() - Lines.WIDTH;
        page.gap().table(0, what, over > 0 ? rows(what, tallies, Math.max(LEAST, widest - over)) : table);
        int shown = shown(tallies);
        if (shown < tallies.size()) {
            page.line(0, "and " + (tallies.size() - shown) + " more " + what);
        }
    }

    /** How many have a row for each arm. */
    private int shown(List<EventTally> tallies) {
        int arms = result.arms().size();
        return Math.min(tallies.size(), (ROWS + arms - 1) / arms);
    }

    private TextTable rows(String what, List<EventTally> tallies, int width) {
        boolean effects = result.arms().size() > 1;
        TextTable table = effects
                ? TextTable.of(what, "arm", ">total", ">per twin", ">any", ">first", ">effect", ">interval")
                : TextTable.of(what, ">total", ">per twin", ">any", ">first");
        for (EventTally tally : tallies.subList(0, shown(tallies))) {
            for (Map.Entry<String, EventTally.Arm> arm : tally.arms().entrySet()) {
                boolean first = arm.getKey().equals(result.arms().get(0));
                tally(table, tally, arm.getKey(), arm.getValue(), first ? title(tally, width) : "", effects);
            }
        }
        return table;
    }

    private static String title(EventTally tally, int width) {
        String end = tally.priority().map(priority -> " (" + priority + ")").orElse("");
        return Shown.name(tally.name(), Math.max(LEAST, Math.min(Shown.NAME, width - end.length()))) + end;
    }

    private void tally(TextTable table, EventTally tally, String name, EventTally.Arm arm, String title,
            boolean effects) {
        List<String> cells = new ArrayList<>(List.of(title));
        if (effects) {
            cells.add(names.shown(result.arms().indexOf(name)));
        }
        OptionalDouble median = arm.medianFirst();
        cells.add(Numbers.grouped(arm.total()));
        cells.add(Shown.number(arm.perTwin()));
        cells.add(Numbers.fixed(arm.share(), 4));
        cells.add(median.isEmpty() ? "-" : Shown.span(result.plan().spec().span(median.getAsDouble())));
        if (effects) {
            EventTally.Effect effect = tally.effects().get(name);
            if (effect == null) {
                cells.addAll(List.of("", ""));
            } else {
                int d = Shown.decimals(effect.shareInterval().width() / 2);
                cells.add(effect.share() == 0 ? "0" : Numbers.signed(effect.share(), d));
                cells.add(EffectCurve.range(effect.shareInterval().lower(), effect.shareInterval().upper(), d));
            }
        }
        table.row(cells.toArray(String[]::new));
    }
}

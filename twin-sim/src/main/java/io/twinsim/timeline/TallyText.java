package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The events and alerts of a result as tables; nothing if there are none. */
final class TallyText {

    private static final int ROWS = 40;
    private static final int ARM = 14;

    private final TimelineResult result;
    private final StringBuilder out = new StringBuilder();

    TallyText(TimelineResult result) {
        this.result = result;
    }

    String text() {
        add("events", List.copyOf(result.events().values()));
        add("alerts", List.copyOf(result.alerts().values()));
        if (out.length() > 0) {
            out.append(Lines.paragraph(0,
                    "any: share of twins with at least one; first: median time of the first, of those"));
        }
        return out.toString();
    }

    private void add(String what, List<EventTally> tallies) {
        if (tallies.isEmpty()) {
            return;
        }
        out.append('\n');
        boolean effects = result.arms().size() > 1;
        TextTable table = effects
                ? TextTable.of(what, "arm", ">total", ">per twin", ">any", ">first", ">effect on any", ">interval")
                : TextTable.of(what, ">total", ">per twin", ">any", ">first");
        int rows = 0;
        for (EventTally tally : tallies) {
            if (rows >= ROWS) {
                break;
            }
            for (Map.Entry<String, EventTally.Arm> arm : tally.arms().entrySet()) {
                boolean first = arm.getKey().equals(result.arms().get(0));
                tally(table, tally, arm.getKey(), arm.getValue(), first, effects);
                rows++;
            }
        }
        out.append(table.render(0));
        if (rows < tallies.size() * result.arms().size()) {
            int more = tallies.size() - rows / result.arms().size();
            out.append("and ").append(more).append(" more ").append(what).append('\n');
        }
    }

    private void tally(TextTable table, EventTally tally, String name, EventTally.Arm arm, boolean first,
            boolean effects) {
        String title = tally.priority().map(p -> Lines.cut(tally.name(), effects ? 18 : 30) + " (" + p + ")")
                .orElse(Shown.name(tally.name()));
        List<String> cells = new ArrayList<>(List.of(first ? title : ""));
        if (effects) {
            cells.add(Lines.cut(name, ARM));
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

package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.timeline.EventTally;
import io.twinsim.timeline.TimelineResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events and alerts of a timeline. */
final class ReportTallies {

    private static final int MOST_ROWS = 60;
    private static final int SHARE_DECIMALS = 4;

    private final TimelineResult result;
    private final ReportTimes times;

    ReportTallies(TimelineResult result) {
        this.result = result;
        this.times = new ReportTimes(result);
    }

    void write(ReportPage page) {
        List<EventTally> events = List.copyOf(result.events().values());
        List<EventTally> alerts = List.copyOf(result.alerts().values());
        if (!events.isEmpty() || !alerts.isEmpty()) {
            String heading = alerts.isEmpty() ? "Events" : events.isEmpty() ? "Alerts" : "Events and alerts";
            page.section("events", heading, out -> {
                table(out, "Event", events);
                table(out, "Alert", alerts);
                out.note("Any: the share of twins with at least one. First: the median time of the first one, of those "
                        + "twins." + (result.arms().size() > 1 ? " Effect: what the arm changes in the share with any."
                        : "") + (alerts.isEmpty() ? "" : " Below the name of an alert stands its priority."));
            });
        }
    }

    private void table(ReportMarkup out, String what, List<EventTally> tallies) {
        if (tallies.isEmpty()) {
            return;
        }
        boolean effects = result.arms().size() > 1;
        ReportTable table = effects
                ? ReportTable.of(what + "s in each arm", what, "Arm", ">Total", ">Per twin", ">Any", ">First",
                        ">Effect",         ">Lower", ">Upper")
                : ReportTable.of(what + "s", what, ">Total", ">Per twin", ">Any", ">First");
        List<EventTally> any = tallies.stream()
                .filter(tally -> tally.arms().values().stream().anyMatch(arm -> arm.total() > 0)).toList();
        int shown = Math.min(any.size(), Math.max(1, MOST_ROWS / result.arms().size()));
        for (EventTally tally : any.subList(0, shown)) {
            tally.arms().forEach((arm, counts) -> row(table, tally, arm, counts, effects));
        }
        if (table.size() > 0) {
            table.write(out);
        }
        if (shown < any.size()) {
            out.note("And " + Numbers.grouped(any.size() - shown)
                    + " more, which the JSON form of the result holds.");
        }
        List<String> never = tallies.stream().filter(tally -> !any.contains(tally)).map(EventTally::name).toList();
        if (!never.isEmpty()) {
            out.note("Never in any arm: " + ReportWords.list(never) + ".");
        }
    }

    private void row(ReportTable table, EventTally tally, String arm, EventTally.Arm counts, boolean effects) {
        List<String> cells = new ArrayList<>();
        if (effects) {
            cells.add(arm);
        }
        cells.addAll(List.of(Numbers.grouped(counts.total()), ReportWords.number(counts.perTwin()),
                ReportWords.percent(rounded(counts.share())), counts.medianFirst().isPresent()
                        ? times.span(counts.medianFirst().getAsDouble()) : ReportWords.NONE));
        if (effects) {
            Map<String, EventTally.Effect> all = tally.effects();
            EventTally.Effect effect = all.get(arm);
            if (effect == null) {
                cells.addAll(List.of("", "", ""));
            } else if (effect.shareInterval().width() == 0) {
                cells.addAll(List.of(ReportWords.number(effect.share()), ReportWords.NONE, ReportWords.NONE));
            } else {
                int decimals = Math.min(SHARE_DECIMALS, ReportEnds.decimals(effect.shareInterval()));
                cells.addAll(List.of(effect.share() == 0 ? "0" : ReportWords.signed(effect.share(), decimals),
                        ReportWords.fixed(effect.shareInterval().lower(), decimals),
                        ReportWords.fixed(effect.shareInterval().upper(), decimals)));
            }
        }
        table.noted(tally.name(), tally.priority().orElse(""), cells.toArray(String[]::new));
    }

    /** A share to three digits; more say nothing. */
    private static double rounded(double share) {
        return Math.rint(share * 1e4) / 1e4;
    }
}

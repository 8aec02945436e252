package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.sim.SimulationResult;
import io.twinsim.timeline.TimelineResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report on twins that live: what changes, when, and how surely. */
final class ReportTimeline {

    /** Further pictures beside the headline's. */
    private static final int MOST_PICTURES = 4;

    private final TimelineResult result;
    private final ReportEnds ends;
    private final boolean numbers;
    private final String horizon;

    private ReportTimeline(TimelineResult result) {
        this.result = result;
        this.ends = new ReportEnds(result);
        this.numbers = result.status() != SimulationResult.Status.FAILED;
        this.horizon = new ReportTimes(result).horizon();
    }

    static String html(TimelineResult result, ReportRepeat repeat) {
        return new ReportTimeline(result).page(repeat).html();
    }

    private ReportPage page(ReportRepeat repeat) {
        ReportPage page = new ReportPage("Timeline", result.world() + " over " + horizon);
        page.question(this::question);
        page.answer(numbers ? new ReportTimelineAnswer(result).answer() : nothing());
        List<String> warnings = new ArrayList<>(result.warnings());
        result.interactions().forEach(text -> warnings.add("declared interaction: " + text));
        page.warnings("Before you rely on this", warnings);
        if (numbers && !result.names().isEmpty()) {
            page.section("curves", "Over time", this::curves);
            page.section("ends", "At the end, " + horizon, this::ends);
        }
        if (numbers) {
            new ReportTallies(result).write(page);
        }
        page.section("rests", "What it rests on", this::rests);
        repeat.write(page, Optional.empty(), facts());
        return page;
    }

    private List<String> treated() {
        return result.arms().subList(1, result.arms().size());
    }

    private void question(ReportMarkup out) {
        out.text(treated().isEmpty() ? "How do " : treated().size() == 1 ? "What does " : "What do ");
        if (treated().isEmpty()) {
            out.text(ReportWords.count(result.n(), "twin") + " of ").element("strong", result.world())
                    .text(" live over " + horizon);
        } else {
            out.element("strong", ReportWords.list(treated().stream().map(this::arm).toList()))
                    .text(" change in the lives of " + ReportWords.count(result.n(), "twin") + " of ")
                    .element("strong", result.world()).text(" over " + horizon
                    + ", compared with the same twins left alone");
        }
        out.text("?");
    }

    /** An arm by its interventions, beside its name where there are several arms and the name does not say them. */
    private String arm(String arm) {
        List<String> names = result.interventions().getOrDefault(arm, List.of()).stream().map(Intervention::name)
                .toList();
        if (treated().size() == 1 && !names.isEmpty()) {
            return String.join(" with ", names);
        }
        return names.equals(List.of(arm)) || names.isEmpty() ? arm : arm + " (" + String.join(", ", names) + ")";
    }

    private ReportAnswer nothing() {
        return new ReportAnswer(ReportAnswer.Tone.BAD, "NO ANSWER", "the run failed", "", "", "",
                List.of(ReportWords.sentence(result.reason().orElse("no twins"))));
    }

    private void curves(ReportMarkup out) {
        ReportPicture.write(out, result.figure(), treated().isEmpty() ? "" : "Bands hold for the whole curve at once. "
                + "They say how much chance " + ReportWords.count(result.n(), "twin") + " leave, not whether the "
                + "formulas are true.");
        List<String> more = ends.curves(1 + MOST_PICTURES);
        if (!treated().isEmpty()) {
            for (String name : more.subList(Math.min(1, more.size()), more.size())) {
                ReportPicture.write(out, result.effect(name, treated().get(0)).figure(), "");
            }
        }
    }

    private void ends(ReportMarkup out) {
        ends.write(out);
        List<String> over = new ArrayList<>();
        for (String arm : result.arms()) {
            double[] shares = result.over(arm);
            if (shares[shares.length - 1] > 0) {
                over.add(ReportWords.percent(shares[shares.length - 1]) + " in " + arm);
            }
        }
        if (!over.isEmpty()) {
            out.note("Over before the end: " + ReportWords.list(over) + ". Means are over all twins, those that are "
                    + "over as they ended.");
        }
    }

    private void rests(ReportMarkup out) {
        ReportAssumptions.provenance(out, result.provenance());
        ReportTable table = ReportTable.of("Arms and what is done in each", "Arm", "Intervention", "Label",
                "Where it comes from");
        table.row(result.arms().get(0), "none", ReportWords.NONE, ReportWords.NONE);
        result.interventions().forEach((arm, all) -> all.forEach(one -> table.row(arm, one.name(),
                one.label().orElse(ReportWords.NONE), one.provenance().id())));
        table.write(out);
        ReportAssumptions.parameters(out, result.interventions().values().stream().flatMap(List::stream).distinct()
                .toList());
        if (!result.parameters().isEmpty()) {
            ReportTable world = ReportTable.of("Parameters of the world", "`Parameter", "Value");
            result.parameters().forEach((name, value) -> world.row(name, ReportWords.value(value)));
            world.write(out);
        }
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("World", result.world() + new ReportTimes(result).model()
                .map(model -> ", version " + model.version()).orElse(""));
        facts.put("Model id", result.modelId());
        facts.put("Timeline hash", result.hash());
        if (numbers) {
            facts.put("Result hash", result.resultHash());
        }
        facts.put("Seed", Long.toString(result.seed()));
        facts.put("Twins", Numbers.grouped(result.n()));
        facts.put("Horizon", horizon + " in " + Numbers.grouped(result.times().length - 1L) + " steps");
        return facts;
    }
}

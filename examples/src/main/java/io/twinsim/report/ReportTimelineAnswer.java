package io.twinsim.report;

import io.twinsim.timeline.EffectCurve;
import io.twinsim.timeline.EffectPoint;
import io.twinsim.timeline.TimelineResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The answer of a timeline: what the arms change in the first observed node at the end. */
final class ReportTimelineAnswer {

    private static final int DECIMALS = 4;

    private final TimelineResult result;
    private final ReportEnds ends;
    private final ReportTimes times;
    private final List<String> treated;

    ReportTimelineAnswer(TimelineResult result) {
        this.result = result;
        this.ends = new ReportEnds(result);
        this.times = new ReportTimes(result);
        this.treated = result.arms().subList(1, result.arms().size());
    }

    ReportAnswer answer() {
        List<String> sentences = new ArrayList<>();
        result.reason().ifPresent(why -> sentences.add(ReportWords.sentence(result.status().id() + ": " + why)));
        Optional<String> head = ends.headline();
        if (head.isEmpty()) {
            return new ReportAnswer(ReportAnswer.Tone.PLAIN, "DONE", "no node was observed", "", "", "", sentences);
        }
        if (treated.isEmpty()) {
            return alone(head.get(), sentences);
        }
        treated.forEach(arm -> sentences.add(sentence(result.effect(head.get(), arm))));
        Map<String, Integer> others = ends.others(head.get(), treated.get(0));
        if (!others.isEmpty()) {
            sentences.add(further(others, treated.get(0)));
        }
        return compared(result.effect(head.get(), treated.get(0)), others.containsKey("worse"), sentences);
    }

    private static String further(Map<String, Integer> others, String arm) {
        int all = others.values().stream().mapToInt(Integer::intValue).sum();
        List<String> words = others.entrySet().stream().map(one -> one.getValue() + " " + one.getKey()).toList();
        return "Of " + ReportWords.count(all, "further reading") + ", under " + arm + ": " + ReportWords.list(words)
                + " (each by its own interval).";
    }

    /** An arm against control; what gets better at the price of something else is no plain success. */
    private ReportAnswer compared(EffectCurve curve, boolean price, List<String> sentences) {
        EffectPoint end = curve.last();
        String verdict = ReportEnds.verdict(curve, end.estimate(), end.standardError(), end.bandLower(),
                end.bandUpper());
        ReportAnswer.Tone tone = switch (verdict) {
            case "better" -> price ? ReportAnswer.Tone.CARE : ReportAnswer.Tone.GOOD;
            case "worse" -> ReportAnswer.Tone.BAD;
            default -> ReportAnswer.Tone.PLAIN;
        };
        int decimals = decimals(end);
        String within = end.standardError() > 0 ? ReportWords.percent(curve.level()) + " band "
                + ReportWords.range(end.bandLower(), end.bandUpper(), decimals) + ", " : "";
        return new ReportAnswer(tone, verdict.toUpperCase(Locale.ROOT),
                curve.name() + " at " + times.horizon() + (treated.size() > 1 ? " under " + curve.arm() : ""),
                ReportWords.signed(end.estimate(), decimals),
                times.unit(curve.name()) + curve.arm() + " minus " + curve.against(),
                within + "formulas " + result.provenance().id(), sentences);
    }

    private ReportAnswer alone(String name, List<String> sentences) {
        double[] values = ends.values(name, result.arms().get(0));
        sentences.add("It starts at " + ReportWords.number(values[0]) + ". One population was followed; nothing was "
                + "compared.");
        return new ReportAnswer(ReportAnswer.Tone.PLAIN, "ONE POPULATION", "no intervention",
                ReportWords.number(values[values.length - 1]), times.unit(name) + ends.what(name) + " of " + name
                + " at " + times.horizon(), "formulas " + result.provenance().id(), sentences);
    }

    private static int decimals(EffectPoint end) {
        return end.standardError() > 0 ? ReportEnds.decimals((end.bandUpper() - end.bandLower()) / 2) : DECIMALS;
    }

    private String sentence(EffectCurve curve) {
        EffectPoint end = curve.last();
        if (end.standardError() == 0 && end.estimate() == 0) {
            return "Between " + curve.arm() + " and " + curve.against() + " there is no difference in " + curve.name()
                    + " at " + times.horizon() + ".";
        }
        int decimals = decimals(end);
        EffectPoint peak = curve.peak();
        String since = curve.firstClear().isPresent() ? " The band first leaves out 0 at "
                + times.span(curve.firstClear().getAsDouble()) + "; the effect is farthest from 0 at "
                + times.span(peak.time()) + " (" + ReportWords.signed(peak.estimate(), decimals) + ")."
                : " Its band never leaves out 0.";
        return "Under " + curve.arm() + " " + curve.name() + " is "
                + ReportWords.fixed(Math.abs(end.estimate()), decimals) + (end.estimate() > 0 ? " higher" : " lower")
                + " at " + times.horizon() + "." + since;
    }
}

package io.twinsim.report;

import io.twinsim.inference.AdjustedEstimate;
import io.twinsim.inference.Adjustment;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.inference.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The report on a real experiment, or on observational data. */
final class ReportExperiment {

    private static final Pattern BARE = Pattern.compile("[-+0-9.eE]+|true|false|yes|no");

    private final ExperimentResult result;
    private final Adjustment adjustment;
    private final Interval interval;
    private final int decimals;
    private final String treated;
    private final String control;

    private ReportExperiment(ExperimentResult result) {
        this.result = result;
        this.adjustment = result.adjustment();
        this.interval = result.estimate().interval();
        this.decimals = ReportWords.decimals(interval);
        this.treated = name(result.treated());
        this.control = name(result.control());
    }

    /** An arm; one that is only a number or a flag with its column. */
    private String name(ExperimentResult.Arm arm) {
        return BARE.matcher(arm.label()).matches() ? result.treatment() + " = " + arm.label() : arm.label();
    }

    static String html(ExperimentResult result, ReportRepeat repeat) {
        return new ReportExperiment(result).page(repeat).html();
    }

    private ReportPage page(ReportRepeat repeat) {
        ReportPage page = new ReportPage(adjustment.observational() ? "Observational data" : "Experiment",
                result.outcome() + ": " + treated + " against " + control);
        page.question(this::question);
        page.answer(answer());
        page.warnings("Before you rely on this", result.warnings());
        page.section("change", "What would change it", this::change);
        ReportMethod method = new ReportMethod(result, decimals);
        page.section("arms", "The arms", method::arms);
        page.section("method", "How it was estimated", method::write);
        page.section("balance", "Can the arms be compared?", method::balance);
        new ReportExperimentGroups(result).write(page);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Columns", "arm in " + result.treatment() + ", outcome in " + result.outcome());
        repeat.write(page, Optional.empty(), facts);
        return page;
    }

    private void question(ReportMarkup out) {
        out.text("Does ").element("strong", treated).text(" change ")
                .element("strong", result.outcome()).text(", compared with ")
                .element("strong", control)
                .text("? Measured on " + ReportWords.count(result.estimate().n(), "unit") + ", whose arm stands in ")
                .element("code", result.treatment())
                .text(adjustment.observational() ? "; nobody assigned them at random." : ".");
    }

    private boolean clear() {
        return interval.lower() > 0 || interval.upper() < 0;
    }

    private ReportAnswer answer() {
        boolean blocked = result.sampleRatio().mismatch();
        String what = adjustment.observational() ? "DIFFERENCE" : "EFFECT";
        String verdict = blocked ? "NO VERDICT" : clear() ? "CLEAR " + what : "NO CLEAR " + what;
        String meaning = blocked ? "the arms do not have the sizes that the design gives them"
                : clear() ? "the interval leaves out 0" : "the interval holds 0";
        ReportAnswer.Tone tone = blocked ? ReportAnswer.Tone.BAD : !clear() ? ReportAnswer.Tone.PLAIN
                : adjustment.observational() ? ReportAnswer.Tone.CARE : ReportAnswer.Tone.GOOD;
        List<String> sentences = new ArrayList<>(List.of(inWords()));
        if (adjustment.observational()) {
            sentences.add("Units chose their arm. The number is an effect only if "
                    + (adjustment.covariates().isEmpty() ? "nothing else drives both arm and outcome."
                    : ReportWords.list(adjustment.covariates())
                    + " hold everything that drives both arm and outcome."));
        }
        result.effectSizes().relativeLift().ifPresent(lift -> {
            int digits = Math.max(0, ReportWords.decimals(50 * lift.interval().width()) - 1);
            sentences.add("Relative to the controls that is " + ReportWords.signed(100 * lift.estimate(), digits)
                    + "\u00a0% (" + ReportWords.percent(lift.interval().level()) + " interval "
                    + ReportWords.range(100 * lift.interval().lower(), 100 * lift.interval().upper(), digits)
                    + "\u00a0%), from the plain means.");
        });
        return new ReportAnswer(tone, verdict, meaning, ReportWords.signed(result.estimate().estimate(), decimals),
                "difference in mean " + result.outcome(), ReportWords.percent(interval.level()) + " interval "
                + ReportWords.range(interval) + ", measured, "
                + (adjustment.observational() ? "not assigned at random" : "assigned at random"), sentences);
    }

    private String inWords() {
        double effect = result.estimate().estimate();
        return "On average " + result.outcome() + " is " + (effect == 0 ? "the same in both arms"
                : ReportWords.fixed(Math.abs(effect), decimals) + (effect > 0 ? " higher" : " lower") + " under "
                + treated + " than under " + control)
                + " (p\u00a0" + ReportWords.p(result.pValue()) + ", " + result.pValueMethod() + ").";
    }

    private void change(ReportMarkup out) {
        double nearest = Math.min(Math.abs(interval.lower()), Math.abs(interval.upper()));
        out.paragraph(clear() ? "A bias of " + ReportWords.fixed(nearest, decimals) + " or more towards 0 would make "
                + "it unclear: so far is the nearer limit from 0."
                : "The interval holds effects from " + ReportWords.range(interval) + ". Only more units make it "
                + "narrower: four times as many halve it.");
        double[] others = adjustment.estimators().stream().map(AdjustedEstimate::estimate).flatMap(Optional::stream)
                .mapToDouble(made -> made.estimate()).sorted().toArray();
        if (others.length > 1) {
            double low = others[0];
            double high = others[others.length - 1];
            out.paragraph("Over " + ReportWords.count(others.length, "estimator") + " the effect goes from "
                    + ReportWords.range(low, high, decimals) + (low > 0 || high < 0 ? ": all agree on its sign."
                    : ": they do not agree on its sign."));
        }
        adjustment.eValue().ifPresent(e -> out.paragraph("To explain the difference away, something unmeasured would "
                + "have to go with both arm and outcome by a risk ratio of " + ReportWords.fixed(e.estimate(), 2)
                + " (E-value)" + (e.limit() > 1 ? "; to bring the interval to \u201cno effect\u201d, of "
                + ReportWords.fixed(e.limit(), 2) : "; the interval holds \u201cno effect\u201d as it is") + "."));
    }
}

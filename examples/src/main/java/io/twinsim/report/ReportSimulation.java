package io.twinsim.report;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Coefficient;
import io.twinsim.model.Intervention;
import io.twinsim.model.Outcome;
import io.twinsim.sim.Recommendation;
import io.twinsim.sim.RunDescription;
import io.twinsim.sim.SimulationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report on a simulation: question, answer, what would change it, and everything behind it. */
final class ReportSimulation {

    private static final double MOST = 0.5;

    private final SimulationResult result;
    private final RunDescription run;
    private final Intervention intervention;

    private ReportSimulation(SimulationResult result) {
        this.result = result;
        this.run = RunDescription.of(result);
        this.intervention = run.intervention();
    }

    static String html(SimulationResult result, ReportRepeat repeat) {
        return new ReportSimulation(result).page(repeat).html();
    }

    private ReportPage page(ReportRepeat repeat) {
        ReportPage page = new ReportPage("Simulation", result.intervention() + " on " + result.world());
        page.question(this::question);
        page.answer(result.hasNumbers() ? answer() : nothing());
        page.warnings("Before you rely on this", result.warnings());
        if (result.hasNumbers()) {
            result.recommendation().ifPresent(r ->
                    page.section("change", "What would change it", out -> change(out, r)));
            page.section("twins", "What happens to single twins", this::twins);
            page.section("intervals", "How sure the mean effect is", new ReportIntervals(result, intervention)::write);
        }
        ReportAssumptions assumptions = new ReportAssumptions(result, intervention);
        page.section("rests", "What it rests on", assumptions::write);
        if (result.hasNumbers()) {
            new ReportSubgroups(result).write(page);
            new ReportTrial(result).write(page);
        }
        repeat.write(page, run.command(), origin());
        return page;
    }

    private void question(ReportMarkup out) {
        out.text("What does ").element("strong", intervention.label().orElse(result.intervention())).text(" do");
        outcome().ifPresent(o -> out.text(" to ").element("strong", o.name()));
        out.text(", on average over " + ReportWords.count(result.n(), "twin") + " of "
                + intervention.model().label().map(label -> label + " (" + result.world() + ")")
                        .orElse(result.world()));
        if (!run.filters().isEmpty()) {
            out.text(" that satisfy ");
            for (int i = 0; i < run.filters().size(); i++) {
                out.text(i == 0 ? "" : " and ").element("code", run.filters().get(i));
            }
        }
        out.text("?");
    }

    private Optional<Outcome> outcome() {
        return intervention.model().outcome();
    }

    private ReportAnswer nothing() {
        String why = result.status() == SimulationResult.Status.FAILED ? "the run failed" : "the run was stopped";
        return new ReportAnswer(ReportAnswer.Tone.BAD, "NO ANSWER", why, "", "", "",
                List.of(ReportWords.sentence(result.reason().orElse("the run did not complete"))));
    }

    private ReportAnswer answer() {
        Optional<Interval> total = result.intervals().total();
        Interval shown = total.orElse(result.intervals().simulation());
        int decimals = ReportWords.decimals(shown);
        String within = ReportWords.percent(shown.level())
                + (total.isEmpty() ? " simulation interval " : " total interval ")
                + ReportWords.range(shown) + ", coefficients " + result.provenance().id()
                + (result.assumption().isEmpty() ? ", their uncertainty not part of it" : "");
        List<String> sentences = new ArrayList<>();
        Optional<Recommendation> recommendation = result.recommendation();
        recommendation.ifPresent(r -> sentences.add(ReportWords.sentence(r.rationale()) + " It reaches the threshold "
                + ReportWords.number(r.threshold()) + " with probability "
                + ReportWords.probability(r.probWorthwhile())
                + (result.assumption().isEmpty() ? ", if the coefficients hold." : ".")));
        perHundred().ifPresent(sentences::add);
        reached().ifPresent(sentences::add);
        result.reason().ifPresent(why -> sentences.add(ReportWords.sentence(result.status().id() + ": " + why)));
        return new ReportAnswer(tone(recommendation), recommendation.map(r -> r.verdict().name()).orElse("NO VERDICT"),
                recommendation.map(ReportSimulation::meaning).orElse("the run was stopped before it had one"),
                ReportWords.signed(result.ate().estimate(), decimals),
                "mean effect" + outcome().map(o -> " on " + o.name()).orElse("") + " per twin", within, sentences);
    }

    private static ReportAnswer.Tone tone(Optional<Recommendation> recommendation) {
        return recommendation.map(r -> switch (r.verdict()) {
            case DEPLOY -> ReportAnswer.Tone.GOOD;
            case REFINE -> ReportAnswer.Tone.CARE;
            case SKIP -> ReportAnswer.Tone.BAD;
        }).orElse(ReportAnswer.Tone.PLAIN);
    }

    private static String meaning(Recommendation r) {
        return switch (r.verdict()) {
            case DEPLOY -> "worth doing, if the assumptions hold";
            case REFINE -> "promising, but learn more first";
            case SKIP -> r.harmful() ? "harmful" : "not worth doing";
        };
    }

    /** What the effect on a probability means to people. */
    private Optional<String> perHundred() {
        return outcome().filter(o -> o.type() == Outcome.Type.BINARY && result.ate().estimate() != 0).map(o -> {
            double effect = 100 * result.ate().estimate();
            return "Of 100 twins, about " + Numbers.significant(Math.abs(effect), 2)
                    + (effect > 0 ? " more" : " fewer") + " have the outcome " + o.name() + ".";
        });
    }

    private Optional<String> reached() {
        long reached = result.ate().reached();
        if (reached == result.n()) {
            return Optional.empty();
        }
        return Optional.of("It reaches " + ReportWords.count(reached, "twin") + " of " + Numbers.grouped(result.n())
                + (reached == 0 ? "." : "; the mean effect on those is "
                        + ReportWords.signed(result.ate().perReached(), ReportWords.decimals(result.recommendation()
                                .map(Recommendation::interval).orElse(result.intervals().simulation()))) + "."));
    }

    private void change(ReportMarkup out, Recommendation r) {
        if (r.flip().isPresent()) {
            out.start("p").text("The verdict turns to ").element("strong", r.flip().get().verdict().name())
                    .text(" if ").element("code", r.flip().get().coefficient()).text(" is "
                    + (r.flip().get().below() ? "below " : "above ") + ReportWords.number(r.flip().get().value())
                    + coefficient(r.flip().get()) + ", all else equal.").end();
        } else {
            out.paragraph(intervention.coefficients().isEmpty()
                    ? "No coefficient is named in the formulas, so nothing can be said about where the verdict turns."
                    : "No single coefficient turns the verdict within 6 standard deviations of its value"
                            + (intervention.coefficients().values().stream().allMatch(c -> c.sd().isPresent()) ? "."
                            : ", or, where none is stated, within \u22121 to 3 times its value."));
        }
        result.assumption().ifPresent(a -> a.shares().stream()
                .filter(share -> share.share().isPresent() && share.share().getAsDouble() >= MOST).findFirst()
                .ifPresent(share -> out.start("p").text("Most of what is not known about the mean effect is not known "
                        + "about ").element("code", share.coefficient()).text(" ("
                        + ReportWords.share(share.share().getAsDouble())
                        + " of the variance). Learning that number would help most.").end()));
    }

    /** What the coefficient is now, and how far that is from where the verdict turns. */
    private String coefficient(Recommendation.Flip flip) {
        Coefficient now = intervention.coefficients().get(flip.coefficient());
        if (now == null) {
            return "";
        }
        String word = result.provenance().id();
        return " (" + word + " " + ReportWords.coefficient(now.value()) + (now.sd().isPresent()
                ? ", sd " + ReportWords.coefficient(now.sd().getAsDouble()) + ": "
                        + ReportWords.fixed(flip.distance(), 1) + "\u00a0sd away)" : ", sd not stated)");
    }

    private void twins(ReportMarkup out) {
        ReportPicture.write(out, result.figure(), "Bars: how the effects of single twins are spread. Lines below: the "
                + "intervals of their mean, each by what it covers.");
        double sd = result.ate().sd();
        if (sd > 0) {
            out.paragraph("Effects of single twins have standard deviation " + ReportWords.number(sd)
                    + " (what base and modifiers say: " + ReportWords.number(result.ate().sdSystematic())
                    + "; noise: " + ReportWords.number(result.ate().sdNoise()) + "). Five per cent lie below "
                    + ReportWords.number(result.quantile(0.05)) + ", half below "
                    + ReportWords.number(result.quantile(0.5)) + ", 95\u00a0% below "
                    + ReportWords.number(result.quantile(0.95)) + ".");
            out.note("No test on real people can show this spread: only the mean is ever measured. It rests on the "
                    + "noise and the modifiers that were assumed.");
        } else {
            out.paragraph("All twins have the same effect.");
        }
    }

    private Map<String, String> origin() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("World", result.world() + ", version " + intervention.model().version());
        facts.put("Model id", result.modelId());
        facts.put("Simulation hash", result.hash());
        facts.put("Result hash", result.resultHash());
        facts.put("Seed", Long.toString(result.seed()) + (result.seed() == result.populationSeed() ? ""
                : "; of the twins " + result.populationSeed()));
        facts.put("Twins", Numbers.grouped(result.n()) + (result.n() == result.rowsTotal() ? ""
                : " of " + Numbers.grouped(result.rowsTotal())) + (run.antithetic() ? ", in mirrored pairs" : ""));
        if (!run.filters().isEmpty()) {
            facts.put("Conditions", String.join(" and ", run.filters()));
        }
        if (result.replicatesTotal() > 0) {
            facts.put("Replicates", Numbers.grouped(result.replicatesDone()) + " of "
                    + Numbers.grouped(result.replicatesTotal()));
        }
        return facts;
    }
}

package io.twinsim.report;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.model.Outcome;
import io.twinsim.model.Provenance;
import io.twinsim.scenario.ComparisonResult;
import io.twinsim.scenario.Difference;
import io.twinsim.scenario.Standing;
import io.twinsim.sim.RunDescription;
import io.twinsim.sim.SimulationResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The report on scenarios that were compared: which is best, by how much, how sure that is. */
final class ReportComparison {

    private final ComparisonResult result;
    private final SimulationResult first;
    private final boolean compared;

    private ReportComparison(ComparisonResult result) {
        this.result = result;
        this.first = result.results().get(0);
        this.compared = result.isComplete();
    }

    static String html(ComparisonResult result, ReportRepeat repeat) {
        return new ReportComparison(result).page(repeat).html();
    }

    private ReportPage page(ReportRepeat repeat) {
        ReportPage page = new ReportPage("Comparison", ReportWords.count(result.scenarios().size(), "scenario") + " on "
                + first.world());
        page.question(this::question);
        page.answer(compared ? answer() : nothing());
        page.warnings("Before you rely on this", result.warnings());
        if (compared) {
            page.section("change", "What would change it", out -> out.paragraph(ReportWords.sentence(result.flip())));
            page.section("ranking", "The ranking", this::ranking);
            page.section("differences", "How much they differ", this::differences);
            new ReportComparisonGroups(result, outcome().map(Outcome::higherIsBetter).orElse(true)).write(page);
        }
        page.section("rests", "What it rests on", this::rests);
        repeat.write(page, result.command(), facts());
        return page;
    }

    private List<RunDescription> runs() {
        return result.results().stream().map(RunDescription::of).toList();
    }

    private Optional<Outcome> outcome() {
        return runs().get(0).intervention().model().outcome();
    }

    private void question(ReportMarkup out) {
        out.text("Which of ").element("strong", ReportWords.list(result.scenarios()))
                .text(", or doing nothing, is best");
        outcome().ifPresent(o -> out.text(" for ").element("strong", o.name()));
        out.text(" on average over the same " + ReportWords.count(first.n(), "twin") + " of " + first.world());
        List<String> filters = runs().get(0).filters();
        for (int i = 0; i < filters.size(); i++) {
            out.text(i == 0 ? " that satisfy " : " and ").element("code", filters.get(i));
        }
        out.text("?");
    }

    private ReportAnswer nothing() {
        return new ReportAnswer(ReportAnswer.Tone.BAD, "NO ANSWER", "nothing was compared", "", "", "",
                List.of(ReportWords.sentence(result.reason().orElse("the run did not complete"))));
    }

    private ReportAnswer answer() {
        Standing best = result.best();
        Difference next = result.differences().get(0);
        String meaning = switch (result.choice()) {
            case CHOOSE -> best.scenario() + " is best";
            case UNDECIDED -> best.scenario() + " leads, but not surely";
            case NONE -> "none of them is worth doing";
        };
        ReportAnswer.Tone tone = switch (result.choice()) {
            case CHOOSE -> ReportAnswer.Tone.GOOD;
            case UNDECIDED -> ReportAnswer.Tone.CARE;
            case NONE -> ReportAnswer.Tone.BAD;
        };
        int decimals = ReportWords.decimals(next.interval());
        return new ReportAnswer(tone, result.choice().name(), meaning, ReportWords.signed(next.estimate(), decimals),
                "mean effect of " + next.scenario() + " minus that of " + next.against(),
                ReportWords.percent(next.interval().level()) + " total interval " + ReportWords.range(next.interval())
                + ", coefficients " + provenance() + "; best with probability "
                + ReportWords.probability(best.probBest()), List.of(ReportWords.sentence(result.verdict())));
    }

    private String provenance() {
        return ReportWords.list(result.results().stream().map(r -> r.provenance().id()).distinct().toList());
    }

    private static int decimals(Stream<Interval> intervals) {
        double narrowest = intervals.mapToDouble(Interval::width).filter(width -> width > 0).min().orElse(0);
        return ReportWords.decimals(narrowest / 2);
    }

    private void ranking(ReportMarkup out) {
        ReportPicture.write(out, result.figure(), "Mean effects and differences with their total intervals. All "
                + "scenarios were tried on the same twins with the same noise.");
        int decimals = decimals(result.ranking().stream().flatMap(one -> one.interval().stream()));
        ReportTable table = ReportTable.of("Mean effect per twin with its "
                + ReportWords.percent(result.differences().get(0).interval().level()) + " total interval", "Scenario",
                ">Effect", ">Lower", ">Upper", ">Pr(best)", ">Reached", "On its own");
        for (Standing one : result.ranking()) {
            Optional<SimulationResult> own = result.scenarios().contains(one.scenario())
                    ? Optional.of(result.result(one.scenario())) : Optional.empty();
            String[] cells = {one.interval().isEmpty() ? "0" : ReportWords.signed(one.effect(), decimals),
                one.interval().map(i -> ReportWords.fixed(i.lower(), decimals)).orElse(ReportWords.NONE),
                one.interval().map(i -> ReportWords.fixed(i.upper(), decimals)).orElse(ReportWords.NONE),
                ReportWords.odds(one.probBest()),
                own.map(r -> Numbers.grouped(r.ate().reached())).orElse(ReportWords.NONE),
                own.flatMap(SimulationResult::recommendation).map(r -> r.verdict().name()).orElse(ReportWords.NONE)};
            String place = one.rank() + ".\u00a0" + one.scenario();
            if (one.rank() == 1) {
                table.strong(place, "", cells);
            } else {
                table.row(place, cells);
            }
        }
        table.write(out);
        out.note("Pr(best): the probability that the scenario has the best mean effect of all. On its own: the verdict "
                + "on the scenario against doing nothing.");
    }

    private void differences(ReportMarkup out) {
        int decimals = decimals(result.differences().stream().map(Difference::interval));
        ReportTable table = ReportTable.of("Differences of mean effects with "
                + ReportWords.percent(result.differences().get(0).interval().level()) + " total intervals", "Scenario",
                ">Difference", ">Lower", ">Upper", ">All lower", ">All upper", ">Pr(better)");
        for (Difference d : result.differences()) {
            table.noted(d.scenario(), "minus " + d.against(), ReportWords.signed(d.estimate(), decimals),
                    ReportWords.fixed(d.interval().lower(), decimals),
                    ReportWords.fixed(d.interval().upper(), decimals),
                    ReportWords.fixed(d.simultaneous().lower(), decimals),
                    ReportWords.fixed(d.simultaneous().upper(), decimals), ReportWords.odds(d.probBetter()));
        }
        table.write(out);
        out.note("Lower and upper hold for one difference at a time; all lower and all upper for all "
                + result.differences().size() + " together.");
    }

    private void rests(ReportMarkup out) {
        result.results().stream().map(SimulationResult::provenance).distinct().sorted()
                .forEach(one -> provenance(out, one));
        boolean named = runs().stream().anyMatch(run -> !run.intervention().coefficients().isEmpty());
        if (named) {
            ReportTable table = ReportTable.of("Coefficients: best guess and what is believed about it", "Scenario",
                    "`Coefficient", ">Value", ">Sd");
            each((scenario, one) -> one.coefficients().values().forEach(c -> table.row(scenario, c.name(),
                    ReportWords.coefficient(c.value()),
                    c.sd().isPresent() ? ReportWords.coefficient(c.sd().getAsDouble()) : "not stated")));
            table.write(out);
        }
        if (named && compared) {
            out.note(result.sharedCoefficients()
                    ? "Coefficients of the same name are one belief in all scenarios."
                    : "Each scenario\u2019s coefficients are believed in independently of the others\u2019, but where "
                            + "the same intervention is tried with other parameters.");
        }
        ReportTable parameters = ReportTable.of("Parameters of the scenarios", "Scenario", "`Parameter", "Value");
        each((scenario, one) -> one.values().forEach((name, value) ->
                parameters.row(scenario, name, ReportWords.value(value))));
        if (parameters.size() > 0) {
            parameters.write(out);
        }
    }

    private void provenance(ReportMarkup out, Provenance one) {
        ReportAssumptions.provenance(out, one);
    }

    private void each(java.util.function.BiConsumer<String, Intervention> action) {
        for (int s = 0; s < result.scenarios().size(); s++) {
            action.accept(result.scenarios().get(s), runs().get(s).intervention());
        }
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("World", first.world() + ", version " + runs().get(0).intervention().model().version());
        facts.put("Model id", first.modelId());
        facts.put("Comparison hash", result.hash());
        facts.put("Seed", Long.toString(first.seed()) + (first.seed() == first.populationSeed() ? ""
                : "; of the twins " + first.populationSeed()));
        facts.put("Twins", Numbers.grouped(first.n()));
        for (int s = 0; s < result.scenarios().size(); s++) {
            facts.put("Hash of " + result.scenarios().get(s), result.results().get(s).hash());
        }
        return facts;
    }
}

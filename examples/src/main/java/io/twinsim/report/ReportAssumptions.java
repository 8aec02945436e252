package io.twinsim.report;

import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Coefficient;
import io.twinsim.model.FitRecord;
import io.twinsim.model.Intervention;
import io.twinsim.model.Parameter;
import io.twinsim.model.Provenance;
import io.twinsim.sim.Assumption;
import io.twinsim.sim.SimulationResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a simulated effect rests on: where its numbers come from, coefficients, parameters, formulas. */
final class ReportAssumptions {

    private final SimulationResult result;
    private final Intervention intervention;
    private final Optional<Assumption> assumption;

    ReportAssumptions(SimulationResult result, Intervention intervention) {
        this.result = result;
        this.intervention = intervention;
        this.assumption = result.hasNumbers() ? result.assumption() : Optional.empty();
    }

    void write(ReportMarkup out) {
        provenance(out, result.provenance());
        intervention.model().fit().ifPresent(fit -> fit(out, fit));
        coefficients(out);
        assumption.filter(a -> a.shares().stream().filter(share -> share.share().isPresent()).count() > 1)
                .ifPresent(a -> ReportPicture.write(out, a.figure(), "How much each coefficient contributes to what is "
                        + "not known about the mean effect."));
        parameters(out, Stream.of(intervention).toList());
        formulas(out);
    }

    static void provenance(ReportMarkup out, Provenance provenance) {
        out.start("p").text("The numbers in the formulas of the effect are ").element("strong", provenance.id());
        out.text(switch (provenance) {
            case ASSUMED -> ": somebody\u2019s judgement, without data behind it. The effect is as good as they are.";
            case LITERATURE -> ": taken from published work. They were measured on other people than these.";
            case FITTED -> ": learned from data. They are as good as the data, and as the way in which units came to "
                    + "be treated in it.";
        }).end();
    }

    private static void fit(ReportMarkup out, FitRecord fit) {
        out.paragraph("The world was learned from " + ReportWords.count(fit.rows(), "row") + " of data"
                + fit.method().map(method -> " by " + method).orElse("") + ".");
    }

    private void coefficients(ReportMarkup out) {
        Map<String, Coefficient> all = intervention.coefficients();
        if (all.isEmpty()) {
            out.paragraph("No coefficient is named as uncertain: the numbers stand in the formulas as they are.");
            return;
        }
        ReportTable table = assumption.isPresent()
                ? ReportTable.of("Coefficients: best guess and what is believed about it", "`Coefficient", ">Value",
                        ">Sd", ">Effect per unit", ">Share of variance")
                : ReportTable.of("Coefficients: best guess and what is believed about it", "`Coefficient", ">Value",
                        ">Sd");
        for (Coefficient one : all.values()) {
            String sd = one.sd().isPresent() ? ReportWords.coefficient(one.sd().getAsDouble()) : "not stated";
            if (assumption.isEmpty()) {
                table.row(one.name(), ReportWords.coefficient(one.value()), sd);
                continue;
            }
            Optional<Assumption.Share> share = assumption.get().shares().stream()
                    .filter(s -> s.coefficient().equals(one.name())).findFirst();
            table.row(one.name(), ReportWords.coefficient(one.value()), sd,
                    share.map(s -> ReportWords.number(s.gradient())).orElse(ReportWords.NONE),
                    share.map(s -> share(s.share())).orElse(ReportWords.NONE));
        }
        table.write(out);
        assumption.ifPresent(a -> spread(out, a));
    }

    private static String share(OptionalDouble share) {
        return share.isPresent() ? ReportWords.share(Math.max(0, Math.min(1, share.getAsDouble()))) : "joint";
    }

    private static void spread(ReportMarkup out, Assumption a) {
        out.paragraph("Over " + ReportWords.count(a.draws(), "draw") + " of the coefficients the mean effect has "
                + "standard deviation " + ReportWords.number(a.sd()) + " (by the delta method "
                + ReportWords.number(a.deltaSd()) + ")." + (a.interactions().isPresent() || a.shares().size() < 2 ? ""
                : " They are correlated, so that none of them has a share of its own."));
    }

    /** The parameters of some interventions; nothing if there are none. */
    static void parameters(ReportMarkup out, Iterable<Intervention> interventions) {
        ReportTable table = ReportTable.of("Parameters: what was chosen, and what could have been", "`Parameter",
                "Value", "Allowed");
        for (Intervention one : interventions) {
            one.values().forEach((name, value) -> {
                Parameter declared = one.parameters().get(name);
                table.row(name, ReportWords.value(value), declared == null ? "" : allowed(declared));
            });
        }
        if (table.size() > 0) {
            table.write(out);
        }
    }

    private static String allowed(Parameter parameter) {
        String whole = parameter.integer() ? "whole numbers" : "";
        if (!parameter.levels().isEmpty()) {
            return String.join(", ", parameter.levels());
        }
        return parameter.range().map(range -> (whole.isEmpty() ? "" : whole + " from ")
                + ReportWords.exact(range.lower()) + " to " + ReportWords.exact(range.upper()))
                .orElse(whole.isEmpty() ? "any" : whole);
    }

    private void formulas(ReportMarkup out) {
        ReportTable table = ReportTable.of("How the effect on one twin is computed", "Part", "`Formula");
        if (intervention.assignments().isEmpty()) {
            table.row("Base", intervention.base().toString());
        }
        intervention.modifiers().forEach((name, formula) -> table.row("times " + name, formula.toString()));
        intervention.noise().map(Expr::toString).filter(text -> !intervention.noiseOff())
                .ifPresent(text -> table.row("plus noise", text));
        intervention.applies().ifPresent(formula -> table.row("where", formula.toString()));
        intervention.assignments().forEach((name, formula) -> table.row("sets " + name, formula.toString()));
        table.write(out);
        if (intervention.noiseOff() && intervention.noise().isPresent()) {
            out.note("The noise of single effects was switched off.");
        }
        intervention.model().outcome().ifPresent(o -> out.note("Outcome: " + o.name() + " ("
                + o.type().name().toLowerCase(java.util.Locale.ROOT) + ", "
                + (o.higherIsBetter() ? "higher" : "lower") + " is better). An effect is worth having from "
                + Numbers.significant(intervention.model().decision().threshold(), 6) + " on"
                + (intervention.model().decisionDeclared() ? "." : ", as the world declares no threshold.")));
    }
}

package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.sim.PlannedTrial;
import io.twinsim.sim.SampleSize;
import io.twinsim.sim.SimulationResult;
import java.util.Optional;

/** How large a real test of the simulated effect must be, and what the planned one would find. */
final class ReportTrial {

    /** A probability that is shown as 1. */
    private static final double ALWAYS = 0.9995;

    private final SimulationResult result;

    ReportTrial(SimulationResult result) {
        this.result = result;
    }

    void write(ReportPage page) {
        Optional<SampleSize> size = result.sampleSize();
        if (size.isPresent() || result.plannedTrial().isPresent()) {
            page.section("test", "The size of a real test", out -> {
                size.ifPresent(s -> size(out, s));
                result.plannedTrial().ifPresent(trial -> planned(out, trial));
            });
        }
    }

    private static void size(ReportMarkup out, SampleSize size) {
        if (size.cohensD().isPresent()) {
            ReportTable table = ReportTable.of("Units that a real test needs, two-sided at level "
                    + ReportWords.percent(size.level()), "To find the effect", ">Treated", ">Control", ">In all");
            String wanted = ReportWords.percent(size.power());
            row(table, "with power " + wanted, "Significant with that probability, if the coefficients are right.",
                    size.forPower());
            row(table, "with assurance " + wanted, "The same, averaged over what is not known about the coefficients.",
                    size.forAssurance());
            table.write(out);
            out.paragraph("The effect to find is " + ReportWords.number(size.effect())
                    + (size.baseline().isPresent() ? ", over a baseline of "
                    + ReportWords.number(size.baseline().getAsDouble()) : "")
                    + "; that is " + ReportWords.number(size.cohensD().getAsDouble())
                    + " standard deviations of the outcome (Cohen\u2019s d).");
        } else {
            out.paragraph("How many units a real test needs is not known.");
        }
        size.notes().forEach(note -> out.note(ReportWords.sentence(note)));
    }

    private static void row(ReportTable table, String heading, String note, Optional<SampleSize.Arms> arms) {
        table.noted(heading, note, arms.map(a -> Numbers.grouped(a.treated())).orElse("not"),
                arms.map(a -> Numbers.grouped(a.control())).orElse("attainable"),
                arms.map(a -> Numbers.grouped(a.total())).orElse(ReportWords.NONE));
    }

    private static void planned(ReportMarkup out, PlannedTrial trial) {
        out.element("p", p -> {
            p.element("strong", "The planned test ").text("of " + Numbers.grouped(trial.treated()) + " treated against "
                    + Numbers.grouped(trial.control()) + " controls has a standard error of "
                    + ReportWords.number(trial.standardError()) + ". It finds the effect with probability "
                    + ReportWords.probability(trial.power()) + " if the coefficients are right (power)");
            p.text(trial.assurance().isPresent() ? ", and with probability "
                    + ReportWords.probability(trial.assurance().getAsDouble())
                    + " over what is not known about them (assurance)." : ".");
            trial.ceiling().ifPresent(most -> p.text(most < ALWAYS ? " No larger test can bring that above "
                    + ReportWords.probability(most) + "." : ""));
        });
    }
}

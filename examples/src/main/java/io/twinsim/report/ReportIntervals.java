package io.twinsim.report;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.sim.Intervals;
import io.twinsim.sim.PlannedTrial;
import io.twinsim.sim.Recommendation;
import io.twinsim.sim.SimulationResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The four intervals of a simulation, each with what it covers in plain words. */
final class ReportIntervals {

    private static final String STATED = "sd not stated";

    private final SimulationResult result;
    private final Intervention intervention;
    private final int decimals;

    ReportIntervals(SimulationResult result, Intervention intervention) {
        this.result = result;
        this.intervention = intervention;
        this.decimals = decimals(result.intervals());
    }

    /** Decimals for all intervals, enough for the narrowest that is no point. */
    private static int decimals(Intervals all) {
        double narrowest = Stream.of(Optional.of(all.simulation()), all.total(), all.assumption(), all.plannedTrial())
                .flatMap(Optional::stream).mapToDouble(Interval::width).filter(width -> width > 0).min().orElse(0);
        return ReportWords.decimals(narrowest / 2);
    }

    void write(ReportMarkup out) {
        Intervals all = result.intervals();
        double level = all.simulation().level();
        ReportTable table = ReportTable.of("Four intervals of the mean effect at level " + ReportWords.percent(level)
                + ", and what each one covers", "Interval", ">Lower", ">Upper", "Method");
        row(table, "Total", total(), all.total(), true);
        judged(table);
        row(table, "Simulation", simulation(), Optional.of(all.simulation()), false);
        row(table, "Assumption", assumption(), all.assumption(), false);
        row(table, "Planned trial", planned(), all.plannedTrial(), false);
        table.write(out);
        notes(out, all);
        out.note("No interval covers a wrong formula. Whether the model is right, only a test on real people can say.");
    }

    private void row(ReportTable table, String name, String covers, Optional<Interval> interval, boolean strong) {
        String[] cells = interval.map(i -> new String[] {ReportWords.fixed(i.lower(), decimals),
                ReportWords.fixed(i.upper(), decimals), i.method().id()})
                .orElseGet(() -> new String[] {ReportWords.NONE, ReportWords.NONE, ReportWords.NONE});
        if (strong) {
            table.strong(name, covers, cells);
        } else {
            table.noted(name, covers, cells);
        }
    }

    /** Where some twins are out of reach, what is judged is the effect on the others. */
    private void judged(ReportTable table) {
        long reached = result.ate().reached();
        result.recommendation().map(Recommendation::interval).filter(i -> reached > 0 && reached < result.n())
                .ifPresent(i -> row(table, "Total per twin reached", "The same, of the mean effect on the "
                        + ReportWords.count(reached, "twin") + " that the intervention applies to, at "
                        + ReportWords.percent(i.level()) + ". The verdict goes by it.", Optional.of(i), false));
    }

    private String total() {
        if (result.intervals().total().isEmpty()) {
            return "Not done: the run was stopped before.";
        }
        List<String> missing = intervention.coefficients().values().stream().filter(c -> c.sd().isEmpty())
                .map(c -> c.name()).toList();
        if (result.assumption().isEmpty()) {
            return "Only that the number of twins is finite: the uncertainty of the coefficients is "
                    + (intervention.coefficients().isEmpty() || !missing.isEmpty() ? "not stated." : "declared as 0.");
        }
        return "Finitely many twins and uncertain coefficients together: the headline."
                + (missing.isEmpty() ? "" : " Of " + ReportWords.list(missing) + " no uncertainty is stated, so none "
                + "is in it.");
    }

    private String simulation() {
        return switch (result.estimand()) {
            case MODEL_MEAN -> "Only that the number of twins is finite. More twins make it narrow, but not right.";
            case THESE_UNITS -> "Only the noise of single effects in these very units.";
            case SUPERPOPULATION -> "A larger population, of which these units are a random sample.";
        };
    }

    private String assumption() {
        if (result.intervals().assumption().isPresent()) {
            return "Only the uncertainty stated for the coefficients, as if there were endless twins.";
        }
        boolean zero = !intervention.coefficients().isEmpty()
                && intervention.coefficients().values().stream().allMatch(c -> c.sd().isPresent());
        return result.intervals().total().isEmpty() ? "Not done: the run was stopped before."
                : zero ? "None: all coefficients have sd 0."
                : "None: the coefficients have no stated uncertainty (" + STATED + ").";
    }

    private String planned() {
        return result.plannedTrial().map(ReportIntervals::trial).orElse("Where the estimate of a real test will lie. "
                + "None was planned; --plan N1,N0 asks for it.");
    }

    private static String trial(PlannedTrial trial) {
        return "Where the estimate of a real test of " + Numbers.grouped(trial.treated()) + " treated against "
                + Numbers.grouped(trial.control()) + " controls will lie.";
    }

    private static void notes(ReportMarkup out, Intervals all) {
        Set<String> notes = new LinkedHashSet<>();
        Stream.of(all.total(), Optional.of(all.simulation()), all.assumption(), all.plannedTrial())
                .flatMap(Optional::stream).forEach(i -> notes.addAll(i.notes()));
        notes.forEach(note -> out.note(ReportWords.sentence(note)));
    }
}

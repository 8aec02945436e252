package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.inference.TidyRow;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Trace;
import io.twinsim.io.JsonText;
import io.twinsim.model.ContentHash;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.plot.Figure;
import io.twinsim.random.Draws;
import io.twinsim.sim.SimulationResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a timeline: how the observed nodes are distributed over the twins at every step and in every arm, what
 * each arm changes, how often events and alerts happened, and how all that came about. It holds sums and counts; twins
 * are replayed from the seed when somebody asks ({@link #compare}, {@link Timeline#replay}). Immutable.
 *
 * <p>Limits and bands say how much chance is left with finitely many twins. They do not say whether the formulas of the
 * world are true; {@link #provenance} says where those come from.
 */
public final class TimelineResult extends TimelineIdentity {

    private final StepResults results;
    private final List<String> warnings;

    private TimelineResult(TimelinePlan plan, StepAccumulator total, RunOutcome outcome) {
        super(plan, outcome);
        TimelineSettings settings = plan.settings();
        this.results = new StepResults(total.recorder(), total.total(),
                new TimeAxis(plan.steps(), plan.dt(), plan.spec().unit()), settings.level, settings.replicates,
                Draws.of(plan.seed()));
        List<String> all = new ArrayList<>(outcome.warnings());
        if (plan.twins().antithetic()) {
            all.add("the twins come in antithetic pairs; standard errors take them as independent");
        }
        if (results.n() == 1 && plan.arms().size() > 1) {
            all.add("one twin only: effects have no standard errors");
        }
        this.warnings = List.copyOf(all);
    }

    /** The result of a run whose tiles are merged. */
    static TimelineResult of(TimelinePlan plan, StepAccumulator total, RunOutcome outcome) {
        return new TimelineResult(plan, total, outcome);
    }

    /** The numbers. */
    StepResults results() {
        if (results.n() > 0) {
            return results;
        }
        throw Trace.ofCaller(
                new IllegalStateException("the result has no numbers: " + outcome().reason().orElse("no twins")));
    }

    /** The steps that tables show. */
    List<Integer> shown() {
        if (plan().settings().times.isEmpty()) {
            return results.axis().shown();
        }
        return plan().settings().times.stream().map(time -> results.axis().step(time.toString())).sorted().distinct()
                .toList();
    }

    /**
     * How the run ended.
     *
     * @return complete, partial (stopped) or failed (no twins done)
     */
    public SimulationResult.Status status() {
        return results.n() == 0 ? SimulationResult.Status.FAILED
                : outcome().rowsDone() < outcome().rows() ? SimulationResult.Status.PARTIAL
                : SimulationResult.Status.COMPLETE;
    }

    /**
     * Why the result is not complete.
     *
     * @return the reason; empty for a complete result
     */
    public Optional<String> reason() {
        return outcome().reason();
    }

    /**
     * A digest of every number of the result.
     *
     * @return 64 hexadecimal digits; two results have it in common only if all numbers of their JSON are the same
     */
    public String resultHash() {
        return ContentHash.of("timelineResult").text("json", toJson()).hex();
    }

    /**
     * The twins behind the numbers.
     *
     * @return twins
     */
    public long n() {
        return results.n();
    }

    /**
     * The observed nodes; the first one is the headline.
     *
     * @return their names
     */
    public List<String> names() {
        return results.plan().variables().stream().map(StepVariable::name).toList();
    }

    /**
     * The times at which values are known.
     *
     * @return one for each step from 0 on, in the timeline's unit
     */
    public double[] times() {
        return results.axis().times();
    }

    /**
     * The distribution of a node in control.
     *
     * @param name an observed node
     * @return its summary
     * @throws InputException if it is not observed, with the nearest name
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public StepSummary summary(String name) {
        return summary(name, TimelineSettings.CONTROL);
    }

    /**
     * The distribution of a node in an arm.
     *
     * @param name an observed node
     * @param arm the arm, such as {@code treated}
     * @return its summary
     * @throws InputException if it is not observed or there is no such arm, with the nearest name
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public StepSummary summary(String name, String arm) {
        return results().summary(arm(arm), variable(name));
    }

    /**
     * What the first arm changes.
     *
     * @param name an observed node; for a category with a label, such as {@code mood=dry}
     * @return the curve of mean paired differences from control
     * @throws InputException if it is not observed, or there is no arm besides control
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public EffectCurve effect(String name) {
        if (plan().arms().size() < 2) {
            throw new InputException("effect needs an arm besides control; run the timeline with(intervention)");
        }
        return effect(name, plan().arms().get(1));
    }

    /**
     * What an arm changes.
     *
     * @param name an observed node; for a category with a label, such as {@code mood=dry}
     * @param arm the arm
     * @return the curve of mean paired differences from control
     * @throws InputException if it is not observed or there is no such arm
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public EffectCurve effect(String name, String arm) {
        return contrast(name, arm, TimelineSettings.CONTROL);
    }

    /**
     * The difference between two arms, paired per twin.
     *
     * @param name an observed node; for a category with a label, such as {@code mood=dry}
     * @param arm the arm whose effect it is
     * @param against the arm it is compared with
     * @return the curve of mean paired differences, {@code arm} minus {@code against}
     * @throws InputException if it is not observed or there is no such arm
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public EffectCurve contrast(String name, String arm, String against) {
        String asked = Checks.notNull(name, "name");
        int equals = asked.lastIndexOf('=');
        int v = variable(equals < 0 ? asked : asked.substring(0, equals));
        List<String> labels = results.plan().variables().get(v).labels();
        if (!labels.isEmpty() && equals < 0) {
            throw new InputException(asked + " is a category, whose effect is a curve for each label; say effect(\""
                    + asked + "=" + labels.get(0) + "\"), labels: " + Names.list(labels));
        }
        int share = 0;
        if (equals >= 0) {
            if (labels.isEmpty()) {
                throw new InputException(asked.substring(0, equals) + " is no category, so it has no label "
                        + Names.quote(asked.substring(equals + 1)));
            }
            share = labels.indexOf(Checks.known("label", asked.substring(equals + 1), labels));
        }
        return results().curve(arm(against), arm(arm), v, share);
    }

    private int variable(String name) {
        List<String> names = names();
        return names.indexOf(Checks.known("observed node", name, names));
    }

    private int arm(String name) {
        return plan().arms().indexOf(Checks.known("arm", name, plan().arms()));
    }

    /**
     * How often events happened.
     *
     * @return by name, in the order of the world
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Map<String, EventTally> events() {
        Map<String, EventTally> tallies = new LinkedHashMap<>();
        for (int k = 0; k < results.plan().events().size(); k++) {
            EventTally tally = results().tally(k, Optional.empty());
            tallies.put(tally.name(), tally);
        }
        return tallies;
    }

    /**
     * How often alerts fired.
     *
     * @return by name, in the order of the world
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Map<String, EventTally> alerts() {
        Map<String, EventTally> tallies = new LinkedHashMap<>();
        int first = results.plan().events().size();
        for (int k = 0; k < results.plan().alerts().size(); k++) {
            EventTally tally = results().tally(first + k, Optional.of(plan().spec().alerts().get(k).priority()));
            tallies.put(tally.name(), tally);
        }
        return tallies;
    }

    /**
     * The share of twins that are over ({@code until}) in an arm at each time; summaries hold them with the values at
     * which they stopped.
     *
     * @param arm the arm
     * @return one share for each time; all 0 if the world does not say when twins are over
     * @throws InputException if there is no such arm
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public double[] over(String arm) {
        double[] over = results().over(arm(arm));
        return over.length > 0 ? over : new double[plan().steps() + 1];
    }

    /**
     * How the twins of an arm differ at two times; they are replayed.
     *
     * @param time a time such as {@code 0 days}
     * @param other another time; the earlier one is taken first, whichever it is
     * @param arm the arm
     * @return paired changes with intervals, improvements and regressions
     * @throws InputException if one is no time of the run, both are the same, or there is no such arm
     */
    public StateComparison compare(String time, String other, String arm) {
        int a = results.axis().step(Checks.notNull(time, "time"));
        int b = results.axis().step(Checks.notNull(other, "other"));
        arm(arm);
        return StateChanges.compare(plan(), results.axis(), Math.min(a, b), Math.max(a, b), arm);
    }

    /**
     * How the twins of control differ at two times; they are replayed.
     *
     * @param time a time such as {@code 0 days}
     * @param other another time; the earlier one is taken first, whichever it is
     * @return paired changes with intervals, improvements and regressions
     * @throws InputException if one is no time of the run, or both are the same
     */
    public StateComparison compare(String time, String other) {
        return compare(time, other, TimelineSettings.CONTROL);
    }

    /**
     * The observed nodes of all twins at a time for which {@link Timeline#withSnapshots} asked.
     *
     * @param time such as {@code 30 days}
     * @param arm the arm
     * @return one row per twin that was done, in the order of the twins and with its row id
     * @throws InputException if nothing was kept at that time, or there is no such arm
     */
    public Population snapshot(String time, String arm) {
        int step = results.axis().step(Checks.notNull(time, "time"));
        int index = arm(arm);
        if (!outcome().snapshots().steps().contains(step)) {
            throw new InputException("snapshot must be of a time that was kept (" + Names.list(
                    outcome().snapshots().steps().stream().map(results.axis()::text).toList()) + "), got "
                    + results.axis().text(step) + "; use withSnapshots or state");
        }
        PopulationBuilder kept = Population.builder();
        for (PlanColumn column : plan().observed()) {
            kept.column(column.name(), outcome().snapshots().column(step, index, column));
        }
        return kept.rowsOf(plan().twins()).build().head(outcome().rowsDone());
    }

    /**
     * The declared interactions whose interventions are together in an arm.
     *
     * @return texts such as {@code ssri_with_ndri (moderate) in treated: ...}
     */
    public List<String> interactions() {
        return outcome().flagged().stream().map(flagged -> flagged.interaction().name() + " ("
                + flagged.interaction().severity() + ") in " + flagged.arm()
                + flagged.interaction().label().map(label -> ": " + label).orElse("")).toList();
    }

    /**
     * What a reader must know.
     *
     * @return an immutable list; may be empty
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * The first observed node over time, see {@link #figure(String)}.
     *
     * @return the figure
     * @throws InputException if nothing is observed
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Figure figure() {
        if (names().isEmpty()) {
            throw new InputException("figure needs an observed node, and the run has none");
        }
        return figure(names().get(0));
    }

    /**
     * An observed node over time: in each arm its mean with the middle 90 % of twins, or the share of each label; below
     * it what every arm changes, with the interval of each time and the band of all times at once.
     *
     * @param name an observed node
     * @return the figure
     * @throws InputException if it is not observed, with the nearest name
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Figure figure(String name) {
        variable(name);
        return TimelineFigures.of(this, name);
    }

    /**
     * Draws {@link #figure()} into a file.
     *
     * @param path the file; its ending decides the format, such as {@code course.svg}
     * @throws InputException if nothing is observed, or no renderer writes such files
     * @throws IllegalStateException if no renderer is on the class path, or there are no numbers
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
    }

    /**
     * The answer as text, at most 100 characters a line: the headline, its effect over time, all observed nodes at the
     * end, events and alerts, warnings.
     *
     * @return the text
     */
    public String table() {
        return new TimelineText(this).page().text();
    }

    /**
     * The same in Markdown, for notebooks and documents.
     *
     * @return Markdown text
     */
    public String toMarkdown() {
        return new TimelineText(this).page().markdown();
    }

    /**
     * The same in HTML: one {@code div} of paragraphs, lists and tables, without style or script.
     *
     * @return HTML text
     */
    public String toHtml() {
        return new TimelineText(this).page().html();
    }

    /**
     * The numbers as a table of one number a row: each observed node at each time in each arm, what each arm changes,
     * events and alerts. The columns are those of all results and {@code time}, see {@link io.twinsim.sim}.
     *
     * @return rows to filter, print, write and join with those of other results
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Population tidy() {
        return TidyRow.table(new TimelineRows(this).rows());
    }

    /**
     * The answer as one JSON document; keys stay the same from version to version.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(new TimelineTree(this).tree());
    }

    /**
     * About how much heap the result keeps: its sums and counts, its snapshots, the formulas, and the columns of the
     * twins and the records that the run read, which results of the same twins have in common.
     *
     * @return bytes, more with steps, arms and observed nodes rather than with twins; 0 if there are no numbers
     */
    public long bytes() {
        return results.n() == 0 ? 0 : results.bytes() + outcome().snapshots().bytes() + plan().bytes();
    }

    /** One line such as {@code TimelineResult[hydration +3.21 (assumed) at 90 days, n=10,000]}. */
    @Override
    public String toString() {
        String tail = " at " + results.axis().text(plan().steps()) + ", n=" + Numbers.grouped(n()) + "]";
        if (results.n() == 0) {
            return Lines.one("TimelineResult[" + status().id() + ": " + outcome().reason().orElse("no twins") + "]");
        }
        if (names().isEmpty()) {
            return Lines.one("TimelineResult[" + world() + tail);
        }
        StepVariable head = results.plan().variables().get(0);
        if (arms().size() > 1) {
            EffectCurve curve = results.curve(0, 1, 0, 0);
            String effect = Numbers.signed(curve.last().estimate(), curve.decimals()) + " (" + provenance().id() + ")";
            String arm = arms().size() > 2 ? Lines.cut(curve.arm(), 14) + ": " : "";
            return Lines.one("TimelineResult[" + arm + Lines.cut(curve.name(), 24) + " " + effect + tail);
        }
        return Lines.one("TimelineResult[" + Lines.cut(head.name(), 24) + " "
                + (head.labels().isEmpty() ? Shown.number(results.summary(0, 0).meanAt(plan().steps()))
                : head.shares() + " labels") + tail);
    }
}

package io.twinsim.scenario;

import io.twinsim.InputException;
import io.twinsim.inference.TidyRow;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Trace;
import io.twinsim.io.JsonText;
import io.twinsim.model.Population;
import io.twinsim.plot.Figure;
import io.twinsim.sim.JointResult;
import io.twinsim.sim.SimulationResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which scenario is best, by how much, how sure that is, and what would change it. Immutable; it holds tables and the
 * single results, never the twins.
 *
 * <p>A comparison is complete, partial (stopped; the single results that are there can be read, but nothing is
 * compared) or failed (too few twins). Accessors of numbers that are not there throw an IllegalStateException with the
 * reason.
 */
public final class ComparisonResult {

    /** Characters of the one line. */
    private static final int LINE = 75;

    private final JointResult joint;
    private final List<String> scenarios;
    private final String hash;
    private final boolean shared;
    private final @Nullable Contest contest;
    private final @Nullable Advice advice;
    private final List<String> warnings;

    ComparisonResult(JointResult joint, List<String> scenarios, String hash, boolean shared) {
        this.joint = joint;
        this.scenarios = List.copyOf(scenarios);
        this.hash = hash;
        this.shared = shared;
        this.contest = joint.hasNumbers() ? new Contest(joint, scenarios) : null;
        this.advice = contest == null ? null : new Advice(joint, this.scenarios, contest);
        this.warnings = new ComparisonWarnings(joint, this.scenarios).all();
    }

    private Contest contest() {
        if (contest == null) {
            throw missing();
        }
        return contest;
    }

    Advice advice() {
        if (advice == null) {
            throw missing();
        }
        return advice;
    }

    private IllegalStateException missing() {
        return Trace.ofCaller(new IllegalStateException("nothing was compared: " + reason().orElse("")));
    }

    JointResult joint() {
        return joint;
    }

    /** Whether there is a ranking. */
    boolean hasNumbers() {
        return contest != null;
    }

    /**
     * Whether coefficients of the same name were taken as one belief in all scenarios, see {@link
     * Comparison#withSharedCoefficients}.
     *
     * @return false if only scenarios of one intervention share theirs
     */
    public boolean sharedCoefficients() {
        return shared;
    }

    /**
     * The command that repeats the comparison.
     *
     * @return its words, each option with its value, quoted for a shell; empty where the command line cannot say it, as
     *     for data, or labels that it could not tell from the rest
     */
    public Optional<List<String>> command() {
        return new ComparisonCommand(this).words();
    }

    /**
     * How the comparison ended.
     *
     * @return complete if all its simulations are, failed if all of them failed, else partial
     */
    public SimulationResult.Status status() {
        boolean failed = results().stream().allMatch(r -> r.status() == SimulationResult.Status.FAILED);
        return failed ? SimulationResult.Status.FAILED
                : joint.reason().isEmpty() ? SimulationResult.Status.COMPLETE : SimulationResult.Status.PARTIAL;
    }

    /**
     * Whether nothing was left out.
     *
     * @return true if the status is complete
     */
    public boolean isComplete() {
        return status() == SimulationResult.Status.COMPLETE;
    }

    /**
     * Why the comparison is not complete.
     *
     * @return the reason; empty for a complete comparison
     */
    public Optional<String> reason() {
        return joint.reason();
    }

    /**
     * The identity of the comparison, {@link Comparison#hash}.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    /**
     * The labels of the scenarios.
     *
     * @return an immutable list, in the order given; without doing nothing
     */
    public List<String> scenarios() {
        return scenarios;
    }

    /**
     * The result of each simulation, the same bits as from {@link io.twinsim.sim.Simulation#run}.
     *
     * @return an immutable list, in the order of {@link #scenarios}
     */
    public List<SimulationResult> results() {
        return joint.results();
    }

    /**
     * The result of one simulation.
     *
     * @param scenario its label
     * @return the result
     * @throws InputException if there is no such scenario, with the nearest
     */
    public SimulationResult result(String scenario) {
        return results().get(scenarios.indexOf(Checks.known("scenario", scenario, scenarios)));
    }

    /**
     * All scenarios and doing nothing, the best first.
     *
     * @return an immutable list, one longer than {@link #scenarios}
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public List<Standing> ranking() {
        return contest().standings;
    }

    /**
     * The scenario with the best mean effect; doing nothing if none is better.
     *
     * @return the first of the ranking
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public Standing best() {
        return ranking().get(0);
    }

    /**
     * How scenarios differ: the best against each other one, next best first; with up to six scenarios then each other
     * one against those that rank below it.
     *
     * @return an immutable list
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public List<Difference> differences() {
        return contest().differences;
    }

    /**
     * How two scenarios differ.
     *
     * @param one a label, or {@code do nothing}
     * @param other another
     * @return the difference, of whichever ranks higher against the other
     * @throws InputException if there is no such scenario, or these two are not listed in {@link #differences}
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public Difference difference(String one, String other) {
        List<Difference> all = differences();
        List<String> known = Stream.concat(scenarios.stream(), Stream.of(Rival.NOTHING)).toList();
        Checks.known("scenario", one, known);
        Checks.known("scenario", other, known);
        return all.stream().filter(d -> d.scenario().equals(one) && d.against().equals(other)
                || d.scenario().equals(other) && d.against().equals(one)).findFirst()
                .orElseThrow(() -> new InputException("scenarios must be two whose difference is listed, got " + one
                        + " and " + other + "; more than six are compared with the best only, and the effect of one "
                        + "against doing nothing is its own"));
    }

    /**
     * What to do.
     *
     * @return whether one is chosen, none, or it is undecided
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public Choice choice() {
        return advice().choice;
    }

    /**
     * What to do and why: which is best, by how much, how sure.
     *
     * @return one paragraph
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public String verdict() {
        return advice().verdict();
    }

    /**
     * What would change the best: the nearest value of a single coefficient at which another scenario, or doing
     * nothing, has the best mean effect.
     *
     * @return one sentence; it says so if there is no such value
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public String flip() {
        return advice().flip();
    }

    /**
     * What a reader must know, that of single results included.
     *
     * @return an immutable list; may be empty
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * The answer as text, at most 100 characters a line: the verdict, the ranking, the differences.
     *
     * @return the text
     */
    public String table() {
        return new ComparisonText(this).page().text();
    }

    /**
     * The scenarios in the groups of a dimension, as text of at most 100 characters a line: in each group the best guess
     * first.
     *
     * @param dimension a dimension of the simulations, such as {@code region}
     * @return the text
     * @throws InputException if there is no such dimension
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public String bySubgroup(String dimension) {
        if (!hasNumbers()) {
            throw missing();
        }
        return new ComparisonGroups(this, dimension).text();
    }

    /**
     * The answer in Markdown.
     *
     * @return paragraphs and tables
     */
    public String toMarkdown() {
        return new ComparisonText(this).page().markdown();
    }

    /**
     * The answer in HTML, without style or script.
     *
     * @return a {@code div} of paragraphs and tables
     */
    public String toHtml() {
        return new ComparisonText(this).page().html();
    }

    /**
     * The answer as one JSON document; keys stay the same from version to version.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(new ComparisonTree(this).tree());
    }

    /**
     * The numbers as a tidy table: all rows of the single results ({@link SimulationResult#tidy}) under the labels of
     * their scenarios, then {@code probability_best} of each, and of each difference, under {@code A - B}, {@code
     * difference} with its {@code total} and its {@code simultaneous} interval and {@code probability_better}.
     *
     * @return one row per number; none of scenarios without numbers
     */
    public Population tidy() {
        return TidyRow.table(new ComparisonRows(this).rows());
    }

    /**
     * The ranking and the differences from the best, as a forest of intervals.
     *
     * @return the figure
     * @throws IllegalStateException if nothing was compared, with the reason
     */
    public Figure figure() {
        return new ComparisonFigure(this).figure();
    }

    /**
     * Draws the figure into a file.
     *
     * @param path the file; its ending decides the format, such as {@code scenarios.svg}
     * @throws IllegalStateException if no renderer is on the class path, or nothing was compared
     * @throws InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
    }

    /** One line: what to choose, by how much, how sure. */
    @Override
    public String toString() {
        if (contest == null) {
            return Lines.one("Comparison[" + status().id() + ": " + reason().orElse("") + "]");
        }
        Standing best = best();
        Difference next = contest.differences.get(0);
        String tail = " by " + Numbers.significant(Math.abs(next.estimate()), 3) + ", Pr(best) "
                + Shown.probability(best.probBest()) + "]";
        String head = "Comparison[" + choice() + ": ";
        return head + Shown.name(best.scenario(), LINE - head.length() - tail.length()) + tail;
    }
}

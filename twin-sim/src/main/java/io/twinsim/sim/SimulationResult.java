package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.TidyRow;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Trace;
import io.twinsim.io.JsonText;
import io.twinsim.model.Population;
import io.twinsim.plot.Figure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a simulation: the mean effect, its intervals, a recommendation, subgroups, the size of a real test, and
 * how all that came about. Immutable; it holds sums and tables and never the twins.
 *
 * <p>A run ends complete, partial (stopped; {@link #reason} says where) or failed (too few twins). Accessors of numbers
 * that are not there throw an IllegalStateException with the reason.
 */
public final class SimulationResult extends ResultIdentity {

    /** How a run ended. */
    public enum Status {
        /** All twins, all coefficient draws, all replicates. */
        COMPLETE,
        /** Stopped before the end. */
        PARTIAL,
        /** No answer. */
        FAILED;

        /**
         * The name used in JSON.
         *
         * @return the lower-case name, such as {@code complete}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A group that stands out.
     *
     * @param dimension the column
     * @param row the group
     */
    public record Segment(String dimension, SubgroupTable.Row row) {

        /** Such as {@code decile 1: +0.0841, n=1,003}. */
        @Override
        public String toString() {
            return Lines.one(dimension + " " + row);
        }
    }

    private static final int SEGMENTS = 3;

    private final Status status;
    private final Optional<String> reason;
    private final long n;
    private final long rowsTotal;
    private final int replicatesDone;
    private final int replicatesTotal;
    private final Optional<Answer> answer;
    private final List<String> warnings;

    SimulationResult(Recipe recipe, Status status, Optional<String> reason, long n, long rowsTotal, int replicatesDone,
            int replicatesTotal, Optional<Answer> answer, List<String> warnings) {
        super(recipe);
        this.status = status;
        this.reason = reason;
        this.n = n;
        this.rowsTotal = rowsTotal;
        this.replicatesDone = replicatesDone;
        this.replicatesTotal = replicatesTotal;
        this.answer = answer;
        this.warnings = List.copyOf(warnings);
    }

    static SimulationResult failed(Recipe recipe, long n, String reason, List<String> warnings) {
        return new SimulationResult(
                recipe, Status.FAILED, Optional.of(reason), n, n, 0, 0, Optional.empty(), warnings);
    }

    Answer answer() {
        return answer.orElseThrow(() -> missing("the result has no numbers"));
    }

    /**
     * Whether there are numbers: not if the run failed, or was stopped before it had any.
     *
     * @return true if accessors of numbers do not throw
     */
    public boolean hasNumbers() {
        return answer.isPresent();
    }

    private IllegalStateException missing(String what) {
        return Trace.ofCaller(new IllegalStateException(what + ": " + reason.orElse("complete")));
    }

    /**
     * How the run ended.
     *
     * @return complete, partial or failed
     */
    public Status status() {
        return status;
    }

    /**
     * Whether nothing was left out.
     *
     * @return true if the status is complete
     */
    public boolean isComplete() {
        return status == Status.COMPLETE;
    }

    /**
     * Why the result is not complete.
     *
     * @return the reason; empty for a complete result
     */
    public Optional<String> reason() {
        return reason;
    }

    /**
     * The twins behind the numbers: all that were selected, or the prefix that was done.
     *
     * @return twins
     */
    public long n() {
        return n;
    }

    /**
     * The twins that were selected; of a stream that was stopped, all of its twins, before conditions.
     *
     * @return twins, at least {@link #n}
     */
    public long rowsTotal() {
        return rowsTotal;
    }

    /**
     * The bootstrap replicates done.
     *
     * @return replicates; 0 if the method draws none
     */
    public int replicatesDone() {
        return replicatesDone;
    }

    /**
     * The bootstrap replicates asked for.
     *
     * @return replicates; 0 if the method draws none
     */
    public int replicatesTotal() {
        return replicatesTotal;
    }

    /**
     * The mean effect.
     *
     * @return estimate, standard error, deviations, reach
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Ate ate() {
        return answer().ate();
    }

    /**
     * What antithetic pairs did for the mean effect.
     *
     * @return the pairs on which standard errors rest; empty unless the twins were generated in pairs
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Optional<AntitheticPairs> pairs() {
        return answer().pairs();
    }

    /**
     * The intervals, each with what it covers.
     *
     * @return the intervals
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Intervals intervals() {
        return answer().intervals();
    }

    /**
     * How the uncertainty of the coefficients moves the effect.
     *
     * @return deviations and shares; empty if it is not stated, or the run was stopped
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Optional<Assumption> assumption() {
        return answer().assumption();
    }

    /**
     * What the planned test would find.
     *
     * @return power and assurance; empty unless a test was planned
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Optional<PlannedTrial> plannedTrial() {
        return answer().planned();
    }

    /**
     * What to do.
     *
     * @return verdict, basis, probability, flip line; empty if the run was stopped before it had them
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Optional<Recommendation> recommendation() {
        return answer().recommendation();
    }

    /**
     * The size of a real test.
     *
     * @return units per arm, or what is missing; empty if the run was stopped before it had them
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Optional<SampleSize> sampleSize() {
        return answer().sampleSize();
    }

    /**
     * All subgroup tables.
     *
     * @return an immutable map by dimension, in the order asked for; empty for partial results
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Map<String, SubgroupTable> subgroups() {
        return java.util.Collections.unmodifiableMap(answer().subgroups());
    }

    /**
     * One subgroup table.
     *
     * @param dimension the column, as asked for
     * @return the table
     * @throws InputException if the result is not broken down by it, with the nearest dimension
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public SubgroupTable subgroup(String dimension) {
        Map<String, SubgroupTable> tables = answer().subgroups();
        int colon = Checks.notNull(dimension, "dimension").lastIndexOf(':');
        if (colon > 0 && !tables.containsKey(dimension) && tables.containsKey(dimension.substring(0, colon))) {
            return tables.get(dimension.substring(0, colon));
        }
        return tables.get(Checks.known("subgroup dimension", dimension, tables.keySet()));
    }

    /**
     * The groups with the largest effects in the better direction.
     *
     * @return at most three, best first
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public List<Segment> helpful() {
        return segments(1);
    }

    /**
     * The groups with the largest effects in the worse direction.
     *
     * @return at most three, worst first; usually none
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public List<Segment> harmful() {
        return segments(-1);
    }

    private List<Segment> segments(int direction) {
        int sign = direction * (recipe().intervention().model().outcome().map(o -> o.higherIsBetter()).orElse(true) ? 1
                : -1);
        return answer().subgroups().values().stream()
                .flatMap(t -> t.rows().stream().map(row -> new Segment(t.dimension(), row)))
                .filter(s -> !s.row().tooFew() && sign * s.row().ate() > 0)
                .sorted((a, b) -> Double.compare(sign * b.row().ate(), sign * a.row().ate()))
                .limit(SEGMENTS).toList();
    }

    /**
     * How the effects of twins are distributed.
     *
     * @return the histogram
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Histogram histogram() {
        return answer().effects().histogram();
    }

    /**
     * A quantile of the effects of twins, which rests on how the model couples noise and effects, see {@link
     * Histogram}. Read off a grid of at most 8,192 bins, the same for stored and streamed twins: off by one bin at
     * most, which is finer than a four-thousandth of the range.
     *
     * @param p in [0, 1]
     * @return the effect that the share p of the twins does not exceed
     * @throws InputException if {@code p} is outside
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public double quantile(double p) {
        return answer().effects().quantile(Checks.inRange(0.0, 1.0, p, "p"));
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
     * How the effect of one generated twin came about; the twin is generated again.
     *
     * @param rowId the twin's row id
     * @return base, modifiers and noise with their values
     * @throws InputException if there is no such twin
     * @throws IllegalStateException for data, which a result does not hold; ask {@link Simulation#explain}
     */
    public Explanation explain(long rowId) {
        return recipe().explain(rowId);
    }

    /**
     * The picture of the result: how the effect is distributed over twins, and each interval of its mean by its name.
     *
     * @return the figure
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Figure figure() {
        return ResultFigures.distribution(this);
    }

    /**
     * The effect over all twins and in each group of every subgroup table, one below the other.
     *
     * @return the figure; one row if the result is not broken down
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Figure forest() {
        return ResultFigures.forest(this);
    }

    /**
     * Draws {@link #figure} into a file.
     *
     * @param path the file; its ending decides the format, such as {@code ate.svg}
     * @throws IllegalStateException if no renderer is on the class path, or there are no numbers
     * @throws InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
    }

    /**
     * The answer as text, at most 100 characters a line (but for a longer option of the command that repeats it): what
     * to do and why, the intervals, the subgroups, the size of a real test, how to repeat it.
     *
     * @return the text
     */
    public String table() {
        return new ResultText(this).page().text();
    }

    /**
     * The same in Markdown, for notebooks and documents.
     *
     * @return Markdown text
     */
    public String toMarkdown() {
        return new ResultText(this).page().markdown();
    }

    /**
     * The same in HTML: one {@code div} of paragraphs, lists and tables, without style or script.
     *
     * @return HTML text
     */
    public String toHtml() {
        return new ResultText(this).page().html();
    }

    /**
     * The numbers as a table of one number a row: the mean effect in each interval, its distribution, the subgroups.
     * The columns are those of all results, see {@link io.twinsim.sim}.
     *
     * @return rows to filter, print, write and join with those of other results
     * @throws IllegalStateException if there are no numbers, with the reason
     */
    public Population tidy() {
        return TidyRow.table(new ResultRows(this).rows());
    }

    /**
     * The answer as one JSON document; keys stay the same from version to version.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(new ResultTree(this).tree());
    }

    /**
     * A digest of every number of the result; two results have it in common only if all their numbers are the same
     * bits.
     *
     * @return 64 hexadecimal digits
     */
    public String resultHash() {
        return new ResultTree(this).digest();
    }

    /**
     * About how much memory the result takes.
     *
     * @return bytes
     */
    public long bytes() {
        long rows = answer.map(a -> a.subgroups().values().stream().mapToLong(t -> t.rows().size()).sum()).orElse(0L);
        return 4096 + 256 * rows + answer.map(a -> a.effects().bytes()).orElse(0L) + 64L * warnings.size();
    }

    /** One line: the mean effect with its headline interval and the verdict. */
    @Override
    public String toString() {
        if (!hasNumbers()) {
            return Shown.cut("Result[" + status.id() + ": " + reason.orElse("") + "]", 75);
        }
        return ResultLine.of(this);
    }
}

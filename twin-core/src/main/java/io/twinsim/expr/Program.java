package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.random.Categorical;
import io.twinsim.random.Distribution;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A formula that is checked and lowered to kernels over blocks of 1,024 rows. Parameters and constants are folded,
 * common subexpressions shared, draws neither. Immutable and safe for use by any number of threads, each with its own
 * {@link Evaluator}.
 */
public final class Program {

    private final Code code;

    private Program(Code code) {
        this.code = code;
    }

    /**
     * Checks and lowers a formula.
     *
     * @param formula the tree
     * @param scope the columns it may name
     * @param binding the values of its parameters and coefficients
     * @param owner the stream path of its draws, such as {@code var/decile}; empty where draws are not allowed
     * @return the program
     * @throws InputException if a name is unknown, a type is wrong, a label does not exist, a lookup is not complete, a
     *     parameter of a distribution is out of range, or the formula is constant and not finite
     */
    public static Program compile(Expr formula, Scope scope, Binding binding, String owner) {
        Checks.notNull(formula, "formula");
        Checks.notNull(scope, "scope");
        Checks.notNull(binding, "binding");
        Checks.notNull(owner, "owner");
        return new Program(new Lowering(scope, binding, owner).lower(formula, null));
    }

    /**
     * Checks and lowers a formula that gives labels of a known category: an assignment to a variable, say. The codes
     * of the result are those of the given labels.
     *
     * @param formula the tree
     * @param scope the columns it may name
     * @param binding the values of its parameters and coefficients
     * @param owner the stream path of its draws, such as {@code assign/channel}; empty where draws are not allowed
     * @param labels the labels of the category, in code order
     * @return the program, with {@code labels} as its labels
     * @throws InputException if the formula gives anything but these labels, or as for {@link #compile(Expr, Scope,
     *     Binding, String)}
     */
    public static Program compile(Expr formula, Scope scope, Binding binding, String owner, List<String> labels) {
        Checks.notNull(formula, "formula");
        Checks.notNull(scope, "scope");
        Checks.notNull(binding, "binding");
        Checks.notNull(owner, "owner");
        return new Program(new Lowering(scope, binding, owner).lower(formula, List.copyOf(labels)));
    }

    /**
     * What the rows are. Integer: integer columns and draws, whole literals, {@code floor}, {@code ceil}, {@code
     * round}, {@code sign}, and {@code + - *}, {@code min}, {@code max}, {@code abs}, {@code clamp}, {@code if} and
     * {@code lookup} of these or of flags. Other numbers are real.
     *
     * @return the type
     */
    public ColumnType type() {
        return code.type();
    }

    /**
     * The labels of a category, in code order: those of the column, or those of all branches in order of first
     * appearance.
     *
     * @return an immutable list; empty for other types
     */
    public List<String> labels() {
        return code.labels();
    }

    /**
     * The columns that are read, in order of first appearance. Columns that folding made irrelevant are not among them.
     *
     * @return their names, immutable
     */
    public List<String> inputs() {
        return code.inputs();
    }

    /**
     * The coefficients that are used.
     *
     * @return their names without {@code $$}, immutable
     */
    public List<String> coefficients() {
        return code.coefficients();
    }

    /**
     * The numbers set for a run that are used, such as {@code t}; see {@link Evaluator#scalar}.
     *
     * @return their names, immutable
     */
    public List<String> scalars() {
        return code.scalarNames();
    }

    /**
     * Whether a row may be missing.
     *
     * @return true if the result depends on a column that has missing rows
     */
    public boolean nullable() {
        return code.nullable();
    }

    /**
     * What no value is below. Together with {@link #upper()} it bounds every value that a run gives, in the order of
     * {@link Double#compare}: a bound of 0.0 says that no value is -0.0. {@link Symbol} takes both as the bounds of a
     * column that the program filled.
     *
     * @return a bound of the numbers, 0 for flags and categories; {@code -Double.MAX_VALUE} if nothing is known
     */
    public double lower() {
        return code.range().lower();
    }

    /**
     * What no value is above.
     *
     * @return a bound of the numbers, 1 for flags, the greatest code for categories; {@code Double.MAX_VALUE} if
     *     nothing is known
     */
    public double upper() {
        return code.range().upper();
    }

    /**
     * Whether every value is a whole number: for all types but real, and for a constant without a fraction.
     *
     * @return true if no value has a fraction
     */
    public boolean whole() {
        return code.whole() || code.constant() != null && Math.rint(code.constant()) == code.constant();
    }

    /**
     * Whether bounds are needless: {@code min(max(value, least), greatest)} would change no bit of any row.
     *
     * @param least a lower bound
     * @param greatest an upper bound
     * @return true if every value is known to lie in between, the signs of zeros included
     */
    public boolean within(double least, double greatest) {
        return code.range().within(least, greatest);
    }

    /**
     * What the formula was compiled to, for people: the kernels in order with their registers and operands, what was
     * folded, shared and dropped, and the memory of one evaluator. Lines are at most 100 columns wide.
     *
     * @return several lines, without a line break at the end
     */
    public String describe() {
        return new ProgramText(code).toString();
    }

    /**
     * The value if it is the same for every row and depends on no coefficient.
     *
     * @return the number, 0 or 1 for a flag, the code for a category
     */
    public Optional<Double> constant() {
        return Optional.ofNullable(code.constant());
    }

    /**
     * The distribution, if the whole formula is one draw of a number or flag with constant parameters.
     *
     * @return the distribution that is drawn
     */
    public Optional<Distribution> distribution() {
        return Optional.ofNullable(code.distribution());
    }

    /**
     * The categories with their probabilities, if the whole formula is one {@code categorical}.
     *
     * @return what is drawn
     */
    public Optional<Categorical> categorical() {
        return Optional.ofNullable(code.categorical());
    }

    /**
     * Whether any value is drawn.
     *
     * @return true if an evaluator needs draws
     */
    public boolean hasDraws() {
        return !code.draws().isEmpty();
    }

    /**
     * Whether a value is drawn with a certain key.
     *
     * @param path the path of a stream
     * @param number the draw number
     * @return true if an evaluator uses that draw of that stream
     */
    public boolean draws(String path, int number) {
        return code.draws().stream().anyMatch(plan -> plan.stream().equals(path) && plan.number() == number);
    }

    /**
     * Registers and bound columns for one thread.
     *
     * @param draws the source of randomness; may be null if the formula draws nothing
     * @param columns gives the column of a name; asked once for each of {@link #inputs}
     * @param baseRow the row id at position 0 of the columns; registers go by their own index
     * @return the evaluator
     * @throws InputException if a column's type, labels or missing rows are not as the scope said, or draws are absent
     */
    public Evaluator evaluator(@Nullable Draws draws, Function<String, ? extends ColumnSource> columns, long baseRow) {
        return evaluator(draws, columns, baseRow, new Scratch());
    }

    /**
     * Registers and bound columns for one thread that runs many evaluators one after the other.
     *
     * @param draws the source of randomness; may be null if the formula draws nothing
     * @param columns gives the column of a name; asked once for each of {@link #inputs}
     * @param baseRow the row id at position 0 of the columns; registers go by their own index
     * @param scratch working space of the thread, shared by its evaluators
     * @return the evaluator
     * @throws InputException if a column's type, labels or missing rows are not as the scope said, or draws are absent
     */
    public Evaluator evaluator(@Nullable Draws draws, Function<String, ? extends ColumnSource> columns, long baseRow,
            Scratch scratch) {
        return new Evaluator(code, draws, columns, baseRow, Checks.notNull(scratch, "scratch"));
    }

    /** The formula with its type. */
    @Override
    public String toString() {
        return Lines.one("Program[" + code.type().id() + ": " + code.text() + "]");
    }
}

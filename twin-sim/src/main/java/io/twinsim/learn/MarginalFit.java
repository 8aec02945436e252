package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.random.Distribution;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The draw that describes a column of numbers, ready for a world file.
 *
 * <p>Families compete by AICc within one support class, the narrowest that holds the values; the winner is kept only if
 * its Kolmogorov distance to the values, less what sampling allows, {@code 0.9 / sqrt(n)}, is at most 0.02. If it is
 * not, a uniform distribution between the ends gets the same chance. Else the values describe themselves: those with a
 * share of 1 % or more as constants, the rest by quantile knots, which are as few equally spaced ones (20 to 200) as
 * come within 0.004 and the allowance of all rows; long tails get knots of their own, so that mean and variance stay.
 * Columns of at most 25 values are a mixture of constants (0 and 1 a bernoulli draw), whole numbers with more of them
 * stretches of equally likely ones. One row, or one value throughout, is a constant.
 *
 * @param column the column's name
 * @param type real, integer or flag
 * @param formula the draw, such as {@code gamma(2.03117, 1.4851)}
 * @param lower the least value
 * @param upper the greatest value
 * @param n the number of values
 * @param distance Kolmogorov's distance of the draw, as written, to the values
 * @param chosen the family's name, {@code constant}, {@code levels} or {@code knots}
 * @param candidates the families that competed, the best first; empty if none did
 * @param notes what to know beside the numbers
 */
public record MarginalFit(String column, ColumnType type, String formula, double lower, double upper, long n,
        double distance, String chosen, List<FittedFamily> candidates, List<String> notes) {

    private static final int LINE = 75;

    /** Copies the lists. */
    public MarginalFit {
        candidates = List.copyOf(candidates);
        notes = List.copyOf(notes);
    }

    /**
     * The draw of a column.
     *
     * @param column the column's name
     * @param type real, integer or flag
     * @param values the values, finite, without missing ones; not modified
     * @return the fit
     * @throws InputException if there are no values, one is not finite, or the type is category
     */
    public static MarginalFit of(String column, ColumnType type, double[] values) {
        return MarginalChoice.of(column, type, List.of(checked(column, type, values))).get(0);
    }

    /**
     * The draws of a column cell by cell, as for {@link #of} but alike: the families of one support class, which must
     * hold all cells; the one with the least sum of AICc is kept only if it is near enough in every cell, else every
     * cell has knots.
     *
     * @param column the column's name
     * @param type real, integer or flag
     * @param cells the values of each cell, at least one cell and one value in each; not modified
     * @return one fit per cell, in the same order
     * @throws InputException as for {@link #of}
     */
    public static List<MarginalFit> within(String column, ColumnType type, List<double[]> cells) {
        Checks.atLeast(1, cells.size(), "number of cells");
        return MarginalChoice.of(column, type, cells.stream().map(cell -> checked(column, type, cell)).toList());
    }

    private static LikelihoodSample checked(String column, ColumnType type, double[] values) {
        String name = "column " + Names.quote(Checks.notNull(column, "column"));
        if (Checks.notNull(type, "type") == ColumnType.CATEGORY) {
            throw new InputException(name + " must hold numbers to fit a draw, got categories");
        }
        LikelihoodDomain.requireFinite(Checks.notNull(values, "values"), name, i -> i);
        return LikelihoodSample.of(values);
    }

    /** What chance alone makes of Kolmogorov's distance, about its median for a fitted distribution. */
    static double allowance(long n) {
        return 0.9 / Math.sqrt(n);
    }

    static MarginalFit of(String column, ColumnType type, LikelihoodSample sample, KnotsPiece piece, String chosen,
            List<FittedFamily> candidates, List<String> notes) {
        return new MarginalFit(column, type, piece.text(), sample.min(), sample.max(), sample.n(),
                distance(sample, piece.distribution()), chosen, candidates, notes);
    }

    private static double distance(LikelihoodSample sample, Distribution distribution) {
        return LikelihoodDistance.of(sample, distribution);
    }

    /**
     * The families that competed, with parameters, criterion and distance.
     *
     * @return lines of text of at most 100 characters, each ended by a line feed
     */
    public String table() {
        TextTable table = TextTable.of("family", ">AICc", ">D", "converged");
        for (FittedFamily candidate : candidates) {
            table.row(candidate.family().id(),
                    Double.isFinite(candidate.aicc()) ? Numbers.fixed(candidate.aicc(), 1) : "-",
                    Numbers.fixed(candidate.distance(), 4), candidate.converged() ? "yes" : "no");
        }
        StringBuilder text = new StringBuilder(toString()).append('\n');
        text.append(candidates.isEmpty() ? "" : table.render(2));
        notes.forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    /** A tree for JSON. */
    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("column", column);
        tree.put("type", type.id());
        tree.put("draw", formula);
        tree.put("range", Arrays.asList(lower, upper));
        tree.put("n", n);
        tree.put("distance", distance);
        tree.put("chosen", chosen);
        tree.put("families", candidates.stream().map(FittedFamily::toTree).toList());
        tree.put("notes", notes);
        return tree;
    }

    /** One line such as {@code age ~ normal(41.2, 12.03), D 0.011}. */
    @Override
    public String toString() {
        String tail = ", D " + Numbers.significant(distance, 2);
        String text = Names.visible(column) + " ~ " + formula;
        return Lines.cut(text, LINE - tail.length()) + tail;
    }
}

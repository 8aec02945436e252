package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.plot.Figure;
import io.twinsim.plot.HeatMapFigure;
import io.twinsim.plot.MarginalsFigure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How alike twins and real units are, judged on real units that the model has not seen. {@link Likeness} makes it.
 *
 * @param train real units that the model was learned from
 * @param holdout real units held out
 * @param twins generated units
 * @param seed the seed of all subsamples and permutations
 * @param columns one entry per column that all three have, in the order of the data
 * @param pairs the pairs of columns whose association is furthest off, the worst first, at most 10
 * @param propensity how well a classifier tells twins from held-out units
 * @param nearest whether twins keep nearer to training units than they should
 * @param notes what was left out, and why
 * @param marginals how each column is distributed, real units held out and twins, as a picture
 * @param correlations the associations of all pairs, real, of twins and their difference, as a picture
 */
public record LikenessReport(long train, long holdout, long twins, long seed, List<Column> columns, List<Pair> pairs,
        Propensity propensity, Nearest nearest, List<String> notes, MarginalsFigure marginals,
        HeatMapFigure correlations) {

    private static final String PRIVACY = "not a privacy guarantee";
    private static final String LEGEND =
            "  distance: 0 alike, 1 disjoint; chance: what 95 % of perfect twins keep below; excess: beyond it\n";
    private static final int WIDTH = 30;
    /** The 95 % quantile of the normal distribution. */
    private static final double ONE_SIDED = 1.6448536269514722;

    /** Copies the lists. */
    public LikenessReport {
        columns = List.copyOf(columns);
        pairs = List.copyOf(pairs);
        notes = List.copyOf(notes);
    }

    /**
     * One column of held-out units against that of twins.
     *
     * @param name the column
     * @param measure {@code KS}, the greatest distance of the distribution functions, for numbers, or {@code TV}, the
     *     total variation, half the sum of the differences of shares, for categories and flags; missing is a value
     * @param distance the measure, in [0, 1]
     * @param chance its 95 % quantile over permutations of who is a twin
     * @param excess what the distance has beyond that, at least 0
     */
    public record Column(String name, String measure, double distance, double chance, double excess) {

        /** One line such as {@code age: KS 0.021, chance 0.019, excess 0.002}. */
        @Override
        public String toString() {
            return Lines.one(Names.visible(name) + ": " + measure + " " + Numbers.significant(distance, 2) + ", chance "
                    + Numbers.significant(chance, 2) + ", excess " + Numbers.significant(excess, 2));
        }
    }

    /**
     * The association of two columns among held-out units and among twins.
     *
     * @param first a column
     * @param second another column
     * @param measure {@code spearman} for numbers, flags and categories of two levels, {@code cramer} (Cramer's V,
     *     corrected for bias) for categories, {@code eta} (the correlation ratio of ranks, corrected for bias) for a
     *     category and a number
     * @param real among held-out units
     * @param twins among twins
     * @param chance how far two samples of these sizes differ in 5 % of unrelated pairs, about
     */
    public record Pair(String first, String second, String measure, double real, double twins, double chance) {

        /**
         * The error of the twins.
         *
         * @return real less twins
         */
        public double difference() {
            return real - twins;
        }

        /** One line such as {@code mens, womens: spearman -0.82 real, -0.80 twins}. */
        @Override
        public String toString() {
            return Lines.one(Names.visible(first) + ", " + Names.visible(second) + ": " + measure + " "
                    + Numbers.signed(real, 3) + " real, " + Numbers.signed(twins, 3) + " twins");
        }
    }

    /**
     * The propensity mean squared error of a logistic classifier: the mean of {@code (p - c)^2} over both samples, p
     * the fitted probability to be a twin, c the share of twins (Snoke et al. 2018, JRSS A 181:663-688, <a
     * href="https://doi.org/10.1111/rssa.12358">doi</a>).
     *
     * @param pmse the mean
     * @param expected what it is for two samples of one distribution: {@code (k - 1) c (1 - c) / N}
     * @param expectedInSample Snoke's null, {@code (k - 1) (1 - c)^2 c / N}, for twins drawn from a fit to the very
     *     rows they are compared with; held-out rows vary on their own, which takes off one factor
     * @param terms k, the classifier's coefficients: an intercept, numbers and their squares, levels
     * @param rows N, rows of both samples
     * @param separated columns or levels by which some rows are told apart for certain
     */
    public record Propensity(double pmse, double expected, double expectedInSample, int terms, long rows,
            List<String> separated) {

        /** Copies the list. */
        public Propensity {
            separated = List.copyOf(separated);
        }

        /**
         * The ratio to what chance makes of it: near 1, with standard deviation {@code sqrt(2 / (k - 1))}, if twins are
         * as the held-out units.
         *
         * @return the ratio; 1 if no column varies
         */
        public double ratio() {
            return expected > 0 ? pmse / expected : 1;
        }

        /**
         * The ratio to {@link #expectedInSample}.
         *
         * @return the ratio; 1 if no column varies
         */
        public double ratioInSample() {
            return expectedInSample > 0 ? pmse / expectedInSample : 1;
        }

        /** Whether the ratio is within the 95 % quantile of what chance makes of it, by Wilson and Hilferty. */
        boolean isChance() {
            double part = 2 / (9.0 * Math.max(1, terms - 1));
            double root = 1 - part + ONE_SIDED * Math.sqrt(part);
            return ratio() <= root * root * root;
        }

        /** One line such as {@code pMSE ratio 1.02 (1 = chance; 18 coefficients, 10,000 rows)}. */
        @Override
        public String toString() {
            return "pMSE ratio " + Numbers.fixed(ratio(), 2) + " (1 = chance; " + terms
                    + (terms == 1 ? " coefficient, " : " coefficients, ") + Numbers.grouped(rows) + " rows)";
        }
    }

    /**
     * The nearest-record test: twins that are nearer to a training unit than to a held-out one, by Gower's distance,
     * among equally many of both. About half if nothing is copied.
     *
     * @param share the share of twins, ties counted half
     * @param standardError of the share
     * @param twins how many twins were judged
     * @param records how many training units, and as many held-out ones, they were compared with
     * @param copies the share of all twins that equal a training unit in every column
     * @param copiesExpected the share of held-out units that do
     */
    public record Nearest(double share, double standardError, long twins, long records, double copies,
            double copiesExpected) {

        /** One line such as {@code 50.4 % nearer to a training record (50 % = no copying)}. */
        @Override
        public String toString() {
            return percent(share) + " nearer to a training record (50 % = no copying)";
        }
    }

    /**
     * A column by name.
     *
     * @param name the column
     * @return its entry
     * @throws io.twinsim.InputException if there is none, with the nearest name
     */
    public Column column(String name) {
        List<String> known = columns.stream().map(Column::name).toList();
        return columns.get(known.indexOf(Checks.known("column", name, known)));
    }

    /**
     * The greatest excess of all columns.
     *
     * @return 0 if chance explains every distance
     */
    public double worstExcess() {
        return columns.stream().mapToDouble(Column::excess).max().orElse(0);
    }

    /**
     * The greatest error of an association.
     *
     * @return its absolute value; 0 if there are no pairs
     */
    public double worstPair() {
        return pairs.isEmpty() ? 0 : Math.abs(pairs.get(0).difference());
    }

    private static String percent(double share) {
        return Numbers.fixed(100 * share, 1) + " %";
    }

    private static String cut(String name) {
        return Lines.cut(Names.visible(name), WIDTH);
    }

    /**
     * All of it as text.
     *
     * @return lines of at most 100 characters, each ended by a line feed
     */
    public String table() {
        StringBuilder text = new StringBuilder("likeness of ").append(Numbers.grouped(twins)).append(" twins to ")
                .append(Numbers.grouped(holdout)).append(" units held out (learned from ")
                .append(Numbers.grouped(train)).append(")\n");
        TextTable byColumn = TextTable.of("column", "measure", ">distance", ">chance", ">excess");
        for (Column column : columns) {
            byColumn.row(cut(column.name), column.measure, Numbers.fixed(column.distance, 4),
                    Numbers.fixed(column.chance, 4), Numbers.fixed(column.excess, 4));
        }
        text.append(byColumn.render(2)).append(LEGEND);
        if (!pairs.isEmpty()) {
            TextTable byPair = TextTable.of("worst pairs", "", "measure", ">real", ">twins", ">error");
            for (Pair pair : pairs) {
                byPair.row(cut(pair.first), cut(pair.second), pair.measure, Numbers.signed(pair.real, 3),
                        Numbers.signed(pair.twins, 3), Numbers.signed(pair.difference(), 3));
            }
            text.append(byPair.render(2)).append("  errors up to ")
                    .append(Numbers.fixed(pairs.get(0).chance, 3)).append(" are chance for unrelated columns\n");
        }
        text.append(Lines.paragraph(2, "a classifier tells twins from units "
                + (propensity.isChance() ? "no better than chance: " : "better than chance: ") + propensity));
        for (String separated : propensity.separated) {
            text.append("  told apart by ").append(cut(separated)).append('\n');
        }
        text.append("  ").append(nearest).append(", ").append(PRIVACY).append('\n').append("  ")
                .append(percent(nearest.copies)).append(" of the twins equal a training record, ")
                .append(percent(nearest.copiesExpected)).append(" of the units held out do\n");
        notes.forEach(note -> text.append(Lines.paragraph(2, "note: " + note)));
        return text.toString();
    }

    /**
     * The picture of the columns, {@link #marginals}.
     *
     * @return the figure
     */
    public Figure figure() {
        return marginals;
    }

    /**
     * Draws {@link #figure} into a file; {@code correlations().write(path)} draws the other picture.
     *
     * @param path the file; its ending decides the format, such as {@code columns.svg}
     * @throws IllegalStateException if no renderer is on the class path
     * @throws io.twinsim.InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
    }

    /**
     * The report as a tree for JSON.
     *
     * @return maps, lists, texts and numbers
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("train", train);
        tree.put("holdout", holdout);
        tree.put("twins", twins);
        tree.put("seed", seed);
        tree.put("columns", columns.stream().map(LikenessReport::tree).toList());
        tree.put("pairs", pairs.stream().map(LikenessReport::tree).toList());
        Map<String, Object> classifier = new LinkedHashMap<>();
        classifier.put("pmse", propensity.pmse);
        classifier.put("expected", propensity.expected);
        classifier.put("ratio", propensity.ratio());
        classifier.put("ratioInSample", propensity.ratioInSample());
        classifier.put("terms", propensity.terms);
        classifier.put("rows", propensity.rows);
        classifier.put("separated", propensity.separated);
        tree.put("propensity", classifier);
        Map<String, Object> near = new LinkedHashMap<>();
        near.put("share", nearest.share);
        near.put("standardError", nearest.standardError);
        near.put("twins", nearest.twins);
        near.put("records", nearest.records);
        near.put("copies", nearest.copies);
        near.put("copiesExpected", nearest.copiesExpected);
        near.put("statement", PRIVACY);
        tree.put("nearestRecord", near);
        tree.put("notes", notes);
        return tree;
    }

    private static Map<String, Object> tree(Column column) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("column", column.name);
        tree.put("measure", column.measure);
        tree.put("distance", column.distance);
        tree.put("chance", column.chance);
        tree.put("excess", column.excess);
        return tree;
    }

    private static Map<String, Object> tree(Pair pair) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("first", pair.first);
        tree.put("second", pair.second);
        tree.put("measure", pair.measure);
        tree.put("real", pair.real);
        tree.put("twins", pair.twins);
        tree.put("difference", pair.difference());
        return tree;
    }

    /** One line such as {@code likeness: worst excess 0.004, worst pair 0.02, pMSE 1.1, nearest 50.3 %}. */
    @Override
    public String toString() {
        String text = "likeness: worst excess " + Numbers.significant(worstExcess(), 2) + ", worst pair "
                + Numbers.fixed(worstPair(), 3) + ", pMSE " + Numbers.significant(propensity.ratio(), 3) + ", nearest "
                + percent(nearest.share);
        return Lines.one(text);
    }
}

package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a regression, from features: a number as it is, and an indicator for each label of a category that at
 * least 20 units of either arm carry, up to the 12 most frequent ones. All other labels of a category are its
 * reference; if there are none, the most frequent label is. If there are more than 31 terms, which is what a formula
 * may hold to stay a sum of 32 products, or than a tenth of the smaller arm, categories lose their rarest labels and
 * then the last terms are left out. So is a term that does not vary in one arm, or follows from those before it there;
 * both are noted. None of this looks at outcomes.
 */
final class EffectTerms {

    private static final int LEAST = 20;
    private static final int MOST_LABELS = 12;
    private static final int MOST = 31;
    private static final int UNITS_PER_TERM = 10;
    /** What may be left of a column, relative to its length, once all that follows from other columns is taken off. */
    private static final double NOTHING = 0x1p-32;

    private final List<EffectTerm> terms;
    private final List<Symbol> symbols;
    private final List<String> notes;

    private EffectTerms(List<EffectTerm> terms, List<Symbol> symbols, List<String> notes) {
        this.terms = List.copyOf(terms);
        this.symbols = symbols;
        this.notes = notes;
    }

    static EffectTerms of(EffectData data) {
        List<List<EffectTerm>> byFeature = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int j = 0; j < data.x().features(); j++) {
            Symbol symbol = data.x().symbols().get(j);
            List<EffectTerm> of = new ArrayList<>();
            if (symbol.type() == ColumnType.CATEGORY) {
                for (String label : labels(data, j)) {
                    of.add(new EffectTerm(symbol.name(), Optional.of(label),
                            name(symbol.name() + "_" + label, names)));
                }
            } else {
                of.add(new EffectTerm(symbol.name(), Optional.empty(), name(symbol.name(), names)));
            }
            byFeature.add(of);
        }
        int smaller = Math.min(data.arm(true).length, data.arm(false).length);
        int most = Math.max(1, Math.min(MOST, smaller / UNITS_PER_TERM));
        shorten(byFeature, most);
        List<EffectTerm> all = byFeature.stream().flatMap(List::stream).toList();
        List<EffectTerm> kept = all.subList(0, Math.min(most, all.size()));
        List<String> notes = kept.size() == all.size() ? List.of() : List.of("left out of the regression, as it takes "
                + most + " terms at most with " + Numbers.grouped(smaller) + " units in the smaller arm: "
                + text(all.subList(most, all.size())));
        return new EffectTerms(kept, data.x().symbols(), notes).independent(data);
    }

    /** The labels with indicators, the most frequent first, those as frequent as each other in their order. */
    private static List<String> labels(EffectData data, int feature) {
        Symbol symbol = data.x().symbols().get(feature);
        int[][] counts = new int[2][symbol.labels().size()];
        double[] codes = data.x().columns()[feature];
        for (int i = 0; i < codes.length; i++) {
            counts[(int) data.treated()[i]][(int) codes[i]]++;
        }
        List<Integer> order = new ArrayList<>();
        long seen = 0;
        for (int code = 0; code < counts[0].length; code++) {
            seen += counts[0][code] + counts[1][code] > 0 ? 1 : 0;
            if (counts[0][code] >= LEAST && counts[1][code] >= LEAST) {
                order.add(code);
            }
        }
        order.sort(Comparator.comparingInt((Integer code) -> -counts[0][code] - counts[1][code])
                .thenComparing(Comparator.naturalOrder()));
        boolean reference = order.size() == seen && seen > 0 && seen <= MOST_LABELS + 1;
        List<Integer> kept = order.subList(reference ? 1 : 0, order.size());
        return kept.stream().limit(MOST_LABELS).map(symbol.labels()::get).toList();
    }

    private static void shorten(List<List<EffectTerm>> byFeature, int most) {
        int labels = MOST_LABELS;
        while (labels > 1 && byFeature.stream().mapToInt(List::size).sum() > most) {
            labels--;
            for (List<EffectTerm> of : byFeature) {
                of.subList(Math.min(labels, of.size()), of.size()).clear();
            }
        }
    }

    /** A name for a coefficient: lower-case letters, digits and underscores, each name once. */
    private static String name(String text, Set<String> taken) {
        String plain = "b_" + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String name = plain;
        for (int k = 2; !taken.add(name); k++) {
            name = plain + "_" + k;
        }
        return name;
    }

    private EffectTerms independent(EffectData data) {
        double[][] columns = columns(data.x());
        boolean[] out = new boolean[terms.size()];
        for (boolean arm : new boolean[] {false, true}) {
            int[] rows = data.arm(arm);
            double[][] basis = new double[terms.size()][];
            for (int j = 0; j < basis.length; j++) {
                double[] rest = centred(FeatureTable.take(columns[j], rows));
                double length = Math.sqrt(dot(rest, rest));
                for (int pass = 0; pass < 2; pass++) {
                    for (int k = 0; k < j; k++) {
                        subtract(rest, basis[k]);
                    }
                }
                double left = Math.sqrt(dot(rest, rest));
                out[j] |= !(left > NOTHING * length);
                basis[j] = out[j] ? new double[0] : scaled(rest, left);
            }
        }
        return without(out);
    }

    private EffectTerms without(boolean[] out) {
        List<EffectTerm> kept = new ArrayList<>();
        List<EffectTerm> said = new ArrayList<>();
        for (int j = 0; j < out.length; j++) {
            if (out[j]) {
                said.add(terms.get(j));
            } else {
                kept.add(terms.get(j));
            }
        }
        List<String> more = new ArrayList<>(notes);
        if (!said.isEmpty()) {
            more.add("left out of the regression, as they do not vary in one arm or follow from others there: "
                    + text(said));
        }
        return new EffectTerms(kept, symbols, List.copyOf(more));
    }

    private static double[] centred(double[] x) {
        double[] rest = x.clone();
        for (int pass = 0; pass < 2; pass++) {
            double mean = Lanes.sum(rest, rest.length) / rest.length;
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= mean;
            }
        }
        double largest = Arrays.stream(x).map(Math::abs).max().orElse(0);
        // A constant leaves rounding behind, which must not count as a direction.
        return Math.sqrt(dot(rest, rest) / rest.length) > NOTHING * largest ? rest : new double[rest.length];
    }

    private static double dot(double[] a, double[] b) {
        return Lanes.dot(a, b, 0, a.length);
    }

    private static void subtract(double[] from, double[] direction) {
        if (direction.length == 0) {
            return;
        }
        double part = dot(from, direction);
        for (int i = 0; i < from.length; i++) {
            from[i] -= part * direction[i];
        }
    }

    private static double[] scaled(double[] x, double length) {
        for (int i = 0; i < x.length; i++) {
            x[i] /= length;
        }
        return x;
    }

    private static String text(List<EffectTerm> some) {
        return Names.list(some.stream().map(EffectFormula::plain).toList());
    }

    List<EffectTerm> terms() {
        return terms;
    }

    int size() {
        return terms.size();
    }

    List<String> notes() {
        return notes;
    }

    /** The features that are read, each once. */
    List<String> features() {
        return terms.stream().map(EffectTerm::column).distinct().toList();
    }

    /** The terms' values for rows of a table that holds the features; labels are matched by text. */
    double[][] columns(FeatureTable x) {
        double[][] columns = new double[terms.size()][];
        for (int j = 0; j < columns.length; j++) {
            EffectTerm term = terms.get(j);
            int at = x.names().indexOf(term.column());
            double[] values = x.columns()[at];
            if (term.label().isPresent()) {
                double code = x.symbols().get(at).labels().indexOf(term.label().get());
                double[] flags = new double[values.length];
                for (int i = 0; i < flags.length; i++) {
                    flags[i] = values[i] == code ? 1 : 0;
                }
                values = flags;
            }
            columns[j] = values;
        }
        return columns;
    }

    /** Refuses a table that was not made of columns like those learned from. */
    void check(FeatureTable x) {
        for (String feature : features()) {
            Symbol known = symbols.stream().filter(symbol -> symbol.name().equals(feature)).findFirst().orElseThrow();
            int at = x.names().indexOf(feature);
            Symbol given = x.symbols().get(at);
            boolean category = known.type() == ColumnType.CATEGORY;
            if (category != (given.type() == ColumnType.CATEGORY)) {
                throw new InputException("feature " + Names.quote(feature) + " must be "
                        + (category ? "a category" : "a number or a flag") + ", as in the data learned from, got "
                        + given.type().id());
            }
            List<Boolean> learned = given.labels().stream().map(Set.copyOf(known.labels())::contains).toList();
            double[] values = x.columns()[at];
            for (int i = 0; i < values.length; i++) {
                if (Double.isNaN(values[i])) {
                    throw new InputException("feature " + Names.quote(feature)
                            + " must not be missing, got no value in row " + x.rowIds()[i]);
                }
                if (category && !learned.get((int) values[i])) {
                    throw new InputException(Names.unknown("value", given.labels().get((int) values[i]), known.labels())
                            + " (feature " + Names.quote(feature) + ", row " + x.rowIds()[i] + ")");
                }
            }
        }
    }
}

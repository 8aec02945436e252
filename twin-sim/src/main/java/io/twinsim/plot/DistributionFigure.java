package io.twinsim.plot;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an effect is distributed over units, with the intervals of its mean, each by its name.
 *
 * @param title the line above it
 * @param axis what the horizontal axis measures, with its unit
 * @param unit what is counted, in the plural, such as {@code twins}
 * @param bins where effects lie, ascending and next to each other, at least one
 * @param estimate the mean effect, in the unit of the axis
 * @param threshold the least effect worth having, if it is to be marked
 * @param intervals the intervals of the mean, the headline first; none is fine
 */
public record DistributionFigure(String title, String axis, String unit, List<Bin> bins, double estimate,
        OptionalDouble threshold, List<Span> intervals) implements Figure {

    /**
     * Units with effects in one range.
     *
     * @param from its lower border
     * @param to its upper border, above {@code from}
     * @param count units, at least 0
     */
    public record Bin(double from, double to, long count) {

        /** Checks borders and count. */
        public Bin {
            Checks.finite(from, "from");
            Checks.finite(to, "to");
            Checks.atLeast(0, count, "count");
            if (!(from < to)) {
                throw Checks.refuse("from", "be below to (" + Numbers.shortest(to) + ")", from, null);
            }
        }

        @Override
        public String toString() {
            return "Bin[" + FigureChecks.range(from, to) + ": " + Numbers.grouped(count) + "]";
        }
    }

    /**
     * One interval.
     *
     * @param name what it covers and how often, such as {@code total 95 %}
     * @param lower its lower limit, in the unit of the axis
     * @param upper its upper limit, at least {@code lower}
     */
    public record Span(String name, double lower, double upper) {

        /** Checks name and order. */
        public Span {
            FigureChecks.named(name, "name");
            FigureChecks.ordered(lower, upper);
        }

        @Override
        public String toString() {
            return Lines.one("Span[" + Lines.cut(name, 40) + " " + FigureChecks.range(lower, upper) + "]");
        }
    }

    /** Checks that bins are next to each other and all numbers finite. */
    public DistributionFigure {
        FigureChecks.named(title, "title");
        FigureChecks.named(axis, "axis");
        FigureChecks.named(unit, "unit");
        bins = FigureChecks.some(bins, "bins");
        for (int i = 1; i < bins.size(); i++) {
            if (bins.get(i).from != bins.get(i - 1).to) {
                throw Checks.refuse("from", "be the border of the bin before (" + Numbers.shortest(bins.get(i - 1).to)
                        + ")", bins.get(i).from, null);
            }
        }
        Checks.finite(estimate, "estimate");
        FigureChecks.finite(threshold, "threshold");
        intervals = List.copyOf(Checks.notNull(intervals, "intervals"));
    }

    /**
     * All units.
     *
     * @return the sum of the counts
     */
    public long count() {
        return bins.stream().mapToLong(Bin::count).sum();
    }

    /** The mean, its intervals and the threshold. */
    @Override
    public String text() {
        StringBuilder text = new StringBuilder("mean ").append(Numbers.signed(estimate, decimals()));
        intervals.forEach(span -> text.append("; ").append(span.name).append(' ')
                .append(Numbers.fixed(span.lower, decimals())).append(" to ")
                .append(Numbers.fixed(span.upper, decimals())));
        threshold.ifPresent(value -> text.append("; threshold ").append(Numbers.significant(value, 4)));
        return text.append("; ").append(Numbers.grouped(count())).append(' ').append(unit).append(" from ")
                .append(Numbers.significant(bins.get(0).from, 3)).append(" to ")
                .append(Numbers.significant(bins.get(bins.size() - 1).to, 3)).toString();
    }

    /**
     * The decimals that mean and intervals deserve.
     *
     * @return three digits of half the width of the headline interval, or of the bins together if it has none; at most
     *         6
     */
    public int decimals() {
        double half = intervals.isEmpty() ? 0 : (intervals.get(0).upper - intervals.get(0).lower) / 2;
        double spread = half > 0 ? half : (bins.get(bins.size() - 1).to - bins.get(0).from) / 2;
        return Math.min(6, Numbers.decimals(spread));
    }

    /** One line: the title and the number of bins. */
    @Override
    public String toString() {
        return FigureChecks.line("DistributionFigure", title, bins.size(), "bin");
    }
}

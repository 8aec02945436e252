package io.twinsim.learn;

import io.twinsim.internal.math.Ranks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Discrete columns whose values are intervals of a number. Each value has one interval; up to two more cuts are
 * believed if every interval then has 20 rows. Equal numbers must have equal values. The cuts are readable numbers
 * between the neighbours, so a cut says no more than the data do.
 */
final class FunctionalIntervals {

    private static final int MORE = 2;
    private static final int SOLID = 20;
    private static final int MOST = 40;
    private static final int GLANCE = 500;

    private final StructureTable table;
    private final List<String> numbers;
    private final List<String> targets;

    FunctionalIntervals(StructureTable table) {
        this.table = table;
        this.numbers = table.of(ColumnProfile.Role.NUMERIC);
        this.targets = table.of(ColumnProfile.Role.DISCRETE);
    }

    /** A stretch of a number's order in which a column has one value. */
    private record Run(int level, double first, double last, int count) {
    }

    private record Found(String source, List<Run> runs, int rows) {
    }

    void find(FunctionalSearch search) {
        List<String> open = targets.stream().filter(target -> !search.follows(target)).toList();
        List<List<Found>> found = new ArrayList<>();
        open.forEach(target -> found.add(new ArrayList<>()));
        for (String source : open.isEmpty() ? List.<String>of() : numbers) {
            double[] x = table.values(source);
            int[] glance = order(x, 1 + x.length / GLANCE);
            boolean[] likely = new boolean[open.size()];
            boolean any = false;
            for (int t = 0; t < likely.length; t++) {
                int[] codes = table.codes(open.get(t));
                likely[t] = !runs(x, glance, open.get(t)).isEmpty() || IntStream.of(glance).allMatch(i -> codes[i] < 0);
                any |= likely[t];
            }
            int[] order = any ? order(x, 1) : glance;
            for (int t = 0; t < open.size(); t++) {
                List<Run> runs = likely[t] ? runs(x, order, open.get(t)) : List.of();
                int rows = runs.stream().mapToInt(Run::count).sum();
                if (tested(open.get(t), runs, rows)) {
                    found.get(t).add(new Found(source, runs, rows));
                }
            }
        }
        for (int t = 0; t < open.size(); t++) {
            String target = open.get(t);
            found.get(t).stream().sorted(Comparator.comparingInt((Found one) -> one.runs().size())
                            .thenComparing(one -> search.follows(one.source())))
                    .anyMatch(one -> search.take(dependency(target, one)));
        }
    }

    /** Every so many rows, as far as they have the number, in its order. */
    private static int[] order(double[] x, int step) {
        int[] known = IntStream.range(0, x.length).filter(i -> i % step == 0 && !Double.isNaN(x[i])).toArray();
        double[] present = IntStream.of(known).mapToDouble(i -> x[i]).toArray();
        return IntStream.of(Ranks.order(present)).map(i -> known[i]).toArray();
    }

    /** The runs of values in the number's order; none if equal numbers have different values or there are too many. */
    private List<Run> runs(double[] x, int[] order, String target) {
        int[] codes = table.codes(target);
        int most = Math.min(MOST, table.profile(target).levels().size() + MORE);
        List<Run> runs = new ArrayList<>();
        int level = -1;
        double first = 0;
        double last = 0;
        int count = 0;
        for (int i : order) {
            int code = codes[i];
            if (code < 0) {
                continue;
            }
            if (code != level) {
                if (count > 0) {
                    runs.add(new Run(level, first, last, count));
                }
                if (count > 0 && x[i] == last || runs.size() >= most) {
                    return List.of();
                }
                level = code;
                first = x[i];
                count = 0;
            }
            last = x[i];
            count++;
        }
        if (count > 0) {
            runs.add(new Run(level, first, last, count));
        }
        return runs;
    }

    private boolean tested(String target, List<Run> runs, int rows) {
        ColumnProfile profile = table.profile(target);
        int levels = profile.levels().size();
        boolean all = runs.stream().mapToInt(Run::level).distinct().count() == levels;
        if (!all || 2 * rows < profile.rows() - profile.missing()
                || runs.size() > levels && runs.stream().anyMatch(run -> run.count() < SOLID)) {
            return false;
        }
        FunctionalSupport support = new FunctionalSupport(levels, (double) numbers.size() * targets.size());
        runs.forEach(run -> support.group(run.level(), run.count()));
        support.cuts(runs.size() - levels);
        return support.enough();
    }

    private FunctionalDependency dependency(String target, Found found) {
        return new FunctionalDependency(target, List.of(found.source()), FunctionalDependency.Kind.INTERVALS,
                StructureText.pretty(formula(target, found)), table.profile(target).type(), found.rows());
    }

    private String formula(String target, Found found) {
        ColumnProfile profile = table.profile(target);
        List<Run> runs = found.runs();
        String x = StructureText.name(found.source());
        double[] values = profile.levels().stream().mapToDouble(ColumnProfile.Level::value).toArray();
        String[] cuts = IntStream.range(1, runs.size())
                .mapToObj(r -> StructureText.number(FunctionalText.cut(runs.get(r - 1).last(), runs.get(r).first())))
                .toArray(String[]::new);
        if (FunctionalText.binary(profile, values) && runs.size() <= 3) {
            boolean high = runs.get(runs.size() - 1).level() == 1;
            return FunctionalText.chosen(profile, runs.size() == 2 ? x + (high ? " >= " : " < ") + cuts[0]
                    : high ? x + " < " + cuts[0] + " or " + x + " >= " + cuts[1]
                    : x + " >= " + cuts[0] + " and " + x + " < " + cuts[1]);
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < runs.size(); r++) {
            int level = runs.get(r).level();
            String value = FunctionalText.value(profile, values[level], level);
            text.append(r < cuts.length ? "if(" + x + " < " + cuts[r] + ", " + value + ", " : value);
        }
        return text.append(")".repeat(cuts.length)).toString();
    }
}

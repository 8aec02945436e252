package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Numbers;
import io.twinsim.learn.CopulaSolver.Joined;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns the variables of a world from columns of data: what follows from what, the tables of discrete columns, the
 * distributions of numbers within cells of these, and the correlations of what the cells leave unexplained.
 */
final class WorldLearning {

    /** Cells of one number, where there are rows enough. */
    private static final int MOST_CELLS = 32;
    /** Six decimals of larger numbers are beyond a double. */
    private static final double LARGEST = 1e9;
    /** Up to four decimals are how numbers are written, not chance. */
    private static final long MOST_UNITS = 10_000;

    private final WorldSettings settings;
    private final StructureTable table;
    private final Structure structure;
    private final Map<String, WorldVariable> variables = new LinkedHashMap<>();
    private final List<Joined> joined = new ArrayList<>();
    private WorldCorrelations correlations = WorldCorrelations.NONE;

    private WorldLearning(Population data, List<String> columns, WorldSettings settings) {
        this.settings = settings;
        this.structure = Structure.of(data, columns, StructureSettings.of());
        WorldRun.requireValues(structure);
        this.table = structure.table();
        Map<String, WorldVariable> found = new LinkedHashMap<>();
        structure.network().nodes().forEach(node -> found.put(node.column(), discrete(node)));
        numbers(found);
        structure.dependencies().stream().filter(one -> !found.containsKey(one.column()))
                .forEach(one -> found.put(one.column(), dependent(one)));
        for (String column : columns) {
            if (found.containsKey(column)) {
                variables.put(column, found.get(column));
            }
        }
    }

    /** Learns the named columns, which need at least one row. */
    static WorldLearning of(Population data, List<String> columns, WorldSettings settings) {
        WorldLearning learning = new WorldLearning(data, columns, settings);
        learning.correlations = WorldCorrelations.solve(learning.variables(), learning.joined, settings);
        return learning;
    }

    /** In the order of the columns. */
    List<WorldVariable> variables() {
        return List.copyOf(variables.values());
    }

    WorldCorrelations correlations() {
        return correlations;
    }

    Structure structure() {
        return structure;
    }

    private WorldVariable discrete(DiscreteNode node) {
        ColumnProfile profile = structure.profile(node.column());
        boolean ordered = settings.ordered().containsKey(node.column());
        if (node.drawn() && profile.role() == ColumnProfile.Role.DISCRETE
                && (ordered || profile.type() != ColumnType.CATEGORY) && Expr.parse(node.formula()).ownDraws() == 1) {
            joined.add(new Joined(node.column(), table.values(node.column()), CopulaScores.of(
                    table.values(node.column()), cells(node.parents()), cellCount(node.parents())), node.parents()));
        }
        String given = node.parents().isEmpty() ? ""
                : (node.drawn() ? "; depends on " : "; follows from ") + String.join(", ", node.parents());
        return variable(profile, node.drawn(), node.formula(), node.type(), ordered && node.drawn(), given);
    }

    private static WorldVariable variable(ColumnProfile profile, boolean drawn, String formula, ColumnType type,
            boolean ordered, String more) {
        return new WorldVariable(profile.column(), drawn, formula, type, profile.lower(), profile.upper(),
                profile.missing() > 0, ordered, profile + more);
    }

    private WorldVariable dependent(FunctionalDependency one) {
        ColumnProfile profile = structure.profile(one.column());
        boolean tidy = one.kind() == FunctionalDependency.Kind.ARITHMETIC && one.type() == ColumnType.REAL
                && !one.formula().startsWith("round(") && isDecimal(table.values(one.column()), MOST_UNITS);
        String formula = tidy ? "round(1e6 * (" + one.formula() + ")) / 1e6" : one.formula();
        return variable(profile, false, formula, one.type(), false,
                "; follows from " + String.join(", ", one.sources()) + " in all rows");
    }

    /** Whether values are whole numbers of hundredths, say, as written: rounding to these leaves them as they are. */
    private static boolean isDecimal(double[] values, double unit) {
        for (double value : values) {
            if (!Double.isNaN(value) && !(Math.abs(value) < LARGEST && Math.rint(value * unit) / unit == value)) {
                return false;
            }
        }
        return true;
    }

    /** The combination of the levels of some columns in each row; -1 where one is missing. */
    private int[] cells(List<String> parents) {
        int[] cell = new int[table.rows()];
        for (String parent : parents) {
            int[] codes = table.codes(parent);
            int levels = table.profile(parent).levels().size();
            for (int i = 0; i < cell.length; i++) {
                cell[i] = cell[i] < 0 || codes[i] < 0 ? -1 : cell[i] * levels + codes[i];
            }
        }
        return cell;
    }

    private int cellCount(List<String> parents) {
        return parents.stream().mapToInt(parent -> table.profile(parent).levels().size()).reduce(1, (a, b) -> a * b);
    }

    private void numbers(Map<String, WorldVariable> found) {
        List<String> numeric = structure.numeric();
        List<NumericFactor> factors = structure.network().nodes().stream()
                .filter(node -> structure.profile(node.column()).role() == ColumnProfile.Role.DISCRETE)
                .map(node -> NumericFactor.of(table, node.column())).toList();
        List<String> ordered = joined.stream().map(Joined::name).toList();
        WorldVariable[] made = new WorldVariable[numeric.size()];
        Joined[] left = new Joined[numeric.size()];
        Tiles.run(settings.threads(), null, made.length, StopSignal.NEVER, tile -> {
            int k = (int) tile;
            double[] values = table.values(numeric.get(k));
            double[] scores = scores(values);
            NumericTree tree = NumericTree.of(scores, factors.stream()
                    .filter(factor -> !ordered.contains(factor.column())
                    || !NumericTrend.isEnough(values, factor)).toList(), MOST_CELLS);
            made[k] = number(structure.profile(numeric.get(k)), values, tree);
            left[k] = new Joined(numeric.get(k), values, CopulaScores.of(values, tree.cellOfRow(), tree.cells()),
                    tree.parents().stream().filter(one -> table.profile(one).levels().size() == 2).toList());
        });
        for (int k = 0; k < made.length; k++) {
            found.put(numeric.get(k), made[k]);
            joined.add(left[k]);
        }
    }

    /** Normal scores of the known values; NaN for the others. */
    private static double[] scores(double[] values) {
        double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        double[] scores = Ranks.normalScores(known);
        double[] out = new double[values.length];
        int next = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.isNaN(values[i]) ? Double.NaN : scores[next++];
        }
        return out;
    }

    private WorldVariable number(ColumnProfile profile, double[] values, NumericTree tree) {
        List<double[]> cells = new ArrayList<>();
        for (int c = 0; c < tree.cells(); c++) {
            cells.add(Arrays.stream(tree.rows(c)).mapToDouble(row -> values[row]).toArray());
        }
        List<MarginalFit> free = MarginalFit.within(profile.column(), profile.type(), cells);
        List<MarginalFit> fits = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            fits.add(MarginalBounds.of(free.get(c), cells.get(c), profile.lower(), profile.upper()));
        }
        String formula = decimals(profile, values, tree.formula(fits.stream().map(MarginalFit::formula).toList()));
        MarginalFit worst = fits.get(0);
        for (MarginalFit fit : fits) {
            worst = fit.distance() > worst.distance() ? fit : worst;
        }
        String given = tree.parents().isEmpty() ? "" : "; depends on " + String.join(", ", tree.parents()) + " ("
                + tree.cells() + " cells)";
        return variable(profile, true, formula, profile.type(), false, given + "; " + worst.chosen()
                + ", distance to the data "
                + (fits.size() > 1 ? "at most " : "") + Numbers.significant(worst.distance(), 2))
                .withRange(fits.stream().mapToDouble(MarginalFit::lower).min().orElse(profile.lower()),
                fits.stream().mapToDouble(MarginalFit::upper).max().orElse(profile.upper()));
    }

    /** Draws with as many decimals as the data have, if those are few and not all draws are constants. */
    private static String decimals(ColumnProfile profile, double[] values, String formula) {
        boolean constants = !formula.matches("(?s).*(empirical|truncated|uniform)\\(.*");
        if (profile.type() != ColumnType.REAL || constants || isDecimal(values, 1)) {
            return formula;
        }
        for (long unit = 10; unit <= MOST_UNITS; unit *= 10) {
            if (isDecimal(values, unit)) {
                return "round(" + unit + " * (" + formula + ")) / " + unit;
            }
        }
        return formula;
    }
}

package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The units that a resampling draws again, cell by cell: the rows or clusters of each stratum of each arm.
 *
 * @param arms the units of each arm
 * @param ordinary whether it is n of n rows within whole arms
 */
record UnitCells(List<Units> arms, boolean ordinary) {

    private static final Set<IntervalMethod> STRUCTURED = EnumSet.of(IntervalMethod.AUTO,
            IntervalMethod.BOOTSTRAP_NORMAL, IntervalMethod.BASIC, IntervalMethod.PERCENTILE, IntervalMethod.EXPANDED,
            IntervalMethod.BCA);

    /**
     * The units of a statistic.
     *
     * @throws InputException if strata or clusters do not fit its rows
     */
    static UnitCells of(Resampling resampling, Statistic statistic) {
        return of(resampling, statistic instanceof MeansStatistic made ? MeansStatistic.rows(made.arms())
                : new int[] {Math.toIntExact(statistic.n())});
    }

    static UnitCells of(Resampling resampling, int... rows) {
        List<Units> arms = new ArrayList<>();
        for (int arm = 0; arm < rows.length; arm++) {
            arms.add(resampling.units(rows[arm], arm, rows.length));
        }
        return new UnitCells(List.copyOf(arms), resampling.equals(Resampling.multinomial()));
    }

    /** Whether single rows are drawn within whole arms. */
    boolean single() {
        return arms.stream().allMatch(arm -> arm.unitOfRow().length == 0);
    }

    /** Refuses methods that know nothing of strata and clusters. */
    void require(IntervalMethod method, StatisticKind kind) {
        if (single() || STRUCTURED.contains(method)) {
            return;
        }
        throw new InputException("method " + method.id() + " does not serve resampling within strata or by cluster; "
                + "allowed: " + Names.list(
                        STRUCTURED.stream().filter(one -> one.serves(kind)).map(IntervalMethod::id).toList()));
    }

    /** The influence values of the rows of one arm, joined by unit. */
    List<Influence.Cell> cells(int arm, double[] values) {
        Units units = arms.get(arm);
        if (units.unitOfRow().length == 0) {
            return List.of(Influence.Cell.of(values));
        }
        double[] totals = units.totals(values);
        List<Influence.Cell> cells = new ArrayList<>();
        for (int h = 0; h < units.strata(); h++) {
            double[] own = Arrays.copyOfRange(totals, units.bounds()[h], units.bounds()[h + 1]);
            double scale = (double) own.length / units.rows();
            for (int u = 0; u < own.length; u++) {
                own[u] *= scale;
            }
            cells.add(Influence.Cell.of(own));
        }
        return cells;
    }

    /**
     * Weights of rows with one unit of a one-sample statistic left out; the others of its stratum make up for it.
     *
     * @param unit the unit, in a stratum of at least 2
     * @param stratum its stratum
     */
    double[] without(int unit, int stratum) {
        Units units = arms.get(0);
        int from = units.bounds()[stratum];
        int to = units.bounds()[stratum + 1];
        double more = (to - from) / (to - from - 1.0);
        double[] weights = new double[units.rows()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int own = units.unitOfRow().length == 0 ? i : units.unitOfRow()[i];
            weights[i] = own == unit ? 0 : own >= from && own < to ? more : 1;
            sum += weights[i];
        }
        for (int i = 0; units.clustered() && i < weights.length; i++) {
            weights[i] *= weights.length / sum;
        }
        return weights;
    }

    /** Tail of the expanded percentile interval of a statistic without a formula for its standard error. */
    double expanded(double level) {
        double free = 0;
        double all = 0;
        for (Units arm : arms) {
            all += arm.count();
            free += arm.count() - arm.strata();
        }
        return Math.sqrt(all / Math.max(1, free)) * StudentT.quantile((1 - level) / 2, Math.max(1, free));
    }
}

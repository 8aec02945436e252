package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Influence values by leaving out one unit of its n at a time, {@code l = (n - 1)(t - t')}, the others of its stratum
 * making up for it. As R's boot does, their mean is not taken off (Davison and Hinkley 1997, equation 2.42).
 *
 * <p>Functions of means cost one evaluation per unit, {@code O(n k)} in all. Functions of weights read every row for
 * every unit, which is quadratic, and are refused above 10,000 units.
 */
final class Jackknife {

    private static final int MAX_UNITS = 10_000;

    private Jackknife() {
    }

    /** The skewness constant of BCa; of a mean and a difference of means in closed form. */
    static double acceleration(Statistic statistic, Resampling resampling) {
        UnitCells cells = UnitCells.of(resampling, statistic);
        if (statistic instanceof WeightsStatistic made) {
            return ofWeights(made, cells).acceleration();
        }
        MeansStatistic made = (MeansStatistic) statistic;
        return made.function().linear() ? made.influence(resampling).acceleration()
                : ofMeans(made, cells).acceleration();
    }

    private static Influence ofWeights(WeightsStatistic statistic, UnitCells cells) {
        Units units = cells.arms().get(0);
        if (units.count() > MAX_UNITS) {
            throw new InputException("bca of a function of weights needs a jackknife of at most "
                    + Numbers.grouped(MAX_UNITS) + " units, got " + Numbers.grouped(units.count())
                    + "; use percentile, or state the statistic as a function of means");
        }
        List<Influence.Cell> made = new ArrayList<>();
        for (int h = 0; h < units.strata(); h++) {
            int stratum = h;
            made.add(cell(units, h, statistic.name(),
                    unit -> statistic.function().value(cells.without(unit, stratum)) - statistic.value()));
        }
        return new Influence(List.copyOf(made));
    }

    private static Influence ofMeans(MeansStatistic statistic, UnitCells cells) {
        List<Influence.Cell> made = new ArrayList<>();
        double[] d = new double[statistic.terms().size()];
        int offset = 0;
        for (int arm = 0; arm < cells.arms().size(); arm++) {
            Units units = cells.arms().get(arm);
            int first = offset;
            LeftOut[] terms = statistic.arms().get(arm).stream().map(term -> LeftOut.of(units, term))
                    .toArray(LeftOut[]::new);
            double[] sizes = units.clustered() ? units.sizes() : new double[0];
            for (int h = 0; h < units.strata(); h++) {
                LeftOut size = LeftOut.stratum(units, sizes, h);
                LeftOut[] own = new LeftOut[terms.length];
                for (int j = 0; j < own.length; j++) {
                    own[j] = LeftOut.stratum(units, terms[j].totals, h);
                }
                made.add(cell(units, h, statistic.name(), unit -> {
                    double rows = units.rows() + size.change(unit);
                    for (int j = 0; j < own.length; j++) {
                        d[first + j] = own[j].change(unit) / rows;
                    }
                    return statistic.function().change(d);
                }));
            }
            Arrays.fill(d, 0);
            offset += terms.length;
        }
        return new Influence(List.copyOf(made));
    }

    /** A sum over units, and what becomes of it when one of a stratum is left out. */
    private record LeftOut(double[] totals, double sum, int count) {

        /** Deviations of a term from its mean, by unit. */
        static LeftOut of(Units units, Sample term) {
            double mean = Sample.mean(term.moments());
            double[] deviations = new double[term.size()];
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] = term.values()[i] - mean;
            }
            return new LeftOut(units.totals(deviations), 0, 0);
        }

        static LeftOut stratum(Units units, double[] totals, int h) {
            double sum = 0;
            for (int u = units.bounds()[h]; totals.length > 0 && u < units.bounds()[h + 1]; u++) {
                sum += totals[u];
            }
            return new LeftOut(totals, sum, units.bounds()[h + 1] - units.bounds()[h]);
        }

        double change(int unit) {
            return totals.length == 0 ? 0 : (sum - totals[unit]) * count / (count - 1.0) - sum;
        }
    }

    private static Influence.Cell cell(Units units, int h, String name, IntToDoubleFunction change) {
        int from = units.bounds()[h];
        int count = units.bounds()[h + 1] - from;
        double squares = 0;
        double cubes = 0;
        for (int u = 0; count > 1 && u < count; u++) {
            double changed = change.applyAsDouble(from + u);
            if (!(Math.abs(changed) <= Double.MAX_VALUE)) {
                throw new InputException("bca is undefined: so is the " + name + " without unit " + (from + u)
                        + "; use percentile");
            }
            double influence = -(count - 1) * changed;
            squares += influence * influence;
            cubes += influence * influence * influence;
        }
        return new Influence.Cell(count, squares, cubes);
    }
}

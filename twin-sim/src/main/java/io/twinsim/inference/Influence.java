package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * The first-order expansion of a statistic: how much each resampled unit moves it. Units are rows, or clusters of rows;
 * they are drawn again within cells, the arms or their strata.
 *
 * @param cells the influence values of each cell
 */
record Influence(List<Cell> cells) {

    /**
     * The influence values of the units of one cell, {@code n} of them with the power sums of their deviations: a unit
     * of influence l moves the statistic by l / n.
     */
    record Cell(long n, double m2, double m3) {

        static Cell of(double... values) {
            // The same bits; strata may be many and small, and Moments.of makes room for a whole block.
            return of(values.length <= Blocks.ROWS ? Moments.ofBlock(values, 0, values.length) : Moments.of(values), 1);
        }

        static Cell of(Moments moments, double sign) {
            boolean constant = moments.min() == moments.max();
            return new Cell(moments.n(), constant ? 0 : moments.m2(), constant ? 0 : sign * moments.m3());
        }

        /** The squared standard error by formula, with n - 1 for n. */
        double squaredError() {
            return m2 > 0 ? m2 / n / (n - 1) : 0;
        }
    }

    static Influence of(List<List<Sample>> arms, SmoothFunction function, double[] gradient, UnitCells units) {
        List<Cell> cells = new ArrayList<>();
        int offset = 0;
        for (int arm = 0; arm < arms.size(); arm++) {
            List<Sample> terms = arms.get(arm);
            if (function.linear() && units.single()) {
                cells.add(Cell.of(terms.get(0).moments(), gradient[offset]));
            } else {
                cells.addAll(units.cells(arm, values(terms, gradient, offset)));
            }
            offset += terms.size();
        }
        return new Influence(List.copyOf(cells));
    }

    /** The influence of each row on the statistic, as if its arm were all of the data. */
    static double[] values(List<Sample> terms, double[] gradient, int offset) {
        double[] out = new double[terms.get(0).size()];
        for (int j = 0; j < terms.size(); j++) {
            double[] values = terms.get(j).values();
            double mean = Sample.mean(terms.get(j).moments());
            double slope = gradient[offset + j];
            for (int i = 0; i < out.length; i++) {
                out[i] += slope * (values[i] - mean);
            }
        }
        return out;
    }

    /** The standard error of resampling, {@code sqrt(sum (l/n)^2)}. */
    double resampledError() {
        double sum = 0;
        for (Cell cell : cells) {
            sum += cell.m2 / cell.n / cell.n;
        }
        return Math.sqrt(sum);
    }

    /** The standard error by formula, unbiased in each cell. */
    double formulaError() {
        double sum = 0;
        for (Cell cell : cells) {
            sum += cell.squaredError();
        }
        return Math.sqrt(sum);
    }

    /** Satterthwaite's degrees of freedom. */
    double df() {
        if (cells.size() == 1) {
            return cells.get(0).n - 1.0;
        }
        double sum = 0;
        double spread = 0;
        for (Cell cell : cells) {
            double squared = cell.squaredError();
            sum += squared;
            spread += squared > 0 ? squared * squared / (cell.n - 1) : 0;
        }
        return spread > 0 ? sum * sum / spread : 1;
    }

    /**
     * The acceleration of BCa and ABC, {@code sum (l/n)^3 / (6 (sum (l/n)^2)^(3/2))}, each influence value divided by
     * the size of its own arm (Davison and Hinkley 1997, equation 5.27).
     */
    double acceleration() {
        if (cells.size() == 1) {
            Cell only = cells.get(0);
            return only.m3 / (6 * only.m2 * Math.sqrt(only.m2));
        }
        double squares = 0;
        double cubes = 0;
        for (Cell cell : cells) {
            squares += cell.m2 / cell.n / cell.n;
            cubes += cell.m3 / cell.n / cell.n / cell.n;
        }
        return cubes / (6 * squares * Math.sqrt(squares));
    }
}

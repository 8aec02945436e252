package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Distribution;
import io.twinsim.random.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the draws of one column, for one cell or for several that must be alike. */
final class MarginalChoice {

    /** A family is near enough if its distance is no more beyond the allowance. */
    private static final double NEAR = 0.02;
    /** For few values, which constants describe exactly. */
    private static final double NEAR_LEVELS = 0.005;
    private static final double KNOTS = 0.004;
    private static final int LEVELS = 25;
    /** A value is an atom from this share and this count on. */
    private static final double ATOM = 0.01;
    private static final int ATOM_COUNT = 5;
    /** Real values are levels if each stands for so many rows. */
    private static final int ROWS_PER_LEVEL = 5;
    private static final double ROUNDING = 1e-4;

    private final String column;
    private final ColumnType type;
    private final List<LikelihoodSample> cells;
    private final boolean whole;
    private final boolean levels;
    /** The rows of all cells. */
    private final long rows;

    private MarginalChoice(String column, ColumnType type, List<LikelihoodSample> cells) {
        this.column = column;
        this.type = type;
        this.cells = cells;
        whole = type != ColumnType.REAL;
        boolean few = true;
        for (LikelihoodSample cell : cells) {
            few &= cell.distinct() <= LEVELS && (whole || cell.distinct() * ROWS_PER_LEVEL <= cell.n());
        }
        levels = few;
        rows = cells.stream().mapToLong(LikelihoodSample::n).sum();
    }

    static List<MarginalFit> of(String column, ColumnType type, List<LikelihoodSample> cells) {
        return new MarginalChoice(column, type, cells).choose();
    }

    private List<MarginalFit> choose() {
        MarginalSupport support = support();
        if (support == MarginalSupport.POINT || support == MarginalSupport.BINARY) {
            return byThemselves(List.of());
        }
        List<List<FittedFamily>> tried = new ArrayList<>();
        List<MarginalFit> kept = compete(support, tried);
        if (kept == null && support.bounded() != support) {
            kept = compete(support.bounded(), tried);
        }
        return kept == null ? byThemselves(tried) : kept;
    }

    /** The narrowest class that holds every cell; cells of one value bind nobody. */
    private MarginalSupport support() {
        MarginalSupport widest = MarginalSupport.POINT;
        for (LikelihoodSample cell : cells) {
            MarginalSupport of = MarginalSupport.of(cell, whole);
            widest = of == MarginalSupport.POINT ? widest : widest.compareTo(of) > 0 ? widest : of;
        }
        return widest;
    }

    /** The family with the least sum of AICc, if it is near enough in every cell; what was tried is noted. */
    private @Nullable List<MarginalFit> compete(MarginalSupport support, List<List<FittedFamily>> tried) {
        List<LikelihoodSample> varying = cells.stream().filter(cell -> cell.distinct() > 1).toList();
        List<Family> families = support.families(varying);
        double[] sums = new double[families.size()];
        for (int c = 0; c < cells.size(); c++) {
            if (tried.size() <= c) {
                tried.add(new ArrayList<>());
            }
            if (cells.get(c).distinct() > 1) {
                List<FittedFamily> fits = MaximumLikelihood.compete(families, cells.get(c));
                tried.get(c).addAll(fits);
                for (int k = 0; k < sums.length; k++) {
                    FittedFamily fit = of(families.get(k), fits);
                    sums[k] += fit.converged() ? fit.aicc() : Double.POSITIVE_INFINITY;
                }
            }
        }
        int best = 0;
        for (int k = 1; k < sums.length; k++) {
            best = sums[k] < sums[best] ? k : best;
        }
        return sums[best] < Double.POSITIVE_INFINITY ? kept(families.get(best), tried) : null;
    }

    private static FittedFamily of(Family family, List<FittedFamily> fits) {
        return fits.stream().filter(fit -> fit.family() == family).findFirst().orElseThrow();
    }

    private @Nullable List<MarginalFit> kept(Family family, List<List<FittedFamily>> tried) {
        List<MarginalFit> kept = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            LikelihoodSample cell = cells.get(c);
            if (cell.distinct() == 1) {
                kept.add(constant(cell));
                continue;
            }
            FittedFamily fit = of(family, tried.get(c));
            if (fit.distance() - MarginalFit.allowance(cell.n()) > (levels ? NEAR_LEVELS : NEAR)) {
                return null;
            }
            kept.add(MarginalFit.of(column, type, cell, written(fit, cell), family.id(), tried.get(c), List.of()));
        }
        return kept;
    }

    /** The draw with as few digits, from six on, as leave the distance as it is. */
    private static KnotsPiece written(FittedFamily fit, LikelihoodSample cell) {
        for (int digits = 6;; digits += 2) {
            int used = Math.min(17, digits);
            double[] rounded = fit.parameters();
            for (int k = 0; k < rounded.length; k++) {
                rounded[k] = KnotsText.rounded(rounded[k], used);
            }
            if (fit.family() == Family.UNIFORM) {
                rounded[0] = KnotsText.least(fit.parameters()[0], used);
                rounded[1] = KnotsText.greatest(fit.parameters()[1], used);
            }
            double[] parameters = fit.family() == Family.UNIFORM_INT ? fit.parameters() : rounded;
            Distribution distribution = fit.family().bindOnce(parameters);
            if (used == 17 || LikelihoodDistance.of(cell, distribution) <= fit.distance() + ROUNDING) {
                return new KnotsPiece(cell.n(), distribution,
                        KnotsText.family(fit.family(), parameters, 17));
            }
        }
    }

    private List<MarginalFit> byThemselves(List<List<FittedFamily>> tried) {
        List<MarginalFit> fits = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            LikelihoodSample cell = cells.get(c);
            List<FittedFamily> families = tried.isEmpty() ? List.of() : tried.get(c);
            List<String> notes = families.isEmpty() || levels ? List.of()
                    : List.of("no family is near enough; the nearest is " + nearest(families));
            if (cell.distinct() == 1) {
                fits.add(constant(cell));
            } else if (levels) {
                boolean binary = whole && cell.min() == 0 && cell.max() == 1;
                fits.add(MarginalFit.of(column, type, cell, binary ? bernoulli(cell) : levels(cell),
                        binary ? "bernoulli" : "levels", families, notes));
            } else {
                fits.add(MarginalFit.of(column, type, cell, knots(cell, whole, rows), "knots", families, notes));
            }
        }
        return fits;
    }

    private static String nearest(List<FittedFamily> families) {
        FittedFamily nearest = families.get(0);
        for (FittedFamily family : families) {
            nearest = family.distance() < nearest.distance() ? family : nearest;
        }
        return nearest.family().id() + " (D " + Numbers.significant(nearest.distance(), 2) + ")";
    }

    private MarginalFit constant(LikelihoodSample cell) {
        KnotsPiece point = type == ColumnType.FLAG ? bernoulli(cell) : KnotsPiece.constant(cell.n(), cell.min());
        String why = cell.n() == 1 ? "one row: a constant" : "the same value in every row: a constant";
        return MarginalFit.of(column, type, cell, point, "constant", List.of(), List.of(why));
    }

    private static KnotsPiece bernoulli(LikelihoodSample cell) {
        double p = KnotsText.rounded(cell.mean(), 6);
        return new KnotsPiece(cell.n(), Family.BERNOULLI.bind(p), "bernoulli(" + KnotsText.exact(p) + ")");
    }

    private static KnotsPiece levels(LikelihoodSample cell) {
        List<KnotsPiece> pieces = new ArrayList<>();
        for (int k = 0; k < cell.distinct(); k++) {
            pieces.add(KnotsPiece.constant((long) cell.count(k), cell.value(k)));
        }
        return KnotsPiece.join(pieces);
    }

    /** Knots for values that are alone. */
    static KnotsPiece knots(ColumnType type, LikelihoodSample sample) {
        return knots(sample, type != ColumnType.REAL, sample.n());
    }

    /** Sampling allows what it allows in all rows of the column: what the cells are off by adds up. */
    private static KnotsPiece knots(LikelihoodSample cell, boolean whole, long rows) {
        if (whole) {
            return KnotsPiece.join(KnotsWhole.of(cell));
        }
        List<KnotsPiece> pieces = new ArrayList<>();
        double[] rest = new double[Math.toIntExact(cell.n())];
        int used = 0;
        for (int k = 0; k < cell.distinct(); k++) {
            double count = cell.count(k);
            if (count >= ATOM_COUNT && count >= ATOM * cell.n()) {
                pieces.add(KnotsPiece.constant((long) count, cell.value(k)));
            } else {
                Arrays.fill(rest, used, used + (int) count, cell.value(k));
                used += (int) count;
            }
        }
        if (used > 0) {
            pieces.addAll(KnotsReal.of(Arrays.copyOf(rest, used), cell.n(), KNOTS + MarginalFit.allowance(rows)));
        }
        return KnotsPiece.join(pieces);
    }
}

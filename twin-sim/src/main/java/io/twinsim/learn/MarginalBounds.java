package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.random.Distribution;
import io.twinsim.random.Truncated;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the twins of a fitted family within what was seen, where that leaves mean, spread and shape as they are.
 * Families reach beyond what was seen, and few rows show little of it: cut there, a family would lose much of its
 * spread. Then knots take its place; with few rows, where knots would be these rows again, the family is cut one range
 * further out. If nothing is near enough, the draw whose mean and spread are nearest is kept.
 */
final class MarginalBounds {

    /** What the mean may differ by, in standard deviations of the data, and the standard deviation, as a share. */
    private static final double OFF = 0.03;
    /** The distance beyond what sampling allows. */
    private static final double NEAR = 0.02;
    /** With fewer rows knots would be the rows themselves. */
    private static final int FEW = 100;

    /** A draw and how far its moments are from the data. */
    private record Option(MarginalFit fit, double off) {
    }

    private final MarginalFit fit;
    private final LikelihoodSample sample;
    private final Moments moments;

    private MarginalBounds(MarginalFit fit, double[] values) {
        this.fit = fit;
        this.sample = LikelihoodSample.of(values);
        this.moments = Moments.of(values);
    }

    /**
     * A fit of the values as it shall be drawn in twins; its ends are those of the draw.
     *
     * @param fit the fit of the values
     * @param values the values of its cell
     * @param lower the least value of the column
     * @param upper the greatest value of the column
     */
    static MarginalFit of(MarginalFit fit, double[] values, double lower, double upper) {
        boolean ends = fit.candidates().stream().noneMatch(family -> family.family().id().equals(fit.chosen()))
                || fit.chosen().startsWith("uniform");
        return ends ? fit : new MarginalBounds(fit, values).bounded(lower, upper);
    }

    private MarginalFit bounded(double lower, double upper) {
        List<Option> options = new ArrayList<>();
        boolean few = sample.n() < FEW;
        for (int k = 0; k < 3; k++) {
            Option option = k == 0 ? cut(lower, upper) : k == 1 == few ? farther(lower, upper) : knots();
            if (option.off <= OFF && option.fit.distance() - MarginalFit.allowance(sample.n()) <= NEAR) {
                return option.fit;
            }
            options.add(option);
        }
        Option best = options.get(0);
        for (Option option : options) {
            best = option.off < best.off ? option : best;
        }
        return best.fit;
    }

    private Option knots() {
        KnotsPiece knots = MarginalChoice.knots(fit.type(), sample);
        return option(knots.text(), knots.distribution(), "knots", fit.lower(), fit.upper());
    }

    /** Cut one range beyond the ends, but numbers that are nowhere negative stay so, and shares stay shares. */
    private Option farther(double lower, double upper) {
        double reach = upper - lower;
        int digits = fit.type() == ColumnType.REAL
                ? KnotsText.digits(Math.max(Math.abs(lower), Math.abs(upper)) + reach, reach) : 17;
        double low = KnotsText.rounded(lower - reach, digits);
        double high = KnotsText.rounded(upper + reach, digits);
        return cut(lower >= 0 ? Math.max(0, low) : low, lower >= 0 && upper <= 1 ? Math.min(1, high) : high);
    }

    private Option cut(double lower, double upper) {
        FittedFamily family = fit.candidates().stream().filter(one -> one.family().id().equals(fit.chosen()))
                .findFirst().orElseThrow();
        String text = "truncated(" + fit.formula() + ", " + KnotsText.exact(lower) + ", " + KnotsText.exact(upper)
                + ")";
        return option(text, Truncated.of(family.family().bindOnce(family.parameters()), lower, upper),
                fit.chosen(), lower, upper);
    }

    private Option option(String text, Distribution draw, String chosen, double lower, double upper) {
        MarginalFit made = new MarginalFit(fit.column(), fit.type(), text, lower, upper, fit.n(),
                LikelihoodDistance.of(sample, draw), chosen, fit.candidates(), fit.notes());
        double mean = Math.abs(draw.mean() - moments.mean()) / moments.sd();
        double spread = Math.abs(Math.sqrt(draw.variance()) / moments.sd() - 1);
        double off = Math.max(mean, spread);
        return new Option(made, Double.isNaN(off) ? Double.POSITIVE_INFINITY : off);
    }
}

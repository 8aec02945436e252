package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.random.Distribution;
import io.twinsim.random.Family;
import java.util.List;

/** What draws can give, from the uniforms of a stream: at least 2^-53 and at most 1 - 2^-53. */
final class DrawRange {

    /** The least uniform that a stream gives, and the distance of the greatest from 1. */
    private static final double LEAST = 0x1p-53;

    private DrawRange() {
    }

    /**
     * The support or, where that is wider, the values at the least and the greatest uniform, generously; finite unless
     * a value may overflow. Zeros are 0.0 if the least value is positive or a whole 0.0.
     */
    static Range of(Distribution distribution) {
        try {
            double least = Math.min(distribution.quantile(LEAST), distribution.quantile(1 - LEAST));
            double greatest = Math.max(distribution.survivalQuantile(LEAST), distribution.quantile(1 - LEAST));
            double lower = Math.max(distribution.lower(), least - Math.abs(least) - 1);
            double upper = Math.min(distribution.upper(), greatest + Math.abs(greatest) + 1);
            boolean positive = least > 0 || distribution.isInteger() && Double.compare(least, 0.0) >= 0;
            return Range.of(lower != 0 ? Math.min(lower, least) : positive ? 0.0 : -0.0, Math.max(upper, greatest));
        } catch (InputException overflow) {
            return Range.RISKY;
        }
    }

    /**
     * The same for parameters that differ from row to row, each within its own bounds. Quantiles are monotone in each
     * parameter, and what a family refuses lies outside of a convex set, so the corners of the bounds tell; they do not
     * where whole numbers are asked for. Risky if a row might be refused.
     */
    static Range of(Family family, List<Operand> parameters) {
        int counts = family == Family.UNIFORM_INT ? 2 : family == Family.BINOMIAL ? 1 : 0;
        if (!parameters.stream().limit(counts).allMatch(Operand::whole)
                || parameters.stream().anyMatch(parameter -> parameter.value().range.risky())) {
            return Range.RISKY;
        }
        Range range = null;
        for (int corner = 0; corner < 1 << parameters.size(); corner++) {
            double[] at = new double[parameters.size()];
            for (int p = 0; p < at.length; p++) {
                Range bounds = parameters.get(p).value().range;
                at[p] = (corner >> p & 1) == 0 ? bounds.lower() : bounds.upper();
            }
            Range here = bound(family, at);
            if (here.risky()) {
                return Range.RISKY;
            }
            range = range == null ? here : range.union(here);
        }
        return range == null ? Range.RISKY : range;
    }

    private static Range bound(Family family, double[] parameters) {
        try {
            return of(family.bindOnce(parameters));
        } catch (InputException refused) {
            return Range.RISKY;
        }
    }
}

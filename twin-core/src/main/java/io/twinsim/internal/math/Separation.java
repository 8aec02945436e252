package io.twinsim.internal.math;

import io.twinsim.InputException;
import io.twinsim.internal.math.GeneralisedLinear.Family;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcomes that a combination of columns tells apart, wholly or but for ties, so that the likelihood has no maximum
 * (Albert and Anderson 1984, <a href="https://doi.org/10.1093/biomet/71.1.1">doi</a>). A direction d in which the
 * likelihood never falls proves it: for a logistic model x'd is at least 0 where y is 1 and at most 0 where y is 0; for
 * counts it is 0 where y is above 0, and at most 0 where y is 0. Newton's steps run into such a direction if there is
 * one.
 */
final class Separation {

    /** Newton's steps move a separated row by about 1; what they move the other rows dwindles to nothing. */
    private static final double NOTHING = 1e-7;
    private static final double MOVED = 0.1;
    /** A column counts as part of the direction from this share of the largest part on. */
    private static final double PART = 1e-3;

    private final Family family;
    private final Design design;
    private final double[] y;

    Separation(Family family, Design design, double[] y) {
        this.family = family;
        this.design = design;
        this.y = y;
    }

    /** Whether the changes x'd of the linear predictors prove separation. */
    boolean isProvenBy(double[] change) {
        double largest = 0;
        for (int i = 0; i < change.length; i++) {
            if (design.weight(i) > 0) {
                double up = family == Family.LOGISTIC && y[i] > 0 ? change[i] : -change[i];
                boolean fixed = family == Family.POISSON && y[i] > 0;
                if (!(up >= -NOTHING && (!fixed || up <= NOTHING))) {
                    return false;
                }
                largest = Math.max(largest, up);
            }
        }
        return largest > MOVED;
    }

    /** The refusal: the columns that separate by themselves, or else those that make up the direction. */
    InputException refusal(double[] direction) {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < design.p(); j++) {
            if (!design.isConstant(j) && separatesAlone(j)) {
                names.add(Names.quote(design.name(j)));
            }
        }
        if (names.isEmpty()) {
            addParts(direction, names);
        }
        return new InputException(family.id() + " model did not converge: separation on "
                + (names.size() == 1 ? "column " : "columns ") + Names.list(names));
    }

    private boolean separatesAlone(int j) {
        double[] x = design.column(j);
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < x.length; i++) {
            if (design.weight(i) > 0) {
                int group = y[i] > 0 ? 1 : 0;
                low[group] = Math.min(low[group], x[i]);
                high[group] = Math.max(high[group], x[i]);
            }
        }
        boolean apart = high[0] <= low[1] || high[1] <= low[0];
        return apart && (family == Family.LOGISTIC || low[1] == high[1]);
    }

    private void addParts(double[] direction, List<String> names) {
        double[] parts = new double[direction.length];
        double largest = 0;
        for (int j = 0; j < parts.length; j++) {
            double[] x = design.column(j);
            double low = x[0];
            double high = x[0];
            for (double value : x) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            parts[j] = Math.abs(direction[j]) * Math.scalb(high - low, -design.exponent(j));
            largest = Math.max(largest, parts[j]);
        }
        for (int j = 0; j < parts.length; j++) {
            if (parts[j] > PART * largest) {
                names.add(Names.quote(design.name(j)));
            }
        }
    }
}

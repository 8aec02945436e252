package io.twinsim.internal.math;

import io.twinsim.InputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A logistic or Poisson regression by maximum likelihood with the canonical link: Newton's steps, which are iteratively
 * reweighted least squares, each a triangular factor of the weighted columns (never the normal equations), halved as
 * long as the deviance would rise (McCullagh and Nelder 1989, section 2.5). {@code O(n p^2)} time per step; beside the
 * data a few arrays of n values are held. The bits do not depend on threads or machine.
 *
 * <p>The start is that of R's {@code glm}, and so is the end, at an {@code epsilon} of 1e-14: coefficients are right to
 * nearly all digits, while standard errors come from the weights that the last step started with and are right to about
 * seven. A likelihood without a maximum is refused with the columns that cause it.
 *
 * <p>An intercept is a column of ones among the others. A weight multiplies its row's log likelihood; a row of weight 0
 * is left out. The arrays are shared with the caller and must not change as long as the result is in use.
 */
public final class GeneralisedLinear {

    /** The distribution of the outcome, with its canonical link. */
    public enum Family {
        /** 0 or 1, the log odds linear. */
        LOGISTIC,
        /** Counts, the log of the mean linear. */
        POISSON;

        String id() {
            return this == LOGISTIC ? "logistic" : "poisson";
        }
    }

    private final Family family;
    private final Design design;
    private final Reweighting.Settled fit;
    private final double[] coefficients;

    private GeneralisedLinear(Family family, Design design, Reweighting.Settled fit) {
        this.family = family;
        this.design = design;
        this.fit = fit;
        coefficients = design.unscale(fit.coefficients(), 0);
    }

    /**
     * Fits.
     *
     * @param family the outcome's distribution
     * @param columns p columns of n finite values each, p below n; shared, not modified
     * @param y n outcomes: 0 or 1, or counts of at least 0; shared, not modified
     * @param weights n finite weights, at least 0, or null for all 1; shared, not modified
     * @param names one name per column, for messages
     * @return the regression
     * @throws InputException if lengths differ, a value is out of range, there are not more rows than columns, a column
     *     follows from those before it, the outcome does not vary (a Poisson outcome: is 0 throughout), or the columns
     *     separate the outcomes
     */
    public static GeneralisedLinear of(
            Family family, double[][] columns, double[] y, double @Nullable [] weights, List<String> names) {
        Design design = Design.of(columns, y, weights, names);
        checkOutcome(family, design, y);
        return new GeneralisedLinear(family, design, new Reweighting(family, design, y).run());
    }

    private static void checkOutcome(Family family, Design design, double[] y) {
        boolean zero = false;
        boolean more = false;
        for (int i = 0; i < y.length; i++) {
            if (family == Family.LOGISTIC && y[i] != 0 && y[i] != 1) {
                throw Design.at("outcome of a logistic model must be 0 or 1", y[i], i);
            }
            if (!(y[i] >= 0)) {
                throw Design.at("outcome of a poisson model must be at least 0", y[i], i);
            }
            zero |= y[i] == 0 && design.weight(i) > 0;
            more |= y[i] > 0 && design.weight(i) > 0;
        }
        if (family == Family.LOGISTIC && !(zero && more)) {
            throw new InputException("outcome of a logistic model must hold both 0 and 1, got " + (more ? 1 : 0)
                    + " in every row");
        }
        if (!more) {
            throw new InputException("outcome of a poisson model must hold a count above 0, got 0 in every row");
        }
    }

    /**
     * The coefficients.
     *
     * @return a new array, in the order of the columns
     */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * The covariance matrix of the coefficients: the inverse of the information {@code X'WX}, the dispersion taken as
     * 1.
     *
     * @return a new p by p matrix
     */
    public double[][] covariance() {
        return design.unscale(fit.triangle().inverseGram(), 0);
    }

    /**
     * The standard errors of the coefficients.
     *
     * @return a new array, in the order of the columns
     */
    public double[] standardErrors() {
        return design.standardErrors(fit.triangle().inverseGram(), 0);
    }

    /**
     * The fitted means: probabilities, or expected counts.
     *
     * @return a new array, in the order of the rows
     */
    public double[] fitted() {
        return fit.means().clone();
    }

    /**
     * The means that the coefficients give other rows.
     *
     * @param columns p columns as in the fit, of any one length, not modified
     * @return a new array with one mean per row
     */
    public double[] predict(double[][] columns) {
        double[] out = LeastSquares.linear(columns, coefficients);
        if (family == Family.LOGISTIC) {
            Elementary.logistic(out, out, 0, out.length);
        } else {
            Elementary.exp(out, out, 0, out.length);
        }
        return out;
    }

    /**
     * The deviance: twice what the log likelihood falls short of that of a model with a parameter for every row.
     *
     * @return the deviance, at least 0
     */
    public double deviance() {
        return fit.deviance();
    }

    /**
     * The number of rows.
     *
     * @return n, without rows of weight 0
     */
    public long n() {
        return design.counted();
    }

    /**
     * The number of columns.
     *
     * @return p, the intercept included
     */
    public int p() {
        return design.p();
    }

    /**
     * The number of Newton's steps.
     *
     * @return the number of the step that is reported
     */
    public int steps() {
        return fit.step();
    }
}

package io.twinsim.sim;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.plot.Figure;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the uncertainty of the coefficients moves the mean effect, in units of the outcome.
 *
 * @param sd the standard deviation of the mean effect over the coefficient draws
 * @param deltaSd the same by the delta method, the root of g'Sg with g by central differences
 * @param shares what each uncertain coefficient contributes, in file order
 * @param interactions the share of the variance that no single coefficient explains to first order; empty if
 *        coefficients are correlated
 * @param draws the number of coefficient draws
 */
public record Assumption(double sd, double deltaSd, List<Share> shares, OptionalDouble interactions, int draws) {

    /** Copies the shares. */
    public Assumption {
        shares = List.copyOf(shares);
    }

    /**
     * One coefficient.
     *
     * @param coefficient its name
     * @param gradient how much the mean effect grows per unit of the coefficient
     * @param share its part of the variance of the mean effect, first order; empty if coefficients are correlated
     */
    public record Share(String coefficient, double gradient, OptionalDouble share) {

        /** Such as {@code base_effect: 97.3 % of the variance, gradient 1.34}. */
        @Override
        public String toString() {
            return Lines.one(coefficient + ": " + (share.isPresent()
                    ? Numbers.significant(100 * share.getAsDouble(), 3) + " % of the variance, " : "")
                    + "gradient " + Numbers.significant(gradient, 4));
        }
    }

    /**
     * What each uncertain coefficient contributes to the variance of the mean effect.
     *
     * @return the figure; shares read "not defined" if coefficients are correlated
     */
    public Figure figure() {
        return ResultFigures.shares(this);
    }

    /**
     * Draws {@link #figure} into a file.
     *
     * @param path the file; its ending decides the format, such as {@code shares.svg}
     * @throws IllegalStateException if no renderer is on the class path
     * @throws io.twinsim.InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
    }

    /** One line: how far the coefficients move the effect. */
    @Override
    public String toString() {
        return Shown.cut("Assumption[sd " + Numbers.significant(sd, 4) + ", delta method "
                + Numbers.significant(deltaSd, 4) + ", " + Shown.count(shares.size(), "coefficient") + "]", Shown.LINE);
    }
}

package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.math.NormalScore;
import io.twinsim.internal.math.Root;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * What the correlation of two normal variables becomes once each is turned into a variable of its own distribution: the
 * Pearson correlation of the values, or the Spearman correlation, which is that of the mid-distribution values
 * {@code (P(X < x) + P(X <= x)) / 2} and to which the correlation of ranks, ties averaged, converges. It rises with the
 * latent correlation, but for its accuracy; its ends are what the two distributions can attain. Where tails are heavy,
 * the Pearson correlation of even a million values may be far from it: state ranks there.
 *
 * <p>Accurate to 1e-9 for smooth distributions and discrete ones of up to 128 values (closed forms, Hermite series,
 * bivariate normal probabilities), to 1e-7 for others, and to four digits where distributions with ties or corners come
 * within about 0.02 of the latent 1 or -1. Immutable and thread-safe.
 */
public final class RealisedCorrelation {

    /** How far a target may lie beyond what is attainable; it then counts as the end. */
    private static final double ROUNDING = 1e-9;
    private static final double SCALE = 1e4;

    private final Marginal first;
    private final Marginal second;
    private final CorrelationKind kind;
    private final NormalScore x;
    private final NormalScore y;

    private RealisedCorrelation(Marginal first, Marginal second, CorrelationKind kind) {
        this.first = first;
        this.second = second;
        this.kind = kind;
        this.x = first.score(kind);
        this.y = second.score(kind);
    }

    /**
     * The correlation of two variables as a function of their latent correlation.
     *
     * @param first one variable
     * @param second the other
     * @param kind of the values or of the ranks
     * @return the function
     * @throws InputException if a variable is constant, or, for Pearson, has no finite variance or is a category
     */
    public static RealisedCorrelation of(Marginal first, Marginal second, CorrelationKind kind) {
        return new RealisedCorrelation(Checks.notNull(first, "first"), Checks.notNull(second, "second"),
                Checks.notNull(kind, "kind"));
    }

    /**
     * The realised correlation.
     *
     * @param latent the correlation of the normal variables, in [-1, 1]
     * @return a value in [-1, 1]; 0 at 0
     * @throws InputException if {@code latent} is outside
     */
    public double at(double latent) {
        double r = Checks.inRange(-1, 1, latent, "latent");
        return r == 0 ? 0 : NormalScore.correlation(x, y, r);
    }

    /**
     * The least correlation that the two distributions can have.
     *
     * @return the realised correlation at the latent -1
     */
    public double lower() {
        return at(-1);
    }

    /**
     * The greatest correlation that the two distributions can have.
     *
     * @return the realised correlation at the latent 1
     */
    public double upper() {
        return at(1);
    }

    /**
     * The latent correlation that realises a target.
     *
     * @param target the correlation wanted
     * @return the latent correlation; 0 for 0, and exactly 1 or -1 for the ends of what is attainable
     * @throws InputException if the distributions cannot be correlated so, naming the attainable range
     */
    public double latent(double target) {
        Checks.inRange(-1, 1, target, what());
        if (target == 0) {
            return 0;
        }
        double end = target > 0 ? upper() : lower();
        double beyond = target > 0 ? target - end : end - target;
        if (beyond > ROUNDING) {
            throw new InputException(what() + " must be in [" + shown(lower()) + ", " + shown(upper())
                    + "] for their distributions, got " + Numbers.shortest(target));
        }
        double sign = Math.signum(target);
        return beyond >= -ROUNDING ? sign : Root.find(r -> at(r) - target, 0, sign, 1e-15);
    }

    private String what() {
        String which = kind == CorrelationKind.PEARSON ? "Pearson correlation of " : "correlation of ";
        return which + first.name() + " and " + second.name();
    }

    /** Four decimals, cut towards 0, so that what is shown is attainable. */
    private static String shown(double correlation) {
        double cut = Math.floor(Math.abs(correlation) * SCALE + ROUNDING * SCALE) / SCALE;
        return Numbers.shortest(Math.copySign(cut, correlation) + 0.0);
    }

    /** The two names and the kind. */
    @Override
    public String toString() {
        return Lines.one("RealisedCorrelation[" + first.name() + ", " + second.name() + ", " + kind.id() + "]");
    }
}

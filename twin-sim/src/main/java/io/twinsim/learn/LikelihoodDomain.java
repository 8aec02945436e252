package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Family;
import java.util.function.DoublePredicate;
import java.util.function.IntToLongFunction;

/** Which values a family can be fitted to, and the refusals of others. */
final class LikelihoodDomain {

    private static final double MOST_EXACT = 0x1p53;

    private LikelihoodDomain() {
    }

    static InputException notFitted(Family family) {
        return new InputException("family must be one that is fitted (constant, uniform, uniform_int, bernoulli, "
                + "normal, lognormal, exponential, gamma, weibull, beta, poisson, negative_binomial, geometric), got "
                + family.id());
    }

    static void requireFinite(double[] values, String name, IntToLongFunction row) {
        if (values.length == 0) {
            throw new InputException(name + " must hold at least 1 value to fit, got none");
        }
        require(Double::isFinite, "be finite", values, name, row);
    }

    /** Refuses the first value outside the family's range, with its row. */
    static void require(Family family, double[] values, String name, IntToLongFunction row) {
        String to = " to fit " + family.id();
        switch (family) {
            case CONSTANT, UNIFORM, NORMAL -> { }
            case LOGNORMAL, EXPONENTIAL, GAMMA, WEIBULL ->
                require(x -> x > 0, "be above 0" + to, values, name, row);
            case BETA -> require(x -> x > 0 && x < 1, "be in (0, 1)" + to, values, name, row);
            case BERNOULLI -> require(x -> x == 0 || x == 1, "be 0 or 1" + to, values, name, row);
            case UNIFORM_INT -> require(x -> x == Math.rint(x) && Math.abs(x) < MOST_EXACT, "be whole numbers" + to,
                    values, name, row);
            case POISSON, NEGATIVE_BINOMIAL, GEOMETRIC -> require(
                    x -> x >= 0 && x == Math.rint(x) && x < MOST_EXACT, "be whole numbers from 0 on" + to, values, name,
                    row);
            default -> throw notFitted(family);
        }
    }

    private static void require(DoublePredicate rule, String text, double[] values, String name,
            IntToLongFunction row) {
        for (int i = 0; i < values.length; i++) {
            if (!rule.test(values[i])) {
                throw new InputException(name + " must " + text + ", got " + Numbers.shortest(values[i]) + " at row "
                        + row.applyAsLong(i));
            }
        }
    }

    /** Refuses equal values where the likelihood has no maximum. */
    static void requireSpread(Family family, LikelihoodSample sample, String name) {
        boolean degenerate = switch (family) {
            case NORMAL, LOGNORMAL, GAMMA, WEIBULL, BETA, UNIFORM -> true;
            default -> false;
        };
        if (degenerate && sample.distinct() == 1) {
            throw new InputException(name + " must vary to fit " + family.id() + ", got "
                    + Numbers.shortest(sample.min()) + (sample.n() == 1 ? " in 1 row" : " in all "
                    + Numbers.grouped(sample.n()) + " rows") + "; constant(" + KnotsText.exact(sample.min())
                    + ") describes them");
        }
    }
}

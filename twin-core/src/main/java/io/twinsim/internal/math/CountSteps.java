package io.twinsim.internal.math;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides with 60 digits whether the distribution function of a count is above or below a probability, where the two
 * are so close that doubles cannot tell: at the steps that fall on a double, such as 3/4 for two fair coins.
 *
 * <p>The masses are those of Panjer's class, {@code mass(k + 1) / mass(k) = scale (size + sign k) / (k + 1)}, added up
 * from the mass at 0 on in O(k) time. What takes more than 20,000 masses is left undecided.
 */
public final class CountSteps {

    private static final MathContext DIGITS = new MathContext(60);
    private static final MathContext MORE_DIGITS = new MathContext(90);
    private static final double MOST = 20_000;
    /** Relative; closer than this is the same. */
    private static final BigDecimal SAME = new BigDecimal("1e-50");
    /** A mass that much below the sum ends it, with what may be left of a slow tail still below the last digits. */
    private static final BigDecimal NOTHING = new BigDecimal("1e-60");
    /** From here on the complement keeps digits enough. */
    private static final double NOT_SMALL = 1e-8;
    private static final int HALVINGS = 40;

    private final BigDecimal massAtZero;
    private final BigDecimal scale;
    private final BigDecimal size;
    private final BigDecimal sign;

    private CountSteps(BigDecimal massAtZero, BigDecimal scale, double size, int sign) {
        this.massAtZero = massAtZero;
        this.scale = scale;
        this.size = new BigDecimal(size);
        this.sign = new BigDecimal(sign);
    }

    /**
     * For a Poisson count.
     *
     * @param k the count, a whole number
     * @param mean the mean, positive
     * @param tail the probability to compare with
     * @param lower whether it is compared with that of counts up to k, or of counts above
     * @return the sign of the count's probability less {@code tail}; 0 if equal or undecided
     */
    public static int comparePoisson(double k, double mean, double tail, boolean lower) {
        return k > MOST || mean > MOST ? 0
                : new CountSteps(expNegative(mean), new BigDecimal(mean), 1, 0).compare(k, tail, lower);
    }

    /**
     * For a binomial count.
     *
     * @param k the count, a whole number
     * @param n the trials, a whole number
     * @param p the probability of success, in (0, 1)
     * @param tail the probability to compare with
     * @param lower whether it is compared with that of counts up to k, or of counts above
     * @return the sign of the count's probability less {@code tail}; 0 if equal or undecided
     */
    public static int compareBinomial(double k, double n, double p, double tail, boolean lower) {
        if (k > MOST) {
            return 0;
        }
        BigDecimal success = new BigDecimal(p);
        BigDecimal failure = BigDecimal.ONE.subtract(success);
        return new CountSteps(failure.pow((int) n, DIGITS), success.divide(failure, DIGITS), n, -1)
                .compare(k, tail, lower);
    }

    /**
     * For a negative binomial count.
     *
     * @param k the failures, a whole number
     * @param r the successes waited for, positive
     * @param p the probability of success, in (0, 1)
     * @param tail the probability to compare with
     * @param lower whether it is compared with that of counts up to k, or of counts above
     * @return the sign of the count's probability less {@code tail}; 0 if equal or undecided, as it is unless r is
     *     whole
     */
    public static int compareNegativeBinomial(double k, double r, double p, double tail, boolean lower) {
        if (k > MOST || r > MOST || r != Math.rint(r)) {
            return 0;
        }
        BigDecimal success = new BigDecimal(p);
        return new CountSteps(success.pow((int) r, DIGITS), BigDecimal.ONE.subtract(success), r, 1)
                .compare(k, tail, lower);
    }

    private int compare(double k, double tail, boolean lower) {
        BigDecimal target = new BigDecimal(tail);
        BigDecimal probability = lower ? sumTo((int) k) : tail >= NOT_SMALL
                ? BigDecimal.ONE.subtract(sumTo((int) k), DIGITS) : sumAbove((int) k);
        if (probability == null) {
            return 0;
        }
        BigDecimal excess = probability.subtract(target, DIGITS);
        return excess.abs().compareTo(target.multiply(SAME, DIGITS)) <= 0 ? 0 : excess.signum();
    }

    private BigDecimal sumTo(int k) {
        BigDecimal mass = massAtZero;
        BigDecimal sum = mass;
        for (int j = 0; j < k; j++) {
            mass = next(mass, j);
            sum = sum.add(mass, DIGITS);
        }
        return sum;
    }

    /** Null if it takes too long. */
    private @Nullable BigDecimal sumAbove(int k) {
        BigDecimal mass = massAtZero;
        for (int j = 0; j <= k; j++) {
            mass = next(mass, j);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = k + 1; j < k + MOST; j++) {
            if (mass.compareTo(sum.multiply(NOTHING, DIGITS)) <= 0) {
                return sum;
            }
            sum = sum.add(mass, DIGITS);
            mass = next(mass, j);
        }
        return null;
    }

    /** The mass at j + 1 from that at j. */
    private BigDecimal next(BigDecimal mass, int j) {
        BigDecimal at = new BigDecimal(j);
        return mass.multiply(scale, DIGITS).multiply(sign.multiply(at).add(size), DIGITS)
                .divide(at.add(BigDecimal.ONE), DIGITS);
    }

    private static BigDecimal expNegative(double x) {
        BigDecimal reduced = new BigDecimal(-x).divide(new BigDecimal(2).pow(HALVINGS));
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 24; n >= 1; n--) {
            sum = sum.multiply(reduced, MORE_DIGITS).divide(new BigDecimal(n), MORE_DIGITS).add(BigDecimal.ONE);
        }
        for (int step = 0; step < HALVINGS; step++) {
            sum = sum.multiply(sum, MORE_DIGITS);
        }
        return sum;
    }
}

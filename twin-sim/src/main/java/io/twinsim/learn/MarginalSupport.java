package io.twinsim.learn;

import io.twinsim.random.Family;
import java.util.List;

/** Where values can lie. Families compete only within one class: likelihoods across classes say nothing. */
enum MarginalSupport {
    /** One value. */
    POINT(Family.CONSTANT),
    /** 0 and 1. */
    BINARY(Family.BERNOULLI),
    /** Whole numbers from 0 on. */
    COUNTS(Family.POISSON, Family.GEOMETRIC, Family.NEGATIVE_BINOMIAL),
    /** Whole numbers between two ends. */
    WHOLE_RANGE(Family.UNIFORM_INT),
    /** Between 0 and 1, both excluded. */
    UNIT(Family.BETA),
    /** Above 0. */
    POSITIVE(Family.LOGNORMAL, Family.EXPONENTIAL, Family.GAMMA, Family.WEIBULL),
    /** All numbers. */
    LINE(Family.NORMAL),
    /** Between two ends. */
    RANGE(Family.UNIFORM);

    /** So many standard deviations above 0 a normal distribution is one of positive values: 2 in 10,000 are not. */
    private static final double CLEAR = 3.5;
    private static final List<Family> FAR_FROM_ZERO =
            List.of(Family.NORMAL, Family.LOGNORMAL, Family.EXPONENTIAL, Family.GAMMA, Family.WEIBULL);

    private final List<Family> families;

    MarginalSupport(Family... families) {
        this.families = List.of(families);
    }

    /** The families that compete for these cells. */
    List<Family> families(List<LikelihoodSample> cells) {
        for (LikelihoodSample cell : cells) {
            if (this != POSITIVE || cell.mean() <= CLEAR * cell.sd()) {
                return families;
            }
        }
        return FAR_FROM_ZERO;
    }

    /** The narrowest class that holds all values. */
    static MarginalSupport of(LikelihoodSample sample, boolean whole) {
        if (sample.distinct() == 1) {
            return POINT;
        }
        if (whole) {
            boolean binary = sample.min() == 0 && sample.max() == 1;
            return binary ? BINARY : sample.min() >= 0 ? COUNTS : WHOLE_RANGE;
        }
        return sample.min() <= 0 ? LINE : sample.max() < 1 ? UNIT : POSITIVE;
    }

    /** The class tried when no family of this one is near enough, or this one. */
    MarginalSupport bounded() {
        return switch (this) {
            case COUNTS, WHOLE_RANGE -> WHOLE_RANGE;
            case LINE, POSITIVE, UNIT -> RANGE;
            default -> this;
        };
    }
}

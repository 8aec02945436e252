package io.twinsim.random;

import io.twinsim.internal.math.PearsonTable;
import io.twinsim.internal.math.QuantileTable;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Beta. A shape below 1e-13 leaves less than 1e-10 of the mass between the smallest double and its mirror image, and
 * counts as all of it at the ends; shapes that are both from 1e33 on are a point at the mean.
 */
final class BetaFormula extends Formula {

    @Override
    @Nullable String refusal(double alpha, double beta, double c) {
        if (!(alpha > 0 && alpha <= Double.MAX_VALUE)) {
            return "beta alpha must be positive and finite, got " + Numbers.shortest(alpha);
        }
        return beta > 0 && beta <= Double.MAX_VALUE ? null
                : "beta beta must be positive and finite, got " + Numbers.shortest(beta);
    }

    private static boolean isPoint(double alpha, double beta) {
        return Math.min(alpha, beta) >= GammaFormula.POINT_ABOVE;
    }

    private static boolean isAtEnds(double alpha, double beta) {
        return Math.min(alpha, beta) < GammaFormula.POINT_BELOW;
    }

    /** The mass at 1 where all mass is at the ends. */
    private static double massAtOne(double alpha, double beta) {
        boolean both = Math.max(alpha, beta) < GammaFormula.POINT_BELOW;
        return both ? mean(alpha, beta) : alpha < beta ? 0 : 1;
    }

    private static double mean(double alpha, double beta) {
        return alpha <= beta ? alpha / beta / (1 + alpha / beta) : 1 / (1 + beta / alpha);
    }

    @Override
    double quantile(double u, double alpha, double beta, double c) {
        if (isPoint(alpha, beta)) {
            return mean(alpha, beta);
        }
        return isAtEnds(alpha, beta) ? (u > 1 - massAtOne(alpha, beta) ? 1 : 0) : Special.betaQuantile(u, alpha, beta);
    }

    @Override
    double survivalQuantile(double q, double alpha, double beta, double c) {
        if (isPoint(alpha, beta)) {
            return mean(alpha, beta);
        }
        return isAtEnds(alpha, beta) ? (q < massAtOne(alpha, beta) ? 1 : 0)
                : Special.betaSurvivalQuantile(q, alpha, beta);
    }

    @Override
    double cdf(double x, double alpha, double beta, double c) {
        if (x < 0 || x >= 1) {
            return x < 0 ? 0 : 1;
        }
        if (isPoint(alpha, beta)) {
            return x >= mean(alpha, beta) ? 1 : 0;
        }
        return isAtEnds(alpha, beta) ? 1 - massAtOne(alpha, beta) : Special.regularisedBeta(x, alpha, beta);
    }

    @Override
    double survival(double x, double alpha, double beta, double c) {
        if (x < 0 || x >= 1) {
            return x < 0 ? 1 : 0;
        }
        if (isPoint(alpha, beta)) {
            return x >= mean(alpha, beta) ? 0 : 1;
        }
        return isAtEnds(alpha, beta) ? massAtOne(alpha, beta) : Special.regularisedBetaComplement(x, alpha, beta);
    }

    @Override
    double mean(double alpha, double beta, double c) {
        return mean(alpha, beta);
    }

    @Override
    double variance(double alpha, double beta, double c) {
        return mean(alpha, beta) * mean(beta, alpha) / (alpha + beta + 1);
    }

    @Override
    double lower(double alpha, double beta, double c) {
        return 0;
    }

    @Override
    double upper(double alpha, double beta, double c) {
        return 1;
    }

    @Override
    @Nullable QuantileTable table(double alpha, double beta, double c) {
        return isPoint(alpha, beta) || isAtEnds(alpha, beta) ? null : PearsonTable.beta(alpha, beta);
    }
}

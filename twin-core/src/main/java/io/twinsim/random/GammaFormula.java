package io.twinsim.random;

import io.twinsim.internal.math.PearsonTable;
import io.twinsim.internal.math.QuantileTable;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Gamma. A shape below 1e-13 leaves less than 1e-10 of the mass above the smallest double, and counts as all of it at
 * 0; a shape from 1e33 on is a point at its mean.
 */
final class GammaFormula extends Formula {

    static final double POINT_BELOW = 1e-13;
    static final double POINT_ABOVE = 1e33;

    @Override
    @Nullable String refusal(double shape, double scale, double c) {
        if (!(shape > 0 && shape <= Double.MAX_VALUE)) {
            return "gamma shape must be positive and finite, got " + Numbers.shortest(shape);
        }
        return scale > 0 && scale <= Double.MAX_VALUE ? null
                : "gamma scale must be positive and finite, got " + Numbers.shortest(scale);
    }

    @Override
    double quantile(double u, double shape, double scale, double c) {
        return isPoint(shape) ? point(shape, scale) : scale * Special.gammaQuantile(u, shape);
    }

    @Override
    double survivalQuantile(double q, double shape, double scale, double c) {
        return isPoint(shape) ? point(shape, scale) : scale * Special.gammaSurvivalQuantile(q, shape);
    }

    private static boolean isPoint(double shape) {
        return shape < POINT_BELOW || shape >= POINT_ABOVE;
    }

    private static double point(double shape, double scale) {
        return shape < POINT_BELOW ? 0 : shape * scale;
    }

    @Override
    double cdf(double x, double shape, double scale, double c) {
        return isPoint(shape) ? (x >= point(shape, scale) ? 1 : 0) : Special.regularisedGammaP(shape, x / scale);
    }

    @Override
    double survival(double x, double shape, double scale, double c) {
        return isPoint(shape) ? (x < point(shape, scale) ? 1 : 0) : Special.regularisedGammaQ(shape, x / scale);
    }

    @Override
    double mean(double shape, double scale, double c) {
        return shape * scale;
    }

    @Override
    double variance(double shape, double scale, double c) {
        return shape * scale * scale;
    }

    @Override
    double lower(double shape, double scale, double c) {
        return 0;
    }

    @Override
    double upper(double shape, double scale, double c) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    @Nullable QuantileTable table(double shape, double scale, double c) {
        return isPoint(shape) ? null : PearsonTable.gamma(shape, scale);
    }
}

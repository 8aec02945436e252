package io.twinsim.random;

import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class PoissonFormula extends CountFormula {

    @Override
    @Nullable String refusal(double mean, double b, double c) {
        return mean >= 0 && mean <= 1e9 ? null : "poisson mean must be in [0, 1.0E9], got " + Numbers.shortest(mean);
    }

    @Override
    double mass(double k, double mean, double b) {
        return Special.poissonMass(k, mean);
    }

    @Override
    double ratio(double k, double mean, double b) {
        return mean / (k + 1);
    }

    @Override
    double skewness(double mean, double b) {
        return mean > 0 ? 1 / Math.sqrt(mean) : 0;
    }

    @Override
    double cdf(double x, double mean, double b, double c) {
        return x < 0 ? 0 : mean == 0 || x == Double.POSITIVE_INFINITY ? 1
                : Special.regularisedGammaQ(Math.floor(x) + 1, mean);
    }

    @Override
    double survival(double x, double mean, double b, double c) {
        return x < 0 ? 1 : mean == 0 || x == Double.POSITIVE_INFINITY ? 0
                : Special.regularisedGammaP(Math.floor(x) + 1, mean);
    }

    @Override
    double mean(double mean, double b, double c) {
        return mean;
    }

    @Override
    double variance(double mean, double b, double c) {
        return mean;
    }

    @Override
    double upper(double mean, double b, double c) {
        return mean == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
}

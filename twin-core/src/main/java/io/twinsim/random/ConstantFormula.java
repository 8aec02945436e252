package io.twinsim.random;

import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

final class ConstantFormula extends Formula {

    @Override
    @Nullable String refusal(double a, double b, double c) {
        return Double.isFinite(a) ? null : "constant value must be finite, got " + Numbers.shortest(a);
    }

    @Override
    double quantile(double u, double a, double b, double c) {
        return a;
    }

    @Override
    double survivalQuantile(double q, double a, double b, double c) {
        return a;
    }

    @Override
    double cdf(double x, double a, double b, double c) {
        return x >= a ? 1 : 0;
    }

    @Override
    double survival(double x, double a, double b, double c) {
        return x < a ? 1 : 0;
    }

    @Override
    double mean(double a, double b, double c) {
        return a;
    }

    @Override
    double variance(double a, double b, double c) {
        return 0;
    }

    @Override
    double lower(double a, double b, double c) {
        return a;
    }

    @Override
    double upper(double a, double b, double c) {
        return a;
    }

    @Override
    void quantiles(double[] u, double a, double b, double c, double[] out, int from, int to) {
        Arrays.fill(out, from, to, a);
    }
}

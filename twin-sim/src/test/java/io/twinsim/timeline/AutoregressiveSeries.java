package io.twinsim.timeline;

import io.twinsim.internal.math.Normal;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;

/** Gaussian series for tests: stationary, autoregressive of order 1, with unit innovations. */
final class AutoregressiveSeries {

    private AutoregressiveSeries() {
    }

    static double[] of(int n, double phi, long seed) {
        DrawStream draws = Draws.of(seed).stream("test/ar1");
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double z = Normal.quantile(draws.uniform(i));
            x[i] = i == 0 ? z / Math.sqrt(1 - phi * phi) : phi * x[i - 1] + z;
        }
        return x;
    }
}

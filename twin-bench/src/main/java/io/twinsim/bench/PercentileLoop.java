package io.twinsim.bench;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** The percentile interval as textbooks write it, over XoRoShiRo128++, the fastest generator of commons-rng here. */
final class PercentileLoop {

    private final UniformRandomProvider generator = RandomSource.XO_RO_SHI_RO_128_PP.create(42L);
    private final double[] means;

    /**
     * Memory for the replicates.
     *
     * @param replicates how many
     */
    PercentileLoop(int replicates) {
        means = new double[replicates];
    }

    /**
     * The 95 % interval of the mean.
     *
     * @param x the values
     * @return its limits
     */
    double[] mean(double[] x) {
        for (int b = 0; b < means.length; b++) {
            means[b] = resampled(x);
        }
        return limits();
    }

    /**
     * The 95 % interval of a difference of means.
     *
     * @param treated the values of one arm
     * @param control those of the other
     * @return its limits
     */
    double[] difference(double[] treated, double[] control) {
        for (int b = 0; b < means.length; b++) {
            means[b] = resampled(treated) - resampled(control);
        }
        return limits();
    }

    private double resampled(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[generator.nextInt(x.length)];
        }
        return sum / x.length;
    }

    private double[] limits() {
        Arrays.sort(means);
        return new double[] {means[(int) (0.025 * (means.length + 1)) - 1],
            means[(int) (0.975 * (means.length + 1)) - 1]};
    }
}

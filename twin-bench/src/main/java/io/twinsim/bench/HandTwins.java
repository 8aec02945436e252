package io.twinsim.bench;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.model.Population;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The e-mail campaign as someone writes it who minds speed: arrays of primitives, one loop for everything, the fastest
 * sampler of normal noise, sums of each group in a flat array. Sums are about a pivot, so that they lose no digits.
 */
final class HandTwins {

    private static final double PIVOT = 0.05;
    private static final double[] ADOPTION = {0.6, 0.8, 1.0, 1.2, 1.4};
    /** Room for the groups of a dimension. */
    private static final int GROUPS = 16;

    private final byte[] specialty;
    private final byte[] decile;
    private final byte[] region;
    private final byte[] stage;
    private final double[] engagement;
    private final double[] propensity;
    private final ContinuousSampler noise;

    private HandTwins(byte[][] codes, double[] engagement, double[] propensity) {
        specialty = codes[0];
        decile = codes[1];
        region = codes[2];
        stage = codes[3];
        this.engagement = engagement;
        this.propensity = propensity;
        noise = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(42L));
    }

    /** Moments of all effects about 0.05; n, sum and sum of squares of each group of the four dimensions. */
    record Answer(double[] powers, double least, double greatest, double[] groups) {

        double mean(long n) {
            return PIVOT + powers[0] / n;
        }

        /** The mean of a group, dimensions being numbered in the order of the HCP world. */
        double mean(int dimension, int group) {
            int at = 3 * (GROUPS * dimension + group);
            return PIVOT + groups[at + 1] / groups[at];
        }
    }

    /** The twins of a population of the HCP world. */
    static HandTwins of(Population hcps) {
        byte[][] codes = {codes(hcps, "specialty"), deciles(hcps), codes(hcps, "region"), codes(hcps,
                "adoption_stage")};
        return new HandTwins(codes, hcps.doubles("digital_engagement_score"), hcps.doubles("baseline_propensity"));
    }

    private static byte[] codes(Population hcps, String name) {
        CategoryColumn column = (CategoryColumn) hcps.column(name);
        byte[] codes = new byte[column.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) column.code(i);
        }
        return codes;
    }

    private static byte[] deciles(Population hcps) {
        IntegerColumn column = (IntegerColumn) hcps.column("decile");
        byte[] values = new byte[column.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) column.value(i);
        }
        return values;
    }

    /** Treats all of them. */
    Answer simulate() {
        double[] groups = new double[3 * 4 * GROUPS];
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < engagement.length; i++) {
            double effect = 0.05 * (1.2 - 0.04 * (clamp(decile[i], 1, 10) - 1))
                    * (0.8 + 0.4 * clamp(engagement[i], 0, 1)) * ADOPTION[stage[i]]
                    * (0.8 + 0.4 * clamp(propensity[i], 0, 1)) + 0.02 * noise.sample();
            double d = effect - PIVOT;
            double square = d * d;
            s1 += d;
            s2 += square;
            s3 += square * d;
            s4 += square * square;
            least = Math.min(least, effect);
            greatest = Math.max(greatest, effect);
            add(groups, specialty[i], d, square);
            add(groups, GROUPS + decile[i], d, square);
            add(groups, 2 * GROUPS + region[i], d, square);
            add(groups, 3 * GROUPS + stage[i], d, square);
        }
        return new Answer(new double[] {s1, s2, s3, s4}, least, greatest, groups);
    }

    private static void add(double[] groups, int group, double d, double square) {
        groups[3 * group]++;
        groups[3 * group + 1] += d;
        groups[3 * group + 2] += square;
    }

    private static double clamp(double value, double least, double greatest) {
        return Math.min(Math.max(value, least), greatest);
    }
}

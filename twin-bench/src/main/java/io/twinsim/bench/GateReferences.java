package io.twinsim.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.LogNormalSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The units in which the gate measures: plain loops that call nothing of ours, over their own numbers. They must never
 * change; a change would move every stored ratio.
 */
final class GateReferences {

    private static final double[] STAGES = {0.6, 0.8, 1, 1.2, 1.4};
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private GateReferences() {
    }

    private static UniformRandomProvider generator() {
        return RandomSource.XO_RO_SHI_RO_128_PP.create(GateTwins.SEED);
    }

    /** Bits well mixed, the finaliser of splitmix64. */
    private static long mix(long state) {
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** A number in [-0.5, 0.5), without the conversion that is slow on some JDKs. */
    private static double centred(long bits) {
        return Double.longBitsToDouble(bits >>> 12 | 0x3ff0000000000000L) - 1.5;
    }

    /** Four columns, one effect with noise per row, its sums and those of ten groups, all in one loop. */
    static GateOp campaign(int rows) {
        double[] decile = GateTwins.numbers(rows, 1, 1, 11);
        double[] engagement = GateTwins.numbers(rows, 2, 0, 1);
        double[] propensity = GateTwins.numbers(rows, 3, 0, 1);
        double[] stage = GateTwins.numbers(rows, 4, 0, 5);
        double[] sums = new double[2 + 12];
        return () -> {
            double sum = 0;
            double squares = 0;
            long state = 0;
            for (int i = 0; i < rows; i++) {
                double effect = 0.05 * (1.2 - 0.04 * (Math.min(Math.max(decile[i], 1), 10) - 1))
                        * (0.8 + 0.4 * Math.min(Math.max(engagement[i], 0), 1)) * STAGES[(int) stage[i]]
                        * (0.8 + 0.4 * Math.min(Math.max(propensity[i], 0), 1));
                state += GOLDEN;
                double noisy = effect + 0.02 * centred(mix(state));
                sum += noisy;
                squares += noisy * noisy;
                sums[2 + (int) decile[i]] += effect;
            }
            sums[0] = sum;
            sums[1] = squares;
            return sums;
        };
    }

    /** The loop of {@link #campaign} over columns that are drawn on the way, with normal noise. */
    static GateOp stream(int rows) {
        ContinuousSampler noise = ZigguratSampler.NormalizedGaussian.of(generator());
        double[] sums = new double[2 + 12];
        return () -> {
            double sum = 0;
            double squares = 0;
            long state = 0;
            for (int i = 0; i < rows; i++) {
                state += GOLDEN;
                double decile = 6 + 10 * centred(mix(state));
                double engagement = 0.5 + centred(mix(state ^ 1));
                double propensity = 0.5 + centred(mix(state ^ 2));
                double effect = 0.05 * (1.2 - 0.04 * (decile - 1)) * (0.8 + 0.4 * engagement)
                        * STAGES[(int) (mix(state ^ 3) >>> 62)] * (0.8 + 0.4 * propensity);
                double noisy = effect + 0.02 * noise.sample();
                sum += noisy;
                squares += noisy * noisy;
                sums[2 + (int) decile] += effect;
            }
            sums[0] = sum;
            sums[1] = squares;
            return sums;
        };
    }

    /** New columns of labels, counts and reals, filled by the samplers of commons-rng. */
    static GateOp columns(int rows, int labels, int counts, int reals) {
        UniformRandomProvider rng = generator();
        DiscreteSampler label = AliasMethodDiscreteSampler.of(rng, new double[] {0.2, 0.35, 0.2, 0.25});
        DiscreteSampler count = PoissonSampler.of(rng, 4);
        ContinuousSampler[] real = {ZigguratSampler.NormalizedGaussian.of(rng), ChengBetaSampler.of(rng, 2, 3),
                LogNormalSampler.of(ZigguratSampler.NormalizedGaussian.of(rng), 3, 0.5)};
        return () -> {
            Object[] columns = new Object[labels + counts + reals];
            for (int c = 0; c < labels; c++) {
                byte[] codes = new byte[rows];
                for (int i = 0; i < rows; i++) {
                    codes[i] = (byte) label.sample();
                }
                columns[c] = codes;
            }
            for (int c = 0; c < counts; c++) {
                int[] numbers = new int[rows];
                for (int i = 0; i < rows; i++) {
                    numbers[i] = count.sample();
                }
                columns[labels + c] = numbers;
            }
            for (int c = 0; c < reals; c++) {
                double[] values = new double[rows];
                ContinuousSampler sampler = real[c % real.length];
                for (int i = 0; i < rows; i++) {
                    values[i] = sampler.sample();
                }
                columns[labels + counts + c] = values;
            }
            return columns;
        };
    }

    /** The formula of the case, row by row. */
    static GateOp formula(double[] a, double[] b, double[] c, double[] d) {
        double[] out = new double[a.length];
        return () -> {
            for (int i = 0; i < out.length; i++) {
                double x = 0.05 * (1.2 - 0.04 * (Math.min(Math.max(a[i], 1), 10) - 1))
                        * (0.8 + 0.4 * Math.min(Math.max(b[i], 0), 1)) * (0.8 + 0.4 * Math.min(Math.max(c[i], 0), 1));
                out[i] = x * (d[i] > 0.5 ? Math.exp(-d[i]) : 1 / Math.sqrt(1 + d[i])) + (a[i] - b[i]) * (c[i] - d[i]);
            }
            return out;
        };
    }

    /** N(0, 1) by the ziggurat of commons-rng. */
    static GateOp ziggurat(int rows) {
        ContinuousSampler sampler = ZigguratSampler.NormalizedGaussian.of(generator());
        double[] out = new double[rows];
        return () -> {
            for (int i = 0; i < rows; i++) {
                out[i] = sampler.sample();
            }
            return out;
        };
    }

    /** Means of values drawn with replacement, with a generator of commons-rng. */
    static GateOp resamples(double[] x, int replicates) {
        UniformRandomProvider rng = generator();
        double[] means = new double[replicates];
        return () -> {
            for (int b = 0; b < replicates; b++) {
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                    sum += x[rng.nextInt(x.length)];
                }
                means[b] = sum / x.length;
            }
            return means;
        };
    }

    /** The sum of the exponentials of numbers in (0, 1). */
    static GateOp exponentials(int rows) {
        double[] x = GateTwins.numbers(rows, 5, 0, 1);
        double[] total = new double[1];
        return () -> {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += Math.exp(x[i]);
            }
            total[0] = sum;
            return total;
        };
    }

    /** A mean, then the powers of the deviations from it. */
    static GateOp twoPasses(double[] x) {
        double[] sums = new double[4];
        return () -> {
            double sum = 0;
            for (double value : x) {
                sum += value;
            }
            double mean = sum / x.length;
            double m2 = 0;
            double m3 = 0;
            double m4 = 0;
            for (double value : x) {
                double d = value - mean;
                double square = d * d;
                m2 += square;
                m3 += square * d;
                m4 += square * square;
            }
            sums[0] = mean;
            sums[1] = m2;
            sums[2] = m3;
            sums[3] = m4;
            return sums;
        };
    }

    /** Values that drift towards a mean of their own, with a shock per step and a sum. */
    static GateOp states(int rows, int steps, int values) {
        double[] means = GateTwins.numbers(rows, 6, 20, 80);
        double[] state = means.clone();
        double[] total = new double[1];
        return () -> {
            double sum = 0;
            long bits = 0;
            for (int step = 0; step < steps; step++) {
                for (int v = 0; v < values; v++) {
                    for (int i = 0; i < rows; i++) {
                        bits += GOLDEN;
                        double next = state[i] + 0.1 * (means[i] - state[i]) + centred(mix(bits));
                        state[i] = Math.min(Math.max(next, 0), 100);
                        sum += state[i];
                    }
                }
            }
            total[0] = sum;
            return total;
        };
    }

    /** Looks texts up in a map that threads may share. */
    static GateOp lookups(int times) {
        Map<String, Object> map = new ConcurrentHashMap<>();
        String[] keys = new String[64];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = Long.toHexString(mix(k + 1L)).repeat(4);
            map.put(keys[k], keys[k]);
        }
        Object[] found = new Object[keys.length];
        return () -> {
            for (int i = 0; i < times; i++) {
                found[i & 63] = map.get(keys[i & 63]);
            }
            return found;
        };
    }

    /** SHA-256 of a few kilobytes. */
    static GateOp digest(int bytes) {
        byte[] text = new byte[bytes];
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        return () -> sha.digest(text);
    }
}

package io.twinsim.bench;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.worlds.Worlds;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteUniformSampler;
import org.apache.commons.rng.sampling.distribution.LogNormalSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a generated twin cost? {@code allColumns} makes the 21 columns of the HCP world; {@code tenColumns} a mixed
 * model of ten; the peer, {@code tenColumnsByHand}, the same ten as a good programmer writes them without us, one
 * sampler of commons-rng a column. {@code fillOnly} is the floor: it allocates and writes arrays of the HCP world's
 * types and does nothing else.
 * Run: {@code twin-bench/run generation}, or {@code java -jar twin-bench/target/benchmarks.jar Generate -prof gc}.
 */
@Counts(of = "twin", by = "twins")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class GenerateBenchmark {
    private static final long SEED = 42;

    private static final String TEN_COLUMNS = """
            model: ten
            version: 1
            variables:
              region: "~ categorical(northeast: 0.2, south: 0.35, midwest: 0.2, west: 0.25)"
              setting: "~ categorical(urban: 0.5, suburban: 0.3, rural: 0.2)"
              decile: "~ uniform_int(1, 10)"
              visits: "~ poisson(4)"
              active: "~ bernoulli(0.3)"
              engagement: "~ beta(2, 3)"
              spend: "~ lognormal(3, 0.5)"
              tenure: "~ exponential(5)"
              score: "~ normal(0, 1)"
              propensity: "= clamp(0.3 + 0.05 * (11 - decile) + 0.2 * engagement, 0.1, 0.9)"
            """;

    /** Twins. */
    @Param({"1000", "10000", "100000", "1000000"})
    int twins;

    private TwinModel hcp;
    private TwinModel ten;

    /** Parses the worlds. */
    @Setup
    public void setup() {
        hcp = Worlds.hcp();
        ten = TwinModel.parse(TEN_COLUMNS, "ten.yaml");
    }

    /**
     * Writes arrays of the same types and length.
     *
     * @return the arrays
     */
    @Floor
    @Benchmark
    public Object[] fillOnly() {
        Object[] columns = new Object[21];
        for (int c = 0; c < columns.length; c++) {
            if (c < 9) {
                byte[] codes = new byte[twins];
                Arrays.fill(codes, (byte) c);
                columns[c] = codes;
            } else if (c < 16) {
                int[] counts = new int[twins];
                Arrays.fill(counts, c);
                columns[c] = counts;
            } else {
                double[] values = new double[twins];
                Arrays.fill(values, c);
                columns[c] = values;
            }
        }
        return columns;
    }

    /**
     * Generates HCP twins.
     *
     * @return the twins
     */
    @Benchmark
    public Population allColumns() {
        return hcp.generate(twins, SEED, 1).prepare();
    }

    /**
     * The peer: the same ten columns by hand, one sampler of commons-rng a column, each value drawn in turn.
     *
     * @return the columns
     */
    @Peer(of = "tenColumns")
    @Benchmark
    public Object[] tenColumnsByHand() {
        UniformRandomProvider rng = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED);
        byte[] region = codes(rng, 0.2, 0.35, 0.2, 0.25);
        byte[] setting = codes(rng, 0.5, 0.3, 0.2);
        int[] decile = counts(DiscreteUniformSampler.of(rng, 1, 10));
        int[] visits = counts(PoissonSampler.of(rng, 4));
        boolean[] active = new boolean[twins];
        for (int i = 0; i < twins; i++) {
            active[i] = rng.nextDouble() < 0.3;
        }
        double[] engagement = reals(ChengBetaSampler.of(rng, 2, 3));
        double[] spend = reals(LogNormalSampler.of(ZigguratSampler.NormalizedGaussian.of(rng), 3, 0.5));
        double[] tenure = reals(ZigguratSampler.Exponential.of(rng, 0.2));
        double[] score = reals(ZigguratSampler.NormalizedGaussian.of(rng));
        double[] propensity = new double[twins];
        for (int i = 0; i < twins; i++) {
            propensity[i] = Math.min(Math.max(0.3 + 0.05 * (11 - decile[i]) + 0.2 * engagement[i], 0.1), 0.9);
        }
        return new Object[] {region, setting, decile, visits, active, engagement, spend, tenure, score, propensity};
    }

    private byte[] codes(UniformRandomProvider rng, double... probabilities) {
        DiscreteSampler sampler = AliasMethodDiscreteSampler.of(rng, probabilities);
        byte[] values = new byte[twins];
        for (int i = 0; i < twins; i++) {
            values[i] = (byte) sampler.sample();
        }
        return values;
    }

    private int[] counts(DiscreteSampler sampler) {
        int[] values = new int[twins];
        for (int i = 0; i < twins; i++) {
            values[i] = sampler.sample();
        }
        return values;
    }

    private double[] reals(ContinuousSampler sampler) {
        double[] values = new double[twins];
        for (int i = 0; i < twins; i++) {
            values[i] = sampler.sample();
        }
        return values;
    }

    /**
     * Generates twins of ten columns.
     *
     * @return the twins
     */
    @Benchmark
    public Population tenColumns() {
        return ten.generate(twins, SEED, 1).prepare();
    }
}

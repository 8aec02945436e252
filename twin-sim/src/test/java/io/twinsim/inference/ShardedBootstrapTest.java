package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ShardedBootstrapTest {

    private static final int SLAB = 4096;
    private static final double[] X = uniforms(9 * SLAB + 77, "x");
    private static final double[] U = uniforms(9 * SLAB + 77, "u");
    private static final IntervalOptions OPTIONS = IntervalOptions.of().withSeed(99).withReplicates(200);

    private static double[] uniforms(int n, String name) {
        double[] values = new double[n];
        Draws.of(7).stream("test/" + name).uniforms(0, values, 0, n);
        return values;
    }

    private static ShardedBootstrap shard(int from, int to) {
        return ShardedBootstrap.of(from, "e", OPTIONS, Arrays.copyOfRange(X, from, to),
                Arrays.copyOfRange(U, from, to));
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void merge_anyCutsAndOrder_giveTheBitsOfTheWhole() {
        ShardedBootstrap whole = shard(0, X.length);
        int checked = 0;
        for (int[] cuts : new int[][] {{1, 9}, {4, 8}, {3, 5}, {2, 3}, {8, 9}, {5, 6}}) {
            ShardedBootstrap a = shard(0, cuts[0] * SLAB);
            ShardedBootstrap b = shard(cuts[0] * SLAB, cuts[1] * SLAB);
            ShardedBootstrap c = shard(cuts[1] * SLAB, X.length);
            for (ShardedBootstrap merged : new ShardedBootstrap[] {a.merge(b).merge(c), a.merge(b.merge(c))}) {
                assertThat(merged.rows()).isEqualTo(X.length);
                for (int term = 0; term < 2; term++) {
                    assertThat(merged.means(term)).isEqualTo(whole.means(term));
                    assertThat(merged.mean(term)).isEqualTo(whole.mean(term));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(24);
    }

    @Test
    void means_oneShard_areThoseOfPoissonResampling() {
        ReplicateMeans means = ReplicateMeans.run(List.of(new Terms(new double[][] {X, U})),
                Resampling.poisson(), "e", OPTIONS);
        ShardedBootstrap whole = shard(0, X.length);
        assertThat(whole.mean(0)).isEqualTo(Moments.of(X).mean());
        for (int term = 0; term < 2; term++) {
            double[] made = whole.means(term);
            for (int b = 0; b < 200; b++) {
                assertThat(made[b] - whole.mean(term)).isCloseTo(means.deviation(b, term), within(1e-14));
            }
        }
    }

    /** A shift of 1e9 leaves 7 digits of a replicate's deviation; raw sums would leave none beyond 4. */
    @Test
    void means_valuesFarFromZero_loseNoMoreThanTheirRounding() {
        double[] far = Arrays.stream(X).map(x -> x + 1e9).toArray();
        double[] near = Arrays.stream(far).map(x -> x - 1e9).toArray();
        double[] made = ShardedBootstrap.of(0, "e", OPTIONS, far).means(0);
        double[] wanted = ShardedBootstrap.of(0, "e", OPTIONS, near).means(0);
        for (int b = 0; b < made.length; b++) {
            assertThat(made[b] - 1e9).isCloseTo(wanted[b], within(2.5e-7));
        }
    }

    @Test
    void of_anyNumberOfThreads_givesTheSameBits() {
        double[] one = ShardedBootstrap.of(0, "e", OPTIONS.withThreads(1), X).means(0);
        for (int threads : new int[] {2, 7, 16}) {
            assertThat(ShardedBootstrap.of(0, "e", OPTIONS.withThreads(threads), X).means(0)).isEqualTo(one);
        }
        assertThat(one).isEqualTo(shard(0, X.length).means(0));
    }

    /** Draws of rows beyond 2^31 are as good as others: mean and variance of 2,000 replicates, 5 standard errors. */
    @Test
    void of_rowsFarOut_haveTheirOwnDraws() {
        double[] values = Arrays.copyOf(X, 2 * SLAB);
        double[] far = ShardedBootstrap.of(1L << 38, "e", OPTIONS.withReplicates(2000), values).means(0);
        assertThat(far).isNotEqualTo(ShardedBootstrap.of(0, "e", OPTIONS.withReplicates(2000), values).means(0));
        Moments made = Moments.of(far);
        Moments data = Moments.of(values);
        double variance = data.m2() / data.n() / data.n();
        assertThat(made.mean()).isCloseTo(data.mean(), within(5 * Math.sqrt(variance / 2000)));
        assertThat(made.cumulant(2) / variance).isCloseTo(1, within(5 * Math.sqrt(2 / 2000.0)));
    }

    @Test
    void merge_stoppedShard_keepsTheReplicatesOfBoth() {
        AtomicInteger asked = new AtomicInteger();
        ShardedBootstrap stopped = ShardedBootstrap.of(0, "e",
                OPTIONS.withThreads(1).withStop(() -> asked.incrementAndGet() > 1), Arrays.copyOf(X, SLAB));
        assertThat(stopped.replicates()).isEqualTo(128);
        ShardedBootstrap next = ShardedBootstrap.of(SLAB, "e", OPTIONS, Arrays.copyOfRange(X, SLAB, 2 * SLAB));
        ShardedBootstrap both = stopped.merge(next);
        assertThat(both.replicates()).isEqualTo(128);
        assertThat(both.means(0)).isEqualTo(Arrays.copyOf(
                ShardedBootstrap.of(0, "e", OPTIONS, Arrays.copyOf(X, 2 * SLAB)).means(0), 128));
        ShardedBootstrap fewer = ShardedBootstrap.of(SLAB, "e", OPTIONS.withReplicates(150),
                Arrays.copyOfRange(X, SLAB, 2 * SLAB));
        ShardedBootstrap first = ShardedBootstrap.of(0, "e", OPTIONS, Arrays.copyOf(X, SLAB));
        assertThat(first.merge(fewer).means(0)).isEqualTo(Arrays.copyOf(first.merge(next).means(0), 150));
    }

    @Test
    void of_shardsThatDoNotFit_areRefusedByName() {
        ShardedBootstrap first = shard(0, SLAB);
        refuses(() -> ShardedBootstrap.of(5000, "e", OPTIONS, X),
                "firstRow must be a multiple of 4,096 in [0, 2^39), got 5000");
        refuses(() -> ShardedBootstrap.of(0, "e", OPTIONS), "terms must be at least 1, got 0");
        refuses(() -> ShardedBootstrap.of(0, "e", OPTIONS, new double[0]), "rows must be at least 1, got 0");
        refuses(() -> ShardedBootstrap.of(0, "e", OPTIONS, new double[3], new double[2]),
                "terms must have one value per row (3), got 2 in term 1");
        refuses(() -> first.merge(shard(2 * SLAB, 3 * SLAB)), "next must start at row 4096, got 8192");
        refuses(() -> first.merge(ShardedBootstrap.of(SLAB, "e", OPTIONS.withSeed(1), X, U)),
                "shards must have one estimand, seed and number of terms, got \"e\" (seed 99, 2 terms) "
                        + "and \"e\" (seed 1, 2 terms)");
        refuses(() -> first.mean(2), "term must be in [0, 1], got 2");
        refuses(() -> ShardedBootstrap.of(0, "e", OPTIONS, new double[12]).means(0),
                "rows must be at least 40, got 12");
        refuses(() -> ShardedBootstrap.of(0, "e", OPTIONS.withStop(() -> true), X).mean(0),
                "replicates must be at least 1, got 0");
    }
}

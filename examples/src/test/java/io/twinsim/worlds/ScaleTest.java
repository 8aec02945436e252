package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.ColumnSource;
import io.twinsim.model.Population;
import io.twinsim.model.TwinBlocks;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.ShardPlan;
import io.twinsim.sim.ShardResult;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What twins cost in memory, and what it takes to stream a billion of them. */
class ScaleTest {

    private static final TwinModel HCP = Worlds.hcp();
    private static final long MILLION = 1_000_000;
    private static final long BILLION = 1_000_000_000;

    private static Simulation campaign(long n) {
        return Simulation.stream(HCP, n, 42, HCP.intervention("email_campaign"));
    }

    /** What is in use after the collector has had its say. */
    private static long used() {
        for (int turn = 0; turn < 3; turn++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /**
     * A million twins each time, in populations of each size, so that what else happens in the JVM weighs little; in a
     * JVM whose collector counts objects and not the regions that they begin.
     */
    @Test
    void population_ofAnySize_takesItsBytesPerTwinOnTheHeap() throws IOException, InterruptedException {
        Process probe = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx600m", "-cp", System.getProperty("java.class.path"), HeapProbe.class.getName())
                .redirectErrorStream(true).start();
        List<String> lines = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> line.startsWith("bytes per twin")).toList();
        assertThat(probe.waitFor()).isZero();
        assertThat(lines).hasSize(3).allSatisfy(line ->
                assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' ')))).as(line).isBetween(76.9, 80.0));
    }

    /** Measures in a JVM of its own. */
    static final class HeapProbe {

        private HeapProbe() {
        }

        public static void main(String[] arguments) {
            perTwin(100_000); // the tables of the world are made with its first twins
            for (int size : new int[] {10_000, 100_000, 1_000_000}) {
                System.out.println("bytes per twin in populations of " + size + ": " + perTwin(size));
            }
        }

        private static double perTwin(int size) {
            long before = used();
            List<Population> held = new ArrayList<>();
            for (long done = 0; done < MILLION; done += size) {
                held.add(HCP.generate(size, 42 + done).prepare());
            }
            double grown = used() - before;
            Reference.reachabilityFence(held);
            return grown / MILLION;
        }
    }

    @Test
    void runs_repeated_leaveTheHeapFlat() {
        assertThat(growth(500)).isLessThan(1 << 20);
    }

    @Test
    @Tag("nightly")
    void runs_repeatedTenThousandTimes_leaveTheHeapFlat() {
        assertThat(growth(5_000)).isLessThan(1 << 20);
    }

    /** By how much the heap grows in so many stored and as many streamed runs. */
    private static long growth(int runs) {
        Simulation simulation = Simulation.of(HCP.generate(1_000, 42).prepare(), HCP.intervention("email_campaign"));
        Simulation stream = campaign(1_000);
        String hash = simulation.run().resultHash();
        long before = 0;
        for (int run = -200; run < runs; run++) {
            if (run == 0) {
                before = used();
            }
            assertThat(simulation.run().isComplete()).isTrue();
            assertThat(stream.run().isComplete()).isTrue();
        }
        assertThat(stream.run().resultHash()).isEqualTo(hash);
        return used() - before;
    }

    @Test
    void stream_firstTwinsOfABillion_areThoseOfAMaterialisedMillion() {
        List<String> columns = List.of("decile", "digital_engagement_score", "adoption_stage", "baseline_propensity",
                "specialty", "region", "baseline_outcome");
        Population million = HCP.generate(MILLION, 42).prepare(columns.toArray(String[]::new));
        TwinBlocks blocks = HCP.generate(BILLION, 42).blocks(columns);
        double[] stored = new double[1024];
        double[] streamed = new double[1024];
        long compared = 0;
        for (long first = 0; first < MILLION; first += 1024) {
            int to = (int) Math.min(1024, MILLION - first);
            blocks.load(first, 0, to);
            for (String column : columns) {
                million.storage(column).load((int) first, stored, 0, to);
                ColumnSource register = blocks.source(column);
                register.load(0, streamed, 0, to);
                for (int i = 0; i < to; i++) {
                    if (Double.doubleToRawLongBits(stored[i]) != Double.doubleToRawLongBits(streamed[i])) {
                        throw new AssertionError(column + " of row " + (first + i) + ": " + stored[i] + ", "
                                + streamed[i]);
                    }
                }
                compared += to;
            }
        }
        assertThat(compared).isEqualTo(columns.size() * MILLION);
        assertThat(campaign(MILLION).run().toJson())
                .isEqualTo(Simulation.of(million, HCP.intervention("email_campaign")).run().toJson());
    }

    @Test
    void stream_ofTenMillion_inShards_hasTheBitsOfOneMachine() {
        Simulation stream = campaign(10 * MILLION);
        String whole = stream.run().toJson();
        for (int shards : new int[] {3, 64}) {
            ShardPlan plan = ShardPlan.of(stream, shards);
            List<ShardResult> results = new ArrayList<>();
            for (int s = 0; s < shards; s++) {
                results.add(plan.runShard(s));
            }
            assertThat(plan.merge(results).toJson()).isEqualTo(whole);
        }
    }

    /** Cancelled wherever it is: what comes back is the result of a prefix, and no thread stays. */
    @Test
    void stream_cancelledInABillion_givesAnExactPrefixAndLeavesNoThread() throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        AtomicLong at = new AtomicLong();
        SimulationResult result = campaign(BILLION).withThreads(2).withCancellation(cancellation)
                .withListener((phase, done, total) -> {
                    if (done > 3 * MILLION && at.get() == 0) {
                        at.set(System.nanoTime());
                        cancellation.cancel();
                    }
                }).run();
        long took = System.nanoTime() - at.get();
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.n()).isGreaterThan(3 * MILLION).isLessThan(BILLION);
        SimulationResult prefix = campaign(result.n()).run();
        assertThat(result.ate().estimate()).isEqualTo(prefix.ate().estimate());
        assertThat(result.ate().standardError()).isEqualTo(prefix.ate().standardError());
        assertThat(result.quantile(0.3)).isEqualTo(prefix.quantile(0.3));
        // A tile takes less than a millisecond, so 100 ms are hard to miss even on a busy machine.
        assertThat(took / 1_000_000).isLessThan(100);
        Set<String> left = Set.of("twinsim-");
        for (int wait = 0; wait < 60 && threads(left) > 0; wait++) {
            Thread.sleep(100);
        }
        assertThat(threads(left)).isZero();
    }

    private static long threads(Set<String> prefixes) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> prefixes.stream().anyMatch(thread.getName()::startsWith)).count();
    }

    /** A billion twins in the heap that the tests have; that it does with 256 MB is shown by the command line in CI. */
    @Test
    @Tag("nightly")
    void stream_ofABillion_isDoneAndItsHeapStaysFlat() {
        long before = used();
        long begun = System.nanoTime();
        SimulationResult result = campaign(BILLION).run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(result.n()).isEqualTo(BILLION);
        assertThat(result.ate().standardError()).isLessThan(1e-6);
        assertThat(used() - before).isLessThan(4 << 20);
        System.out.printf(java.util.Locale.ROOT, "a billion HCP twins: %.1f s%n", seconds);
    }
}

package io.twinsim.spark;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.sim.ShardPlan;
import io.twinsim.sim.ShardResult;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Runs simulations on Spark. Results are bit-identical to {@link Simulation#run} on one machine, for any number of
 * shards, executors, retries and any order in which shards are done.
 */
public final class SparkSimulation {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    /** More tasks than cores, so that a slow one holds up little. */
    private static final int TASKS_PER_CORE = 4;

    private SparkSimulation() {
    }

    /**
     * Runs one simulation and exits the virtual machine with its status: 0 done, 1 failed or partial, 2 refused.
     *
     * @param args the options, see {@code --help}
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = run(args, new SparkConf(), out, err);
        if (out.checkError()) {
            err.println("cannot write standard output");
            status = FAILED;
        }
        System.exit(status);
    }

    /** Runs one simulation; a master is taken from {@code conf}, or else all cores of this machine. */
    static int run(String[] args, SparkConf conf, PrintStream out, PrintStream err) {
        try {
            Words words = new Words(args);
            if (words.has("--help")) {
                out.print(Words.USAGE);
                return DONE;
            }
            WorldSource world = WorldSource.of(words.required("--world"));
            ShardTask task = task(words, world);
            Simulation simulation = task.simulation(world.model());
            // Spark takes seconds to start, so everything typed is checked before.
            ShardPlan.of(simulation, task.shards());
            SimulationResult result = run(task, simulation, !words.has("--shards"), conf);
            String text = words.has("--json") ? result.toJson() : result.table();
            out.print(text.endsWith("\n") ? text : text + "\n");
            if (result.isComplete()) {
                return DONE;
            }
            err.println(result.status().id() + ": " + result.reason().orElse("the run did not complete"));
            return FAILED;
        } catch (InputException e) {
            err.println(e.getMessage());
            return REFUSED;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return e.getCause() instanceof FileSystemException ? REFUSED : FAILED;
        } catch (IllegalStateException | ArithmeticException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (Exception e) {
            if (e instanceof SparkException) {
                err.println(e.getMessage());
            } else {
                e.printStackTrace(err);
            }
            return FAILED;
        }
    }

    private static ShardTask task(Words words, WorldSource world) {
        String intervention = words.text("--intervention").orElseThrow(() -> new InputException(
                "twin-spark must be given --intervention; known: " + Names.list(world.model().interventionNames())));
        return new ShardTask(world.text(), world.source(), world.files(), intervention, words.parameters(),
                words.all("--where"), words.all("--subgroup"),
                words.whole("--size", 10_000, 0, Long.MAX_VALUE),
                words.whole("--seed", 42, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) words.whole("--shards", 1, 1, Integer.MAX_VALUE));
    }

    private static SimulationResult run(
            ShardTask task, Simulation simulation, boolean choose, SparkConf conf) {
        SparkConf named = conf.clone().setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.app.name", "twinsim " + task.intervention());
        try (JavaSparkContext spark = new JavaSparkContext(named)) {
            ShardTask cut = choose ? task.withShards(TASKS_PER_CORE * spark.defaultParallelism()) : task;
            return run(spark, cut, simulation);
        }
    }

    /**
     * Runs a simulation on a cluster.
     *
     * @param spark the cluster
     * @param task what to simulate, and in how many tasks
     * @return the result that {@code task.simulation(task.model()).run()} gives on one machine
     * @throws InputException if the input is refused; if several shards refuse it, the message is that of the first
     */
    public static SimulationResult run(JavaSparkContext spark, ShardTask task) {
        return run(spark, task, task.simulation(task.model()));
    }

    private static SimulationResult run(JavaSparkContext spark, ShardTask task, Simulation simulation) {
        ShardPlan plan = ShardPlan.of(simulation, task.shards());
        List<Integer> shards = IntStream.range(0, plan.shards()).boxed().toList();
        Broadcast<PlanHolder> holder = spark.broadcast(new PlanHolder());
        try {
            List<ShardAnswer> answers =
                    spark.parallelize(shards, plan.shards()).map(new ShardWork(task, holder)).collect();
            List<ShardResult> results = answers.stream().map(ShardAnswer::result).toList();
            return plan.merge(results);
        } finally {
            holder.destroy();
        }
    }
}

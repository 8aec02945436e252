package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.ContentHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A streamed simulation cut into shards that different machines may run, in any order and at any time; put together
 * they give the result of one machine, to the last bit.
 *
 * <pre>{@code
 * ShardPlan plan = ShardPlan.of(Simulation.stream(hcp, 1_000_000_000_000L, 42, email), 1_000);
 * byte[] bytes = plan.runShard(17).toBytes();                        // on some machine
 * SimulationResult result = plan.merge(results);                     // of ShardResult.ofBytes(bytes), on any
 * }</pre>
 *
 * <p>Shards are cut between tiles of 16,384 rows, as evenly as these allow; one may be empty. Each hands on the nodes
 * of the canonical tree of sums that lie wholly inside it, O(log n) of them, so that merging repeats the very additions
 * of an undivided run. A machine needs nothing but the world, the intervention and the settings: equal simulations have
 * equal plans, whose {@link #id} every shard carries. Immutable; serves any number of threads.
 */
public final class ShardPlan {

    static final int MOST_SHARDS = 1_000_000;

    /** The most bytes of a shard result. */
    private static final long MOST_BYTES = 256_000_000;

    private final Simulation simulation;
    private final int shards;
    private final Run run;
    private final Preparation prepared;
    private final String id;

    private ShardPlan(Simulation simulation, int shards, Run run) {
        this.simulation = simulation;
        this.shards = shards;
        this.run = run;
        this.prepared = Preparation.of(run.scenario());
        refuseGreatResults();
        this.id = ContentHash.of("shardPlan").text("simulation", simulation.hash()).whole("shards", shards).hex();
    }

    /**
     * A plan.
     *
     * @param simulation a streamed one, see {@link Simulation#stream}; its threads, executor, listener, deadline and
     *     cancellation serve each shard
     * @param shards 1 to 1,000,000
     * @return the plan
     * @throws InputException if the simulation is not streamed, the number is outside, a formula or a setting is
     *     refused, or there are so many subgroups that what a shard hands on would take more than 256 MB
     */
    public static ShardPlan of(Simulation simulation, int shards) {
        Run run = Checks.notNull(simulation, "simulation").begin();
        int checked = (int) Checks.inRange(1L, MOST_SHARDS, shards, "shards");
        if (!run.streamed()) {
            throw new InputException("simulation must be streamed to be cut into shards, got " + simulation
                    + "; make it with Simulation.stream(...)");
        }
        run.check();
        return new ShardPlan(simulation, checked, run);
    }

    private void refuseGreatResults() {
        long tiles = (prepared.pass().endTile() - prepared.pass().firstTile()) / shards + 1;
        SumsLayout layout = prepared.pass().layout();
        long bytes = ShardCodec.mostBytes(layout, tiles);
        if (bytes > MOST_BYTES) {
            long groups = layout.dimensions.stream().mapToLong(SubgroupClassifier::groups).sum();
            throw new InputException("subgroups must be so few that a shard result takes at most "
                    + Numbers.bytes(MOST_BYTES) + ", got " + Shown.count(groups, "group") + " in "
                    + Shown.count(layout.dimensions.size(), "dimension") + ", which take up to "
                    + Numbers.bytes(bytes));
        }
    }

    /**
     * What is cut.
     *
     * @return the simulation
     */
    public Simulation simulation() {
        return simulation;
    }

    /**
     * The number of shards.
     *
     * @return 1 to 1,000,000
     */
    public int shards() {
        return shards;
    }

    /**
     * The identity of the plan: of the simulation and the number of shards.
     *
     * @return 64 hexadecimal digits
     */
    public String id() {
        return id;
    }

    /**
     * The first row of a shard.
     *
     * @param shard 0 to {@link #shards} - 1
     * @return its id
     * @throws IndexOutOfBoundsException if there is no such shard
     */
    public long firstRow(int shard) {
        return row(firstTile(Objects.checkIndex(shard, shards)));
    }

    /**
     * One past the last row of a shard.
     *
     * @param shard 0 to {@link #shards} - 1
     * @return its id
     * @throws IndexOutOfBoundsException if there is no such shard
     */
    public long endRow(int shard) {
        return row(firstTile(Objects.checkIndex(shard, shards) + 1));
    }

    private long row(long tile) {
        RowSource rows = prepared.plan().rows;
        return Math.max(rows.first(), Math.min(rows.end(), tile * Blocks.TILE_ROWS));
    }

    private long firstTile(int shard) {
        long first = prepared.pass().firstTile();
        long tiles = prepared.pass().endTile() - first;
        return first + tiles / shards * shard + tiles % shards * shard / shards;
    }

    private ShardCodec.Tract tract(int shard) {
        return new ShardCodec.Tract(shard, shards, firstTile(shard), firstTile(shard + 1), firstRow(shard),
                endRow(shard));
    }

    /**
     * Runs a shard on the calling thread and its helpers. A shard that is stopped holds its first rows only.
     *
     * @param shard 0 to {@link #shards} - 1
     * @return what it contributes
     * @throws IndexOutOfBoundsException if there is no such shard
     * @throws InputException if a formula is not finite, naming row, formula and inputs
     */
    public ShardResult runShard(int shard) {
        long from = firstTile(Objects.checkIndex(shard, shards));
        long to = firstTile(shard + 1);
        long rows = endRow(shard) - firstRow(shard);
        Settings settings = prepared.scenario().settings();
        try (StopFlag stop = StopFlag.arm(settings.deadline, settings.cancellation);
                ProgressRelay relay = new ProgressRelay(settings.listener)) {
            EffectPass.Part part = prepared.pass().run(from, to, settings.threads, settings.executor, stop,
                    done -> relay.tell(ProgressListener.Phase.EFFECTS, done, rows));
            return new ShardResult(id, shard, shards, to - part.end(), row(part.end()) - firstRow(shard),
                    ShardCodec.write(part));
        }
    }

    /**
     * Puts all shards together. If some were stopped, the result is partial and that of the rows before the first gap.
     *
     * @param results of every shard once, in any order
     * @return the result that {@code simulation.run()} gives on one machine
     * @throws InputException if a shard is missing, is there twice, belongs to another plan or holds what no shard of
     *     this plan can, or the effect of a twin is missing
     */
    public SimulationResult merge(Collection<ShardResult> results) {
        ShardResult[] ordered = ordered(Checks.notNull(results, "results"));
        EffectPass.Merging merging = prepared.pass().new Merging();
        for (ShardResult result : ordered) {
            merging.add(ShardCodec.read(result, prepared.pass().layout(), tract(result.shard())));
            if (result.tilesLacking() > 0) {
                break;
            }
        }
        EffectPass.Outcome found = merging.outcome();
        Settings settings = prepared.scenario().settings();
        try (StopFlag stop = StopFlag.arm(null, settings.cancellation);
                ProgressRelay relay = new ProgressRelay(settings.listener)) {
            return new Conclusion(run.recipe(prepared.scenario()), prepared, stop, relay)
                    .of(found, prepared.scenario().rows().size(), null, i -> i);
        }
    }

    private ShardResult[] ordered(Collection<ShardResult> results) {
        ShardResult[] ordered = new ShardResult[shards];
        for (ShardResult result : results) {
            if (!Checks.notNull(result, "result").planId().equals(id)) {
                throw new InputException("shard " + result.shard() + " must belong to the plan " + id + ", got "
                        + result.planId() + "; world, intervention, settings, number of shards and version must be the "
                        + "same on all machines");
            }
            if (result.shards() != shards) {
                throw new InputException("shards of shard " + result.shard() + " must be " + Numbers.grouped(shards)
                        + " as in the plan, got " + Numbers.grouped(result.shards()));
            }
            if (ordered[result.shard()] != null) {
                throw new InputException("shard " + result.shard() + " must be given once, got it twice");
            }
            ordered[result.shard()] = result;
        }
        List<String> missing = new ArrayList<>();
        for (int s = 0; s < shards; s++) {
            if (ordered[s] == null) {
                missing.add(Integer.toString(s));
            }
        }
        if (missing.isEmpty()) {
            return ordered;
        }
        int shown = Math.min(5, missing.size());
        throw new InputException("results must hold all " + Numbers.grouped(shards) + " shards, got "
                + Numbers.grouped(results.size()) + "; missing: " + String.join(", ", missing.subList(0, shown))
                + (shown < missing.size() ? " and " + Numbers.grouped(missing.size() - shown) + " more" : ""));
    }

    /** One line: the intervention, the number of twins and of shards. */
    @Override
    public String toString() {
        return Shown.cut("ShardPlan[" + prepared.scenario().intervention().name() + ", "
                + Shown.count(prepared.scenario().rows().size(), "twin") + " in " + Shown.count(shards, "shard") + "]",
                Shown.LINE);
    }
}

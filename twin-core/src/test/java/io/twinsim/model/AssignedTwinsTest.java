package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.IntegerColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.internal.math.Blocks;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Twins under assignments in registers are those in columns. */
class AssignedTwinsTest {

    private static final TwinModel CHAIN = TwinModel.parse("""
            model: chain
            variables:
              x: "~ uniform(-1, 1)"
              y: {formula: "x + 1", range: [0, 2]}
              z: "~ normal(y, 1)"
              other: "~ poisson(4)"
              k: {formula: "round(3 * y)", type: integer}
            """, "chain.yaml");

    private final BlockParity parity = new BlockParity();

    /** Compares all columns, before and after, in blocks cut by the population's borders. */
    private void compare(Population twins, Map<String, Expr> assignments, Binding binding) {
        TwinModel model = twins.model().orElseThrow();
        Population held = model.assign(twins, assignments, binding);
        AssignedTwins lazy = AssignedTwins.of(model, twins, assignments, binding);
        assertThat(lazy.scope().names()).isEqualTo(held.scope().names());
        held.names().forEach(name -> assertThat(lazy.scope().symbol(name)).isEqualTo(held.scope().symbol(name)));
        TwinBlocks blocks = lazy.blocks(twins.names(), held.names());
        long base = twins.baseRow();
        long[] all = new long[Blocks.WORDS];
        Arrays.fill(all, -1);
        for (long first = Blocks.floor(base); first < twins.endRow(); first += Blocks.ROWS) {
            int from = (int) Math.max(0, base - first);
            int to = (int) Math.min(Blocks.ROWS, twins.endRow() - first);
            blocks.load(first, from, to);
            blocks.assign(all);
            parity.compare(twins, twins::storage, blocks::source, first, from, to);
            parity.compare(held, held::storage, blocks::assigned, first, from, to);
        }
    }

    @Test
    void assigned_randomWorlds_areTheColumns() {
        int changed = 0;
        for (long seed = 0; seed < 150; seed++) {
            RandomWorlds worlds = new RandomWorlds(seed);
            TwinModel model = worlds.model();
            Population twins = seed % 3 == 0 ? model.generate(1_300, seed)
                    : seed % 3 == 1 ? model.generate(1L << 40, seed).slice((1L << 33) + 77, (1L << 33) + 1_377)
                    : model.generate(1_300, seed, GenerateOptions.of().withAntithetic());
            for (int k = 0; k < 4; k++) {
                Map<String, Expr> assignments = worlds.assignments();
                compare(twins, assignments, Binding.NONE);
                changed += AssignedTwins.of(model, twins, assignments, Binding.NONE).changed().size();
            }
        }
        assertThat(parity.compared).isEqualTo(150 * 4 * 2 * 8 * 1_300L);
        assertThat(changed).isGreaterThan(150 * 4 * 2);
    }

    @Test
    void assigned_correlatedAndOwnWorlds_areTheColumns() {
        TwinModel shop = SampleWorlds.shop();
        compare(shop.generate(3_000, 1), shop.intervention("free_shipping").assignments(), Binding.NONE);
        TwinModel correlated = TwinBlocksTest.CORRELATED;
        for (String set : new String[] {"1", "b + 1", "poisson(2)"}) {
            compare(correlated.generate(3_000, 1), Map.of("b", Expr.parse(set)), Binding.NONE);
            compare(correlated.generate(3_000, 1, GenerateOptions.of().withAntithetic()), Map.of("b", Expr.parse(set)),
                    Binding.NONE);
        }
        assertThat(parity.compared).isEqualTo(3_000L * 2 * (5 + 6 * 5));
    }

    @Test
    void assigned_parametersAndCoefficients_areBound() {
        Binding binding = new Binding(Map.of("by", 0.25), Map.of("more", 0.125));
        compare(CHAIN.generate(2_000, 3), Map.of("x", Expr.parse("x * $by + $$more")), binding);
        assertThat(parity.compared).isEqualTo(2_000L * 2 * 5);
    }

    /** What assignments read is made once, and what nothing wanted depends on not at all. */
    @Test
    void blocks_makeOnlyWhatIsWanted() {
        Population twins = CHAIN.generate(1L << 50, 1);
        AssignedTwins assigned = AssignedTwins.of(CHAIN, twins, Map.of("y", Expr.parse("other / 10")), Binding.NONE);
        assertThat(assigned.changed()).containsExactly("y", "z", "k");
        TwinBlocks blocks = assigned.blocks(List.of("x"), List.of("k", "x"));
        assertThat(blocks).hasToString("TwinBlocks[rows 0 to 0 of 0 to 1125899906842624, x, other, y, k]");
        assertThat(blocks.assigned("x")).isSameAs(blocks.source("x"));
        assertThat(blocks.assigned("y")).isNotNull();
        assertThatThrownBy(() -> blocks.source("y")).isInstanceOf(InputException.class)
                .hasMessage("unknown column of these blocks \"y\"; did you mean \"x\"? known: x, other");
        assertThatThrownBy(() -> assigned.blocks(List.of(), List.of("kk"))).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown column \"kk\"; did you mean \"k\"?");
        assertThatThrownBy(() -> assigned.blocks(List.of("kk"), List.of())).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown column \"kk\"; did you mean \"k\"?");
    }

    /** Rows that a filter leaves out may fail, and what follows from them too. */
    @Test
    void assign_rowsThatDoNotCount_doNoHarm() {
        Population twins = CHAIN.generate(3_000, 9);
        Population positive = twins.where("x > 0.5");
        Map<String, Expr> assignments = Map.of("x", Expr.parse("log(2 * x)"));
        Population held = CHAIN.assign(positive, assignments, Binding.NONE);
        TwinBlocks blocks = AssignedTwins.of(CHAIN, positive, assignments, Binding.NONE)
                .blocks(List.of("x"), twins.names());
        int checked = 0;
        for (long first = 0; first < 3_000; first += 1_024) {
            int to = (int) Math.min(1_024, 3_000 - first);
            blocks.load(first, 0, to);
            long[] counts = new long[Blocks.WORDS];
            positive.selection().load((int) first, counts, 0, to);
            blocks.assign(counts);
            for (String name : new TreeSet<>(twins.names())) {
                double[] values = held.storage(name).size() == 3_000 ? load(held, name) : new double[0];
                for (int i = 0; i < to; i++) {
                    if ((counts[i >>> 6] >>> i & 1) != 0) {
                        assertThat(blocks.assigned(name).values()[i]).isEqualTo(values[(int) first + i]);
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isEqualTo(5 * (int) positive.size());
        assertThat(positive.size()).isBetween(600L, 900L);
        TwinBlocks all = AssignedTwins.of(CHAIN, twins, assignments, Binding.NONE).blocks(List.of(), List.of("k"));
        all.load(0, 0, 1_024);
        long[] every = new long[Blocks.WORDS];
        Arrays.fill(every, -1);
        assertThatThrownBy(() -> all.assign(every)).isInstanceOf(InputException.class)
                .hasMessageStartingWith("variable x: formula \"log(2 * x)\" is NaN at row ");
    }

    private static double[] load(Population population, String name) {
        double[] values = new double[population.storageSize()];
        population.storage(name).load(0, values, 0, values.length);
        return values;
    }

    @Test
    void failures_readAsThoseOfColumns() {
        Population twins = CHAIN.generate(3_000, 9);
        int cases = 0;
        for (Map<String, Expr> assignments : List.of(Map.of("y", Expr.parse("x + 2")), Map.of("k", Expr.parse("y / 3")),
                Map.of("x", Expr.parse("1 / (other - 4)")), Map.of("x", Expr.parse("x - 1")))) {
            String message = refusal(() -> CHAIN.assign(twins, assignments, Binding.NONE));
            AssignedTwins assigned = AssignedTwins.of(CHAIN, twins, assignments, Binding.NONE);
            TwinBlocks blocks = assigned.blocks(List.of(), assigned.changed());
            long[] every = new long[Blocks.WORDS];
            Arrays.fill(every, -1);
            blocks.load(0, 0, 1_024);
            assertThatThrownBy(() -> blocks.assign(every)).isInstanceOf(InputException.class).hasMessage(message);
            cases++;
        }
        for (Map<String, Expr> assignments : List.of(Map.of("y", Expr.parse("'a'")), Map.of("y", Expr.parse("nobody")),
                Map.of("k", Expr.parse("x > 'b'")))) {
            String message = refusal(() -> CHAIN.assign(twins, assignments, Binding.NONE));
            assertThatThrownBy(() -> AssignedTwins.of(CHAIN, twins, assignments, Binding.NONE))
                    .isInstanceOf(InputException.class).hasMessage(message);
            cases++;
        }
        assertThat(cases).isEqualTo(7);
    }

    private static String refusal(Runnable action) {
        try {
            action.run();
        } catch (InputException refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void twins_thatAreNotGenerated_areRefused() {
        Population twins = CHAIN.generate(100, 1);
        Map<String, Expr> set = Map.of("k", Expr.parse("1"));
        Population data = Population.builder().column("k", IntegerColumn.of(1, 2)).build();
        assertThatThrownBy(() -> AssignedTwins.of(CHAIN, CHAIN.adopt(data), set, Binding.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("only twins as their model generates them can be made block by block, got data");
        assertThatThrownBy(() -> AssignedTwins.of(CHAIN, CHAIN.assign(twins, set, Binding.NONE), set, Binding.NONE))
                .isInstanceOf(IllegalStateException.class).hasMessage("only twins as their model generates them can be "
                        + "made block by block, got twins whose variables were set");
        assertThatThrownBy(() -> AssignedTwins.of(SampleWorlds.shop(), twins, set, Binding.NONE))
                .isInstanceOf(InputException.class)
                .hasMessage("population must be of the model shop; adopt it first: model.adopt(population)");
    }

    /** Twenty turns of fifty blocks, before and after: the best of them allocates exactly nothing. */
    @Test
    void blocks_warm_allocateNothing() {
        Map<String, Expr> set = Map.of("x", Expr.parse("uniform(-1, 0) * 0.5"));
        TwinBlocks blocks = AssignedTwins.of(CHAIN, CHAIN.generate(1L << 50, 4), set, Binding.NONE)
                .blocks(CHAIN.names(), CHAIN.names());
        long[] every = new long[Blocks.WORDS];
        Arrays.fill(every, -1);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int k = 0; k < 50; k++) {
                blocks.load((50L * i + k) * 1024, 0, 1024);
                blocks.assign(every);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        assertThat(least).isZero();
    }
}

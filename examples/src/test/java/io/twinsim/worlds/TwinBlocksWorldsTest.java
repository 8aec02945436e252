package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.RegisterSource;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.AssignedTwins;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinBlocks;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The twins of the built-in worlds in registers are those in columns, bit for bit. */
class TwinBlocksWorldsTest {

    private static final long[] ALL = new long[Blocks.WORDS];

    static {
        Arrays.fill(ALL, -1);
    }

    private long compared;

    private static List<TwinModel> models() {
        List<TwinModel> models = new ArrayList<>();
        Worlds.names().forEach(name -> models.add(Worlds.named(name)));
        return models;
    }

    /** All rows of a population that is held in memory, against blocks of it or of what it is a slice of. */
    private void compare(Population held, Function<String, RegisterSource> registers, TwinBlocks blocks) {
        double[] expected = new double[Blocks.ROWS];
        long base = held.baseRow();
        for (long first = Blocks.floor(base); first < held.endRow(); first += Blocks.ROWS) {
            int from = (int) Math.max(0, base - first);
            int to = (int) Math.min(Blocks.ROWS, held.endRow() - first);
            blocks.load(first, from, to);
            blocks.assign(ALL);
            for (String name : held.names()) {
                Column column = held.storage(name);
                column.load((int) (first + from - base), expected, from, to);
                assertThat(registers.apply(name).labels()).isEqualTo(column.labels());
                assertThat(bits(registers.apply(name).values(), from, to)).as("%s from row %s", name, first + from)
                        .isEqualTo(bits(expected, from, to));
                compared += to - from;
            }
        }
    }

    private static long[] bits(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void blocks_ofAnySize_areTheColumns() {
        long expected = 0;
        for (TwinModel model : models()) {
            for (long n : new long[] {1, 1023, 1024, 1025, 16_384 + 3}) {
                Population twins = model.generate(n, 42).prepare();
                TwinBlocks blocks = twins.blocks(twins.names());
                compare(twins, blocks::source, blocks);
                expected += n * model.names().size();
            }
        }
        assertThat(compared).isEqualTo(expected);
    }

    @Test
    void blocks_farOutAndAntithetic_areThoseOfSlices() {
        long expected = 0;
        for (TwinModel model : models()) {
            for (GenerateOptions options : List.of(GenerateOptions.of(), GenerateOptions.of().withAntithetic())) {
                Population huge = model.generate(1L << 50, 7, options);
                TwinBlocks blocks = huge.blocks(huge.names());
                for (long row : new long[] {777, (1L << 31) - 1_000, (1L << 32) - 1_000, 1_000_000_000_000L}) {
                    compare(huge.slice(row, row + 3_000).prepare(), blocks::source, blocks);
                    expected += 3_000L * model.names().size();
                }
            }
        }
        assertThat(compared).isEqualTo(expected);
    }

    /** Every intervention that sets variables, and every variable set to the first twin's; one is refused both ways. */
    @Test
    void assigned_areTheColumns() {
        int cases = 0;
        int refused = 0;
        for (TwinModel model : models()) {
            Population twins = model.generate(1L << 40, 42).slice(555, 555 + 2_000);
            List<Map<String, Expr>> sets = new ArrayList<>();
            model.names().forEach(name -> sets.add(Map.of(name, Expr.parse(first(twins.column(name))))));
            Map<Map<String, Expr>, Binding> bindings = new LinkedHashMap<>();
            sets.forEach(set -> bindings.put(set, Binding.NONE));
            for (String name : model.interventionNames()) {
                Intervention intervention = model.intervention(name);
                if (!intervention.assignments().isEmpty()) {
                    bindings.put(intervention.assignments(), intervention.binding());
                }
            }
            for (Map.Entry<Map<String, Expr>, Binding> set : bindings.entrySet()) {
                cases++;
                AssignedTwins assigned = AssignedTwins.of(model, twins, set.getKey(), set.getValue());
                TwinBlocks blocks = assigned.blocks(twins.names(), twins.names());
                Population held;
                try {
                    held = model.assign(twins, set.getKey(), set.getValue());
                } catch (InputException refusal) {
                    assertThatThrownBy(() -> compare(twins, blocks::source, blocks)).isInstanceOf(InputException.class)
                            .hasMessage(refusal.getMessage());
                    refused++;
                    continue;
                }
                long before = compared;
                compare(held, blocks::assigned, blocks);
                compare(twins, blocks::source, blocks);
                assertThat(compared - before).isEqualTo(2 * 2_000L * model.names().size());
            }
        }
        assertThat(cases).isGreaterThanOrEqualTo(49);
        assertThat(refused).isEqualTo(1);
    }

    private static String first(Column column) {
        return column.labels().isEmpty() ? column.text(0) : "'" + column.text(0) + "'";
    }
}

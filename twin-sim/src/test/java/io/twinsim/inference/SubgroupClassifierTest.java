package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubgroupClassifierTest {

    private static final TwinModel WORLD = TwinModel.parse("""
            model: classified
            variables:
              level: "~ uniform_int(-2, 4)"
              many: "~ uniform_int(1, 51)"
              fifty: "~ uniform_int(1, 50)"
              count: "~ poisson(30)"
              region: "~ categorical(west: 0.5, south: 0.5)"
              flag: "~ bernoulli(0.5)"
              x: "~ normal(0, 1)"
            """, "classified.yaml");

    /** More rows than a column can have: whoever reads one fails. */
    private static final Population ENDLESS = WORLD.generate(1_000_000_000_000L, 1);

    private static Population data() {
        boolean[] missing = new boolean[100];
        missing[99] = true;
        return Population.builder()
                .column("few", IntegerColumn.of(IntStream.range(0, 100).map(i -> 10 - i % 3 * 3).toArray()))
                .column("gap", IntegerColumn.of(IntStream.range(0, 100).map(i -> i % 4).toArray(), missing))
                .column("region", CategoryColumn.of(List.of("west", "north", "east"),
                        IntStream.range(0, 100).map(i -> i % 10 == 0 ? 0 : 2).toArray(), missing))
                .column("flag", FlagColumn.of(new boolean[100]))
                .column("x", RealColumn.of(IntStream.range(0, 100).mapToDouble(i -> i / 8.0).toArray(), missing))
                .column("none", RealColumn.of(new double[100], filled()))
                .build();
    }

    private static boolean[] filled() {
        boolean[] all = new boolean[100];
        Arrays.fill(all, true);
        return all;
    }

    @Test
    void of_generatedLevelsAndBoundedIntegers_needNoRows() {
        assertThat(SubgroupClassifier.of(ENDLESS, "level").labels())
                .containsExactly("-2", "-1", "0", "1", "2", "3", "4");
        assertThat(SubgroupClassifier.of(ENDLESS, "fifty").groups()).isEqualTo(50);
        assertThat(SubgroupClassifier.of(ENDLESS, "flag").labels()).containsExactly("false", "true");
        SubgroupClassifier crossed = SubgroupClassifier.of(ENDLESS, "region * flag");
        assertThat(crossed.labels())
                .containsExactly("west * false", "west * true", "south * false", "south * true");
        assertThat(crossed.spec()).isEqualTo("region * flag");
        assertThat(crossed.column()).isEqualTo("region*flag");
        assertThat(crossed.columns()).containsExactly("region", "flag");
        assertThat(crossed).hasToString("SubgroupClassifier[region * flag, 4 groups]");
        assertThat(SubgroupClassifier.ofPilot(ENDLESS, "level*flag").groups()).isEqualTo(14);
    }

    @Test
    void needsScan_quantilesAndManyValues_alone() {
        for (String spec : List.of("level", "fifty", "region", "flag", "level*flag", "fifty*region")) {
            assertThat(SubgroupClassifier.needsScan(ENDLESS, spec)).as(spec).isFalse();
        }
        for (String spec : List.of("many", "count", "x", "level:3", "x:4", "level*x", "x*flag", "region*level:2")) {
            assertThat(SubgroupClassifier.needsScan(ENDLESS, spec)).as(spec).isTrue();
        }
        assertThat(SubgroupClassifier.needsScan(data(), "region")).isFalse();
        assertThat(SubgroupClassifier.needsScan(data(), "few")).as("data without bounds").isTrue();
    }

    @Test
    void of_rowsThatMayLackValues_haveALastGroup() {
        assertThat(SubgroupClassifier.of(data(), "region").labels())
                .containsExactly("west", "north", "east", "(missing)");
        assertThat(SubgroupClassifier.of(data(), "gap").labels()).containsExactly("0", "1", "2", "3", "(missing)");
        assertThat(SubgroupClassifier.of(data(), "few").labels()).containsExactly("4", "7", "10");
        assertThat(SubgroupClassifier.of(data(), "x").labels()).hasSize(6).last().isEqualTo("(missing)");
        assertThat(SubgroupClassifier.of(data(), "none").labels()).containsExactly("(missing)");
        assertThat(SubgroupClassifier.of(data().where("flag"), "few").labels()).containsExactly("(missing)");
    }

    @Test
    void ofPilot_valuesBeyondIt_areOthers() {
        int[] wide = {2_000_000_000, -2_000_000_000, -1_999_999_999, 5, 2_000_000_000, 7};
        Population rows = Population.builder()
                .column("near", IntegerColumn.of(new int[] {3, 9, 3, 4, Integer.MIN_VALUE, Integer.MAX_VALUE},
                        new boolean[] {false, false, true, false, false, false}))
                .column("wide", IntegerColumn.of(wide))
                .column("high", IntegerColumn.of(2_147_483_000, 2_147_483_002, 2_147_483_001, Integer.MIN_VALUE, 1, 2))
                .column("x", RealColumn.of(0, 1, 2, -5, 50, 1.5))
                .column("id", IntegerColumn.of(0, 1, 2, 3, 4, 5))
                .build();
        Population pilot = rows.where("id < 3");
        assertThat(labels(pilot, rows, "near")).containsExactly("3", "9", "(missing)", "(other)", "(other)", "(other)");
        assertThat(SubgroupClassifier.ofPilot(pilot, "near").labels())
                .containsExactly("3", "9", "(other)", "(missing)");
        assertThat(labels(pilot, rows, "wide"))
                .containsExactly("2000000000", "-2000000000", "-1999999999", "(other)", "2000000000", "(other)");
        assertThat(labels(pilot, rows, "high"))
                .containsExactly("2147483000", "2147483002", "2147483001", "(other)", "(other)", "(other)");
        assertThat(labels(pilot, rows, "x:2")).containsExactly("[0, 1)", "[1, 2]", "[1, 2]", "[0, 1)", "[1, 2]",
                "[1, 2]");
        assertThat(labels(pilot, rows, "near*x:2")).containsExactly("3 * [0, 1)", "9 * [1, 2]", "(missing) * [1, 2]",
                "(other) * [0, 1)", "(other) * [1, 2]", "(other) * [1, 2]");
        Population empty = rows.where("id < 0");
        assertThat(SubgroupClassifier.ofPilot(empty, "x").labels()).containsExactly("(other)");
        assertThat(labels(empty, rows, "wide")).containsOnly("(other)").hasSize(6);
        assertThat(labels(empty, rows, "near")).containsExactly("(other)", "(other)", "(missing)", "(other)",
                "(other)", "(other)");
    }

    private static List<String> labels(Population pilot, Population rows, String spec) {
        SubgroupClassifier classifier = SubgroupClassifier.ofPilot(pilot, spec);
        return IntStream.of(ClassifiedRows.of(classifier, rows)).mapToObj(classifier::label).toList();
    }

    @Test
    void of_badRequests_areRefusedAsByKeys() {
        List<String> specs = List.of("regio", "region:4", "x:1", "x:", "few*few:2", "few*region*flag", "few*",
                "few*regio", "few*region:2", "x:101");
        for (String spec : specs) {
            String message = catchMessage(() -> SubgroupKeys.of(data(), spec));
            assertThat(message).isNotBlank();
            assertThat(catchMessage(() -> SubgroupClassifier.of(data(), spec))).isEqualTo(message);
            assertThat(catchMessage(() -> SubgroupClassifier.needsScan(data(), spec))).isEqualTo(message);
            assertThat(catchMessage(() -> SubgroupClassifier.ofPilot(data(), spec))).isEqualTo(message);
        }
        assertThatThrownBy(() -> SubgroupClassifier.of(ENDLESS, "regio")).isInstanceOf(InputException.class)
                .hasMessage("unknown column \"regio\"; did you mean \"region\"? known: level, many, fifty, count, "
                        + "region, flag, x");
        assertThatThrownBy(() -> SubgroupClassifier.of(ENDLESS, "flag:4")).isInstanceOf(InputException.class)
                .hasMessage("subgroup \"flag:4\" must name a real or integer column for quantile groups, got flag");
        Population lacking = WORLD.adopt(Population.builder().column("x", RealColumn.of(1, 2)).build());
        assertThat(catchMessage(() -> SubgroupClassifier.of(lacking, "region"))).as("with the reason")
                .isEqualTo(catchMessage(() -> lacking.storage("region"))).isNotEqualTo(
                        catchMessage(() -> lacking.scope().symbol("region")));
    }

    private static String catchMessage(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(thrown).isInstanceOf(InputException.class);
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void of_tooManyCombinations_areRefused() {
        List<String> labels = IntStream.range(0, 1001).mapToObj(i -> "g" + i).toList();
        Population rows = Population.builder().column("g", CategoryColumn.of(labels.subList(0, 1000), new int[5]))
                .column("h", CategoryColumn.of(labels.subList(0, 100), new int[5]))
                .column("i", CategoryColumn.of(labels, new int[5])).build();
        assertThat(SubgroupClassifier.of(rows, "g*h").groups()).isEqualTo(100_000);
        assertThatThrownBy(() -> SubgroupClassifier.of(rows, "i*h")).isInstanceOf(InputException.class)
                .hasMessage("subgroup \"i*h\" must have at most 100,000 combinations, got 100,100");
        assertThat(SubgroupKeys.of(rows, "i*h").labels()).containsExactly("g0 * g0");
    }

    @Test
    void session_sourcesThatDoNotFit_areRefused() {
        SubgroupClassifier few = SubgroupClassifier.of(data(), "few");
        assertThatThrownBy(() -> few.session(name -> data().storage("x"))).isInstanceOf(IllegalStateException.class)
                .hasMessage("column few must be integer, got real");
        assertThatThrownBy(() -> few.session(name -> data().storage("gap"))).isInstanceOf(IllegalStateException.class)
                .hasMessage("column few must have no missing values");
    }

    /** Rows that do not count may hold anything, but have a group. */
    @Test
    void add_anyNumbers_fallIntoSomeGroup() {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300, 1e17, -1e17, -1,
            -0.0, 0.5, 2147483647, 2147483648.0, -2147483648.0, -2147483649.0, 4294967296.0, Double.MIN_VALUE, 1e5,
            Double.longBitsToDouble(-1L), Double.longBitsToDouble(0x7ff4000000000123L), 50, 51, 100};
        int checked = 0;
        List<SubgroupClassifier> classifiers = new ArrayList<>();
        for (String spec : List.of("few", "gap", "region", "flag", "x", "x:9", "x:30", "none", "gap*x:30")) {
            classifiers.add(SubgroupClassifier.of(data(), spec));
            classifiers.add(SubgroupClassifier.ofPilot(data(), spec));
        }
        for (String spec : List.of("level", "fifty", "flag", "region")) {
            classifiers.add(SubgroupClassifier.of(ENDLESS, spec));
        }
        for (SubgroupClassifier classifier : classifiers) {
            Population known = classifier.columns().contains("level") || classifier.columns().contains("fifty")
                    || classifier.groups() == 2 && classifier.column().equals("region") ? ENDLESS : data();
            SubgroupClassifier.Session session = classifier.session(
                    name -> new Anything(known.scope().symbol(name).type(), odd));
            int[] cells = new int[odd.length];
            session.add(0, 1, cells, 0, odd.length);
            for (int cell : cells) {
                assertThat(cell).as(classifier.toString()).isBetween(0, classifier.groups() - 1);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(22 * odd.length);
    }

    private record Anything(ColumnType type, double[] numbers) implements ColumnSource {

        @Override
        public List<String> labels() {
            return List.of();
        }

        @Override
        public boolean hasMissing() {
            return false;
        }

        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public void load(int position, double[] out, int from, int to) {
            System.arraycopy(numbers, position, out, from, to - from);
        }

        @Override
        public void loadValidity(int position, long[] words, int from, int to) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void add_steadyState_allocatesNothing() {
        Population twins = WORLD.generate(16_384, 3);
        int[] cells = new int[Blocks.ROWS];
        List<SubgroupClassifier.Session> sessions = new ArrayList<>();
        for (String spec : List.of("level", "many", "region", "flag", "x", "x:40", "level*region")) {
            sessions.add(SubgroupClassifier.of(twins, spec).session(twins::storage));
        }
        for (String spec : List.of("gap", "region", "x")) {
            Population with = data();
            SubgroupClassifier.Session session = SubgroupClassifier.of(with, spec).session(with::storage);
            assertThat(allocated(session, cells, 1, 100)).as(spec).isLessThan(4_096);
        }
        for (SubgroupClassifier.Session session : sessions) {
            assertThat(allocated(session, cells, 16, Blocks.ROWS)).as("bytes of 16,000 blocks").isLessThan(4_096);
        }
    }

    private static long allocated(SubgroupClassifier.Session session, int[] cells, int blocks, int size) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = 0;
        for (int turn = 0; turn < 2_000; turn++) {
            before = turn == 1_000 ? threads.getThreadAllocatedBytes(self) : before;
            for (int block = 0; block < blocks; block++) {
                session.add(block * Blocks.ROWS, 1, cells, 0, size);
            }
        }
        return threads.getThreadAllocatedBytes(self) - before;
    }
}

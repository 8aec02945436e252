package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Expr;
import io.twinsim.model.ContextSpec;
import io.twinsim.model.Population;
import io.twinsim.model.TimeSpan;
import io.twinsim.model.TimelineNode;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ContextJoinTest {

    private static final Population TWINS = Population.builder()
            .column("city", CategoryColumn.of("Oslo", "Rome", "Oslo", "Bern")).build();

    private static TimelineNode node(String name, TimelineNode.Kind kind, ColumnType type, List<String> labels,
            boolean fallback) {
        return new TimelineNode("env." + name, "env." + name, Map.of(), kind, Optional.empty(),
                fallback ? Optional.of(Expr.parse("1")) : Optional.empty(), false, Optional.empty(), type, labels,
                Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(),
                Optional.empty(), new Place("test", 1, 1));
    }

    private static ContextSpec spec(ContextSpec.Join join, String window, TimelineNode... columns) {
        return new ContextSpec("env", List.of(columns),
                node("matched", TimelineNode.Kind.MATCH, ColumnType.FLAG, List.of(), false), TimeSpan.parse(window),
                join);
    }

    private static TimelineNode humidity(boolean fallback) {
        return node("humidity", TimelineNode.Kind.CONTEXT, ColumnType.REAL, List.of(), fallback);
    }

    private static ContextSeries series(double... timesAndValues) {
        int n = timesAndValues.length / 2;
        double[] times = new double[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = timesAndValues[2 * i];
            values[i] = timesAndValues[2 * i + 1];
        }
        return ContextSeries.of(Population.builder().column("at", RealColumn.of(times))
                .column("humidity", RealColumn.of(values)).build(), "at");
    }

    /** The value of one twin; -1, what stands in the register, where none matches. */
    private static double at(ContextJoin join, double t, long row) {
        double[] values = {-1};
        double[] matched = {7};
        join.fill(t, row, 0, 1, new double[][] {values}, matched);
        assertThat(matched[0]).isEqualTo(values[0] == -1 ? 0 : 1);
        return values[0];
    }

    /** The environment's window of the skincare world is closed at exactly 2 h on both sides, the routine's at 4 h. */
    @Test
    void fill_windowsOfTwoAndFourHours_areClosed() {
        double second = 1 / 86_400.0;
        for (int hours : new int[] {2, 4}) {
            double reach = hours / 24.0;
            for (ContextSpec.Join rule : ContextSpec.Join.values()) {
                for (double scan : new double[] {0.3, 1, 17.77, 364.4}) {
                    ContextSpec spec = spec(rule, hours + " h", humidity(true));
                    boolean ahead = rule != ContextSpec.Join.BACKWARD;
                    assertThat(at(ContextJoin.bind(spec, "day", series(scan - reach, 5), TWINS), scan, 0)).isEqualTo(5);
                    assertThat(at(ContextJoin.bind(spec, "day", series(scan - reach - second, 5), TWINS), scan, 0))
                            .isEqualTo(-1);
                    assertThat(at(ContextJoin.bind(spec, "day", series(scan + reach, 5), TWINS), scan, 0))
                            .isEqualTo(ahead ? 5 : -1);
                    assertThat(at(ContextJoin.bind(spec, "day", series(scan + reach + second, 5), TWINS), scan, 0))
                            .isEqualTo(-1);
                }
            }
        }
    }

    /** The source took the latest of the window, which may be a record of the future: the policies differ. */
    @Test
    void fill_policies_takeOtherRecords() {
        ContextSeries records = series(9, 1, 9.9, 2, 10.05, 3, 11.5, 4);
        assertThat(ten(ContextSpec.Join.BACKWARD, records)).isEqualTo(2);
        assertThat(ten(ContextSpec.Join.NEAREST, records)).isEqualTo(3);
        assertThat(ten(ContextSpec.Join.LATEST, records)).isEqualTo(4);
    }

    private static double ten(ContextSpec.Join rule, ContextSeries records) {
        return at(ContextJoin.bind(spec(rule, "2 h", humidity(true)), "h", records, TWINS), 10, 0);
    }

    @Test
    void fill_byTwinNumber_givesEachTwinItsOwn() {
        Population records = Population.builder().column("at", RealColumn.of(1, 1, 2, 1, 2, 2))
                .column("twin", IntegerColumn.of(3, 0, 0, 7, 3, 3))
                .column("humidity", RealColumn.of(31, 1, 2, 71, 32, 33)).build();
        ContextJoin join = ContextJoin.bind(spec(ContextSpec.Join.BACKWARD, "1 day", humidity(true)), "day",
                ContextSeries.of(records, "at").byTwin("twin"), TWINS.select("city"));
        double[] values = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        double[] matched = new double[10];
        join.fill(2, 0, 0, 10, new double[][] {values}, matched);
        assertThat(values).containsExactly(2, -1, -1, 33, -1, -1, -1, 71, -1, -1);
        assertThat(matched).containsExactly(1, 0, 0, 1, 0, 0, 0, 1, 0, 0);
        double[] part = {-1, -1, -1, -1};
        join.fill(2, 4, 1, 4, new double[][] {part}, new double[4]);
        assertThat(part).containsExactly(-1, -1, -1, 71);
        assertThat(at(join, 2, 3)).isEqualTo(33);
        assertThat(at(join, 2, 9)).isEqualTo(-1);
    }

    @Test
    void fill_byVariableOfTheTwins_sharesRecordsAmongThem() {
        Population records = Population.builder().column("at", RealColumn.of(1, 1, 1))
                .column("city", CategoryColumn.of("Rome", "Oslo", "Kiev"))
                .column("humidity", RealColumn.of(40, 80, 60)).build();
        ContextJoin join = ContextJoin.bind(spec(ContextSpec.Join.BACKWARD, "1 day", humidity(true)), "day",
                ContextSeries.of(records, "at").byTwin("city"), TWINS);
        double[] values = {-1, -1, -1, -1};
        join.fill(1, 0, 0, 4, new double[][] {values}, new double[4]);
        assertThat(values).containsExactly(80, 40, 80, -1);
    }

    @Test
    void fill_labelsFlagsAndGaps_areInTheWorldsTerms() {
        Population records = Population.builder().column("at", RealColumn.of(1, 2, 3))
                .column("season", CategoryColumn.of("winter", "autumn", "winter"))
                .column("indoor", FlagColumn.of(true, false, true))
                .column("humidity", RealColumn.of(new double[] {40, 0, 60}, new boolean[] {false, true, false}))
                .build();
        ContextJoin join = ContextJoin.bind(spec(ContextSpec.Join.BACKWARD, "6 h",
                node("season", TimelineNode.Kind.CONTEXT, ColumnType.CATEGORY,
                        List.of("spring", "autumn", "winter"), true),
                node("indoor", TimelineNode.Kind.CONTEXT, ColumnType.FLAG, List.of(), true), humidity(true)), "day",
                ContextSeries.of(records, "at"), TWINS);
        double[][] columns = {{-1}, {-1}, {-1}};
        double[] matched = new double[1];
        join.fill(2.1, 0, 0, 1, columns, matched);
        assertThat(columns).isDeepEqualTo(new double[][] {{1}, {0}, {-1}});
        assertThat(matched).containsExactly(1);
        join.fill(3, 0, 0, 1, columns, matched);
        assertThat(columns).isDeepEqualTo(new double[][] {{2}, {1}, {60}});
        join.fill(5, 0, 0, 1, columns, matched);
        assertThat(columns).isDeepEqualTo(new double[][] {{2}, {1}, {60}});
        assertThat(matched).containsExactly(0);
    }

    @Test
    void fill_noSeries_leavesAllToTheFormulas() {
        ContextJoin join = ContextJoin.bind(spec(ContextSpec.Join.BACKWARD, "6 h", humidity(true)), "day", null, TWINS);
        assertThat(at(join, 2.1, 3)).isEqualTo(-1);
    }

    /** Random records of random owners, in random order, against the shortest statement of the join. */
    @Test
    void fill_anyRecords_agreesWithBruteForce() {
        DrawStream draws = Draws.of(11).stream("test/join");
        int row = 0;
        int checked = 0;
        for (int r = 0; r < 60; r++) {
            int n = draws.below(60, row++);
            double[] at = new double[n];
            int[] twin = new int[n];
            double[] value = new double[n];
            for (int i = 0; i < n; i++) {
                at[i] = draws.below(20, row++) / 4.0;
                twin[i] = draws.below(9, row++);
                value[i] = i;
            }
            ContextSeries series = ContextSeries.of(Population.builder().column("at", RealColumn.of(at))
                    .column("twin", IntegerColumn.of(twin)).column("humidity", RealColumn.of(value)).build(), "at")
                    .byTwin("twin");
            ContextSpec.Join rule = ContextSpec.Join.values()[r % 3];
            ContextJoin join = ContextJoin.bind(spec(rule, "30 min", humidity(true)), "h", series, TWINS);
            for (double t = 0; t < 6; t += 0.125) {
                double[] found = new double[10];
                Arrays.fill(found, -1);
                join.fill(t, 0, 0, 10, new double[][] {found}, new double[10]);
                for (int i = 0; i < 10; i++) {
                    assertThat(found[i]).isEqualTo(slow(rule, at, twin, i, t));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(60 * 48 * 10);
    }

    private static double slow(ContextSpec.Join rule, double[] at, int[] twin, int who, double t) {
        int best = -1;
        for (int i = 0; i < at.length; i++) {
            double away = Math.abs(at[i] - t);
            if (twin[i] != who || away > 0.5 || rule == ContextSpec.Join.BACKWARD && at[i] > t) {
                continue;
            }
            boolean better = best < 0 || (rule == ContextSpec.Join.NEAREST
                    ? away < Math.abs(at[best] - t) || away == Math.abs(at[best] - t) && at[i] <= at[best]
                    : at[i] >= at[best]);
            best = better ? i : best;
        }
        return best;
    }

    @Test
    void bind_whatCannotBeJoined_isRefused() {
        ContextSpec plain = spec(ContextSpec.Join.BACKWARD, "2 h", humidity(false));
        refused(() -> ContextJoin.bind(plain, "day", null, TWINS),
                "context \"env\" must have records, as env.humidity has "
                + "no formula for where there are none; use withContext(\"env\", series)");
        refused(() -> bind(plain, "humidty", RealColumn.of(1)),
                "unknown column \"humidity\"; did you mean \"humidty\"? "
                + "known: at, humidty");
        refused(() -> bind(plain, "humidity", CategoryColumn.of("high")),
                "records.humidity must be numbers as env.humidity is in the world, got labels");
        refused(() -> bind(plain, "humidity", RealColumn.of(new double[] {1}, new boolean[] {true})),
                "records.humidity[0] must have a value, as env.humidity has no formula for where there is none");
        ContextSpec season = spec(ContextSpec.Join.BACKWARD, "2 h", node("season", TimelineNode.Kind.CONTEXT,
                ColumnType.CATEGORY, List.of("spring", "winter"), true));
        refused(() -> bind(season, "season", CategoryColumn.of("winters")),
                "records.season[0]: unknown label \"winters\"; did you mean \"winter\"? known: spring, winter");
        ContextSpec whole = spec(ContextSpec.Join.BACKWARD, "2 h", node("steps", TimelineNode.Kind.CONTEXT,
                ColumnType.INTEGER, List.of(), true));
        refused(() -> bind(whole, "steps", RealColumn.of(1.5)), "records.steps[0] must be a whole number, got 1.5");
        Population ann = Population.builder().column("at", RealColumn.of(1)).column("who", CategoryColumn.of("ann"))
                .column("humidity", RealColumn.of(1)).build();
        refused(() -> ContextJoin.bind(plain, "day", ContextSeries.of(ann, "at").byTwin("who"), TWINS),
                "records.who[0] must be the number of a twin, from 0, as the twins have no variable of that name, got "
                        + "ann");
    }

    private static ContextJoin bind(ContextSpec spec, String name, Column values) {
        return ContextJoin.bind(spec, "day", ContextSeries.of(
                Population.builder().column("at", RealColumn.of(1)).column(name, values).build(), "at"), TWINS);
    }

    @Test
    void fill_noMatchAndNoFormula_isRefusedWithTheNearestRecord() {
        ContextSpec spec = spec(ContextSpec.Join.BACKWARD, "2 h", humidity(false));
        ContextJoin join = ContextJoin.bind(spec, "day", series(1, 5, 2.5, 6), TWINS);
        assertThat(at(join, 1, 0)).isEqualTo(5);
        refused(() -> at(join, 2, 3),
                "context \"env\" must have a record for twin 3 at t = 2 days (window 2 h, backward), as "
                + "env.humidity has no formula for where there is none; the nearest is at 2.5 days, 0.5 days after");
        refused(() -> at(join, 1.5, 3), "context \"env\" must have a record for twin 3 at t = 1.5 days (window 2 h, "
                + "backward), as env.humidity has no formula for where there is none; the nearest is at 1 day, "
                + "0.5 days before");
        Population nobody = Population.builder().column("at", RealColumn.of(1)).column("twin", IntegerColumn.of(5))
                .column("humidity", RealColumn.of(1)).build();
        ContextJoin other = ContextJoin.bind(spec, "day", ContextSeries.of(nobody, "at").byTwin("twin"), TWINS);
        refused(() -> at(other, 1, 4),
                "context \"env\" must have a record for twin 4 at t = 1 day (window 2 h, backward), as "
                + "env.humidity has no formula for where there is none; it has none at all");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}

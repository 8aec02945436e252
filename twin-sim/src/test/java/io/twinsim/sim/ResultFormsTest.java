package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Blocks;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class ResultFormsTest {

    @Test
    void line_ofAResult_isShort() {
        for (String name : new String[] {"plain", "constant", "unstated", "harm", "curved", "some", "never"}) {
            String line = TestWorlds.run(1_000, name).run().toString();
            assertThat(line).hasSizeLessThanOrEqualTo(75).doesNotContain("\n").startsWith("Result[ATE ");
        }
        assertThat(TestWorlds.run(10_000, "plain").run().toString())
                .matches("Result\\[ATE \\+0\\.1\\d{3}, 95 % 0\\.0\\d{3}\\.\\.0\\.1\\d{3} "
                        + "\\(assumed\\), n=10,000: DEPLOY]");
    }

    @Test
    void table_ofAResult_fitsTheScreen() {
        int lines = 0;
        for (String name : new String[] {"plain", "unstated", "harm", "curved", "some", "never", "high", "nameless"}) {
            Simulation simulation = TestWorlds.run(1_000, name).where("x < 100")
                    .withMethod(IntervalMethod.BOOTSTRAP_NORMAL);
            String table = (name.equals("harm") ? simulation : simulation.withPlan(100, 100)).run().table();
            for (String line : table.split("\n")) {
                assertThat(line.length()).as(line).isLessThanOrEqualTo(100);
                assertThat(line).doesNotEndWith(" ");
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(150);
        assertThat(TestWorlds.run(10_000, "plain").run().table()).contains(
                "plain on 10,000 twins of small (assumed): mean effect +0.1", "DEPLOY: ", "flips to ", "total ",
                "simulation ", "assumption ", "a real test needs ", "model small v1 (", "repeat: twin simulate small "
                + "--intervention plain --size 10000 --seed 7");
    }

    @Test
    void json_ofAResult_hasTheFixedKeysInOrder() {
        String json = TestWorlds.run(1_000, "plain").run().toJson();
        int at = 0;
        for (String key : List.of("world", "modelId", "intervention", "parameters", "seed", "configHash", "status",
                "estimand",
                "provenance", "n", "reached", "ate", "estimate", "standardError", "sd", "sdSystematic", "sdNoise",
                "interval",
                "intervals", "simulation", "assumption", "total", "plannedTrial", "subgroups", "recommendation",
                "verdict",
                "basis", "threshold", "probWorthwhile", "flip", "rationale", "sampleSize", "perArm", "power",
                "warnings")) {
            int next = json.indexOf("\"" + key + "\":", at);
            assertThat(next).as(key).isGreaterThanOrEqualTo(at);
            at = next;
        }
        assertThat(json).contains("\"plannedTrial\": null").contains("\"verdict\": \"deploy\"");
    }

    @Test
    void intervals_inTheTable_haveOneNumberOfDecimals() {
        String table = TestWorlds.run(100_000, "plain").withPlan(100, 100).run().table();
        int rows = 0;
        for (String line : table.lines().toList()) {
            if (line.matches("(total|simulation|assumption|planned trial) +-?[0-9].*")) {
                String[] cells = line.replace("planned trial", "planned").split(" +");
                for (int i = 1; i <= 2; i++) {
                    assertThat(cells[i].length() - cells[i].indexOf('.') - 1).as(line).isEqualTo(6);
                }
                rows++;
            }
        }
        assertThat(rows).isEqualTo(4);
    }

    @Test
    void headlineInterval_inTheText_standsOnceBeforeTheTable() {
        SimulationResult result = TestWorlds.run(10_000, "plain").run();
        String range = Shown.range(result.intervals().total().orElseThrow());
        String before = result.table().substring(0, result.table().indexOf("interval   "));
        assertThat(before.split(java.util.regex.Pattern.quote(range), -1)).hasSize(2);
        assertThat(before).contains("DEPLOY: the effect +0.1").contains("reaches the threshold 0.05 and its 95 % "
                + "interval is on the").doesNotContain("judged by");
        assertThat(result.recommendation().orElseThrow().rationale()).doesNotContain("..");
        assertThat(result.toJson()).contains("\"judged\": ", "\"kind\": \"total\"");
    }

    @Test
    void judgedInterval_thatTheHeadlineDoesNotShow_isAddedToTheText() {
        SimulationResult wide = TestWorlds.run(10_000, "plain").withLevel(0.8).run();
        assertThat(wide.table()).contains("\n  judged by the 95 % interval "
                + Shown.range(wide.recommendation().orElseThrow().interval()) + "\n");
        SimulationResult some = TestWorlds.run(10_000, "some").run();
        assertThat(some.table()).contains("\n  judged by the 95 % interval "
                + Shown.range(some.recommendation().orElseThrow().interval()) + " per twin reached\n");
    }

    @Test
    void share_explained_hasTwoDigits() {
        SubgroupTable table = new SubgroupTable("g", List.of(), java.util.OptionalDouble.of(0.0002225),
                java.util.Optional.empty(), java.util.Optional.empty());
        assertThat(table.table()).endsWith("  explains 0.022 % of the variance of effects\n");
        assertThat(new SubgroupTable("g", List.of(), java.util.OptionalDouble.of(0.35678), java.util.Optional.empty(),
                java.util.Optional.empty()).table()).endsWith("  explains 36 % of the variance of effects\n");
    }

    /** What an intervention sets belongs to the twins: its draws have their seed, whatever seed the simulation has. */
    @Test
    void explanation_ofASetThatDraws_showsTheDrawThatWasUsed() {
        TwinModel model = TestWorlds.small();
        Population twins = model.generate(1_000, 7);
        Intervention x = model.parseIntervention("x: {set: {x: 'x + uniform(0, 5)'}}", "more.yaml");
        Simulation seeded = Simulation.of(twins, x).withSeed(99);
        Population after = model.assign(twins, x.assignments(), x.binding());
        for (int row : new int[] {0, 3, 999}) {
            Explanation e = seeded.explain(row);
            double set = after.doubles("x")[row];
            assertThat(Double.parseDouble(e.parts().get(0).value())).isCloseTo(set, Offset.offset(1e-5));
            assertThat(e.effect()).isCloseTo(0.01 * (set - twins.doubles("x")[row]), Offset.offset(1e-15));
            assertThat(Simulation.of(twins, x).explain(row)).isEqualTo(e);
            assertThat(seeded.run().explain(row)).isEqualTo(e);
        }
    }

    @Test
    void explanation_ofATwin_addsUp() {
        Simulation simulation = TestWorlds.run(1_000, "plain");
        TwinModel model = TestWorlds.small();
        Population twins = model.generate(1_000, 7);
        for (int row : new int[] {0, 1, 511, 999}) {
            Explanation e = simulation.explain(row);
            double level = twins.doubles("level")[row];
            assertThat(e.systematic()).isCloseTo(0.1 * (0.6 + 0.2 * level), Offset.offset(1e-15));
            assertThat(e.effect()).isEqualTo(e.systematic() + e.noise());
            assertThat(e.noise()).isEqualTo(0.05 * io.twinsim.internal.math.Normal.quantile(
                    Draws.of(7).stream("effect/noise").uniform(row)), Offset.offset(1e-12));
            assertThat(e.parts()).extracting(Explanation.Part::name).containsExactly("base", "level");
            assertThat(e.inputs()).containsOnlyKeys("level");
            assertThat(e.coefficients()).containsEntry("lift", 0.1);
            assertThat(e.baseline().orElseThrow()).isCloseTo(0.2 + 0.01 * twins.doubles("x")[row],
                    Offset.offset(1e-15));
            assertThat(e.table().lines()).allMatch(line -> line.length() <= 100);
            assertThat(simulation.run().explain(row)).isEqualTo(e);
        }
        Explanation apart = TestWorlds.run(1_000, "never").explain(5);
        assertThat(apart.reached()).isFalse();
        assertThat(apart.effect()).isZero();
        assertThat(apart.table()).contains("does not apply to this twin: the effect is exactly 0");
    }

    @Test
    void effects_inTheSums_areThoseExplained() {
        Simulation simulation = TestWorlds.run(300, "some");
        double sum = 0;
        for (long row = 0; row < 300; row++) {
            sum += simulation.explain(row).effect();
        }
        assertThat(simulation.run().ate().estimate()).isCloseTo(sum / 300, Offset.offset(1e-14));
    }

    /** A logger that keeps its lines. */
    private static final class Lines extends AbstractLogger {
        private static final long serialVersionUID = 1L;
        private final Level level;
        private final transient List<String> lines = new ArrayList<>();

        Lines(Level level) {
            this.level = level;
        }

        private boolean on(Level asked) {
            return asked.toInt() >= level.toInt();
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(Level at, Marker marker, String text, Object[] values,
                Throwable cause) {
            lines.add(at + " " + MessageFormatter.basicArrayFormat(text, values));
        }

        @Override
        public boolean isTraceEnabled() {
            return on(Level.TRACE);
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return isTraceEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return on(Level.DEBUG);
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return true;
        }
    }

    @Test
    void log_byLevel_holdsModifiersAndTwins() {
        TwinModel model = TestWorlds.small();
        Population twins = model.generate(3_000, 7).where("level = 4");
        Scenario scenario = Scenario.of(twins, model.intervention("plain"), new Settings());
        EffectPlan plan = EffectPlan.of(scenario);
        Lines info = new Lines(Level.INFO);
        Lines debug = new Lines(Level.DEBUG);
        Lines trace = new Lines(Level.TRACE);
        new TwinLog(info, scenario, plan).write();
        new TwinLog(debug, scenario, plan).write();
        new TwinLog(trace, scenario, plan).write();
        assertThat(info.lines).isEmpty();
        assertThat(debug.lines).hasSize(12);
        assertThat(debug.lines.get(1)).isEqualTo("DEBUG plain level: n=" + twins.size()
                + " mean=1.4 sd=0 min=1.4 max=1.4");
        assertThat(debug.lines.get(2)).startsWith("DEBUG twin " + twins.rowId(0) + ": systematic=0.14 noise=");
        assertThat(trace.lines).hasSize((int) (2 + twins.size()));
        assertThat(trace.lines.get(12)).startsWith("TRACE twin " + twins.rowId(10) + ": ");
    }
}

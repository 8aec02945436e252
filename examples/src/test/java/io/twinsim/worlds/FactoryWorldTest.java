package io.twinsim.worlds;

import static io.twinsim.worlds.FactoryLines.FACTORY;
import static io.twinsim.worlds.FactoryLines.ORIGINAL;
import static io.twinsim.worlds.FactoryLines.STATIONS;
import static io.twinsim.worlds.FactoryLines.end;
import static io.twinsim.worlds.FactoryLines.isClose;
import static io.twinsim.worlds.FactoryLines.mean;
import static io.twinsim.worlds.FactoryLines.sd;
import static io.twinsim.worlds.FactoryLines.seen;
import static io.twinsim.worlds.FactoryLines.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.model.Population;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The factory world: design, health, sensors, randomisation and the two files. */
class FactoryWorldTest {

    private static final int LINES = 500;
    private static final TimelineResult SHIFT = seen(timeline(FACTORY, LINES)
            .withArm("high_demand", FACTORY.intervention("high_demand")), "health.*", "failure_chance.assembly",
            "status.assembly").run();
    private static final Population END = SHIFT.snapshot("8 h", "control");
    /** Of machines that stay new; anomalies have nothing to do with wear. */
    private static final TimelineResult SENSORS = timeline(FACTORY, LINES).withParameter("wear", 0)
            .withParameter("defect_loss", 0).observing("anomaly.*.*", "reading.assembly.*").run();

    @Test
    void worlds_parsed_holdTheirInterventions() {
        assertThat(FACTORY).hasToString("TwinModel[factory v1, 9 variables, 7 interventions]");
        assertThat(FACTORY.interventionNames()).containsExactly("high_demand", "rush_hours", "improved_quality",
                "fast_processing", "speed_up", "planned_maintenance", "predictive_maintenance");
        assertThat(ORIGINAL).hasToString("TwinModel[factory_original v1, 1 variable, 3 interventions]");
    }

    /** The product of the four good shares. */
    @Test
    void design_yield_isThePublishedIdeal() {
        double[] yield = timeline(FACTORY, 1).over("1 min").state("0 s").doubles("design_yield");
        assertThat(yield).containsExactly(0.99 * 0.97 * 0.995 * 0.98);
        assertThat(yield[0]).isCloseTo(0.9364, Offset.offset(0.00005));
    }

    /** Four standard errors of 400 lines of 478 pieces; a right engine fails once in 16,000 seeds. */
    @Test
    void yield_ofMachinesThatStayNew_isThePublishedIdeal() {
        for (var world : new io.twinsim.model.TwinModel[] {FACTORY, ORIGINAL}) {
            Timeline timeline = timeline(world, 400);
            Population end = end(world == FACTORY
                    ? timeline.withParameter("wear", 0).withParameter("defect_loss", 0).withParameter("mtbf", 1e9)
                    : timeline.withParameter("mtbf", 60.0).withParameter("mttr", 1), "line.introduced", "yield");
            assertThat(end.doubles("line.introduced")).containsOnly(479);
            isClose(world.name(), end.doubles("yield"), 0.93638853, 0, 1);
        }
    }

    @Test
    void stations_healthFallsWithDefectsAndStaysInRange() {
        Map<String, Double> health = new java.util.LinkedHashMap<>();
        for (String station : STATIONS) {
            double[] h = END.doubles("health." + station);
            assertThat(Arrays.stream(h).filter(v -> !(v >= 0 && v <= 1))).isEmpty();
            health.put(station, mean(h));
        }
        assertThat(health.get("assembly")).isLessThan(health.get("packaging"));
        assertThat(health.get("packaging")).isLessThan(health.get("loading"));
        assertThat(health.get("loading")).isLessThan(health.get("inspection"));
    }

    /** The published forecast was 0 always; here it is the chance of the machine's own law, and differs. */
    @Test
    void failureChance_followsHealthAndIsNeverZero() {
        double[] chance = END.doubles("failure_chance.assembly");
        double[] health = END.doubles("health.assembly");
        for (int i = 0; i < LINES; i++) {
            assertThat(chance[i]).isCloseTo(1 - Math.exp(-0.36 / Math.max(0.1, health[i])), Offset.offset(1e-12));
        }
        assertThat(Arrays.stream(chance).min().orElseThrow()).isGreaterThan(0.3);
        assertThat(sd(chance)).isGreaterThan(0.01);
    }

    /**
     * Of 1,000 lines at three healths, as many fail in the first hour as the forecast says, within four standard
     * errors: breakdowns and jams together follow one exponential law, exactly so without wear.
     */
    @Test
    void failureChance_meetsTheShareOfLinesThatFail() {
        for (double start : new double[] {1, 0.6, 0.35}) {
            TimelineResult hour = Timeline.of(FACTORY.generate(1_000, 7)).over("1 h")
                    .withParameter("start_health", start).withParameter("wear", 0).withParameter("defect_loss", 0)
                    .observing("failure_chance.loading", "life.*").withSnapshots("0 s", "1 h").run();
            double chance = hour.snapshot("0 s", "control").doubles("failure_chance.loading")[0];
            Population end = hour.snapshot("1 h", "control");
            for (String station : STATIONS) {
                double[] failed = Arrays.stream(end.doubles("life." + station)).map(t -> t < 3_600 ? 1 : 0).toArray();
                isClose("health " + start, failed, chance, 0, 1);
            }
        }
    }

    @Test
    void speed_sixtyTimesTheMost_isTheMostOnce() {
        Population end = seen(timeline(FACTORY, 50).with(FACTORY.intervention("speed_up")), "pace.*",
                "design_defect.*", "defect_rate.*").run().snapshot("8 h", "treated");
        for (String station : STATIONS) {
            assertThat(end.doubles("pace." + station)).containsOnly(1.2000000000000002);
            double rate = end.doubles("design_defect." + station)[0];
            for (double made : end.doubles("defect_rate." + station)) {
                assertThat(made).isCloseTo(1.1 * rate, Offset.offset(1e-12));
            }
        }
    }

    /**
     * Anomalies of 20 sensors in 480 readings of 500 lines are binomial: five standard errors of 240,000 readings
     * each, twenty checks, 1.1e-5 of false alarm together.
     */
    @Test
    void sensors_anomalies_comeAsOftenAsStated() {
        Map<String, Double> share = Map.of("temperature", 0.02, "vibration", 0.015, "current", 0.01, "speed", 0.01,
                "defect_rate", 0.02);
        int checked = 0;
        for (String station : STATIONS) {
            for (Map.Entry<String, Double> sensor : share.entrySet()) {
                double[] seen = SENSORS.summary("anomaly." + station + "." + sensor.getKey()).mean();
                double p = sensor.getValue();
                assertThat(mean(Arrays.copyOfRange(seen, 1, seen.length))).as(sensor.getKey())
                        .isCloseTo(p, Offset.offset(5 * Math.sqrt(p * (1 - p) / (480.0 * LINES))));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(20);
    }

    /**
     * The mean over lines follows drift, season by simulated time and wear; noise and anomalies have mean 0 and a
     * variance of sd^2 (1 + 13 p). Five standard errors at 480 times of 5 sensors: 0.14 % of false alarm.
     */
    @Test
    void sensors_means_followSimulatedTime() {
        double[][] sensors = {{65, 2, 0.5, 3, 2, 0.02}, {2.5, 0.3, 0, 0.5, 10, 0.015}, {15, 0.5, 0, 2, 1, 0.01},
            {1200, 10, 0, 0, 0, 0.01}, {2, 0.5, 0.1, 0, 0, 0.02}};
        String[] names = {"temperature", "vibration", "current", "speed", "defect_rate"};
        for (int s = 0; s < names.length; s++) {
            double[] seen = SENSORS.summary("reading.assembly." + names[s]).mean();
            double[] f = sensors[s];
            double error = f[1] * Math.sqrt((1 + 13 * f[5]) / LINES);
            double cut = s == 4 ? 0.001 : 0;
            for (int k = 1; k < seen.length; k++) {
                double hours = k / 60.0;
                double exact = f[0] + f[2] * hours + f[3] * Math.sin(2 * Math.PI * f[4] * hours);
                assertThat(seen[k]).as(names[s] + " at " + k).isCloseTo(exact, Offset.offset(5 * error + cut));
            }
        }
    }

    @Test
    void lines_withoutDifficulty_areAlikeAndWithItDifferWithinBounds() {
        Timeline plain = timeline(FACTORY, LINES);
        Population alike = plain.state("0 s");
        Population apart = plain.withParameter("difficulty", 1).state("0 s");
        assertThat(alike.doubles("interval")).containsOnly(60);
        double[] interval = apart.doubles("interval");
        assertThat(Arrays.stream(interval).filter(x -> !(x >= 45 && x <= 75))).isEmpty();
        assertThat(sd(interval)).isCloseTo(30 / Math.sqrt(12), Offset.offset(0.5));
        double[] time = apart.doubles("design_time.assembly");
        assertThat(Arrays.stream(time).filter(x -> !(x >= 24 && x <= 36))).isEmpty();
        double[] defect = apart.doubles("design_defect.inspection");
        assertThat(Arrays.stream(defect).filter(x -> !(x >= 0.0035 && x <= 0.0065))).isEmpty();
    }

    @Test
    void rushHours_beforeTheyBegin_changeNoBit() {
        Timeline timeline = timeline(FACTORY, 100).with(FACTORY.intervention("rush_hours"));
        for (String time : new String[] {"1 h", "119 min"}) {
            Population control = timeline.state(time);
            Population treated = timeline.state(time, "treated");
            assertThat(control.contentHash()).isEqualTo(treated.contentHash());
        }
        TimelineResult result = timeline.observing("line.introduced").run();
        double[] control = result.summary("line.introduced").mean();
        double[] treated = result.summary("line.introduced", "treated").mean();
        assertThat(treated[240]).isEqualTo(360);
        assertThat(control[240]).isEqualTo(239);
        assertThat(treated[480]).isEqualTo(600);
    }

    @Test
    void status_ofStations_areTheFiveWords() {
        CategoryColumn status = (CategoryColumn) SHIFT.snapshot("8 h", "high_demand").column("status.assembly");
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < LINES; i++) {
            seen.add(status.label(i));
        }
        assertThat(status.labels()).containsExactlyInAnyOrder("error", "maintenance", "warning", "running", "idle");
        assertThat(seen).contains("error", "warning", "running");
    }

    @Test
    void runs_onAnyNumberOfThreads_areTheSame() {
        Timeline timeline = timeline(FACTORY, 2_100).over("5 min").with(FACTORY.intervention("speed_up"))
                .withReplicates(100);
        assertThat(timeline.withThreads(1).run().toJson()).isEqualTo(timeline.withThreads(3).run().toJson());
    }
}

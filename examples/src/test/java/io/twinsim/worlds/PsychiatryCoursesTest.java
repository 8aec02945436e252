package io.twinsim.worlds;

import static io.twinsim.worlds.PsychiatryPatients.WORLD;
import static io.twinsim.worlds.PsychiatryPatients.all;
import static io.twinsim.worlds.PsychiatryPatients.drug;
import static io.twinsim.worlds.PsychiatryPatients.patients;
import static io.twinsim.worlds.PsychiatryPatients.uncoupled;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.timeline.TwinHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Time courses of the drug classes, their modifiers and side effects. */
class PsychiatryCoursesTest {

    private static final double[] METABOLISM = {0.5, 1, 2};

    private static List<String[]> oracle() throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                PsychiatryCoursesTest.class.getResourceAsStream("psychiatry_courses.csv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(line.split(","));
            }
        }
        return rows;
    }

    /**
     * Expected values by {@code psychiatry_courses.py} (Python 3.11.7, mpmath 1.3.0, 40 digits): six classes, three
     * doses, three metabolisms, 29 times, last dose on day 63. Courses do not depend on levels, so the world without
     * spill-over serves; it is faster.
     */
    @Test
    void courses_atNamedTimes_areTheClosedForm() throws IOException {
        List<String[]> oracle = oracle();
        TwinModel world = uncoupled();
        Population three = patients(world, 3, 1, Map.of("adherence", all(3, 1), "metabolism", METABOLISM));
        Set<String> times = new LinkedHashSet<>();
        Set<String> arms = new LinkedHashSet<>();
        Timeline timeline = Timeline.of(three).observing("drug", "rebound", "intensity").withReplicates(100);
        for (String[] row : oracle) {
            times.add(row[3] + " days");
            if (arms.add(row[0] + " " + row[1])) {
                timeline = timeline.withArm(arm(row),
                        drug(world, row[0], "dose", Double.parseDouble(row[1]), "stop_day", 63.0));
            }
        }
        TimelineResult result = timeline.withSnapshots(times.toArray(new String[0])).run();
        int checked = 0;
        for (String[] row : oracle) {
            Population then = result.snapshot(row[3] + " days", arm(row));
            int twin = row[2].equals("0.5") ? 0 : row[2].equals("1") ? 1 : 2;
            String[] names = {"drug", "rebound", "intensity"};
            for (int k = 0; k < names.length; k++) {
                assertThat(then.doubles(names[k])[twin]).as(String.join(" ", row) + " " + names[k])
                        .isCloseTo(Double.parseDouble(row[4 + k]), Offset.offset(1e-12));
                checked++;
            }
        }
        assertThat(arms).hasSize(18);
        assertThat(checked).isEqualTo(3 * 6 * 3 * 3 * 29);
    }

    private static String arm(String[] row) {
        return row[0] + "_" + row[1].replace('.', '_');
    }

    /** The published jumps stay: 0.298 to 0.305 at the onset, and to 0.8 after the last dose whatever was before. */
    @Test
    void ssri_atItsJumps_jumpsAsPublished() {
        Population one = patients(1, 1, Map.of("adherence", all(1, 1), "metabolism", all(1, 1)));
        TwinHistory history = Timeline.of(one).over("22 days").with(drug("ssri", "stop_day", 20.0))
                .replay(0, "treated");
        assertThat(history.value("drug", "13.75 days")).isCloseTo(0.2976, Offset.offset(5e-5));
        assertThat(history.value("drug", "14 days")).isCloseTo(0.30468, Offset.offset(5e-6));
        assertThat(history.value("drug", "20 days")).isLessThan(0.4);
        assertThat(history.value("drug", "20.25 days")).isCloseTo(0.8 * Math.exp(-0.025), Offset.offset(1e-12));
        assertThat(history.value("drug", "0 days")).isZero();
    }

    /**
     * The level that a drug reaches follows base effect times modifiers, clamped: 0.3 gain 0.9 (clamped) per step. Two
     * arms that share every draw differ by exactly that in the first step of a full exposure.
     */
    @Test
    void modifiers_ofAgeSexGenesAndOwnBalance_multiplyTheBaseEffect() {
        double[] age = {40, 70, 16, 40, 40, 40};
        double[] gene = {1, 1, 1, 1.5, 1, 0.5};
        Population six = Population.builder()
                .column("age", RealColumn.of(age))
                .column("sex", CategoryColumn.of("male", "male", "male", "male", "female", "female"))
                .column("weight", RealColumn.of(80, 80, 80, 80, 80, 50))
                .column("diabetes", FlagColumn.of(false, true, false, false, false, false))
                .column("liver_disease", FlagColumn.of(new boolean[6]))
                .column("kidney_disease", FlagColumn.of(false, false, false, true, false, false))
                .column("diagnosis", CategoryColumn.of("mixed", "mixed", "mixed", "mixed", "mixed",
                        "mixed"))
                .column("severity", RealColumn.of(all(6, 0)))
                .column("circumstances", RealColumn.of(all(6, 0)))
                .column("adherence", RealColumn.of(all(6, 1)))
                .column("cyp2d6", CategoryColumn.of("extensive", "extensive", "extensive",
                        "extensive", "extensive", "extensive"))
                .column("gene_serotonin", RealColumn.of(gene))
                .column("gene_dopamine", RealColumn.of(all(6, 1)))
                .column("gene_norepinephrine", RealColumn.of(all(6, 1)))
                .column("gene_gaba", RealColumn.of(all(6, 1)))
                .column("gene_glutamate", RealColumn.of(all(6, 1))).build();
        Timeline timeline = Timeline.of(WORLD.adopt(six)).withSeed(5).over("1 day")
                .with(drug("ssri", "dose", 0.5, "onset", 0.001, "peak", 0.002));
        double[] before = timeline.state("0 days").doubles("level.prefrontal_cortex.serotonin");
        double[] control = timeline.state("0.25 days").doubles("level.prefrontal_cortex.serotonin");
        Population treated = timeline.state("0.25 days", "treated");
        double[] modifier = {1, 0.8, 0.9, 1.5, 1.1, 0.55};
        for (int i = 0; i < 6; i++) {
            double own = before[i] < 0.3 ? 1.2 : before[i] > 0.7 ? 0.8 : 1;
            double base = Math.min(1, 0.7 * modifier[i] * own);
            double tolerance = 1 - 0.004 * (0.25 - 0.004);
            assertThat(treated.doubles("level.prefrontal_cortex.serotonin")[i] - control[i])
                    .as("patient " + i).isCloseTo(0.3 * 0.3 * 0.5 * tolerance * base, Offset.offset(1e-12));
        }
        double[] nausea = {1, 1.5, 1, 1.3, 1.2, 1.2};
        double[] sexual = {1.3, 1.95, 0.91, 1.69, 1, 1};
        double[] insomnia = {1, 1.5, 1.3, 1.3, 1, 1};
        for (int i = 0; i < 6; i++) {
            assertThat(treated.doubles("risk.nausea")[i]).isCloseTo(0.15 * nausea[i], Offset.offset(1e-12));
            assertThat(treated.doubles("risk.sexual")[i]).isCloseTo(0.2 * sexual[i], Offset.offset(1e-12));
            assertThat(treated.doubles("risk.insomnia")[i]).isCloseTo(0.125 * insomnia[i], Offset.offset(1e-12));
            assertThat(treated.doubles("risk.sedation")[i]).isZero();
        }
    }

    /** Half of what is in the body is gone after a half-life; 24 h after one dose of 20 mg exposure is 2^(-24/h). */
    @Test
    void medication_afterOneDose_hasTheExposureOfItsHalfLife() {
        Population one = patients(2, 1, Map.of("adherence", all(2, 1)));
        double[] halfLives = {6, 12, 24, 96};
        Timeline timeline = Timeline.of(one).over("1 day").observing("intensity").withSnapshots("1 day");
        for (double hours : halfLives) {
            timeline = timeline.withArm("h" + (int) hours, drug("medication", "half_life_hours", hours, "doses", 1));
        }
        TimelineResult result = timeline.run();
        for (double hours : halfLives) {
            double[] intensity = result.snapshot("1 day", "h" + (int) hours).doubles("intensity");
            assertThat(intensity).as(hours + " h").containsOnly(
                    new double[] {0.5 * Math.pow(2, -24 / hours)}, Offset.offset(1e-12));
        }
    }

    /** Side effects weigh as published: nausea 0.5, sexual 0.7, insomnia 0.6, anxiety 0.7. */
    @Test
    void sideEffects_ofAnSsri_areTheWeightedMean() {
        Population twins = patients(50, 1, Map.of("adherence", all(50, 1)));
        Population treated = Timeline.of(twins).over("1 day").with(drug("ssri"))
                .observing("risk.*", "side_effects", "efficacy", "score").withSnapshots("1 day").run()
                .snapshot("1 day", "treated");
        for (int i = 0; i < 50; i++) {
            double cost = 0.5 * treated.doubles("risk.nausea")[i] + 0.7 * treated.doubles("risk.sexual")[i]
                    + 0.6 * treated.doubles("risk.insomnia")[i] + 0.7 * treated.doubles("risk.anxiety")[i];
            assertThat(treated.doubles("side_effects")[i]).isCloseTo(cost / 2.5, Offset.offset(1e-12));
            assertThat(treated.doubles("score")[i]).isCloseTo(
                    treated.doubles("efficacy")[i] - cost / 2.5, Offset.offset(1e-12));
        }
    }
}

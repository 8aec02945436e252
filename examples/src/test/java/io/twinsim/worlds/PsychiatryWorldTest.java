package io.twinsim.worlds;

import static io.twinsim.worlds.PsychiatryPatients.WORLD;
import static io.twinsim.worlds.PsychiatryPatients.drug;
import static io.twinsim.worlds.PsychiatryPatients.mean;
import static io.twinsim.worlds.PsychiatryPatients.sd;
import static io.twinsim.worlds.PsychiatryPatients.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnType;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.model.Coupling;
import io.twinsim.model.Population;
import io.twinsim.model.Provenance;
import io.twinsim.model.TimelineSpec;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The psychiatric world: its file, its walk, its coupling, its severities. */
class PsychiatryWorldTest {

    private static final TimelineSpec SPEC = WORLD.timeline().orElseThrow();
    private static final List<String> UNREACHED = List.of("locus_coeruleus", "ventral_tegmental_area", "raphe_nuclei",
            "substantia_nigra", "thalamus", "parietal_cortex", "temporal_cortex", "occipital_cortex", "cerebellum",
            "brain_stem");
    private static final List<String> APART = List.of("acetylcholine", "endorphins", "substance_p", "oxytocin",
            "histamine", "glycine", "adenosine");
    private static final Population MONTH = Timeline.of(WORLD.generate(300, 11)).over("30 days").state("30 days");

    @Test
    void world_parsed_isAsDocumented() {
        assertThat(Worlds.summary("psychiatry")).isEqualTo("An invented clinic without clinical basis: who improves?");
        assertThat(SPEC.axes().get("region")).hasSize(23).doesNotHaveDuplicates();
        assertThat(SPEC.axes().get("transmitter")).hasSize(12).doesNotHaveDuplicates();
        assertThat(SPEC.family("level")).hasSize(276);
        assertThat(WORLD.interventionNames()).containsExactly("ssri", "snri", "ndri", "atypical_antipsychotic",
                "benzodiazepine", "stimulant", "medication", "cbt", "exercise", "ketamine", "tms", "life_event");
        WORLD.interventionNames().forEach(name ->
                assertThat(WORLD.intervention(name).provenance()).isEqualTo(Provenance.ASSUMED));
        assertThat(SPEC.observed()).startsWith("depression", "phq9", "anxiety");
        assertThat(SPEC.interactions()).filteredOn(i -> i.name().equals("ssri_with_ndri"))
                .extracting(i -> i.severity()).containsExactly("moderate");
    }

    /**
     * Levels that nothing spills over to are x' = x + 0.3 (b - x) + U(-0.05, 0.05), of stationary standard deviation
     * (0.1 / sqrt 12) / sqrt(1 - 0.49) = 0.040423. Over 21,000 independent values its standard error is below 0.0002;
     * five of them are missed once in two million seeds.
     */
    @Test
    void walk_withoutCouplingAndDrive_hasTheStationarySpread() {
        double theory = 0.1 / Math.sqrt(12) / Math.sqrt(1 - 0.49);
        assertThat(theory).isCloseTo(0.040, Offset.offset(0.0005));
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (String region : UNREACHED) {
            for (String transmitter : APART) {
                for (double shift : MONTH.doubles("shift." + region + "." + transmitter)) {
                    sum += shift;
                    squares += shift * shift;
                    n++;
                }
            }
        }
        assertThat(n).isEqualTo(21_000);
        assertThat(sum / n).isCloseTo(0, Offset.offset(5 * theory / Math.sqrt(n)));
        assertThat(Math.sqrt(squares / n)).isCloseTo(theory, Offset.offset(0.001));
    }

    /** The stationary covariance of x' = A x + e is the sum of A^k A'^k var(e); 23 regions within six errors each. */
    @Test
    void walk_withCoupling_hasTheSpreadOfItsMatrix() {
        double[][] a = SPEC.couplings().get("spread").matrix();
        int n = a.length;
        double[][] power = identity(n);
        double[] variance = new double[n];
        for (int k = 0; k < 200; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    variance[i] += power[i][j] * power[i][j] * 0.01 / 12;
                }
            }
            power = product(a, power);
        }
        List<String> regions = SPEC.axes().get("region");
        for (int i = 0; i < n; i++) {
            double squares = 0;
            int count = 0;
            for (String transmitter : APART) {
                for (double shift : MONTH.doubles("shift." + regions.get(i) + "." + transmitter)) {
                    squares += shift * shift;
                    count++;
                }
            }
            double expected = Math.sqrt(variance[i]);
            assertThat(Math.sqrt(squares / count)).as(regions.get(i))
                    .isCloseTo(expected, Offset.offset(6 * expected / Math.sqrt(2 * count)));
        }
        assertThat(variance[regions.indexOf("prefrontal_cortex")]).isGreaterThan(1.01 * 0.040423 * 0.040423);
    }

    /** Spread and interplay act at once; powers of the whole system of 23 x 12 levels die out. */
    @Test
    void coupling_asAWhole_isStable() {
        Coupling spread = SPEC.couplings().get("spread");
        Coupling interplay = SPEC.couplings().get("interplay");
        assertThat(spread.spectralRadius()).isBetween(0.7, 0.75);
        assertThat(interplay.spectralRadius()).isLessThan(0.1);
        int regions = 23;
        int n = regions * 12;
        double[][] whole = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                whole[i][j] = (i / regions == j / regions ? spread.matrix()[i % regions][j % regions] : 0)
                        + (i % regions == j % regions ? interplay.matrix()[i / regions][j / regions] : 0);
            }
        }
        double[][] power = whole;
        for (int k = 0; k < 6; k++) {
            power = product(power, power);
        }
        double greatest = 0;
        for (double[] row : power) {
            for (double x : row) {
                greatest = Math.max(greatest, Math.abs(x));
            }
        }
        assertThat(greatest).as("largest entry of the 64th power").isLessThan(Math.pow(0.83, 64) * 10);
    }

    private static double[][] identity(int n) {
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        return one;
    }

    private static double[][] product(double[][] a, double[][] b) {
        int n = a.length;
        double[][] c = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n && a[i][k] != 0; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    /**
     * A cascade of the form x' = 0.8 x + 0.4 sum(weight x) over 14 regions with weights of 0.6 to 0.9, whose radius is
     * 0.8 + 0.4 * 2.3 = 1.72, that of the published one: refused.
     */
    @Test
    void cascade_ofTheOriginal_isRefused() {
        assertThatThrownBy(() -> cascade("refuse")).isInstanceOf(InputException.class).hasMessage(
                "cascade.yaml:6:5: coupling cascade must have a spectral radius below 1, got 1.72; lower retain or "
                + "scale, or write unstable: allow");
        double[] clipped = Timeline.of(cascade("allow").generate(1, 1)).over("20 steps").state("20 steps")
                .doubles("x.r7");
        assertThat(clipped).containsExactly(1);
    }

    private static TwinModel cascade(String unstable) {
        StringBuilder rows = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            names.append(i == 0 ? "" : ", ").append('r').append(i);
            rows.append("        r").append(i).append(": {r").append((i + 1) % 14).append(": 0.9, r")
                    .append((i + 2) % 14).append(": 0.8, r").append((i + 5) % 14).append(": 0.6}\n");
        }
        return TwinModel.parse("model: cascade\nvariables: {id: \"~ uniform(0, 1)\"}\ntimeline:\n  step: 1 step\n"
                + "  coupling:\n    cascade:\n      across: region\n      retain: 0.8\n      scale: 0.4\n"
                + "      unstable: " + unstable
                + "\n      matrix:\n" + rows + "  axes: {region: [" + names + "]}\n  state:\n    x: {for: "
                + "[region], start: \"if(region == 'r0', 0.8, 0)\", next: \"coupled(cascade, x)\", range: [0, 1]}\n",
                "cascade.yaml");
    }

    /** The population is not of one kind: the depressed have less serotonin, the worried less GABA. */
    @Test
    void start_ofThePopulation_followsSeverity() {
        Population start = Timeline.of(WORLD.generate(2_000, 3)).state("0 days");
        double[] lowMood = start.doubles("low_mood");
        double[] worry = start.doubles("worry");
        assertThat(correlation(lowMood, start.doubles("serotonin_tone"))).isLessThan(-0.4);
        assertThat(correlation(worry, start.doubles("gaba_tone"))).isLessThan(-0.3);
        assertThat(correlation(worry, start.doubles("glutamate_tone"))).isGreaterThan(0.2);
        assertThat(Math.abs(correlation(lowMood, start.doubles("level.cerebellum.histamine")))).isLessThan(0.11);
        assertThat(correlation(start.doubles("severity"), start.doubles("phq9"))).isGreaterThan(0.5);
        assertThat(mean(start.doubles("phq9"))).isBetween(10.0, 20.0);
        assertThat(sd(start.doubles("level.cerebellum.histamine")))
                .isCloseTo(0.4 / Math.sqrt(12), Offset.offset(0.006));
    }

    private static double correlation(double[] x, double[] y) {
        double[] products = new double[x.length];
        double mx = mean(x);
        double my = mean(y);
        for (int i = 0; i < x.length; i++) {
            products[i] = (x[i] - mx) * (y[i] - my);
        }
        return mean(products) / (sd(x) * sd(y));
    }

    /** Evaluates the formula of a derived value for given values of what it reads; what is not given is 0. */
    private static double derived(String name, Map<String, Double> values) {
        Expr formula = SPEC.node(name).formula().orElseThrow();
        Map<String, RealColumn> columns = new LinkedHashMap<>();
        formula.variables().forEach(v -> columns.put(v, RealColumn.of(values.getOrDefault(v, 0.0))));
        assertThat(columns.keySet()).as("inputs of " + name).containsAll(values.keySet());
        Program program = Program.compile(formula, Scope.of(columns.keySet().stream()
                .map(v -> new Symbol(v, ColumnType.REAL, List.of(), false)).toList()),
                new Binding(Map.of(), Map.of()), "");
        Evaluator evaluator = program.evaluator(null, columns::get, 0);
        evaluator.run(0, 0, 1);
        return evaluator.values()[0];
    }

    private static double depression(double valence, double anhedonia, double motivation) {
        return derived("depression",
                Map.of("mood_valence", valence, "anhedonia", anhedonia, "motivation", motivation));
    }

    private static double anxiety(double level, double reactivity, double regulation, double gaba) {
        return derived("anxiety", Map.of("anxiety_level", level, "stress_reactivity", reactivity,
                "emotional_regulation", regulation, "gaba_deviation", gaba));
    }

    private static double functional(double sleep, double social, double care, double activity) {
        return derived("functional_impairment", Map.of("sleep_quality", sleep, "social_engagement", social,
                "self_care", care, "activity", activity));
    }

    private static double cognitive(double all) {
        return derived("cognitive_impairment", Map.of("attention", all, "concentration", all, "working_memory", all,
                "executive_function", all));
    }

    private static double balance(double... levels) {
        return derived("balance", Map.of("serotonin_deviation", levels[0], "dopamine_deviation", levels[1],
                "norepinephrine_deviation", levels[2], "gaba_deviation", levels[3], "glutamate_deviation", levels[4]));
    }

    @Test
    void severities_atTheCalibrationPoints_areInTheirRanges() {
        assertThat(depression(0.8, 0, 0.9)).isLessThan(0.2).isCloseTo(0.05, Offset.offset(0.005));
        assertThat(depression(-0.3, 0.5, -0.2)).isBetween(0.4, 0.7).isCloseTo(0.58, Offset.offset(0.005));
        assertThat(depression(-0.9, 0.9, -0.8)).isGreaterThan(0.8).isCloseTo(0.92, Offset.offset(0.005));
        assertThat(anxiety(0.1, 0.2, 0.9, 0)).isLessThan(0.2).isCloseTo(0.13, Offset.offset(0.005));
        assertThat(anxiety(0.5, 0.4, 0.5, 0)).isBetween(0.3, 0.6).isCloseTo(0.47, Offset.offset(0.005));
        assertThat(anxiety(0.9, 0.8, 0.2, 0)).isGreaterThan(0.7).isCloseTo(0.83, Offset.offset(0.005));
        assertThat(functional(0.9, 0.9, 0.9, 0.5)).isLessThan(0.2).isCloseTo(0.14, Offset.offset(0.005));
        assertThat(functional(0.5, 0.4, 0.5, 0.2)).isBetween(0.3, 0.6).isCloseTo(0.50, Offset.offset(0.005));
        assertThat(functional(0.1, 0.1, 0.1, -0.8)).isGreaterThan(0.7).isCloseTo(0.90, Offset.offset(0.005));
        assertThat(cognitive(0.9)).isLessThan(0.2);
        assertThat(cognitive(0.5)).isBetween(0.4, 0.6);
        assertThat(cognitive(0.1)).isGreaterThan(0.8);
        assertThat(balance(0, 0, 0, 0, 0)).isEqualTo(1);
        assertThat(balance(0.3, -0.3, 0.5, 0.2, -0.2)).isBetween(0.3, 0.7).isCloseTo(0.68, Offset.offset(0.005));
        assertThat(balance(0.9, 0.9, 0.9, 0.8, 0.9)).isLessThan(0.3).isCloseTo(0.12, Offset.offset(0.005));
    }

    /** The plain mean of anxiety .7 with unset reactivity and regulation is .57; low GABA must bring it above .6. */
    @Test
    void anxiety_withLowGaba_usesTheOtherDomain() {
        assertThat(anxiety(0.7, 0, 0, 0)).isCloseTo(0.567, Offset.offset(0.001));
        assertThat(anxiety(0.7, 0, 0, -0.2)).isGreaterThan(0.6);
        assertThat(derived("phq9", Map.of("depression", 0.5))).isEqualTo(13.5);
    }

    @Test
    void bands_ofASeverity_areTheNearestPublishedFactor() {
        Population start = Timeline.of(WORLD.generate(2_000, 3)).state("0 days");
        CategoryColumn bands = (CategoryColumn) start.column("significance");
        double[] depression = start.doubles("depression");
        Map<String, Double> factors = Map.of("none", 0.0, "minimal", 0.2, "mild", 0.4, "moderate", 0.6, "significant",
                0.8, "critical", 1.0);
        for (int i = 0; i < depression.length; i++) {
            assertThat(Math.abs(depression[i] - factors.get(bands.label(i)))).isLessThanOrEqualTo(0.1 + 1e-12);
        }
        assertThat(bands.labels()).containsExactlyInAnyOrderElementsOf(factors.keySet());
    }

    @Test
    void runs_onAnyNumberOfThreads_areTheSameAndReplayIsTheRow() {
        Timeline timeline = Timeline.of(WORLD.generate(1_100, 42)).over("3 days").with(drug("ssri"))
                .withReplicates(100);
        assertThat(timeline.withThreads(1).run().toJson()).isEqualTo(timeline.withThreads(3).run().toJson());
        Population end = timeline.state("3 days", "treated");
        for (String name : List.of("depression", "level.raphe_nuclei.serotonin", "sleep_quality")) {
            assertThat(timeline.replay(1_050, "treated").value(name, "3 days")).isEqualTo(end.doubles(name)[1_050]);
        }
    }

    @Test
    void text_ofTheWorld_saysOnItsFirstLineThatItIsAFixture() {
        assertThat(text().lines().findFirst()).hasValueSatisfying(line ->
                assertThat(line).contains("without clinical basis").contains("invented"));
    }
}

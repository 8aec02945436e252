package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * What must be ordered in generated data. 50,000 twins, seed 42; neighbouring group means lie at least eight standard
 * errors of their difference apart, so that a correct world fails with a probability below 1e-14 per seed, and a
 * world without the dependence passes a chain of k groups with probability 1/k!.
 */
class OrderingsTest {

    private static final int N = 50_000;

    private static final Population HCP = Worlds.hcp().generate(N, 42);
    private static final Population PATIENT = Worlds.patient().generate(N, 42);
    private static final Population TERRITORY = Worlds.territory().generate(N, 42);

    @Test
    void hcp_volumes_fallWithTheDecile() {
        for (String volume : List.of("total_patient_volume", "target_patient_volume", "prescribing_volume")) {
            assertThat(chain(HCP, volume, "decile", 1, 10)).as(volume)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void hcp_contacts_areMoreAndFresherInFirstTiers() {
        List<Double> frequency = chain(HCP, "interaction_frequency", "priority_tier", 1, 5);
        List<Double> days = chain(HCP, "last_interaction_days", "priority_tier", 1, 5);
        assertThat(frequency).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(days).isSorted();
    }

    @Test
    void hcp_peerInfluenceAndEngagement_fallFromInnovatorsToLaggards() {
        for (String score : List.of("peer_influence_score", "digital_engagement_score")) {
            Map<String, Double> mean = means(HCP, score, "adoption_stage");
            assertThat(List.of(mean.get("innovator"), mean.get("early_adopter"), mean.get("early_majority"),
                    mean.get("late_majority"), mean.get("laggard"))).as(score)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void hcp_parts_belongToTheirWholes() {
        assertThat(pairs(HCP, "specialty", "sub_specialty")).isEqualTo(12);
        assertThat(pairs(HCP, "region", "state")).isEqualTo(16);
        double[] total = HCP.doubles("total_patient_volume");
        double[] target = HCP.doubles("target_patient_volume");
        assertThat(IntStream.range(0, N).filter(i -> !(target[i] <= total[i]))).isEmpty();
    }

    /**
     * The mean of 50,000 baseline probabilities with sd 0.07 has a standard error of 0.0003; the band is 60 of these.
     */
    @Test
    void hcp_baseline_isAProbabilityNearOneInFive() {
        double[] rate = HCP.doubles("baseline_outcome");
        double[] propensity = HCP.doubles("baseline_propensity");
        double[] decile = HCP.doubles("decile");
        double[] engagement = HCP.doubles("digital_engagement_score");
        double[] exact = new double[N];
        for (int i = 0; i < N; i++) {
            exact[i] = Math.min(0.9, Math.max(0.1, 0.3 + 0.05 * (11 - decile[i]) + 0.2 * engagement[i]));
        }
        assertThat(propensity).isEqualTo(exact);
        assertThat(Arrays.stream(rate).filter(p -> !(p >= 0 && p <= 1))).isEmpty();
        assertThat(Arrays.stream(rate).average().orElseThrow()).isCloseTo(0.2, Offset.offset(0.02));
    }

    @Test
    void patient_comorbidities_riseWithAge() {
        Map<String, Double> mean = means(PATIENT, "comorbidity_count", "age_group");
        assertThat(List.of(mean.get("under_40"), mean.get("40_54"), mean.get("55_64"), mean.get("65_74"),
                mean.get("over_74"))).isSorted();
    }

    /** The group means lie at least six standard errors apart. */
    @Test
    void patient_area_isLessDeprivedForTheOld() {
        Map<String, Double> mean = means(PATIENT, "socioeconomic_index", "age_group");
        assertThat(List.of(mean.get("under_40"), mean.get("40_54"), mean.get("55_64"), mean.get("65_74"),
                mean.get("over_74"))).isSorted();
        assertThat(Worlds.patient().correlations()).hasToString("Correlations[age_group-socioeconomic_index 0.2]");
    }

    @Test
    void patient_risk_risesWithComorbidities() {
        assertThat(chain(PATIENT, "risk_score", "comorbidity_count", 0, 4)).isSorted();
    }

    @Test
    void patient_journey_isLongerOnLaterLinesAndStages() {
        assertThat(chain(PATIENT, "journey_duration_days", "treatment_line", 1, 3)).isSorted();
        Map<String, Double> mean = means(PATIENT, "journey_duration_days", "journey_stage");
        assertThat(List.of(mean.get("diagnosis"), mean.get("initiation"), mean.get("titration"),
                mean.get("maintenance")))
                .isSorted();
    }

    @Test
    void territory_sizes_riseWithTheStates() {
        assertThat(chain(TERRITORY, "zip_count", "state_count", 1, 4)).isSorted();
        assertThat(chain(TERRITORY, "total_hcps", "state_count", 1, 4)).isSorted();
    }

    @Test
    void territory_share_risesWithCoverageAndFallsWithCompetition() {
        assertThat(quarters(TERRITORY, "market_share", "coverage_rate")).isSorted();
        assertThat(quarters(TERRITORY, "market_share", "competitor_presence"))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void territory_growth_fallsWithCompetition() {
        assertThat(quarters(TERRITORY, "growth_rate", "competitor_presence"))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void territory_covered_isPartOfTotal() {
        double[] covered = TERRITORY.doubles("covered_hcps");
        double[] total = TERRITORY.doubles("total_hcps");
        assertThat(IntStream.range(0, N).filter(i -> !(covered[i] >= 0 && covered[i] <= total[i]))).isEmpty();
    }

    /** Group means of the integers from first to last. */
    private static List<Double> chain(Population rows, String value, String group, int first, int last) {
        Map<Integer, double[]> sums = new LinkedHashMap<>();
        double[] x = rows.doubles(value);
        double[] key = rows.doubles(group);
        for (int i = 0; i < x.length; i++) {
            add(sums.computeIfAbsent((int) key[i], k -> new double[2]), x[i]);
        }
        List<Double> means = new ArrayList<>();
        for (int k = first; k <= last; k++) {
            means.add(sums.get(k)[0] / sums.get(k)[1]);
        }
        return means;
    }

    private static Map<String, Double> means(Population rows, String value, String group) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        double[] x = rows.doubles(value);
        CategoryColumn key = (CategoryColumn) rows.column(group);
        for (int i = 0; i < x.length; i++) {
            add(sums.computeIfAbsent(key.label(i), k -> new double[2]), x[i]);
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((label, sum) -> means.put(label, sum[0] / sum[1]));
        return means;
    }

    /** Group means over the quarters of [0, 1]. */
    private static List<Double> quarters(Population rows, String value, String by) {
        double[][] sums = new double[4][2];
        double[] x = rows.doubles(value);
        double[] key = rows.doubles(by);
        for (int i = 0; i < x.length; i++) {
            add(sums[(int) Math.min(3, 4 * key[i])], x[i]);
        }
        List<Double> means = new ArrayList<>();
        for (double[] sum : sums) {
            means.add(sum[0] / sum[1]);
        }
        return means;
    }

    private static void add(double[] sum, double x) {
        sum[0] += x;
        sum[1]++;
    }

    /** The number of pairs of labels that occur together. */
    private static int pairs(Population rows, String whole, String part) {
        CategoryColumn a = (CategoryColumn) rows.column(whole);
        CategoryColumn b = (CategoryColumn) rows.column(part);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < a.size(); i++) {
            seen.add(a.label(i) + "/" + b.label(i));
        }
        return seen.size();
    }
}

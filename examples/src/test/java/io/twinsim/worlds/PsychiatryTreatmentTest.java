package io.twinsim.worlds;

import static io.twinsim.worlds.PsychiatryPatients.WORLD;
import static io.twinsim.worlds.PsychiatryPatients.all;
import static io.twinsim.worlds.PsychiatryPatients.drug;
import static io.twinsim.worlds.PsychiatryPatients.isClear;
import static io.twinsim.worlds.PsychiatryPatients.mean;
import static io.twinsim.worlds.PsychiatryPatients.patients;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.timeline.EventPage;
import io.twinsim.timeline.EventPage.EventRow;
import io.twinsim.timeline.EventQuery;
import io.twinsim.timeline.Seasonality;
import io.twinsim.timeline.SeriesEpisodes;
import io.twinsim.timeline.SeriesPatterns;
import io.twinsim.timeline.StateComparison;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.timeline.TwinHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What treatments must do in the psychiatric world, whatever its coefficients. Signs and orderings are asked of
 * populations, each with an interval: see {@link PsychiatryPatients#isClear}.
 */
class PsychiatryTreatmentTest {

    private static final int N = 250;
    private static final Population PATIENTS = WORLD.generate(N, 42);
    private static final Timeline ARMS = Timeline.of(PATIENTS).over("84 days").withReplicates(100)
            .observing("depression", "score", "serotonin_tone", "mood_valence", "anxiety", "therapy_progress",
                    "risk.seizure", "responded")
            .withSnapshots("7 days", "42 days", "84 days")
            .withArm("half", drug("ssri", "dose", 0.5))
            .withArm("ssri", drug("ssri"))
            .withArm("double", drug("ssri", "dose", 2.0))
            .withArm("often", drug("ssri", "adherence_factor", 0.5))
            .withArm("seldom", drug("ssri", "adherence_factor", 0.2))
            .withArm("stopped", drug("ssri", "stop_day", 70.0))
            .withArm("snri", drug("snri"))
            .withArm("ndri", drug("ndri"))
            .withArm("antipsychotic", drug("atypical_antipsychotic"))
            .withArm("cbt", drug("cbt"))
            .withArm("plan", drug("ssri"), drug("cbt"))
            .withArm("both", drug("ssri"), drug("ndri"));
    private static final TimelineResult RESULT = ARMS.run();

    @Test
    void dose_higher_hasTheLargerEffect() {
        for (String time : new String[] {"42 days", "84 days"}) {
            isClear("half", RESULT.effect("depression", "half").at(time), -1);
            isClear("usual over half", RESULT.contrast("depression", "ssri", "half").at(time), -1);
            isClear("double over usual", RESULT.contrast("depression", "double", "ssri").at(time), -1);
            isClear("serotonin", RESULT.contrast("serotonin_tone", "double", "ssri").at(time), 1);
        }
    }

    @Test
    void effect_inTheLongTerm_exceedsTheImmediateOne() {
        double[][] effects = {effect("ssri", "7 days"), effect("ssri", "84 days")};
        double[] later = new double[N];
        for (int i = 0; i < N; i++) {
            later[i] = effects[1][i] - effects[0][i];
        }
        isBelowZero("long-term against immediate", later);
    }

    @Test
    void adherence_better_hasTheLargerEffect() {
        isClear("1 over .5", RESULT.contrast("depression", "ssri", "often").at("84 days"), -1);
        isClear(".5 over .2", RESULT.contrast("depression", "often", "seldom").at("84 days"), -1);
        isClear(".2 over nothing", RESULT.effect("depression", "seldom").at("84 days"), -1);
    }

    /** The last dose is given on day 70; three days later serotonin and mood have fallen and anxiety has risen. */
    @Test
    void stopping_afterThreeDays_lowersSerotoninAndMoodAndRaisesAnxiety() {
        assertThat(RESULT.contrast("depression", "stopped", "ssri").at("70 days").estimate()).isZero();
        isClear("serotonin", RESULT.contrast("serotonin_tone", "stopped", "ssri").at("73 days"), -1);
        isClear("mood", RESULT.contrast("mood_valence", "stopped", "ssri").at("73 days"), -1);
        isClear("anxiety", RESULT.contrast("anxiety", "stopped", "ssri").at("73 days"), 1);
    }

    @Test
    void halfLife_longer_hasMoreEffectADayAfterADose() {
        TimelineResult result = Timeline.of(PATIENTS).over("2 days").withReplicates(100)
                .observing("serotonin_tone", "mood_valence", "depression")
                .withArm("short", drug("medication", "half_life_hours", 6.0, "doses", 1))
                .withArm("middle", drug("medication", "half_life_hours", 24.0, "doses", 1))
                .withArm("long", drug("medication", "half_life_hours", 96.0, "doses", 1)).run();
        isClear("short", result.effect("serotonin_tone", "short").at("1 day"), 1);
        isClear("middle", result.contrast("serotonin_tone", "middle", "short").at("1 day"), 1);
        isClear("long", result.contrast("serotonin_tone", "long", "middle").at("1 day"), 1);
        isClear("mood", result.contrast("mood_valence", "long", "short").at("1.25 days"), 1);
    }

    @Test
    void plan_ofDrugAndTherapy_exceedsTheSumOfItsParts() {
        double[] plan = effect("plan", "84 days");
        double[] drug = effect("ssri", "84 days");
        double[] therapy = effect("cbt", "84 days");
        double[] beyond = new double[N];
        for (int i = 0; i < N; i++) {
            beyond[i] = plan[i] - drug[i] - therapy[i];
        }
        isBelowZero("synergy", beyond);
        assertThat(RESULT.interactions()).anySatisfy(line -> assertThat(line).contains("ssri_with_cbt"));
    }

    @Test
    void interaction_ofSsriAndNdri_isFlaggedModerateAndAddsRisk() {
        assertThat(RESULT.interactions()).anySatisfy(line ->
                assertThat(line).contains("ssri_with_ndri").contains("moderate"));
        isClear("seizure", RESULT.contrast("risk.seizure", "both", "ndri").at("84 days"), 1);
    }

    @Test
    void progress_ofTherapy_isHalfAfterSixOfTwelveWeeks() {
        assertThat(RESULT.snapshot("42 days", "cbt").doubles("therapy_progress")).contains(0.5);
        assertThat(mean(RESULT.snapshot("42 days", "ssri").doubles("therapy_progress"))).isZero();
        Population keen = patients(5, 1, Map.of("adherence", all(5, 1)));
        assertThat(Timeline.of(keen).over("42 days").with(drug("cbt")).observing("therapy_progress")
                .withSnapshots("42 days").run().snapshot("42 days", "treated").doubles("therapy_progress"))
                .containsOnly(0.5);
    }

    /** The most likely mistake: a ranking without regard to noise. Differences to the best have intervals. */
    @Test
    void ranking_ofArms_ordersEffectsAndScores() {
        TreatmentRanking depression = TreatmentRanking.of(RESULT, "depression", "84 days");
        assertThat(depression.places()).hasSize(12);
        assertThat(List.of("plan", "both", "double")).contains(depression.best());
        assertThat(depression.places().get(11).arm()).isEqualTo("antipsychotic");
        for (int i = 1; i < 12; i++) {
            assertThat(depression.places().get(i).effect().estimate())
                    .isGreaterThanOrEqualTo(depression.places().get(i - 1).effect().estimate());
            assertThat(depression.places().get(i).rank()).isBetween(depression.places().get(i - 1).rank(), i + 1);
        }
        TreatmentRanking score = TreatmentRanking.of(RESULT, "score", "84 days");
        assertThat(score.places().stream().map(TreatmentRanking.Place::arm).toList().indexOf("cbt"))
                .as("side effects count in the score").isLessThan(
                        depression.places().stream().map(TreatmentRanking.Place::arm).toList().indexOf("cbt"));
        assertThat(score.places().get(0).effect().lower()).isPositive();
        assertThat(score.table().lines()).hasSize(13).allMatch(line -> line.length() <= 100);
        assertThat(score.toString()).startsWith("TreatmentRanking[score at 84 days: ").hasSizeLessThanOrEqualTo(75);
    }

    /** Two states of treated patients: depression improves, serotonin in the raphe nuclei rises by at least 0.1. */
    @Test
    void comparison_ofTwoStates_findsTheChangeInAnyOrderOfTimes() {
        Timeline timeline = Timeline.of(WORLD.generate(150, 4)).over("56 days").with(drug("ssri"))
                .observing("depression", "level.raphe_nuclei.serotonin").withReplicates(100);
        TimelineResult result = timeline.run();
        StateComparison change = result.compare("56 days", "7 days", "treated");
        assertThat(change.first()).isEqualTo("7 days");
        assertThat(change.change("depression").estimate()).isNegative();
        assertThat(change.change("depression").improved()).isGreaterThan(75);
        assertThat(change.change("level.raphe_nuclei.serotonin").estimate()).isGreaterThan(0.1);
        assertThat(result.compare("7 days", "56 days", "treated").table()).isEqualTo(change.table());
    }

    /**
     * Drug and therapy, as in the arm {@code plan}, whose state after six weeks is the cross-check. 34 of 250 is asked
     * for; about 130 more respond and 70 more remit, more than four standard errors (7.9 and 7.3 patients) beyond it.
     */
    @Test
    void response_underTreatment_comesSoonerAndToMore() {
        Timeline timeline = Timeline.of(PATIENTS).over("42 days").with(drug("ssri"), drug("cbt"));
        TreatmentResponse control = TreatmentResponse.of(timeline.with(), "control");
        TreatmentResponse treated = TreatmentResponse.of(timeline, "treated");
        assertThat(control.n()).isEqualTo(N);
        assertThat(treated.responded()).isGreaterThan(control.responded() + 34);
        assertThat(treated.remitted()).isGreaterThan(control.remitted() + 34);
        assertThat(treated.relapsed()).isLessThanOrEqualTo(treated.remitted());
        Population end = RESULT.snapshot("42 days", "plan");
        long now = Arrays.stream(end.doubles("responded")).filter(x -> x == 1).count();
        assertThat(treated.responded()).isGreaterThanOrEqualTo(now);
        assertThat(treated).hasToString("TreatmentResponse[250 patients, responded "
                + Numbers.fixed(treated.responseShare(), 3) + ", remitted "
                + Numbers.fixed(treated.remissionShare(), 3) + "]");
    }

    /** Alerts of a patient keep their cooldown, and a history read in pages is the history. */
    @Test
    void alerts_ofStressedPatients_keepTheirCooldownAndReadInPages() {
        Timeline timeline = Timeline.of(WORLD.generate(100, 5)).over("32 days").with(drug("life_event", "days", 30.0));
        EventQuery query = EventQuery.of("worsening", "critical_severity", "several_severe").in("treated")
                .from("7 days").to("30 days").limit(1_000);
        List<EventRow> rows = timeline.events(query).rows();
        assertThat(rows).hasSizeGreaterThan(20).allMatch(row -> row.time() >= 7 && row.time() <= 30);
        Map<String, Double> last = new HashMap<>();
        for (EventRow row : rows) {
            Double before = last.put(row.twin() + row.name(), row.time());
            assertThat(before == null || row.time() - before >= 7).as(row.toString()).isTrue();
        }
        List<EventRow> paged = new ArrayList<>();
        EventPage page = timeline.events(query.limit(12));
        paged.addAll(page.rows());
        for (int k = 0; k < 1 && page.next().isPresent(); k++) {
            page = timeline.events(query.limit(12).after(page.next().get()));
            paged.addAll(page.rows());
        }
        assertThat(rows).startsWith(paged.toArray(new EventRow[0]));
        assertThat(paged).hasSizeGreaterThan(20);
    }

    /** Three episodes of stress of 20 days each, seen in the series of one patient. */
    @Test
    void episodes_ofStress_areFoundInTheAnxietyOfAPatient() {
        TwinHistory history = Timeline.of(PATIENTS).over("135 days")
                .with(drug("life_event", "episodes", 3, "every_days", 45.0))
                .replay(3, "treated");
        SeriesEpisodes stress = SeriesPatterns.of(history.values("stress")).every(0.25).episodesAbove(0.5, 4, 2);
        assertThat(stress.count()).isEqualTo(3);
        assertThat(stress.meanDuration()).isCloseTo(20, Offset.offset(0.3));
        double[] anxiety = history.values("anxiety_level");
        double[] sorted = anxiety.clone();
        Arrays.sort(sorted);
        double middle = (sorted[sorted.length / 10] + sorted[sorted.length * 9 / 10]) / 2;
        SeriesEpisodes felt = SeriesPatterns.of(anxiety).every(0.25).episodesAbove(middle, 12, 8);
        assertThat(felt.count()).isEqualTo(3);
        assertThat(felt.episodes()).allMatch(e -> e.duration() >= 15 && e.duration() <= 25);
    }

    /** A swing of mood over the year comes back as a period of 350 to 380 days in three years of one patient. */
    @Test
    @Tag("nightly")
    void season_ofMood_isFoundAsAYear() {
        double[] mood = Timeline.of(PATIENTS).over("1095 days").withParameter("season", 0.4).replay(1)
                .values("mood_valence");
        double[] daily = new double[1095];
        for (int day = 0; day < daily.length; day++) {
            daily[day] = mood[4 * day];
        }
        Seasonality season = SeriesPatterns.of(daily).seasonality().orElseThrow();
        assertThat(season.period()).as(season.toString()).isBetween(350.0, 380.0);
    }

    private static double[] effect(String arm, String time) {
        double[] control = RESULT.snapshot(time, "control").doubles("depression");
        double[] treated = RESULT.snapshot(time, arm).doubles("depression");
        for (int i = 0; i < N; i++) {
            treated[i] -= control[i];
        }
        return treated;
    }

    private static void isBelowZero(String what, double[] differences) {
        Estimate estimate = MeanEstimate.of(differences, what, IntervalOptions.of());
        assertThat(estimate.interval().upper()).as(what + ": " + estimate).isNegative();
        assertThat(estimate.estimate()).as(what + ": " + estimate).isLessThan(-6 * estimate.standardError());
    }
}

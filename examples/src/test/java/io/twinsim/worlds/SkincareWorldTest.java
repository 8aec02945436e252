package io.twinsim.worlds;

import static io.twinsim.worlds.SkincareFaces.READINGS;
import static io.twinsim.worlds.SkincareFaces.REGIONS;
import static io.twinsim.worlds.SkincareFaces.WORLD;
import static io.twinsim.worlds.SkincareFaces.days;
import static io.twinsim.worlds.SkincareFaces.error;
import static io.twinsim.worlds.SkincareFaces.mean;
import static io.twinsim.worlds.SkincareFaces.minus;
import static io.twinsim.worlds.SkincareFaces.near;
import static io.twinsim.worlds.SkincareFaces.sd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.model.Population;
import io.twinsim.model.Provenance;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import io.twinsim.timeline.EventPage;
import io.twinsim.timeline.EventQuery;
import io.twinsim.timeline.StateComparison;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.timeline.TwinHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The skincare world: what it holds, that it stays as it is without a push, and how it is read. */
class SkincareWorldTest {

    private static final int FACES = 2_000;
    private static final Population TWINS = WORLD.generate(FACES, 42);

    @Test
    void world_parsed_isAsDocumented() {
        TimelineSpec timeline = WORLD.timeline().orElseThrow();
        assertThat(WORLD.interventionNames()).containsExactly("add_retinoid", "add_exfoliating_acid",
                "remove_fragrance", "daily_spf", "occlusive_moisturiser", "antioxidant_serum", "gentle_routine");
        WORLD.interventionNames().forEach(name ->
                assertThat(WORLD.intervention(name).provenance()).isEqualTo(Provenance.ASSUMED));
        assertThat(timeline.axes().get("region")).containsExactly(REGIONS);
        List<TimelineNode> regional = timeline.nodes().stream()
                .filter(node -> node.index().containsKey("region")).toList();
        assertThat(regional).hasSize(20).allMatch(node -> node.range().orElseThrow().upper() == 100
                && node.range().orElseThrow().lower() == 0);
        Map<String, Boolean> better = Map.of("hydration", true, "texture", true, "redness", false);
        regional.forEach(node -> assertThat(node.higherIsBetter().orElse(null)).as(node.name())
                .isEqualTo(better.get(node.family())));
        assertThat(timeline.observed()).startsWith("skin_score", "irritation").hasSize(10);
        assertThat(timeline.node("mood").labels()).hasSize(7);
        assertThat(timeline.node("risk_tier").labels())
                .containsExactlyInAnyOrder("monitor", "elevated", "high", "critical");
    }

    /**
     * Ten means at three times, each within 0.15 (what the ends of ranges may push) and five standard errors: 2e-5 of
     * false alarm together. Standard deviations of 2,000 faces vary by 1.6 %; 10 % are allowed.
     */
    @Test
    void population_withoutSeasons_staysAsItIs() {
        Timeline calm = days(TWINS, 180).withParameter("season", 0);
        Population start = calm.state("0 days");
        int checked = 0;
        for (String time : new String[] {"7 days", "90 days", "180 days"}) {
            Population now = calm.state(time);
            for (String reading : READINGS) {
                near(reading + " at " + time, 0, 0.15, minus(now.doubles(reading), start.doubles(reading)));
                assertThat(sd(now.doubles(reading)) / sd(start.doubles(reading))).as(reading).isBetween(0.9, 1.1);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(30);
    }

    /** Light pigments in summer; on the same day of the next year all is as it was, within half a point. */
    @Test
    void population_overAYear_followsTheSeasonAndComesBack() {
        Timeline year = days(WORLD.generate(600, 7), 365);
        Population start = year.state("0 days");
        Population autumn = year.state("150 days");
        Population next = year.state("365 days");
        assertThat(mean(minus(autumn.doubles("pigmentation"), start.doubles("pigmentation")))).isGreaterThan(2);
        for (String reading : READINGS) {
            near(reading, 0, 0.5, minus(next.doubles(reading), start.doubles(reading)));
        }
    }

    /** Two populations of other seeds: ten differences within five standard errors, 6e-6 of false alarm. */
    @Test
    void population_ofAnotherSeed_differsByChanceOnly() {
        Population one = days(TWINS, 30).state("30 days");
        Population other = days(WORLD.generate(FACES, 43), 30).state("30 days");
        for (String reading : READINGS) {
            double difference = mean(one.doubles(reading)) - mean(other.doubles(reading));
            double error = Math.hypot(error(one.doubles(reading)), error(other.doubles(reading)));
            assertThat(Math.abs(difference)).as(reading).isLessThan(5 * error);
        }
    }

    @Test
    void readings_ofAHarshTreatment_stayInTheirRange() {
        Population end = days(TWINS, 60).with(WORLD.intervention("add_retinoid").with("strength", 2),
                WORLD.intervention("add_exfoliating_acid")).state("60 days", "treated");
        int checked = 0;
        for (String family : new String[] {"hydration", "oil", "redness", "texture"}) {
            for (String region : REGIONS) {
                for (double value : end.doubles(family + "." + region)) {
                    assertThat(value).isBetween(0.0, 100.0);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(20 * FACES);
    }

    @Test
    void derived_ofAFace_areTheFormulasOfThePage() {
        Population now = days(TWINS, 10).state("10 days");
        double[] oil = new double[FACES];
        for (String region : REGIONS) {
            double[] own = now.doubles("oil." + region);
            for (int i = 0; i < FACES; i++) {
                oil[i] += own[i] / 5;
            }
        }
        CategoryColumn tier = (CategoryColumn) now.column("risk_tier");
        for (int i = 0; i < FACES; i++) {
            double imbalance = Math.abs(oil[i] - 45);
            double score = 0.2 * now.doubles("mean_hydration")[i] + 0.2 * now.doubles("mean_texture")[i]
                    + 0.15 * (100 - now.doubles("mean_redness")[i]) + 0.15 * now.doubles("barrier")[i]
                    + 0.1 * (100 - now.doubles("pigmentation")[i]) + 0.1 * (100 - now.doubles("blemishes")[i])
                    + 0.1 * (100 - 2 * imbalance);
            assertThat(now.doubles("skin_score")[i]).isCloseTo(score, Offset.offset(1e-9));
            double risk = now.doubles("risk")[i];
            assertThat(tier.label(i)).isEqualTo(
                    risk >= 38 ? "critical" : risk >= 32 ? "high" : risk >= 27 ? "elevated" : "monitor");
        }
    }

    @Test
    void labels_ofManyFaces_allOccurAndMostFacesAreCalm() {
        TimelineResult result = days(TWINS, 90).with(WORLD.intervention("add_exfoliating_acid"))
                .observing("mood", "risk_tier").withReplicates(100).run();
        for (String mood : List.of("balanced", "inflamed", "over_exfoliated", "barrier_stressed", "uv_overexposed",
                "dehydrated", "dull")) {
            assertThat(result.summary("mood", "treated").share(mood)[90]).as(mood).isPositive();
        }
        assertThat(result.summary("mood").share("balanced")[90]).isBetween(0.6, 0.85);
        double[] tiers = new double[4];
        List<String> order = List.of("monitor", "elevated", "high", "critical");
        for (int i = 0; i < 4; i++) {
            tiers[i] = result.summary("risk_tier").share(order.get(i))[90];
        }
        assertThat(tiers[0]).isGreaterThan(tiers[1]);
        assertThat(tiers[1]).isGreaterThan(tiers[2]);
        assertThat(tiers[2]).isGreaterThan(tiers[3]).isPositive();
    }

    @Test
    void suitability_ofProducts_dependsOnTheFace() {
        Population now = days(TWINS, 1).state("0 days");
        assertThat(share(now.where("skin_type == 'sensitive'"), "retinoid"))
                .isGreaterThan(share(now.where("skin_type == 'normal'"), "retinoid") + 0.2);
        assertThat(share(now.where("skin_type == 'oily'"), "occlusive"))
                .isGreaterThan(share(now.where("skin_type == 'dry'"), "occlusive") + 0.2);
        assertThat(share(now, "spf")).isZero();
        TreeSet<String> seen = new TreeSet<>(((CategoryColumn) now.column("suitability.acid")).labels());
        assertThat(seen).containsExactly("not_recommended", "safe", "use_with_caution");
    }

    private static double share(Population faces, String product) {
        return (double) faces.where("`suitability." + product + "` == 'not_recommended'").size() / faces.size();
    }

    @Test
    void alerts_withCooldown_comeAtMostOnceAWeek() {
        Timeline timeline = days(TWINS, 60).with(WORLD.intervention("add_retinoid"));
        EventPage page = timeline.events(EventQuery.of("irritated").in("treated").limit(5_000));
        assertThat(page.next()).isEmpty();
        assertThat(page.rows()).hasSizeGreaterThan(100);
        Map<Long, Double> last = new HashMap<>();
        for (EventPage.EventRow row : page.rows()) {
            assertThat(row.time() - last.getOrDefault(row.twin(), -7.0)).isGreaterThanOrEqualTo(7);
            last.put(row.twin(), row.time());
        }
        List<EventPage.EventRow> paged = new ArrayList<>();
        EventQuery query = EventQuery.of("irritated").in("treated").limit(40);
        for (EventPage next = timeline.events(query); ; next = timeline.events(query.after(next.next().get()))) {
            paged.addAll(next.rows());
            if (next.next().isEmpty()) {
                break;
            }
        }
        assertThat(paged).isEqualTo(page.rows());
    }

    /** The retinoid of a season: texture improves in more faces than it regresses in; irritation the other way. */
    @Test
    void comparison_ofTwoSnapshots_countsNotableChanges() {
        TimelineResult result = days(TWINS, 90).with(WORLD.intervention("add_retinoid"))
                .withSnapshots("0 days", "30 days", "90 days").withReplicates(100).run();
        StateComparison season = result.compare("0 days", "90 days", "treated");
        StateComparison.Change texture = season.change("mean_texture");
        assertThat(texture.improved()).isGreaterThan(10 * texture.regressed());
        StateComparison month = result.compare("30 days", "0 days", "treated");
        assertThat(month.first()).isEqualTo("0 days");
        assertThat(month.change("irritation").regressed()).isGreaterThan(5 * month.change("irritation").improved());
        double[] before = result.snapshot("0 days", "treated").doubles("irritation");
        double[] after = result.snapshot("30 days", "treated").doubles("irritation");
        long regressed = 0;
        for (int i = 0; i < before.length; i++) {
            regressed += after[i] - before[i] >= 3 ? 1 : 0;
        }
        assertThat(month.change("irritation").regressed()).isEqualTo(regressed);
        assertThat(month.trend()).isEqualTo(StateComparison.Trend.REGRESSING);
    }

    @Test
    void replay_ofAFace_isItsRowOfTheRun() {
        Timeline timeline = days(TWINS, 40).with(WORLD.intervention("add_retinoid"));
        Population control = timeline.state("40 days");
        Population treated = timeline.state("40 days", "treated");
        for (long face : new long[] {0, 1_023, 1_024, 1_999}) {
            TwinHistory one = timeline.replay(face);
            TwinHistory other = timeline.replay(face, "treated");
            for (String reading : READINGS) {
                assertThat(one.value(reading, 40)).isEqualTo(control.doubles(reading)[(int) face]);
                assertThat(other.value(reading, 40)).isEqualTo(treated.doubles(reading)[(int) face]);
            }
        }
    }

    @Test
    void runs_onAnyNumberOfThreads_areTheSame() {
        Timeline timeline = days(WORLD.generate(2_100, 3), 10).with(WORLD.intervention("add_retinoid"))
                .withReplicates(100);
        assertThat(timeline.withThreads(1).run().toJson()).isEqualTo(timeline.withThreads(3).run().toJson());
    }

    @Test
    void horizon_ofNoDayAHalfOrMoreThanAYear_isRefused() {
        assertThatThrownBy(() -> Timeline.of(TWINS).over("0 days")).isInstanceOf(InputException.class)
                .hasMessage("horizon must be a whole number of steps of 1 day, at least 1, got 0 days");
        assertThatThrownBy(() -> Timeline.of(TWINS).over("36 h")).isInstanceOf(InputException.class)
                .hasMessage("horizon must be a whole number of steps of 1 day, at least 1, got 36 h");
        assertThatThrownBy(() -> Timeline.of(TWINS).over("366 days")).isInstanceOf(InputException.class)
                .hasMessage("horizon must be at most 365 days (longest: of world skincare), got 366 days");
        assertThat(days(WORLD.generate(5, 1), 365).replay(0).steps()).isEqualTo(365);
        assertThat(days(WORLD.generate(5, 1), 1).replay(0).steps()).isEqualTo(1);
    }

    /** 100,000 faces over a season of two arms, in a heap of any usual size. */
    @Tag("nightly")
    @Test
    void run_ofManyFaces_holds() {
        TimelineResult result = Timeline.of(WORLD.generate(100_000, 42)).with(WORLD.intervention("add_retinoid")).run();
        assertThat(result.effect("mean_texture").last().lower()).isGreaterThan(5);
    }
}

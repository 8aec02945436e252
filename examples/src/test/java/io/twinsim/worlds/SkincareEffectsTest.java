package io.twinsim.worlds;

import static io.twinsim.worlds.SkincareFaces.READINGS;
import static io.twinsim.worlds.SkincareFaces.WORLD;
import static io.twinsim.worlds.SkincareFaces.above;
import static io.twinsim.worlds.SkincareFaces.below;
import static io.twinsim.worlds.SkincareFaces.days;
import static io.twinsim.worlds.SkincareFaces.mean;
import static io.twinsim.worlds.SkincareFaces.minus;
import static io.twinsim.worlds.SkincareFaces.near;
import static io.twinsim.worlds.SkincareFaces.weather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.timeline.EffectCurve;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * What weather and products do to faces: signs and orderings. Each comparison of means leaves five standard errors, so
 * a sign that were not there would pass once in three million seeds.
 */
class SkincareEffectsTest {

    private static final Population TWINS = WORLD.generate(500, 42);
    private static final Intervention RETINOID = WORLD.intervention("add_retinoid");
    private static final Intervention ACID = WORLD.intervention("add_exfoliating_acid");
    private static final Intervention SERUM = WORLD.intervention("antioxidant_serum");
    private static final Intervention MOISTURISER = WORLD.intervention("occlusive_moisturiser");
    private static final Intervention SPF = WORLD.intervention("daily_spf");
    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

    private static Timeline month(double humidity, double temperature, double uv, double air,
            Intervention... products) {
        Timeline month = days(TWINS, 30).withContext("env", weather(30, humidity, temperature, uv, air));
        return products.length == 0 ? month : month.with(products);
    }

    /** What the run shows: these nodes, and their values in every face at these times; nothing else is computed. */
    private static TimelineResult seen(Timeline timeline, List<String> nodes, String... times) {
        return timeline.observing(nodes.toArray(String[]::new)).withSnapshots(times).withReplicates(100).run();
    }

    private static Population bare(double humidity, double temperature, double uv, double air) {
        return seen(month(humidity, temperature, uv, air), List.of("mean_hydration", "mean_oil", "mean_redness",
                "pigmentation", "barrier", "weather_score"), "30 days").snapshot("30 days", "control");
    }

    /** By face, how the arm differs from control. */
    private static double[] effect(TimelineResult result, String node, String time, String arm) {
        return minus(result.snapshot(time, arm).doubles(node), result.snapshot(time, "control").doubles(node));
    }

    private static double[] effect(TimelineResult result, String node, String time) {
        return effect(result, node, time, "treated");
    }

    private static double[] effect(Timeline timeline, String node, String time) {
        return effect(seen(timeline, List.of(node), time), node, time);
    }

    @Test
    void weather_onBareFaces_worksInTheRightDirection() {
        Population mild = bare(50, 20, 3, 40);
        Population dry = bare(20, 20, 3, 40);
        Population damp = bare(85, 32, 3, 40);
        Population sunny = bare(50, 20, 9, 40);
        Population dirty = bare(50, 20, 3, 180);
        below("dry air, hydration", -3, change(dry, mild, "mean_hydration"));
        above("dry air, oil that replaces water", 0, minus(change(dry, mild, "mean_oil"),
                change(bare(20, 44, 3, 40), bare(50, 44, 3, 40), "mean_oil")));
        above("damp heat, oil", 3, change(damp, mild, "mean_oil"));
        above("sun, pigmentation", 0.5, change(sunny, mild, "pigmentation"));
        above("sun, redness", 1, change(sunny, mild, "mean_redness"));
        below("smog, barrier", -3, change(dirty, mild, "barrier"));
        above("smog, redness", 1, change(dirty, mild, "mean_redness"));
        above("skin weather", 5, minus(mild.doubles("weather_score"), dry.doubles("weather_score")));
        above("skin weather", 5, minus(mild.doubles("weather_score"), sunny.doubles("weather_score")));
        above("skin weather", 5, minus(mild.doubles("weather_score"), dirty.doubles("weather_score")));
        above("skin weather", 5, minus(mild.doubles("weather_score"), damp.doubles("weather_score")));
    }

    private static double[] change(Population now, Population against, String reading) {
        return minus(now.doubles(reading), against.doubles(reading));
    }

    @Test
    void products_inTheWeatherTheyAreFor_workMore() {
        List<String> readings = List.of("irritation", "pigmentation");
        TimelineResult sunny = seen(month(50, 20, 10, 40, RETINOID), readings, "30 days");
        TimelineResult dull = seen(month(50, 20, 2, 40, RETINOID), readings, "30 days");
        for (String reading : readings) {
            above("retinoid, " + reading + " under the sun", 0.2,
                    minus(effect(sunny, reading, "30 days"), effect(dull, reading, "30 days")));
        }
        above("antioxidants, barrier in dirty air", 1, minus(
                effect(month(50, 20, 3, 180, SERUM), "barrier", "30 days"),
                effect(month(50, 20, 3, 20, SERUM), "barrier", "30 days")));
        above("moisturiser, hydration in dry air", 1, minus(
                effect(month(15, 20, 3, 40, MOISTURISER), "mean_hydration", "30 days"),
                effect(month(60, 20, 3, 40, MOISTURISER), "mean_hydration", "30 days")));
        below("sun protection, pigmentation under the sun", -1, minus(
                effect(month(50, 20, 10, 40, SPF), "pigmentation", "30 days"),
                effect(month(50, 20, 2, 40, SPF), "pigmentation", "30 days")));
    }

    /** Improvement speed against irritation risk: irritation first, smoother skin later. */
    @Test
    void retinoid_overASeason_irritatesBeforeItSmooths() {
        TimelineResult result = seen(days(TWINS, 90).with(RETINOID), List.of("skin_score", "irritation",
                "mean_texture"), "7 days", "14 days", "30 days", "90 days");
        double[] early = effect(result, "irritation", "14 days");
        double[] late = effect(result, "irritation", "90 days");
        above("early irritation", 4, early);
        above("late irritation", 0.5, late);
        above("irritation wears off", 2, minus(early, late));
        double[] week = effect(result, "mean_texture", "7 days");
        double[] month = effect(result, "mean_texture", "30 days");
        double[] season = effect(result, "mean_texture", "90 days");
        below("no effect in a week", 0.5, week);
        above("texture", 1, month);
        above("texture goes on", 3, minus(season, month));
        below("score after two weeks", -0.5, effect(result, "skin_score", "14 days"));
        above("score after a season", 0.5, effect(result, "skin_score", "90 days"));
        EffectCurve irritation = result.effect("irritation");
        assertThat(irritation.peak().time()).isBetween(7.0, 35.0);
        assertThat(irritation.at("14 days").estimate()).isCloseTo(mean(early), ROUNDING);
        assertThat(result.alerts().get("irritated").in("treated").share())
                .isGreaterThan(result.alerts().get("irritated").in("control").share());
    }

    @Test
    void retinoid_inSomeFaces_irritatesMore() {
        Population faces = WORLD.generate(1_000, 8);
        TimelineResult result = seen(days(faces, 14).with(RETINOID)
                .withArm("strong", RETINOID.with("strength", 2)), List.of("irritation"), "14 days");
        double[] irritation = effect(result, "irritation", "14 days");
        List<Double> calm = new ArrayList<>();
        List<Double> touchy = new ArrayList<>();
        double[] reactivity = faces.doubles("reactivity");
        for (int i = 0; i < irritation.length; i++) {
            (reactivity[i] < 0.35 ? calm : touchy).add(irritation[i]);
        }
        double[] low = calm.stream().mapToDouble(x -> x).toArray();
        double[] high = touchy.stream().mapToDouble(x -> x).toArray();
        double error = Math.hypot(SkincareFaces.error(low), SkincareFaces.error(high));
        assertThat(mean(high) - mean(low)).isGreaterThan(1 + 5 * error);
        above("dose", 2, minus(effect(result, "irritation", "14 days", "strong"), irritation));
        double gain = SkincareFaces.correlation(faces.doubles("adherence"), irritation);
        assertThat(gain).isGreaterThan(0.1);
    }

    /** Two exfoliants together irritate more than the two effects added up. */
    @Test
    void retinoidWithAcid_together_irritateBeyondTheSum() {
        TimelineResult result = seen(days(TWINS, 90).withArm("retinoid", RETINOID).withArm("acid", ACID)
                .withArm("both", RETINOID, ACID), List.of("irritation"), "14 days", "90 days");
        for (String time : new String[] {"14 days", "90 days"}) {
            double[] retinoid = effect(result, "irritation", time, "retinoid");
            double[] acid = effect(result, "irritation", time, "acid");
            double[] both = effect(result, "irritation", time, "both");
            above("irritation beyond the sum at " + time, 0.5, minus(minus(both, retinoid), acid));
        }
        assertThat(result.interactions()).singleElement().asString()
                .contains("retinoid_with_acid").contains("moderate").contains("two exfoliants overlap");
    }

    @Test
    void products_onTheirOwnReading_work() {
        String[][] signs = {
            {"remove_fragrance", "irritation", "-"}, {"remove_fragrance", "mean_redness", "-"},
            {"remove_fragrance", "routine_safety", "+"}, {"daily_spf", "pigmentation", "-"},
            {"daily_spf", "mean_redness", "-"}, {"occlusive_moisturiser", "mean_hydration", "+"},
            {"occlusive_moisturiser", "barrier", "+"}, {"occlusive_moisturiser", "blemishes", "+"},
            {"antioxidant_serum", "barrier", "+"}, {"antioxidant_serum", "pigmentation", "-"},
            {"gentle_routine", "irritation", "-"}, {"gentle_routine", "barrier", "+"},
            {"add_exfoliating_acid", "mean_texture", "+"}, {"add_exfoliating_acid", "irritation", "+"},
            {"add_exfoliating_acid", "routine_safety", "-"}, {"add_retinoid", "blemishes", "-"}};
        Timeline timeline = days(TWINS, 60);
        for (String name : Arrays.stream(signs).map(sign -> sign[0]).distinct().toList()) {
            timeline = timeline.withArm(name, WORLD.intervention(name));
        }
        TimelineResult result = seen(timeline, Arrays.stream(signs).map(sign -> sign[1]).distinct().toList(),
                "60 days");
        for (String[] sign : signs) {
            double[] found = effect(result, sign[1], "60 days", sign[0]);
            if (sign[2].equals("+")) {
                above(sign[0] + " on " + sign[1], 0.1, found);
            } else {
                below(sign[0] + " on " + sign[1], -0.1, found);
            }
        }
        assertThat(signs).hasDimensions(16, 3);
        TimelineResult clogging = seen(days(TWINS, 30).with(MOISTURISER.with("comedogenic", 4))
                .withArm("clean", MOISTURISER.with("comedogenic", 0)), List.of("blemishes"), "30 days");
        near("a clean moisturiser", 0, 0.3, effect(clogging, "blemishes", "30 days", "clean"));
        above("a clogging moisturiser", 2, effect(clogging, "blemishes", "30 days"));
    }

    @Test
    void products_forFacesThatHaveNothingToChange_changeNoBit() {
        Timeline timeline = days(TWINS, 30).with(WORLD.intervention("remove_fragrance"));
        Population control = timeline.state("30 days").where("not fragrance");
        Population treated = timeline.state("30 days", "treated").where("not fragrance");
        assertThat(control.size()).isBetween(150L, 250L);
        SkincareFaces.same(treated, control);
    }

    /** Two arms of the same product are the same faces; before the first application an arm is control. */
    @Test
    void arms_beforeTheirStartAndOfTheSameProduct_areEqualToTheBit() {
        Timeline timeline = days(TWINS, 40).withArm("a", RETINOID.with("from_day", 30))
                .withArm("b", RETINOID.with("from_day", 30));
        SkincareFaces.same(timeline.state("40 days", "a"), timeline.state("40 days", "b"));
        SkincareFaces.same(timeline.state("29 days", "a"), timeline.state("29 days"));
        TimelineResult result = seen(timeline, List.of("skin_score", "irritation"), "33 days");
        double[] moved = effect(result, "irritation", "33 days", "a");
        assertThat(Arrays.stream(moved).filter(x -> x != 0).count()).isGreaterThan(TWINS.size() * 9 / 10);
        assertThat(result.contrast("skin_score", "a", "b").last().estimate()).isZero();
    }

    /** Three months after the last evening irritation is back; the gain in texture fades more slowly. */
    @Test
    void retinoid_afterTheCourse_fades() {
        TimelineResult result = seen(days(TWINS, 150).with(RETINOID.with("to_day", 60)),
                List.of("irritation", "mean_texture", "protection"), "60 days", "150 days");
        near("irritation", 0, 0.2, effect(result, "irritation", "150 days"));
        above("texture at the end of the course", 4, effect(result, "mean_texture", "60 days"));
        double[] after = effect(result, "mean_texture", "150 days");
        above("texture later", 0.3, after);
        below("texture later", 4, after);
        assertThat(effect(result, "protection", "150 days")).containsOnly(0);
    }

    @Test
    void interventions_givenWrongly_areRefusedAndOverlappingOnesAreNot() {
        Timeline both = days(TWINS, 20)
                .with(WORLD.intervention("gentle_routine"), WORLD.intervention("remove_fragrance"));
        below("irritation", -0.5, effect(both, "irritation", "20 days"));
        assertThatThrownBy(() -> WORLD.intervention("gentle"))
                .isInstanceOf(InputException.class).hasMessageContaining("gentle_routine");
        assertThatThrownBy(() -> RETINOID.with("strength", 3)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> RETINOID.with("strenght", 1)).isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean \"strength\"");
    }

    /** What is worth having is worth having of all readings at once: the effects that must be exactly nothing. */
    @Test
    void sunProtection_onReadingsItHasNothingToDoWith_doesNothing() {
        TimelineResult result = seen(days(TWINS, 30).with(SPF), List.of(READINGS), "30 days");
        int untouched = 0;
        for (String reading : READINGS) {
            if (!List.of("pigmentation", "mean_redness", "skin_score", "risk").contains(reading)) {
                assertThat(effect(result, reading, "30 days")).as(reading).containsOnly(0);
                untouched++;
            }
        }
        assertThat(untouched).isEqualTo(6);
    }
}

package io.twinsim.worlds;

import static io.twinsim.worlds.SkincareFaces.READINGS;
import static io.twinsim.worlds.SkincareFaces.WORLD;
import static io.twinsim.worlds.SkincareFaces.above;
import static io.twinsim.worlds.SkincareFaces.below;
import static io.twinsim.worlds.SkincareFaces.days;
import static io.twinsim.worlds.SkincareFaces.effect;
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

    @Test
    void weather_onBareFaces_worksInTheRightDirection() {
        Population mild = month(50, 20, 3, 40).state("30 days");
        Population dry = month(20, 20, 3, 40).state("30 days");
        Population damp = month(85, 32, 3, 40).state("30 days");
        Population sunny = month(50, 20, 9, 40).state("30 days");
        Population dirty = month(50, 20, 3, 180).state("30 days");
        below("dry air, hydration", -3, change(dry, mild, "mean_hydration"));
        above("dry air, oil that replaces water", 0, minus(change(dry, mild, "mean_oil"),
                change(month(20, 44, 3, 40).state("30 days"), month(50, 44, 3, 40).state("30 days"), "mean_oil")));
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
        above("retinoid, irritation under the sun", 0.2, minus(
                effect(month(50, 20, 10, 40, RETINOID), "irritation", "30 days"),
                effect(month(50, 20, 2, 40, RETINOID), "irritation", "30 days")));
        above("retinoid, pigmentation under the sun", 0.2, minus(
                effect(month(50, 20, 10, 40, RETINOID), "pigmentation", "30 days"),
                effect(month(50, 20, 2, 40, RETINOID), "pigmentation", "30 days")));
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
        Timeline timeline = days(TWINS, 90).with(RETINOID);
        double[] early = effect(timeline, "irritation", "14 days");
        double[] late = effect(timeline, "irritation", "90 days");
        above("early irritation", 4, early);
        above("late irritation", 0.5, late);
        above("irritation wears off", 2, minus(early, late));
        double[] week = effect(timeline, "mean_texture", "7 days");
        double[] month = effect(timeline, "mean_texture", "30 days");
        double[] season = effect(timeline, "mean_texture", "90 days");
        below("no effect in a week", 0.5, week);
        above("texture", 1, month);
        above("texture goes on", 3, minus(season, month));
        below("score after two weeks", -0.5, effect(timeline, "skin_score", "14 days"));
        above("score after a season", 0.5, effect(timeline, "skin_score", "90 days"));
        TimelineResult result = timeline.observing("skin_score", "irritation").withReplicates(100).run();
        EffectCurve irritation = result.effect("irritation");
        assertThat(irritation.peak().time()).isBetween(7.0, 35.0);
        assertThat(irritation.at("14 days").estimate()).isCloseTo(mean(early), ROUNDING);
        assertThat(result.alerts().get("irritated").in("treated").share())
                .isGreaterThan(result.alerts().get("irritated").in("control").share());
    }

    @Test
    void retinoid_inSomeFaces_irritatesMore() {
        Timeline timeline = days(WORLD.generate(1_000, 8), 14).with(RETINOID)
                .withArm("strong", RETINOID.with("strength", 2));
        Population control = timeline.state("14 days");
        Population treated = timeline.state("14 days", "treated");
        double[] irritation = minus(treated.doubles("irritation"), control.doubles("irritation"));
        List<Double> calm = new ArrayList<>();
        List<Double> touchy = new ArrayList<>();
        double[] reactivity = control.doubles("reactivity");
        for (int i = 0; i < irritation.length; i++) {
            (reactivity[i] < 0.35 ? calm : touchy).add(irritation[i]);
        }
        double[] low = calm.stream().mapToDouble(x -> x).toArray();
        double[] high = touchy.stream().mapToDouble(x -> x).toArray();
        double error = Math.hypot(SkincareFaces.error(low), SkincareFaces.error(high));
        assertThat(mean(high) - mean(low)).isGreaterThan(1 + 5 * error);
        above("dose", 2, minus(effect(timeline, "irritation", "14 days", "strong"), irritation));
        double gain = SkincareFaces.correlation(control.doubles("adherence"), irritation);
        assertThat(gain).isGreaterThan(0.1);
    }

    /** Two exfoliants together irritate more than the two effects added up. */
    @Test
    void retinoidWithAcid_together_irritateBeyondTheSum() {
        Timeline timeline = days(TWINS, 90).withArm("retinoid", RETINOID).withArm("acid", ACID)
                .withArm("both", RETINOID, ACID);
        for (String time : new String[] {"14 days", "90 days"}) {
            double[] retinoid = effect(timeline, "irritation", time, "retinoid");
            double[] acid = effect(timeline, "irritation", time, "acid");
            double[] both = effect(timeline, "irritation", time, "both");
            above("irritation beyond the sum at " + time, 0.5, minus(minus(both, retinoid), acid));
        }
        TimelineResult result = timeline.withReplicates(100).run();
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
        for (String[] sign : signs) {
            double[] found = effect(days(TWINS, 60).with(WORLD.intervention(sign[0])), sign[1], "60 days");
            if (sign[2].equals("+")) {
                above(sign[0] + " on " + sign[1], 0.1, found);
            } else {
                below(sign[0] + " on " + sign[1], -0.1, found);
            }
        }
        assertThat(signs).hasDimensions(16, 3);
        Timeline clogging = days(TWINS, 30).with(MOISTURISER.with("comedogenic", 4))
                .withArm("clean", MOISTURISER.with("comedogenic", 0));
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
        double[] moved = effect(timeline, "irritation", "33 days", "a");
        assertThat(Arrays.stream(moved).filter(x -> x != 0).count()).isGreaterThan(TWINS.size() * 9 / 10);
        assertThat(timeline.withReplicates(100).run().contrast("skin_score", "a", "b").last().estimate()).isZero();
    }

    /** Three months after the last evening irritation is back; the gain in texture fades more slowly. */
    @Test
    void retinoid_afterTheCourse_fades() {
        Timeline timeline = days(TWINS, 150).with(RETINOID.with("to_day", 60));
        near("irritation", 0, 0.2, effect(timeline, "irritation", "150 days"));
        above("texture at the end of the course", 4, effect(timeline, "mean_texture", "60 days"));
        double[] after = effect(timeline, "mean_texture", "150 days");
        above("texture later", 0.3, after);
        below("texture later", 4, after);
        assertThat(effect(timeline, "protection", "150 days")).containsOnly(0);
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
        Timeline timeline = days(TWINS, 30).with(SPF);
        int untouched = 0;
        for (String reading : READINGS) {
            if (!List.of("pigmentation", "mean_redness", "skin_score", "risk").contains(reading)) {
                assertThat(effect(timeline, reading, "30 days")).as(reading).containsOnly(0);
                untouched++;
            }
        }
        assertThat(untouched).isEqualTo(6);
    }
}

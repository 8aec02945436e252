package io.twinsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Normal;
import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {

    /** Four standard errors of a share of 64,000 draws, at most. */
    private static final double CHANCE = 4 * 0.5 / Math.sqrt(64_000);

    @Test
    void ranking_ofAll_holdsDoingNothing() {
        ComparisonResult result = Scenes.of(2000, "harm", "mail", "call").run();
        assertThat(result.ranking()).extracting(Standing::scenario)
                .containsExactly("call", "mail", "do nothing", "harm");
        assertThat(result.ranking()).extracting(Standing::rank).containsExactly(1, 2, 3, 4);
        assertThat(result.best().scenario()).isEqualTo("call");
        assertThat(result.ranking().get(2).effect()).isZero();
        assertThat(result.ranking().get(2).interval()).isEmpty();
        assertThat(result.ranking().get(3).probBest()).isZero();
        assertThat(result.ranking().stream().mapToDouble(Standing::probBest).sum()).isCloseTo(1, within(1e-9));
    }

    /** Independent normals: the probability that one is above the other is known. */
    @Test
    void probability_ofTwoIndependentEffects_isThatOfNormals() {
        ComparisonResult result = Scenes.of(10_000, "mail", "call").run();
        Difference d = result.difference("call", "mail");
        double expected = Normal.cdf(d.estimate() / d.sd());
        assertThat(d.probBetter()).isCloseTo(expected, within(2e-3));
        assertThat(result.best().probBest()).isCloseTo(expected, within(CHANCE + 2e-3));
        assertThat(expected).isBetween(0.9, 0.93);
    }

    /** Three of one kind: the best of them is each as likely, whatever their common coefficient is. */
    @Test
    void probability_ofEqualScenarios_isShared() {
        Intervention mail = Scenes.named("mail");
        ComparisonResult result = Comparison.of(Scenes.twins(1000), mail, mail.with("colour", "blue"),
                Scenes.named("harm")).run();
        assertThat(result.scenarios()).containsExactly("mail(colour=red)", "mail(colour=blue)", "harm");
        assertThat(result.ranking()).extracting(Standing::rank).containsExactly(1, 1, 3, 4);
        assertThat(result.ranking().get(0).probBest()).isCloseTo(0.5, within(1e-9));
        assertThat(result.ranking().get(1).probBest()).isCloseTo(0.5, within(1e-9));
        Difference none = result.difference("mail(colour=red)", "mail(colour=blue)");
        assertThat(none.estimate()).isZero();
        assertThat(none.sd()).isZero();
        assertThat(none.probBetter()).isEqualTo(0.5);
        assertThat(none.interval().width()).isZero();
        assertThat(none.simultaneous().width()).isZero();
        assertThat(result.choice()).isEqualTo(Choice.UNDECIDED);
    }

    @Test
    void probability_ofThreeEqualBeliefs_isAThird() {
        String one = "lift: {coefficients: {lift: {value: 0.1, sd: 0.02}}, base: \"$$lift * %s\"}";
        List<Intervention> letters = new ArrayList<>();
        for (String factor : List.of("1", "1.0 * 1", "1 * 1 * 1")) {
            letters.add(Scenes.MODEL.parseIntervention(one.replace("%s", factor), "letter.yaml"));
        }
        ComparisonResult result = Comparison.of(Scenes.twins(500), letters.toArray(Intervention[]::new))
                .withLabels("first", "second", "third").run();
        assertThat(result.ranking().get(0).rank()).isEqualTo(1);
        assertThat(result.ranking().get(2).rank()).isEqualTo(1);
        for (int s = 0; s < 3; s++) {
            assertThat(result.ranking().get(s).probBest()).isCloseTo(1.0 / 3, within(CHANCE));
        }
        assertThat(result.differences()).hasSize(3 + 1);
        assertThat(result.flip()).isEqualTo("the best becomes second if lift of first < 0.1, the best guess itself");
        assertThat(result.differences()).filteredOn(d -> !d.against().equals("do nothing"))
                .allSatisfy(d -> assertThat(d.sd()).isCloseTo(0.02 * Math.sqrt(2), within(1e-4)));
    }

    /**
     * All limits together hold at the level: over 100,000 fresh draws of four independent normal effects all seven
     * differences lie within in a share of 0.95 to 0.006, four standard errors of both 64,000 and 100,000 draws and the
     * granularity of the draws; a correct contest fails by chance less than once in ten thousand seeds.
     */
    @Test
    void simultaneousLimits_overFreshDraws_holdTogetherAtTheLevel() {
        ComparisonResult result = Scenes.of(20_000, "mail", "call", "twoPart", "some").run();
        assertThat(result.differences()).hasSize(4 + 3);
        DrawStream fresh = Draws.of(99).stream("fresh");
        int together = 0;
        int alone = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            double[] effects = new double[5];
            for (int s = 0; s < 4; s++) {
                var own = result.results().get(s);
                effects[s] = own.ate().estimate()
                        + own.assumption().orElseThrow().sd() * Normal.quantile(fresh.draw(s).uniform(i));
            }
            boolean all = true;
            boolean each = true;
            for (Difference d : result.differences()) {
                double drawn = effects[index(result, d.scenario())] - effects[index(result, d.against())];
                all &= d.simultaneous().contains(drawn);
                each &= d.interval().contains(drawn);
            }
            together += all ? 1 : 0;
            alone += each ? 1 : 0;
        }
        assertThat((double) together / draws).isCloseTo(0.95, within(0.006));
        assertThat((double) alone / draws).isLessThan(0.87);
        assertThat(result.differences()).allMatch(d -> d.simultaneous().lower() <= d.interval().lower()
                && d.simultaneous().upper() >= d.interval().upper());
    }

    private static int index(ComparisonResult result, String scenario) {
        int index = result.scenarios().indexOf(scenario);
        return index < 0 ? 4 : index;
    }

    @Test
    void differences_ofManyScenarios_areThoseFromTheBest() {
        Intervention mail = Scenes.named("mail");
        Intervention[] weeks = new Intervention[7];
        for (int w = 0; w < 7; w++) {
            weeks[w] = mail.with("weeks", 5 + w);
        }
        ComparisonResult result = Comparison.of(Scenes.twins(500), weeks).run();
        assertThat(result.best().scenario()).isEqualTo("mail(weeks=11)");
        assertThat(result.differences()).hasSize(7).allMatch(d -> d.scenario().equals("mail(weeks=11)"));
        assertThat(result.differences().get(6).against()).isEqualTo("do nothing");
    }

    @Test
    void lowerIsBetter_turnsTheOrder() {
        TwinModel lower = TwinModel.parse(Scenes.TEXT.replace("type: binary,", "type: binary, better: lower,"),
                "lower.yaml");
        ComparisonResult result = Comparison.of(lower.generate(2000, 7), lower.intervention("mail"),
                lower.intervention("harm")).run();
        assertThat(result.ranking()).extracting(Standing::scenario).containsExactly("harm", "do nothing", "mail");
        assertThat(result.best().probBest()).isGreaterThan(0.99);
        Difference d = result.difference("mail", "harm");
        assertThat(d.estimate()).isNegative();
        assertThat(d.probBetter()).isGreaterThan(0.99);
        assertThat(result.verdict()).startsWith("CHOOSE harm: 0.2").contains(" better than do nothing");
    }

    /** 3 * 7, 7 * 3 and 2.1 * 10 times the same coefficient: equal but for the last bit, under most draws as well. */
    @Test
    void scenarios_thatDifferByRoundingAlone_areTied() {
        String text = "dose: {parameters: {weeks: {value: 3, range: [0, 52]}, power: {value: 7, range: [0, 52]}}, "
                + "coefficients: {lift: {value: 0.01, sd: 0.002}}, base: \"$$lift * $weeks * $power\"%s}";
        int checked = 0;
        for (String more : List.of("", ", modifiers: {x: \"1 + 0.3 * x\"}, noise: \"normal(0, 0.05)\"")) {
            Intervention dose = Scenes.MODEL.parseIntervention(text.replace("%s", more), "dose.yaml");
            ComparisonResult result = Comparison.of(Scenes.twins(2000), dose, dose.with("weeks", 7).with("power", 3),
                    dose.with("weeks", 2.1).with("power", 10)).run();
            assertThat(result.ranking()).extracting(Standing::rank).containsExactly(1, 1, 1, 4);
            for (int s = 0; s < 3; s++) {
                assertThat(result.ranking().get(s).probBest()).isCloseTo(1.0 / 3, within(1e-9));
                for (int t = 0; t < s; t++) {
                    Difference none = result.difference(result.scenarios().get(s), result.scenarios().get(t));
                    assertThat(none.estimate()).isZero();
                    assertThat(none.sd()).isZero();
                    assertThat(none.probBetter()).isEqualTo(0.5);
                    checked++;
                }
            }
            // differences that are none take no part in what holds together
            Difference all = result.difference(result.best().scenario(), "do nothing");
            assertThat(all.simultaneous().width()).isCloseTo(all.interval().width(),
                    within(0.02 * all.interval().width()));
            assertThat(result.flip()).startsWith("the best becomes do nothing if lift < ");
        }
        assertThat(checked).isEqualTo(6);
    }

    /** What reaches nobody is as good as doing nothing, and not chosen. */
    @Test
    void scenario_thatReachesNobody_tiesWithDoingNothing() {
        ComparisonResult result = Comparison.of(Scenes.twins(500), Scenes.MODEL.parseIntervention("none: "
                + "{coefficients: {lift: {value: 0.2, sd: 0.02}}, base: \"$$lift\", applies: \"x > 5\"}", "none.yaml"),
                Scenes.named("harm")).run();
        assertThat(result.ranking()).extracting(Standing::scenario).containsExactly("do nothing", "none", "harm");
        assertThat(result.ranking()).extracting(Standing::rank).containsExactly(1, 1, 3);
        assertThat(result.best().probBest()).isEqualTo(0.5);
        assertThat(result.choice()).isEqualTo(Choice.NONE);
        assertThat(result.verdict()).startsWith("NONE: doing nothing is best with probability 0.50 (none 0.50); ");
    }
}

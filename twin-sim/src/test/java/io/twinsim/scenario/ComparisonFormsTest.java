package io.twinsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.plot.ForestFigure;
import org.junit.jupiter.api.Test;

/** A comparison as people and programs see it. */
class ComparisonFormsTest {

    private static final ComparisonResult RESULT = Scenes.of(5000, "mail", "call", "some").run();

    @Test
    void lines_ofAllForms_fit() {
        assertThat(RESULT.toString()).isEqualTo("Comparison[UNDECIDED: call by 0.0484, Pr(best) 0.89]")
                .hasSizeLessThanOrEqualTo(75);
        assertThat(RESULT.table().lines()).allMatch(line -> line.length() <= 100).hasSizeGreaterThan(15);
        assertThat(RESULT.best().toString()).hasSizeLessThanOrEqualTo(75).startsWith("1. call +0.1");
        assertThat(RESULT.differences().get(0).toString()).hasSizeLessThanOrEqualTo(75).contains(": +0.0");
        Comparison comparison = Scenes.of(500, "mail", "call");
        assertThat(comparison.toString()).isEqualTo("Comparison[mail, call]");
        Intervention mail = Scenes.named("mail");
        ComparisonResult long1 = Comparison.of(Scenes.twins(200), mail, mail.with("weeks", 9))
                .withLabels("a".repeat(60), "b".repeat(60)).run();
        assertThat(long1.toString()).hasSizeLessThanOrEqualTo(75);
        assertThat(long1.table().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void table_saysWhatHoldsAndWhatIsShared() {
        assertThat(RESULT.table()).startsWith("3 scenarios on 5,000 twins of scenes (assumed): best is call\n")
                .contains("coefficients: each scenario has its own, believed in independently").contains("do nothing")
                .contains("for all 4 together");
        Intervention mail = Scenes.named("mail");
        assertThat(Comparison.of(Scenes.twins(200), mail, mail.with("weeks", 9), Scenes.named("call")).run().table())
                .contains("coefficients: shared by mail(weeks=8), mail(weeks=9); otherwise independent");
        assertThat(Comparison.of(Scenes.twins(200), mail, mail.with("weeks", 9)).run().table())
                .contains("coefficients: shared by mail(weeks=8), mail(weeks=9)\n");
    }

    @Test
    void bySubgroup_ofEachGroup_namesTheBestGuessFirst() {
        String text = RESULT.bySubgroup("group");
        assertThat(text.lines()).hasSize(8).allMatch(line -> line.length() <= 100);
        assertThat(text).startsWith("group ").endsWith("\n"
                + "mean effects in groups with their total intervals; within a group the best guess comes first\n");
        assertThat(text.lines().skip(1).limit(6).map(line -> line.strip().split(" +")[line.startsWith(" ") ? 1 : 2]))
                .containsExactly("call", "some", "mail", "call", "some", "mail");
        assertThatThrownBy(() -> RESULT.bySubgroup("grup")).isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean \"group\"?");
    }

    @Test
    void command_ofWhatTheCommandLineCanSay_isThere() {
        Comparison comparison = Scenes.of(500, "mail", "call");
        assertThat(comparison.run().command().orElseThrow()).containsExactly("twin compare", "scenes",
                "--intervention mail", "--intervention call", "--size 500", "--seed 7");
        assertThat(comparison.withLabels("a", "b").withSharedCoefficients().run().command().orElseThrow())
                .contains("--intervention a=mail", "--intervention b=call", "--shared-coefficients");
        assertThat(comparison.withLabels("two words", "b").run().command()).isEmpty();
        assertThat(comparison.withSeed(8).run().command()).isEmpty();
    }

    @Test
    void markup_holdsTheTables() {
        assertThat(RESULT.toMarkdown()).contains("| call").contains("Pr(best)");
        assertThat(RESULT.toHtml()).contains("<table").contains("<caption>").contains("do nothing")
                .doesNotContain("<script");
    }

    @Test
    void json_holdsKeysInOrder() {
        assertThat(RESULT.toJson()).containsSubsequence("\"world\": \"scenes\"", "\"modelId\"", "\"seed\": 7",
                "\"configHash\"", "\"status\": \"complete\"", "\"estimand\": \"model-mean\"", "\"n\": 5000",
                "\"better\": \"higher\"", "\"choice\": \"undecided\"", "\"best\": \"call\"", "\"probBest\"",
                "\"verdict\"", "\"flip\"", "\"scenarios\"", "\"ranking\"", "\"differences\"", "\"simultaneous\"",
                "\"warnings\"");
    }

    @Test
    void tidy_holdsSinglesAndDifferences() {
        Population tidy = RESULT.tidy();
        assertThat(tidy.names()).containsExactly("scenario", "subgroup", "group", "metric", "estimate",
                "standard_error", "lower", "upper", "level", "interval", "n");
        assertThat(tidy.where("metric == 'difference' and interval == 'total'").size()).isEqualTo(4);
        assertThat(tidy.where("metric == 'difference' and interval == 'simultaneous'").size()).isEqualTo(4);
        assertThat(tidy.where("metric == 'probability_best'").size()).isEqualTo(4);
        Population single = RESULT.result("mail").tidy();
        assertThat(tidy.where("scenario == 'mail' and metric != 'probability_best'").size()).isEqualTo(single.size());
    }

    @Test
    void figure_holdsEffectsAndDifferences() {
        ForestFigure figure = (ForestFigure) RESULT.figure();
        assertThat(figure.rows()).extracting(ForestFigure.Row::label)
                .containsExactly("call", "some", "mail", "some", "mail");
        assertThat(figure.rows()).extracting(ForestFigure.Row::group)
                .containsExactly("mean effect", "mean effect", "mean effect", "best minus", "best minus");
        assertThat(figure.line()).hasValue(0);
        assertThat(figure.text()).startsWith("UNDECIDED");
    }

    /** A narrow interval asks for decimals that a large effect has no room for beside long labels. */
    @Test
    void table_ofLongLabelsAndLongNumbers_fits() {
        String text = "%s: {coefficients: {lift: {value: %s, sd: %s}}, base: \"$$lift\"}";
        ComparisonResult result = Comparison.of(Scenes.twins(200),
                Scenes.MODEL.parseIntervention(text.formatted("large_" + "a".repeat(40), "1234567", "1000"), "a"),
                Scenes.MODEL.parseIntervention(text.formatted("small_" + "b".repeat(40), "0.1498", "0.00001"), "b"))
                .run();
        assertThat(result.table().lines()).allMatch(line -> line.length() <= 100);
    }
}

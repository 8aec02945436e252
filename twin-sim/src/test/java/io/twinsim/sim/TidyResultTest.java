package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.inference.Interval;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.TwinModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyResultTest {

    @TempDir
    Path folder;

    private static List<String> lines(Population tidy) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < tidy.size(); i++) {
            int row = i;
            lines.add(String.join("|", tidy.names().stream().map(name -> tidy.column(name).text(row)).toList()));
        }
        return lines;
    }

    private static SimulationResult result(String intervention) {
        TwinModel model = TestWorlds.small();
        return Simulation.of(model.generate(400, 7), model.intervention(intervention)).withPlan(100, 100).run();
    }

    /** The effect is 0.12 where x is above 0 and 0 elsewhere, but for noise; the numbers are those of the accessors. */
    @Test
    void tidy_ofASimulation_isEveryNumberOnce() {
        SimulationResult result = result("some");
        assertThat(lines(result.tidy())).containsExactly(
                "some|||effect|0.06176620162283168|0.0035157252892764617|0.054944224685253326|"
                        + "0.06870640772270496|0.95|simulation|400.0",
                "some|||effect|0.06176620162283168|0.005200000000000001|0.05157299969738046|0.07198000609409269|"
                        + "0.95|assumption|400.0",
                "some|||effect|0.06176620162283168|0.0062769677639492516|0.049410302548203625|"
                        + "0.07411212892155951|0.95|total|400.0",
                "some|||effect|0.06176620162283168|0.059448049645847593|-0.05568351334686439|"
                        + "0.17921527307032847|0.95|plannedTrial|400.0",
                "some|||effect_per_reached|0.118781156966984||0.09786976755148098|0.1397060750547315|0.95|total|208.0",
                "some|||effect_sd|0.07031450578552924||||||400.0",
                "some|||effect_sd_systematic|0.06002706156643644||||||400.0",
                "some|||effect_sd_noise|0.03760423071973973||||||400.0",
                "some|||effect_q05|6.182988484700522E-6||||||400.0",
                "some|||effect_q50|0.02630615234375||||||400.0",
                "some|||effect_q95|0.1795715332031247||||||400.0",
                "some|||probability_worthwhile|1.0||||||400.0",
                "some|group|a|effect|0.05907050241805042|0.004991362679537842|0.045330447024463774|"
                        + "0.07279151270998142|0.95|total|201.0",
                "some|group|b|effect|0.06886199648250237|0.00632791249459357|0.05202775655675952|"
                        + "0.08567331133693633|0.95|total|127.0",
                "some|group|c|effect|0.05677550152537132|0.00792137652566676|0.03818485671510366|"
                        + "0.07534805498488248|0.95|total|72.0",
                "some|group|b - c|effect_difference|0.012086494957131044||-0.00790377345635434|"
                        + "0.03207672753737628|0.95|total|",
                "some|group||variance_explained|0.004890954871402663||||||400.0");
    }

    @Test
    void tidy_numbers_areThoseOfTheResult() {
        SimulationResult result = result("some");
        Population tidy = result.tidy();
        Intervals all = result.intervals();
        List<Interval> intervals = List.of(all.simulation(), all.assumption().orElseThrow(), all.total().orElseThrow(),
                all.plannedTrial().orElseThrow());
        Population effects = tidy.where("metric == 'effect' and is_missing(subgroup)");
        assertThat(effects.doubles("estimate")).containsOnly(result.ate().estimate());
        assertThat(effects.doubles("lower")).containsExactly(intervals.stream().mapToDouble(Interval::lower).toArray());
        assertThat(effects.doubles("upper")).containsExactly(intervals.stream().mapToDouble(Interval::upper).toArray());
        assertThat(effects.doubles("standard_error")[0]).isEqualTo(result.ate().standardError());
        assertThat(tidy.where("metric == 'effect_per_reached'").doubles("estimate"))
                .containsExactly(result.ate().perReached());
        assertThat(tidy.where("metric == 'effect' and subgroup == 'group'").doubles("estimate")).containsExactly(
                result.subgroup("group").rows().stream().mapToDouble(SubgroupTable.Row::ate).toArray());
        assertThat(tidy.where("metric == 'effect_q50'").doubles("estimate")).containsExactly(result.quantile(0.5));
    }

    @Test
    void tidy_writtenAndRead_isEqual() {
        for (String intervention : List.of("some", "unstated", "nameless", "never")) {
            Population tidy = result(intervention).tidy();
            for (String name : List.of("tidy.csv", "tidy.json")) {
                Path file = folder.resolve(intervention + name);
                tidy.write(file);
                ReadOptions options = ReadOptions.of();
                for (String column : tidy.names()) {
                    options = options.withType(column, tidy.scope().symbol(column).type());
                }
                Population read = Population.read(file, options);
                assertThat(lines(read)).isEqualTo(lines(tidy)).hasSizeGreaterThan(8);
                assertThat(read.contentHash()).isEqualTo(tidy.contentHash());
            }
        }
    }

    @Test
    void tidy_withoutNumbers_saysWhy() {
        SimulationResult failed = Simulation.of(TestWorlds.small().generate(10, 7), TestWorlds.small()
                .intervention("plain"))
                .run();
        assertThatThrownBy(failed::tidy).isInstanceOf(IllegalStateException.class)
                .hasMessage("the result has no numbers: 10 twins, at least 100 are needed");
        assertThat(failed.toMarkdown())
                .startsWith("plain on 10 twins of small (assumed): no answer\n\nfailed: 10 twins, at least ");
        assertThat(failed.toHtml())
                .startsWith("<div class=\"twinsim\">\n<p>plain on 10 twins of small (assumed): no answer</p>\n");
    }

    /** What a terminal shows is in Markdown and HTML too, word for word. */
    @Test
    void markdownAndHtml_haveTheWordsOfTheTable() {
        SimulationResult result = result("some");
        String words = result.table().replaceAll("\\s+", " ");
        String markdown = result.toMarkdown();
        String plain = markdown.replaceAll("(?m)^\\*\\*.*\\*\\*$", "").replaceAll("(?m)^\\|[:|-]+\\|$|^- |^```$", "")
                .replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replaceAll("\\\\(?=\\p{Punct})", "")
                .replace("|", " ").replaceAll("\\s+", " ").strip();
        assertThat(plain.replace(" ", "")).isEqualTo(words.replace(" ", "").replace("|", ""));
        assertThat(markdown)
                .contains("**intervals of the mean effect**\n\n| interval | lower | upper | method | covers |\n"
                + "|:---|---:|---:|:---|:---|\n| total | ",
                        "**effect by group**\n\n| group | n | effect | sd | lower | upper |\n");
        String html = result.toHtml();
        assertThat(html).contains("<caption>intervals of the mean effect</caption>",
                "<caption>effect by group</caption>",
                "<th scope=\"row\" align=\"left\">simulation</th><td class=\"number\" align=\"right\">");
        assertThat(html).doesNotContain("<script", "<style", "style=", "null");
        assertThat(result.subgroup("group").toMarkdown()).startsWith("**effect by group**\n\n| group | n | effect |");
        assertThat(result.subgroup("group").toHtml()).startsWith("<div class=\"twinsim\">\n<table class=\"twinsim\">\n"
                + "<caption>effect by group</caption>\n");
    }

    @Test
    void table_outcomeWithAUnit_saysIt() {
        TwinModel model = TestWorlds.small("type: binary, rate: \"clamp(0.2 + 0.01 * x, 0, 1)\"",
                "type: continuous, mean: \"5 + x\", sd: 2, unit: mmol/l");
        SimulationResult result = Simulation.of(model.generate(400, 7), model.intervention("plain")).run();
        assertThat(result.table()).contains("mean effect +0.1", " mmol/l, 95 % interval ")
                .containsPattern("\ninterval +lower +upper +method +covers\n +mmol/l +mmol/l\ntotal ");
        assertThat(result.subgroup("group").table()).containsPattern(
                "  group +n +effect +sd +lower +upper\n +mmol/l +mmol/l +mmol/l +mmol/l\n  a ");
        assertThat(result.subgroup("group").unit()).contains("mmol/l");
        assertThat(model.outcome().orElseThrow().unit()).contains("mmol/l");
        assertThat(model.id()).isEqualTo(TestWorlds.small("type: binary, rate: \"clamp(0.2 + 0.01 * x, 0, 1)\"",
                "type: continuous, mean: \"5 + x\", sd: 2").id());
    }

    @Test
    void table_manyGroups_leavesOutTheMiddle() {
        TwinModel model = TestWorlds.small("~ uniform_int(1, 4)", "~ uniform_int(1, 50)");
        SimulationResult result = Simulation.of(model.generate(5_000, 7), model.intervention("constant"))
                .withSubgroups("level").run();
        assertThat(result.subgroup("level").rows()).hasSize(50);
        assertThat(result.subgroup("level").table()).contains("\n  24  ", "\n  ... 10 more rows ...\n  35  ")
                .doesNotContain("\n  25  ", "\n  34  ");
        assertThat(result.subgroup("level").toMarkdown()).contains("\n| 25 | ");
    }
}

package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.ContentHash;
import io.twinsim.scenario.ComparisonResult;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.Recommendation;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.sim.SubgroupTable;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportTest {

    private static final SimulationResult EMAIL = ReportSamples.email();
    private static final ReportXml PAGE = ReportXml.of(Report.of(EMAIL).html());

    @TempDir
    Path folder;

    @Test
    void simulation_reported_answersFirst() {
        Recommendation said = EMAIL.recommendation().orElseThrow();
        int decimals = Numbers.decimals(EMAIL.intervals().total().orElseThrow().width() / 2);
        assertThat(PAGE.texts("h1")).containsExactly("email_campaign on hcp");
        assertThat(ReportXml.text(PAGE.all("header").get(0))).contains("What does ", " do to uptake, on average over ",
                "decile <= 7");
        assertThat(ReportXml.text(PAGE.section("answer"))).startsWith("The answer " + said.verdict())
                .contains(Numbers.signed(EMAIL.ate().estimate(), decimals) + " mean effect on uptake per twin",
                        "95 % total interval " + Numbers.fixed(EMAIL.intervals().total().get().lower(), decimals)
                                + " to ",
                        "coefficients assumed", "with probability " + Numbers.fixed(said.probWorthwhile(), 3));
        assertThat(PAGE.texts("h2")).startsWith("The answer").contains("What would change it",
                "What happens to single twins", "How sure the mean effect is", "What it rests on", "For whom",
                "The size of a real test").endsWith("How to get the same numbers again");
    }

    @Test
    void simulation_reported_saysWhatWouldChangeIt() {
        Recommendation.Flip flip = EMAIL.recommendation().orElseThrow().flip().orElseThrow();
        assertThat(ReportXml.text(PAGE.section("change"))).contains("The verdict turns to " + flip.verdict() + " if "
                + flip.coefficient() + " is " + (flip.below() ? "below " : "above ")
                + Numbers.significant(flip.value(), 4) + " (assumed ");
    }

    @Test
    void simulation_reported_namesFourIntervalsAndWhatTheyCover() {
        Element section = PAGE.section("intervals");
        assertThat(ReportXml.text(section)).contains(" Finitely many twins and uncertain coefficients together",
                " Only that the number of twins is finite", " Only the uncertainty stated",
                " Where the estimate of a real test of 900 treated against 900 controls will lie.",
                "No interval covers a wrong formula.");
        assertThat(section.getElementsByTagName("tr").getLength()).isEqualTo(9);
    }

    @Test
    void simulation_reported_showsItsAssumptions() {
        String rests = ReportXml.text(PAGE.section("rests"));
        assertThat(rests).contains("are assumed: somebody\u2019s judgement", "base_effect", "duration_weeks 12 ",
                "1 to 52", "plus noise", "higher is better", "from 0.05 on");
        assertThat(ReportXml.text(PAGE.section("groups"))).contains("These differences are built in.", "Helped most: ",
                "By adoption_stage", "there are no p\u2011values");
        assertThat(ReportXml.text(PAGE.section("test"))).contains("with power 80 %", "with assurance 80 %",
                "The planned test of 900 treated against 900 controls");
    }

    @Test
    void simulation_reported_canBeRepeated() {
        String repeat = ReportXml.text(PAGE.section("repeat"));
        assertThat(repeat).contains("twin simulate hcp --intervention email_campaign --size 3000 --seed 42 --set "
                + "duration_weeks=12", "--plan 900,900", EMAIL.modelId(), EMAIL.hash(), EMAIL.resultHash(),
                "numbers version " + ContentHash.NUMBERS_VERSION, "hcp, version 1");
    }

    @Test
    void simulationBeyondReach_reported_saysWhomItReaches() {
        SimulationResult peers = ReportSamples.peers();
        ReportXml page = ReportXml.of(Report.of(peers).html());
        assertThat(ReportXml.text(page.section("answer"))).contains("It reaches "
                + Numbers.grouped(peers.ate().reached()) + " twins of 2,000; the mean effect on those is ");
        assertThat(ReportXml.text(page.section("intervals"))).contains("Total per twin reached");
    }

    @Test
    void harmful_reported_saysSoWithARealMinus() {
        ReportXml page = ReportXml.of(Report.of(ReportSamples.harmful()).html());
        assertThat(ReportXml.text(page.section("answer"))).contains("SKIP \u2013 harmful", "\u22120.3", "fewer")
                .doesNotContain(" -0.3");
        assertThat(ReportXml.text(page.section("rests"))).contains("No coefficient is named as uncertain");
    }

    @Test
    void failedResult_reported_saysWhy() {
        SimulationResult failed = ReportSamples.failed();
        ReportXml page = ReportXml.of(Report.of(failed).html());
        assertThat(ReportXml.text(page.section("answer"))).contains("NO ANSWER \u2013 the run failed")
                .containsIgnoringCase(failed.reason().orElseThrow());
        assertThat(page.has("intervals")).isFalse();
        assertThat(page.has("rests")).isTrue();
        assertThat(page.all("svg")).isEmpty();
    }

    @Test
    void stoppedRun_reported_saysSo() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        SimulationResult nothing = Simulation.of(Worlds.hcp().generate(40_000, 42),
                Worlds.hcp().intervention("email_campaign")).withCancellation(cancellation).run();
        ReportXml page = ReportXml.of(Report.of(nothing).html());
        assertThat(ReportXml.text(page.section("answer"))).contains("NO ANSWER \u2013 the run was stopped",
                "0 of 40,000 twins");
        assertThat(page.has("intervals")).isFalse();
    }

    /** Whether the signal arrives in time is left to chance, so both ends are right. */
    @Test
    void runStoppedAmongTwins_reported_hasNoVerdict() {
        Cancellation cancellation = new Cancellation();
        SimulationResult some = Simulation.of(Worlds.hcp().generate(300_000, 42),
                Worlds.hcp().intervention("email_campaign")).withThreads(1).withCancellation(cancellation)
                .withListener((phase, done, total) -> cancellation.cancel()).run();
        ReportXml page = ReportXml.of(Report.of(some).html());
        assertThat(some.hasNumbers()).isTrue();
        if (some.n() < 300_000) {
            assertThat(ReportXml.text(page.section("answer"))).contains("NO VERDICT \u2013 the run was stopped",
                    "simulation interval");
            assertThat(ReportXml.text(page.section("intervals"))).contains("Not done: the run was stopped before.");
            assertThat(page.has("change")).isFalse();
        }
    }

    @Test
    void experiment_reported_hasEverything() {
        ExperimentResult trial = ReportSamples.trial();
        ReportXml page = ReportXml.of(Report.of(trial).withCommand("twin experiment --data trial.csv")
                .withFact("Seed", "1").html());
        assertThat(page.texts("h1")).containsExactly("score: new care against usual care");
        assertThat(ReportXml.text(page.section("answer"))).contains("CLEAR EFFECT \u2013 the interval leaves out 0",
                " higher under new care than under usual care", "assigned at random");
        assertThat(ReportXml.text(page.section("method"))).contains("linear regression with covariates of its own",
                "Standard error", "hc2");
        assertThat(ReportXml.text(page.section("balance"))).contains("Sample ratio: 300 : 300", "before", "SMD");
        assertThat(ReportXml.text(page.section("groups"))).contains("By group", "p Holm", "p BH", "shrunken",
                "Pr(best)");
        assertThat(ReportXml.text(page.section("repeat"))).contains("twin experiment --data trial.csv", "Seed 1");
    }

    @Test
    void armsOfNumbers_reported_haveTheirColumn() {
        ReportXml page = ReportXml.of(Report.of(ReportSamples.experiment("1", "c").run()).html());
        assertThat(page.texts("h1")).containsExactly("score: arm = 1 against usual care");
    }

    @Test
    void brokenExperiment_reported_hasNoVerdict() {
        ReportXml page = ReportXml.of(Report.of(ReportSamples.mismatch()).html());
        assertThat(ReportXml.text(page.section("answer"))).contains("NO VERDICT");
        assertThat(ReportXml.text(page.section("balance"))).contains("no number here can be trusted");
        assertThat(page.has("warnings")).isTrue();
    }

    @Test
    void observationalData_reported_saySoEverywhere() {
        ExperimentResult result = ReportSamples.experiment("new care", "c").observational().run();
        ReportXml page = ReportXml.of(Report.of(result).html());
        assertThat(ReportXml.text(page.all("header").get(0))).contains("nobody assigned them at random");
        assertThat(ReportXml.text(page.section("answer"))).contains("Units chose their arm.", "not assigned at random");
        assertThat(ReportXml.text(page.section("change"))).contains("E-value");
    }

    @Test
    void comparison_groups_nameTheBestGuessOfEach() {
        ComparisonResult comparison = ReportSamples.comparison();
        String groups = ReportXml.text(ReportXml.of(Report.of(comparison).html()).section("groups"));
        int rows = 0;
        for (SubgroupTable.Row row : comparison.result("email_campaign").subgroup("decile").rows()) {
            double other = comparison.result("call_frequency_increase").subgroup("decile").row(row.value()).ate();
            double third = comparison.result("peer_influence_activation").subgroup("decile").row(row.value()).ate();
            String best = row.ate() > Math.max(other, third) ? "email_campaign"
                    : other > third ? "call_frequency_increase" : "peer_influence_activation";
            assertThat(groups).containsPattern("\\s" + row.value() + "\\s+" + row.n() + "\\s+" + best
                    + "(\\s+[+\\u2212-]0\\.\\d+){3}\\s");
            rows++;
        }
        assertThat(rows).isEqualTo(10);
    }

    @Test
    void comparison_reported_ranks() {
        ComparisonResult comparison = ReportSamples.comparison();
        ReportXml page = ReportXml.of(Report.of(comparison).html());
        assertThat(page.texts("h1")).containsExactly("3 scenarios on hcp");
        assertThat(ReportXml.text(page.section("answer"))).contains(comparison.choice().name(),
                comparison.best().scenario(), "best with probability ", "coefficients assumed");
        assertThat(ReportXml.text(page.section("ranking"))).contains("email_campaign", "call_frequency_increase",
                "peer_influence_activation", "do nothing", "Pr(best)");
        assertThat(ReportXml.text(page.section("differences")).split(" minus ", -1))
                .hasSize(1 + comparison.differences().size());
        assertThat(ReportXml.text(page.section("change"))).containsIgnoringCase(
                comparison.flip().substring(1, 20));
        assertThat(ReportXml.text(page.section("repeat"))).contains(comparison.hash(), "twin compare hcp "
                + "--intervention email_campaign");
    }

    @Test
    void failedComparison_reported_saysWhy() {
        ComparisonResult failed = ReportSamples.failedComparison();
        ReportXml page = ReportXml.of(Report.of(failed).html());
        assertThat(ReportXml.text(page.section("answer"))).contains("NO ANSWER \u2013 nothing was compared")
                .containsIgnoringCase(failed.reason().orElseThrow());
        assertThat(page.has("ranking")).isFalse();
    }

    @Test
    void timeline_reported_hasEverything() {
        TimelineResult skincare = ReportSamples.skincare();
        ReportXml page = ReportXml.of(Report.of(skincare).html());
        assertThat(page.texts("h1")).containsExactly("skincare over 60 days");
        assertThat(ReportXml.text(page.section("answer"))).contains("skin_score at 60 days", "95 % band ",
                "formulas assumed");
        assertThat(ReportXml.text(page.section("ends"))).contains("At the end control treated Effect Lower Upper",
                "skin_score");
        assertThat(ReportXml.text(page.section("events"))).contains("irritated", "First");
        assertThat(ReportXml.text(page.section("rests"))).contains("add_retinoid");
        assertThat(ReportXml.text(page.section("repeat"))).contains(skincare.hash(), skincare.resultHash());
        assertThat(page.section("curves").getElementsByTagNameNS("*", "svg").getLength()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void timelineOfOneArm_reported_comparesNothing() {
        ReportXml page = ReportXml.of(Report.of(ReportSamples.alone()).html());
        assertThat(ReportXml.text(page.section("answer"))).contains("ONE POPULATION", "nothing was compared");
    }

    @Test
    void hostileLabels_reported_stayText() {
        List<String> pages = List.of(Report.of(ReportSamples.hostile()).withFact(ReportSamples.HOSTILE, "<b>").html(),
                Report.of(ReportSamples.experiment(ReportSamples.HOSTILE, "\u0000<svg onload=alert(1)>").run())
                        .withCommand("twin '" + ReportSamples.HOSTILE + "'").html());
        for (String html : pages) {
            ReportXml page = ReportXml.of(html);
            assertThat(page.text()).contains(ReportSamples.HOSTILE);
            assertThat(page.all("script")).isEmpty();
            assertThat(page.all("img")).isEmpty();
            assertThat(page.all("*").stream().filter(one -> one.hasAttribute("onload") || one.hasAttribute("onerror")))
                    .isEmpty();
        }
        assertThat(ReportXml.of(pages.get(0)).text()).contains("a]]>b", "<img src=x onerror=alert(1)>",
                "Shop <i> & sons", "version 1 <b>");
        assertThat(ReportXml.of(pages.get(1)).text()).contains("\ufffd<svg onload=alert(1)>");
    }

    @Test
    void pages_ofEveryKind_needNothingElse() {
        int checked = 0;
        for (String html : List.of(Report.of(EMAIL).html(), Report.of(ReportSamples.trial()).html(),
                Report.of(ReportSamples.skincare()).html(), Report.of(ReportSamples.failed()).html(),
                Report.of(ReportSamples.comparison()).html())) {
            ReportXml page = ReportXml.of(html);
            assertThat(page.root().getAttribute("lang")).isEqualTo("en");
            assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"en\"")
                    .contains("<meta name=\"color-scheme\" content=\"light dark\"/>", "default-src &#39;none&#39;",
                            "prefers-color-scheme: dark", "@media print");
            assertThat(html.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:", "@import", "file:");
            Set<String> ids = new HashSet<>();
            for (Element element : page.all("*")) {
                String id = element.getAttribute("id");
                assertThat(id.isEmpty() || ids.add(id)).as("id " + id).isTrue();
                assertThat(element.getAttribute("style")).doesNotContain("url(");
            }
            page.all("a").forEach(a -> assertThat(ids).contains(a.getAttribute("href").substring(1)));
            for (Element table : page.all("table")) {
                assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
            }
            page.all("th").forEach(th -> assertThat(th.getAttribute("scope")).isIn("col", "row"));
            page.all("svg").forEach(svg -> assertThat(svg.getAttribute("role")).isEqualTo("img"));
            assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(600_000);
            checked++;
        }
        assertThat(checked).isEqualTo(5);
    }

    @Test
    void equalResults_reported_giveEqualBytesInAnyLocaleAndZone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String timeline = Report.of(ReportSamples.skincare()).html();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(Report.of(ReportSamples.email()).html()).isEqualTo(Report.of(EMAIL).html());
            assertThat(Report.of(ReportSamples.skincare()).html()).isEqualTo(timeline);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void page_written_isTheSameText() throws IOException {
        Path file = folder.resolve("email.HTML");
        Report.of(EMAIL).write(file);
        assertThat(Files.readString(file)).isEqualTo(Report.of(EMAIL).html());
    }

    @Test
    void otherEndings_areRefused() {
        assertThatThrownBy(() -> Report.of(EMAIL).write(folder.resolve("email.pdf"))).isInstanceOf(InputException.class)
                .hasMessage("path must end in .html, got \"" + folder.resolve("email.pdf") + "\"");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFolder_isNamed() {
        Path file = folder.resolve("none/email.html");
        assertThatThrownBy(() -> Report.of(EMAIL).write(file)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + file + ": no such folder");
    }

    @Test
    void reports_printed_areOneLine() {
        assertThat(Report.of(EMAIL)).hasToString("Report[simulation of email_campaign on hcp]");
        assertThat(Report.of(ReportSamples.trial())).hasToString("Report[experiment, new care against usual care]");
        assertThat(Report.of(ReportSamples.alone())).hasToString("Report[timeline of skincare]");
        assertThat(Report.of(ReportSamples.comparison()).toString()).startsWith(
                "Report[comparison of email_campaign, call_frequency_increase, ").hasSizeLessThanOrEqualTo(75);
    }
}

package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportOptionTest {

    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void simulate_withReport_printsTheSameAndWritesThePage() throws IOException {
        String[] plain = {"simulate", "hcp", "--intervention", "email_campaign", "--size", "2000"};
        CliRun run = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "2000", "--report",
                file("email.html"));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        long bytes = Files.size(folder.resolve("email.html"));
        assertThat(run.out()).startsWith(CliRun.of(plain).out()).endsWith("kB)\n").contains("report: "
                + file("email.html") + " (" + io.twinsim.internal.text.Numbers.bytes(bytes) + ")\n");
        assertThat(Files.readString(folder.resolve("email.html"))).contains(
                "<h1>email_campaign on hcp</h1>", 
                "<span>twin simulate hcp</span> <span>--intervention email_campaign</span> <span>--size 2000</span> "
                + "<span>--seed 42</span>");
    }

    @Test
    void simulate_withReportAndJson_printsOneDocument() {
        CliRun run = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "2000", "--json",
                "--report=" + file("email.html"));
        assertThat(run.err()).isEmpty();
        assertThat(run.document()).containsEntry("world", "hcp");
        assertThat(folder.resolve("email.html")).isNotEmptyFile();
    }

    @Test
    void simulate_failed_stillReportsWhy() throws IOException {
        CliRun run = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "50", "--report",
                file("few.html"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("few.html"))).contains("NO ANSWER");
    }

    @Test
    void experiment_withReport_saysWhatWasTyped() throws IOException {
        StringBuilder rows = new StringBuilder("arm,visit\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i % 2 == 0 ? "new mail" : "none").append(',').append(i % 3 == 0 ? 1 : 0).append('\n');
        }
        Path data = Files.writeString(folder.resolve("trial.csv"), rows);
        CliRun run = CliRun.of("experiment", "--data", data.toString(), "--treatment", "arm", "--treated", "new mail",
                "--control", "none", "--outcome", "visit", "--report", file("trial.html"));
        assertThat(run.err()).isEmpty();
        String html = Files.readString(folder.resolve("trial.html"));
        assertThat(html).contains("<span>twin experiment</span> <span>--data " + data + "</span> <span>--treatment arm"
                + "</span> <span>--treated &#39;new mail&#39;</span> <span>--control none</span> "
                + "<span>--outcome visit</span></code>", "Content hash of the data", "<dd>200</dd>", "<dd>42</dd>");
    }

    @Test
    void compare_withReport_writesThePage() throws IOException {
        CliRun run = CliRun.of("compare", "hcp", "--size", "1000", "--intervention", "email_campaign", "--intervention",
                "call_frequency_increase", "--report", file("both.html"));
        assertThat(run.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("both.html"))).contains("<h1>2\u00a0scenarios on hcp</h1>",
                "<span>twin compare hcp</span> ", " <span>--intervention email_campaign</span> "
                + "<span>--intervention call_frequency_increase</span>", "<span>--size 1000</span>");
    }

    @Test
    void timeline_withReport_writesThePage() throws IOException {
        CliRun run = CliRun.of("timeline", "skincare", "--size", "100", "--horizon", "10 days", "--intervention",
                "add_retinoid", "--replicates", "199", "--report", file("skin.html"));
        assertThat(run.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("skin.html"))).contains("<h1>skincare over 10 days</h1>",
                "<span>--horizon &#39;10 days&#39;</span> <span>--intervention add_retinoid</span>");
    }

    @Test
    void timeline_ofOneTwin_hasNoReport() {
        CliRun.of("timeline", "skincare", "--twin", "3", "--report", file("x.html"))
                .isRefused("--report belongs to the report on all twins; leave --twin and --events out");
    }

    @Test
    void otherFiles_areRefusedBeforeTheRun() {
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "900000000", "--report",
                file("email.pdf")).isRefused("--report must be a file that ends in .html, got \"" + file("email.pdf")
                + "\"");
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "900000000", "--report",
                file("no/email.html")).isRefused("--report must be in a folder that exists, got \""
                + file("no/email.html") + "\"");
    }

    @Test
    void command_typed_isQuotedWithoutHowItWasPrinted() {
        assertThat(ReportFile.command(List.of("simulate", "hcp", "--report", "a.html", "--where", "decile <= 3",
                "--json", "--set=note='x'", "--report=b.html"))).isEqualTo(
                "twin simulate hcp --where 'decile <= 3' '--set=note='\\''x'\\'''");
    }
}

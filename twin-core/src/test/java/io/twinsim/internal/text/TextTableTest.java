package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private static TextTable rows(int rows) {
        TextTable table = TextTable.of("name", ">value");
        for (int i = 0; i < rows; i++) {
            table.row("r" + i, Integer.toString(i));
        }
        return table;
    }

    @Test
    void render_columns_areAligned() {
        TextTable table = TextTable.of("group", ">n", ">effect").row("west", "1,003", "+0.0653").row("a", "7", "");
        assertThat(table.render(2)).isEqualTo("""
                group      n   effect
                west   1,003  +0.0653
                a          7
                """.indent(2));
        assertThat(table.width()).isEqualTo(21);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void render_mixedDigits_standsOnThePoints() {
        TextTable table = TextTable.of("x", ">.mean", ">.sd");
        table.row("a", "5.502", "1.2e-7").row("b", "41.97", "12").row("c", "-1234", "").row("d", "too few", "0.25");
        assertThat(table.render(0)).isEqualTo("""
                x       mean       sd
                a      5.502   1.2e-7
                b     41.97   12
                c  -1234
                d    too few   0.25
                """);
        // Numbers whose points are far apart would make the column wide and say no more.
        assertThat(TextTable.of(">.x").row("0.000012").row("123456").row("1").render(0))
                .isEqualTo("       x\n0.000012\n  123456\n       1\n");
    }

    @Test
    void render_long_leavesOutTheMiddle() {
        assertThat(rows(41).render(0, 40).lines()).hasSize(42);
        List<String> lines = rows(1_277).render(2, 40).lines().toList();
        assertThat(lines).hasSize(42);
        assertThat(lines.get(24)).isEqualTo("  r23       23");
        assertThat(lines.get(25)).isEqualTo("  ... 1,237 more rows ...");
        assertThat(lines.get(26)).isEqualTo("  r1261   1261");
        assertThat(rows(1_277).render(0).lines()).hasSize(1_278);
        assertThat(rows(20).render(0, 10)).contains("\nr5        5\n... 10 more rows ...\nr16      16\n");
    }

    @Test
    void leaveOut_saysItWhereRowsLack() {
        TextTable table = TextTable.of(">row").row("0").leaveOut(99_998).row("99999");
        assertThat(table.render(0)).isEqualTo("  row\n    0\n... 99,998 more rows ...\n99999\n");
        assertThat(table.markdown()).isEqualTo("| row |\n|---:|\n| 0 |\n| ... 99,998 more rows ... |\n| 99999 |\n");
        assertThat(table.html("t"))
                .contains("<tr class=\"more\"><td colspan=\"1\">... 99,998 more rows ...</td></tr>\n");
    }

    @Test
    void units_standBelowHeadingsOrBehindThem() {
        TextTable table = TextTable.of("arm", ">age", ">mean").units("", "years", "mmol/l").row("a", "42", "5.1");
        assertThat(table.render(0)).isEqualTo("""
                arm    age    mean
                     years  mmol/l
                a       42     5.1
                """);
        assertThat(table.markdown()).startsWith("| arm | age (years) | mean (mmol/l) |\n");
        assertThat(TextTable.of("a", "b").units("", "").row("1", "2").render(0)).isEqualTo("a  b\n1  2\n");
        assertThatThrownBy(() -> TextTable.of("a").units("", "")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row must have 1 cells, got 2");
    }

    @Test
    void render_wideLettersAndControlCharacters_keepTheColumns() {
        assertThat(TextTable.of("region", ">n").row("\u5730\u533a", "10").row("a\nb\u001b[2J", "7").render(0))
                .isEqualTo(
                "region              n\n\u5730\u533a               10\na\\u000ab\\u001b[2J   7\n");
    }

    @Test
    void markdown_anyText_staysText() {
        TextTable table = TextTable.of("a|b", ">x").row("<script>&", "1").row("*x* _y_ snake_case `c` [l](u) $z$ ~",
                "-1")
                .row("- item", "+2").row("1. one\ntwo\\", "# 3");
        assertThat(table.markdown()).isEqualTo("""
                | a\\|b | x |
                |:---|---:|
                | &lt;script&gt;&amp; | 1 |
                | \\*x\\* \\_y\\_ snake_case \\`c\\` \\[l\\](u) \\$z\\$ \\~ | -1 |
                | - item | +2 |
                | 1. one\\\\u000atwo\\\\ | # 3 |
                """);
    }

    @Test
    void html_anyText_staysText() {
        TextTable table = TextTable.of("group", ">n").units("", "twins").row("<b>\"a\" & b</b>", "1,003");
        assertThat(table.html("5 < 6 & \"so\"")).isEqualTo("""
                <table class="twinsim">
                <caption>5 &lt; 6 &amp; &quot;so&quot;</caption>
                <thead>
                <tr><th scope="col" align="left">group</th><th scope="col" class="number" align="right">n (twins)</th></tr>
                </thead>
                <tbody>
                <tr><th scope="row" align="left">&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;</th><td class="number" align="right">1,003</td></tr>
                </tbody>
                </table>
                """);
    }

    @Test
    void markup_veryLong_leavesOutTheMiddle() {
        assertThat(rows(1_001).markdown().lines()).hasSize(1_003);
        assertThat(rows(1_002).markdown().lines()).hasSize(1_003).contains("| ... 2 more rows ... |  |");
        assertThat(rows(1_002).html("t").lines()).filteredOn(line -> line.startsWith("<tr><th scope=\"row\""))
                .hasSize(1_000);
    }

    @Test
    void row_ofAnotherWidth_isRefused() {
        assertThatThrownBy(() -> TextTable.of("a", "b").row("1")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row must have 2 cells, got 1");
    }
}

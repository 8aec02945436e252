package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportMarkupTest {

    @Test
    void text_escaped_isWellFormedWhateverItHolds() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.append((char) c);
        }
        all.append('\ud800').append("\uffff\ufffe")
                .append(Character.toChars(0x1F600)).append(Character.toChars(0x10FFFF));
        String html = new ReportMarkup().element("p", all.toString(), "title", all.toString()).text();
        ReportXml page = ReportXml.of(html);
        assertThat(page.all("p")).hasSize(1);
        assertThat(page.root().getTextContent()).contains("<=>", "&'()", "\ud83d\ude00")
                .doesNotContain("\u0000", "\ufffe");
    }

    @Test
    void open_element_isRefusedAtTheEnd() {
        ReportMarkup markup = new ReportMarkup().start("p").start("em");
        assertThatThrownBy(markup::text).isInstanceOf(IllegalStateException.class)
                .hasMessage("markup must be closed, got open [em, p]");
    }

    @Test
    void table_written_hasCaptionAndScopes() {
        ReportMarkup out = new ReportMarkup();
        ReportTable.of("Two & more", "`Name", ">n").row("a<b", "1").strong("c", "why", "2")
                .noted("d", "a longer note has a row of its own", "3").write(out);
        assertThat(out.text()).isEqualTo("<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                + "aria-label=\"Two &amp; more\"><table><caption><span>Two &amp; more</span></caption>\n"
                + "<thead><tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"n\">n</th></tr>\n</thead>\n"
                + "<tbody><tr><th scope=\"row\"><code>a&lt;b</code></th><td class=\"n\">1</td></tr>\n"
                + "<tr class=\"strong\"><th scope=\"row\"><code>c</code><small>why</small></th>"
                + "<td class=\"n\">2</td></tr>\n"
                + "<tr class=\"open\"><th scope=\"row\"><code>d</code></th><td class=\"n\">3</td></tr>\n"
                + "<tr><td class=\"why\" colspan=\"2\"><span>a longer note has a row of its own</span></td></tr>\n"
                + "</tbody>\n</table>\n</div>\n");
    }

    @Test
    void row_ofAnotherLength_isRefused() {
        assertThatThrownBy(() -> ReportTable.of("x", "a", "b").row("1")).isInstanceOf(IllegalStateException.class)
                .hasMessage("cells must be as many as headings (2) less one, got 0");
    }

    @Test
    void numbers_shown_haveARealMinusAndStayWithTheirUnit() {
        assertThat(ReportWords.signed(-0.5, 2)).isEqualTo("\u22120.50");
        assertThat(ReportWords.signed(0.5, 2)).isEqualTo("+0.50");
        assertThat(ReportWords.range(-1, 2, 1)).isEqualTo("\u22121.0 to 2.0");
        assertThat(ReportWords.range(Double.NaN, 2, 1)).isEqualTo("\u2013");
        assertThat(ReportWords.percent(0.95)).isEqualTo("95\u00a0%");
        assertThat(ReportWords.count(1, "twin")).isEqualTo("1\u00a0twin");
        assertThat(ReportWords.count(2_000, "twin")).isEqualTo("2,000\u00a0twins");
        assertThat(ReportWords.probability(0.9999)).isEqualTo("more than 0.999");
        assertThat(ReportWords.probability(0)).isEqualTo("less than 0.001");
        assertThat(ReportWords.odds(0)).isEqualTo("<\u00a00.001");
        assertThat(ReportWords.odds(1)).isEqualTo(">\u00a00.999");
        assertThat(ReportWords.p(1e-12)).isEqualTo("<\u00a01e\u22129");
        assertThat(ReportWords.sentence("the effect -0.3 of a-1 and 3-4 (-2)")).isEqualTo(
                "The effect \u22120.3 of a-1 and 3-4 (\u22122).");
        assertThat(ReportWords.sentence("")).isEmpty();
        assertThat(ReportWords.list(java.util.List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}

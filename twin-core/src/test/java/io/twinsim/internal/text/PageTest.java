package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

    private static Page page() {
        return new Page().line(0, "effect   +0.1 of a_b: <good>").line(2, "p < 0.01").line(2, "n   7").gap()
                .table(2, "by *group*", TextTable.of("group", ">n").row("a", "7")).line(0, "end")
                .command("repeat: twin simulate --where 'x < `3`'\n");
    }

    @Test
    void text_blocks_standAsInATerminal() {
        assertThat(page().text()).isEqualTo("""
                effect   +0.1 of a_b: <good>
                  p < 0.01
                  n   7

                  group  n
                  a      7
                end
                repeat: twin simulate --where 'x < `3`'
                """);
        String words = "word ".repeat(60).strip();
        assertThat(new Page().line(2, words).text()).isEqualTo(Lines.paragraph(2, words));
    }

    @Test
    void markdown_blocks_areParagraphsListsAndTables() {
        assertThat(page().markdown()).isEqualTo("""
                effect +0.1 of a_b: &lt;good&gt;

                - p &lt; 0.01
                - n 7

                **by \\*group\\***

                | group | n |
                |:---|---:|
                | a | 7 |

                end

                ```
                repeat: twin simulate --where 'x < `3`'
                ```
                """);
        assertThat(new Page().command("a ``` b\n").markdown()).isEqualTo("````\na ``` b\n````\n");
    }

    @Test
    void markdown_paragraphs_becomeNoListsOrHeadings() {
        assertThat(new Page().line(0, "+0.1 is an effect").line(0, "- is not").line(0, "1. is not").line(0, "12) nor")
                .line(0, "# nor").line(0, "+").line(0, "2.5 is").line(2, "- detail").markdown()).isEqualTo("""
                +0.1 is an effect

                \\- is not

                1\\. is not

                12\\) nor

                \\# nor

                \\+

                2.5 is

                - \\- detail
                """);
    }

    @Test
    void html_blocks_areWellFormed() {
        assertThat(page().html()).isEqualTo("""
                <div class="twinsim">
                <p>effect +0.1 of a_b: &lt;good&gt;</p>
                <ul>
                <li>p &lt; 0.01</li>
                <li>n 7</li>
                </ul>
                <table class="twinsim">
                <caption>by *group*</caption>
                <thead>
                <tr><th scope="col" align="left">group</th><th scope="col" class="number" align="right">n</th></tr>
                </thead>
                <tbody>
                <tr><th scope="row" align="left">a</th><td class="number" align="right">7</td></tr>
                </tbody>
                </table>
                <p>end</p>
                <pre>repeat: twin simulate --where 'x &lt; `3`'
                </pre>
                </div>
                """);
        assertThat(new Page().line(2, "detail").html())
                .isEqualTo("<div class=\"twinsim\">\n<ul>\n<li>detail</li>\n</ul>\n</div>\n");
    }

    @Test
    void table_long_isCutInATerminalOnly() {
        TextTable table = TextTable.of("x");
        for (int i = 0; i < 100; i++) {
            table.row("r" + i);
        }
        Page page = new Page().table(0, "t", table);
        assertThat(page.text().lines()).hasSize(42).contains("... 60 more rows ...");
        assertThat(page.markdown()).contains("| r23 |\n| r24 |\n");
    }
}

package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import org.junit.jupiter.api.Test;

class WriteOptionsTest {

    @Test
    void options_withEach_changeThatOnly() {
        WriteOptions options =
                WriteOptions.of().withLayout(WriteOptions.Layout.COLUMNS).withDelimiter(';').withMissing("NA");
        assertThat(options).isEqualTo(new WriteOptions(WriteOptions.Layout.COLUMNS, ';', "NA"));
        assertThat(WriteOptions.of()).isEqualTo(new WriteOptions(WriteOptions.Layout.RECORDS, ',', ""));
        assertThat(WriteOptions.of()).hasToString("WriteOptions[records, delimiter ',', missing \"\"]");
        assertThat(options.withDelimiter('\t')).hasToString("WriteOptions[columns, delimiter tab, missing \"NA\"]");
        assertThat(options.withMissing("x".repeat(70)).toString()).hasSizeLessThanOrEqualTo(75);
    }

    @Test
    void delimiter_thatOccursElsewhere_isRefused() {
        int checked = 0;
        for (char c : new char[] {'"', '\n', '\r', '\0', '.', '-', '+', '7', 'e', 'E', 'é', '\uFEFF', '\ud800',
            '\u0661'}) {
            assertThatThrownBy(() -> WriteOptions.of().withDelimiter(c)).isInstanceOf(InputException.class)
                    .hasMessageStartingWith("delimiter must not occur in numbers, nor be a letter, a quote or a line "
                            + "end, got \"");
            checked++;
        }
        assertThat(checked).isEqualTo(14);
        assertThatThrownBy(() -> WriteOptions.of().withDelimiter('.')).hasMessage(
                "delimiter must not occur in numbers, nor be a letter, a quote or a line end, got \".\"");
        for (char c : new char[] {',', ';', '|', '\t', ' ', ':', '\u00a6'}) {
            assertThat(WriteOptions.of().withDelimiter(c).delimiter()).isEqualTo(c);
        }
    }

    @Test
    void missing_thatCannotBeRead_isRefused() {
        int checked = 0;
        for (String text : new String[] {" ", "NA ", "\t", "a\"b", "a,b", "a\nb", "\ud800", "\uFEFF"}) {
            assertThatThrownBy(() -> WriteOptions.of().withMissing(text)).isInstanceOf(InputException.class)
                    .hasMessageStartingWith("missing must hold no quote, delimiter or control character and no blanks "
                            + "around it, got \"");
            checked++;
        }
        assertThat(checked).isEqualTo(8);
        assertThatThrownBy(() -> WriteOptions.of().withMissing("a;b").withDelimiter(';')).hasMessage("missing must "
                + "hold no quote, delimiter or control character and no blanks around it, got \"a;b\"");
    }
}

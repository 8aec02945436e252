package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final String LONG = "unknown region \"wst\"; did you mean \"west\"? known: northeast, south, midwest";

    private static String shown(int columns, String message) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(err, true, StandardCharsets.UTF_8);
        new Console(InputStream.nullInputStream(), to, to, columns).message(message);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void message_longOnATerminal_isFoldedAtBlanks() {
        assertThat(shown(40, LONG)).isEqualTo("""
                unknown region "wst"; did you mean
                  "west"? known: northeast, south,
                  midwest
                """);
        assertThat(shown(200, LONG)).isEqualTo(LONG + "\n");
    }

    @Test
    void message_elsewhere_staysOneLine() {
        assertThat(shown(0, LONG.repeat(3))).isEqualTo(LONG.repeat(3) + "\n");
    }

    /** A caret stands below its place only if nothing is moved. */
    @Test
    void message_ofSeveralLines_staysAsItIs() {
        String formula = "unknown column \"decil\"; did you mean \"decile\"?\n  decil <= 3\n  ^";
        assertThat(shown(20, formula)).isEqualTo(formula + "\n");
    }
}

package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SuiteOptionsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private int run(String... args) {
        return SuiteCommand.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(messages, true, StandardCharsets.UTF_8));
    }

    private static void refused(String message, String... args) {
        assertThatThrownBy(() -> SuiteOptions.parse(args)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void words_all_areUnderstood() {
        SuiteOptions options = SuiteOptions.parse("effects", "--quick", "--sizes", "1000,20000", "--out", "a b", "--",
                "-f", "2", "-e", "byHand");
        assertThat(options.suite()).isSameAs(Suite.EFFECTS);
        assertThat(options.quick()).isTrue();
        assertThat(options.sizes()).containsExactly("1000", "20000");
        assertThat(options.out()).isEqualTo(Path.of("a b"));
        assertThat(options.jmh().getForkCount().get()).isEqualTo(2);
        assertThat(options.jmh().getExcludes()).containsExactly("byHand");
        assertThat(options.command())
                .isEqualTo("twin-bench/run effects --quick --sizes 1000,20000 --out 'a b' -- -f 2 -e byHand");
    }

    @Test
    void words_suiteOnly_takeTheRestFromTheSuite() {
        SuiteOptions options = SuiteOptions.parse("normal");
        assertThat(options.quick()).isFalse();
        assertThat(options.sizes()).isEmpty();
        assertThat(options.out()).isEqualTo(Path.of("twin-bench/target/bench"));
        assertThat(options.jmh().getForkCount().hasValue()).isFalse();
    }

    @Test
    void words_notUnderstood_areRefused() {
        refused("a suite must come first, got nothing; known: generation, expressions, effects, bootstrap, "
                + "saddlepoint, inference, cache, streaming, data, timeline, elementary, normal, predict, targets");
        refused("unknown option \"--quik\"; did you mean \"--quick\"? known: --quick, --sizes, --out, --help, --list, "
                + "--", "cache", "--quik");
        refused("--sizes must have a value", "cache", "--sizes");
        refused("--sizes must be whole numbers from 1 to 999999999 with commas between, got \"1000,\"", "cache",
                "--sizes", "1000,");
        refused("--sizes must be whole numbers from 1 to 999999999 with commas between, got \"0\"", "cache",
                "--sizes", "0");
        refused("--sizes must not be given for targets, whose sizes are part of them", "targets", "--sizes", "10");
        refused("after -- there must be options of JMH only, got \"hit\"; leave methods out with -e", "cache", "--",
                "hit");
        assertThatThrownBy(() -> SuiteOptions.parse("cache", "--", "-nonsense")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("after -- there must be options of JMH only: ");
    }

    @Test
    void command_refused_endsWith2() {
        assertThat(run("cach")).isEqualTo(2);
        assertThat(messages.toString(StandardCharsets.UTF_8)).startsWith("run: unknown suite \"cach\"; did you mean");
        assertThat(out.size()).isZero();
    }

    @Test
    void command_helpOrList_saysSo() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("twin-bench/run SUITE [--quick]");
        out.reset();
        assertThat(run("--list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(Suite.values().length)
                .allMatch(line -> line.length() <= 100).anyMatch(line -> line.startsWith("targets      Is "));
        assertThat(messages.size()).isZero();
    }
}

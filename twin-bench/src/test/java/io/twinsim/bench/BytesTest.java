package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The program: what it writes, when it stops, what it refuses. */
class BytesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private int run(String... args) {
        return run(Channels.newChannel(out), args);
    }

    private int run(WritableByteChannel to, String... args) {
        return Bytes.run(args, to, new PrintStream(messages, true, StandardCharsets.UTF_8));
    }

    private String message() {
        return messages.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void run_single_writesLittleEndianWordsOfTheRows() {
        assertThat(run("single", "--seed", "7", "--bytes", "200000")).isZero();
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.remaining()).isEqualTo(200_000);
        DrawStream stream = Draws.of(7).stream("var/x0");
        long[] words = new long[25_000];
        bytes.asLongBuffer().get(words);
        assertThat(words).isEqualTo(LongStream.range(0, 25_000).map(stream::bits).toArray());
        assertThat(message()).isEmpty();
    }

    @Test
    void run_bytesWithinAWord_areCutThere() {
        assertThat(run("--bytes", "13")).isEqualTo(2);
        assertThat(run("low", "--bytes", "0")).isZero();
        assertThat(out.size()).isZero();
        assertThat(run("low", "--bytes", "13", "--seed", "-1")).isZero();
        assertThat(out.size()).isEqualTo(13);
    }

    @Test
    void run_noSeed_takes42() {
        run("doubles", "--bytes", "100");
        run("doubles", "--bytes", "100", "--seed", "42");
        byte[] both = out.toByteArray();
        assertThat(ByteBuffer.wrap(both, 0, 100)).isEqualTo(ByteBuffer.wrap(both, 100, 100));
        assertThat(both).hasSize(200);
    }

    @Test
    void run_readerGoesAway_isQuiet() {
        assertThat(run(broken("Broken pipe"), "single")).isZero();
        assertThat(run(broken("The pipe is being closed"), "single")).isZero();
        assertThat(message()).isEmpty();
        assertThat(run(broken("No space left on device"), "single")).isEqualTo(1);
        assertThat(message()).isEqualTo("bytes: cannot write standard output: No space left on device");
    }

    /** Takes 100,000 bytes, a few at a time, then fails. */
    private static WritableByteChannel broken(String message) {
        return new WritableByteChannel() {
            private int taken;

            @Override
            public int write(ByteBuffer from) throws IOException {
                if (taken >= 100_000) {
                    throw new IOException(message);
                }
                int n = Math.min(4001, from.remaining());
                from.position(from.position() + n);
                taken += n;
                return n;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // nothing to give back
            }
        };
    }

    @Test
    void run_shortWrites_loseNothing() {
        ByteArrayOutputStream slow = new ByteArrayOutputStream();
        WritableByteChannel few = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer from) {
                int n = Math.min(777, from.remaining());
                for (int i = 0; i < n; i++) {
                    slow.write(from.get());
                }
                return n;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // nothing to give back
            }
        };
        assertThat(run(few, "rowcol", "--bytes", "150001")).isZero();
        assertThat(run("rowcol", "--bytes", "150001")).isZero();
        assertThat(slow.toByteArray()).isEqualTo(out.toByteArray()).hasSize(150_001);
    }

    @Test
    void run_unknownMode_namesTheNearest() {
        assertThat(run("interleave")).isEqualTo(2);
        assertThat(message()).isEqualTo("bytes: unknown mode \"interleave\"; did you mean \"interleaved\"? known: "
                + "single, interleaved, paths, draws, rowcol, high, low, reversed, doubles, bad");
    }

    @Test
    void run_badOptions_areRefused() {
        String[][] cases = {
            {"unknown option \"--sed\"; did you mean \"--seed\"? known: --seed, --bytes", "single", "--sed", "1"},
            {"--seed must have a value", "single", "--seed"},
            {"--seed must be a whole number of 64 bits, got \"1e3\"", "single", "--seed", "1e3"},
            {"--bytes must be a whole number of 64 bits, got \"9223372036854775808\"", "single", "--bytes",
                "9223372036854775808"},
            {"--bytes must be at least 0, got -1", "single", "--bytes", "-1"}};
        for (String[] c : cases) {
            messages.reset();
            assertThat(run(Arrays.copyOfRange(c, 1, c.length))).isEqualTo(2);
            assertThat(message()).isEqualTo("bytes: " + c[0]);
        }
        assertThat(cases).hasNumberOfRows(5);
        assertThat(out.size()).isZero();
    }

    @Test
    void run_nothingGiven_showsTheModes() {
        assertThat(run()).isEqualTo(2);
        assertThat(message()).startsWith("bytes: MODE must be given: bytes MODE [--seed S] [--bytes N], with MODE")
                .contains("  rowcol       8 columns, var/x0 to var/x7, row by row");
        for (String mode : BytesMode.names()) {
            assertThat(message()).contains("\n  " + mode + " ");
        }
        assertThat(BytesMode.names()).hasSize(10);
    }
}

package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How each mode packs the draws, against the draws asked for one by one. */
class BytesModeTest {

    private static final long SEED = 11;
    /** More than two chunks of every mode. */
    private static final int N = 20_000;

    private static DrawStream stream(long seed, int column) {
        return Draws.of(seed).stream("var/x" + column);
    }

    private static void assertWords(BytesMode mode, LongUnaryOperator expected) {
        long[] words = BytesBattery.sample(mode.open(SEED), N);
        assertThat(words).isEqualTo(LongStream.range(0, N).map(expected).toArray()).hasSize(N);
    }

    private static LongUnaryOperator inTurn(int streams, IntFunction<DrawStream> stream) {
        DrawStream[] all = IntStream.range(0, streams).mapToObj(stream).toArray(DrawStream[]::new);
        return i -> all[(int) (i % streams)].bits(i / streams);
    }

    @Test
    void manyStreams_wordI_isOfStreamIModuloTheirNumber() {
        assertWords(BytesMode.INTERLEAVED, inTurn(1024, s -> stream(SEED + s, 0)));
        assertWords(BytesMode.PATHS, inTurn(1024, s -> stream(SEED, s)));
        assertWords(BytesMode.DRAWS, inTurn(1024, s -> stream(SEED, 0).draw(s)));
        assertWords(BytesMode.ROWCOL, inTurn(8, s -> stream(SEED, s)));
    }

    @Test
    void oneStream_partsOfWords_arePackedInRowOrder() {
        DrawStream stream = stream(SEED, 0);
        assertWords(BytesMode.SINGLE, stream::bits);
        assertWords(BytesMode.HIGH, i -> (stream.bits(2 * i + 1) >>> 32 << 32) + (stream.bits(2 * i) >>> 32));
        assertWords(BytesMode.LOW, i -> (stream.bits(2 * i + 1) << 32) + (stream.bits(2 * i) & 0xffffffffL));
        assertWords(BytesMode.REVERSED, i -> {
            long word = 0;
            for (int bit = 0; bit < 64; bit++) {
                word |= (stream.bits(i) >>> 63 - bit & 1) << bit;
            }
            return word;
        });
    }

    /** Bit by bit: bit b of the output is bit b modulo 52 of row b / 52, whose uniform is (m + 1/2) 2^-52. */
    @Test
    void doubles_everyOutputBit_isOneOfTheRandomBits() {
        DrawStream stream = stream(SEED, 0);
        assertWords(BytesMode.DOUBLES, i -> {
            long word = 0;
            for (int bit = 0; bit < 64; bit++) {
                long at = 64 * i + bit;
                long m = (long) Math.scalb(stream.uniform(at / 52), 52);
                word |= (m >>> at % 52 & 1) << bit;
            }
            return word;
        });
        assertThat(BytesMode.DOUBLES.open(1).words()).isEqualTo(BytesMode.WORDS / 16 * 13);
    }

    @Test
    void bad_neighbouringStreams_areCopiesShiftedByARow() {
        DrawStream stream = stream(SEED, 0);
        assertWords(BytesMode.BAD, i -> stream.bits(i / 16 + i % 16));
        assertThat(LongStream.of(BytesBattery.sample(BytesMode.BAD.open(SEED), N)).distinct().count())
                .isEqualTo(N / 16 + 15);
    }

    @Test
    void fill_anyChunkAnyOrder_hasTheSameWords() {
        int cases = 0;
        for (BytesMode mode : BytesMode.values()) {
            BytesSource source = mode.open(3);
            long[] first = new long[source.words()];
            long[] again = new long[source.words()];
            source.fill(1L << 20, first);
            source.fill(0, again);
            assertThat(again).isNotEqualTo(first);
            source.fill(1L << 20, again);
            assertThat(again).isEqualTo(first);
            assertThat(BytesMode.named(mode.id())).isSameAs(mode);
            cases++;
        }
        assertThat(cases).isEqualTo(10);
    }
}

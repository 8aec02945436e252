package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * A change of one bit of an address changes half of the output. Over 4,096 rows the mean number of changed bits, 32,
 * has a standard error of 1/16, so that the 0.5 allowed are eight of them; the changes of a single output bit have a
 * standard deviation of 32, and six are allowed: a correct stream fails with a probability of 2e-9 per output bit.
 */
class StreamAvalancheTest {

    private static final int ROWS = 4096;

    private static long[] block(DrawStream stream, long firstRow) {
        long[] bits = new long[ROWS];
        stream.bits(firstRow, bits, 0, ROWS);
        return bits;
    }

    private static void assertHalfChanged(String what, long[] before, long[] after) {
        int[] changes = new int[64];
        long all = 0;
        for (int i = 0; i < ROWS; i++) {
            long changed = before[i] ^ after[i];
            all += Long.bitCount(changed);
            for (int bit = 0; bit < 64; bit++) {
                changes[bit] += (int) (changed >>> bit & 1);
            }
        }
        assertThat(all / (double) ROWS).as(what).isCloseTo(32, within(0.5));
        for (int bit = 0; bit < 64; bit++) {
            assertThat(Math.abs(changes[bit] - ROWS / 2)).as(what + ", output bit " + bit).isLessThan(6 * 32);
        }
    }

    @Test
    void bits_oneBitOfTheSeedFlipped_changesHalf() {
        int cases = 0;
        for (long seed : new long[] {0, 99, Long.MAX_VALUE}) {
            long[] before = block(Draws.of(seed).stream("var/x"), 0);
            for (int bit = 0; bit < 64; bit++) {
                assertHalfChanged("seed bit " + bit, before, block(Draws.of(seed ^ 1L << bit).stream("var/x"), 0));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(192);
    }

    @Test
    void bits_oneBitOfTheRowFlipped_changesHalf() {
        DrawStream stream = Draws.of(99).stream("var/x");
        long[] before = block(stream, 0);
        long[] after = new long[ROWS];
        for (int bit = 0; bit < 64; bit++) {
            for (int row = 0; row < ROWS; row++) {
                after[row] = stream.bits(row ^ 1L << bit);
            }
            assertHalfChanged("row bit " + bit, before, after);
        }
    }

    /** Each character replaced by the next one, case turned, one dropped, one added. */
    @Test
    void bits_oneCharacterOfThePathChanged_changesHalf() {
        String path = "var/systolic_pressure";
        long[] before = block(Draws.of(99).stream(path), 0);
        int cases = 0;
        for (int i = 0; i < path.length(); i++) {
            String head = path.substring(0, i);
            String tail = path.substring(i + 1);
            char c = path.charAt(i);
            for (String other : new String[] {
                head + (char) (c + 1) + tail, head + (char) (c ^ 32) + tail, head + tail, head + c + ' ' + tail}) {
                assertHalfChanged(other, before, block(Draws.of(99).stream(other), 0));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(84);
    }

    @Test
    void bits_oneBitOfTheDrawNumberFlipped_changesHalf() {
        DrawStream stream = Draws.of(99).stream("var/x");
        long[] before = block(stream, 0);
        for (int bit = 0; bit < 31; bit++) {
            assertHalfChanged("draw bit " + bit, before, block(stream.draw(1 << bit), 0));
        }
    }

    /** Pages have keys of their own: the same rows of another page are another stream. */
    @Test
    void bits_neighbouringPages_differInHalf() {
        DrawStream stream = Draws.of(99).stream("var/x");
        for (long page = 0; page < 64; page++) {
            assertHalfChanged("page " + page, block(stream, page << 32), block(stream, page + 1 << 32));
        }
    }
}

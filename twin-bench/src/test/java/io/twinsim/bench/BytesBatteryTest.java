package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the battery says of the library's draws, in every mode, and of generators with known faults. A test below 1e-4
 * is repeated with another seed, and only a repeat is a failure: 1 in 1.6 million for random words, per mode.
 */
class BytesBatteryTest {

    private static final int QUICK = 1 << 16;
    private static final int DEEP = 1 << 22;

    @ParameterizedTest
    @EnumSource(value = BytesMode.class, names = {"SINGLE", "INTERLEAVED", "ROWCOL", "DOUBLES"})
    void draws_halfAMebibyte_failNothing(BytesMode mode) {
        assertThat(BytesBattery.failures(mode::open, QUICK)).isEmpty();
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource(value = BytesMode.class, mode = EnumSource.Mode.EXCLUDE, names = "BAD")
    void draws_32MebibytesMatricesOf8192_failNothing(BytesMode mode) {
        assertThat(BytesBattery.failures(mode::open, DEEP)).isEmpty();
    }

    /** Every second row, first rows of blocks, of tiles, of pages: a counter's steps need not be 1. */
    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 1000, 1024, 16384, 1_000_000, 1 << 20, 1L << 31, 1L << 32, 1L << 40})
    void draws_rowsFarApart_failNothing(long stride) {
        assertThat(BytesBattery.failures(seed -> rows(Draws.of(seed).stream("var/x0"), stride), 1 << 20)).isEmpty();
    }

    private static BytesSource rows(DrawStream stream, long stride) {
        return BytesControl.words(i -> stream.bits(i * stride));
    }

    @Test
    void battery_bad_failsNearlyEverything() {
        assertThat(BytesBattery.failures(BytesMode.BAD::open, QUICK)).hasSizeGreaterThan(25).contains(
                "bytes", "gaps, byte at bit 0", "birthday spacings, upper bits", "collisions, lower bits",
                "agreement of words at lags", "rank 64, 64 of 64 bits from bit 0");
    }

    /** One seed each: none of the control's faults depends on it. */
    @ParameterizedTest
    @EnumSource(value = BytesControl.class, mode = EnumSource.Mode.EXCLUDE, names = "STAFFORD_RAW")
    void battery_faultyGenerator_failsAsKnown(BytesControl control) {
        List<String> known = switch (control) {
            case JAVA_RANDOM -> List.of("rank 256, each bit");
            case MURMUR_RAW -> List.of("rank 64, 4 of 32 bits from bit 0", "rank 256, 8 of 32 bits from bit 0");
            case SQUARES_SMALL_KEY -> List.of("bytes", "rank 64, 64 of 64 bits from bit 0");
            default -> List.of("birthday spacings, pairs", "collisions, upper bits", "agreement of words at lags");
        };
        assertThat(BytesBattery.run(BytesBattery.sample(control.open(1), QUICK)))
                .filteredOn(BytesFinding::suspicious).extracting(BytesFinding::test).containsAll(known);
    }

    /** Faults that need more words: the lattice of java.util.Random, and a good mixer on a raw counter. */
    @Tag("nightly")
    @Test
    void battery_faultsThatNeedMoreWords_areFound() {
        assertThat(BytesBattery.failures(BytesControl.JAVA_RANDOM::open, 1 << 20)).contains(
                "birthday spacings, upper bits", "birthday spacings, pairs", "2 neighbours, 6 bits from bit 32");
        assertThat(BytesBattery.failures(BytesControl.STAFFORD_RAW::open, DEEP)).contains(
                "rank 8192, 64 of 64 bits from bit 0", "rank 8192, 8 of 32 bits from bit 0");
    }

    @Test
    void rank_knownMatrices_isKnown() {
        long[][] identity = new long[128][2];
        long[][] ones = new long[128][2];
        long[][] triangle = new long[128][2];
        for (int i = 0; i < 128; i++) {
            identity[i][i / 64] = 1L << i;
            ones[i][0] = -1;
            ones[i][1] = -1;
            triangle[i][0] = i < 64 ? -1L << i : 0;
            triangle[i][1] = i < 64 ? -1 : -1L << i;
        }
        triangle[5] = triangle[77].clone();
        assertThat(BytesRanks.rank(identity)).isEqualTo(128);
        assertThat(BytesRanks.rank(ones)).isEqualTo(1);
        assertThat(BytesRanks.rank(triangle)).isEqualTo(127);
    }

    /** x^31 + x^3 + 1 and x^7 + x + 1 have no factor in common, so the sum of their bits needs 38 cells. */
    @Test
    void register_knownBits_hasTheirLength() {
        assertThat(BytesRegister.length(feedback(31, 3))).isEqualTo(31);
        assertThat(BytesRegister.length(feedback(7, 1))).isEqualTo(7);
        long[] sum = feedback(31, 3);
        long[] other = feedback(7, 1);
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= other[i];
        }
        assertThat(BytesRegister.length(sum)).isEqualTo(38);
        assertThat(BytesRegister.length(new long[4])).isZero();
        assertThat(BytesRegister.length(new long[] {0, 0, 0, 1L << 63})).isEqualTo(256);
    }

    private static long[] feedback(int length, int tap) {
        long[] bits = new long[8];
        for (int i = 0; i < 512; i++) {
            long bit = i < length ? i == 0 ? 1 : 0 : at(bits, i - length) ^ at(bits, i - length + tap);
            bits[i / 64] |= bit << i;
        }
        return bits;
    }

    private static long at(long[] bits, int i) {
        return bits[i / 64] >>> i & 1;
    }

    /** A test that is right by chance as often as it says: of 40 seeds and some 36 tests, p-values below 0.1. */
    @Tag("nightly")
    @Test
    void battery_manySeeds_seesSmallProbabilitiesAsOftenAsItSays() {
        int small = 0;
        int tests = 0;
        for (int seed = 0; seed < 40; seed++) {
            for (BytesFinding finding : BytesBattery.run(BytesBattery.sample(BytesMode.SINGLE.open(seed), QUICK))) {
                small += finding.p() < 0.1 ? 1 : 0;
                tests++;
            }
        }
        // counts make the chance a little less than 0.1; 0.03 is more than three standard errors
        assertThat(small / (double) tests).isCloseTo(0.09, within(0.03));
    }
}

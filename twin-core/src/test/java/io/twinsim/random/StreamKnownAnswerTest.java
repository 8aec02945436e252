package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/**
 * The construction written down a second time, held against SplitMix64 as published, against numbers made by another
 * language, and against the streams.
 */
class StreamKnownAnswerTest {

    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    /** Stafford's mix 13, with a key between its multiplications. */
    private static long mix(long counter, long key) {
        long z = counter;
        z ^= z >>> 30;
        z *= 0xbf58476d1ce4e5b9L;
        z += key;
        z ^= z >>> 27;
        z *= 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static long bits(long seed, String path, int draw, long row) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(seed, path.getBytes(StandardCharsets.UTF_8), draw));
        long k0 = hash.getLong();
        long k1 = hash.getLong();
        long page = row >>> 32;
        if (page != 0) {
            long first = k0;
            k0 = mix(page * GAMMA + first, ~k1);
            k1 = mix(page * GAMMA + k1, ~first);
        }
        return mix(row * GAMMA + k0, k1);
    }

    private static byte[] sha256(long seed, byte[] path, int draw) {
        ByteArrayOutputStream identity = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(identity)) {
            out.writeLong(seed);
            out.writeInt(path.length);
            out.write(path);
            out.writeInt(draw);
            return MessageDigest.getInstance("SHA-256").digest(identity.toByteArray());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Without keys the mixing is SplitMix64: value i of seed s has the counter s + (i + 1) GAMMA. The five values of
     * seed 1234567 are those given with the reference implementation of Vigna (prng.di.unimi.it/splitmix64.c) on
     * rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
     */
    @Test
    void mix_keyZero_isSplitMix64() {
        String[] published = {"6457827717110365317", "3203168211198807973", "9817491932198370423",
            "4593380528125082431", "16408922859458223821"};
        for (int i = 0; i < published.length; i++) {
            assertThat(Long.toUnsignedString(mix(1234567 + (i + 1) * GAMMA, 0))).isEqualTo(published[i]);
        }
        assertThat(published).hasSize(5);
    }

    @Test
    void bits_anyAddress_agreesWithTheSecondWriting() {
        int cases = 0;
        for (long seed : new long[] {0, 1, -1, 1234567, Long.MIN_VALUE, Long.MAX_VALUE}) {
            for (String path : new String[] {"", "var/x0", "effect/noise", "var/gr\u00f6\u00dfe", "\ud83d\ude00"}) {
                for (int draw : new int[] {0, 1, 255, Integer.MAX_VALUE}) {
                    DrawStream stream = Draws.of(seed).stream(path).draw(draw);
                    for (long row : new long[] {0, 1, 1023, (1L << 32) - 1, 1L << 32, (7L << 32) + 5, Long.MAX_VALUE}) {
                        assertThat(stream.bits(row)).isEqualTo(bits(seed, path, draw, row));
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(840);
    }

    /**
     * Made by Python 3.11 with hashlib: {@code k0, k1 = struct.unpack('>QQ', sha256(struct.pack('>qi', seed, len(p)) +
     * p + struct.pack('>i', draw)).digest()[:16])}, then the formula of {@link DrawStream} in whole numbers modulo
     * 2^64.
     */
    @Test
    void bits_otherLanguage_givesTheSame() {
        assertThat(Draws.of(42).stream("var/age").bits(0)).isEqualTo(0x7dcd013c6814a6deL);
        assertThat(Draws.of(0).stream("").bits(0)).isEqualTo(0x8bc60d9ecdcf6004L);
        assertThat(Draws.of(-1).stream("var/x0").bits(1)).isEqualTo(0xf8f45821cc883a94L);
        assertThat(Draws.of(Long.MIN_VALUE).stream("var/gr\u00f6\u00dfe").draw(3).bits(17))
                .isEqualTo(0x2b63b3d55bafbc57L);
        assertThat(Draws.of(Long.MAX_VALUE).stream("effect/noise").draw(Integer.MAX_VALUE).bits((1L << 32) - 1))
                .isEqualTo(0x44833c8be046d473L);
        DrawStream stream = Draws.of(7).stream("var/x").draw(1);
        assertThat(stream.bits(1L << 32)).isEqualTo(0x238182bb078f3664L);
        assertThat(stream.bits((5L << 32) + 12345)).isEqualTo(0xc3376711f355618aL);
        assertThat(stream.draw(0).bits(Long.MAX_VALUE)).isEqualTo(0x5034f2ff22720d31L);
        assertThat(stream.draw(0).bits(-1)).isEqualTo(0xab80fe0d76e0fcaeL);
    }

    /** The path's length stands before it, so that no two addresses are written alike. */
    @Test
    void bits_pathsThatEndLikeADrawNumber_areOtherStreams() {
        long[] bits = {
            Draws.of(1).stream("x").draw(1).bits(0), Draws.of(1).stream("x\0\0\0\1").bits(0),
            Draws.of(1).stream("x\1").bits(0), Draws.of(1).stream("x\0\0\0\0").bits(0), Draws.of(1).stream("x").bits(0),
            Draws.of(1).stream("").draw('x').bits(0), Draws.of(1).stream("\0").bits(0), Draws.of(1).stream("").bits(0)};
        assertThat(bits).doesNotHaveDuplicates().hasSize(8);
    }
}

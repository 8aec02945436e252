package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.TwinModel;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Shard results whose checksum is right and whose content is not. */
class ShardBytesTest {

    /** Where the fields of the head stand. */
    private static final int SHARD = 40;
    private static final int SHARDS = 44;
    private static final int LACKING = 48;
    private static final int ROWS = 56;
    private static final int LENGTH = 64;
    /** Where those of the body stand: the number of nodes, then level, index, presence and sums of the first one. */
    private static final int BODY = 68;
    private static final int LEVEL = BODY + 4;
    private static final int INDEX = LEVEL + 4;
    private static final int PRESENT = INDEX + 8;
    private static final int MOMENTS = PRESENT + 1;

    private static final TwinModel MODEL = TestWorlds.small();
    private static final ShardPlan FEW = plan(300, 1);
    private static final ShardPlan MANY = plan(49_152, 1);
    /** Where the counts after moments and parts stand, and the groups, in the first node of either plan. */
    private static final int COUNTS = MOMENTS + 5 * 8 * Double.BYTES;
    private static final int GROUPS = COUNTS + 4 * Long.BYTES;
    /** Where the flag and number of single values stand; three groups of four numbers come before. */
    private static final int VALUES = GROUPS + 3 * 4 * Double.BYTES;

    private static final ShardResult FEW_RESULT = FEW.runShard(0);
    private static final ShardResult MANY_RESULT = MANY.runShard(0);

    private static ShardPlan plan(long n, int shards) {
        return ShardPlan.of(Simulation.stream(MODEL, n, 7, MODEL.intervention("plain")), shards);
    }

    private static byte[] signed(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, bytes.length - 32);
            System.arraycopy(digest.digest(), 0, bytes, bytes.length - 32, 32);
            return bytes;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] patched(ShardPlan plan, Consumer<ByteBuffer> change) {
        byte[] bytes = plan.runShard(0).toBytes();
        change.accept(ByteBuffer.wrap(bytes));
        return signed(bytes);
    }

    /** With another body. */
    private static byte[] with(ShardPlan plan, byte[] body) {
        byte[] head = plan.runShard(0).toBytes();
        byte[] bytes = Arrays.copyOf(head, BODY + body.length + 32);
        System.arraycopy(body, 0, bytes, BODY, body.length);
        ByteBuffer.wrap(bytes).putInt(LENGTH, body.length);
        return signed(bytes);
    }

    private int refused;

    private void assertRefused(ShardPlan plan, Consumer<ByteBuffer> change, String message) {
        byte[] bytes = patched(plan, change);
        assertThatThrownBy(() -> plan.merge(List.of(ShardResult.ofBytes(bytes)))).isInstanceOf(InputException.class)
                .hasMessage(message);
        refused++;
    }

    @Test
    void head_thatDoesNotFitThePlan_isRefused() {
        assertRefused(FEW, b -> b.putInt(SHARD, 1), "shard of a shard result must be in [0, 0], got 1");
        assertRefused(FEW, b -> b.putInt(SHARD, -1), "shard of a shard result must be in [0, 0], got -1");
        assertRefused(FEW, b -> b.putInt(SHARDS, 9), "shards of shard 0 must be 1 as in the plan, got 9");
        assertRefused(FEW, b -> b.putInt(SHARDS, 9).putInt(SHARD, 8),
                "shards of shard 8 must be 1 as in the plan, got 9");
        assertRefused(FEW, b -> b.putInt(SHARDS, 0), "shards of a shard result must be in [1, 1000000], got 0");
        assertRefused(FEW, b -> b.putLong(LACKING, -1), "tiles lacking of a shard result must be at least 0, got -1");
        assertRefused(FEW, b -> b.putLong(LACKING, 2), "tiles lacking of shard 0 must be in [0, 1], got 2");
        assertRefused(FEW, b -> b.putLong(LACKING, Long.MAX_VALUE),
                "tiles lacking of shard 0 must be in [0, 1], got 9223372036854775807");
        assertRefused(FEW, b -> b.putLong(LACKING, 1), "rows of shard 0 must be 0, got 300");
        assertRefused(FEW, b -> b.putLong(LACKING, 1).putLong(ROWS, 0), "number of nodes of shard 0 must be 0, got 1");
        assertRefused(FEW, b -> b.putLong(ROWS, 299), "rows of shard 0 must be 300, got 299");
        assertRefused(FEW, b -> b.putLong(ROWS, -1), "rows of a shard result must be at least 0, got -1");
        assertRefused(FEW, b -> b.putInt(LENGTH, -5),
                "length of the body of a shard result must be at least 0, got -5");
        assertThat(refused).isEqualTo(13);
    }

    @Test
    void nodes_thatDoNotFitTheShard_areRefused() {
        assertRefused(MANY, b -> b.putInt(BODY, 0), "number of nodes of shard 0 must be more than 0, got 0");
        assertRefused(MANY, b -> b.putInt(BODY, -1), "number of nodes of shard 0 must be more than 0, got -1");
        assertRefused(MANY, b -> b.putInt(BODY, 1), "number of nodes of shard 0 must be more than 1, got 1");
        assertRefused(MANY, b -> b.putInt(BODY, Integer.MAX_VALUE),
                "number of nodes of shard 0 must be 2, got 2147483647");
        assertRefused(MANY, b -> b.putInt(LEVEL, 4),
                "node 0 of shard 0 must be level 5, index 0, got level 4, index 0");
        assertRefused(MANY, b -> b.putInt(LEVEL, -60),
                "node 0 of shard 0 must be level 5, index 0, got level -60, index 0");
        assertRefused(MANY, b -> b.putLong(INDEX, 1),
                "node 0 of shard 0 must be level 5, index 0, got level 5, index 1");
        assertRefused(MANY, b -> b.put(PRESENT, (byte) 2),
                "flag of presence of node 0 of shard 0 must be 0 or 1, got 2");
        assertRefused(MANY, b -> b.putDouble(MOMENTS, 32_769),
                "twins of node 0 of shard 0 must be a whole number in [0, 32768], got 32769.0");
        assertRefused(MANY, b -> b.putDouble(MOMENTS, -1),
                "twins of node 0 of shard 0 must be a whole number in [0, 32768], got -1.0");
        assertRefused(MANY, b -> b.putDouble(MOMENTS, 0.5),
                "twins of node 0 of shard 0 must be a whole number in [0, 32768], got 0.5");
        assertRefused(MANY, b -> b.putDouble(MOMENTS, Double.NaN),
                "twins of node 0 of shard 0 must be a whole number in [0, 32768], got NaN");
        assertRefused(MANY, b -> b.putDouble(MOMENTS + 64, 40_000),
                "count of moments 1 of node 0 of shard 0 must be a whole number in [0, 32768], got 40000.0");
        assertRefused(MANY, b -> b.putDouble(MOMENTS + 8, Double.NaN),
                "mean of moments 0 of node 0 of shard 0 must be finite, got NaN");
        assertRefused(MANY, b -> b.putDouble(MOMENTS + 16, -1),
                "squared deviations of moments 0 of node 0 of shard 0 must be at least 0, got -1.0");
        assertRefused(MANY, b -> b.putDouble(MOMENTS + 40, 7).putDouble(MOMENTS + 48, 6),
                "extremes of node 0 of shard 0 must be finite and in order, got 7.0 and 6.0");
        assertThat(refused).isEqualTo(16);
    }

    @Test
    void counts_thatDoNotFitTheirNode_areRefused() {
        assertRefused(MANY, b -> b.putLong(COUNTS, 1), "missing effects of node 0 of shard 0 must be in [0, 0], got 1");
        assertRefused(FEW, b -> b.putLong(COUNTS, Long.MIN_VALUE),
                "missing effects of node 0 of shard 0 must be in [0, 0], got -9223372036854775808");
        assertRefused(FEW, b -> b.putLong(COUNTS + 8, 5),
                "first missing effect of node 0 of shard 0 must be absent, got row 5");
        assertRefused(FEW, b -> b.putLong(COUNTS + 16, 301),
                "undecided twins of node 0 of shard 0 must be in [0, 300], got 301");
        assertRefused(FEW, b -> b.putLong(COUNTS + 24, -1),
                "twins outside of node 0 of shard 0 must be in [0, 300], got -1");
        assertRefused(FEW, b -> b.putDouble(GROUPS, 1e18),
                "groups by group of node 0 of shard 0 must be a whole number in [0, 300], got 1.0E18");
        assertRefused(FEW, b -> b.putDouble(GROUPS + 8, Double.POSITIVE_INFINITY),
                "mean of groups by group of node 0 of shard 0 must be finite, got Infinity");
        assertThat(refused).isEqualTo(7);
    }

    @Test
    void singleValues_thatDoNotFitTheirNode_areRefused() {
        int first = VALUES + 5;
        int ids = first + 300 * Double.BYTES;
        assertRefused(FEW, b -> b.put(VALUES, (byte) 1),
                "number of single values of node 0 of shard 0 must be 0, got 300");
        assertRefused(FEW, b -> b.putInt(VALUES + 1, -1),
                "number of single values of node 0 of shard 0 must be 300, got -1");
        assertRefused(FEW, b -> b.putInt(VALUES + 1, Integer.MAX_VALUE),
                "number of single values of node 0 of shard 0 must be 300, got 2,147,483,647");
        assertRefused(MANY, b -> b.put(VALUES, (byte) 0),
                "number of single values of node 0 of shard 0 must be 32,768, got 0");
        assertRefused(MANY, b -> b.put(VALUES, (byte) 0).putInt(VALUES + 1, 32_768),
                "number of single values of node 0 of shard 0 must be at most 8,192, got 32,768");
        assertRefused(FEW, b -> b.putDouble(first, Double.NaN),
                "values of node 0 of shard 0 must be finite, got NaN");
        assertRefused(FEW, b -> b.putLong(ids, 1),
                "ids of node 0 of shard 0 must be ascending and in [0, 299], got 1");
        assertRefused(FEW, b -> b.putLong(ids + 299 * 8, 300),
                "ids of node 0 of shard 0 must be ascending and in [0, 299], got 300");
        assertRefused(FEW, b -> b.putLong(ids, -1),
                "ids of node 0 of shard 0 must be ascending and in [0, 299], got -1");
        assertThat(refused).isEqualTo(9);
    }

    @Test
    void histogram_thatDoesNotFit_isRefused() {
        int bins = VALUES + 5 + 300 * 16;
        assertRefused(FEW, b -> b.putInt(bins, 10_000), "most bins of shard 0 must be 8,192, got 10,000");
        assertRefused(FEW, b -> b.putInt(bins, 7), "shard 0: a histogram must be of 8 to 1048576 bins, got 7");
        assertRefused(FEW, b -> b.putShort(bins + 4, (short) 2000),
                "shard 0: a histogram must have a width of 2^-200 to 2^1022, got 2000");
        assertRefused(FEW, b -> b.putLong(bins + 6, Long.MIN_VALUE),
                "shard 0: a histogram must start at a bin from -2^41 to 2^41 - 1, got -9223372036854775808");
        assertRefused(FEW, b -> b.putInt(bins + 14, 8193),
                "shard 0: a histogram must have at most 8192 bins, got 8193");
        assertRefused(FEW, b -> b.putInt(bins + 14, -1),
                "shard 0: a histogram must have at most 8192 bins, got -1");
        assertRefused(FEW, b -> b.put(bins + 18, (byte) (b.get(bins + 18) + 1)),
                "histogram of shard 0 must be of 300 twins, got 301 twins");
        assertRefused(FEW, b -> {
            for (int at = 0; at < 12; at++) {
                b.put(bins + 18 + at, (byte) -1);
            }
        }, "shard 0: a count of a histogram must be below 2^63");
        assertThat(refused).isEqualTo(8);
    }

    @Test
    void body_ofAnotherLength_isRefused() {
        byte[] whole = FEW.runShard(0).body();
        byte[] longer = with(FEW, Arrays.copyOf(whole, whole.length + 3));
        assertThatThrownBy(() -> FEW.merge(List.of(ShardResult.ofBytes(longer)))).isInstanceOf(InputException.class)
                .hasMessage("bytes after the histogram of shard 0 must be 0, got 3");
        int checked = 0;
        for (int length = 0; length < whole.length; length += length < 5_000 ? 331 : 1) {
            byte[] cut = with(FEW, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> FEW.merge(List.of(ShardResult.ofBytes(cut)))).isInstanceOf(InputException.class)
                    .hasMessage("shard 0 must hold its nodes and a histogram, got "
                            + Shown.count(length, "byte") + ", which end before");
            checked++;
        }
        assertThat(checked).isGreaterThan(100);
    }

    /** Whatever the bytes are, they are refused as input or merged. */
    @Test
    void body_withAnyBytesChanged_endsInAResultOrInInputException() {
        SplittableRandom random = new SplittableRandom(99);
        int refusedHere = 0;
        for (int trial = 0; trial < 1_500; trial++) {
            ShardPlan plan = trial % 3 == 0 ? MANY : FEW;
            byte[] body = (plan == FEW ? FEW_RESULT : MANY_RESULT).body().clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                int end = random.nextBoolean() ? body.length : VALUES - BODY + 5;
                body[random.nextInt(end)] = (byte) random.nextInt();
            }
            byte[] bytes = new ShardResult(plan.id(), 0, 1, 0, plan.endRow(0), body).toBytes();
            try {
                plan.merge(List.of(ShardResult.ofBytes(bytes)));
            } catch (InputException e) {
                assertThat(e).hasMessageContaining("must").hasMessageContaining("got");
                refusedHere++;
            }
        }
        assertThat(refusedHere).isGreaterThan(600);
    }

    /** Bytes that are not changed but signed again are those of the shard: the places above are right. */
    @Test
    void bytes_signedAgain_areMerged() {
        for (byte[] bytes : List.of(patched(FEW, b -> { }), with(FEW, FEW_RESULT.body()))) {
            assertThat(bytes).isEqualTo(FEW.runShard(0).toBytes());
            assertThat(FEW.merge(List.of(ShardResult.ofBytes(bytes))).toJson())
                    .isEqualTo(FEW.simulation().run().toJson());
        }
    }
}

package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What one shard of a {@link ShardPlan} contributes: nodes of the canonical tree of sums, O(log n) of them, a
 * histogram, and never a twin. Immutable; equal shards have equal bytes, on any machine, JDK and number of threads.
 *
 * <p>{@link #toBytes}: big-endian; the letters {@code TWSH}, the version of the form (4 bytes), the plan's id (32),
 * shard and number of shards (4 each), tiles lacking and rows done (8 each), the length of the body (4), the body, and
 * the SHA-256 of all that (32).
 */
public final class ShardResult {

    private static final int MAGIC = 0x54575348;
    private static final int VERSION = 1;
    private static final int ID = 32;
    private static final int CHECKSUM = 32;
    private static final int HEAD = 4 + 4 + ID + 4 + 4 + 8 + 8 + 4;

    private final String planId;
    private final int shard;
    private final int shards;
    private final long tilesLacking;
    private final long rows;
    private final byte[] body;

    ShardResult(String planId, int shard, int shards, long tilesLacking, long rows, byte[] body) {
        this.planId = planId;
        this.shard = shard;
        this.shards = shards;
        this.tilesLacking = tilesLacking;
        this.rows = rows;
        this.body = body;
    }

    /**
     * Which shard it is.
     *
     * @return 0 to {@link #shards} - 1
     */
    public int shard() {
        return shard;
    }

    /**
     * The number of shards of the plan.
     *
     * @return at least 1
     */
    public int shards() {
        return shards;
    }

    /**
     * The identity of the plan, {@link ShardPlan#id}.
     *
     * @return 64 hexadecimal digits
     */
    public String planId() {
        return planId;
    }

    /**
     * The rows done, before conditions: all of the shard, or the first ones if it was stopped.
     *
     * @return rows, at least 0
     */
    public long rows() {
        return rows;
    }

    /**
     * Whether all rows of the shard were done.
     *
     * @return false if it was stopped
     */
    public boolean isComplete() {
        return tilesLacking == 0;
    }

    /** Tiles of the shard that were not done. */
    long tilesLacking() {
        return tilesLacking;
    }

    byte[] body() {
        return body;
    }

    /**
     * The shard in a form that travels and keeps: versioned, with a checksum.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEAD + body.length + CHECKSUM);
        out.putInt(MAGIC).putInt(VERSION).put(HexFormat.of().parseHex(planId)).putInt(shard).putInt(shards)
                .putLong(tilesLacking).putLong(rows).putInt(body.length).put(body);
        out.put(sha256(out.array(), out.position()));
        return out.array();
    }

    /**
     * Reads the form of {@link #toBytes}.
     *
     * @param bytes exactly what that gave
     * @return an equal shard
     * @throws InputException if the bytes are no shard result, of a version that is not known here, cut short or
     *     damaged; whether the content fits is found when a plan merges it
     */
    public static ShardResult ofBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(Checks.notNull(bytes, "bytes"));
        if (bytes.length < HEAD + CHECKSUM || in.getInt() != MAGIC) {
            throw new InputException("bytes must be a shard result, which begins with TWSH, got "
                    + Shown.count(bytes.length, "byte") + " of something else");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new InputException("version of a shard result must be " + VERSION + ", got " + version);
        }
        byte[] id = new byte[ID];
        in.get(id);
        int shard = in.getInt();
        int shards = in.getInt();
        long lacking = in.getLong();
        long rows = in.getLong();
        int length = in.getInt();
        if (length < 0) {
            throw new InputException("length of the body of a shard result must be at least 0, got " + length);
        }
        if (length != bytes.length - HEAD - CHECKSUM) {
            throw new InputException("a shard result of " + Shown.count(length, "byte") + " must be "
                    + Numbers.grouped(HEAD + CHECKSUM + (long) length) + " bytes long, got "
                    + Numbers.grouped(bytes.length));
        }
        byte[] body = Arrays.copyOfRange(bytes, HEAD, HEAD + length);
        byte[] sum = Arrays.copyOfRange(bytes, HEAD + length, bytes.length);
        if (!MessageDigest.isEqual(sum, sha256(bytes, HEAD + length))) {
            throw new InputException("checksum of a shard result must be " + HexFormat.of().formatHex(sum, 0, 4)
                    + "..., got " + HexFormat.of().formatHex(sha256(bytes, HEAD + length), 0, 4)
                    + "...; the bytes are damaged");
        }
        Checks.inRange(1L, ShardPlan.MOST_SHARDS, shards, "shards of a shard result");
        Checks.inRange(0L, shards - 1L, shard, "shard of a shard result");
        Checks.atLeast(0, lacking, "tiles lacking of a shard result");
        Checks.atLeast(0, rows, "rows of a shard result");
        return new ShardResult(HexFormat.of().formatHex(id), shard, shards, lacking, rows, body);
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Equal if the bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ShardResult s && planId.equals(s.planId) && shard == s.shard && shards == s.shards
                && tilesLacking == s.tilesLacking && rows == s.rows && Arrays.equals(body, s.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(planId, shard, Arrays.hashCode(body));
    }

    /** One line: which shard and how many rows. */
    @Override
    public String toString() {
        return Shown.cut("ShardResult[" + shard + " of " + Numbers.grouped(shards) + ", " + Shown.count(rows, "row")
                + (isComplete() ? "" : ", stopped") + ", " + Numbers.bytes(HEAD + body.length + CHECKSUM) + "]",
                Shown.LINE);
    }
}

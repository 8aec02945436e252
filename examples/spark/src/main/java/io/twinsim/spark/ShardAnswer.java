package io.twinsim.spark;

import io.twinsim.InputException;
import io.twinsim.sim.ShardResult;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a task sends home: a shard's bytes, or why the input is refused. A class, as Spark's Kryo knows no records. */
final class ShardAnswer implements Serializable {

    private static final long serialVersionUID = 1;

    private final byte @Nullable [] bytes;
    private final @Nullable String refusal;

    private ShardAnswer(byte @Nullable [] bytes, @Nullable String refusal) {
        this.bytes = bytes;
        this.refusal = refusal;
    }

    static ShardAnswer of(byte[] bytes) {
        return new ShardAnswer(bytes, null);
    }

    static ShardAnswer refused(InputException refusal) {
        return new ShardAnswer(null, String.valueOf(refusal.getMessage()));
    }

    /**
     * The shard's sums.
     *
     * @throws InputException if the task refused the input, or the bytes are not what a shard wrote
     */
    ShardResult result() {
        if (bytes == null) {
            throw new InputException(String.valueOf(refusal));
        }
        return ShardResult.ofBytes(bytes);
    }
}

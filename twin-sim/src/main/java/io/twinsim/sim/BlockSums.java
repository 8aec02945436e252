package io.twinsim.sim;

import io.twinsim.internal.math.MomentKernel;
import java.util.Arrays;

/** What is kept of the effects of some blocks of twins, whatever their groups. Mutable, reused. */
final class BlockSums {

    final double[] moments;
    final double[] parts;
    /** Twins left out because their effect is missing. */
    long missing;
    /** The first of them. */
    long firstMissing;
    /** Twins of which it is missing whether the intervention applies. */
    long undecided;
    /** Twins whose outcome leaves its range. */
    long outside;

    BlockSums(SumsLayout layout) {
        moments = new double[layout.moments];
        parts = new double[layout.parts];
        clear();
    }

    void clear() {
        for (int at = 0; at < moments.length; at += MomentKernel.SIZE) {
            MomentKernel.empty(moments, at);
        }
        Arrays.fill(parts, 0);
        missing = 0;
        firstMissing = Long.MAX_VALUE;
        undecided = 0;
        outside = 0;
    }

    void set(BlockSums other) {
        System.arraycopy(other.moments, 0, moments, 0, moments.length);
        System.arraycopy(other.parts, 0, parts, 0, parts.length);
        missing = other.missing;
        firstMissing = other.firstMissing;
        undecided = other.undecided;
        outside = other.outside;
    }

    /** Adds what is kept of later blocks. */
    void merge(BlockSums right) {
        for (int at = 0; at < moments.length; at += MomentKernel.SIZE) {
            MomentKernel.merge(moments, right.moments, at);
        }
        for (int m = 0; m < parts.length; m++) {
            parts[m] += right.parts[m];
        }
        missing += right.missing;
        firstMissing = Math.min(firstMissing, right.firstMissing);
        undecided += right.undecided;
        outside += right.outside;
    }
}

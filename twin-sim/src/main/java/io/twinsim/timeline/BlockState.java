package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import org.jspecify.annotations.Nullable;

/** What a block of twins is between two steps, in every arm. May be put aside and gone on with by another runner. */
final class BlockState {

    final ArmState[] arms;
    long firstRow;
    int from;
    int to;
    long @Nullable [] counted;
    int step;
    /** What the nodes were at the start, by column; null for those that nobody asks for. */
    final double[] @Nullable [] first;

    BlockState(ArmState[] arms, double[] @Nullable [] first) {
        this.arms = arms;
        this.first = first;
    }

    /** What one arm of a block is. Control has registers for all columns, others for those that they can change. */
    static final class ArmState {
        /** The values before and after a step change places: those of step k are in {@code [k & 1]}. */
        final double[] @Nullable [][] registers;
        final long[] over = new long[Blocks.WORDS];
        boolean anyOver;
        /** When each alert was last raised, by alert. */
        final double[][] lastAlert;
        final CourseState[] courses;
        final @Nullable TandemBlock[] queues;

        ArmState(double[] @Nullable [][] registers, double[][] lastAlert, CourseState[] courses,
                @Nullable TandemBlock[] queues) {
            this.registers = registers;
            this.lastAlert = lastAlert;
            this.courses = courses;
            this.queues = queues;
        }
    }

    /** How far a course is. */
    static final class CourseState {
        final double[] level = new double[Blocks.ROWS];
        /** The doses that were due by the last step. */
        long doses;
    }
}

package io.twinsim.sim;

import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.math.CellKernel;
import io.twinsim.internal.math.MomentKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the sums of a pass stand in flat arrays, so that adding and merging make no objects.
 *
 * <p>Moments, {@value io.twinsim.internal.math.MomentKernel#SIZE} doubles each: of effects, of the effects of twins
 * reached, of systematic parts, of noise, of baseline rates; with antithetic pairs also those of {@link PairSums}.
 *
 * <p>Groups, dimension after dimension, {@link #width} doubles each: count, mean and squared deviations of effects,
 * then the sum of the noise, or its mean and squared deviations where noise alone varies, then the sums of the row
 * parts.
 */
final class SumsLayout {

    /** Of moments: the least and the greatest value. */
    static final int MIN = 5;
    static final int MAX = 6;
    static final int EFFECT = 0;
    static final int REACHED = MomentKernel.SIZE;
    static final int TAU = 2 * MomentKernel.SIZE;
    static final int NOISE = 3 * MomentKernel.SIZE;
    static final int RATE = 4 * MomentKernel.SIZE;
    static final int PAIRS = 5 * MomentKernel.SIZE;
    static final int HALVES = 6 * MomentKernel.SIZE;
    static final int REACHED_PAIRS = 7 * MomentKernel.SIZE;
    static final int REACHED_HALVES = 8 * MomentKernel.SIZE;

    final List<SubgroupClassifier> dimensions;
    final boolean noisy;
    /** Whether squared deviations of noise are kept by group. */
    final boolean noiseSpread;
    final boolean paired;
    final int parts;
    /** Doubles of the moments. */
    final int moments;
    /** Doubles of one group. */
    final int width;
    /** Doubles of all groups. */
    final int groups;
    /** Dimensions in order, as many at a time as their joint cells allow: a function of the dimensions alone. */
    final List<Batch> batches;

    /** Dimensions [first, end), summed in one table of joint cells. */
    record Batch(int first, int end) {
    }

    SumsLayout(EffectPlan plan, List<SubgroupClassifier> dimensions) {
        this.dimensions = List.copyOf(dimensions);
        noisy = plan.noise != null;
        noiseSpread = noisy && plan.noiseVaries;
        paired = plan.paired;
        parts = plan.parts.size();
        moments = (paired ? 9 : 5) * MomentKernel.SIZE;
        width = 3 + (noisy ? noiseSpread ? 2 : 1 : 0) + parts;
        groups = at(dimensions.size());
        batches = batches();
    }

    private List<Batch> batches() {
        int[] sizes = sizes(0, dimensions.size());
        List<Batch> found = new ArrayList<>();
        for (int first = 0; first < sizes.length;) {
            int end = first + CellKernel.joined(sizes, first);
            found.add(new Batch(first, end));
            first = end;
        }
        return List.copyOf(found);
    }

    private int[] sizes(int first, int end) {
        return dimensions.subList(first, end).stream().mapToInt(SubgroupClassifier::groups).toArray();
    }

    /** The joint cells of a batch for one thread: noise, then row parts, are its extra columns. */
    CellKernel cells(Batch batch) {
        boolean[] spread = new boolean[(noisy ? 1 : 0) + parts];
        if (noisy) {
            spread[0] = noiseSpread;
        }
        return new CellKernel(sizes(batch.first, batch.end), spread);
    }

    /** Where the groups of a dimension begin. */
    int at(int dimension) {
        return width * IntStream.of(sizes(0, dimension)).sum();
    }
}

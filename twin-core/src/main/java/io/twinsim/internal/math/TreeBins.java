package io.twinsim.internal.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Trees over features in bins of one byte: the bin of a number is how many thresholds of its feature are below it, so a
 * row goes right where its bin is above the place of the node's threshold. A missing value is in the first bin for
 * nodes that send it left and in the last bin for the others; a feature with both kinds of nodes is binned twice.
 */
final class TreeBins {

    /** A byte tells this many thresholds apart. */
    private static final int MOST = 255;
    /** Twice as many lanes still have their places in 24 bits. */
    private static final int MOST_FEATURES = 1 << 13;
    /** Tables beyond this many bytes would be read from main memory, block by block. */
    private static final long LARGEST = 16L << 20;

    private final List<Lane> lanes = new ArrayList<>();
    private final List<BinnedTree> trees = new ArrayList<>();

    private TreeBins() {
    }

    /**
     * One feature in bins.
     *
     * @param feature which
     * @param cuts its thresholds, ascending, and infinities up to a power of two less one
     * @param count the number of thresholds
     * @param byCode for a category the bin of each code
     * @param missing the bin of a missing value
     */
    private record Lane(int feature, double[] cuts, int count, byte @Nullable [] byCode, byte missing) {

        private void fill(double[] x, byte[] bins, int offset, int from, int to) {
            byte[] known = byCode;
            if (known == null) {
                search(x, cuts, bins, offset, from, to);
            }
            for (int i = from; i < to; i++) {
                double value = x[i];
                if (value != value) {
                    bins[offset + i] = missing;
                } else if (known != null) {
                    bins[offset + i] = known[(int) value];
                }
            }
        }

        /** Halving without branches. */
        private static void search(double[] x, double[] cuts, byte[] bins, int offset, int from, int to) {
            int half = cuts.length + 1 >>> 1;
            for (int i = from; i < to; i++) {
                double value = x[i];
                int bin = 0;
                for (int step = half; step > 0; step >>= 1) {
                    bin += cuts[bin + step - 1] < value ? step : 0;
                }
                bins[offset + i] = (byte) bin;
            }
        }
    }

    /** The trees in bins; null if a feature has more thresholds than a byte tells apart, or features are too many. */
    static @Nullable TreeBins of(TreeKernel kernel) {
        Map<Integer, TreeSet<Double>> thresholds = new LinkedHashMap<>();
        for (int n = 0; n < kernel.nodes(); n++) {
            if (kernel.feature(n) >= 0) {
                thresholds.computeIfAbsent(kernel.feature(n), f -> new TreeSet<>()).add(kernel.threshold(n));
            }
        }
        TreeBins bins = new TreeBins();
        Map<Integer, double[]> cuts = new LinkedHashMap<>();
        for (Map.Entry<Integer, TreeSet<Double>> entry : thresholds.entrySet()) {
            if (entry.getValue().size() > MOST) {
                return null;
            }
            cuts.put(entry.getKey(), entry.getValue().stream().mapToDouble(d -> d).toArray());
        }
        if (cuts.size() > MOST_FEATURES) {
            return null;
        }
        int[] packed = bins.packed(kernel, cuts);
        int[] sizes = bins.lanes.stream().mapToInt(lane -> lane.count + 1).toArray();
        long room = LARGEST;
        for (int t = 0; t < kernel.trees(); t++) {
            int end = t + 1 < kernel.trees() ? kernel.root(t + 1) : kernel.nodes();
            MaskedTree masked = room > 0 ? MaskedTree.of(kernel, packed, sizes, kernel.root(t), end) : null;
            room -= masked == null ? 0 : masked.bytes();
            bins.trees.add(masked != null ? masked : SteppedTree.of(kernel, packed, kernel.root(t), end));
        }
        return bins;
    }

    /** For each node its lane, and the place of its threshold in the last eight bits; -1 for leaves. */
    private int[] packed(TreeKernel kernel, Map<Integer, double[]> cuts) {
        Map<Long, Integer> places = new LinkedHashMap<>();
        int[] packed = new int[kernel.nodes()];
        for (int n = 0; n < packed.length; n++) {
            packed[n] = -1;
            int feature = kernel.feature(n);
            if (feature >= 0) {
                boolean left = kernel.missingLeft(n);
                double[] own = cuts.get(feature);
                int lane = places.computeIfAbsent(2L * feature + (left ? 1 : 0), key -> {
                    lanes.add(lane(feature, own, kernel.codes[feature], left));
                    return lanes.size() - 1;
                });
                packed[n] = lane << 8 | Arrays.binarySearch(own, kernel.threshold(n));
            }
        }
        return packed;
    }

    private static Lane lane(int feature, double[] own, double @Nullable [] codes, boolean left) {
        double[] padded = Arrays.copyOf(own, 2 * Integer.highestOneBit(own.length) - 1);
        Arrays.fill(padded, own.length, padded.length, Double.POSITIVE_INFINITY);
        byte[] byCode = codes == null ? null : new byte[codes.length];
        for (int code = 0; byCode != null && code < byCode.length; code++) {
            int at = Arrays.binarySearch(own, codes[code]);
            byCode[code] = (byte) (at < 0 ? -at - 1 : at);
        }
        return new Lane(feature, padded, own.length, byCode, (byte) (left ? 0 : own.length));
    }

    TreeKernel.Walker walker() {
        byte[] bins = new byte[lanes.size() * Blocks.ROWS];
        BinnedTree.Space space = new BinnedTree.Space(bins);
        return (features, sums, from, to) -> {
            for (int k = 0; k < lanes.size(); k++) {
                Lane lane = lanes.get(k);
                lane.fill(features[lane.feature], bins, k * Blocks.ROWS, from, to);
            }
            for (int t = 0; t < trees.size(); t++) {
                trees.get(t).add(space, sums, from, to);
            }
        };
    }
}

package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Elementary;
import io.twinsim.random.DrawStream;

/**
 * Exponential weights of mean 1, each a function of (stream, replicate, unit) alone; normalised, they are uniform on
 * the simplex. An instance is scratch space of one thread.
 *
 * <p>The ziggurat of 1,024 layers (Marsaglia and Tsang 2000, doi:10.18637/jss.v005.i08): 99 of 100 weights need one
 * word, of which 10 bits choose the layer and 52 others the place in it; further words come from the unit's own lane,
 * so that a rejection moves no other weight. Half the cost of inversion by a logarithm.
 */
final class ExponentialWeights {

    private static final int REPLICATE_SHIFT = 34;
    private static final int LANE_SHIFT = 5;
    private static final int LAYERS = 1024;
    /** Where the tail begins, and the area of a layer. */
    private static final double TAIL = 9.256164544265543687;
    private static final double AREA = 9.796789906620209168e-4;
    private static final long ONE = 0x3ff0000000000000L;
    private static final double BELOW_ONE = 1 - 0x1p-53;
    /** Marks a place outside the core of its layer. */
    private static final double OUTSIDE = -1;
    /** Widths of the layers, the base first, as if it were a rectangle; then 0. */
    private static final double[] WIDTHS = widths();
    /** The share of each layer that lies wholly under the density. */
    private static final double[] CORES = cores();
    /** The density at the right edge of each layer; then 1. */
    private static final double[] HEIGHTS = heights();

    private final long[] words = new long[Blocks.ROWS];

    private static double[] widths() {
        double[] widths = new double[LAYERS + 1];
        widths[0] = AREA * Elementary.exp(TAIL);
        widths[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            widths[i] = -Elementary.log(AREA / widths[i - 1] + Elementary.exp(-widths[i - 1]));
        }
        return widths;
    }

    private static double[] cores() {
        double[] cores = new double[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            cores[i] = WIDTHS[i + 1] / WIDTHS[i];
        }
        return cores;
    }

    private static double[] heights() {
        double[] heights = new double[LAYERS + 1];
        for (int i = 0; i <= LAYERS; i++) {
            heights[i] = Elementary.exp(-WIDTHS[i]);
        }
        return heights;
    }

    /**
     * The weights of the leading units of a slab.
     *
     * @param stream one word for each unit
     * @param rest the lanes of the units that need more
     */
    void fill(DrawStream stream, DrawStream rest, long replicate, long slab, int size, double[] out) {
        long firstUnit = replicate << REPLICATE_SHIFT | slab * Blocks.SLAB;
        for (int from = 0; from < size; from += Blocks.ROWS) {
            int count = Math.min(Blocks.ROWS, size - from);
            stream.bits(firstUnit + from, words, 0, count);
            core(words, out, from, count);
            for (int i = 0; i < count; i++) {
                if (out[from + i] < 0) {
                    out[from + i] = outside(words[i], rest, firstUnit + from + i << LANE_SHIFT);
                }
            }
        }
    }

    /** The kernel: a place in a layer, or the mark. */
    private static void core(long[] words, double[] out, int from, int count) {
        double[] widths = WIDTHS;
        double[] cores = CORES;
        int mask = cores.length - 1;
        for (int i = 0; i < count; i++) {
            long word = words[i];
            int layer = (int) word & mask;
            double uniform = uniform(word);
            double place = uniform * widths[layer];
            if (uniform >= cores[layer]) {
                place = OUTSIDE;
            }
            out[from + i] = place;
        }
    }

    /** A uniform in (0, 1) from the bits that do not choose the layer. */
    private static double uniform(long word) {
        return Double.longBitsToDouble(word >>> 12 | ONE) - BELOW_ONE;
    }

    /** Tail or wedge of the layer, and after a rejection a new word. */
    private static double outside(long first, DrawStream rest, long lane) {
        long word = first;
        for (long row = lane;; row += 2) {
            int layer = (int) word & LAYERS - 1;
            double x = uniform(word) * WIDTHS[layer];
            if (uniform(word) < CORES[layer]) {
                return x;
            }
            double height = rest.uniform(row);
            if (layer == 0) {
                return TAIL - Elementary.log(height);
            }
            double y = HEIGHTS[layer] + height * (HEIGHTS[layer + 1] - HEIGHTS[layer]);
            if (y < Elementary.exp(-x)) {
                return x;
            }
            word = rest.bits(row + 1);
        }
    }
}

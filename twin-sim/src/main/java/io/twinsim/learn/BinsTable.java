package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bins of all features, learned from training rows alone, and tables of codes cut by them. Four features share
 * the int of a row, feature {@code j} in byte {@code j & 3} of word {@code j >> 2}.
 */
final class BinsTable {

    private final BinsFeature[] features;
    private final int @Nullable [][] ranks;

    private BinsTable(BinsFeature[] features, int @Nullable [][] ranks) {
        this.features = features;
        this.ranks = ranks;
    }

    /**
     * Learns bins, and for categories the order of the levels.
     *
     * @param x the training rows' features
     * @param y their outcomes
     * @param mostBins the most bins per feature
     * @param threads threads to use
     */
    static BinsTable of(FeatureTable x, double[] y, int mostBins, int threads) {
        BinsFeature[] features = new BinsFeature[x.features()];
        int @Nullable [][] ranks = new int[features.length][];
        List<Symbol> symbols = x.symbols();
        Tiles.run(threads, null, features.length, StopSignal.NEVER, tile -> {
            int j = (int) tile;
            double[] values = x.columns()[j];
            if (symbols.get(j).type() == ColumnType.CATEGORY) {
                ranks[j] = BinsOrder.ranks(symbols.get(j).labels(), values, y);
            }
            features[j] = BinsFeature.of(ranked(values, ranks[j]), mostBins);
        });
        return new BinsTable(features, ranks);
    }

    private static double[] ranked(double[] values, int @Nullable [] ranks) {
        if (ranks == null) {
            return values;
        }
        double[] ranked = new double[values.length];
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = values[i] >= 0 ? ranks[(int) values[i]] : Double.NaN;
        }
        return ranked;
    }

    /** The codes of a table of the same features: word, then row. */
    int[][] codes(FeatureTable x, int threads) {
        int[][] words = new int[features.length + 3 >> 2][x.rows()];
        Tiles.run(threads, null, words.length, StopSignal.NEVER, tile -> {
            int[] word = words[(int) tile];
            int first = (int) tile << 2;
            for (int j = first; j < Math.min(first + 4, features.length); j++) {
                double[] values = ranked(x.columns()[j], ranks[j]);
                int shift = (j & 3) << 3;
                for (int i = 0; i < word.length; i++) {
                    word[i] |= features[j].code(values[i]) << shift;
                }
            }
        });
        return words;
    }

    /** The code of one row. */
    static int code(int[][] codes, int feature, int row) {
        return codes[feature >> 2][row] >>> ((feature & 3) << 3) & 0xff;
    }

    int features() {
        return features.length;
    }

    BinsFeature feature(int feature) {
        return features[feature];
    }

    /** By feature the rank of each code of a category, null for numbers. */
    int @Nullable [][] ranks() {
        return ranks;
    }
}

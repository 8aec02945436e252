package io.twinsim.sim;

import java.util.Arrays;

/** What is kept of the effects of some tiles of twins. Mutable, reused; merged in the canonical tree. */
final class TileSums {

    final SumsLayout layout;
    final BlockSums rows;
    final double[] groups;
    /** One for each dimension if twins come in antithetic pairs; else none. */
    final PairGroups[] pairs;
    final FewValues values = new FewValues();

    TileSums(SumsLayout layout) {
        this.layout = layout;
        rows = new BlockSums(layout);
        groups = new double[layout.groups];
        pairs = new PairGroups[layout.paired ? layout.dimensions.size() : 0];
        Arrays.setAll(pairs, d -> new PairGroups(layout.dimensions.get(d).groups()));
    }

    void clear() {
        rows.clear();
        Arrays.fill(groups, 0);
        for (PairGroups group : pairs) {
            group.clear();
        }
        values.clear();
    }

    /** Adds what is kept of later tiles. */
    void merge(TileSums right) {
        rows.merge(right.rows);
        for (int at = 0; at < groups.length; at += layout.width) {
            mergeGroup(at, right.groups);
        }
        for (int d = 0; d < pairs.length; d++) {
            pairs[d].merge(right.pairs[d]);
        }
        values.merge(right.values);
    }

    private void mergeGroup(int at, double[] right) {
        double n = groups[at];
        double m = right[at];
        int next = at + 3;
        mergeSpread(groups, at + 1, n, right, m);
        if (layout.noiseSpread) {
            mergeSpread(groups, next, n, right, m);
            next += 2;
        }
        for (; next < at + layout.width; next++) {
            groups[next] += right[next];
        }
        groups[at] = n + m;
    }

    /** Merges a mean and its squared deviations over n and m rows (Chan, Golub, LeVeque 1979). */
    static void mergeSpread(double[] left, int at, double n, double[] right, double m) {
        if (m == 0) {
            return;
        }
        if (n == 0) {
            left[at] = right[at];
            left[at + 1] = right[at + 1];
            return;
        }
        double total = n + m;
        double delta = right[at] - left[at];
        left[at] += delta * (m / total);
        left[at + 1] = left[at + 1] + right[at + 1] + delta * delta * (n / total * m);
    }
}

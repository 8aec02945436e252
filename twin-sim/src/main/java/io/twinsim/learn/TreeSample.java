package io.twinsim.learn;

import io.twinsim.random.DrawStream;

/** Rows drawn for a tree, as ascending positions, each a function of the stream alone. */
final class TreeSample {

    private TreeSample() {
    }

    /** All rows. */
    static int[] all(int n) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        return rows;
    }

    /** {@code n} of {@code n} rows with replacement. */
    static int[] bootstrap(int n, DrawStream stream) {
        int[] counts = new int[n];
        for (int i = 0; i < n; i++) {
            counts[stream.below(n, i)]++;
        }
        int[] rows = new int[n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < counts[i]; k++) {
                rows[at++] = i;
            }
        }
        return rows;
    }

    /** {@code k} of {@code n} rows without replacement, all choices alike (Knuth, TAOCP 2, algorithm 3.4.2 S). */
    static int[] some(int n, int k, DrawStream stream) {
        int[] rows = new int[k];
        int at = 0;
        for (int i = 0; at < k; i++) {
            if (stream.uniform(i) * (n - i) < k - at) {
                rows[at++] = i;
            }
        }
        return rows;
    }
}

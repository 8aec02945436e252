package io.twinsim.learn;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;

/** Rows drawn without replacement, by key. */
final class LikenessSubsample {

    private LikenessSubsample() {
    }

    /** So many rows, or all if there are no more, in random order. */
    static int[] of(int size, int most, Draws draws, String path) {
        int[] rows = new int[size];
        Arrays.setAll(rows, i -> i);
        int selected = Math.min(size, most);
        shuffle(rows, selected, draws.stream(path), 0);
        return Arrays.copyOf(rows, selected);
    }

    /** Moves a random selection to the front. */
    static void shuffle(int[] rows, int selected, DrawStream stream, long firstDraw) {
        for (int i = 0; i < selected; i++) {
            int j = i + stream.below(rows.length - i, firstDraw + i);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }
}

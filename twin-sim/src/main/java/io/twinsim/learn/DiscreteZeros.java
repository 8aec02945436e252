package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import java.util.ArrayList;
import java.util.List;

/**
 * Structural zeros: pairs of levels that never stand together although at least 7 + ln(cells of their table) rows were
 * to be expected, had the columns nothing to do with each other; no independent table of any size shows one by
 * accident more than once in a thousand. Such pairs never appear among twins. A pair that is impossible for a column
 * is impossible for the columns that it follows from, and the other way round where that holds for all of their levels.
 */
final class DiscreteZeros {

    private static final double LEAST = 7;
    private static final boolean[][] NONE = new boolean[0][];

    private final DiscreteColumns columns;
    private final boolean[][][][] pairs;
    private final List<Zero> found = new ArrayList<>();

    /** A pair of levels that never meet, with the rows to be expected by chance. */
    record Zero(String column, String level, String other, String otherLevel, double expected) {
        @Override
        public String toString() {
            return column + " " + level + " never meets " + other + " " + otherLevel;
        }
    }

    DiscreteZeros(DiscreteColumns columns) {
        this.columns = columns;
        this.pairs = new boolean[columns.count()][columns.count()][][];
        for (boolean[][][] row : pairs) {
            java.util.Arrays.fill(row, NONE);
        }
    }

    /** The fewest rows to be expected that make an empty cell a structural zero. */
    static double enough(long cells) {
        return LEAST + Elementary.log(cells);
    }

    /** Looks for zeros in the table of two columns. */
    void look(int a, int b, DiscretePair pair) {
        if (columns.base(a) == columns.base(b)) {
            return;
        }
        int rows = columns.levels(a);
        int cols = columns.levels(b);
        double enough = enough((long) rows * cols);
        for (int x = 0; x < rows; x++) {
            for (int y = 0; y < cols; y++) {
                if (pair.count(x, y) == 0 && pair.expected(x, y) >= enough) {
                    mark(a, x, b, y);
                    found.add(new Zero(columns.name(a), columns.profile(a).levels().get(x).label(), columns.name(b),
                            columns.profile(b).levels().get(y).label(), pair.expected(x, y)));
                }
            }
        }
    }

    private void mark(int a, int x, int b, int y) {
        if (pairs[a][b].length == 0) {
            pairs[a][b] = new boolean[columns.levels(a)][columns.levels(b)];
            pairs[b][a] = new boolean[columns.levels(b)][columns.levels(a)];
        }
        pairs[a][b][x][y] = true;
        pairs[b][a][y][x] = true;
    }

    /** Carries the zeros to the columns that others follow from, and from there to all that follow from these. */
    void spread() {
        int n = columns.count();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                if (pairs[a][b].length > 0 && !(columns.drawn(a) && columns.drawn(b))) {
                    down(a, b);
                }
            }
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                if (!columns.drawn(a) && columns.drawn(b) && pairs[columns.base(a)][b].length > 0) {
                    up(a, b);
                }
            }
        }
    }

    private void down(int a, int b) {
        int baseA = columns.base(a);
        int baseB = columns.base(b);
        for (int x = 0; x < columns.levels(baseA); x++) {
            for (int y = 0; y < columns.levels(baseB); y++) {
                int u = columns.fromBase(a, x);
                int v = columns.fromBase(b, y);
                if (u >= 0 && v >= 0 && pairs[a][b][u][v]) {
                    mark(baseA, x, baseB, y);
                }
            }
        }
    }

    private void up(int a, int b) {
        int base = columns.base(a);
        for (int u = 0; u < columns.levels(a); u++) {
            for (int y = 0; y < columns.levels(b); y++) {
                boolean all = true;
                for (int x = 0; x < columns.levels(base); x++) {
                    all &= columns.fromBase(a, x) != u || pairs[base][b][x][y];
                }
                if (all) {
                    mark(a, u, b, y);
                }
            }
        }
    }

    /** Whether any level of one column excludes a level of the other. */
    boolean any(int a, int b) {
        return pairs[a][b].length > 0;
    }

    boolean excluded(int a, int x, int b, int y) {
        return pairs[a][b].length > 0 && pairs[a][b][x][y];
    }

    /** The levels of a child that a level of another column excludes; empty if none. */
    boolean[] mask(int a, int x, int child) {
        return pairs[a][child].length == 0 ? new boolean[0] : pairs[a][child][x];
    }

    List<Zero> found() {
        return List.copyOf(found);
    }
}

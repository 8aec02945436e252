package io.twinsim.learn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A parent of a table, its levels put together in groups: levels of one group share their part of the table.
 *
 * @param column the parent
 * @param group the group of each level
 * @param groups how many groups there are
 * @param masks for each group the levels of the child that it excludes; empty if none
 */
record DiscreteParent(int column, int[] group, int groups, boolean[][] masks) {

    /**
     * Groups the levels of a parent.
     *
     * @param wanted a number for each level; levels of one number are put together if they exclude the same
     */
    static DiscreteParent of(int column, int[] wanted, DiscreteZeros zeros, int child) {
        int[] group = new int[wanted.length];
        Map<String, Integer> known = new LinkedHashMap<>();
        boolean[][] masks = new boolean[wanted.length][];
        for (int level = 0; level < wanted.length; level++) {
            boolean[] mask = zeros.mask(column, level, child);
            String key = wanted[level] + (excludes(mask) ? Arrays.toString(mask) : "");
            group[level] = known.computeIfAbsent(key, none -> known.size());
            masks[group[level]] = mask;
        }
        return new DiscreteParent(column, group, known.size(), Arrays.copyOf(masks, known.size()));
    }

    private static boolean excludes(boolean[] mask) {
        for (boolean excluded : mask) {
            if (excluded) {
                return true;
            }
        }
        return false;
    }

    /** Whether no level of a group ever stands with one of another parent's group. */
    boolean excludes(int mine, DiscreteParent other, int theirs, DiscreteZeros zeros) {
        if (!zeros.any(column, other.column)) {
            return false;
        }
        for (int x = 0; x < group.length; x++) {
            for (int y = 0; y < other.group.length; y++) {
                if (group[x] == mine && other.group[y] == theirs && !zeros.excluded(column, x, other.column, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a group has a level that may stand with a level of another column. */
    boolean allows(int mine, int other, int level, DiscreteColumns columns, DiscreteZeros zeros) {
        for (int x = 0; x < group.length; x++) {
            boolean together = columns.base(column) == columns.base(other) && columns.drawn(other)
                    ? columns.fromBase(column, level) == x : !zeros.excluded(column, x, other, level);
            if (group[x] == mine && together) {
                return true;
            }
        }
        return false;
    }
}

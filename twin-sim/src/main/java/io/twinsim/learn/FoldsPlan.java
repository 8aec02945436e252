package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How rows come to their folds: by draws keyed by row id (an outcome of 0 and 1 is spread evenly), by a column that
 * says so, or in the order of a time column. With an id column, the rows of one id stay together.
 *
 * @param count how many folds are wanted, unless a column gives them
 * @param column whose distinct values, in ascending order, are the folds; or null
 * @param time ordered folds: whatever trains is earlier than what is tested; or null
 * @param id rows with the same value are never on both sides; or null
 * @param seed of the draws
 */
record FoldsPlan(int count, @Nullable String column, @Nullable String time, @Nullable String id, long seed) {

    static final int LEAST = 3;
    static final int MOST = 100;
    /** From here on two inner folds say enough, and more would double the time. */
    private static final int MANY_ROWS = 20_000;

    /** Divides the rows; {@code y} matters only if it is binary. */
    Folds divide(Population data, double[] y, boolean binary) {
        int reach = y.length >= MANY_ROWS ? 1 : 2;
        int[] ids = id == null ? null : codes(data, id, "id");
        if (time != null) {
            return inTime(data, time, ids, reach);
        }
        if (column != null) {
            return given(data, column, ids, reach);
        }
        if (ids != null) {
            int groups = Arrays.stream(ids).max().orElse(0) + 1;
            if (groups < count) {
                throw new InputException("id " + Names.quote(String.valueOf(id)) + " must have at least " + count
                        + " different values for " + count + " folds, got " + groups);
            }
            return new Folds(byGroup(data, ids, groups), count, false, ids, reach,
                    "drawn by " + id + " with seed " + seed + ": one " + id + " is never on both sides");
        }
        return new Folds(drawn(data, y, binary), count, false, null, reach, "drawn with seed " + seed);
    }

    private int[] drawn(Population data, double[] y, boolean binary) {
        int n = y.length;
        DrawStream stream = Draws.of(seed).stream("learn/folds");
        long[] bits = new long[n];
        Arrays.setAll(bits, i -> stream.bits(data.rowId(i)));
        Comparator<Integer> order = Comparator.comparingLong(i -> bits[i]);
        if (binary) {
            order = Comparator.<Integer>comparingDouble(i -> y[i]).thenComparing(order);
        }
        int[] part = new int[n];
        int[] sorted = IntStream.range(0, n).boxed().sorted(order.thenComparingLong(data::rowId))
                .mapToInt(i -> i).toArray();
        for (int place = 0; place < n; place++) {
            part[sorted[place]] = place % count;
        }
        return part;
    }

    /** Groups in drawn order, each to the fold that has the fewest rows so far. */
    private int[] byGroup(Population data, int[] ids, int groups) {
        long[] sizes = new long[groups];
        long[] first = new long[groups];
        Arrays.fill(first, Long.MAX_VALUE);
        for (int i = 0; i < ids.length; i++) {
            sizes[ids[i]]++;
            first[ids[i]] = Math.min(first[ids[i]], data.rowId(i));
        }
        DrawStream stream = Draws.of(seed).stream("learn/folds");
        int[] order = IntStream.range(0, groups).boxed()
                .sorted(Comparator.<Integer>comparingLong(g -> stream.bits(first[g])).thenComparingLong(g -> first[g]))
                .mapToInt(g -> g).toArray();
        long[] filled = new long[count];
        int[] partOfGroup = new int[groups];
        for (int group : order) {
            int least = 0;
            for (int k = 1; k < count; k++) {
                least = filled[k] < filled[least] ? k : least;
            }
            partOfGroup[group] = least;
            filled[least] += sizes[group];
        }
        int[] part = new int[ids.length];
        Arrays.setAll(part, i -> partOfGroup[ids[i]]);
        return part;
    }

    private Folds given(Population data, String name, int @Nullable [] ids, int reach) {
        int[] part = codes(data, name, "fold column");
        int parts = Arrays.stream(part).max().orElse(0) + 1;
        if (parts < 2 || parts > MOST) {
            throw new InputException("fold column " + Names.quote(name) + " must have 2 to " + MOST
                    + " different values, got " + Numbers.grouped(parts));
        }
        if (ids != null) {
            refuseSplitIds(data, name, part, ids);
        }
        return new Folds(part, parts, false, ids, reach, "given by column " + name);
    }

    private void refuseSplitIds(Population data, String name, int[] part, int[] ids) {
        int[] seen = new int[Arrays.stream(ids).max().orElse(0) + 1];
        Arrays.fill(seen, -1);
        for (int i = 0; i < ids.length; i++) {
            int before = seen[ids[i]];
            if (before >= 0 && part[before] != part[i]) {
                String idName = String.valueOf(id);
                throw new InputException("fold column " + Names.quote(name) + " must keep the rows of one " + idName
                        + " together, got " + idName + " " + data.column(idName).text(i) + " in folds "
                        + data.column(name).text(before) + " and " + data.column(name).text(i) + " (rows "
                        + data.rowId(before) + " and " + data.rowId(i) + ")");
            }
            seen[ids[i]] = i;
        }
    }

    private Folds inTime(Population data, String name, int @Nullable [] ids, int reach) {
        if (data.column(name).type() == ColumnType.CATEGORY) {
            throw new InputException("time " + Names.quote(name) + " must be a number, got labels; "
                    + "give the order as numbers");
        }
        int[] codes = codes(data, name, "time");
        int parts = count + Folds.UNTESTED;
        int moments = Arrays.stream(codes).max().orElse(0) + 1;
        if (moments < parts) {
            throw new InputException("time " + Names.quote(name) + " must have at least " + parts
                    + " different values for " + count + " folds, got " + moments);
        }
        int[] partOfMoment = cut(codes, moments, parts);
        int[] part = new int[codes.length];
        Arrays.setAll(part, i -> partOfMoment[codes[i]]);
        return new Folds(part, parts, true, ids, reach, "in the order of " + name + ": all training rows are earlier");
    }

    /** Moments to parts of about equally many rows; no part is empty. */
    private static int[] cut(int[] codes, int moments, int parts) {
        int[] counts = new int[moments];
        for (int code : codes) {
            counts[code]++;
        }
        int[] part = new int[moments];
        int current = 0;
        long before = 0;
        for (int m = 0; m < moments; m++) {
            boolean full = before * parts >= (current + 1L) * codes.length;
            boolean mustMove = moments - m == parts - 1 - current;
            if (m > 0 && current < parts - 1 && (full || mustMove)) {
                current++;
            }
            part[m] = current;
            before += counts[m];
        }
        return part;
    }

    /** Dense codes of a column's values: numbers in their order, labels in alphabetical order. */
    private static int[] codes(Population data, String name, String role) {
        Column column = data.column(name);
        if (column.missing() > 0) {
            int row = 0;
            while (!column.isMissing(row)) {
                row++;
            }
            throw new InputException(role + " " + Names.quote(name) + " must have no missing values, got "
                    + Numbers.grouped(column.missing()) + ", the first in row " + data.rowId(row));
        }
        double[] values = data.doubles(name);
        if (column.type() != ColumnType.CATEGORY) {
            return Ranks.codes(values);
        }
        TreeMap<String, Integer> byLabel = new TreeMap<>();
        for (double code : values) {
            byLabel.put(column.labels().get((int) code), 0);
        }
        int next = 0;
        for (String label : byLabel.keySet()) {
            byLabel.put(label, next++);
        }
        int[] codes = new int[values.length];
        Arrays.setAll(codes, i -> Checks.notNull(byLabel.get(column.labels().get((int) values[i])), "label"));
        return codes;
    }
}

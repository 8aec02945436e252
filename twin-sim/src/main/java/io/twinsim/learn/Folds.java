package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are tested and which train. Every row has a part, and a fold tests one part. Unordered, the fold trains on
 * all other parts; ordered in time, on the earlier parts only, of which the first two are never tested, so that each
 * fold has an earlier part on which settings can be chosen.
 *
 * <p>Inner folds, which choose settings for a fold, are other parts: unordered, those at most {@code reach} away on the
 * circle of parts, tested by what was trained without both; in time, the earlier ones, tested by what was trained
 * before them. A set of training rows is named by the parts it lacks, so that inner folds of different folds share it.
 */
final class Folds {

    /** Of the parts ordered in time, those that are never tested. */
    static final int UNTESTED = 2;

    private final int[] part;
    private final int parts;
    private final boolean ordered;
    private final int @Nullable [] ids;
    private final int reach;
    private final String text;

    /**
     * The folds of a division.
     *
     * @param part of every row, 0 to parts - 1
     * @param parts how many there are
     * @param ordered whether parts follow each other in time
     * @param ids one code per row: rows with the code of a tested row do not train; null if rows are units
     * @param reach how far inner folds go
     * @param text how rows came to their parts, for people
     */
    Folds(int[] part, int parts, boolean ordered, int @Nullable [] ids, int reach, String text) {
        this.part = part;
        this.parts = parts;
        this.ordered = ordered;
        this.ids = ids;
        this.reach = reach;
        this.text = text;
    }

    /** The number of folds. */
    int count() {
        return ordered ? parts - UNTESTED : parts;
    }

    private int tested(int fold) {
        return ordered ? fold + UNTESTED : fold;
    }

    /** The rows that a fold tests. */
    int[] test(int fold) {
        return rowsOf(tested(fold));
    }

    /** The rows of a part. */
    int[] rowsOf(int wanted) {
        return rows(i -> part[i] == wanted);
    }

    /** A choice of rows. */
    private interface Choice {
        boolean takes(int row);
    }

    private int[] rows(Choice choice) {
        int[] rows = new int[part.length];
        int count = 0;
        for (int i = 0; i < part.length; i++) {
            if (choice.takes(i)) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** A training set: the parts {@code tested} and {@code also} are left out; in time, only what is before them. */
    record Training(int tested, int also) {
    }

    /** The training set of a fold. */
    Training outer(int fold) {
        return new Training(tested(fold), tested(fold));
    }

    /** An inner fold: a training set and the part that it is tested on. */
    record Inner(Training training, int part) {
    }

    /** The inner folds of a fold. */
    List<Inner> inner(int fold) {
        List<Inner> inner = new ArrayList<>();
        int own = tested(fold);
        for (int other = ordered ? 1 : 0; other < (ordered ? own : parts); other++) {
            int distance = Math.abs(other - own);
            if (ordered) {
                inner.add(new Inner(new Training(other, other), other));
            } else if (other != own && Math.min(distance, parts - distance) <= reach) {
                inner.add(new Inner(new Training(Math.min(own, other), Math.max(own, other)), other));
            }
        }
        return inner;
    }

    /** The parts that a training set is tested on by inner folds. */
    List<Integer> innerParts(Training training) {
        if (ordered) {
            return List.of(training.tested());
        }
        return training.tested() == training.also() ? List.of() : List.of(training.tested(), training.also());
    }

    /** The rows of a training set. */
    int[] train(Training training) {
        if (ordered) {
            boolean[] barred = barred(training.tested());
            int[] earlier = rows(i -> part[i] < training.tested() && (ids == null || !barred[ids[i]]));
            if (earlier.length == 0) {
                throw new InputException("every fold must have training rows, got none for part "
                        + (training.tested() + 1) + " in time: all earlier rows have an id that is tested; "
                        + "leave out .withId, or .withTime");
            }
            return earlier;
        }
        return rows(i -> part[i] != training.tested() && part[i] != training.also());
    }

    /** The ids that a tested part holds. */
    private boolean[] barred(int tested) {
        if (ids == null) {
            return new boolean[0];
        }
        boolean[] barred = new boolean[Arrays.stream(ids).max().orElse(0) + 1];
        for (int i = 0; i < ids.length; i++) {
            barred[ids[i]] |= part[i] == tested;
        }
        return barred;
    }

    /** Every training set that is needed, those of the folds first. */
    List<Training> trainings(boolean withInner) {
        TreeMap<Integer, Training> sets = new TreeMap<>();
        for (int fold = 0; fold < count(); fold++) {
            List<Training> needed = new ArrayList<>(List.of(outer(fold)));
            if (withInner) {
                inner(fold).forEach(in -> needed.add(in.training()));
            }
            needed.forEach(set -> sets.put(set.tested() * parts + set.also(), set));
        }
        List<Training> list = new ArrayList<>(sets.values());
        list.sort((a, b) -> Boolean.compare(a.tested() != a.also(), b.tested() != b.also()));
        return list;
    }

    /** Whether there are inner folds. */
    boolean canChoose() {
        return ordered || parts > 2;
    }

    /** {@code 5 folds, ...}. */
    @Override
    public String toString() {
        return Numbers.grouped(count()) + " folds, " + text;
    }
}

package io.twinsim.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a conditional table: the rows whose parents fall into certain groups. It is a leaf until it is split. */
final class DiscreteLeaf {

    /** A parent on the way to a leaf, and the group taken there. */
    record Step(DiscreteParent parent, int group) {
    }

    private final List<Step> path;
    private final int[] rows;
    private final double[] shares;
    private final boolean[] zeros;
    private final boolean impossible;
    private @Nullable DiscreteParent parent;
    private List<DiscreteLeaf> parts = List.of();

    /**
     * @param path the parents and groups that lead here
     * @param rows the rows of the data that are here and have the child
     * @param shares of the child's levels
     * @param zeros the levels that cannot be here
     * @param impossible whether the groups of the path never stand together
     */
    DiscreteLeaf(List<Step> path, int[] rows, double[] shares, boolean[] zeros, boolean impossible) {
        this.path = path;
        this.rows = rows;
        this.shares = shares;
        this.zeros = zeros;
        this.impossible = impossible;
    }

    List<Step> path() {
        return path;
    }

    int[] rows() {
        return rows;
    }

    double[] shares() {
        return shares;
    }

    boolean[] zeros() {
        return zeros;
    }

    boolean impossible() {
        return impossible;
    }

    @Nullable DiscreteParent parent() {
        return parent;
    }

    List<DiscreteLeaf> parts() {
        return parts;
    }

    /** Whether the way here asks for a column. */
    boolean asks(int column) {
        return path.stream().anyMatch(step -> step.parent().column() == column);
    }

    void split(DiscreteParent by, List<DiscreteLeaf> into) {
        parent = by;
        parts = List.copyOf(into);
    }

    /** The path with one more step. */
    List<Step> then(DiscreteParent by, int group) {
        List<Step> longer = new ArrayList<>(path);
        longer.add(new Step(by, group));
        return List.copyOf(longer);
    }

    /** The rows of each group of a parent; rows without the parent are in none. */
    int[][] rows(DiscreteParent by, int[] codes) {
        int[] sizes = new int[by.groups()];
        for (int row : rows) {
            if (codes[row] >= 0) {
                sizes[by.group()[codes[row]]]++;
            }
        }
        int[][] parted = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        int[] at = new int[sizes.length];
        for (int row : rows) {
            if (codes[row] >= 0) {
                int group = by.group()[codes[row]];
                parted[group][at[group]++] = row;
            }
        }
        return parted;
    }
}

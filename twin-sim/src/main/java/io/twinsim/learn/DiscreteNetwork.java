package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Elementary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A network of conditional tables over discrete columns. It grows from the column that has the most levels: again and
 * again the column joins that gains most from a column already there ({@link DiscretePair}); where none gains, another
 * column starts alone, so independent columns stay apart. Each part of a column's table is split by another column
 * before it while that gains and the table stays within the settings' cells; last come the splits without which a
 * structural zero could be broken. Tables are smoothed as {@link DiscreteTable} says. Columns that follow from others
 * come right after their source, and may be parents. O(columns^2 rows) time, on one thread.
 */
final class DiscreteNetwork {

    /** So many times larger than others a table of one parent may be, and one that holds structural zeros. */
    private static final int ONE_PARENT = 40;
    private static final int FOR_ZEROS = 3;

    private final DiscreteColumns columns;
    private final StructureSettings settings;
    private final DiscreteZeros zeros;
    private final DiscretePair.Parenthood[][] parenthoods;
    private final double[][] gains;
    private final List<Integer> placed = new ArrayList<>();
    private final List<DiscreteNode> nodes = new ArrayList<>();
    /** The pairs of columns whose structural zeros the tables do not hold. */
    private final Set<String> broken = new LinkedHashSet<>();

    private DiscreteNetwork(DiscreteColumns columns, StructureSettings settings) {
        this.columns = columns;
        this.settings = settings;
        this.zeros = new DiscreteZeros(columns);
        this.parenthoods = new DiscretePair.Parenthood[columns.count()][columns.count()];
        this.gains = new double[columns.count()][columns.count()];
    }

    static DiscreteNetwork of(
            StructureTable table, List<FunctionalDependency> dependencies, StructureSettings settings) {
        DiscreteNetwork network = new DiscreteNetwork(new DiscreteColumns(table, dependencies), settings);
        network.compare();
        network.grow();
        return network;
    }

    private void compare() {
        int n = columns.count();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                DiscretePair pair = new DiscretePair(columns.codes(a), columns.levels(a), columns.codes(b),
                        columns.levels(b));
                parenthoods[a][b] = pair.parenthood(false, n, columns.profile(a).number());
                parenthoods[b][a] = pair.parenthood(true, n, columns.profile(b).number());
                gains[a][b] = tooLarge(a, b) ? 0 : parenthoods[a][b].gain();
                gains[b][a] = tooLarge(b, a) ? 0 : parenthoods[b][a].gain();
                zeros.look(a, b, pair);
            }
        }
        zeros.spread();
    }

    private void grow() {
        List<Integer> open = new ArrayList<>(IntStream.range(0, columns.count()).filter(columns::drawn).boxed()
                .toList());
        while (!open.isEmpty()) {
            int child = -1;
            int parent = -1;
            double best = 0;
            for (int c : open) {
                for (int p : placed) {
                    if (gains[p][c] > best) {
                        best = gains[p][c];
                        child = c;
                        parent = p;
                    }
                }
            }
            child = child < 0 ? root(open) : child;
            open.remove(Integer.valueOf(child));
            place(child, parent, best);
        }
    }

    private boolean tooLarge(int parent, int child) {
        long groups = Arrays.stream(parenthoods[parent][child].group()).distinct().count();
        return settings.parents() == 0 || groups * (columns.levels(child) - 1) > (long) ONE_PARENT * settings.cells();
    }

    /**
     * Of the columns that gain another, itself or by what follows from it, the one with the most levels, for levels of
     * a parent can share rows and those of a child cannot.
     */
    private int root(List<Integer> open) {
        int root = -1;
        for (int p : open) {
            boolean gains = open.stream().anyMatch(c -> c != p && gain(p, c) > 0);
            root = gains && (root < 0 || columns.levels(p) > columns.levels(root)) ? p : root;
        }
        return root < 0 ? open.get(0) : root;
    }

    private double gain(int base, int child) {
        return IntStream.range(0, columns.count()).filter(p -> columns.base(p) == base)
                .mapToDouble(p -> gains[p][child]).reduce(0, Math::max);
    }

    private void place(int child, int first, double gain) {
        DiscreteTable table = new DiscreteTable(columns, zeros, child);
        double total = gain;
        if (first >= 0) {
            DiscreteParent parent = DiscreteParent.of(first, parenthoods[first][child].group(), zeros, child);
            table.split(table.root(), parent);
            total += grow(table, child);
        }
        enforce(table, table.root(), child);
        ColumnProfile profile = columns.profile(child);
        boolean constantFlag = profile.levels().size() == 1 && profile.type() == ColumnType.FLAG;
        String formula = constantFlag ? profile.levels().get(0).label() : StructureText.pretty(table.formula());
        nodes.add(new DiscreteNode(profile.column(), table.parents().stream().map(columns::name).toList(),
                !constantFlag, formula, profile.type(), total));
        placed.add(child);
        follow(child);
    }

    /** Adds the columns that follow from one just placed. */
    private void follow(int source) {
        for (int c = 0; c < columns.count(); c++) {
            if (columns.source(c) == source) {
                FunctionalDependency recoding = columns.recoding(c);
                nodes.add(new DiscreteNode(columns.name(c), recoding.sources(), false, recoding.formula(),
                        recoding.type(), 0));
                placed.add(c);
                follow(c);
            }
        }
    }

    /** What a split gains. */
    private record Split(DiscreteLeaf leaf, DiscreteParent parent, double gain) {
    }

    /**
     * Splits the leaf that gains most, again and again, while the table stays within its size; returns the gain in
     * all.
     */
    private double grow(DiscreteTable table, int child) {
        List<Split> open = new ArrayList<>();
        table.root().parts().forEach(part -> best(table, part, child).ifPresent(open::add));
        double total = 0;
        while (!open.isEmpty()) {
            Split best = open.get(0);
            for (Split split : open) {
                best = split.gain() > best.gain() ? split : best;
            }
            open.remove(best);
            if (fits(table, best.parent(), child, 1)) {
                table.split(best.leaf(), best.parent());
                total += best.gain();
                best.leaf().parts().forEach(part -> best(table, part, child).ifPresent(open::add));
            }
        }
        return total;
    }

    /** The split of a leaf that gains most, if one gains. */
    private Optional<Split> best(DiscreteTable table, DiscreteLeaf leaf, int child) {
        if (leaf.path().size() >= settings.parents() || leaf.impossible() || leaf.rows().length == 0) {
            return Optional.empty();
        }
        double charge = DiscretePair.charge(columns.table().rows());
        double best = 2 * Elementary.log(columns.count());
        double choice = best;
        int chosen = -1;
        int[] group = new int[0];
        for (int p : placed) {
            if (!leaf.asks(p)) {
                DiscretePair.Parenthood further = DiscretePair.best(table.counts(leaf, p), charge,
                        columns.profile(p).number());
                if (further.gain() > best) {
                    best = further.gain();
                    chosen = p;
                    group = further.group();
                }
            }
        }
        return chosen < 0 ? Optional.empty()
                : Optional.of(new Split(leaf, DiscreteParent.of(chosen, group, zeros, child), best - choice));
    }

    private boolean fits(DiscreteTable table, DiscreteParent parent, int child, int times) {
        long leaves = table.leaves() - 1 + parent.groups();
        return leaves * (columns.levels(child) - 1) <= (long) times * settings.cells();
    }

    /** Splits leaves further until no structural zero with an earlier column can be broken. */
    private void enforce(DiscreteTable table, DiscreteLeaf leaf, int child) {
        if (leaf.parent() == null && !leaf.impossible()) {
            for (int p : placed) {
                if (columns.drawn(p) && breaks(leaf, p, child)) {
                    DiscreteParent parent = DiscreteParent.of(p, new int[columns.levels(p)], zeros, child);
                    if (leaf.path().size() <= settings.parents() && fits(table, parent, child, FOR_ZEROS)) {
                        table.split(leaf, parent);
                        break;
                    }
                    broken.add(columns.name(p) + " with " + columns.name(child));
                }
            }
        }
        leaf.parts().forEach(part -> enforce(table, part, child));
    }

    /** Whether a leaf may draw a level that never meets one of a column which the leaf does not ask for. */
    private boolean breaks(DiscreteLeaf leaf, int column, int child) {
        if (!zeros.any(column, child) || leaf.asks(column)) {
            return false;
        }
        for (int x = 0; x < columns.levels(column); x++) {
            for (int y = 0; y < columns.levels(child); y++) {
                if (zeros.excluded(column, x, child, y) && !leaf.zeros()[y] && allowed(leaf, column, x)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean allowed(DiscreteLeaf leaf, int column, int level) {
        return leaf.path().stream().allMatch(step -> step.parent().allows(step.group(), column, level, columns, zeros));
    }

    /** The columns, each after its parents. */
    List<DiscreteNode> nodes() {
        return List.copyOf(nodes);
    }

    /** The pairs of levels that never meet. */
    List<DiscreteZeros.Zero> zeros() {
        return zeros.found();
    }

    /** What could not be kept, in sentences. */
    List<String> notes() {
        if (broken.isEmpty()) {
            return List.of();
        }
        boolean one = broken.size() == 1;
        return List.of((one ? "a pair of columns has" : broken.size() + " pairs of columns have") + " levels that never"
                + " meet in the data but may among twins, as the tables would be too large: " + broken.iterator().next()
                + (one ? "" : " and others"));
    }

    @Override
    public String toString() {
        long alone = nodes.stream().filter(node -> node.parents().isEmpty()).count();
        return "network of " + nodes.size() + " columns, " + alone + " alone, " + zeros().size() + " structural zeros";
    }
}

package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What holds the columns of data together apart from the distributions of numbers: their profiles, the columns that
 * follow from others, and a network of tables over the discrete ones. A world may hold its variables in this order:
 * the nodes of the network, the numeric columns that follow from nothing, then the other dependent columns as {@link
 * #following} has them.
 */
final class Structure {

    private final StructureTable table;
    private final List<FunctionalDependency> dependencies;
    private final DiscreteNetwork network;

    private Structure(StructureTable table, List<FunctionalDependency> dependencies, DiscreteNetwork network) {
        this.table = table;
        this.dependencies = dependencies;
        this.network = network;
    }

    /**
     * Finds the structure of some columns.
     *
     * @param data units, at least 1
     * @param columns the columns to look at, in the order that decides ties
     * @param settings what counts as discrete
     */
    static Structure of(Population data, List<String> columns, StructureSettings settings) {
        Checks.atLeast(1, data.size(), "rows");
        StructureTable table = StructureTable.of(data, columns, Checks.notNull(settings, "settings"));
        List<FunctionalDependency> dependencies = FunctionalSearch.of(table);
        return new Structure(table, dependencies, DiscreteNetwork.of(table, dependencies, settings));
    }

    /** The columns with the levels of their rows. */
    StructureTable table() {
        return table;
    }

    /** All columns, in the order given. */
    List<ColumnProfile> profiles() {
        return table.profiles();
    }

    ColumnProfile profile(String column) {
        return table.profile(column);
    }

    /** The columns that follow from others, each after those of its sources that do too. */
    List<FunctionalDependency> dependencies() {
        return dependencies;
    }

    Optional<FunctionalDependency> dependency(String column) {
        return dependencies.stream().filter(one -> one.column().equals(column)).findFirst();
    }

    /** The dependent columns that the network does not hold: a world places them after the numeric columns. */
    List<FunctionalDependency> following() {
        return dependencies.stream().filter(one -> network.nodes().stream()
                .noneMatch(node -> node.column().equals(one.column()))).toList();
    }

    /** The discrete columns that do not follow from numeric ones. */
    DiscreteNetwork network() {
        return network;
    }

    /** The numeric columns that follow from nothing: they need distributions of their own. */
    List<String> numeric() {
        return table.of(ColumnProfile.Role.NUMERIC).stream().filter(name -> dependency(name).isEmpty()).toList();
    }

    /** What was left out and what could not be kept, in sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(table.profiles().stream().map(ColumnProfile::note)
                .filter(note -> !note.isEmpty()).toList());
        notes.addAll(network.notes());
        return List.copyOf(notes);
    }

    @Override
    public String toString() {
        return "structure: " + table.profiles().size() + " columns, " + dependencies.size() + " follow from others, "
                + network.nodes().size() + " in the network";
    }
}

package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Lines;
import java.util.List;

/**
 * One discrete column of a network, as a variable of a world file.
 *
 * @param column the column
 * @param parents the columns that its table depends on, all of them earlier nodes
 * @param drawn whether the formula draws ({@code ~}); else it follows from its parent ({@code =})
 * @param formula the formula, without {@code ~} or {@code =}
 * @param type the type to declare for the variable
 * @param gain how much better than alone the parents explain it: log-likelihood less BIC's charge, in nats
 */
record DiscreteNode(
        String column, List<String> parents, boolean drawn, String formula, ColumnType type, double gain) {

    DiscreteNode {
        parents = List.copyOf(parents);
    }

    @Override
    public String toString() {
        String text = column
                + (parents.isEmpty() ? " alone" : (drawn ? " given " : " from ") + String.join(", ", parents));
        return Lines.one(text);
    }
}

package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;

/** The groups that a classifier finds for all rows of a population, selected or not, block by block. */
final class ClassifiedRows {

    private static final int STRIDE = 3;
    private static final int BEFORE = 100;

    private ClassifiedRows() {
    }

    /** Blocks are cut by row id, as a pass over the rows cuts them: the first may begin in its middle. */
    static int[] of(SubgroupClassifier classifier, Population rows) {
        SubgroupClassifier.Session session = classifier.session(rows::storage);
        int[] groups = new int[rows.storageSize()];
        int[] cells = new int[Blocks.ROWS];
        for (int start = 0; start < groups.length;) {
            int from = (int) ((rows.baseRow() + start) % Blocks.ROWS);
            int to = Math.min(Blocks.ROWS, from + groups.length - start);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = BEFORE + i;
            }
            session.add(start, STRIDE, cells, from, to);
            for (int i = 0; i < cells.length; i++) {
                int added = cells[i] - BEFORE - i;
                boolean inside = i >= from && i < to;
                if (added % STRIDE != 0 || added < 0 || added >= STRIDE * classifier.groups()
                        || !inside && added != 0) {
                    throw new AssertionError(classifier + " added " + added + " at " + i + " of " + from + " to " + to);
                }
                if (inside) {
                    groups[start + i - from] = added / STRIDE;
                }
            }
            start += to - from;
        }
        return groups;
    }

    /** What is left when groups without selected rows are dropped: {@code label: count}, in group order. */
    static List<String> table(SubgroupClassifier classifier, Population rows, int[] groups) {
        int[] counts = new int[classifier.groups()];
        for (int row = 0; row < groups.length; row++) {
            counts[groups[row]] += rows.selection().contains(row) ? 1 : 0;
        }
        List<String> table = new ArrayList<>();
        for (int g = 0; g < counts.length; g++) {
            if (counts[g] > 0) {
                table.add(classifier.label(g) + ": " + counts[g]);
            }
        }
        return table;
    }

    static List<String> table(SubgroupKeys keys) {
        List<String> table = new ArrayList<>();
        for (int g = 0; g < keys.groups(); g++) {
            table.add(keys.labels().get(g) + ": " + keys.count(g));
        }
        return table;
    }
}

package io.twinsim.parquet;

import io.twinsim.column.ColumnType;
import io.twinsim.io.JsonFormat;
import io.twinsim.io.JsonText;
import io.twinsim.model.Node;
import io.twinsim.model.RowBlocks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The order of the labels of each category, which Parquet has no place for: JSON in the metadata of the file, from
 * column names to lists of labels.
 */
final class LabelOrder {

    /** The name of the entry in the metadata. */
    static final String KEY = "twinsim.labels";

    private final Map<String, List<String>> labels;

    private LabelOrder(Map<String, List<String>> labels) {
        this.labels = labels;
    }

    /** What to write into the metadata. */
    static Map<String, String> metadata(List<String> names, RowBlocks rows) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            if (rows.type(c) == ColumnType.CATEGORY) {
                labels.put(names.get(c), rows.labels(c));
            }
        }
        return labels.isEmpty() ? Map.of() : Map.of(KEY, JsonText.write(labels));
    }

    /** What the metadata of a file say; anything but lists of text is left alone. */
    static LabelOrder of(Map<String, String> metadata, String source) {
        String text = metadata.get(KEY);
        Map<String, List<String>> labels = new LinkedHashMap<>();
        if (text != null) {
            Node.Fields columns = new JsonFormat().read(text, source + " (metadata " + KEY + ")");
            columns.fields().forEach((name, field) -> labels.put(name, texts(field.value())));
        }
        return new LabelOrder(labels);
    }

    private static List<String> texts(Node node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof Node.Items items) {
            for (Node item : items.items()) {
                if (item instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.STRING) {
                    texts.add(scalar.text());
                }
            }
        }
        return texts;
    }

    /** The labels of a column: first those in stated order, then others that were found, in natural order. */
    List<String> of(String column, Set<String> found) {
        @Nullable List<String> stated = labels.get(column);
        Set<String> all = new LinkedHashSet<>(stated == null ? List.of() : stated);
        all.addAll(new TreeSet<>(found));
        return List.copyOf(all);
    }
}

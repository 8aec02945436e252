package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.column.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the rows of a population come from; all its views share one origin. Untouched twins are known by how they were made,
 * other rows by their values, whose digests are computed once.
 */
record Origin(
        long baseRow, long seed, boolean generated, boolean untouched, Optional<TwinModel> model,
        Map<String, String> absent, Map<String, Column> columns, Selection rows, List<String> notes,
        Map<String, byte[]> digests) {

    Origin(long baseRow, long seed, boolean generated, boolean untouched, Optional<TwinModel> model,
            Map<String, String> absent, Map<String, Column> columns, Selection rows, List<String> notes) {
        this(baseRow, seed, generated, untouched, model, absent, columns, rows, notes, new ConcurrentHashMap<>());
    }

    String hash() {
        ContentHash hash = ContentHash.of("source").whole("baseRow", baseRow).whole("size", rows.size())
                .whole("seed", seed).flag("generated", generated).flag("untouched", untouched);
        model.ifPresent(m -> hash.text("model", m.id()));
        if (!untouched) {
            List<ContentHash> contents = new ArrayList<>();
            columns.forEach((name, column) -> contents.add(ContentHash.of("column").text("name", name)
                    .bytes("values", digests.computeIfAbsent(name, key -> ColumnDigest.of(column)))));
            hash.list("columns", contents).bytes("rows", ColumnDigest.of(rows));
        }
        return hash.hex();
    }
}

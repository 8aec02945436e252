package io.twinsim.model;

import io.twinsim.column.Selection;
import io.twinsim.expr.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a population come from; all its views share one origin. Untouched twins are known by how they were made,
 * other rows by their values, whose digests are computed once.
 */
record Origin(
        long baseRow, long seed, boolean antithetic, boolean generated, boolean untouched, Optional<TwinModel> model,
        Map<String, String> absent, Columns columns, @Nullable Selection rows, List<String> notes,
        Map<String, byte[]> digests) {

    Origin(long baseRow, long seed, boolean antithetic, boolean generated, boolean untouched, Optional<TwinModel> model,
            Map<String, String> absent, Columns columns, @Nullable Selection rows, List<String> notes) {
        this(baseRow, seed, antithetic, generated, untouched, model, absent, columns, rows, notes, new ConcurrentHashMap<>());
    }

    /** Twins as their model generates them. */
    static Origin generated(TwinModel model, GeneratedColumns columns, long seed, boolean antithetic) {
        return new Origin(0, seed, antithetic, true, true, Optional.of(model), Map.of(), columns, null,
                model.correlations().notes());
    }

    /** Data that no model knows. */
    static Origin data(StoredColumns columns) {
        return new Origin(0, TwinModel.DATA_SEED, false, false, false, Optional.empty(), Map.of(), columns, null,
                List.of());
    }

    /** The same rows with other columns. */
    Origin changed(TwinModel to, Columns stored, Map<String, String> lacking, Selection kept, boolean drawn,
            List<String> said) {
        return new Origin(baseRow, seed, antithetic, drawn, false, Optional.of(to), lacking, stored,
                kept.isAll() ? null : kept, List.copyOf(said));
    }

    /** The origin of rows [from, to) of generated twins, alone. */
    Origin slice(GeneratedColumns whole, long from, long to) {
        return new Origin(baseRow + from, seed, antithetic, generated, untouched, model, absent, whole.slice(from, to),
                null, notes);
    }

    /** The columns of twins as their model generates them, whichever of them are made. */
    GeneratedColumns twins() {
        if (untouched && columns instanceof GeneratedColumns twins) {
            return twins;
        }
        throw new IllegalStateException("only twins as their model generates them can be made block by block, got "
                + (generated ? "twins whose variables were set" : "data"));
    }

    /** Columns as formulas see them, with the models that the world has learned. */
    Scope scope(Collection<String> names) {
        Scope scope = Scope.of(names.stream().map(columns::symbol).toList());
        return model.map(m -> m.learning().scope(scope)).orElse(scope);
    }

    String hash() {
        ContentHash hash = ContentHash.of("source").whole("baseRow", baseRow).whole("size", columns.size())
                .whole("seed", seed).flag("generated", generated).flag("untouched", untouched);
        model.ifPresent(m -> hash.text("model", m.id()));
        if (antithetic) {
            hash.flag("antithetic", true);
        }
        if (!untouched) {
            List<ContentHash> contents = new ArrayList<>();
            columns.names().forEach(name -> contents.add(ContentHash.of("column").text("name", name)
                    .bytes("values", digests.computeIfAbsent(name, key -> ColumnDigest.of(columns.column(key))))));
            Selection all = rows == null ? Selection.all((int) columns.size()) : rows;
            hash.list("columns", contents).bytes("rows", ColumnDigest.of(all));
        }
        return hash.hex();
    }
}

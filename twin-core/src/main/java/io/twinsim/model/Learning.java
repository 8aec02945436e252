package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.text.Names;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a world says of where it comes from: its learned models, provenance and record of the fit. */
record Learning(Map<String, LearnedModel> models, Optional<Provenance> provenance, Optional<FitRecord> fit) {

    static Learning read(Keys keys, Function<Node.Scalar, String> files) {
        Optional<Provenance> provenance = Optional.empty();
        if (keys.has("provenance")) {
            String stated = keys.choice("provenance", "", "assumed", "literature", "fitted");
            provenance = Optional.of(Provenance.valueOf(stated.toUpperCase(Locale.ROOT)));
        }
        return new Learning(Collections.unmodifiableMap(LearnedReader.read(keys.node("learned"), files)), provenance,
                Optional.ofNullable(keys.node("fit")).map(Learning::fit));
    }

    private static FitRecord fit(Node node) {
        Keys keys = Keys.of(node, "fit", "rows", "data", "seed", "method", "missing");
        keys.required("rows");
        Map<String, Double> missing = new LinkedHashMap<>();
        Keys.entries(keys.node("missing"), "fit.missing").forEach((column, field) ->
                missing.put(column, Keys.number(field.value(), "fit.missing." + column)));
        keys.required("data");
        String data = keys.text("data").orElseThrow();
        @Nullable Node stated = keys.node("seed");
        OptionalLong seed = stated == null ? OptionalLong.empty() : OptionalLong.of(whole(stated, "fit.seed"));
        try {
            return new FitRecord(whole(keys.required("rows"), "fit.rows"), data, seed, keys.text("method"), missing);
        } catch (InputException e) {
            throw e.place().isPresent() ? e : new InputException(String.valueOf(e.getMessage()), keys.place());
        }
    }

    private static long whole(Node node, String what) {
        String text = Keys.scalar(node, what).text();
        if (text.matches("-?\\d{1,19}")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException beyond) {
                throw new InputException(
                        what + " must be a whole number of at most 64 bits, got " + text, node.place());
            }
        }
        throw new InputException(what + " must be a whole number, got " + Keys.describe(node), node.place());
    }

    /** Files in the folder of a world that is read from a file. */
    static Function<Node.Scalar, String> folderOf(Path world) {
        return name -> {
            Path file = world.resolveSibling(plain(name));
            try {
                return InputFile.text(file);
            } catch (UncheckedIOException e) {
                throw new UncheckedIOException(name.place() + ": " + e.getMessage(), e.getCause());
            } catch (InputException e) {
                throw new InputException(String.valueOf(e.getMessage()), name.place());
            }
        };
    }

    /** Files that the caller hands over. */
    static Function<Node.Scalar, String> among(Map<String, String> files) {
        return name -> {
            String text = files.get(plain(name));
            if (text == null) {
                String alone = "the file " + Names.quote(name.text())
                        + " stands beside its world; read the world as a file: TwinModel.read(path)";
                throw new InputException(
                        files.isEmpty() ? alone : Names.unknown("file", name.text(), files.keySet()), name.place());
            }
            return text;
        };
    }

    private static String plain(Node.Scalar name) {
        if (name.text().matches("[^/\\\\:\\p{Cntrl}]{1,200}") && !name.text().startsWith("..")) {
            return name.text();
        }
        throw new InputException("file must be the name of a file in the folder of the world, got "
                + Names.quote(name.text()), name.place());
    }

    /** A formula whose predictions are bound to the models of this world. */
    Expr bind(Expr formula) {
        return scope(Scope.of(List.<Symbol>of())).resolve(formula);
    }

    Map<String, Expr> bind(Map<String, Expr> formulas) {
        Map<String, Expr> bound = new LinkedHashMap<>();
        formulas.forEach((name, formula) -> bound.put(name, bind(formula)));
        return bound;
    }

    Variable bind(Variable v) {
        return new Variable(v.name(), v.drawn(), bind(v.formula()), v.type(), v.range(), v.outside(), v.missing(),
                v.substitute(), v.ordered(), v.label(), v.unit(), v.place());
    }

    Outcome bind(Outcome o) {
        return new Outcome(o.name(), o.type(), bind(o.rate()), o.sd(), o.range(), o.higherIsBetter(), o.unit());
    }

    /** Columns, and the models that formulas may call. */
    Scope scope(Scope columns) {
        return models.isEmpty() ? columns : columns.with(models.values());
    }

    /** What belongs to the identity of the world: the record of the fit does not. */
    void addTo(ContentHash hash) {
        provenance.ifPresent(p -> hash.text("provenance", p.id()));
        if (!models.isEmpty()) {
            ContentHash all = ContentHash.of("learned");
            models.forEach((name, model) -> all.text(name, model.hash()));
            hash.nested("learned", all);
        }
    }

    /** The record of a fit as a world file states it. */
    static Map<String, Object> content(FitRecord fit) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("rows", fit.rows());
        content.put("data", fit.data());
        fit.seed().ifPresent(seed -> content.put("seed", seed));
        fit.method().ifPresent(method -> content.put("method", method));
        if (!fit.missing().isEmpty()) {
            content.put("missing", fit.missing());
        }
        return content;
    }
}

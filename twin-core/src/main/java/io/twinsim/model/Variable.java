package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One column of a model: drawn ({@code ~ beta(2, 3)}) or derived ({@code = 0.8 + 0.4 * engagement}).
 *
 * @param name the column's name
 * @param drawn true if the formula holds draws, false if it follows from other variables
 * @param formula the formula, without {@code ~} or {@code =}
 * @param type the declared type, if the world file states one
 * @param range the values allowed, if declared
 * @param outside what becomes of values outside the range
 * @param missing what becomes of rows of real data without a value
 * @param substitute the value for missing rows under {@link Missing#DEFAULT}, as text
 * @param ordered whether the labels of a category rise in file order, as its correlations need
 * @param label a description for people; not part of the model's identity
 * @param unit the unit for people; not part of the model's identity
 * @param place where the variable stands in the world file
 */
public record Variable(
        String name, boolean drawn, Expr formula, Optional<ColumnType> type, Optional<Range> range, Outside outside,
        Missing missing, Optional<String> substitute, boolean ordered, Optional<String> label, Optional<String> unit,
        Place place) {

    /** What becomes of values outside the declared range. */
    public enum Outside {
        /** The run or the data are refused, naming the row. */
        ERROR,
        /** The value moves to the nearer end. */
        CLAMP,
        /** The value stays; formulas must cope. */
        KEEP
    }

    /** What becomes of rows of real data without a value. */
    public enum Missing {
        /** The data are refused, with the count and the first row. */
        ERROR,
        /** The rows are left out; the others keep their numbers. */
        DROP,
        /** The rows stay without a value, and so does what is computed from them. */
        KEEP,
        /** The substitute takes their place. */
        DEFAULT
    }

    static final String[] KEYS = {"draw", "formula", "type", "range", "outside", "missing", "ordered", "label", "unit"};

    static Variable read(String name, Node.Field field) {
        checkName(name, field.keyPlace());
        if (field.value() instanceof Node.Scalar scalar) {
            String text = scalar.text().strip();
            if (scalar.kind() == Node.Kind.STRING && (text.startsWith("~") || text.startsWith("="))) {
                boolean drawn = text.charAt(0) == '~';
                int skipped = scalar.text().indexOf(text.charAt(0)) + 1;
                Place formulaPlace = shift(scalar.place(), skipped);
                return new Variable(name, drawn, parse(name, drawn, scalar.text().substring(skipped), formulaPlace),
                        Optional.empty(), Optional.empty(), Outside.ERROR, Missing.ERROR, Optional.empty(),
                        false, Optional.empty(), Optional.empty(), field.keyPlace());
            }
            throw new InputException("variable " + name + " must be drawn (\"~ normal(0, 1)\") or derived (\"= 2 * x\"), "
                    + "got " + Keys.describe(scalar), scalar.place());
        }
        Keys keys = Keys.of(field.value(), "variable " + name, KEYS);
        if (keys.has("draw") == keys.has("formula")) {
            throw new InputException("variable " + name + " must have either \"draw\" or \"formula\"", keys.place());
        }
        String key = keys.has("draw") ? "draw" : "formula";
        Node.Scalar scalar = Keys.scalar(keys.required(key), key);
        if (scalar.kind() == Node.Kind.NULL) {
            throw new InputException(key + " must be a formula, got nothing; put the formula in quotes", scalar.place());
        }
        Expr formula = parse(name, keys.has("draw"), scalar.text(), scalar.place());
        return new Variable(name, keys.has("draw"), formula, type(keys), keys.range("range").map(Range::of),
                Outside.valueOf(keys.choice("outside", "error", "error", "clamp", "keep").toUpperCase(Locale.ROOT)),
                missing(keys.node("missing")), substitute(keys.node("missing")), keys.flag("ordered", false),
                keys.text("label"), keys.text("unit"), field.keyPlace());
    }

    private static Expr parse(String name, boolean drawn, String text, Place place) {
        Expr formula = Expr.parse(text, place);
        if (!drawn && formula.hasDraws()) {
            throw new InputException("variable " + name
                    + " is derived (\"=\") and must not draw; write \"~\" in front, or \"draw:\"", place);
        }
        for (String parameter : formula.parameters()) {
            throw new InputException("variable " + name + " must not use the parameter $" + parameter
                    + "; parameters belong to interventions", place);
        }
        for (String coefficient : formula.coefficients()) {
            throw new InputException("variable " + name + " must not use the coefficient $$" + coefficient
                    + "; coefficients belong to interventions", place);
        }
        return formula;
    }

    static Place shift(Place place, int columns) {
        return place.column() <= 0 ? place : new Place(place.source(), place.line(), place.column() + columns);
    }

    private static Optional<ColumnType> type(Keys keys) {
        if (!keys.has("type")) {
            return Optional.empty();
        }
        String id = keys.choice("type", "", "real", "integer", "category", "flag");
        return Optional.of(ColumnType.valueOf(id.toUpperCase(Locale.ROOT)));
    }

    private static Missing missing(@Nullable Node node) {
        if (node == null) {
            return Missing.ERROR;
        }
        Keys keys = Keys.of(node, "missing", "policy", "default");
        if (keys.has("default") == keys.has("policy")) {
            throw new InputException("missing must have either \"policy\" or \"default\"", node.place());
        }
        return keys.has("default") ? Missing.DEFAULT
                : Missing.valueOf(keys.choice("policy", "error", "error", "drop", "keep").toUpperCase(Locale.ROOT));
    }

    private static Optional<String> substitute(@Nullable Node node) {
        return node == null ? Optional.empty() : Keys.of(node, "missing", "policy", "default").text("default");
    }

    /** The name in Unicode normal form C. */
    static String checkName(String name, Place place) {
        return Keys.checkName(name, "variable name", place);
    }

    /** Such as {@code Variable[decile ~ uniform_int(1, 10)]}. */
    @Override
    public String toString() {
        return Lines.one("Variable[" + name + (drawn ? " ~ " : " = ") + formula + "]");
    }
}

package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes data over under a model: types, missing values, ranges, absent derived variables. */
final class Adoption {

    private final TwinModel model;
    private final Population data;
    private final Map<String, Column> adopted = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Selection kept;

    Adoption(TwinModel model, Population data) {
        this.model = model;
        this.data = data;
        this.kept = data.selection();
    }

    Population adopt() {
        if (data.model().map(TwinModel::id).filter(model.id()::equals).isPresent()) {
            return data;
        }
        data.names().forEach(name -> adopted.put(name, data.storage(name)));
        for (Step step : model.steps()) {
            if (step.variable().missing() == Variable.Missing.DROP && data.has(step.variable().name())) {
                drop(step.variable().name(), data.storage(step.variable().name()));
            }
        }
        for (Step step : model.steps()) {
            String name = step.variable().name();
            if (data.has(name)) {
                adopted.put(name, take(step, data.storage(name)));
            } else if (step.variable().drawn()) {
                absent.put(name, "column " + Names.quote(name) + " is needed and is not in the data"
                        + Names.nearest(name, data.names()).filter(near -> !model.has(near))
                                .map(near -> " (is it " + Names.quote(near) + "?)").orElse("")
                        + "; the model draws it, and data are never invented: add the column");
            } else {
                derive(step);
            }
        }
        Population twins = data.changed(model, stored(), absent, kept, false, notes);
        checkConditions(twins);
        return twins;
    }

    private StoredColumns stored() {
        return new StoredColumns(adopted, data.storageSize());
    }

    /**
     * A filter of the data as read must select the same rows of the adopted ones, or "filter, then simulate" and
     * "simulate with the filter" would speak of different twins.
     */
    private void checkConditions(Population twins) {
        List<Expr> conditions = data.view().conditions();
        if (conditions.isEmpty()) {
            return;
        }
        Population all = data.changed(model, stored(), absent, Selection.all(data.storageSize()), false, List.of());
        Selection now = all.selection();
        try {
            for (Expr condition : conditions) {
                now = now.and(all.where(condition).selection());
            }
        } catch (InputException outside) {
            // A row outside the view breaks a rule of the model; it was filtered away for a reason.
            return;
        }
        // Other steps, such as head, only take rows away.
        boolean onlyConditions = data.steps().size() == conditions.size();
        Selection before = data.selection();
        for (int i = 0; i < now.size(); i++) {
            boolean lost = before.contains(i) && !now.contains(i);
            boolean won = now.contains(i) && !before.contains(i) && onlyConditions;
            if (lost || won) {
                throw new InputException("the filter " + conditions.get(conditions.size() - 1) + " selects other rows of the "
                        + "data as read than after the rules of the model (row " + (data.baseRow() + i)
                        + " changes sides); adopt first: model.adopt(data).where(...)");
            }
        }
    }

    /** A present column, in the model's type and under its rules. */
    private Column take(Step step, Column column) {
        Variable variable = step.variable();
        if (column.hasMissing() && variable.missing() == Variable.Missing.ERROR) {
            refuseMissing(variable.name(), column);
        }
        if (variable.missing() == Variable.Missing.DEFAULT && missing(column) > 0) {
            notes.add(variable.name() + ": " + missing(column) + " of " + kept.count() + " missing, taken as "
                    + variable.substitute().orElseThrow());
        }
        return Conversion.convert(step, column, kept, data.baseRow());
    }

    /** Refuses if a selected row is missing: rows that are filtered away do no harm. */
    private void refuseMissing(String name, Column column) {
        int missing = missing(column);
        if (missing > 0) {
            int first = 0;
            while (!column.isMissing(first) || !kept.contains(first)) {
                first++;
            }
            throw new InputException(name + " must not be missing, got " + missing + " missing value"
                    + (missing == 1 ? "" : "s") + ", the first at row " + (data.baseRow() + first)
                    + "; say missing: {policy: drop}, {policy: keep} or {default: ...} in the model to allow it");
        }
    }

    private void drop(String name, Column column) {
        Selection.Builder present = Selection.builder(column.size());
        for (int i = 0; i < column.size(); i++) {
            if (!column.isMissing(i)) {
                present.add(i);
            }
        }
        int before = kept.count();
        kept = kept.and(present.build());
        if (kept.count() < before) {
            notes.add(name + ": " + (before - kept.count()) + " of " + before + " rows without a value are left out");
        }
    }

    private int missing(Column column) {
        int missing = 0;
        for (int i = 0; i < column.size() && column.hasMissing(); i++) {
            missing += column.isMissing(i) && kept.contains(i) ? 1 : 0;
        }
        return missing;
    }

    /** An absent derived variable, computed from the adopted columns, or noted as absent with the reason. */
    private void derive(Step step) {
        Variable variable = step.variable();
        for (String input : variable.formula().variables()) {
            if (!adopted.containsKey(input)) {
                absent.put(variable.name(), "column " + Names.quote(variable.name()) + " is needed and is not in the data; "
                        + "it follows from " + Names.quote(input) + ", which is not there either: add one of them");
                return;
            }
        }
        List<Symbol> symbols = new ArrayList<>();
        adopted.forEach((name, column) ->
                symbols.add(new Symbol(name, column.type(), column.labels(), column.hasMissing())));
        Program program = Program.compile(
                variable.formula(), Scope.of(symbols), Binding.NONE, "");
        adopted.put(variable.name(), Assignment.column(step, program, null, adopted::get, kept, data.baseRow()));
    }

    /** A number written as text in a world file. */
    static double number(String text, ColumnType type, String what) {
        if (type == ColumnType.FLAG && (text.equals("true") || text.equals("false"))) {
            return text.equals("true") ? 1 : 0;
        }
        double value = Keys.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        boolean whole = value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
        boolean fits = type == ColumnType.REAL ? Double.isFinite(value)
                : type == ColumnType.INTEGER ? whole : value == 0 || value == 1;
        if (!fits) {
            String rule = switch (type) {
                case REAL -> "a finite number";
                case INTEGER -> "a whole number";
                default -> "true or false";
            };
            throw new InputException(what + " must be " + rule + ", got " + Names.quote(text));
        }
        return value;
    }

    static String show(double value) {
        return Numbers.significant(value, 17);
    }
}

package io.twinsim.expr;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One prediction of a program.
 *
 * @param predictor what is called
 * @param recode for each input null, or the predictor's code of each code of the column
 */
record PredictionPlan(Predictor predictor, double[] @Nullable [] recode) {

    /** Matches the inputs of a predictor to columns: names first, then types, then labels. */
    static PredictionPlan of(Predictor predictor, List<Symbol> columns, Mark mark) {
        double[] @Nullable [] recode = new double[columns.size()][];
        for (int k = 0; k < recode.length; k++) {
            Symbol input = predictor.inputs().get(k);
            Symbol column = columns.get(k);
            boolean category = input.type() == ColumnType.CATEGORY;
            if (category != (column.type() == ColumnType.CATEGORY)) {
                throw mark.refuse("predict(" + predictor.name() + ") needs the column " + Names.quote(input.name())
                        + " as a " + (category ? "category" : "number") + ", got " + column.type().id());
            }
            if (category && !column.labels().equals(input.labels())) {
                recode[k] = codes(predictor, input, column.labels(), mark);
            }
        }
        return new PredictionPlan(predictor, recode);
    }

    private static double[] codes(Predictor predictor, Symbol input, List<String> labels, Mark mark) {
        double[] codes = new double[labels.size()];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = input.labels().indexOf(labels.get(code));
            if (codes[code] < 0) {
                throw mark.refuse(Names.unknown("label of " + input.name(), labels.get(code), input.labels())
                        + " (predict(" + predictor.name() + ") was never shown it)");
            }
        }
        return codes;
    }

    /** The columns of a scope that a predictor reads. */
    static List<Symbol> columns(Predictor predictor, Scope scope, Mark mark) {
        List<Symbol> columns = new ArrayList<>();
        for (Symbol input : predictor.inputs()) {
            columns.add(scope.find(input.name()).orElseThrow(() -> mark.refuse(
                    Names.unknown("column", input.name(), scope.names()) + " (an input of predict(" + predictor.name()
                            + "))")));
        }
        return columns;
    }
}

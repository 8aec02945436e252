package io.twinsim.expr;

import io.twinsim.column.ColumnType;
import io.twinsim.random.Categorical;
import io.twinsim.random.Distribution;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a compiled formula. Registers [0, constants.length) hold one number each: constants and what depends on
 * coefficients only; the others hold one number per row.
 *
 * @param text the formula as written
 * @param formula the tree
 * @param binding the parameters and the coefficients' first values
 * @param type the type of the result
 * @param labels its labels, if it is a category
 * @param constant the result, if it is the same for every row
 * @param range bounds of the result, and whether it may be not finite
 * @param whole whether the result is a whole number in every row
 * @param scalars run once, and again after a coefficient or a number of the run changed
 * @param vectors run for every block
 * @param constants the first content of the registers of one number
 * @param registers the number of registers of both kinds
 * @param maskRegisters the number of mask registers
 * @param result the register of the result
 * @param resultMask its mask register; -1 if no row can be missing
 * @param columns the columns that are loaded
 * @param coefficients the coefficients that are used
 * @param knownCoefficients the coefficients that the formula names
 * @param scalarNames the numbers set for a run that are used
 * @param knownScalars the numbers that can be set for a run
 * @param tables the tables
 * @param draws the draws
 * @param switches the switched draws
 * @param predictions the predictions of learned models
 * @param lone the draw that is the whole formula, if it is one
 * @param notes what was left out, for people
 */
record Code(String text, Expr formula, Binding binding, ColumnType type, List<String> labels, @Nullable Double constant,
        Range range, boolean whole, List<Instruction> scalars, List<Instruction> vectors, double[] constants,
        int registers, int maskRegisters, int result, int resultMask, List<Symbol> columns, List<String> coefficients,
        Set<String> knownCoefficients, List<String> scalarNames, Set<String> knownScalars, List<Table> tables,
        List<DrawPlan> draws, List<SwitchPlan> switches, List<PredictionPlan> predictions, @Nullable DrawPlan lone,
        List<String> notes) {

    /**
     * A table.
     *
     * @param shape how it is indexed
     * @param entries how many entries it has
     * @param content its entries, padded to a power of two; shared by all evaluators if they are constant
     * @param constant whether no entry depends on a coefficient; then entries are not in registers
     */
    record Table(TableShape shape, int entries, double[] content, boolean constant) {

        static Table of(Value table) {
            List<Value> entries = table.in.subList(1, table.in.size());
            double[] content = new double[entries.size() == 1 ? 1 : Integer.highestOneBit(entries.size() - 1) << 1];
            for (int k = 0; k < entries.size(); k++) {
                content[k] = entries.get(k).constant;
            }
            return new Table((TableShape) table.detail, entries.size(), content, constant(table));
        }

        static boolean constant(Value table) {
            return table.in.stream().skip(1).allMatch(Value::isConstant);
        }
    }

    List<String> inputs() {
        return columns.stream().map(Symbol::name).toList();
    }

    /** Whether the result may be not finite. */
    boolean risky() {
        return range.risky();
    }

    boolean nullable() {
        return resultMask >= 0;
    }

    @Nullable Distribution distribution() {
        return lone == null ? null : lone.distribution();
    }

    @Nullable Categorical categorical() {
        return lone == null ? null : lone.categories();
    }
}

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
 * @param risky whether the result may be not finite
 * @param scalars run once, and again after a coefficient changed
 * @param vectors run for every block
 * @param constants the first content of the registers of one number
 * @param registers the number of registers of both kinds
 * @param maskRegisters the number of mask registers
 * @param result the register of the result
 * @param resultMask its mask register; -1 if no row can be missing
 * @param columns the columns that are loaded
 * @param coefficients the coefficients that are used
 * @param knownCoefficients the coefficients that the formula names
 * @param tables the tables
 * @param draws the draws
 * @param lone the draw that is the whole formula, if it is one
 */
record Code(String text, Expr formula, Binding binding, ColumnType type, List<String> labels, @Nullable Double constant,
        boolean risky, List<Instruction> scalars, List<Instruction> vectors, double[] constants, int registers,
        int maskRegisters, int result, int resultMask, List<Symbol> columns, List<String> coefficients,
        Set<String> knownCoefficients, List<Table> tables, List<DrawPlan> draws, @Nullable DrawPlan lone) {

    /**
     * A table.
     *
     * @param shape how it is indexed
     * @param content its entries, padded to a power of two; shared by all evaluators if they are constant
     * @param constant whether no entry depends on a coefficient
     */
    record Table(TableShape shape, double[] content, boolean constant) {

        static Table of(TableShape shape, List<Value> entries) {
            double[] content = new double[entries.size() == 1 ? 1 : Integer.highestOneBit(entries.size() - 1) << 1];
            for (int k = 0; k < entries.size(); k++) {
                content[k] = entries.get(k).constant;
            }
            return new Table(shape, content, entries.stream().allMatch(Value::isConstant));
        }
    }

    List<String> inputs() {
        return columns.stream().map(Symbol::name).toList();
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

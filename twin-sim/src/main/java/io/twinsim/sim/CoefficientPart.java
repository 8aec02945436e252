package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** The part of a product that depends on coefficients alone, as a function of their values. Serves one thread. */
final class CoefficientPart {

    private static final int DIGITS = 6;

    private final Expr formula;
    private final List<String> names;
    private final int[] used;
    /** The one coefficient that the part is, or -1. */
    private final int plain;
    private final Evaluator evaluator;

    CoefficientPart(Expr formula, Binding binding) {
        this.formula = formula;
        names = new ArrayList<>(binding.coefficients().keySet());
        Program program = Program.compile(formula, Scope.of(List.<Symbol>of()), binding, "");
        used = program.coefficients().stream().mapToInt(names::indexOf).toArray();
        plain = formula instanceof Expr.CoefficientValue value ? names.indexOf(value.name()) : -1;
        evaluator = program.evaluator(null, name -> {
            throw new IllegalStateException("a coefficient part reads no column, got " + name);
        }, 0);
    }

    /** Its value when the coefficients have these values, in their order; refused where it is not finite. */
    double at(double[] coefficients) {
        if (plain >= 0) {
            return coefficients[plain];
        }
        try {
            for (int j : used) {
                evaluator.coefficient(names.get(j), coefficients[j]);
            }
            evaluator.run(0, 0, 1);
        } catch (InputException e) {
            throw new InputException("formula \"" + formula + "\" is undefined for " + assumed(coefficients), e);
        }
        return evaluator.values()[0];
    }

    private String assumed(double[] coefficients) {
        List<String> values = new ArrayList<>();
        for (int j : used) {
            values.add("$$" + names.get(j) + " = " + Numbers.significant(coefficients[j], DIGITS));
        }
        return String.join(", ", values);
    }
}

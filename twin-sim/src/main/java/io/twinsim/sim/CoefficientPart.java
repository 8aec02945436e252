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
import org.jspecify.annotations.Nullable;

/**
 * The part of a product that depends on coefficients alone, as a function of their values. Arithmetic is done here, all
 * else by a program that is compiled when it is first needed. Serves one thread.
 */
final class CoefficientPart {

    private static final int DIGITS = 6;

    private final Expr formula;
    private final Binding binding;
    private final List<String> names;
    /** The one coefficient that the part is, or -1. */
    private final int plain;
    private final @Nullable Arithmetic arithmetic;
    private @Nullable Program program;
    private @Nullable Evaluator evaluator;

    CoefficientPart(Expr formula, Binding binding) {
        this.formula = formula;
        this.binding = binding;
        names = new ArrayList<>(binding.coefficients().keySet());
        plain = formula instanceof Expr.CoefficientValue value ? names.indexOf(value.name()) : -1;
        arithmetic = plain >= 0 ? null : Arithmetic.of(formula, names, binding);
    }

    /** Its value when the coefficients have these values, in their order; refused where it is not finite. */
    double at(double[] coefficients) {
        if (plain >= 0) {
            return coefficients[plain];
        }
        if (arithmetic != null) {
            double value = arithmetic.at(coefficients);
            if (Math.abs(value) <= Double.MAX_VALUE) {
                return value;
            }
        }
        return evaluated(coefficients);
    }

    /**
     * Its values under many draws.
     *
     * @param coefficients the values of each coefficient under each draw
     * @return not to be changed
     */
    double[] under(double[][] coefficients) {
        if (plain >= 0) {
            return coefficients[plain];
        }
        int count = coefficients.length == 0 ? CoefficientDraws.COUNT : coefficients[0].length;
        double[] values = new double[count];
        if (arithmetic != null) {
            arithmetic.under(coefficients, values);
        }
        double[] b = new double[coefficients.length];
        for (int k = 0; k < count; k++) {
            if (arithmetic == null || !(Math.abs(values[k]) <= Double.MAX_VALUE)) {
                for (int j = 0; j < b.length; j++) {
                    b[j] = coefficients[j][k];
                }
                values[k] = evaluated(b);
            }
        }
        return values;
    }

    /** Whether a change of this coefficient changes the part by what does not depend on the other ones. */
    boolean shifts(int coefficient) {
        return plain >= 0 || arithmetic != null && arithmetic.shifts(coefficient)
                || !formula.coefficients().contains(names.get(coefficient));
    }

    private double evaluated(double[] coefficients) {
        Program compiled = program;
        if (compiled == null) {
            compiled = Program.compile(formula, Scope.of(List.<Symbol>of()), binding, "");
            program = compiled;
        }
        Evaluator runs = evaluator;
        if (runs == null) {
            runs = compiled.evaluator(null, name -> {
                throw new IllegalStateException("a coefficient part reads no column, got " + name);
            }, 0);
            evaluator = runs;
        }
        List<String> used = compiled.coefficients();
        try {
            for (String name : used) {
                runs.coefficient(name, coefficients[names.indexOf(name)]);
            }
            runs.run(0, 0, 1);
        } catch (InputException e) {
            throw new InputException("formula \"" + formula + "\" is undefined for " + assumed(used, coefficients), e);
        }
        return runs.values()[0];
    }

    private String assumed(List<String> used, double[] coefficients) {
        List<String> values = new ArrayList<>();
        for (String name : used) {
            values.add("$$" + name + " = " + Numbers.significant(coefficients[names.indexOf(name)], DIGITS));
        }
        return String.join(", ", values);
    }
}

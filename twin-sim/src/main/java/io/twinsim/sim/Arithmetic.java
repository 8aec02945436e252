package io.twinsim.sim;

import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Operator;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums, differences, products and quotients of coefficients, parameters and numbers, in the order of the formula and so
 * to the bits of a compiled one, where that has a value.
 */
final class Arithmetic {

    private final double constant;
    private final int coefficient;
    private final @Nullable Operator operator;
    private final @Nullable Arithmetic left;
    private final @Nullable Arithmetic right;

    private Arithmetic(double constant, int coefficient) {
        this.constant = constant;
        this.coefficient = coefficient;
        operator = null;
        left = null;
        right = null;
    }

    private Arithmetic(Operator operator, Arithmetic left, Arithmetic right) {
        constant = 0;
        coefficient = -1;
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    /** The formula read so; null where it has other operations. */
    static @Nullable Arithmetic of(Expr formula, List<String> names, Binding binding) {
        if (formula instanceof Expr.NumberLiteral literal) {
            return new Arithmetic(literal.value(), -1);
        }
        if (formula instanceof Expr.ParameterValue parameter) {
            return binding.parameters().get(parameter.name()) instanceof Double value
                    ? new Arithmetic(value, -1) : null;
        }
        if (formula instanceof Expr.CoefficientValue value) {
            int j = names.indexOf(value.name());
            return j < 0 ? null : new Arithmetic(0, j);
        }
        if (formula instanceof Expr.Negation negation) {
            Arithmetic operand = of(negation.operand(), names, binding);
            return operand == null ? null : new Arithmetic(Operator.MULTIPLY, new Arithmetic(-1, -1), operand);
        }
        if (formula instanceof Expr.Binary binary) {
            boolean known = switch (binary.operator()) {
                case ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
                default -> false;
            };
            Arithmetic left = known ? of(binary.left(), names, binding) : null;
            Arithmetic right = left == null ? null : of(binary.right(), names, binding);
            return left == null || right == null ? null : new Arithmetic(binary.operator(), left, right);
        }
        return null;
    }

    /** The value when the coefficients have these values; not finite where a compiled formula may refuse it. */
    double at(double[] coefficients) {
        if (operator == null || left == null || right == null) {
            return coefficient < 0 ? constant : coefficients[coefficient];
        }
        double a = left.at(coefficients);
        double b = right.at(coefficients);
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            default -> a / b;
        };
    }

    /** The values under many draws, given those of each coefficient. */
    void under(double[][] coefficients, double[] out) {
        if (operator == null || left == null || right == null) {
            if (coefficient < 0) {
                Arrays.fill(out, constant);
            } else {
                System.arraycopy(coefficients[coefficient], 0, out, 0, out.length);
            }
            return;
        }
        double[] b = new double[out.length];
        left.under(coefficients, out);
        right.under(coefficients, b);
        switch (operator) {
            case ADD -> add(out, b);
            case SUBTRACT -> subtract(out, b);
            case MULTIPLY -> multiply(out, b);
            default -> divide(out, b);
        }
    }

    private static void add(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) {
            a[k] += b[k];
        }
    }

    private static void subtract(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) {
            a[k] -= b[k];
        }
    }

    private static void multiply(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) {
            a[k] *= b[k];
        }
    }

    private static void divide(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) {
            a[k] /= b[k];
        }
    }

    /** Whether a change of a coefficient changes the value by what does not depend on the other ones. */
    boolean shifts(int moved) {
        if (operator == null || left == null || right == null) {
            return true;
        }
        return switch (operator) {
            case ADD, SUBTRACT -> left.shifts(moved) && right.shifts(moved);
            case MULTIPLY -> !uses(moved) || left.fixed() && right.shifts(moved) || right.fixed() && left.shifts(moved);
            default -> !uses(moved) || right.fixed() && left.shifts(moved);
        };
    }

    /** Whether no coefficient is used. */
    private boolean fixed() {
        return operator == null || left == null || right == null ? coefficient < 0 : left.fixed() && right.fixed();
    }

    private boolean uses(int other) {
        return operator == null || left == null || right == null ? coefficient == other
                : left.uses(other) || right.uses(other);
    }
}

package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.random.Categorical;
import io.twinsim.random.Draws;
import io.twinsim.random.RowException;
import java.util.List;

/**
 * The meaning of a formula, one row at a time and as plainly as possible. A value is null if missing, else a Double
 * (flags are 0 and 1, NaN is a value that is not finite) or a String label.
 */
final class Reference {

    private final TestColumns columns;
    private final Binding binding;
    private final Draws draws;
    private final String owner;
    private final long baseRow;
    private long row;
    private int drawn;

    Reference(TestColumns columns, Binding binding, Draws draws, String owner, long baseRow) {
        this.columns = columns;
        this.binding = binding;
        this.draws = draws;
        this.owner = owner;
        this.baseRow = baseRow;
    }

    Object at(Expr root, long rowId) {
        row = rowId;
        drawn = 0;
        return eval(root);
    }

    private Object eval(Expr node) {
        if (node instanceof Expr.NumberLiteral n) {
            return n.value();
        } else if (node instanceof Expr.LabelLiteral n) {
            return n.label();
        } else if (node instanceof Expr.FlagLiteral n) {
            return flag(n.value());
        } else if (node instanceof Expr.ParameterValue n) {
            Object value = binding.parameters().get(n.name());
            return value instanceof Boolean b ? flag(b) : value;
        } else if (node instanceof Expr.CoefficientValue n) {
            return binding.coefficients().get(n.name());
        } else if (node instanceof Expr.Variable n) {
            TestColumns.Plain column = columns.get(n.name());
            double value = column.values()[(int) (row - baseRow)];
            return Double.isNaN(value) ? null : column.labels().isEmpty() ? value : column.labels().get((int) value);
        } else if (node instanceof Expr.Negation n) {
            return strict(x -> -x[0], eval(n.operand()));
        } else if (node instanceof Expr.Not n) {
            return strict(x -> 1 - x[0], eval(n.operand()));
        } else if (node instanceof Expr.Binary n) {
            return binary(n.operator(), eval(n.left()), eval(n.right()));
        } else if (node instanceof Expr.Membership n) {
            Object value = eval(n.value());
            List<Object> members = n.members().stream().map(this::eval).toList();
            boolean found = value != null && members.stream().anyMatch(m -> same(m, value));
            return value == null ? null : nan(value) ? Double.NaN : flag(found);
        } else if (node instanceof Expr.Call n) {
            return call(n.function(), n.arguments().stream().map(this::eval).toArray());
        } else if (node instanceof Expr.Lookup n) {
            return lookup(n);
        }
        return draw((DrawExpr) node);
    }

    private static Object binary(Operator operator, Object a, Object b) {
        if (operator == Operator.AND || operator == Operator.OR) {
            Double decides = operator == Operator.AND ? 0.0 : 1.0;
            if (decides.equals(a) || decides.equals(b)) {
                return decides;
            }
            return a == null || b == null ? null : nan(a) || nan(b) ? Double.NaN : 1 - decides;
        }
        if (a instanceof String || b instanceof String) {
            return a == null || b == null ? null : nan(a) || nan(b) ? Double.NaN
                    : flag(a.equals(b) == (operator == Operator.EQUAL));
        }
        return strict(x -> switch (operator) {
            case LESS -> flag(x[0] < x[1]);
            case AT_MOST -> flag(x[0] <= x[1]);
            case GREATER -> flag(x[0] > x[1]);
            case AT_LEAST -> flag(x[0] >= x[1]);
            case EQUAL -> flag(x[0] == x[1]);
            case DIFFERENT -> flag(x[0] != x[1]);
            case ADD -> x[0] + x[1];
            case SUBTRACT -> x[0] - x[1];
            case MULTIPLY -> x[0] * x[1];
            default -> x[0] / x[1];
        }, a, b);
    }

    private static Object call(Function function, Object[] in) {
        switch (function) {
            case IF:
                return in[0] == null ? null : nan(in[0]) ? Double.NaN : (Double) in[0] == 1 ? in[1] : in[2];
            case IS_MISSING:
                return flag(in[0] == null);
            case BETWEEN:
                return binary(Operator.AND, binary(Operator.AT_MOST, in[1], in[0]),
                        binary(Operator.AT_MOST, in[0], in[2]));
            default:
                return strict(x -> number(function, x), in);
        }
    }

    private static double number(Function function, double[] x) {
        double folded = x[0];
        for (double next : x) {
            folded = function == Function.MIN ? Math.min(folded, next) : Math.max(folded, next);
        }
        return switch (function) {
            case MIN, MAX -> folded;
            case SUM -> sum(x);
            case MEAN -> sum(x) / x.length;
            case SIN -> StrictMath.sin(x[0]);
            case COS -> StrictMath.cos(x[0]);
            case ABS -> Math.abs(x[0]);
            case SQRT -> Math.sqrt(x[0]);
            case EXP -> Elementary.exp(x[0]);
            case LOG -> Elementary.log(x[0]);
            case LOG1P -> Elementary.log1p(x[0]);
            case EXPM1 -> Elementary.expm1(x[0]);
            case POW -> Elementary.pow(x[0], x[1]);
            case TANH -> Elementary.tanh(x[0]);
            case LOGISTIC -> Elementary.logistic(x[0]);
            case FLOOR -> Math.floor(x[0]);
            case CEIL -> Math.ceil(x[0]);
            case ROUND -> Math.rint(x[0]);
            case SIGN -> Math.signum(x[0]);
            default -> Math.min(Math.max(x[0], x[1]), x[2]);
        };
    }

    private static double sum(double[] x) {
        double sum = x[0];
        for (int i = 1; i < x.length; i++) {
            sum += x[i];
        }
        return sum;
    }

    private Object lookup(Expr.Lookup node) {
        Object value = eval(node.value());
        boolean flag = node.value() instanceof Expr.Variable v && List.of("f", "g").contains(v.name());
        Object found = null;
        boolean hit = false;
        for (Expr.Case one : node.cases()) {
            Object result = eval(one.result());
            Object key = one.whole() ? Double.valueOf(one.key()) : flag ? flag(one.key().equals("true"))
                    : (Object) one.key();
            if (value != null && same(key, value)) {
                found = result;
                hit = true;
            }
        }
        Object otherwise = node.otherwise() == null ? null : eval(node.otherwise());
        return value == null ? null : nan(value) ? Double.NaN : hit ? found : otherwise;
    }

    private Object draw(DrawExpr node) {
        int number = drawn++;
        String path = node.stream() == null ? owner : "stream/" + node.stream();
        double u = draws.uniforms(path, node.stream() == null ? number : 0).uniform(row);
        Object[] in = DistributionBinder.parameters(node).stream().map(this::eval).toArray();
        if (node instanceof DrawExpr.Transition n) {
            return following(n, in, u);
        }
        if (node instanceof DrawExpr.Categories n) {
            double[] p = java.util.Arrays.stream(in).mapToDouble(x -> (Double) x).toArray();
            return n.labels().get(Categorical.of(n.labels(), p).code(u));
        }
        try {
            return strict(x -> value(node, u, x), in);
        } catch (InputException | RowException refused) {
            return Double.NaN;
        }
    }

    /** The target whose part of [0, 1) holds u; parts as long as the probabilities, in the order of the row. */
    private static Object following(DrawExpr.Transition node, Object[] in, double u) {
        if (in[0] == null || nan(in[0])) {
            return in[0];
        }
        List<List<DrawExpr.Target>> rows = new java.util.ArrayList<>();
        node.rows().forEach(row -> rows.add(row.targets()));
        rows.add(node.otherwise() == null ? List.of() : node.otherwise());
        List<String> from = node.rows().stream().map(DrawExpr.Row::from).toList();
        int row = from.contains(in[0]) ? from.indexOf(in[0]) : from.size();
        int next = 1;
        for (List<DrawExpr.Target> before : rows.subList(0, row)) {
            next += (int) before.stream().filter(target -> target.probability() != null).count();
        }
        double[] p = new double[rows.get(row).size()];
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            p[j] = rows.get(row).get(j).probability() == null ? -1 : (Double) in[next++];
            sum += Math.max(0, p[j]);
        }
        double end = 0;
        String last = "";
        for (int j = 0; j < p.length; j++) {
            double width = p[j] < 0 ? 1 - sum : p[j];
            end += width;
            last = width > 0 ? rows.get(row).get(j).label() : last;
            if (width > 0 && u < end) {
                break;
            }
        }
        return last;
    }

    /** The block form of a row alone: bound once for all rows where the parameters are constant. */
    private static double value(DrawExpr node, double u, double[] parameters) {
        double[] one = {u};
        if (node.variables().isEmpty() && node.coefficients().isEmpty()
                && DistributionBinder.parameters(node).stream().noneMatch(Expr::hasDraws)) {
            DistributionBinder.bind(node, parameters).quantiles(one, one, 0, 1);
        } else if (node instanceof DrawExpr.Simple simple) {
            double[][] row = java.util.Arrays.stream(parameters).mapToObj(p -> new double[] {p})
                    .toArray(double[][]::new);
            simple.family().quantiles(one, row, one, 0, 1);
        } else {
            return DistributionBinder.bindOnce(node, parameters).quantile(u);
        }
        return one[0];
    }

    /** Missing if an argument is, else NaN if an argument is not finite. */
    private static Object strict(java.util.function.ToDoubleFunction<double[]> f, Object... in) {
        double[] x = new double[in.length];
        boolean nan = false;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == null) {
                return null;
            }
            x[i] = (Double) in[i];
            nan |= !Double.isFinite(x[i]);
        }
        double value = nan ? Double.NaN : f.applyAsDouble(x);
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static boolean same(Object a, Object b) {
        return a instanceof Double x && b instanceof Double y ? x.doubleValue() == y.doubleValue() : a.equals(b);
    }

    static boolean nan(Object value) {
        return value instanceof Double d && d.isNaN();
    }

    private static double flag(boolean value) {
        return value ? 1.0 : 0.0;
    }

}

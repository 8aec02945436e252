package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the types of a formula and lowers it to a graph of values, in one walk in source order. Every part is visited
 * once, folded or not, so that draws keep their numbers.
 */
final class Lowering {

    private static final Map<Operator, Op> ARITHMETIC = Map.of(Operator.ADD, Op.ADD, Operator.SUBTRACT, Op.SUBTRACT,
            Operator.MULTIPLY, Op.MULTIPLY, Operator.DIVIDE, Op.DIVIDE);

    final Graph graph = new Graph();
    private final Scope scope;
    private final Binding binding;
    private final ChoiceLowering choices = new ChoiceLowering(this);
    private final FunctionLowering functions = new FunctionLowering(this);
    private final DrawLowering draws;
    private final PredictionLowering predictions;

    Lowering(Scope scope, Binding binding, String owner) {
        this.scope = scope;
        this.binding = binding;
        this.draws = new DrawLowering(this, owner);
        this.predictions = new PredictionLowering(graph, scope);
    }

    /** Lowers a whole formula; its labels become the given ones, if any are. */
    Code lower(Expr root, @Nullable List<String> labels) {
        Operand result = labels == null ? visit(root) : relabelled(root, visit(root), labels);
        Value value = result.value();
        @Nullable String source = root.mark().source();
        String text = source == null ? root.toString() : source.strip();
        if (value.isConstant() && !Double.isFinite(value.constant)) {
            throw root.mark().refuse("formula \"" + text + "\" is " + Numbers.shortest(value.constant)
                    + " for every row");
        }
        @Nullable DrawPlan lone = root instanceof DrawExpr ? draws.plans().get(draws.plans().size() - 1) : null;
        return new Assembly(graph, draws.plans()).code(root, text, binding, scope.scalars(), result, lone);
    }

    private Operand relabelled(Expr root, Operand result, List<String> labels) {
        if (result.isNumeric()) {
            throw root.mark().refuse("the formula must give a label (" + Names.list(labels) + "), got "
                    + result.shown());
        }
        for (String label : result.labels()) {
            code(label, labels, "the category", root.mark());
        }
        return Operand.category(labels, Branches.recode(graph, result.value(), result.labels(), labels));
    }

    Operand visit(Expr node) {
        int mark = graph.notes.mark();
        Operand operand = lowered(node);
        noteFolded(mark, node, operand);
        return operand;
    }

    private void noteFolded(int mark, Expr node, Operand operand) {
        if (operand.value().isConstant() && !isLiteral(node)) {
            graph.notes.folded(mark, node + " = " + shown(operand));
        }
    }

    private static boolean isLiteral(Expr node) {
        return node instanceof Expr.NumberLiteral || node instanceof Expr.LabelLiteral
                || node instanceof Expr.FlagLiteral
                || node instanceof Expr.Negation negation && isLiteral(negation.operand());
    }

    private static String shown(Operand operand) {
        double value = operand.value().constant;
        return Double.isNaN(value) ? "not finite" : operand.isFlag() ? value != 0 ? "true" : "false"
                : operand.isNumeric() ? Printer.number(value) : Printer.label(operand.labels().get((int) value));
    }

    private Operand lowered(Expr node) {
        if (node instanceof Expr.NumberLiteral number) {
            return Operand.number(graph.constant(number.value()), Math.rint(number.value()) == number.value());
        }
        if (node instanceof Expr.LabelLiteral label) {
            return Operand.label(label.label(), graph.constant(0));
        }
        if (node instanceof Expr.FlagLiteral flag) {
            return Operand.flag(graph.flag(flag.value()));
        }
        if (node instanceof Expr.Variable variable) {
            return variable(variable);
        }
        if (node instanceof Expr.ParameterValue parameter) {
            return parameter(parameter);
        }
        if (node instanceof Expr.CoefficientValue coefficient) {
            known("coefficient", coefficient.name(), binding.coefficients(), node);
            return Operand.number(graph.coefficient(coefficient.name()), false);
        }
        if (node instanceof Expr.Negation negation) {
            Operand operand = number(negation.operand(), "\"-\"");
            return Operand.number(graph.unary(Op.NEGATE, operand.value()), operand.whole());
        }
        if (node instanceof Expr.Not not) {
            return Operand.flag(graph.unary(Op.NOT, flag(not.operand(), "not").value()));
        }
        if (node instanceof Expr.Binary binary) {
            return binary(binary);
        }
        if (node instanceof Expr.Membership membership) {
            return choices.membership(membership);
        }
        if (node instanceof Expr.Call call) {
            return functions.call(call);
        }
        if (node instanceof Expr.Lookup lookup) {
            return choices.lookup(lookup);
        }
        if (node instanceof DrawExpr draw) {
            return draws.draw(draw);
        }
        if (node instanceof Expr.Coupled coupled) {
            throw coupled.mark().refuse("coupled belongs to a timeline with that coupling, got "
                    + Names.quote(coupled.coupling()));
        }
        return predictions.prediction((Expr.Prediction) node);
    }

    private Operand variable(Expr.Variable variable) {
        String name = variable.name();
        boolean bare = !variable.mark().inBackticks();
        if (bare && scope.scalars().contains(name)) {
            boolean time = name.equals(Scope.TIME);
            boolean whole = time && Math.rint(scope.dt()) == scope.dt();
            return Operand.number(graph.scalar(name, !time), whole);
        }
        if (bare && name.equals(Scope.STEP) && scope.isTimed()) {
            return Operand.number(graph.constant(scope.dt()), Math.rint(scope.dt()) == scope.dt());
        }
        // Without time the word is free for a column: t often is the treatment of a data set.
        if (bare && variable.mark().source() != null && Printer.TIME.contains(name) && scope.find(name).isEmpty()) {
            throw variable.mark().refuse("\"" + name + "\" is time, which only the formulas of a timeline have");
        }
        Symbol symbol = scope.find(variable.name()).orElseThrow(
                () -> variable.mark().refuse(Names.unknown("column", variable.name(), scope.names())));
        Value value = graph.load(symbol);
        return switch (symbol.type()) {
            case FLAG -> Operand.flag(value);
            case CATEGORY -> Operand.category(symbol.labels(), value);
            case INTEGER, REAL -> Operand.number(value, symbol.type() == ColumnType.INTEGER);
        };
    }

    private Operand parameter(Expr.ParameterValue parameter) {
        Object value = known("parameter", parameter.name(), binding.parameters(), parameter);
        if (value instanceof String text) {
            return Operand.label(text, graph.constant(0));
        }
        return value instanceof Boolean flag ? Operand.flag(graph.flag(flag))
                : Operand.number(graph.constant((Double) value), false);
    }

    private static <T> T known(String kind, String name, Map<String, T> values, Expr node) {
        T value = values.get(name);
        if (value == null) {
            throw node.mark().refuse(Names.unknown(kind, name, values.keySet()));
        }
        return value;
    }

    private Operand binary(Expr.Binary binary) {
        Operator operator = binary.operator();
        if (ARITHMETIC.containsKey(operator)) {
            return arithmetic(binary);
        }
        if (operator != Operator.AND && operator != Operator.OR) {
            return comparison(binary);
        }
        Value left = flag(binary.left(), operator.symbol()).value();
        Value right = flag(binary.right(), operator.symbol()).value();
        return Operand.flag(graph.logical(operator == Operator.AND ? Op.AND : Op.OR, left, right));
    }

    /** A chain such as a sum of 500 terms leans to the left; it is walked in a loop, as a small stack must do. */
    private Operand arithmetic(Expr.Binary outermost) {
        Deque<Expr.Binary> chain = new ArrayDeque<>();
        Expr first = outermost;
        while (first instanceof Expr.Binary inner && ARITHMETIC.containsKey(inner.operator())) {
            chain.push(inner);
            first = inner.left();
        }
        int mark = graph.notes.mark();
        Operand left = number(first, quoted(chain.element()));
        while (true) {
            Expr.Binary at = chain.pop();
            Op op = ARITHMETIC.get(at.operator());
            Operand right = number(at.right(), quoted(at));
            left = Operand.number(graph.binary(op, left.value(), right.value()),
                    op != Op.DIVIDE && left.whole() && right.whole());
            if (chain.isEmpty()) {
                return left;
            }
            noteFolded(mark, at, left);
        }
    }

    private static String quoted(Expr.Binary binary) {
        return "\"" + binary.operator().symbol() + "\"";
    }

    private Operand comparison(Expr.Binary binary) {
        Operand left = visit(binary.left());
        hintAtQuotes(left, binary.right());
        Operand right = visit(binary.right());
        if (left.isNumeric() && right.isNumeric()) {
            return Operand.flag(compare(binary.operator(), left.value(), right.value()));
        }
        return choices.comparison(binary, left, right);
    }

    /** Someone who writes {@code region == west} means the label. */
    private void hintAtQuotes(Operand left, Expr right) {
        if (right instanceof Expr.Variable variable && left.kind() == Operand.Kind.CATEGORY
                && left.labels().contains(variable.name()) && scope.find(variable.name()).isEmpty()) {
            throw right.mark().refuse("unknown column " + Names.quote(variable.name()) + "; did you mean the label "
                    + Printer.label(variable.name()) + "?");
        }
    }

    Value compare(Operator operator, Value left, Value right) {
        return switch (operator) {
            case LESS -> graph.binary(Op.LESS, left, right);
            case GREATER -> graph.binary(Op.LESS, right, left);
            case AT_MOST -> graph.binary(Op.AT_MOST, left, right);
            case AT_LEAST -> graph.binary(Op.AT_MOST, right, left);
            case EQUAL -> graph.binary(Op.EQUAL, left, right);
            default -> graph.binary(Op.DIFFERENT, left, right);
        };
    }

    /** Lowers a part that must be a number; flags count as 0 and 1. */
    Operand number(Expr node, String user) {
        Operand operand = visit(node);
        if (!operand.isNumeric()) {
            throw node.mark().refuse(user + " needs a number, " + found(node, operand));
        }
        return operand;
    }

    /** Lowers a part that must be a flag. */
    Operand flag(Expr node, String user) {
        Operand operand = visit(node);
        if (!operand.isFlag()) {
            throw node.mark().refuse(user + " needs a flag (a comparison or a flag column), " + found(node, operand));
        }
        return operand;
    }

    private static String found(Expr node, Operand operand) {
        return node instanceof Expr.ParameterValue && operand.isLabel()
                ? "but " + node + " is the word " + Names.quote(operand.labels().get(0)) + "; compare it or use lookup("
                        + node + ", ...)"
                : "got " + operand.shown();
    }

    /** The code of a label in a category, refused with the nearest label if there is none. */
    static int code(String label, List<String> labels, String category, Mark mark) {
        int code = labels.indexOf(label);
        if (code < 0) {
            throw unknownLabel(label, labels, category, mark);
        }
        return code;
    }

    static InputException unknownLabel(String label, List<String> labels, String category, Mark mark) {
        return mark.refuse(Names.unknown("label of " + category, label, labels));
    }
}

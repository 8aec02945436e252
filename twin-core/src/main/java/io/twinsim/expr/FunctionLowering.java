package io.twinsim.expr;

import java.util.ArrayList;
import java.util.List;

/** Lowers functions with positional arguments. */
final class FunctionLowering {

    private final Lowering lowering;

    FunctionLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Operand call(Expr.Call call) {
        switch (call.function()) {
            case IF:
                return new ChoiceLowering(lowering).choice(call);
            case IS_MISSING:
                return Operand.flag(lowering.graph.missing(lowering.visit(call.arguments().get(0)).value()));
            case SUM:
            case MEAN:
                return sum(call);
            default:
                return numeric(call.function(), numbers(call), call);
        }
    }

    /** Adds each term once it is there, so that a sum of hundreds of terms takes no more registers than one of two. */
    private Operand sum(Expr.Call call) {
        Graph graph = lowering.graph;
        Operand sum = lowering.number(call.arguments().get(0), call.function().id());
        for (Expr argument : call.arguments().subList(1, call.arguments().size())) {
            Operand next = lowering.number(argument, call.function().id());
            sum = Operand.number(graph.binary(Op.ADD, sum.value(), next.value()), sum.whole() && next.whole());
        }
        return call.function() == Function.SUM ? Operand.number(sum.value(), sum.whole())
                : Operand.number(graph.binary(Op.DIVIDE, sum.value(), graph.constant(call.arguments().size())), false);
    }

    private List<Operand> numbers(Expr.Call call) {
        List<Operand> numbers = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            numbers.add(lowering.number(argument, call.function().id()));
        }
        return numbers;
    }

    private Operand numeric(Function function, List<Operand> in, Expr.Call call) {
        Graph graph = lowering.graph;
        boolean whole = in.stream().allMatch(Operand::whole);
        Value x = in.get(0).value();
        return switch (function) {
            case MIN -> Operand.number(fold(Op.MIN, in), whole);
            case MAX -> Operand.number(fold(Op.MAX, in), whole);
            case ABS -> Operand.number(graph.unary(Op.ABS, x), whole);
            case FLOOR, CEIL, ROUND -> Operand.number(rounded(Op.valueOf(function.name()), x, whole), true);
            case SIGN -> Operand.number(graph.unary(Op.SIGN, x), true);
            case POW -> Operand.number(graph.binary(Op.POW, x, in.get(1).value()), false);
            case CLAMP -> Operand.number(clamp(x, in, call), whole);
            case BETWEEN -> Operand.flag(graph.logical(Op.AND, graph.binary(Op.AT_MOST, in.get(1).value(), x),
                    graph.binary(Op.AT_MOST, x, in.get(2).value())));
            default -> Operand.number(graph.unary(Op.valueOf(function.name()), x), false);
        };
    }

    private Value rounded(Op op, Value x, boolean whole) {
        if (whole && !x.isConstant()) {
            lowering.graph.notes.dropped(ValueText.operation(op, x), ValueText.of(x) + " is whole");
            return x;
        }
        return lowering.graph.unary(op, x);
    }

    private Value fold(Op op, List<Operand> in) {
        Value folded = in.get(0).value();
        for (Operand next : in.subList(1, in.size())) {
            folded = lowering.graph.binary(op, folded, next.value());
        }
        return folded;
    }

    private Value clamp(Value x, List<Operand> in, Expr.Call call) {
        Value lower = in.get(1).value();
        Value upper = in.get(2).value();
        if (lower.isConstant() && upper.isConstant() && lower.constant > upper.constant) {
            throw call.mark().refuse("clamp must have lower <= upper, got " + Printer.number(lower.constant) + " > "
                    + Printer.number(upper.constant));
        }
        return lowering.graph.binary(Op.MIN, lowering.graph.binary(Op.MAX, x, lower), upper);
    }
}

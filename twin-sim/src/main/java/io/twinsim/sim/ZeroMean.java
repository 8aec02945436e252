package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.DrawExpr;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Distribution;
import io.twinsim.random.Family;
import java.util.List;
import java.util.Optional;

/**
 * Proves that the mean of a noise formula is 0 for every twin: a draw whose distribution has mean 0, its negation, a
 * sum of such, or one times something that is not drawn.
 */
final class ZeroMean {

    /** A mean this small beside the standard deviation is rounding. */
    private static final double ROUNDING = 1e-12;

    private final Binding binding;

    private ZeroMean(Binding binding) {
        this.binding = binding;
    }

    static void check(Expr noise, Binding binding) {
        ZeroMean proof = new ZeroMean(binding);
        if (!proof.holds(noise)) {
            Optional<Distribution> drawn = proof.distribution(noise);
            throw new InputException("noise must have mean 0, got " + Names.quote(noise.toString())
                    + drawn.map(d -> " with mean " + Numbers.significant(d.mean(), 6)).orElse("")
                    + "; a shift belongs to base, normal(0, sd) is the usual form");
        }
    }

    private boolean holds(Expr e) {
        if (e instanceof DrawExpr.Simple draw && draw.family() == Family.NORMAL) {
            return constant(draw.arguments().get(0)).map(mean -> mean == 0).orElse(false);
        }
        if (e instanceof DrawExpr) {
            return distribution(e).map(d -> Math.abs(d.mean()) <= ROUNDING * Math.sqrt(d.variance())).orElse(false);
        }
        if (e instanceof Expr.Negation negation) {
            return holds(negation.operand());
        }
        if (e instanceof Expr.Binary binary) {
            return switch (binary.operator()) {
                case ADD, SUBTRACT -> holds(binary.left()) && holds(binary.right());
                case MULTIPLY -> scaled(binary.left(), binary.right()) || scaled(binary.right(), binary.left());
                case DIVIDE -> scaled(binary.left(), binary.right());
                default -> false;
            };
        }
        return constant(e).map(value -> value == 0).orElse(false);
    }

    private boolean scaled(Expr random, Expr fixed) {
        return !fixed.hasDraws() && holds(random);
    }

    private Optional<Double> constant(Expr e) {
        return e.hasDraws() || !e.variables().isEmpty() ? Optional.empty()
                : Program.compile(e, Scope.of(List.<Symbol>of()), binding, "").constant();
    }

    private Optional<Distribution> distribution(Expr e) {
        return !(e instanceof DrawExpr) || !e.variables().isEmpty() ? Optional.empty()
                : Program.compile(e, Scope.of(List.<Symbol>of()), binding, EffectPlan.NOISE).distribution();
    }
}

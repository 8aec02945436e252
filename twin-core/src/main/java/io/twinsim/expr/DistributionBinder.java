package io.twinsim.expr;

import io.twinsim.random.Distribution;
import io.twinsim.random.Empirical;
import io.twinsim.random.Mixture;
import io.twinsim.random.Truncated;
import java.util.ArrayList;
import java.util.List;

/** Makes the distribution of a draw, for one row or for all, from its parameters in source order. */
final class DistributionBinder {

    private final double[] values;
    private final boolean once;
    private int next;

    private DistributionBinder(double[] values, boolean once) {
        this.values = values;
        this.once = once;
    }

    /** A distribution that serves all rows. */
    static Distribution bind(DrawExpr draw, double[] values) {
        return new DistributionBinder(values, false).bind(draw);
    }

    /** A distribution that serves one row: no tables are built. */
    static Distribution bindOnce(DrawExpr draw, double[] values) {
        return new DistributionBinder(values, true).bind(draw);
    }

    /** The parameters of a draw in source order, those of distributions inside it included. */
    static List<Expr> parameters(DrawExpr draw) {
        List<Expr> parameters = new ArrayList<>();
        if (draw instanceof DrawExpr.Truncated truncated) {
            parameters.addAll(parameters(truncated.distribution()));
            parameters.add(truncated.lower());
            parameters.add(truncated.upper());
        } else if (draw instanceof DrawExpr.Mixture mixture) {
            for (int i = 0; i < mixture.weights().size(); i++) {
                parameters.add(mixture.weights().get(i));
                parameters.addAll(parameters(mixture.distributions().get(i)));
            }
        } else {
            parameters.addAll(Walk.children(draw));
        }
        return parameters;
    }

    private Distribution bind(DrawExpr draw) {
        if (draw instanceof DrawExpr.Truncated truncated) {
            Distribution base = bind(truncated.distribution());
            double lower = values[next++];
            return Truncated.of(base, lower, values[next++]);
        }
        if (draw instanceof DrawExpr.Mixture mixture) {
            double[] weights = new double[mixture.weights().size()];
            List<Distribution> parts = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = values[next++];
                parts.add(bind(mixture.distributions().get(i)));
            }
            return Mixture.of(weights, parts);
        }
        if (draw instanceof DrawExpr.Empirical empirical) {
            return Empirical.of(take(empirical.quantiles().size()));
        }
        DrawExpr.Simple simple = (DrawExpr.Simple) draw;
        double[] parameters = take(simple.arguments().size());
        return once ? simple.family().bindOnce(parameters) : simple.family().bind(parameters);
    }

    private double[] take(int count) {
        double[] taken = new double[count];
        for (int i = 0; i < count; i++) {
            taken[i] = values[next++];
        }
        return taken;
    }
}

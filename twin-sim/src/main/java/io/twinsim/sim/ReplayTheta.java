package io.twinsim.sim;

import io.twinsim.expr.Binding;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.parallel.StopSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Means by a pass over all twins for each value of the coefficients. Serves any number of threads, each on its own
 * pass.
 */
final class ReplayTheta implements Theta {

    private final Scenario scenario;
    private final List<SubgroupClassifier> dimensions;

    ReplayTheta(Scenario scenario, List<SubgroupClassifier> dimensions) {
        this.scenario = scenario;
        this.dimensions = dimensions;
    }

    private EffectSums pass(double[] coefficients, List<SubgroupClassifier> groups) {
        Map<String, Double> values = new LinkedHashMap<>();
        int j = 0;
        for (String name : scenario.intervention().coefficients().keySet()) {
            values.put(name, coefficients[j++]);
        }
        EffectPlan plan = EffectPlan.lean(scenario, new Binding(scenario.intervention().values(), values));
        return new EffectPass(plan, groups, true).run(1, null, StopSignal.NEVER, done -> { }).sums();
    }

    @Override
    public double[] at(double[] coefficients) {
        EffectSums sums = pass(coefficients, dimensions);
        int groups = sums.groups().stream().mapToInt(group -> group.mean.length).sum();
        double[] values = new double[GROUPS + groups];
        values[PER_TWIN] = sums.effect().mean();
        values[PER_REACHED] = perReached(sums);
        int at = GROUPS;
        for (GroupSums group : sums.groups()) {
            System.arraycopy(group.mean, 0, values, at, group.mean.length);
            at += group.mean.length;
        }
        return values;
    }

    @Override
    public double at(double[] coefficients, int index) {
        EffectSums sums = pass(coefficients, List.of());
        return index == PER_TWIN ? sums.effect().mean() : perReached(sums);
    }

    private static double perReached(EffectSums sums) {
        return sums.reached().n() > 0 ? sums.reached().mean() : Double.NaN;
    }

    @Override
    public boolean cheap() {
        return false;
    }
}

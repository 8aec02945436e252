package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.math.Moments;
import io.twinsim.model.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Turns group sums into tables. */
final class Breakdown {

    private final Scenario scenario;
    private final EffectSums sums;
    private final @Nullable Uncertainty uncertainty;
    private final TrialDesign trial;
    private final SimulationInterval simulation;

    Breakdown(Scenario scenario, EffectSums sums, @Nullable Uncertainty uncertainty, TrialDesign trial) {
        this.scenario = scenario;
        this.sums = sums;
        this.uncertainty = uncertainty;
        this.trial = trial;
        this.simulation = new SimulationInterval(scenario);
    }

    Map<String, SubgroupTable> tables() {
        Map<String, SubgroupTable> tables = new LinkedHashMap<>();
        List<EffectSums.Dimension> keys = sums.dimensions();
        int first = Theta.GROUPS;
        for (int d = 0; d < keys.size(); d++) {
            String column = keys.get(d).column();
            tables.put(tables.containsKey(column) ? keys.get(d).spec() : column,
                    table(keys.get(d), sums.groups().get(d), first));
            first += keys.get(d).groups();
        }
        return tables;
    }

    private SubgroupTable table(EffectSums.Dimension keys, GroupSums groups, int first) {
        List<SubgroupTable.Row> rows = new ArrayList<>();
        double between = 0;
        int high = -1;
        int low = -1;
        for (int g = 0; g < keys.groups(); g++) {
            rows.add(row(keys.labels().get(g), groups, g, first + g));
            double delta = groups.mean[g] - sums.effect().mean();
            between += groups.n[g] * delta * delta;
            if (!rows.get(g).tooFew()) {
                high = high < 0 || groups.mean[g] > groups.mean[high] ? g : high;
                low = low < 0 || groups.mean[g] < groups.mean[low] ? g : low;
            }
        }
        boolean varies = varies();
        return new SubgroupTable(keys.spec(), rows,
                varies ? OptionalDouble.of(Math.min(1, between / sums.effect().m2())) : OptionalDouble.empty(),
                high == low ? Optional.empty() : Optional.of(contrast(keys, groups, high, low, first)),
                scenario.model().outcome().flatMap(Outcome::unit));
    }

    private boolean varies() {
        Moments effects = simulation.rounded(sums.effect(), sums);
        return effects.min() < effects.max();
    }

    private SubgroupTable.Row row(String label, GroupSums groups, int g, int index) {
        long n = groups.n[g];
        OptionalDouble sd = OptionalDouble.empty();
        OptionalDouble error = OptionalDouble.empty();
        Optional<Interval> interval = Optional.empty();
        if (n >= 2) {
            sd = OptionalDouble.of(varies() ? Math.sqrt(groups.m2[g] / (n - 1)) : 0);
        }
        if (groups.units(g) >= 2) {
            double standardError = simulation.standardError(sums, groups, g);
            error = OptionalDouble.of(standardError);
            if (n >= scenario.model().decision().minGroup()) {
                interval = Optional.of(interval(groups.mean[g], standardError, groups.units(g) - 1.0, index));
            }
        }
        return new SubgroupTable.Row(label, n, groups.mean[g], sd, error, interval);
    }

    private Interval interval(double mean, double standardError, double df, int index) {
        double level = scenario.settings().level;
        return uncertainty != null ? uncertainty.total(index, standardError, level)
                : Run.student(mean, standardError, df, level);
    }

    private SubgroupTable.Contrast contrast(EffectSums.Dimension keys, GroupSums groups, int high, int low, int first) {
        double a = simulation.standardError(sums, groups, high);
        double b = simulation.standardError(sums, groups, low);
        double error = simulation.differenceError(sums, groups, high, low);
        double difference = groups.mean[high] - groups.mean[low];
        double level = scenario.settings().level;
        Interval interval = uncertainty != null
                ? uncertainty.difference(first + high, first + low, error, level)
                : Run.student(difference, error, welch(a, groups.units(high), b, groups.units(low)), level);
        return new SubgroupTable.Contrast(keys.labels().get(high), keys.labels().get(low), difference, interval,
                trial.perArmForContrast(difference));
    }

    private static double welch(double a, long n, double b, long m) {
        double sum = a * a + b * b;
        double parts = a * a * a * a / (n - 1) + b * b * b * b / (m - 1);
        return parts > 0 ? sum * sum / parts : n + m - 2.0;
    }
}

package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.sim.Ate;
import io.twinsim.sim.PlannedTrial;
import io.twinsim.sim.SimulationResult;
import io.twinsim.sim.SubgroupTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as a tree of maps, lists and plain values, with the keys of its JSON form. */
final class ComparisonTree {

    private final ComparisonResult result;

    ComparisonTree(ComparisonResult result) {
        this.result = result;
    }

    Map<String, @Nullable Object> tree() {
        SimulationResult first = result.results().get(0);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("world", first.world());
        tree.put("modelId", first.modelId());
        tree.put("seed", first.seed());
        tree.put("populationSeed", first.populationSeed());
        tree.put("configHash", result.hash());
        tree.put("status", result.status().id());
        result.reason().ifPresent(why -> tree.put("reason", why));
        tree.put("estimand", first.estimand().id());
        tree.put("n", first.n());
        tree.put("better", result.joint().higherIsBetter() ? "higher" : "lower");
        tree.put("sharedCoefficients", result.sharedCoefficients());
        boolean any = result.hasNumbers();
        tree.put("choice", any ? result.choice().id() : null);
        tree.put("best", any ? result.best().scenario() : null);
        tree.put("probBest", any ? result.best().probBest() : null);
        tree.put("verdict", any ? result.verdict() : null);
        tree.put("flip", any ? result.advice().change().orElse(null) : null);
        tree.put("scenarios", result.scenarios().stream().map(this::scenario).toList());
        tree.put("ranking", any ? result.ranking().stream().map(this::standing).toList() : null);
        tree.put("differences", any ? result.differences().stream().map(this::difference).toList() : null);
        tree.put("warnings", result.warnings());
        return tree;
    }

    private Map<String, @Nullable Object> scenario(String label) {
        SimulationResult one = result.result(label);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("scenario", label);
        tree.put("intervention", one.intervention());
        tree.put("parameters", one.parameters());
        tree.put("provenance", one.provenance().id());
        tree.put("configHash", one.hash());
        tree.put("status", one.status().id());
        one.reason().ifPresent(why -> tree.put("reason", why));
        boolean any = result.joint().hasEffect(result.scenarios().indexOf(label));
        tree.put("n", one.n());
        tree.put("reached", any ? one.ate().reached() : null);
        tree.put("ate", any ? ate(one) : null);
        tree.put("intervals", any ? intervals(one) : null);
        tree.put("verdict", any ? one.recommendation().map(r -> r.verdict().id()).orElse(null) : null);
        tree.put("probWorthwhile", any ? one.recommendation().map(r -> r.probWorthwhile()).orElse(null) : null);
        tree.put("sharesCoefficientsWith", shares(label));
        tree.put("subgroups", any ? subgroups(one) : Map.of());
        return tree;
    }

    private static Map<String, Object> subgroups(SimulationResult one) {
        Map<String, Object> tree = new LinkedHashMap<>();
        one.subgroups().forEach((dimension, table) ->
                tree.put(dimension, table.rows().stream().map(ComparisonTree::group).toList()));
        return tree;
    }

    /** As in the JSON form of the single result. */
    private static Map<String, @Nullable Object> group(SubgroupTable.Row row) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("value", row.value());
        tree.put("n", row.n());
        tree.put("ate", row.ate());
        tree.put("sd", row.sd().isPresent() ? row.sd().getAsDouble() : null);
        tree.put("standardError", row.standardError().isPresent() ? row.standardError().getAsDouble() : null);
        tree.put("lower", row.interval().map(Interval::lower).orElse(null));
        tree.put("upper", row.interval().map(Interval::upper).orElse(null));
        return tree;
    }

    private List<String> shares(String label) {
        int own = result.joint().belief(result.scenarios().indexOf(label));
        return result.scenarios().stream().filter(other -> !other.equals(label)
                && result.joint().belief(result.scenarios().indexOf(other)) == own).toList();
    }

    private static Map<String, @Nullable Object> ate(SimulationResult one) {
        Ate ate = one.ate();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("estimate", ate.estimate());
        tree.put("standardError", ate.standardError());
        tree.put("sd", ate.sd());
        tree.put("perReached", ate.reached() > 0 ? ate.perReached() : null);
        return tree;
    }

    private static Map<String, @Nullable Object> intervals(SimulationResult one) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("simulation", one.intervals().simulation().toTree());
        tree.put("assumption", one.intervals().assumption().map(Interval::toTree).orElse(null));
        tree.put("total", one.intervals().total().map(total -> total(one, total)).orElse(null));
        tree.put("plannedTrial", one.plannedTrial().map(ComparisonTree::planned).orElse(null));
        return tree;
    }

    private static Map<String, Object> planned(PlannedTrial trial) {
        Map<String, Object> tree = trial.interval().toTree();
        tree.put("treated", trial.treated());
        tree.put("control", trial.control());
        tree.put("standardError", trial.standardError());
        tree.put("power", trial.power());
        return tree;
    }

    /** With the standard deviation of both, as in the JSON form of the single result. */
    private static Map<String, Object> total(SimulationResult one, Interval total) {
        Map<String, Object> tree = total.toTree();
        one.assumption().ifPresent(a -> {
            double simulation = one.ate().standardError();
            tree.put("sd", Math.sqrt(simulation * simulation + a.sd() * a.sd()));
        });
        return tree;
    }

    private Map<String, @Nullable Object> standing(Standing standing) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("rank", standing.rank());
        tree.put("scenario", standing.scenario());
        tree.put("effect", standing.effect());
        tree.put("lower", standing.interval().map(Interval::lower).orElse(null));
        tree.put("upper", standing.interval().map(Interval::upper).orElse(null));
        tree.put("probBest", standing.probBest());
        return tree;
    }

    private Map<String, @Nullable Object> difference(Difference d) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("scenario", d.scenario());
        tree.put("against", d.against());
        tree.put("estimate", d.estimate());
        tree.put("standardError", d.standardError());
        tree.put("sd", d.sd());
        tree.put("interval", d.interval().toTree());
        tree.put("simultaneous", d.simultaneous().toTree());
        tree.put("probBetter", d.probBetter());
        tree.put("sharedCoefficients", d.shared());
        return tree;
    }
}

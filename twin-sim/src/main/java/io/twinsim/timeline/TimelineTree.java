package io.twinsim.timeline;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result over time as a tree of maps, lists and plain values, with the keys of its JSON form. */
final class TimelineTree {

    private final TimelineResult result;

    TimelineTree(TimelineResult result) {
        this.result = result;
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("world", result.world());
        tree.put("modelId", result.modelId());
        tree.put("interventions", interventions());
        tree.put("parameters", result.parameters());
        tree.put("seed", result.seed());
        tree.put("configHash", result.hash());
        tree.put("status", result.status().id());
        result.reason().ifPresent(why -> tree.put("reason", why));
        tree.put("provenance", result.provenance().id());
        tree.put("n", result.n());
        tree.put("step", result.plan().spec().step().toString());
        tree.put("unit", result.unit());
        tree.put("horizon", result.plan().spec().span(result.plan().time(result.plan().steps())).toString());
        tree.put("times", Shown.finite(result.times()));
        tree.put("arms", result.arms());
        if (result.n() > 0) {
            numbers(tree);
        }
        tree.put("interactions", interactions());
        tree.put("warnings", result.warnings());
        return tree;
    }

    private void numbers(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> outcomes = new LinkedHashMap<>();
        List<StepVariable> variables = result.results().plan().variables();
        for (int v = 0; v < variables.size(); v++) {
            outcomes.put(variables.get(v).name(), outcome(variables.get(v), v));
        }
        tree.put("outcomes", outcomes);
        tree.put("events", tallies(result.events()));
        tree.put("alerts", tallies(result.alerts()));
        if (result.results().plan().until()) {
            Map<String, @Nullable Object> over = new LinkedHashMap<>();
            result.arms().forEach(arm -> over.put(arm, Shown.finite(result.over(arm))));
            tree.put("over", over);
        }
        List<Integer> snapshots = result.outcome().snapshots().steps();
        if (!snapshots.isEmpty()) {
            tree.put("snapshots", snapshots.stream().map(step -> result.plan().time(step)).toList());
        }
    }

    private Map<String, @Nullable Object> interventions() {
        Map<String, @Nullable Object> arms = new LinkedHashMap<>();
        result.interventions().forEach((arm, interventions) -> {
            Map<String, @Nullable Object> inArm = new LinkedHashMap<>();
            for (Intervention intervention : interventions) {
                inArm.put(intervention.name(), intervention.values());
            }
            arms.put(arm, inArm);
        });
        return arms;
    }

    private List<Object> interactions() {
        List<Object> list = new ArrayList<>();
        for (RunOutcome.Flagged flagged : result.outcome().flagged()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", flagged.interaction().name());
            one.put("arm", flagged.arm());
            one.put("of", flagged.interaction().of());
            one.put("severity", flagged.interaction().severity());
            flagged.interaction().label().ifPresent(label -> one.put("label", label));
            list.add(one);
        }
        return list;
    }

    private Map<String, @Nullable Object> outcome(StepVariable variable, int v) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("type", variable.type().id());
        tree.put("better", variable.higherIsBetter().map(higher -> higher ? "higher" : "lower").orElse(null));
        Map<String, @Nullable Object> arms = new LinkedHashMap<>();
        for (int arm = 0; arm < result.arms().size(); arm++) {
            arms.put(result.arms().get(arm), summary(variable, result.results().summary(arm, v)));
        }
        tree.put("arms", arms);
        if (result.arms().size() > 1) {
            Map<String, @Nullable Object> effects = new LinkedHashMap<>();
            for (int arm = 1; arm < result.arms().size(); arm++) {
                effects.put(result.arms().get(arm), effect(variable, v, arm));
            }
            tree.put("effects", effects);
        }
        return tree;
    }

    private Map<String, @Nullable Object> summary(StepVariable variable, StepSummary summary) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        if (!variable.isNumber()) {
            Map<String, @Nullable Object> shares = new LinkedHashMap<>();
            for (String label : variable.shareNames()) {
                shares.put(label, Shown.finite(summary.share(label)));
            }
            tree.put("shares", shares);
            return tree;
        }
        tree.put("mean", Shown.finite(summary.mean()));
        tree.put("sd", Shown.finite(summary.sd()));
        tree.put("min", Shown.finite(summary.min()));
        tree.put("max", Shown.finite(summary.max()));
        Map<String, @Nullable Object> quantiles = new LinkedHashMap<>();
        for (double p : result.plan().settings().quantiles) {
            quantiles.put(Numbers.shortest(p), Shown.finite(summary.quantile(p)));
        }
        tree.put("quantiles", quantiles);
        return tree;
    }

    private Map<String, @Nullable Object> effect(StepVariable variable, int v, int arm) {
        if (variable.labels().isEmpty()) {
            return curve(result.results().curve(0, arm, v, 0));
        }
        Map<String, @Nullable Object> shares = new LinkedHashMap<>();
        for (int share = 0; share < variable.labels().size(); share++) {
            shares.put(variable.labels().get(share), curve(result.results().curve(0, arm, v, share)));
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("shares", shares);
        return tree;
    }

    private static Map<String, @Nullable Object> curve(EffectCurve curve) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("estimate", Shown.finite(curve.estimate()));
        tree.put("standardError", Shown.finite(curve.standardError()));
        tree.put("lower", Shown.finite(curve.lower()));
        tree.put("upper", Shown.finite(curve.upper()));
        tree.put("bandLower", Shown.finite(curve.bandLower()));
        tree.put("bandUpper", Shown.finite(curve.bandUpper()));
        tree.put("level", curve.level());
        tree.put("method", EffectCurve.METHOD);
        tree.put("critical", Shown.finite(curve.critical()));
        if (curve.hasMeanOverTime()) {
            EffectCurve.MeanOverTime mean = curve.overTime();
            Map<String, @Nullable Object> over = new LinkedHashMap<>();
            over.put("estimate", mean.estimate());
            over.put("standardError", mean.standardError());
            over.put("lower", mean.interval().lower());
            over.put("upper", mean.interval().upper());
            tree.put("meanOverTime", over);
        }
        return tree;
    }

    private Map<String, @Nullable Object> tallies(Map<String, EventTally> tallies) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            tally.priority().ifPresent(priority -> one.put("priority", priority));
            Map<String, @Nullable Object> arms = new LinkedHashMap<>();
            tally.arms().forEach((arm, counts) -> arms.put(arm, arm(counts)));
            one.put("arms", arms);
            if (!tally.effects().isEmpty()) {
                Map<String, @Nullable Object> effects = new LinkedHashMap<>();
                tally.effects().forEach((arm, effect) -> effects.put(arm, effect(effect)));
                one.put("effects", effects);
            }
            tree.put(name, one);
        });
        return tree;
    }

    private static Map<String, @Nullable Object> arm(EventTally.Arm arm) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("total", arm.total());
        tree.put("twins", arm.twins());
        tree.put("share", arm.share());
        tree.put("perTwin", arm.perTwin());
        tree.put("medianFirst", arm.medianFirst().isPresent() ? arm.medianFirst().getAsDouble() : null);
        tree.put("perStep", arm.perStep());
        return tree;
    }

    private static Map<String, @Nullable Object> effect(EventTally.Effect effect) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("share", effect.share());
        limits(tree, "share", effect.shareInterval());
        tree.put("perTwin", effect.perTwin());
        limits(tree, "perTwin", effect.perTwinInterval());
        return tree;
    }

    private static void limits(Map<String, @Nullable Object> tree, String name, Interval interval) {
        tree.put(name + "Lower", interval.lower());
        tree.put(name + "Upper", interval.upper());
    }
}

package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads alerts and rewards. */
final class AlertReader {

    private final List<TimelineSection.Entry> alerts;
    private final List<TimelineSection.Entry> rewards;
    private final TimelineKeys spans;

    /** Takes the names. */
    AlertReader(Keys keys, TimelineNames names, TimelineKeys spans) {
        this.spans = spans;
        alerts = TimelineSection.read(keys.node("alerts"), "alerts", "alert", "when", false, names, "for", "when",
                "cooldown", "priority", "label");
        rewards = TimelineSection.read(keys.node("rewards"), "rewards", "reward", "value", false, names, "for", "value",
                "weight", "at", "label");
    }

    /** Both are listed by name in the same results. */
    void checkNames(List<String> events) {
        for (TimelineSection.Entry alert : alerts) {
            if (events.contains(alert.name())) {
                throw new InputException("alerts and events must have different names, got " + alert.name() + " twice",
                        alert.place());
            }
        }
    }

    List<AlertSpec> alerts(TimelineFormulas formulas, TimelineScopes scopes, Binding binding) {
        List<AlertSpec> specs = new ArrayList<>();
        for (TimelineSection.Entry entry : alerts) {
            Keys keys = entry.keys();
            String what = "alert " + entry.name();
            Expr when = formulas.parseFixed(keys.required("when"), "when of " + what);
            TimeSpan cooldown = spans.same(keys, "cooldown").orElse(new TimeSpan(0, spans.step().unit()));
            String priority = keys.choice("priority", "medium", AlertSpec.PRIORITIES.toArray(new String[0]));
            for (Map<String, String> index : entry.indexes()) {
                Expr resolved = formulas.resolve(when, index, FormulaUse.NOW);
                scopes.flag(resolved, binding, "when of " + what, keys.place("when"));
                specs.add(new AlertSpec(TimelineFamily.name(entry.name(), index), resolved, cooldown, priority,
                        keys.text("label"), entry.place()));
            }
        }
        return List.copyOf(specs);
    }

    List<RewardSpec> rewards(TimelineFormulas formulas, TimelineScopes scopes, Binding binding) {
        List<RewardSpec> specs = new ArrayList<>();
        for (TimelineSection.Entry entry : rewards) {
            Keys keys = entry.keys();
            String what = "reward " + entry.name();
            Expr value = formulas.parseFixed(keys.required("value"), what);
            boolean atEnd = keys.choice("at", "step", "step", "end").equals("end");
            double weight = keys.number("weight").orElse(1.0);
            for (Map<String, String> index : entry.indexes()) {
                Expr resolved = formulas.resolve(value, index, FormulaUse.NEXT);
                scopes.number(resolved, binding, "", what, keys.place("value"));
                specs.add(new RewardSpec(TimelineFamily.name(entry.name(), index), resolved, weight, atEnd));
            }
        }
        return List.copyOf(specs);
    }
}

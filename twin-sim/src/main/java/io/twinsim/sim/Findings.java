package io.twinsim.sim;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Scope;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Coefficient;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;

/** What a reader of a result must know about its twins and its assumptions. */
final class Findings {

    private final Scenario scenario;
    private final EffectPlan plan;
    private final EffectSums sums;

    Findings(Scenario scenario, EffectPlan plan, EffectSums sums) {
        this.scenario = scenario;
        this.plan = plan;
        this.sums = sums;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Intervention x = scenario.intervention();
        boolean higher = scenario.outcome().isEmpty();
        if (!scenario.model().decisionDeclared()) {
            warnings.add("no decision is declared: threshold 0" + (higher ? " and higher is better" : "") + " assumed");
        } else if (higher) {
            warnings.add("no outcome is declared: higher is better assumed");
        }
        for (Coefficient coefficient : x.coefficients().values()) {
            if (coefficient.sd().isEmpty()) {
                warnings.add("uncertainty of " + coefficient.name() + " is not stated");
            }
        }
        if (x.coefficients().isEmpty()) {
            warnings.add("uncertainty of the coefficients is not stated; name them under coefficients: {value, sd}");
        }
        if (sums.outside() > 0 && plan.outcome != null && plan.outcome.range().isPresent()) {
            warnings.add("outcome plus effect leaves " + plan.outcome.range().get() + " for "
                    + share(sums.outside()) + "; the mean effect is then not what a test would find");
        }
        if (sums.undecided() > 0) {
            warnings.add("whether the intervention applies is missing for " + share(sums.undecided())
                    + "; they count as not reached");
        }
        for (String variable : x.variables()) {
            if (!scenario.rows().untouched()) {
                unknownLabels(variable, warnings);
            }
        }
        return warnings;
    }

    private String share(long count) {
        return Numbers.grouped(count) + " of " + Shown.count(sums.effect().n(), "twin");
    }

    /** Labels of the data that the model does not know are served by the else of lookups. */
    private void unknownLabels(String variable, List<String> warnings) {
        Scope known = scenario.model().scope();
        Population rows = scenario.rows();
        if (!known.names().contains(variable) || !rows.has(variable)
                || rows.storage(variable).type() != ColumnType.CATEGORY) {
            return;
        }
        Column column = rows.storage(variable);
        int labels = known.symbol(variable).labels().size();
        if (column.labels().size() <= labels) {
            return;
        }
        long count = 0;
        double[] codes = new double[Blocks.ROWS];
        for (int start = 0; start < column.size(); start += Blocks.ROWS) {
            int size = Math.min(Blocks.ROWS, column.size() - start);
            column.load(start, codes, 0, size);
            for (int i = 0; i < size; i++) {
                count += codes[i] >= labels && rows.selection().contains(start + i) ? 1 : 0;
            }
        }
        if (count > 0) {
            warnings.add(variable + " has labels that the model does not know (" + Names.list(
                    column.labels().subList(labels, Math.min(column.labels().size(), labels + 5))) + ") for "
                    + share(count) + "; formulas serve them by else");
        }
    }
}

package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A result over time as it is read: the answer first. In a terminal at most 100 characters a line. */
final class TimelineText {

    private static final int ROWS = 40;
    private static final int LABELS = 4;
    /** Characters of an effect. */
    private static final int CELL = 14;
    /** Arms that have a table over time of their own. */
    private static final int TABLES = 2;
    private static final int TIMES = 6;
    private static final int SHARE_DECIMALS = 4;
    private static final String NO_DIFFERENCE = "no difference";

    private final TimelineResult result;
    private final ArmNames names;
    private final Page page = new Page();

    TimelineText(TimelineResult result) {
        this.result = result;
        this.names = new ArmNames(result.arms());
    }

    Page page() {
        line(0, result.world() + " over " + span(result.plan().steps()) + " in steps of " + result.plan().spec().step()
                + ", " + Shown.count(result.n(), "twin") + arms());
        result.reason().ifPresent(why -> line(0, result.status().id() + ": " + why));
        if (result.n() > 0) {
            if (!names.legend().isEmpty()) {
                line(0, "in the tables " + names.legend());
            }
            answer();
        }
        result.interactions().forEach(interaction -> line(0, "interaction: " + interaction));
        result.warnings().forEach(warning -> line(0, "warning: " + warning));
        foot();
        return page;
    }

    private String arms() {
        List<String> arms = new ArrayList<>();
        for (Map.Entry<String, List<Intervention>> arm : result.interventions().entrySet()) {
            List<String> names = arm.getValue().stream().map(Intervention::name).toList();
            boolean same = names.equals(List.of(arm.getKey()));
            arms.add(arm.getKey() + (same ? "" : " (" + String.join(", ", names) + ")"));
        }
        return arms.isEmpty() ? "" : ": control and " + String.join(", ", arms);
    }

    private void answer() {
        List<StepVariable> variables = result.results().plan().variables();
        if (!variables.isEmpty()) {
            headline();
            page.gap();
            if (result.arms().size() == 1) {
                summaries(variables);
            } else {
                effects(variables);
            }
        }
        new TallyText(result).write(page);
        over();
        page.gap();
    }

    private void headline() {
        StepResults results = result.results();
        StepVariable head = results.plan().variables().get(0);
        int share = head.labels().isEmpty() ? 0 : results.summary(0, 0).largest(result.plan().steps(), 1).get(0);
        for (int arm = 1; arm < result.arms().size(); arm++) {
            EffectCurve curve = results.curve(0, arm, 0, share);
            line(0, curve.name() + ": " + atEnd(curve, head));
            if (curve.hasMeanOverTime() && curve.overTime().standardError() > 0) {
                line(2, curve.overTime() + since(curve));
            }
        }
        if (result.arms().size() == 1 && !head.labels().isEmpty()) {
            line(0, head.name() + ": " + head.labels().get(share) + " in "
                    + Shown.percent(results.summary(0, 0).shareAt(share, result.plan().steps())) + " of twins at "
                    + span(result.plan().steps()));
            overTime(results.summary(0, 0), share, false);
        } else if (result.arms().size() == 1) {
            StepSummary summary = results.summary(0, 0);
            line(0, head.name() + ": " + (head.isNumber() ? "mean " : "share ") + Shown.number(summary.meanAt(0))
                    + " at the start, " + Shown.number(summary.meanAt(result.plan().steps())) + " at "
                    + span(result.plan().steps()));
            overTime(summary, 0, head.isNumber());
        }
        for (int arm = 1; arm < result.arms().size() && result.arms().size() <= TABLES + 1; arm++) {
            page.gap();
            overTime(results.curve(0, arm, 0, share), share);
        }
        if (result.arms().size() > TABLES + 1) {
            armsOverTime(share);
        }
    }

    private String atEnd(EffectCurve curve, StepVariable head) {
        EffectPoint last = curve.last();
        String end = " at " + span(result.plan().steps());
        if (isNone(last)) {
            return NO_DIFFERENCE + " between " + curve.arm() + " and control" + end;
        }
        int d = last.standardError() > 0 ? Shown.decimals((last.bandUpper() - last.bandLower()) / 2)
                : curve.decimals();
        String unit = head.unit().filter(u -> head.isNumber()).map(u -> " " + u).orElse("");
        return curve.arm() + " - control " + Numbers.signed(last.estimate(), d) + unit + end + ", "
                + Shown.percent(result.results().level()) + " band "
                + EffectCurve.range(last.bandLower(), last.bandUpper(), d) + ": " + verdict(curve, last);
    }

    /** Whether no twin differs. */
    private static boolean isNone(EffectPoint at) {
        return at.standardError() == 0 && at.estimate() == 0;
    }

    private String since(EffectCurve curve) {
        OptionalDouble clear = curve.firstClear();
        if (clear.isEmpty()) {
            return "";
        }
        int first = result.results().axis().step(clear.getAsDouble());
        String side = curve.point(first).estimate() > 0 ? "above" : "below";
        return curve.staysClear() ? "; the band is " + side + " 0 from " + span(first) + " on"
                : "; the band is first " + side + " 0 at " + span(first) + ", but does not stay there";
    }

    /** What an effect means, in the words of the world. */
    private static String verdict(EffectCurve curve, EffectPoint at) {
        if (Double.isNaN(at.standardError())) {
            return "one twin";
        }
        if (isNone(at)) {
            return NO_DIFFERENCE;
        }
        if (!at.clear()) {
            return "not clear";
        }
        boolean up = at.estimate() > 0;
        return curve.higherIsBetter().map(higher -> higher == up ? "better" : "worse").orElse(up ? "up" : "down");
    }

    private void overTime(EffectCurve curve, int share) {
        StepResults results = result.results();
        StepSummary control = results.summary(0, 0);
        StepSummary arm = results.summary(result.arms().indexOf(curve.arm()), 0);
        int d = curve.decimals();
        String level = Shown.percent(results.level());
        String treated = names.shown(result.arms().indexOf(curve.arm()));
        TextTable table = TextTable.of(Shown.name(curve.name()), ">control", ">" + treated, ">effect",
                ">" + level + " interval", ">" + level + " band");
        String of = results.plan().variables().get(0).unitShown();
        table.units("", of, of, of, of, of);
        for (int step : result.shown()) {
            EffectPoint p = curve.point(step);
            table.row("at " + span(step), mean(control, share, step), mean(arm, share, step),
                    Numbers.signed(p.estimate(), d), EffectCurve.range(p.lower(), p.upper(), d),
                    EffectCurve.range(p.bandLower(), p.bandUpper(), d));
        }
        page.table(0, curve.name() + " in control and " + curve.arm(), table);
        if (curve.n() > 1) {
            line(0, "interval: one time alone; band: the whole curve at once (" + EffectCurve.METHOD + ", "
                    + Shown.number(curve.critical()) + " standard errors)");
        }
    }

    /** One population over time. */
    private void overTime(StepSummary summary, int share, boolean number) {
        String name = Shown.name(summary.name()
                + (summary.labels().isEmpty() ? "" : "=" + summary.labels().get(share)));
        TextTable table = number ? TextTable.of(name, ">mean", ">sd", ">5 %", ">median", ">95 %")
                : TextTable.of(name, ">share");
        String of = result.results().plan().variables().get(0).unitShown();
        if (number) {
            table.units("", of, of, of, of, of);
        }
        for (int step : result.shown()) {
            String mean = mean(summary, share, step);
            table.row(number ? new String[] {"at " + span(step), mean, Shown.number(summary.sdAt(step)),
                    Shown.number(summary.quantileAt(0.05, step)), Shown.number(summary.quantileAt(0.5, step)),
                    Shown.number(summary.quantileAt(0.95, step))} : new String[] {"at " + span(step), mean});
        }
        page.gap().table(0, summary.name() + " over time", table);
    }

    /** The effects of many arms at some times. */
    private void armsOverTime(int share) {
        List<Integer> steps = result.shown();
        List<Integer> shown = steps.subList(Math.max(0, steps.size() - TIMES), steps.size());
        String[] headings = new String[shown.size() + 1];
        headings[0] = "effect on " + Shown.name(result.results().curve(0, 1, 0, share).name());
        for (int k = 0; k < shown.size(); k++) {
            headings[k + 1] = ">" + span(shown.get(k));
        }
        TextTable table = TextTable.of(headings);
        for (int arm = 1; arm < result.arms().size(); arm++) {
            EffectCurve curve = result.results().curve(0, arm, 0, share);
            String[] cells = new String[headings.length];
            cells[0] = names.shown(arm);
            for (int k = 0; k < shown.size(); k++) {
                cells[k + 1] = Lines.cut(Numbers.signed(curve.point(shown.get(k)).estimate(),
                        Math.min(SHARE_DECIMALS, curve.decimals())), CELL);
            }
            table.row(cells);
        }
        page.gap().table(0, "effects of the arms over time", table);
    }

    /** A mean or share with the decimals that it deserves itself; a difference of arms may deserve more. */
    private static String mean(StepSummary summary, int share, int step) {
        double value = summary.labels().isEmpty() ? summary.meanAt(step) : summary.shareAt(share, step);
        return Numbers.fixed(value, summary.sdDefined() ? summary.decimalsAt(step) : SHARE_DECIMALS);
    }

    private void effects(List<StepVariable> variables) {
        boolean one = result.arms().size() == 2;
        String end = "at " + span(result.plan().steps());
        String interval = ">" + Shown.percent(result.results().level()) + " interval";
        TextTable table = one
                ? TextTable.of(end, ">.control", ">." + names.shown(1), ">.effect", interval, "")
                : TextTable.of(end, "arm", ">.mean", ">.effect", interval, "");
        int rows = 0;
        int left = 0;
        for (int v = 0; v < variables.size(); v++) {
            int labels = Math.max(1, Math.min(LABELS, variables.get(v).labels().size()));
            int more = labels * (one ? 1 : result.arms().size());
            if (rows + more > ROWS && rows > 0) {
                left++;
                continue;
            }
            rows += more;
            effect(table, v, one);
        }
        page.table(0, "effects " + end, table);
        if (left > 0) {
            line(0, "and " + left + " more; ask for their summaries and effects by name");
        }
    }

    private void effect(TextTable table, int v, boolean one) {
        StepResults results = result.results();
        StepSummary control = results.summary(0, v);
        int end = result.plan().steps();
        List<Integer> shares = control.labels().isEmpty() ? List.of(0) : control.largest(end, LABELS);
        for (int share : shares) {
            for (int arm = 0; arm < result.arms().size(); arm++) {
                if (arm == 0 && one) {
                    continue;
                }
                EffectCurve curve = results.curve(0, arm, v, share);
                EffectPoint p = curve.last();
                int d = p.standardError() > 0 ? Shown.decimals((p.upper() - p.lower()) / 2) : SHARE_DECIMALS;
                String mean = mean(results.summary(arm, v), share, end);
                String effect = arm == 0 ? "" : isNone(p) ? "0" : Numbers.signed(p.estimate(), d);
                String range = arm == 0 ? "" : EffectCurve.range(p.lower(), p.upper(), d);
                String verdict = arm == 0 ? "" : pointwise(curve, p);
                if (one) {
                    table.row(shown(curve, v), mean(control, share, end), mean, effect, range, verdict);
                } else {
                    table.row(arm == 0 ? shown(curve, v) : "", names.shown(arm), mean, effect, range, verdict);
                }
            }
        }
        int more = control.labels().size() - shares.size();
        if (more > 0) {
            table.row(Shown.name("and " + more + " more of " + control.name()), "", "", "", "", "");
        }
    }

    /** The node with its unit, or its label. */
    private String shown(EffectCurve curve, int v) {
        StepVariable variable = result.results().plan().variables().get(v);
        return variable.isNumber() ? variable.nameShown() : Shown.name(curve.name());
    }

    /** The verdict by the interval of one time alone, as the table shows it. */
    private static String pointwise(EffectCurve curve, EffectPoint p) {
        EffectPoint alone = new EffectPoint(p.time(), p.estimate(), p.standardError(), p.lower(), p.upper(), p.lower(),
                p.upper());
        return verdict(curve, alone);
    }

    private void summaries(List<StepVariable> variables) {
        TextTable numbers = TextTable.of("at " + span(result.plan().steps()), ">mean", ">sd", ">5 %", ">median",
                ">95 %", ">mean at start");
        int end = result.plan().steps();
        int rows = 0;
        List<String> shares = new ArrayList<>();
        for (int v = 0; v < variables.size() && rows < ROWS; v++, rows++) {
            StepSummary s = result.results().summary(0, v);
            if (variables.get(v).isNumber()) {
                int d = s.sdDefined() ? s.decimalsAt(end) : SHARE_DECIMALS;
                numbers.row(variables.get(v).nameShown(), Numbers.fixed(s.meanAt(end), d), Shown.number(s.sdAt(end)),
                        Shown.number(s.quantileAt(0.05, end)), Shown.number(s.quantileAt(0.5, end)),
                        Shown.number(s.quantileAt(0.95, end)), Numbers.fixed(s.meanAt(0), d));
            } else {
                shares.add(shares(variables.get(v), s, end));
            }
        }
        if (variables.stream().anyMatch(StepVariable::isNumber)) {
            page.table(0, "observed nodes at " + span(end), numbers);
        }
        shares.forEach(text -> line(0, text));
        if (variables.size() > rows) {
            line(0, "and " + (variables.size() - rows) + " more; ask for their summaries by name");
        }
    }

    private static String shares(StepVariable variable, StepSummary summary, int step) {
        List<String> texts = new ArrayList<>();
        for (int share : summary.largest(step, LABELS)) {
            texts.add((variable.labels().isEmpty() ? "true" : variable.labels().get(share)) + " "
                    + Shown.percent(summary.shareAt(share, step)));
        }
        int more = variable.shares() - texts.size();
        return variable.name() + ": " + String.join(", ", texts) + (more > 0 ? ", " + more + " more" : "");
    }

    private void over() {
        if (!result.results().plan().until()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (String arm : result.arms()) {
            double[] over = result.over(arm);
            texts.add(Shown.percent(over[over.length - 1]) + (result.arms().size() == 1 ? "" : " in " + arm));
        }
        page.gap();
        line(0, "over before the end: " + String.join(", ", texts)
                + "; means are over all twins, those that are over as they ended");
    }

    private void foot() {
        TwinModel model = result.plan().twins().model().orElseThrow();
        String leave = result.n() == 1 ? " leaves" : " leave";
        line(0, result.arms().size() == 1 ? "one population of " + Shown.count(result.n(), "twin")
                + "; its formulas are " + result.provenance().id()
                : "intervals say how much chance " + Shown.count(result.n(), "twin") + leave
                        + ", not whether the formulas are true: " + result.provenance().id());
        line(0, "model " + model.name() + " v" + model.version() + " (" + model.id().substring(0, 12) + "), seed "
                + result.seed() + ", timeline " + result.hash().substring(0, Math.min(12, result.hash().length())));
    }

    private String span(int step) {
        return Shown.span(result.plan().spec().span(result.plan().time(step)));
    }

    private void line(int indent, String paragraph) {
        page.line(indent, paragraph);
    }
}

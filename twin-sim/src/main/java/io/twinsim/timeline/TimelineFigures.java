package io.twinsim.timeline;

import io.twinsim.plot.CurvesFigure;
import io.twinsim.plot.CurvesFigure.Band;
import io.twinsim.plot.CurvesFigure.Curve;
import io.twinsim.plot.CurvesFigure.Panel;
import io.twinsim.plot.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The pictures of a run, as data. */
final class TimelineFigures {

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    private static final int MOST_LABELS = 6;

    private TimelineFigures() {
    }

    /** A node in every arm, and below it what the arms change. */
    static Figure of(TimelineResult result, String name) {
        StepVariable variable = result.results().plan().variables().get(result.names().indexOf(name));
        List<Panel> panels = new ArrayList<>();
        if (variable.labels().isEmpty()) {
            panels.add(levels(result, variable));
            List<EffectCurve> effects = result.arms().stream().skip(1).map(arm -> result.effect(name, arm)).toList();
            if (!effects.isEmpty()) {
                panels.add(effects(effects, effects.size() > 1));
            }
        } else {
            List<Integer> shown = common(result, variable);
            result.arms().forEach(arm -> panels.add(labels(result, variable, arm, shown)));
        }
        return new CurvesFigure(Shown.name(name) + variable.label().map(label -> " (" + label + ")").orElse("") + " in "
                + result.world() + ", "
                + Shown.count(result.n(), "twin") + " (" + result.provenance().id() + ")",
                time(result.unit()), panels);
    }

    /** One effect alone. */
    static Figure of(EffectCurve effect) {
        return new CurvesFigure("effect of " + Shown.name(effect.arm()) + " on " + Shown.name(effect.name())
                + ", compared with " + Shown.name(effect.against()) + ", " + Shown.count(effect.n(), "twin"),
                time(effect.timeUnit()), List.of(effects(List.of(effect), false)));
    }

    private static String time(String unit) {
        return "time (" + unit + ")";
    }

    private static Panel levels(TimelineResult result, StepVariable variable) {
        List<Curve> curves = new ArrayList<>();
        for (String arm : result.arms()) {
            StepSummary summary = result.summary(variable.name(), arm);
            List<Band> bands = variable.isNumber() && result.n() > 1
                    ? List.of(new Band("middle 90 % of twins", list(summary.quantile(LOW)),
                            list(summary.quantile(HIGH)))) : List.of();
            curves.add(new Curve(arm, list(summary.mean()), bands));
        }
        String axis = variable.isNumber() ? "mean of " + named(variable) : "share of twins with " + variable.name();
        return new Panel(axis, list(result.times()), curves, OptionalDouble.empty());
    }

    /** The labels with the largest shares at the end in any arm, in the order of the world: one colour for each. */
    private static List<Integer> common(TimelineResult result, StepVariable variable) {
        int last = result.times().length - 1;
        double[] most = new double[variable.labels().size()];
        for (String arm : result.arms()) {
            StepSummary summary = result.summary(variable.name(), arm);
            for (int k = 0; k < most.length; k++) {
                most[k] = Math.max(most[k], summary.shareAt(k, last));
            }
        }
        return IntStream.range(0, most.length).boxed().sorted((a, b) -> Double.compare(most[b], most[a]))
                .limit(MOST_LABELS).sorted().toList();
    }

    private static Panel labels(TimelineResult result, StepVariable variable, String arm, List<Integer> shown) {
        StepSummary summary = result.summary(variable.name(), arm);
        List<Curve> curves = new ArrayList<>();
        for (int k : shown) {
            String label = variable.labels().get(k);
            curves.add(new Curve(label.isBlank() ? "(blank)" : label, list(summary.share(label)), List.of()));
        }
        return new Panel("share of twins in " + arm + " by " + variable.name(), list(result.times()), curves,
                OptionalDouble.empty());
    }

    private static Panel effects(List<EffectCurve> effects, boolean named) {
        List<Curve> curves = new ArrayList<>();
        for (EffectCurve effect : effects) {
            List<Band> bands = new ArrayList<>();
            if (effect.n() > 1) {
                String level = Shown.percent(effect.level());
                bands.add(new Band(level + " band, all times at once", list(effect.bandLower()),
                        list(effect.bandUpper())));
                bands.add(new Band(level + " interval, one time alone", list(effect.lower()), list(effect.upper())));
            }
            curves.add(new Curve(named ? effect.arm() : effect.arm() + " less " + effect.against(),
                    list(effect.estimate()), bands));
        }
        EffectCurve first = effects.get(0);
        StepVariable variable = first.variable();
        String what = !variable.isNumber() ? "share of twins with " + first.name() : named(variable);
        return new Panel("effect on " + what + (named ? ", compared with " + first.against() : ""),
                list(first.times()), curves, OptionalDouble.of(0));
    }

    private static String named(StepVariable variable) {
        return variable.name() + variable.unit().map(unit -> " (" + unit + ")").orElse("");
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

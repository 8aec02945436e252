package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Effects in all groups of all requested dimensions of an experiment, corrected as one family. */
final class SubgroupAnalysis {

    /** Saddlepoint limits need more units than this in both arms; smaller groups get Welch's. */
    private static final int SMALL = 100;

    private final String estimand;
    private final IntervalOptions options;
    private final int minGroup;
    /** Whether all outcomes of the experiment are 0 or 1; a group of zeros alone does not tell. */
    private final boolean binary;
    private final List<SubgroupEffect> effects = new ArrayList<>();
    private final List<Heterogeneity> heterogeneity = new ArrayList<>();
    private int family;

    SubgroupAnalysis(String estimand, IntervalOptions options, int minGroup, boolean binary) {
        this.estimand = estimand;
        this.options = options;
        this.minGroup = minGroup;
        this.binary = binary;
    }

    SubgroupAnalysis run(Population data, Arms arms, List<String> dimensions) {
        for (String dimension : dimensions) {
            dimension(SubgroupKeys.of(data, dimension), arms);
        }
        correct();
        return this;
    }

    private void dimension(SubgroupKeys keys, Arms arms) {
        double[][] treated = split(keys, arms.treated());
        double[][] control = split(keys, arms.control());
        List<Moments> t = new ArrayList<>();
        List<Moments> c = new ArrayList<>();
        for (int g = 0; g < keys.groups(); g++) {
            t.add(Moments.of(treated[g]));
            c.add(Moments.of(control[g]));
        }
        List<Welch> estimable = new ArrayList<>();
        for (int g = 0; g < keys.groups(); g++) {
            String problem = problem(t.get(g), c.get(g));
            if (problem.isEmpty()) {
                Welch own = Welch.of(t.get(g), c.get(g));
                estimable.add(own);
                effects.add(effect(keys, g, treated[g], control[g], own, rest(t, c, g)));
            } else {
                effects.add(new SubgroupEffect(keys.spec(), keys.labels().get(g), treated[g].length, control[g].length,
                        Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
                        OptionalDouble.empty(), problem));
            }
        }
        Heterogeneity.of(keys.spec(), estimable).ifPresent(heterogeneity::add);
    }

    private static double[][] split(SubgroupKeys keys, Arms.Arm arm) {
        int[] sizes = new int[keys.groups()];
        for (int i = 0; i < arm.size(); i++) {
            sizes[keys.group(arm.row(i))]++;
        }
        double[][] parts = new double[keys.groups()][];
        for (int g = 0; g < parts.length; g++) {
            parts[g] = new double[sizes[g]];
        }
        int[] next = new int[parts.length];
        for (int i = 0; i < arm.size(); i++) {
            int g = keys.group(arm.row(i));
            parts[g][next[g]++] = arm.outcome(i);
        }
        return parts;
    }

    private String problem(Moments treated, Moments control) {
        if (treated.n() < 2 || control.n() < 2) {
            boolean first = treated.n() < 2;
            long n = first ? treated.n() : control.n();
            return "not estimable: " + n + (first ? " treated row" : " control row") + (n == 1 ? "" : "s");
        }
        if (treated.n() + control.n() < minGroup) {
            return "not estimable: " + (treated.n() + control.n()) + " rows, need >= " + minGroup;
        }
        return !binary && constant(treated, control) ? "not estimable: zero variance" : "";
    }

    private static boolean constant(Moments treated, Moments control) {
        return treated.min() == treated.max() && control.min() == control.max();
    }

    private SubgroupEffect effect(
            SubgroupKeys keys, int g, double[] treated, double[] control, Welch own, Optional<Welch> rest) {
        IntervalMethod method = options.method();
        boolean small = treated.length <= SMALL || control.length <= SMALL;
        if (method.resamples() || method == IntervalMethod.SADDLEPOINT && small) {
            method = IntervalMethod.WELCH;
        }
        boolean constant = own.standardError() == 0;
        if (constant) {
            method = IntervalMethod.NEWCOMBE;
        }
        Estimate estimate = TwoArmEstimate.of(treated, control, estimand, options.withMethod(method));
        // Without variance there is no t; the error that Newcombe's interval shows must not count as 0.
        OptionalDouble pRest = rest.filter(other -> !constant && !(binary && other.standardError() == 0))
                .map(other -> OptionalDouble.of(own.minus(other).pValue())).orElse(OptionalDouble.empty());
        return new SubgroupEffect(keys.spec(), keys.labels().get(g), treated.length, control.length,
                Optional.of(estimate), OptionalDouble.of(own.pValue(binary, treated.length, control.length)),
                OptionalDouble.empty(), OptionalDouble.empty(), pRest, "");
    }

    /** The effect in all other groups together, if both arms have two units there. */
    private static Optional<Welch> rest(List<Moments> treated, List<Moments> control, int without) {
        Moments t = Moments.EMPTY;
        Moments c = Moments.EMPTY;
        for (int g = 0; g < treated.size(); g++) {
            t = g == without ? t : t.merge(treated.get(g));
            c = g == without ? c : c.merge(control.get(g));
        }
        return t.n() < 2 || c.n() < 2 ? Optional.empty() : Optional.of(Welch.of(t, c));
    }

    private void correct() {
        double[] p = effects.stream().filter(SubgroupEffect::estimable)
                .mapToDouble(effect -> effect.pValue().getAsDouble()).toArray();
        double[] holm = Multiplicity.holm(p);
        double[] bh = Multiplicity.benjaminiHochberg(p);
        family = p.length;
        int next = 0;
        for (int i = 0; i < effects.size(); i++) {
            if (effects.get(i).estimable()) {
                effects.set(i, effects.get(i).corrected(holm[next], bh[next]));
                next++;
            }
        }
    }

    List<SubgroupEffect> effects() {
        return effects;
    }

    List<Heterogeneity> heterogeneity() {
        return heterogeneity;
    }

    /** The number of tests that the corrections count. */
    int family() {
        return family;
    }
}

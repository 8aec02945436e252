package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Effects in all groups of all requested dimensions of an experiment. Costs one pass over the rows per dimension,
 * however many groups there are.
 */
final class SubgroupAnalysis {

    /** Limits that rest on large samples need more units than this in both arms; smaller groups get t. */
    private static final int SMALL = 100;

    private final String estimand;
    private final IntervalOptions options;
    private final SubgroupSettings settings;
    /** Whether all outcomes of the experiment are 0 or 1; a group of zeros alone does not tell. */
    private final boolean binary;
    private final List<SubgroupEffect> effects = new ArrayList<>();
    private final List<Heterogeneity> heterogeneity = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    SubgroupAnalysis(String estimand, IntervalOptions options, SubgroupSettings settings, boolean binary) {
        this.estimand = estimand;
        this.options = options;
        this.settings = settings;
        this.binary = binary;
    }

    SubgroupAnalysis run(Population data, Arms arms, List<String> dimensions) {
        settings.method().ifPresent(method -> options.withMethod(method.require(
                binary ? StatisticKind.PROPORTION_DIFFERENCE : StatisticKind.MEAN_DIFFERENCE)).requireReplicates());
        List<SubgroupKeys> all = new ArrayList<>();
        Map<Set<String>, String> seen = new HashMap<>();
        for (String dimension : dimensions) {
            SubgroupKeys keys = SubgroupKeys.of(data, dimension);
            String known = seen.putIfAbsent(new HashSet<>(keys.parts()), dimension);
            if (known != null) {
                throw new InputException("subgroup " + Names.quote(dimension) + " must differ from "
                        + Names.quote(known) + ", got the same groups twice");
            }
            all.add(keys);
        }
        List<Integer> ends = new ArrayList<>();
        for (SubgroupKeys keys : all) {
            dimension(keys, GroupedOutcomes.of(keys, arms));
            ends.add(effects.size());
        }
        new FamilyCorrection(settings, ends).correct(effects);
        return this;
    }

    private void dimension(SubgroupKeys keys, GroupedOutcomes outcomes) {
        GroupedOutcomes.Rest rest = outcomes.rest();
        int first = effects.size();
        List<GroupContrast> contrasts = new ArrayList<>();
        List<Integer> varying = new ArrayList<>();
        int constant = 0;
        for (int g = 0; g < outcomes.groups(); g++) {
            String problem = problem(outcomes.treatedMoments(g), outcomes.controlMoments(g));
            if (!problem.isEmpty()) {
                effects.add(SubgroupEffect.notEstimable(keys.spec(), keys.labels().get(g),
                        outcomes.treated(g).length, outcomes.control(g).length, problem));
                continue;
            }
            GroupContrast own = outcomes.contrast(g);
            effects.add(effect(keys, g, outcomes, own.welch(), rest));
            if (own.varies()) {
                contrasts.add(own);
                varying.add(g);
            } else {
                constant++;
            }
        }
        compare(keys.spec(), contrasts, varying, first, constant);
    }

    private void compare(String dimension, List<GroupContrast> contrasts, List<Integer> varying, int first,
            int constant) {
        if (constant > 0) {
            notes.add("groups of " + dimension + " without variance, not compared with the others: " + constant);
        }
        Heterogeneity.of(dimension, contrasts, options.level()).ifPresent(made -> {
            heterogeneity.add(made);
            shrink(made, contrasts, varying, first);
        });
    }

    private void shrink(Heterogeneity made, List<GroupContrast> contrasts, List<Integer> groups, int first) {
        List<Welch> own = contrasts.stream().map(GroupContrast::welch).toList();
        int[] numbers = groups.stream().mapToInt(Integer::intValue).toArray();
        List<ShrunkenEffect> shrunken = ShrunkenEffect.all(own, numbers, made.shrinkage(), settings.higherIsBetter(),
                new BestGroup.DrawKey(options.seed(), made.dimension()));
        for (int i = 0; i < numbers.length; i++) {
            int at = first + numbers[i];
            effects.set(at, effects.get(at).shrunken(shrunken.get(i)));
        }
    }

    private String problem(Moments treated, Moments control) {
        if (treated.n() < 2 || control.n() < 2) {
            boolean first = treated.n() < 2;
            long n = first ? treated.n() : control.n();
            return "not estimable: " + n + (first ? " treated row" : " control row") + (n == 1 ? "" : "s");
        }
        if (treated.n() + control.n() < settings.minGroup()) {
            return "not estimable: " + (treated.n() + control.n()) + " rows, need >= " + settings.minGroup();
        }
        return !binary && constant(treated, control) ? "not estimable: zero variance" : "";
    }

    private static boolean constant(Moments treated, Moments control) {
        return treated.min() == treated.max() && control.min() == control.max();
    }

    private SubgroupEffect effect(
            SubgroupKeys keys, int g, GroupedOutcomes outcomes, Welch own, GroupedOutcomes.Rest rest) {
        double[] treated = outcomes.treated(g);
        double[] control = outcomes.control(g);
        boolean constant = own.standardError() == 0;
        IntervalMethod method =
                constant ? IntervalMethod.NEWCOMBE : method(Math.min(treated.length, control.length));
        // Without variance there is no t; the error that Newcombe's interval shows must not count as 0.
        OptionalDouble pRest = rest.without(g).filter(other -> !constant && !(binary && other.standardError() == 0))
                .map(other -> OptionalDouble.of(own.minus(other).pValue())).orElse(OptionalDouble.empty());
        return SubgroupEffect.of(keys.spec(), keys.labels().get(g), treated.length, control.length,
                estimate(treated, control, method, keys.spec(), g),
                own.pValue(binary, treated.length, control.length), pRest);
    }

    /** What was asked for the groups, or for the whole as far as it needs no draws; t where a group is small. */
    private IntervalMethod method(int smallerArm) {
        IntervalMethod asked = settings.method()
                .orElse(options.method().resamples() ? IntervalMethod.WELCH : options.method());
        if (smallerArm > SMALL) {
            return asked;
        }
        return switch (asked) {
            case PERCENTILE -> IntervalMethod.EXPANDED;
            case AUTO, STUDENT, WELCH, NORMAL, NEWCOMBE, EXPANDED -> asked;
            default -> IntervalMethod.WELCH;
        };
    }

    private Estimate estimate(double[] treated, double[] control, IntervalMethod method, String spec, int group) {
        if (!method.resamples()) {
            return TwoArmEstimate.of(treated, control, estimand, options.withMethod(method));
        }
        // Groups of one size would otherwise draw the same rows.
        long seed = Draws.of(options.seed()).stream("boot/" + estimand + "/" + spec).bits(group);
        try {
            return TwoArmEstimate.of(treated, control, estimand, options.withMethod(method).withSeed(seed));
        } catch (InputException undefined) {
            // One group that a method cannot serve must not cost the others theirs.
            return TwoArmEstimate.of(treated, control, estimand, options.withMethod(IntervalMethod.WELCH))
                    .withNotes(List.of(undefined.getMessage() + ": welch interval instead"));
        }
    }

    List<SubgroupEffect> effects() {
        return effects;
    }

    List<Heterogeneity> heterogeneity() {
        return heterogeneity;
    }

    /** The number of tests of all dimensions. */
    int family() {
        return (int) effects.stream().filter(SubgroupEffect::estimable).count();
    }

    /** What a reader of the result should know. */
    List<String> notes() {
        return notes;
    }
}

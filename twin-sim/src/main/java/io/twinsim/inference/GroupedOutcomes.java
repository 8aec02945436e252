package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import java.util.Optional;

/**
 * The outcomes of both arms, sorted into the groups of one dimension in one pass over the rows: {@code O(rows +
 * groups)} time, one copy of the outcomes.
 */
final class GroupedOutcomes {

    private final double[][] treated;
    private final double[][] control;
    private final Moments[] treatedMoments;
    private final Moments[] controlMoments;

    private GroupedOutcomes(double[][] treated, double[][] control) {
        this.treated = treated;
        this.control = control;
        this.treatedMoments = moments(treated);
        this.controlMoments = moments(control);
    }

    static GroupedOutcomes of(SubgroupKeys keys, Arms arms) {
        return new GroupedOutcomes(split(keys, arms.treated()), split(keys, arms.control()));
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

    private static Moments[] moments(double[][] parts) {
        Moments[] moments = new Moments[parts.length];
        for (int g = 0; g < parts.length; g++) {
            moments[g] = Moments.of(parts[g]);
        }
        return moments;
    }

    int groups() {
        return treated.length;
    }

    double[] treated(int group) {
        return treated[group];
    }

    double[] control(int group) {
        return control[group];
    }

    Moments treatedMoments(int group) {
        return treatedMoments[group];
    }

    Moments controlMoments(int group) {
        return controlMoments[group];
    }

    GroupContrast contrast(int group) {
        return GroupContrast.of(treatedMoments[group], controlMoments[group]);
    }

    /** For each group the effect in all others together, if both arms have two units there. */
    Rest rest() {
        return new Rest(new Others(treatedMoments), new Others(controlMoments));
    }

    /** The effects without one group each. */
    record Rest(Others treated, Others control) {

        Optional<Welch> without(int group) {
            Moments t = treated.without(group);
            Moments c = control.without(group);
            return t.n() < 2 || c.n() < 2 ? Optional.empty() : Optional.of(Welch.of(t, c));
        }
    }

    /** Moments of all groups before and of all groups after each one: the rest of any group is a single merge. */
    private static final class Others {
        private final Moments[] before;
        private final Moments[] after;

        Others(Moments[] groups) {
            int k = groups.length;
            before = new Moments[k + 1];
            after = new Moments[k + 1];
            before[0] = Moments.EMPTY;
            after[k] = Moments.EMPTY;
            for (int g = 0; g < k; g++) {
                before[g + 1] = before[g].merge(groups[g]);
                after[k - 1 - g] = groups[k - 1 - g].merge(after[k - g]);
            }
        }

        Moments without(int group) {
            return before[group].merge(after[group + 1]);
        }
    }
}

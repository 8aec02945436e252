package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the subgroups of an experiment are treated.
 *
 * @param minGroup units of both arms together below which a group is not estimable, at least 4
 * @param corrections of p-values, Holm and BH always among them
 * @param family which tests are corrected together
 * @param higherIsBetter whether the best group is the one with the highest effect
 * @param method of the groups' intervals if one was asked for; groups are not resampled otherwise
 */
record SubgroupSettings(int minGroup, Set<Correction> corrections, TestFamily family, boolean higherIsBetter,
        Optional<IntervalMethod> method) {

    private static final int DEFAULT_MIN_GROUP = 10;
    private static final int LEAST_MIN_GROUP = 4;

    SubgroupSettings {
        Checks.atLeast(LEAST_MIN_GROUP, minGroup, "minGroup");
        EnumSet<Correction> all = EnumSet.of(Correction.HOLM, Correction.BH);
        all.addAll(corrections);
        corrections = Collections.unmodifiableSet(all);
        Checks.notNull(family, "family");
    }

    static SubgroupSettings of() {
        return new SubgroupSettings(DEFAULT_MIN_GROUP, Set.of(), TestFamily.ALL, true, Optional.empty());
    }

    SubgroupSettings withMinGroup(int units) {
        return new SubgroupSettings(units, corrections, family, higherIsBetter, method);
    }

    /** Those, beside Holm and BH; earlier choices are forgotten. */
    SubgroupSettings withCorrections(Correction... chosen) {
        List<Correction> all = Arrays.asList(chosen);
        all.forEach(one -> Checks.notNull(one, "correction"));
        return new SubgroupSettings(minGroup, Set.copyOf(all), family, higherIsBetter, method);
    }

    SubgroupSettings withFamily(TestFamily other) {
        return new SubgroupSettings(minGroup, corrections, other, higherIsBetter, method);
    }

    SubgroupSettings withHigherIsBetter(boolean higher) {
        return new SubgroupSettings(minGroup, corrections, family, higher, method);
    }

    SubgroupSettings withMethod(IntervalMethod chosen) {
        return new SubgroupSettings(minGroup, corrections, family, higherIsBetter,
                Optional.of(Checks.notNull(chosen, "method")));
    }
}

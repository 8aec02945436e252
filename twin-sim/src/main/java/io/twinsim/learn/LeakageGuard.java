package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the features what a model cannot know when it is used: the target and what is a recoding of it, the
 * treatment, what was measured after the treatment, and identifiers. {@link #features} refuses, with the way out.
 *
 * @param data the rows
 * @param target the outcome's column
 * @param treatment the treatment's column, or null
 * @param after columns that the caller declares to be measured after the treatment
 * @param before columns that the caller declares to be measured before the treatment: arms may differ in them
 * @param aside columns with another role (id, time, folds), left out unless they are asked for
 * @param randomised whether units came to their arms by chance, so that columns known before differ by chance alone
 */
record LeakageGuard(Population data, String target, @Nullable String treatment, List<String> after,
        List<String> before, List<String> aside, boolean randomised) {

    LeakageGuard {
        after = List.copyOf(after);
        before = List.copyOf(before);
        aside = List.copyOf(aside);
        List<String> known = data.names();
        Checks.known("column", target, known);
        if (treatment != null) {
            Checks.known("column", treatment, known);
            if (treatment.equals(target)) {
                throw new InputException("treatment must not be the target, got " + Names.quote(target) + " for both");
            }
        }
        for (List<String> names : List.of(after, before, aside)) {
            names.forEach(name -> Checks.known("column", name, known));
        }
        for (String name : before) {
            if (after.contains(name)) {
                throw new InputException("column " + Names.quote(name)
                        + " must be measured before or after the treatment, got both");
            }
        }
    }

    /** The guard of a data set without a treatment. */
    static LeakageGuard of(Population data, String target) {
        return new LeakageGuard(data, target, null, List.of(), List.of(), List.of(), true);
    }

    /**
     * The features to learn from.
     *
     * @param wanted the columns asked for; null for every column that has no other role
     * @param without columns to leave out
     * @param notes receives what the caller should know
     * @return at least one name, in the order of the data or of {@code wanted}
     * @throws InputException for the first feature that leaks
     */
    List<String> features(@Nullable List<String> wanted, List<String> without, List<String> notes) {
        List<String> known = data.names();
        without.forEach(name -> Checks.known("column", name, known));
        Set<String> features = new LinkedHashSet<>(wanted == null ? known : wanted);
        if (wanted == null) {
            features.remove(target);
            features.remove(treatment);
            after.forEach(features::remove);
            aside.forEach(features::remove);
        }
        without.forEach(features::remove);
        if (features.isEmpty()) {
            throw new InputException("features must hold at least one column, got none; columns: "
                    + String.join(", ", known));
        }
        for (String feature : features) {
            Checks.known("column", feature, known);
            refuseRoles(feature);
        }
        refuseLeaks(features, notes);
        return new ArrayList<>(features);
    }

    private void refuseLeaks(Set<String> features, List<String> notes) {
        LeakageRecoding target = new LeakageRecoding(data, this.target);
        LeakageRecoding arm = treatment == null ? null : new LeakageRecoding(data, treatment);
        LeakageArms arms = treatment == null || !randomised ? null : new LeakageArms(data, treatment);
        for (String feature : features) {
            refuse(target.of(feature), feature, "the target " + Names.quote(this.target));
            if (arm != null) {
                refuse(arm.of(feature), feature, "the treatment " + Names.quote(String.valueOf(treatment)));
            }
            LeakageIdentity.refuse(data, feature);
            if (arms != null && !before.contains(feature)) {
                refuseAfter(arms, feature);
            }
            String note = target.warning(feature);
            if (note != null) {
                notes.add(note);
            }
        }
    }

    private void refuseRoles(String feature) {
        String quoted = "feature " + Names.quote(feature);
        if (feature.equals(target)) {
            throw new InputException(quoted + " must not be the target; leave it out");
        }
        if (feature.equals(treatment)) {
            throw new InputException(quoted
                    + " must not be the treatment, which is not known of a new unit; leave it out");
        }
        if (after.contains(feature)) {
            throw new InputException(quoted + " must not be measured after the treatment, as it is declared to be; "
                    + "leave it out");
        }
    }

    private static void refuse(@Nullable String recoding, String feature, String of) {
        if (recoding != null) {
            throw new InputException("feature " + Names.quote(feature) + " must not tell " + of + " itself, got "
                    + recoding + " of it; leave it out: .without(" + Names.quote(feature) + ")");
        }
    }

    private void refuseAfter(LeakageArms arms, String feature) {
        LeakageArms.Difference difference = arms.difference(feature);
        if (difference.p() < LeakageArms.BEYOND_CHANCE) {
            throw new InputException("feature " + Names.quote(feature) + " must not be measured after the treatment, "
                    + "got arms of " + Names.quote(String.valueOf(treatment)) + " that differ in it beyond chance (p = "
                    + Numbers.significant(difference.p(), 2) + ", " + difference.test() + "); leave it out: .without("
                    + Names.quote(feature) + "), or if it was measured before and units were not assigned at random, "
                    + "declare it: .withPreTreatment(" + Names.quote(feature) + ")");
        }
    }
}

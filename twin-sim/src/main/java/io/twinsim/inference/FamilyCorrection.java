package io.twinsim.inference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Corrects the p-values of estimable groups, family by family.
 *
 * @param settings the corrections and the families
 * @param ends for each dimension, one past its last group
 */
record FamilyCorrection(SubgroupSettings settings, List<Integer> ends) {

    void correct(List<SubgroupEffect> effects) {
        if (settings.family() == TestFamily.ALL) {
            correct(effects, 0, effects.size(), corrections());
            return;
        }
        int start = 0;
        for (int end : ends) {
            correct(effects, start, end, settings.corrections());
            start = end;
        }
    }

    /** Groups of different dimensions overlap, so that BH has no guarantee there: BY stands beside it. */
    private Set<Correction> corrections() {
        Set<Correction> all = EnumSet.copyOf(settings.corrections());
        if (ends.size() > 1) {
            all.add(Correction.BY);
        }
        return all;
    }

    private static void correct(List<SubgroupEffect> effects, int from, int to, Set<Correction> corrections) {
        List<Integer> tested = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (effects.get(i).estimable()) {
                tested.add(i);
            }
        }
        double[] p = tested.stream().mapToDouble(i -> effects.get(i).pValue().orElseThrow()).toArray();
        Map<Correction, double[]> adjusted = new EnumMap<>(Correction.class);
        corrections.forEach(one -> adjusted.put(one, one.adjust(p)));
        for (int j = 0; j < p.length; j++) {
            Map<Correction, Double> values = new EnumMap<>(Correction.class);
            for (Map.Entry<Correction, double[]> entry : adjusted.entrySet()) {
                values.put(entry.getKey(), entry.getValue()[j]);
            }
            effects.set(tested.get(j), effects.get(tested.get(j)).corrected(values, p.length));
        }
    }
}

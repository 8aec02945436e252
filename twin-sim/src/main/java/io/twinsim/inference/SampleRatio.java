package io.twinsim.inference;

import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sample-ratio test: whether the arms have the sizes that the design gives them, by Pearson's chi-square on one
 * degree of freedom. All assigned units count, with or without an outcome. A mismatch points at broken assignment or
 * logging, and no verdict can be trusted.
 *
 * <p>Units that were assigned together make the sizes of the arms vary more than single ones do. With clusters the
 * statistic is therefore {@code (sum d)^2 / sum(d^2)} over the clusters, d the treated less the share times the units
 * of a cluster; it cannot exceed the number of clusters, so that fewer than 11 never block a verdict.
 *
 * @param treated units assigned to the treated arm
 * @param control units assigned to the control arm
 * @param expectedShare the share of the treated by design, in (0, 1)
 * @param chiSquare the statistic, on 1 degree of freedom, at least 0
 * @param pValue its upper tail, in [0, 1]
 * @param tested whether the design gives a share to test; not so in observational data
 */
public record SampleRatio(
        long treated, long control, double expectedShare, double chiSquare, double pValue, boolean tested) {

    /** Below this p-value the verdict is blocked. */
    public static final double THRESHOLD = 0.001;

    static SampleRatio of(long treated, long control, double expectedShare) {
        double n = (double) treated + control;
        double off = treated - n * expectedShare;
        double chiSquare = off * off / (n * expectedShare * (1 - expectedShare));
        return new SampleRatio(treated, control, expectedShare, chiSquare, Special.chiSquareSf(chiSquare, 1), true);
    }

    /** With units that were assigned together: one statistic over the deviations of their sums. */
    static SampleRatio of(long treated, long control, double expectedShare, double[] deviations) {
        double sum = 0;
        double squares = 0;
        for (double off : deviations) {
            sum += off;
            squares += off * off;
        }
        double chiSquare = squares > 0 ? sum * sum / squares : 0;
        return new SampleRatio(treated, control, expectedShare, chiSquare, Special.chiSquareSf(chiSquare, 1), true);
    }

    /** The same counts where nobody designed them. */
    SampleRatio untested() {
        return new SampleRatio(treated, control, expectedShare, chiSquare, pValue, false);
    }

    /**
     * Whether the verdict is blocked.
     *
     * @return true if it was tested and the p-value is below {@link #THRESHOLD}
     */
    public boolean mismatch() {
        return tested && pValue < THRESHOLD;
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("treated", treated);
        tree.put("control", control);
        tree.put("expectedShare", expectedShare);
        tree.put("chiSquare", chiSquare);
        tree.put("pValue", pValue);
        tree.put("mismatch", mismatch());
        tree.put("tested", tested);
        return tree;
    }

    /** One line such as {@code 21,307 : 21,306, expected share 0.5, p 1}. */
    @Override
    public String toString() {
        if (!tested) {
            return Lines.one(Numbers.grouped(treated) + " : " + Numbers.grouped(control) + ", by no design");
        }
        return Lines.one(Numbers.grouped(treated) + " : " + Numbers.grouped(control) + ", expected share "
                + Numbers.significant(expectedShare, 4) + ", p " + Texts.pValue(pValue));
    }
}

package io.twinsim.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The units of both arms as the estimators see them: treated first, then controls, in row order. The arrays are shared
 * and never changed.
 *
 * @param outcome the outcomes
 * @param treated 1 for the treated, 0 for controls
 * @param rowIds the row of each unit in the data, which keys its draws
 * @param treatedCount the number of the treated
 * @param binary whether all outcomes are 0 or 1
 * @param covariates what is adjusted for
 * @param clusters which units belong together
 */
record ArmUnits(
        double[] outcome, double[] treated, long[] rowIds, int treatedCount, boolean binary, Covariates covariates,
        Optional<Clusters> clusters) {

    static ArmUnits of(Arms arms, long baseRow, boolean binary, Covariates covariates, Optional<Clusters> clusters) {
        int n1 = arms.treated().size();
        int n = n1 + arms.control().size();
        double[] outcome = new double[n];
        double[] treated = new double[n];
        long[] rowIds = new long[n];
        for (int i = 0; i < n; i++) {
            Arms.Arm arm = i < n1 ? arms.treated() : arms.control();
            int position = i < n1 ? i : i - n1;
            outcome[i] = arm.outcome(position);
            treated[i] = i < n1 ? 1 : 0;
            rowIds[i] = baseRow + arm.row(position);
        }
        return new ArmUnits(outcome, treated, rowIds, n1, binary, covariates, clusters);
    }

    int size() {
        return outcome.length;
    }

    int controlCount() {
        return outcome.length - treatedCount;
    }

    boolean isTreated(int i) {
        return i < treatedCount;
    }

    /** A column of ones and the standardised covariates. */
    double[][] design() {
        return before(ones());
    }

    /** A column of ones, the treatment, and the standardised covariates. */
    double[][] treatmentDesign() {
        return before(ones(), treated);
    }

    List<String> designNames() {
        return covariates.namesAfter("(intercept)");
    }

    private double[] ones() {
        double[] ones = new double[size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double[][] before(double[]... first) {
        double[][] all = new double[first.length + covariates.count()][];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(covariates.standardised(), 0, all, first.length, covariates.count());
        return all;
    }
}

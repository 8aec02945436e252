package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.GeneralisedLinear;
import io.twinsim.internal.text.Numbers;
import java.util.Optional;

/**
 * The probability of treatment given the covariates, by logistic regression, and which units have enough overlap.
 *
 * @param propensity of each unit
 * @param kept the units whose propensity lies inside the trimming limits
 */
record PropensityModel(double[] propensity, boolean[] kept) {

    /** The limits outside which overlap is in doubt: there a unit would weigh more than 100. */
    static final double LOWER = 0.01;
    static final double UPPER = 0.99;
    /** The share of all units that may lie outside, each with a small weight of its own. */
    private static final double TOLERATED = 0.05;

    static PropensityModel of(ArmUnits units, Optional<AdjustmentSettings.Trim> trim) {
        GeneralisedLinear fit = GeneralisedLinear.of(GeneralisedLinear.Family.LOGISTIC, units.design(),
                units.treated(), null, units.designNames());
        return of(fit.fitted(), trim);
    }

    static PropensityModel of(double[] propensity, Optional<AdjustmentSettings.Trim> trim) {
        boolean[] kept = new boolean[propensity.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = trim.isEmpty() || trim.get().keeps(propensity[i]);
        }
        return new PropensityModel(propensity, kept);
    }

    long outside() {
        return below() + above();
    }

    private long below() {
        long count = 0;
        for (double e : propensity) {
            count += e < LOWER ? 1 : 0;
        }
        return count;
    }

    long above() {
        long count = 0;
        for (double e : propensity) {
            count += e > UPPER ? 1 : 0;
        }
        return count;
    }

    /**
     * Refuses weights above 100 and samples with more than 5 % of the units beyond the limits, unless the caller has
     * said which propensities to keep. For the effect on the treated only the upper limit counts: controls unlike any
     * of the treated weigh nothing.
     */
    void requireOverlap(ArmUnits units, boolean onTreated) {
        long outside = onTreated ? above() : outside();
        long heavy = 0;
        for (int i = 0; i < propensity.length; i++) {
            double own = units.isTreated(i) ? propensity[i] : 1 - propensity[i];
            heavy += own < LOWER && !(onTreated && units.isTreated(i)) ? 1 : 0;
        }
        if (heavy > 0 || outside > TOLERATED * propensity.length) {
            throw new InputException("propensity must be in [0.01, 0.99], got " + Numbers.grouped(outside) + " of "
                    + Numbers.grouped(propensity.length) + " rows outside, " + Numbers.grouped(heavy)
                    + " with a weight above 100; trim to 0.01, 0.99 to leave them out, or to 0, 1 to keep them");
        }
    }

    /** Refuses to weight by 1/0, whatever was asked for, and arms that trimming has emptied. */
    void requireUsable(ArmUnits units) {
        int[] left = new int[2];
        for (int i = 0; i < propensity.length; i++) {
            double own = units.isTreated(i) ? propensity[i] : 1 - propensity[i];
            if (kept[i] && !(own > 0)) {
                throw new InputException("propensity must be in (0, 1), got " + Numbers.shortest(propensity[i]));
            }
            left[units.isTreated(i) ? 0 : 1] += kept[i] ? 1 : 0;
        }
        if (left[0] < 2 || left[1] < 2) {
            throw new InputException("trim must leave at least 2 rows per arm, got " + left[0] + " treated and "
                    + left[1] + " control");
        }
    }

    long keptCount() {
        long count = 0;
        for (boolean one : kept) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** The score of the logistic regression. */
    EstimatingEquation scores(ArmUnits units) {
        double[] information = new double[propensity.length];
        double[] residual = new double[propensity.length];
        for (int i = 0; i < propensity.length; i++) {
            information[i] = propensity[i] * (1 - propensity[i]);
            residual[i] = units.treated()[i] - propensity[i];
        }
        return new EstimatingEquation(units.design(), information, residual);
    }

    PropensitySummary summary(ArmUnits units, Optional<AdjustmentSettings.Trim> trim) {
        double min = 1;
        double max = 0;
        long[] trimmed = new long[2];
        for (int i = 0; i < propensity.length; i++) {
            min = Math.min(min, propensity[i]);
            max = Math.max(max, propensity[i]);
            trimmed[units.isTreated(i) ? 0 : 1] += kept[i] ? 0 : 1;
        }
        return new PropensitySummary(min, max, outside(), trim.map(AdjustmentSettings.Trim::lower).orElse(0.0),
                trim.map(AdjustmentSettings.Trim::upper).orElse(1.0), trimmed[0], trimmed[1]);
    }
}

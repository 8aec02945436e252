package io.twinsim.sim;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;

/** The power of a test of two means by the noncentral t, with Satterthwaite's degrees of freedom. */
final class TrialPower {

    /** Beyond this many units per arm Student's correction is below one unit in any case. */
    static final long NORMAL_FROM = 1_000_000;
    /** The ratio of two whole numbers times the second is the first, but for this relative error. */
    private static final double ROUNDING = 1e-12;
    /** From so many degrees of freedom on, and up to this critical value, expansions give powers within 2e-7. */
    private static final double ROUGH_FROM = 60;
    private static final double ROUGH_TO = 4;
    /** Where less than this decides, they do not. */
    private static final double CLOSE = 1e-6;
    /** From here on they are good to 1e-10. */
    private static final double FINE_FROM = 400;
    private static final double FINE = 1e-9;

    /** The normal critical value. */
    final double z;
    private final double tail;
    private final double ratio;
    private final double treatedVariance;
    private final double controlVariance;

    /**
     * A test.
     *
     * @param tail half the level of significance
     * @param ratio the units treated per unit left alone
     */
    TrialPower(double tail, double ratio, double treatedVariance, double controlVariance) {
        this.z = -Normal.quantile(tail);
        this.tail = tail;
        this.ratio = ratio;
        this.treatedVariance = treatedVariance;
        this.controlVariance = controlVariance;
    }

    /** The units to be treated beside so many that are left alone; no fewer than 2 make a test. */
    long treated(long control) {
        double units = ratio * control;
        double whole = Math.rint(units);
        return Math.max(2, (long) (Math.abs(units - whole) <= ROUNDING * units ? whole : Math.ceil(units)));
    }

    double squaredError(long treated, long control) {
        return treatedVariance / treated + controlVariance / control;
    }

    double error(long control) {
        return Math.sqrt(squaredError(treated(control), control));
    }

    /** The units left alone at which the square of the error is so large, as a fraction. */
    double control(double squaredError) {
        return (controlVariance + treatedVariance / ratio) / squaredError;
    }

    boolean manyUnits(long control) {
        return Math.min(control, treated(control)) >= NORMAL_FROM;
    }

    double critical(long control) {
        return manyUnits(control) ? z : -StudentT.quantile(tail, welch(control));
    }

    /** The critical value within 5e-7, which is exact where it has no expansion. */
    double roughCritical(long control) {
        double df = welch(control);
        return manyUnits(control) || !rough(df) ? critical(control) : StudentT.roughQuantile(z, df);
    }

    private boolean rough(double df) {
        return df >= ROUGH_FROM && z <= ROUGH_TO;
    }

    /** Whether a power or assurance by expansions may be on the other side of what is asked for. */
    boolean near(long control, double rough, double asked) {
        return Math.abs(rough - asked) < (welch(control) < FINE_FROM ? CLOSE : FINE);
    }

    /** Satterthwaite's degrees of freedom. */
    private double welch(long control) {
        long treated = treated(control);
        double a = treatedVariance / treated;
        double b = controlVariance / control;
        double sum = a + b;
        return sum == 0 ? (double) treated + control - 2
                : sum * sum / (a * a / (treated - 1) + b * b / (control - 1));
    }

    /**
     * The power for an effect of this size if each variance is so many times that of one outcome; where it is clearly
     * on one side of the power asked for, within 1e-6, or a bound that is below it: no test is more powerful than that
     * of a known variance.
     */
    double power(long control, double size, double times, double asked) {
        double shift = size / Math.sqrt(times * squaredError(treated(control), control));
        double most = Normal.cdf(shift - z);
        if (manyUnits(control) || !(shift < 1e6) || most < asked - CLOSE) {
            return most;
        }
        double df = welch(control);
        if (rough(df)) {
            double rough = 1 - StudentT.roughNoncentralCdf(StudentT.roughQuantile(z, df), df, shift);
            if (!near(control, rough, asked)) {
                return rough;
            }
        }
        return 1 - StudentT.noncentralCdf(critical(control), df, shift);
    }
}

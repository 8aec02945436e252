package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.StudentT;

/**
 * A difference with its standard error and Satterthwaite's degrees of freedom.
 *
 * @param difference the estimate
 * @param standardError its standard error, 0 if no arm varies
 * @param df degrees of freedom; not used where the standard error is 0
 */
record Welch(double difference, double standardError, double df) {

    static Welch of(Moments treated, Moments control) {
        return of(Sample.mean(treated) - Sample.mean(control), new Moments[] {treated, control});
    }

    /** Any signed sum of independent means: squared errors add up, degrees of freedom by Satterthwaite. */
    static Welch of(double difference, Moments... cells) {
        double sum = 0;
        double spread = 0;
        for (Moments cell : cells) {
            double squared = Sample.squaredError(cell);
            sum += squared;
            spread += squared * squared / (cell.n() - 1);
        }
        return new Welch(difference, Math.sqrt(sum), sum > 0 ? sum * sum / spread : 1);
    }

    /** The difference between this and an independent one. */
    Welch minus(Welch other) {
        double a = standardError * standardError;
        double b = other.standardError * other.standardError;
        double sum = a + b;
        double spread = a * a / df + b * b / other.df;
        return new Welch(difference - other.difference, Math.sqrt(sum), sum > 0 ? sum * sum / spread : 1);
    }

    /** Half the width of the interval. */
    double halfWidth(double level) {
        return standardError == 0 ? 0 : -StudentT.quantile((1 - level) / 2, df) * standardError;
    }

    /**
     * The two-sided p-value of "the difference is 0"; 1 if a zero difference has no error, 0 if another one has none.
     */
    double pValue() {
        if (standardError == 0) {
            return difference == 0 ? 1 : 0;
        }
        return Math.min(1, 2 * StudentT.cdf(-Math.abs(difference / standardError), df));
    }

    /** The same; by Fisher's exact test for 0/1 outcomes of n1 and n0 units that vary in neither arm. */
    double pValue(boolean binary, long n1, long n0) {
        return binary && standardError == 0 ? FisherExact.constantArms(n1, n0, difference == 0) : pValue();
    }
}

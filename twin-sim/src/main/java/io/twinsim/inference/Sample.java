package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;

/**
 * The checked values of one arm with their moments, and what refusals call them. The array is shared, never changed and
 * never handed out.
 */
record Sample(double[] values, Moments moments, boolean binary, String name) {

    /** Data whose ties are blurred by rounding: two sums closer than this share of the range are one value. */
    private static final double TIE_SHARE = 1e-12;
    private static final double MAX_TIE_SHARE = 1e-9;
    private static final double SCALE = 1e75;

    /** Copies nothing; the caller's array must not change while an estimate is made. */
    static Sample of(double[] values, String name) {
        Checks.notNull(values, name);
        boolean binary = true;
        long bad = 0;
        int first = -1;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                first = bad++ == 0 ? i : first;
            }
            binary &= value == 0 || value == 1;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (bad > 0) {
            throw new InputException(name + " must be finite, got " + Numbers.shortest(values[first]) + " at index "
                    + first
                    + " (" + Numbers.grouped(bad) + " in all)");
        }
        requireScale(min, max, name);
        return new Sample(values, Moments.of(values), binary, name);
    }

    /** The values of a column, which refusals name; missing ones are refused with their number. */
    static Sample of(Population data, String name) {
        Checks.notNull(data, "data");
        Column column = data.column(Checks.notNull(name, "column"));
        String named = "column " + Names.quote(name);
        if (column.type() == ColumnType.CATEGORY) {
            throw new InputException(named + " must hold numbers, got a category; a real, integer or flag column is "
                    + "needed");
        }
        if (column.missing() > 0) {
            throw new InputException(named + " must not be missing, got " + Numbers.grouped(column.missing())
                    + (column.missing() == 1 ? " missing value of " : " missing values of ")
                    + Numbers.grouped(column.size()) + "; leave them out with where \"not is_missing(" + name + ")\"");
        }
        return of(data.doubles(name), named).atLeastTwo(named);
    }

    /** Refuses scales at which fourth powers of deviations leave the range of a double. */
    static void requireScale(double min, double max, String name) {
        double largest = Math.max(Math.abs(min), Math.abs(max));
        if (max > min && !(max - min >= 1 / SCALE && max - min <= SCALE && largest <= SCALE * SCALE)) {
            throw new InputException(name + " must spread over 1e-75 to 1e75, got " + Numbers.shortest(min) + " to "
                    + Numbers.shortest(max) + "; rescale them");
        }
    }

    /** Refuses statistics whose standard error has a cube or a fourth power beyond the range of a double. */
    static void requireErrorScale(double error, String name) {
        if (error > SCALE || error > 0 && error < 1 / SCALE) {
            throw new InputException("the standard error of " + name + " must be 1e-75 to 1e75, got "
                    + Numbers.significant(error, 3) + "; rescale the data");
        }
    }

    /** Refuses samples without a variance. */
    Sample atLeastTwo(String name) {
        requireTwo(moments.n(), name);
        return this;
    }

    /** Refuses a column of the same units that is shorter or longer. */
    static void requireLength(double[] values, String name, int rows) {
        if (Checks.notNull(values, name).length != rows) {
            throw new InputException(name + " must have one value per row (" + Numbers.grouped(rows) + "), got "
                    + Numbers.grouped(values.length));
        }
    }

    static void requireTwo(long n, String name) {
        if (n < 2) {
            throw new InputException(name + " has " + n + (n == 1 ? " row" : " rows") + ", need >= 2");
        }
    }

    int size() {
        return values.length;
    }

    boolean constant() {
        return moments.min() == moments.max();
    }

    /** The mean; of equal values, that value to the last bit. */
    static double mean(Moments moments) {
        return moments.min() == moments.max() ? moments.min() : moments.mean();
    }

    /** The squared standard error of the mean; of equal values exactly 0. */
    static double squaredError(Moments moments) {
        return moments.min() == moments.max() ? 0 : moments.variance() / moments.n();
    }

    /** The number of ones among zeros and ones. */
    long ones() {
        return Math.round(moments.sum());
    }

    /** How far apart two means of resamples may lie by the rounding of the values alone. */
    double rounding() {
        return 2 * Math.ulp(Math.max(Math.abs(moments.min()), Math.abs(moments.max())));
    }

    /** How far apart two means of resamples may lie and still be one value of the underlying rounded data. */
    double tieTolerance() {
        double range = moments.max() - moments.min();
        double rounding = 4 * Math.ulp(1.0) * Math.max(Math.abs(moments.min()), Math.abs(moments.max()));
        return TIE_SHARE * range + Math.min(rounding, MAX_TIE_SHARE * range);
    }
}

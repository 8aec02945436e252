package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Values, conditions and cut points as parts of formulas. */
final class FunctionalText {

    private static final int[] STEPS = {10, 5, 2, 1};

    private FunctionalText() {
    }

    /** Whether a column's values are false and true or 0 and 1. */
    static boolean binary(ColumnProfile target, double[] values) {
        return target.type() == ColumnType.FLAG
                || target.number() && values.length == 2 && values[0] == 0 && values[1] == 1;
    }

    /** A flag or a 0/1 number from the condition under which it is set. */
    static String chosen(ColumnProfile target, String condition) {
        return target.type() == ColumnType.FLAG ? condition : "if(" + condition + ", 1, 0)";
    }

    /** One value of a column. */
    static String value(ColumnProfile target, double value, int level) {
        return switch (target.type()) {
            case INTEGER, REAL -> StructureText.number(value);
            case FLAG -> value == 1 ? "true" : "false";
            case CATEGORY -> StructureText.label(target.levels().get(level).label());
        };
    }

    /**
     * A number to cut at that is easy to read: above {@code below}, at most {@code above}, with the fewest digits, and
     * of those the nearest to the middle: 99.99 and 100.3 give 100.
     */
    static double cut(double below, double above) {
        BigDecimal low = new BigDecimal(below);
        BigDecimal high = new BigDecimal(above);
        BigDecimal middle = low.add(high).divide(BigDecimal.valueOf(2));
        BigDecimal gap = high.subtract(low);
        if (low.signum() < 0 && high.signum() >= 0) {
            return 0;
        }
        int largest = high.abs().max(low.abs()).max(gap).precision() - high.abs().max(low.abs()).max(gap).scale();
        for (int exponent = largest; exponent > largest - 18; exponent--) {
            for (int step : STEPS) {
                BigDecimal unit = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent - 1);
                BigDecimal near = multiple(middle, unit, RoundingMode.HALF_UP);
                for (BigDecimal candidate : new BigDecimal[] {near, multiple(high, unit, RoundingMode.FLOOR),
                    near.add(unit)}) {
                    if (candidate.compareTo(low) > 0 && candidate.compareTo(high) <= 0
                            && candidate.doubleValue() > below && candidate.doubleValue() <= above) {
                        return candidate.doubleValue();
                    }
                }
            }
        }
        return above;
    }

    private static BigDecimal multiple(BigDecimal x, BigDecimal unit, RoundingMode mode) {
        return x.divide(unit, 0, mode).multiply(unit);
    }
}

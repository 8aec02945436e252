package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an axis spans.
 *
 * @param lower where it starts
 * @param upper where it ends, above {@code lower}
 * @param logarithmic whether equal ratios are equally far apart; both ends are above 0 then
 */
record Scale(double lower, double upper, boolean logarithmic) {

    private static final double NO_SPAN = 1e-12;
    private static final int MOST_DECIMALS = 6;
    private static final double[] STEPS = {1, 2, 5, 10};

    /** From the least to the greatest value with a part of that free on both sides; never without width. */
    static Scale around(double least, double greatest, double free) {
        double span = greatest - least;
        double size = Math.max(Math.abs(least), Math.abs(greatest));
        if (!(span > NO_SPAN * size)) {
            double half = size > 0 ? 0.1 * size : 0.01;
            return new Scale(least - half, greatest + half, false);
        }
        return new Scale(least - free * span, greatest + free * span, false);
    }

    /** Whole powers of ten around two values above 0, or as much of them as is used. */
    static Scale decades(double least, double greatest) {
        double room = Math.max(1.3, Math.pow(greatest / least, 0.04));
        return new Scale(least / room, greatest * room, true);
    }

    /** What is drawn for a value: itself, or its logarithm. */
    double of(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    /** Where a value lies: 0 at the start, 1 at the end. */
    double at(double value) {
        return (of(value) - of(lower)) / (of(upper) - of(lower));
    }

    /** Round values within the axis, at most so many. */
    List<Double> ticks(int most) {
        return logarithmic ? powers(most) : multiples(step(most));
    }

    private List<Double> powers(int most) {
        int first = (int) Math.ceil(of(lower) - 1e-9);
        int last = (int) Math.floor(of(upper) + 1e-9);
        int every = 1 + (last - first) / Math.max(1, most);
        List<Double> ticks = new ArrayList<>();
        for (int k = first; k <= last; k++) {
            if (Math.floorMod(k, every) == 0) {
                ticks.add(new BigDecimal(BigDecimal.ONE.unscaledValue(), -k).doubleValue());
            }
        }
        return ticks.size() >= 2 ? ticks : multiples(step(most));
    }

    /** The smallest step of 1, 2 or 5 times a power of ten that makes at most so many multiples. */
    private BigDecimal step(int most) {
        BigDecimal rough = new BigDecimal((upper - lower) / Math.max(1, most)).round(
                new MathContext(1, RoundingMode.DOWN));
        BigDecimal power = new BigDecimal(java.math.BigInteger.ONE, rough.scale() - rough.precision() + 1);
        for (double factor : STEPS) {
            BigDecimal step = power.multiply(new BigDecimal(factor));
            if (multiples(step).size() <= most) {
                return step;
            }
        }
        return power.multiply(new BigDecimal(20));
    }

    private List<Double> multiples(BigDecimal step) {
        BigDecimal k = new BigDecimal(lower).divide(step, 0, RoundingMode.CEILING);
        List<Double> ticks = new ArrayList<>();
        double value = k.multiply(step).doubleValue();
        while (value <= upper) {
            if (value > 0 || !logarithmic) {
                ticks.add(value);
            }
            k = k.add(BigDecimal.ONE);
            value = k.multiply(step).doubleValue();
        }
        return ticks;
    }

    /** The texts of ticks, with as many decimals as tell neighbours apart. */
    static List<String> labels(List<Double> ticks) {
        int decimals = 0;
        boolean plain = true;
        for (double tick : ticks) {
            BigDecimal exact = new BigDecimal(Numbers.shortest(tick)).stripTrailingZeros();
            decimals = Math.max(decimals, exact.scale());
            plain &= Math.abs(tick) < 1e9;
        }
        int places = decimals;
        boolean fixed = plain && places <= MOST_DECIMALS;
        return ticks.stream().map(tick -> fixed ? fixed(tick, places) : Numbers.significant(tick, 4)).toList();
    }

    /** A number with so many decimals, and with commas if it has none. */
    static String fixed(double value, int decimals) {
        return decimals == 0 && Math.abs(value) < 1e15 ? Numbers.grouped(Math.round(value))
                : Numbers.fixed(value, decimals);
    }

    /** The same with a plus sign in front of positive values. */
    static String signed(double value, int decimals) {
        return (value > 0 ? "+" : "") + fixed(value, decimals);
    }
}

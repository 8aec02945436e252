package io.twinsim.bench;

import io.twinsim.internal.text.Numbers;
import java.util.Locale;

/** Measured numbers as text, three digits of them. */
final class Figures {

    private static final String[] UNITS = {"ns", "us", "ms", "s"};

    private Figures() {
    }

    /** A time such as {@code 1.38 ms}, {@code 13.8 ns}. */
    static String time(double nanos) {
        if (!Double.isFinite(nanos)) {
            return "-";
        }
        double value = nanos;
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
            value /= 1_000;
            unit++;
        }
        return digits(value) + " " + UNITS[unit];
    }

    /** Three digits: {@code 1.38}, {@code 13.8}, {@code 138}, {@code 1,380}. */
    static String digits(double value) {
        double size = Math.abs(value);
        return !Double.isFinite(value) ? "-"
                : size >= 99.95 ? Numbers.grouped(Math.round(value))
                : size >= 9.995 ? fixed(value, 1)
                : size >= 0.0995 || value == 0 ? fixed(value, 2)
                : size >= 0.0005 ? fixed(value, 3) : fixed(0, 2);
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** How often one goes into another, such as {@code 3.61 x}. */
    static String times(double ratio) {
        return Double.isFinite(ratio) ? digits(ratio) + " x" : "-";
    }

    /** An error as a share of its value, such as {@code 2 %}. */
    static String share(double error, double value) {
        return Double.isFinite(error / value) ? fixed(100 * error / value, 0) + " %" : "-";
    }
}

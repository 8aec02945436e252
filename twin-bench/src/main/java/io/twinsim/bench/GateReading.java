package io.twinsim.bench;

import java.util.Locale;

/**
 * What one virtual machine measured of one case.
 *
 * @param name the case
 * @param target nanoseconds of the target, the 10th percentile
 * @param reference nanoseconds of the reference, the 10th percentile
 * @param smallBytes bytes allocated by the target at the smaller size
 * @param largeBytes bytes allocated by the target at the larger size
 */
record GateReading(String name, double target, double reference, long smallBytes, long largeBytes) {

    private static final String MARK = "reading";
    private static final int FIELDS = 6;

    double ratio() {
        return target / reference;
    }

    /** The line by which a fork tells it. */
    String line() {
        return String.format(Locale.ROOT, "%s %s %.3f %.3f %d %d", MARK, name, target, reference, smallBytes,
                largeBytes);
    }

    static boolean isLine(String text) {
        return text.startsWith(MARK + " ");
    }

    static GateReading ofLine(String text) {
        String[] fields = text.split(" ");
        if (fields.length != FIELDS) {
            throw new IllegalStateException("a fork must tell " + FIELDS + " words per case, got " + text);
        }
        return new GateReading(fields[1], Double.parseDouble(fields[2]), Double.parseDouble(fields[3]),
                Long.parseLong(fields[4]), Long.parseLong(fields[5]));
    }
}

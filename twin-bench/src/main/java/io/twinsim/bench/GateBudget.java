package io.twinsim.bench;

/**
 * What a case may cost.
 *
 * @param ratio the ratio its limit comes from
 * @param known whether that ratio was stored for this JDK and processor; if not, it is the largest stored one
 * @param bytes bytes at the larger size, before the allowance
 * @param slope bytes per row, before the allowance
 */
record GateBudget(double ratio, boolean known, long bytes, double slope) {

    static final double KNOWN = 1.25;
    static final double UNKNOWN = 2;
    private static final double BYTES_FACTOR = 1.02;
    private static final long BYTES_MORE = 2_048;
    private static final double SLOPE_MORE = 0.05;

    double factor() {
        return known ? KNOWN : UNKNOWN;
    }

    double ratioLimit() {
        return factor() * ratio;
    }

    double bytesLimit() {
        return BYTES_FACTOR * bytes + BYTES_MORE;
    }

    double slopeLimit() {
        return slope + SLOPE_MORE;
    }
}

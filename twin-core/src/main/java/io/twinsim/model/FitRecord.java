package io.twinsim.model;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a fitted world came about, for its readers: no number depends on it, and the identity of the model does not count
 * it.
 *
 * @param rows rows of the data, at least 1
 * @param data the content hash of the population that the world was learned from
 * @param seed the seed of the fit, if it used one
 * @param method how it was learned, if it says
 * @param missing the share of missing values by column, for columns that had any; in the order of the file
 */
public record FitRecord(
        long rows, String data, OptionalLong seed, Optional<String> method, Map<String, Double> missing) {

    /** Checks rows and shares, and copies the map. */
    public FitRecord {
        Checks.atLeast(1, rows, "fit.rows");
        Checks.notNull(data, "fit.data");
        Checks.notNull(seed, "fit.seed");
        Checks.notNull(method, "fit.method");
        Map<String, Double> shares = new LinkedHashMap<>(Checks.notNull(missing, "fit.missing"));
        shares.forEach((column, share) -> Checks.closedUnit(share, "fit.missing." + column));
        missing = Collections.unmodifiableMap(shares);
    }

    /** One line: rows and the beginning of the hash. */
    @Override
    public String toString() {
        return "FitRecord[" + Numbers.grouped(rows) + (rows == 1 ? " row" : " rows") + " of data "
                + (data.length() <= 12 ? data : data.substring(0, 12) + "...") + "]";
    }
}

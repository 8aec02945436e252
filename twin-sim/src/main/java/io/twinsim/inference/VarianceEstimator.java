package io.twinsim.inference;

import io.twinsim.internal.math.Robust;
import io.twinsim.internal.text.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * How the variance of a regression's coefficients is estimated: classically, or robust against errors of unequal
 * variance (MacKinnon and White 1985, doi:10.1016/0304-4076(85)90158-7). Below, e is the residual of a row, h its
 * leverage, n the number of rows and p that of columns.
 */
public enum VarianceEstimator {
    /** One variance for all rows, {@code sum(e^2) / (n - p)}: valid only if all errors have one variance. */
    CLASSICAL("classical", Robust.CLASSICAL),
    /** The sandwich with {@code e^2} for each row: too small in small samples. */
    HC0("hc0", Robust.HC0),
    /** The sandwich with {@code e^2 n / (n - p)}. */
    HC1("hc1", Robust.HC1),
    /** The sandwich with {@code e^2 / (1 - h)}: unbiased if the errors have one variance. */
    HC2("hc2", Robust.HC2),
    /** The sandwich with {@code e^2 / (1 - h)^2}: close to the jackknife, rather too large. */
    HC3("hc3", Robust.HC3);

    private final String id;
    private final Robust kind;

    VarianceEstimator(String id, Robust kind) {
        this.id = id;
        this.kind = kind;
    }

    /**
     * The name used on the command line and in JSON.
     *
     * @return text such as {@code hc2}
     */
    public String id() {
        return id;
    }

    Robust kind() {
        return kind;
    }

    /**
     * The estimator of a name.
     *
     * @param name an {@link #id}
     * @return the estimator
     * @throws io.twinsim.InputException if there is no such estimator, with the nearest one
     */
    public static VarianceEstimator named(String name) {
        return Checks.constant("variance estimator", name, values(), VarianceEstimator::id);
    }

    /**
     * The names of all estimators.
     *
     * @return a new list, in the order of the constants
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(VarianceEstimator::id).toList();
    }
}

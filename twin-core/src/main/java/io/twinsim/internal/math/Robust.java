package io.twinsim.internal.math;

/**
 * What the standard errors of a regression assume of the variances of its rows. With residual e and leverage h of a
 * row: {@code HC0} takes e^2 for the row's variance (White 1980), {@code HC1} n / (n - p) times that, {@code HC2}
 * e^2 / (1 - h), unbiased if the variances are equal after all, {@code HC3} e^2 / (1 - h)^2, close to a jackknife
 * (MacKinnon and White 1985, <a href="https://doi.org/10.1016/0304-4076(85)90158-7">doi</a>).
 */
public enum Robust {
    /** Every row has the same variance. */
    CLASSICAL,
    /** White's squared residuals. */
    HC0,
    /** HC0 times n / (n - p). */
    HC1,
    /** Squared residuals over 1 - h. */
    HC2,
    /** Squared residuals over (1 - h)^2. */
    HC3
}

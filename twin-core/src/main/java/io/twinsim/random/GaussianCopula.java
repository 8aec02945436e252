package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.math.Trigonometry;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dependence of normal variables, lent to variables of any distribution. With L the lower Cholesky factor of the
 * latent correlation matrix and z_j the standard normal quantile of the own uniform of variable j, the uniform of
 * variable i is {@code Phi(sum_j L_ij z_j)}. Immutable; used through {@link Draws#joined}.
 *
 * <p>The first variable keeps its own uniforms bit for bit, and so does every variable that is correlated with none
 * above it; a variable correlated 1 with an earlier one has that one's uniforms, bit for bit. Adding a variable at the
 * end moves none of the others.
 *
 * <p>Correlations of normal variables have simple counterparts for their ranks; {@link RealisedCorrelation} says what
 * becomes of them in other distributions.
 */
public final class GaussianCopula {

    private final List<String> paths;
    private final Map<String, Integer> index;
    /** Row i holds the weights of the latents 0 to i. */
    private final double[][] factor;

    private GaussianCopula(List<String> paths, Map<String, Integer> index, double[][] factor) {
        this.paths = paths;
        this.index = index;
        this.factor = factor;
    }

    /**
     * A copula whose streams have the names of the matrix.
     *
     * @param latent the correlations of the normal variables; its names are stream paths
     * @return the copula
     */
    public static GaussianCopula of(CorrelationMatrix latent) {
        return of(Checks.notNull(latent, "latent").names(), latent);
    }

    /**
     * A copula.
     *
     * @param paths the stream path of each row of the matrix, such as {@code var/age}; distinct
     * @param latent the correlations of the normal variables
     * @return the copula
     * @throws InputException if the number of paths differs from the size of the matrix, or a path stands twice
     */
    public static GaussianCopula of(List<String> paths, CorrelationMatrix latent) {
        int size = Checks.notNull(latent, "latent").names().size();
        if (Checks.notNull(paths, "paths").size() != size) {
            throw new InputException("paths must have one path per row of the matrix (" + size + "), got "
                    + paths.size());
        }
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < size; i++) {
            if (index.put(Checks.notNull(paths.get(i), "path"), i) != null) {
                throw new InputException("paths must be distinct, got " + Names.quote(paths.get(i)) + " twice");
            }
        }
        return new GaussianCopula(List.copyOf(paths), index, latent.cholesky());
    }

    /**
     * The streams that are joined.
     *
     * @return their paths, in the order of the matrix
     */
    public List<String> paths() {
        return paths;
    }

    /** The row of a path, or -1. */
    int index(String path) {
        Integer row = index.get(path);
        return row == null ? -1 : row;
    }

    /** The weight of latent {@code column} in variable {@code row}. */
    double weight(int row, int column) {
        return factor[row][column];
    }

    /**
     * The Spearman rank correlation of continuous variables.
     *
     * @param latent the correlation of the normal variables, in [-1, 1]
     * @return 6 / pi asin(latent / 2) (Kruskal 1958, doi:10.2307/2281954)
     * @throws InputException if {@code latent} is outside
     */
    public static double spearman(double latent) {
        double r = Checks.inRange(-1, 1, latent, "latent");
        return Math.abs(r) == 1 ? r : 6 / Trigonometry.PI * Trigonometry.asin(r / 2);
    }

    /**
     * The Kendall rank correlation of continuous variables.
     *
     * @param latent the correlation of the normal variables, in [-1, 1]
     * @return 2 / pi asin(latent) (Kruskal 1958, doi:10.2307/2281954)
     * @throws InputException if {@code latent} is outside
     */
    public static double kendall(double latent) {
        return 2 / Trigonometry.PI * Trigonometry.asin(Checks.inRange(-1, 1, latent, "latent"));
    }

    /**
     * The probability that two normal variables are both above their medians.
     *
     * @param latent their correlation, in [-1, 1]
     * @return 1 / 4 + asin(latent) / (2 pi) (Sheppard 1899, doi:10.1098/rsta.1899.0003)
     * @throws InputException if {@code latent} is outside
     */
    public static double orthant(double latent) {
        return 0.25 + Trigonometry.asin(Checks.inRange(-1, 1, latent, "latent")) / (2 * Trigonometry.PI);
    }

    /**
     * The correlation of normal variables that gives continuous variables a Spearman rank correlation.
     *
     * @param spearman the rank correlation, in [-1, 1]
     * @return 2 sin(pi spearman / 6), the inverse of {@link #spearman}
     * @throws InputException if {@code spearman} is outside
     */
    public static double latentForSpearman(double spearman) {
        double s = Checks.inRange(-1, 1, spearman, "spearman");
        return Math.abs(s) == 1 ? s : 2 * Trigonometry.sin(Trigonometry.PI * s / 6);
    }

    /** The paths. */
    @Override
    public String toString() {
        return Lines.one("GaussianCopula[" + String.join(", ", paths) + "]");
    }
}

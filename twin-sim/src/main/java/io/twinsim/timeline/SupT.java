package io.twinsim.timeline;

import io.twinsim.inference.ReplicateQuantile;
import io.twinsim.internal.math.CholeskyFactor;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.random.DrawStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The critical value of a band that covers a whole curve at once: the quantile of {@code max_t |Z_t|}, where Z is
 * normal with the correlation over times of the twins' paired differences (the sup-t band of Montiel Olea and
 * Plagborg-Moller 2019, Journal of Applied Econometrics 34:1-17, doi:10.1002/jae.2656, algorithm 2 with the plug-in
 * law). That is what the Gaussian multiplier bootstrap over twins has as its law once the data are given, so it is
 * drawn directly from a factor of the correlation and costs no pass over the twins.
 *
 * <ul>
 * <li>Times at which no twin differs are left out; the band is a point there.</li>
 * <li>At most 128 times, evenly spread, stand for the curve; the band has the same critical value between them.</li>
 * <li>The correlation is that of all twins up to 4,096, else of a systematic sample of so many (fewer if very many
 *     curves are recorded); standard errors always are those of all twins.</li>
 * <li>The normal quantile is turned into that of Student's t with {@code n - 1} degrees of freedom at the same tail; it
 *     is never below that of one time, nor above Sidak's for independent times.</li>
 * <li>With fewer than 10 twins it is Sidak's, which holds whatever the correlation is: of 3 twins the correlation is
 *     hardly known, and bands of level 0.95 that used it covered 20 times at once in 76 %, of 5 twins in 90 %, of 10 in
 *     93 %.</li>
 * <li>Keyed draws, {@code boot/supt/NAME/ARM}: one replicate is one row, so that more replicates extend fewer.</li>
 * </ul>
 */
final class SupT {

    /** Makes every correlation positive definite; moves the critical value by less than its digits. */
    private static final double RIDGE = 1e-9;

    /** With fewer twins the correlation is not used. */
    private static final int FEWEST = 10;

    /** Turns what a sample holds into the difference of one curve. */
    interface Difference {
        double of(float kept);
    }

    private SupT() {
    }

    /** The critical value for one time: Student's t. */
    static double pointwise(double level, long n) {
        return n < 2 ? Double.NaN : StudentT.quantile(1 - (1 - level) / 2, n - 1.0);
    }

    /**
     * The critical value for all times.
     *
     * @param sample differences; null if there are none
     * @param difference how to read them
     * @param level simultaneous coverage, in (0, 1)
     * @param replicates draws of the maximum
     * @param draws their stream
     * @param n the twins of the run
     */
    static double critical(@Nullable StepSample sample, Difference difference, double level, int replicates,
            DrawStream draws, long n) {
        double one = pointwise(level, n);
        if (sample == null || n < 2) {
            return one;
        }
        double[][] curves = standardised(sample, difference, n);
        if (curves.length <= 1) {
            return one;
        }
        double sidak = StudentT.quantile(1 - (1 - root(level, curves.length)) / 2, n - 1.0);
        if (n < FEWEST) {
            return sidak;
        }
        double[] maxima = maxima(CholeskyFactor.lower(correlation(curves)), replicates, draws);
        Arrays.sort(maxima);
        double normal = ReplicateQuantile.quantile(maxima, level);
        double t = StudentT.quantile(Normal.cdf(normal), n - 1.0);
        return Math.max(one, Math.min(t, sidak));
    }

    /** The times-th root of a level, by {@code exp(log(level) / times)}. */
    private static double root(double level, int times) {
        return Elementary.exp(Elementary.log(level) / times);
    }

    /** The differences of each time with any, centred, of length 1. */
    private static double[][] standardised(StepSample sample, Difference difference, long n) {
        double[][] curves = new double[sample.grid().length][];
        int used = 0;
        for (int g = 0; g < curves.length; g++) {
            float[] kept = sample.values(g);
            double[] x = new double[sample.twins(n)];
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                x[i] = difference.of(kept[i]);
                sum += x[i];
            }
            double mean = sum / x.length;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                x[i] -= mean;
                squares += x[i] * x[i];
            }
            if (squares > 0 && squares <= Double.MAX_VALUE) {
                double scale = 1 / Math.sqrt(squares);
                for (int i = 0; i < x.length; i++) {
                    x[i] *= scale;
                }
                curves[used++] = x;
            }
        }
        return Arrays.copyOf(curves, used);
    }

    private static double[][] correlation(double[][] x) {
        int p = x.length;
        double[][] correlation = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                double r = Lanes.dot(x[i], x[j], 0, x[i].length) / (1 + RIDGE);
                correlation[i][j] = r;
                correlation[j][i] = r;
            }
            correlation[i][i] = 1;
        }
        return correlation;
    }

    /** The kernel: {@code max_i |(L g)_i|} for each replicate, g standard normal. */
    private static double[] maxima(double[][] factor, int replicates, DrawStream draws) {
        int p = factor.length;
        double[][] gaussian = new double[p][replicates];
        for (int k = 0; k < p; k++) {
            draws.draw(k).uniforms(0, gaussian[k], 0, replicates);
            Normal.quantile(gaussian[k], gaussian[k], 0, replicates);
        }
        double[] maxima = new double[replicates];
        double[] row = new double[replicates];
        for (int i = 0; i < p; i++) {
            Arrays.fill(row, 0);
            for (int k = 0; k <= i; k++) {
                double weight = factor[i][k];
                double[] g = gaussian[k];
                for (int r = 0; r < replicates; r++) {
                    row[r] += weight * g[r];
                }
            }
            for (int r = 0; r < replicates; r++) {
                maxima[r] = Math.max(maxima[r], Math.abs(row[r]));
            }
        }
        return maxima;
    }
}

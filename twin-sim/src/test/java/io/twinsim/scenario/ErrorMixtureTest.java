package io.twinsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Normal;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import io.twinsim.sim.SimulationResult;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorMixtureTest {

    private static final double[] LEVELS = {0.001, 0.025, 0.05, 0.3, 0.5, 0.8, 0.975, 0.999};

    private static double[] skewed(String path, int size) {
        DrawStream stream = Draws.of(5).stream(path);
        double[] values = new double[size];
        for (int k = 0; k < size; k++) {
            double z = Normal.quantile(stream.uniform(k));
            values[k] = 0.3 + 0.1 * z + 0.04 * z * z;
        }
        return values;
    }

    private static double[] stratified(double mean, double sd) {
        double[] values = new double[1000];
        for (int k = 0; k < values.length; k++) {
            values[k] = mean + sd * Normal.quantile((k + 0.5) / values.length);
        }
        return values;
    }

    private static double below(double[] points, double error, double x) {
        double sum = 0;
        for (double point : points) {
            sum += Normal.cdf((x - point) / error) / points.length;
        }
        return sum;
    }

    @Test
    void independent_withError_isTheMixtureOfAllPairs() {
        double[] left = skewed("left", 60);
        double[] right = skewed("right", 70);
        double[] all = new double[left.length * right.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = left[i / right.length] - right[i % right.length];
        }
        int checked = 0;
        for (double error : new double[] {0.001, 0.02, 0.2, 2}) {
            ErrorMixture mixture = ErrorMixture.ofIndependent(left, right, error);
            for (double p : LEVELS) {
                double x = mixture.quantile(p);
                assertThat(below(all, error, x)).isCloseTo(p, within(2e-3 * Math.min(1, 0.02 / error) + 1e-9));
                assertThat(mixture.below(x)).isCloseTo(p, within(1e-9));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(32);
    }

    /** Without an error the quantile is that of the sorted differences, to a cell. */
    @Test
    void independent_withoutError_isTheQuantileOfAllDifferences() {
        double[] left = skewed("left", 300);
        double[] right = skewed("right", 300);
        double[] all = new double[left.length * right.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = left[i / right.length] - right[i % right.length];
        }
        Arrays.sort(all);
        ErrorMixture mixture = ErrorMixture.ofIndependent(left, right, 0);
        double cell = (all[all.length - 1] - all[0]) / 4095;
        for (double p : LEVELS) {
            assertThat(mixture.quantile(p)).isCloseTo(all[(int) (p * all.length)], within(2 * cell));
        }
    }

    /** The difference of independent normals and a normal error is normal. */
    @Test
    void independent_ofNormals_isNormal() {
        int checked = 0;
        for (double error : new double[] {0, 0.01, 0.05}) {
            ErrorMixture mixture = ErrorMixture.ofIndependent(stratified(0.15, 0.03), stratified(0.1, 0.02), error);
            double sd = Math.sqrt(0.03 * 0.03 + 0.02 * 0.02 + error * error);
            assertThat(mixture.sd()).isCloseTo(sd, within(2e-3 * sd));
            for (double p : new double[] {0.005, 0.025, 0.1, 0.5, 0.9, 0.975, 0.995}) {
                assertThat(mixture.quantile(p)).isCloseTo(0.05 + sd * Normal.quantile(p), within(4e-3 * sd));
                checked++;
            }
            assertThat(mixture.below(0)).isCloseTo(Normal.cdf(-0.05 / sd), within(1e-3));
        }
        assertThat(checked).isEqualTo(21);
    }

    @Test
    void independent_ofConstants_isOnePointWithError() {
        ErrorMixture point = ErrorMixture.ofIndependent(new double[] {3, 3}, new double[] {1}, 0);
        assertThat(point.quantile(0.025)).isEqualTo(2);
        assertThat(point.sd()).isZero();
        ErrorMixture wide = ErrorMixture.ofIndependent(new double[] {3}, new double[] {1}, 0.5);
        assertThat(wide.quantile(0.975)).isCloseTo(2 + 0.5 * Normal.quantile(0.975), within(1e-9));
        assertThat(wide.below(2)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void draws_tied_countHalf() {
        ErrorMixture mixture = ErrorMixture.ofDraws(new double[] {0, 0, 1, 2}, 0);
        assertThat(mixture.below(0)).isEqualTo(0.25);
        assertThat(mixture.below(1)).isEqualTo(0.625);
        assertThat(mixture.below(3)).isEqualTo(1);
    }

    /** The difference from doing nothing is the effect itself, so its interval is the total interval of the result. */
    @Test
    void draws_ofOneEffect_giveItsTotalInterval() {
        int checked = 0;
        for (String name : new String[] {"mail", "call", "twoPart", "some", "curved"}) {
            for (double level : new double[] {0.5, 0.95, 0.9999}) {
                ComparisonResult result = Scenes.of(3000, name, "harm").withLevel(level).run();
                SimulationResult own = result.result(name);
                Difference d = result.difference(name, "do nothing");
                assertThat(d.interval().lower()).isCloseTo(own.intervals().total().orElseThrow().lower(),
                        within(1e-9));
                assertThat(d.interval().upper()).isCloseTo(own.intervals().total().orElseThrow().upper(),
                        within(1e-9));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(15);
    }

    /** A reciprocal whose denominator is nearly 0 in one of the draws: most differences are far smaller than that. */
    @Test
    void independent_withFarDraws_keepsItsQuantiles() {
        double[] left = new double[1000];
        double[] right = new double[1000];
        for (int k = 0; k < left.length; k++) {
            left[k] = 1 / (1 + 0.3036 * Normal.quantile((k + 0.5) / left.length));
            right[k] = 0.9 / (1 + 0.3036 * Normal.quantile((k + 0.37) / right.length));
        }
        double[] all = new double[left.length * right.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = left[i / right.length] - right[i % right.length];
        }
        Arrays.sort(all);
        ErrorMixture mixture = ErrorMixture.ofIndependent(left, right, 0);
        double width = all[975_000] - all[25_000];
        assertThat(all[all.length - 1] - all[0]).isGreaterThan(300 * width);
        for (double p : new double[] {0.025, 0.1, 0.3, 0.5, 0.8, 0.975}) {
            assertThat(mixture.quantile(p)).isCloseTo(all[(int) (p * all.length)], within(1e-3 * width));
        }
        long negative = Arrays.stream(all).filter(d -> d < 0).count();
        assertThat(mixture.below(0)).isCloseTo((double) negative / all.length, within(1e-3));
    }
}

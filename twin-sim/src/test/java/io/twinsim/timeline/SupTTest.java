package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Normal;
import io.twinsim.random.Draws;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SupTTest {

    private static final int REPLICATES = 20_000;

    private static StepSample sample(int twins, int times, double rho, long seed) {
        StepSample sample = new StepSample(1, times, twins, StepSample.MOST_TWINS);
        Random random = new Random(seed);
        double[][] x = new double[times][twins];
        for (int i = 0; i < twins; i++) {
            double last = random.nextGaussian();
            for (int t = 0; t < times; t++) {
                x[t][i] = last * (t + 1);
                last = rho * last + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            }
        }
        for (int t = 0; t < times; t++) {
            if (sample.wants(t + 1)) {
                sample.keep(t + 1, 0, x[t], 0, twins);
            }
        }
        return sample;
    }

    private static double critical(StepSample sample, int replicates, long n) {
        return SupT.critical(sample, kept -> kept, 0.95, replicates, Draws.of(1).stream("boot/supt/x/treated"), n);
    }

    @Test
    void critical_ofIndependentTimes_isSidaks() {
        // sampling error of the correlations (4,096 twins) and of 20,000 maxima: about 0.01 each
        double sidak = Normal.quantile(1 - (1 - Math.pow(0.95, 1 / 30.0)) / 2);
        assertThat(critical(sample(4096, 30, 0, 1), REPLICATES, 4096)).isCloseTo(sidak, within(0.04));
    }

    @Test
    void critical_ofOneRepeatedTime_isThatOfOneTime() {
        assertThat(critical(sample(4096, 30, 1, 2), REPLICATES, 1_000_000)).isCloseTo(1.96, within(0.03));
    }

    @Test
    void critical_grows_asTimesDependLess() {
        double last = 0;
        for (double rho : new double[] {0.999, 0.95, 0.7, 0}) {
            double now = critical(sample(3000, 60, rho, 3), REPLICATES, 3000);
            assertThat(now).isGreaterThan(last);
            last = now;
        }
        assertThat(last).isBetween(3.0, 3.4);
    }

    @Test
    void critical_ofFewTwins_isThatOfStudent() {
        double few = critical(sample(12, 5, 0.5, 4), REPLICATES, 12);
        assertThat(few).isGreaterThan(SupT.pointwise(0.95, 12)).isGreaterThan(2.7);
        assertThat(SupT.pointwise(0.95, 12)).isCloseTo(2.20098516009164, within(1e-9));
        assertThat(SupT.pointwise(0.95, 1)).isNaN();
    }

    /** R 4.2: {@code qt(1 - (1 - .95^(1/20)) / 2, 2)}. */
    @Test
    void critical_ofThreeTwins_isSidaksWhateverTheyShow() {
        assertThat(critical(sample(3, 20, 0, 5), REPLICATES, 3)).isCloseTo(19.720937346190, within(1e-8));
        assertThat(critical(sample(3, 20, 0.9, 6), REPLICATES, 3)).isCloseTo(19.720937346190, within(1e-8));
    }

    @Test
    void critical_ofNoDifference_isThatOfOneTime() {
        StepSample none = new StepSample(1, 20, 100, StepSample.MOST_TWINS);
        assertThat(critical(none, 99, 100)).isEqualTo(SupT.pointwise(0.95, 100));
        assertThat(SupT.critical(null, kept -> kept, 0.95, 99, Draws.of(1).stream("x"), 100))
                .isEqualTo(SupT.pointwise(0.95, 100));
    }

    @Test
    void sample_ofManyTwins_isSystematic() {
        StepSample sample = new StepSample(0, 400, 100_000, 4096);
        double[] row = new double[1024];
        for (int first = 0; first < 100_000; first += 1024) {
            int size = Math.min(1024, 100_000 - first);
            for (int i = 0; i < size; i++) {
                row[i] = first + i;
            }
            sample.keep(400, first, row, 0, size);
        }
        float[] kept = sample.values(127);
        assertThat(sample.grid()).hasSize(128).startsWith(0).endsWith(400);
        assertThat(sample.twins(100_000)).isEqualTo(4000);
        assertThat(sample.twins(1000)).isEqualTo(40);
        for (int k = 0; k < 4000; k++) {
            assertThat(kept[k]).isEqualTo(25f * k);
        }
    }

    /**
     * The band over 40 times covers the true curve of an AR(1) effect (rho 0.9) in 95 % of 1,000 populations of 200
     * twins. Covered counts are Binomial(1000, 0.95): [915, 979] is beyond its central 1 - 1e-6 region, so a correct
     * band fails about once in a million seeds; pointwise limits cover about 60 %.
     */
    @Tag("nightly")
    @Test
    void band_ofAnAutoregressiveEffect_coversTheWholeCurve() {
        int covered = 0;
        int pointwise = 0;
        for (int rep = 0; rep < 1000; rep++) {
            StepSample sample = sample(200, 40, 0.9, 1000 + rep);
            double worst = 0;
            for (int g = 0; g < 40; g++) {
                double sum = 0;
                double squares = 0;
                for (float x : sample.values(g)) {
                    sum += x;
                    squares += (double) x * x;
                }
                double mean = sum / 200;
                double se = Math.sqrt((squares / 200 - mean * mean) / 199);
                worst = Math.max(worst, Math.abs(mean) / se);
            }
            covered += worst <= critical(sample, 999, 200) ? 1 : 0;
            pointwise += worst <= SupT.pointwise(0.95, 200) ? 1 : 0;
        }
        assertThat(covered).isBetween(915, 979);
        assertThat(pointwise).isLessThan(800);
    }
}

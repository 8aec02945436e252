package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The exact misses of intervals of proportions: every outcome of the binomial experiment is estimated once and weighed
 * with its probability, so that nothing is left to chance.
 */
class ProportionCoverageTest {

    private static final int COLUMNS = 9;

    /** Probabilities of a wholly higher, a wholly lower and no interval. */
    private static final class Shares {
        private double left;
        private double right;
        private double none;

        void add(double probability, double truth, Interval made) {
            left += made.lower() > truth ? probability : 0;
            right += made.upper() < truth ? probability : 0;
        }

        double coverage() {
            return 1 - left - right - none;
        }
    }

    /** Probabilities of 0 to n successes, from each to the next. */
    private static double[] binomial(int n, double p) {
        double[] mass = new double[n + 1];
        mass[0] = 1;
        for (int i = 0; i < n; i++) {
            mass[0] *= 1 - p;
        }
        for (int k = 0; k < n; k++) {
            mass[k + 1] = mass[k] * (n - k) / (k + 1) * p / (1 - p);
        }
        return mass;
    }

    private static double[] outcomes(int n, int ones) {
        double[] values = new double[n];
        Arrays.fill(values, 0, ones, 1);
        return values;
    }

    private static Shares oneArm(IntervalOptions options, int n, double p) {
        Shares shares = new Shares();
        double[] mass = binomial(n, p);
        for (int k = 0; k <= n; k++) {
            shares.add(mass[k], p, MeanEstimate.of(outcomes(n, k), "p", options).interval());
        }
        return shares;
    }

    private static Shares twoArms(IntervalOptions options, int n1, int n0, double p1, double p0) {
        Shares shares = new Shares();
        double[] mass1 = binomial(n1, p1);
        double[] mass0 = binomial(n0, p0);
        boolean lift = options.method() == IntervalMethod.FIELLER;
        for (int k = 0; k <= n1; k++) {
            for (int j = 0; j <= n0; j++) {
                double probability = mass1[k] * mass0[j];
                try {
                    shares.add(probability, lift ? p1 / p0 - 1 : p1 - p0,
                            estimate(outcomes(n1, k), outcomes(n0, j), options).interval());
                } catch (InputException unbounded) {
                    shares.none += probability;
                }
            }
        }
        return shares;
    }

    private static Estimate estimate(double[] treated, double[] control, IntervalOptions options) {
        return options.method() == IntervalMethod.FIELLER
                ? Bootstrap.of(Statistic.relativeLift(treated, control)).withOptions(options).estimate()
                : TwoArmEstimate.of(treated, control, "p", options);
    }

    @Test
    void misses_ofFormulaIntervals_areThoseOfAnIndependentEnumeration() {
        List<String[]> rows = CoverageTable.rows("coverage_proportions.csv");
        int checked = 0;
        for (String[] row : rows.subList(1, rows.size())) {
            double[] numbers = Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray();
            IntervalOptions options = IntervalOptions.of().withMethod(IntervalMethod.named(row[0]))
                    .withLevel(numbers[0]).withThreads(1);
            int n1 = (int) numbers[1];
            int n0 = (int) numbers[2];
            Shares made = n0 == 0 ? oneArm(options, n1, numbers[3])
                    : twoArms(options, n1, n0, numbers[3], numbers[4]);
            String what = String.join(",", Arrays.asList(row).subList(0, 6));
            assertThat(made.left).as(what + " left").isCloseTo(numbers[5], within(1e-12));
            assertThat(made.right).as(what + " right").isCloseTo(numbers[6], within(1e-12));
            assertThat(made.none).as(what + " none").isCloseTo(numbers[7], within(1e-12));
            assertThat(row).hasSize(COLUMNS);
            checked++;
        }
        assertThat(checked).isEqualTo(28);
    }

    /** What a user gets: score intervals stay near their level where Student's collapse. */
    @Test
    void coverage_ofScoreIntervals_staysNearTheLevelForSmallSamples() {
        IntervalOptions score = IntervalOptions.of().withMethod(IntervalMethod.SCORE).withThreads(1);
        IntervalOptions newcombe = score.withMethod(IntervalMethod.NEWCOMBE);
        int checked = 0;
        for (int n : new int[] {10, 20, 50, 100}) {
            for (double p : new double[] {0.1037, 0.2537, 0.5037, 0.9037}) {
                assertThat(oneArm(score, n, p).coverage()).as("score %d %s", n, p).isBetween(0.90, 0.99);
                assertThat(twoArms(newcombe, n, n, p, 0.3037).coverage()).as("newcombe %d %s", n, p)
                        .isBetween(0.92, 0.985);
                checked += 2;
            }
        }
        assertThat(checked).isEqualTo(32);
        assertThat(oneArm(score.withMethod(IntervalMethod.STUDENT), 20, 0.1037).coverage()).isBetween(0.88, 0.89);
    }
}

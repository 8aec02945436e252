package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** The quick searches find what doubling and halving over exact powers finds. */
class LeastUnitsTest {

    private static final double POWER = 0.8;

    /** By doubling and halving, with nothing but exact powers. */
    private static OptionalLong slowly(LongPredicate enough, double ratio) {
        long most = 1L << 61;
        long high = 2;
        while (!enough.test(high)) {
            high *= 2;
            if (high > most || ratio * high > most) {
                return OptionalLong.empty();
            }
        }
        long low = Math.max(1, high / 2);
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (enough.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of(high);
    }

    private static double welch(long n1, long n0, double v1, double v0) {
        double a = v1 / n1;
        double b = v0 / n0;
        return a + b == 0 ? (double) n1 + n0 - 2 : (a + b) * (a + b) / (a * a / (n1 - 1) + b * b / (n0 - 1));
    }

    private static double critical(TrialPower test, long n, double tail, double v1, double v0) {
        return test.manyUnits(n) ? -Normal.quantile(tail) : -StudentT.quantile(tail, welch(test.treated(n), n, v1, v0));
    }

    private static double exact(TrialPower test, long n, double size, double times, double tail, double v1, double v0) {
        long n1 = test.treated(n);
        double shift = size / Math.sqrt(times * (v1 / n1 + v0 / n));
        double critical = critical(test, n, tail, v1, v0);
        return test.manyUnits(n) || !(shift < 1e6) ? Normal.cdf(shift - critical)
                : 1 - StudentT.noncentralCdf(critical, welch(n1, n, v1, v0), shift);
    }

    @Test
    void controls_overAWideGrid_areThoseOfTheSlowSearch() {
        List<Double> sizes = new ArrayList<>(List.of(1e-12, 1e-10, 1e-9, 1e-7, 1e-5, 0.0027, 30.0));
        for (double size = 0.003; size < 12; size *= 1.5) {
            sizes.add(size);
        }
        int cases = 0;
        for (double ratio : new double[] {1, 2, 0.5, 1 / 3.0, 3.7, 40, 0.01}) {
            for (double[] v : new double[][] {{1, 1}, {0.25, 0.21}, {3, 0.2}, {0, 1}, {0, 0}}) {
                for (double level : new double[] {0.95, 0.8, 0.99, 0.5}) {
                    double tail = (1 - level) / 2;
                    TrialPower test = new TrialPower(tail, ratio, v[0], v[1]);
                    for (double size : sizes) {
                        double times = cases % 2 + 1;
                        OptionalLong slow = slowly(n -> exact(test, n, size, times, tail, v[0], v[1]) >= POWER, ratio);
                        assertThat(TrialDesign.controls(test, size, times, ratio))
                                .as(ratio + " " + v[0] + " " + v[1] + " " + level + " " + size).isEqualTo(slow);
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(7 * 5 * 4 * sizes.size()).isGreaterThan(3_500);
    }

    @Test
    void assuring_overAGrid_isThatOfTheSlowSearch() {
        double[] z = CoefficientDraws.stratified(Draws.of(5), "coef/a");
        int cases = 0;
        int found = 0;
        for (double ratio : new double[] {1, 2, 0.3}) {
            for (double[] v : new double[][] {{1, 1}, {0.25, 0.1}}) {
                for (double level : new double[] {0.95, 0.7, 0.5}) {
                    double tail = (1 - level) / 2;
                    TrialPower test = new TrialPower(tail, ratio, v[0], v[1]);
                    for (double e = 0.01; e < 5; e *= 1.9) {
                        for (double share : new double[] {0, 0.01, 0.2, 0.5, 0.8, 1.1}) {
                            double[] draws = new double[z.length];
                            for (int k = 0; k < z.length; k++) {
                                draws[k] = e * (1 + share * z[k] + 0.1 * share * z[k] * z[k]);
                            }
                            OptionalLong slow = slowly(n -> assurance(test, n, draws, tail, v[0], v[1]) >= POWER,
                                    ratio);
                            assertThat(TrialDesign.assuring(test, draws, ratio))
                                    .as(ratio + " " + v[0] + " " + level + " " + e + " " + share).isEqualTo(slow);
                            cases++;
                            found += slow.isPresent() ? 1 : 0;
                        }
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(3 * 2 * 3 * 10 * 6);
        assertThat(found).isGreaterThan(800);
    }

    private static double assurance(TrialPower test, long n, double[] draws, double tail, double v1, double v0) {
        double z = critical(test, n, tail, v1, v0);
        double se = Math.sqrt(v1 / test.treated(n) + v0 / n);
        double sum = 0;
        for (double e : draws) {
            sum += Normal.cdf(e / se - z);
        }
        return sum / draws.length;
    }

    @Test
    void from_anyStart_findsTheSame() {
        int cases = 0;
        for (long least = 2; least < 4_000_000_000L; least = least * 3 + 1) {
            long wanted = least;
            for (double start : new double[] {Double.NaN, -1, 2, 3, 0.9 * least, least - 1.0, least, least + 1.0,
                    1.3 * least, 50.0 * least, 1e15}) {
                for (double slope : new double[] {1.0 / least, 1e-3 / least, 1e9, Double.NaN, 0}) {
                    LeastUnits units = new LeastUnits(n -> n >= wanted ? 0.9 : 0.1, 0.8, 1);
                    assertThat(units.from(start, slope)).hasValue(least);
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(20 * 11 * 5);
        assertThat(new LeastUnits(n -> 0.1, 0.8, 1).from(100, 1)).isEmpty();
        assertThat(new LeastUnits(n -> 0.1, 0.8, 7).from(Double.NaN, 1)).isEmpty();
    }
}

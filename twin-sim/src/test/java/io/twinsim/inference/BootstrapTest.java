package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Replicates of every statistic under every resampling, and the intervals that come of them. */
class BootstrapTest {

    private static final double[] HOURS = {3, 5, 7, 18, 43, 85, 91, 98, 100, 130, 230, 487};

    private static double[] uniforms(String name, int n) {
        double[] values = new double[n];
        Draws.of(11).stream("test/" + name).uniforms(0, values, 0, n);
        return values;
    }

    private static IntervalOptions drawing(int replicates) {
        return IntervalOptions.of().withReplicates(replicates);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static double mean(double[] x, double[] w) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += w[i] * x[i];
        }
        return sum / x.length;
    }

    @Test
    void estimate_ofAMeanAndOfTwoArms_areThoseOfTheShortForms() {
        double[] other = uniforms("other", 30);
        for (IntervalMethod method : IntervalMethod.values()) {
            IntervalOptions options = drawing(199).withMethod(method);
            if (method.serves(StatisticKind.MEAN)) {
                assertThat(Bootstrap.of(Statistic.mean(HOURS)).withEstimand("e").withOptions(options).estimate())
                        .isEqualTo(MeanEstimate.of(HOURS, "e", options));
            }
            if (method.serves(StatisticKind.MEAN_DIFFERENCE)) {
                assertThat(Bootstrap.of(Statistic.difference(HOURS, other)).withEstimand("e").withOptions(options)
                        .estimate()).isEqualTo(TwoArmEstimate.of(HOURS, other, "e", options));
            }
        }
    }

    /** The same draws, whether the ratio is made of means or of weights, and so the same limits. */
    @Test
    void ratio_ofMeansAndOfWeights_agreeUnderEveryResampling() {
        double[] x = uniforms("x", 60);
        double[] u = uniforms("u", 60);
        int[] strata = new int[60];
        int[] clusters = new int[60];
        for (int i = 0; i < 60; i++) {
            strata[i] = i % 3 == 0 ? 4 : 1;
            clusters[i] = i % 3 == 0 ? 100 + i / 9 : i / 7;
        }
        List<Resampling> all = new ArrayList<>();
        for (Resampling scheme : List.of(Resampling.multinomial(), Resampling.poisson(), Resampling.bayesian())) {
            all.addAll(List.of(scheme, scheme.within(strata), scheme.byCluster(clusters),
                    scheme.within(strata).byCluster(clusters)));
        }
        int checked = 0;
        for (Resampling resampling : all) {
            Replicates means = Bootstrap.of(Statistic.ratio(x, u)).with(resampling).withOptions(drawing(999)).run();
            Replicates weights = Bootstrap.of(Statistic.ofWeights("x/u", 60, w -> mean(x, w) / mean(u, w)))
                    .with(resampling).withOptions(drawing(999)).run();
            for (IntervalMethod method : List.of(IntervalMethod.BOOTSTRAP_NORMAL, IntervalMethod.BASIC,
                    IntervalMethod.PERCENTILE, IntervalMethod.BCA)) {
                Estimate one = means.estimate(method);
                Estimate two = weights.estimate(method);
                assertThat(two.interval().lower()).as(resampling + " " + method)
                        .isCloseTo(one.interval().lower(), within(1e-10));
                assertThat(two.interval().upper()).isCloseTo(one.interval().upper(), within(1e-10));
                one.acceleration().ifPresent(a ->
                        assertThat(two.acceleration().getAsDouble()).isCloseTo(a, within(1e-10)));
                checked++;
            }
            assertThat(means.estimate(IntervalMethod.EXPANDED).interval().width())
                    .isGreaterThan(means.estimate(IntervalMethod.PERCENTILE).interval().width());
        }
        assertThat(checked).isEqualTo(48);
    }

    /** The standard deviation of 20,000 replicates errs by 0.5 %: 2.5 % fails by chance once in 3 million. */
    @Test
    void standardErrors_ofStrataAndClusters_areThoseOfTheFirstOrder() {
        double[] x = uniforms("x", 240);
        double[] y = uniforms("y", 120);
        int[] first = new int[240];
        int[] second = new int[120];
        for (int i = 0; i < 240; i++) {
            first[i] = i / 12;
            x[i] += first[i] / 10.0;
        }
        for (int i = 0; i < 120; i++) {
            second[i] = i / 12;
        }
        Statistic difference = Statistic.difference(x, y);
        double plain = error(difference, Resampling.multinomial());
        double clustered = error(difference, Resampling.multinomial().byCluster(first, second));
        double stratified = error(difference, Resampling.multinomial().within(first, second));
        assertThat(clustered).isGreaterThan(2 * plain);
        assertThat(stratified).isLessThan(0.7 * plain);
    }

    private static double error(Statistic statistic, Resampling resampling) {
        double drawn = Bootstrap.of(statistic).with(resampling).withOptions(drawing(20_000)).run().standardError();
        double first = ((MeansStatistic) statistic).influence(resampling).resampledError();
        assertThat(drawn).isCloseTo(first, within(0.025 * first));
        return drawn;
    }

    @Test
    void resampling_ofUnitsOtherThanRows_refusesFormulasByName() {
        int[] clusters = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
        Bootstrap bootstrap = Bootstrap.of(Statistic.mean(HOURS)).with(Resampling.multinomial().byCluster(clusters));
        String allowed = " does not serve resampling within strata or by cluster; allowed: auto, bootstrap-normal, "
                + "basic, percentile, expanded, bca";
        int refused = 0;
        for (IntervalMethod method : List.of(IntervalMethod.STUDENT, IntervalMethod.NORMAL, IntervalMethod.STUDENTIZED,
                IntervalMethod.ABC, IntervalMethod.SADDLEPOINT)) {
            refused(() -> bootstrap.withOptions(drawing(99).withMethod(method)).estimate(),
                    "method " + method.id() + allowed);
            refused++;
        }
        assertThat(refused).isEqualTo(5);
        assertThat(bootstrap.estimate().interval().method()).isEqualTo(IntervalMethod.BCA);
        refused(() -> Bootstrap.of(Statistic.mean(HOURS)).with(Resampling.multinomial().within(new int[] {1, 2})),
                "strata must have one code per row (12), got 2");
        int[] strata = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4};
        assertThat(Bootstrap.of(Statistic.mean(HOURS)).with(Resampling.multinomial().within(strata)).estimate().notes())
                .contains("strata with a single row, which adds no variance: 1");
    }

    /** Each replicate's t from its weights, by the definition. */
    @Test
    void studentized_correlationAndRatio_agreeWithTByWeights() {
        double[] a = uniforms("a", 25);
        double[] b = uniforms("b", 25);
        for (int i = 0; i < 25; i++) {
            b[i] = 2 * a[i] + b[i] + 1;
        }
        double r = pearson(a, b, ones(25))[0];
        assertT(Statistic.correlation(a, b), w -> {
            double[] own = pearson(a, b, w);
            return (atanh(own[0]) - atanh(r)) * (1 - own[0] * own[0]) / own[1];
        }, (t, error) -> Elementary.tanh(atanh(r) - t * error / (1 - r * r)));
        double ratio = mean(b, ones(25)) / mean(a, ones(25));
        assertT(Statistic.ratio(b, a), w -> {
            double own = mean(b, w) / mean(a, w);
            double sum = 0;
            for (int i = 0; i < 25; i++) {
                double influence = (b[i] - own * a[i]) / mean(a, w);
                sum += w[i] * influence * influence;
            }
            return (own - ratio) / Math.sqrt(sum / 25 / 24);
        }, (t, error) -> ratio - t * error);
    }

    private interface Limit {
        double at(double t, double error);
    }

    private static void assertT(Statistic statistic, ToDoubleFunction<double[]> t, Limit limit) {
        Replicates drawn = Bootstrap.of(statistic).withOptions(drawing(999)).run();
        double[] values = Bootstrap.of(Statistic.ofWeights("t", 25, w -> Arrays.equals(w, ones(25)) ? 0
                : t.applyAsDouble(w))).withOptions(drawing(999)).run().values();
        Arrays.sort(values);
        Estimate made = drawn.estimate(IntervalMethod.STUDENTIZED, 0.9);
        double error = ((MeansStatistic) statistic).influence().formulaError();
        assertThat(made.replicates()).isEqualTo(values.length);
        assertThat(made.interval().lower()).isCloseTo(limit.at(values[949], error), within(1e-9));
        assertThat(made.interval().upper()).isCloseTo(limit.at(values[49], error), within(1e-9));
    }

    private static double atanh(double r) {
        return 0.5 * Elementary.log((1 + r) / (1 - r));
    }

    private static double[] ones(int n) {
        double[] w = new double[n];
        Arrays.fill(w, 1);
        return w;
    }

    /** A correlation with its standard error from influence values. */
    private static double[] pearson(double[] a, double[] b, double[] w) {
        int n = a.length;
        double[] za = standardised(a, w);
        double[] zb = standardised(b, w);
        double r = 0;
        for (int i = 0; i < n; i++) {
            r += w[i] * za[i] * zb[i] / n;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double influence = za[i] * zb[i] - r * (za[i] * za[i] + zb[i] * zb[i]) / 2;
            sum += w[i] * influence * influence;
        }
        return new double[] {r, Math.sqrt(sum / n / (n - 1))};
    }

    private static double[] standardised(double[] x, double[] w) {
        double mean = mean(x, w);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += w[i] * (x[i] - mean) * (x[i] - mean) / x.length;
        }
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = (x[i] - mean) / Math.sqrt(sum);
        }
        return out;
    }

    /** A resample of 4 lacks a variance with probability 0.75^4 + 0.25^4 = 0.3203; 5 standard errors wide. */
    @Test
    void studentized_resamplesWithoutVariance_areLeftOutAndCounted() {
        double[] values = {0, 0, 0, 1};
        IntervalOptions options = drawing(1999).withMethod(IntervalMethod.STUDENTIZED);
        Estimate made = MeanEstimate.of(values, "e", options);
        double[] means = MultinomialBootstrap.means(values, "e", options);
        long dropped = Arrays.stream(means).filter(mean -> mean == 0 || mean == 1).count();
        assertThat(dropped / 1999.0).isCloseTo(0.3203, within(0.052));
        assertThat(made.notes()).contains("zero variance in " + dropped
                + " of 1,999 replicates, which have no t value and are left out");
        assertThat(made.replicates()).isEqualTo(1999);
        assertThat(made.interval().width()).isPositive();
        refused(() -> MeanEstimate.of(new double[] {0, 0, 0, 1}, "e",
                drawing(39).withMethod(IntervalMethod.STUDENTIZED)),
                "replicates with a variance must be at least 39 for level 0.95, got 34");
        assertThatThrownBy(() -> MeanEstimate.of(new double[] {0, 1}, "e",
                drawing(1999).withMethod(IntervalMethod.STUDENTIZED))).isInstanceOf(InputException.class)
                .hasMessageMatching("studentized is undefined: all [0-9,]+ replicates with a variance have one t "
                        + "value; the sample is too small");
    }

    /** Hesterberg: the tails of one mean are Phi(-sqrt(n/(n-1)) t), here 0.010757 for 0.025 (SciPy 1.17.1). */
    @Test
    void expanded_mean_readsPercentilesAtWiderLevels() {
        Replicates drawn = Bootstrap.of(Statistic.mean(HOURS)).withOptions(drawing(1999)).run();
        double[] sorted = drawn.values();
        Arrays.sort(sorted);
        Interval made = drawn.estimate(IntervalMethod.EXPANDED).interval();
        double tail = 0.010756614916552474;
        assertThat(made.lower()).isCloseTo(ReplicateQuantile.quantile(sorted, tail), within(1e-9));
        assertThat(made.upper()).isCloseTo(ReplicateQuantile.quantile(sorted, 1 - tail), within(1e-9));
    }

    /** Of two values the tail is Phi(-17.97), which no replicate reaches. */
    @Test
    void expanded_ofTwoValues_isTheRangeOfReplicates() {
        Estimate made = MeanEstimate.of(new double[] {1, 2}, "e", drawing(99).withMethod(IntervalMethod.EXPANDED));
        assertThat(made.interval().lower()).isEqualTo(1);
        assertThat(made.interval().upper()).isEqualTo(2);
        assertThat(made.notes()).contains("lower limit is an extreme replicate; more replicates are needed",
                "upper limit is an extreme replicate; more replicates are needed");
    }

    @Test
    void ratio_whoseDenominatorPassesZero_saysHowOften() {
        double[] x = {1, 2, 3, 4, 5};
        double[] u = {-2, 1, 3, -1, 4};
        Replicates drawn = Bootstrap.of(Statistic.ratio(x, u)).withOptions(drawing(1999)).run();
        Estimate made = drawn.estimate(IntervalMethod.PERCENTILE);
        assertThat(made.notes()).anyMatch(note -> note.matches("undefined in [0-9]+ of 1,999 replicates, which are "
                + "left out")).anyMatch(note -> note.matches("the denominator reaches or passes 0 in [0-9]+ of 1,999 "
                + "replicates: the ratio is not well determined"));
        assertThat(made.notes()).anyMatch(note -> note.startsWith("undefined in " + (1999 - drawn.count()) + " of"));
        assertThat(drawn.count()).isLessThan(made.replicates()).isLessThan(1999);
    }

    @Test
    void replicates_ofOneRun_printAllMethodsThatServe() {
        Replicates drawn = Bootstrap.of(Statistic.median(HOURS)).withOptions(drawing(999)).run();
        assertThat(drawn.table().lines()).hasSize(5).allMatch(line -> line.length() <= 100);
        assertThat(drawn.table().lines().skip(1).map(line -> line.trim().split(" ")[0]))
                .containsExactly("bootstrap-normal", "basic", "percentile", "expanded");
        assertThat(Bootstrap.of(Statistic.median(HOURS)))
                .hasToString("Bootstrap[median, n=12, B=1,999, multinomial]");
        assertThat(drawn.toString()).startsWith("Replicates[median = 88, B=999, bias ");
        assertThat(Bootstrap.of(Statistic.ratio(HOURS, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -5, -6})).run()
                .table()).contains("fieller           fieller is unbounded");
        assertThat(drawn.bias()).isCloseTo(Moments.of(drawn.values()).mean() - 88, within(1e-9));
    }

    @Test
    void stoppedRun_tooShortForItsLimits_fallsBackOrFails() {
        AtomicInteger asked = new AtomicInteger();
        IntervalOptions stopped = drawing(1999).withThreads(1).withStop(() -> asked.incrementAndGet() > 3);
        Estimate part = Bootstrap.of(Statistic.ratio(HOURS, uniforms("u", 12)))
                .withOptions(stopped.withMethod(IntervalMethod.BASIC)).estimate();
        assertThat(part.replicates()).isBetween(1, 1998);
        assertThat(part.notes()).contains("stopped after " + part.replicates() + " of 1,999 replicates");
        IntervalOptions never = drawing(1999).withStop(() -> true);
        assertThat(Bootstrap.of(Statistic.ratio(HOURS, uniforms("u", 12)))
                .withOptions(never.withMethod(IntervalMethod.BCA)).estimate().notes())
                .containsExactly("stopped after 0 of 1,999 replicates: normal interval instead");
        assertThatThrownBy(() -> Bootstrap.of(Statistic.median(HOURS)).withOptions(never).estimate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stopped after 0 of 1,999 replicates: too few for level 0.95");
    }

    @Test
    void function_withoutASlope_isServedByQuantilesOnly() {
        double[] around = {-3, -1, 0, 1, 3};
        Bootstrap square = Bootstrap.of(Statistic.ofMeans("square", m -> m[0] * m[0], around));
        for (IntervalMethod method : List.of(IntervalMethod.NORMAL, IntervalMethod.EXPANDED,
                IntervalMethod.STUDENTIZED, IntervalMethod.ABC)) {
            refused(() -> square.withOptions(drawing(199).withMethod(method)).estimate(), method.id()
                    + " is undefined: square has no slope at the means of the data; use percentile");
        }
        assertThat(square.withOptions(drawing(199).withMethod(IntervalMethod.PERCENTILE)).estimate().interval().width())
                .isPositive();
        double[] many = uniforms("many", 30);
        many[29] -= Arrays.stream(many).sum();
        Bootstrap above = Bootstrap.of(Statistic.ofMeans("square", m -> 1 + m[0] * m[0], many))
                .withOptions(drawing(199).withMethod(IntervalMethod.BCA));
        refused(above::estimate, "bca needs replicates on both sides of the estimate, got all 199 above it, so z0 is "
                + "infinite; use percentile or more replicates");
        Bootstrap below = Bootstrap.of(Statistic.ofMeans("square", m -> 1 - m[0] * m[0], many))
                .withOptions(drawing(199).withMethod(IntervalMethod.BCA));
        refused(below::estimate, "bca needs replicates on both sides of the estimate, got all 199 below it, so z0 is "
                + "infinite; use percentile or more replicates");
    }

    @Test
    void median_ofTiedValues_isFlaggedWhereNoReplicateDiffers() {
        double[] tied = new double[1001];
        tied[0] = 1;
        Estimate made = Bootstrap.of(Statistic.median(tied)).estimate();
        assertThat(made.interval().width()).isZero();
        assertThat(made.notes()).contains("degenerate: all replicates are equal");
    }

    @Test
    void bca_ofWeightsOfManyRows_isRefusedByName() {
        Bootstrap many = Bootstrap.of(Statistic.ofWeights("first", 10_001, w -> w[0]))
                .withOptions(drawing(39).withMethod(IntervalMethod.BCA));
        refused(many::estimate, "bca of a function of weights needs a jackknife of at most 10,000 units, got 10,001; "
                + "use percentile, or state the statistic as a function of means");
    }
}

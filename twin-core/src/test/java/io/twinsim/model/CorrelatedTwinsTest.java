package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.random.CorrelationKind;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twins of worlds with correlations: that they are realised as stated, and that nothing else moves. */
class CorrelatedTwinsTest {

    private static final int BATCHES = 100;

    /** Ties of every sort, both kinds of correlation, and a chain over three variables. */
    private static final String WORLD = """
            model: m
            variables:
              visits: "~ poisson(0.7)"
              member: "~ bernoulli(0.3)"
              stage: {draw: "categorical(early: 0.2, middle: 0.5, late: 0.3)", ordered: true}
              size: {draw: "categorical(s: 0.6, m: 0.3, l: 0.1)", ordered: true}
              effort: "~ gamma(0.5, 2)"
              spend: "~ lognormal(3, 0.8)"
              income: "~ lognormal(8, 0.5)"
              club: "~ bernoulli(0.2)"
              age: {draw: "normal(50, 20)", range: [18, 80], outside: clamp}
              decile: "~ uniform_int(1, 5)"
              wait: "~ weibull(0.8, 3)"
              steps: "~ empirical(0, 1, 5, 5, 20)"
              base: "~ uniform(0, 1)"
              shifted: "~ normal(10 * base, 1)"
              noise: "~ student_t(3)"
            correlations:
              - [visits, member, 0.4]
              - [stage, size, 0.5]
              - [stage, effort, -0.3]
              - [size, effort, -0.2]
              - [spend, income, {pearson: 0.5}]
              - [spend, club, {pearson: 0.3}]
              - [age, decile, 0.6]
              - [wait, steps, 0.7]
              - [shifted, noise, {spearman: -0.5, residual: true}]
            """;

    /**
     * Each correlation of n twins lies within 4 standard errors of what is stated. The standard error is that of 100
     * batches: the standard deviation of their correlations over the root of 100, so the distance is a Student t with
     * 99 degrees of freedom: 1.2e-4 beyond 4, 1.1e-3 for one alarm among the nine.
     */
    private static void realised(int n, long seed) {
        TwinModel model = TwinModel.parse(WORLD, "m.yaml");
        Population twins = model.generate(n, seed);
        int cases = 0;
        for (Correlation pair : model.correlations().pairs()) {
            double[] x = twins.doubles(pair.first());
            double[] y = twins.doubles(pair.second());
            if (pair.residual()) {
                double[] base = twins.doubles("base");
                for (int i = 0; i < n; i++) {
                    x[i] -= 10 * base[i];
                }
            }
            boolean ranks = pair.kind() == CorrelationKind.SPEARMAN;
            double found = correlation(x, y, ranks);
            double[] batches = new double[BATCHES];
            for (int b = 0; b < BATCHES; b++) {
                int from = (int) ((long) n * b / BATCHES);
                int to = (int) ((long) n * (b + 1) / BATCHES);
                batches[b] = correlation(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to), ranks);
            }
            double standardError = sd(batches) / Math.sqrt(BATCHES);
            assertThat(Math.abs(found - pair.stated()) / standardError)
                    .as("%s: stated %s, found %s +- %s", pair, pair.stated(), found, standardError).isLessThan(4);
            assertThat(standardError).isLessThan(2.5 / Math.sqrt(n));
            cases++;
        }
        assertThat(cases).isEqualTo(9);
    }

    @Test
    void correlations_ofManyTwins_areThoseStated() {
        realised(200_000, 20_240_601);
    }

    @Test
    @Tag("nightly")
    void correlations_ofAMillionTwins_areThoseStated() {
        for (long seed = 1; seed <= 4; seed++) {
            realised(1_000_000, seed);
        }
    }

    private static double correlation(double[] x, double[] y, boolean ranks) {
        double[] a = ranks ? ranks(x) : x;
        double[] b = ranks ? ranks(y) : y;
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** Ranks with ties averaged: half the number of values below plus half the number up to it. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = 0.5 * (count(sorted, Math.nextDown(values[i])) + count(sorted, values[i]));
        }
        return ranks;
    }

    private static int count(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double sd(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }

    @Test
    void singular_correlationOne_isPerfectDependence() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables: {a: "~ normal(0, 1)", b: "~ normal(0, 1)", c: "~ normal(0, 1)", d: "~ exponential(1)"}
                correlations:
                  - [a, b, 0.4]
                  - [a, c, 0.4]
                  - [b, c, 1]
                  - [a, d, -0.4]
                  - [b, d, -1]
                  - [c, d, -1]
                """, "m.yaml");
        Population twins = model.generate(5000, 1);
        assertThat(twins.doubles("c")).isEqualTo(twins.doubles("b"));
        assertThat(correlation(twins.doubles("b"), twins.doubles("d"), true)).isEqualTo(-1);
        assertThat(twins.doubles("d")).doesNotContain(Double.NaN);
    }

    @Test
    void correlations_added_moveOnlyLaterVariables() {
        TwinModel none = TwinModel.parse(WORLD.substring(0, WORLD.indexOf("correlations:")), "m.yaml");
        TwinModel some = TwinModel.parse(WORLD.substring(0, WORLD.indexOf("  - [size, effort")), "m.yaml");
        TwinModel all = TwinModel.parse(WORLD, "m.yaml");
        Population free = none.generate(3000, 9);
        Population few = some.generate(3000, 9);
        Population joined = all.generate(3000, 9);
        for (String first : new String[] {"visits", "stage", "spend", "age", "wait", "shifted", "base"}) {
            assertThat(joined.doubles(first)).as(first).isEqualTo(free.doubles(first));
        }
        for (String moved : new String[] {"member", "size", "effort", "income", "club", "decile", "steps", "noise"}) {
            assertThat(joined.doubles(moved)).as(moved).isNotEqualTo(free.doubles(moved));
        }
        for (String kept : new String[] {"visits", "member", "stage", "size"}) {
            assertThat(joined.doubles(kept)).as(kept).isEqualTo(few.doubles(kept));
        }
    }

    @Test
    void twins_threadsAndSlices_haveTheSameBits() {
        TwinModel model = TwinModel.parse(WORLD, "m.yaml");
        Population one = model.generate(70_000, 5, 1);
        Population four = model.generate(70_000, 5, 4);
        Population slice = model.slice(33_333, 52_000, 5);
        int cases = 0;
        for (String name : model.names()) {
            double[] whole = one.doubles(name);
            assertThat(four.doubles(name)).as(name).isEqualTo(whole);
            assertThat(slice.doubles(name)).as(name).isEqualTo(Arrays.copyOfRange(whole, 33_333, 52_000));
            cases++;
        }
        assertThat(cases).isEqualTo(15);
    }

    /** What follows from a variable that is set is drawn again with the same correlated draws. */
    @Test
    void assignment_redrawsWithTheCorrelatedDraws() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables: {a: "~ normal(0, 1)", x: "~ uniform(0, 1)", y: "~ normal(x, 1)"}
                correlations:
                  - [a, y, {spearman: 0.8, residual: true}]
                """, "m.yaml");
        Population twins = model.generate(2000, 1);
        Population same = model.assign(twins, Map.of("x", Expr.parse("x")), Binding.NONE);
        assertThat(same.doubles("y")).isEqualTo(twins.doubles("y"));
    }

    /**
     * The uniforms of a draw chosen among several are those of the one variable: within each choice the ranks have the
     * stated correlation. 50,000 rows a group, so 0.02 is at least four standard errors of either.
     */
    @Test
    void residual_ofDrawsThatAreChosenByRow_isRealisedWithinEachChoice() {
        TwinModel model = TwinModel.parse("""
                model: m
                variables:
                  group: "~ bernoulli(0.5)"
                  a: "~ if(group, lognormal(0, 1), normal(-50, 3))"
                  b: "~ normal(0, 1)"
                correlations: [[a, b, {spearman: 0.6, residual: true}]]
                """, "m.yaml");
        Population twins = model.generate(100_000, 3);
        for (String choice : new String[] {"group", "not group"}) {
            Population some = twins.where(choice);
            assertThat(correlation(some.doubles("a"), some.doubles("b"), true)).isBetween(0.58, 0.62);
        }
        assertThat(Arrays.stream(twins.where("group").doubles("a")).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(twins.where("not group").doubles("a")).max().orElseThrow()).isNegative();
    }
}

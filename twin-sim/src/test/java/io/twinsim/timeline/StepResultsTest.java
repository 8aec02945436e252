package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.SampleQuantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums, counts and curves against three-line slow paths over the values themselves. */
class StepResultsTest {

    private static final List<StepVariable> COLUMNS = List.of(
            StepData.real(0, "bounded", true), StepData.real(1, "free", false),
            StepData.variable(2, "whole", ColumnType.INTEGER, List.of(), false),
            StepData.variable(3, "mood", ColumnType.CATEGORY, List.of("a", "b", "c"), true),
            StepData.variable(4, "flag", ColumnType.FLAG, List.of(), true),
            StepData.variable(5, "flare", ColumnType.FLAG, List.of(), true));
    private static final List<StepVariable> OBSERVED = COLUMNS.subList(0, 5);
    private static final List<StepVariable> EVENTS = COLUMNS.subList(5, 6);

    private static StepData data(int twins) {
        return data(twins, List.of("control", "treated", "other"));
    }

    private static StepData data(int twins, List<String> arms) {
        StepData data = new StepData(6, twins, arms, COLUMNS, 2);
        data.fill(0, 1, (arm, step, i, r) -> Math.min(100, Math.max(0, 50 + 15 * r.nextGaussian() + arm * step)));
        data.fill(1, 2, (arm, step, i, r) -> Math.exp(2 * r.nextGaussian()) - 3 + arm * r.nextGaussian());
        data.fill(2, 3, (arm, step, i, r) -> r.nextInt(700) - 350 + arm);
        data.fill(3, 4, (arm, step, i, r) -> (r.nextInt(3) + (r.nextDouble() < 0.2 ? arm : 0)) % 3);
        data.fill(4, 5, (arm, step, i, r) -> r.nextDouble() < 0.3 + 0.1 * arm ? 1 : 0);
        data.fill(5, 6, (arm, step, i, r) -> r.nextDouble() < 0.05 - 0.01 * arm && step > 0 ? 1 : 0);
        return data;
    }

    private static boolean[] third(int twins) {
        boolean[] counted = new boolean[twins];
        for (int i = 0; i < twins; i++) {
            counted[i] = i % 3 != 1;
        }
        return counted;
    }

    private static double[] at(StepData data, int arm, int column, int step, boolean[] counted) {
        return IntStream.range(0, data.twins).filter(i -> counted == null || counted[i])
                .mapToDouble(i -> data.values[arm][column][step][i]).toArray();
    }

    @Test
    void summaries_ofAnySize_areThoseOfTheValues() {
        int checked = 0;
        for (int twins : new int[] {1, 2, 257, 1023, 1024, 1025, 17_000}) {
            for (boolean masked : new boolean[] {false, true}) {
                StepData data = data(twins);
                boolean[] counted = masked ? third(twins) : null;
                StepResults results = data.run(data.plan(OBSERVED, EVENTS, false, counted), counted, false);
                for (int arm = 0; arm < 3; arm++) {
                    for (int v = 0; v < 3; v++) {
                        StepSummary summary = results.summary(arm, v);
                        for (int step = 0; step <= data.steps; step++) {
                            double[] x = at(data, arm, v, step, counted);
                            Arrays.sort(x);
                            double mean = Arrays.stream(x).sum() / x.length;
                            double m2 = Arrays.stream(x).map(y -> (y - mean) * (y - mean)).sum();
                            assertThat(summary.mean()[step]).isCloseTo(mean, within(1e-10));
                            assertThat(summary.min()[step]).isEqualTo(x[0]);
                            assertThat(summary.max()[step]).isEqualTo(x[x.length - 1]);
                            if (x.length > 1) {
                                assertThat(summary.sd()[step]).isCloseTo(Math.sqrt(m2 / (x.length - 1)), within(1e-9));
                            }
                            for (double p : new double[] {0, 0.05, 0.5, 0.73, 0.95, 1}) {
                                assertThat(summary.quantile(p)[step]).isCloseTo(SampleQuantiles.of(x, p),
                                        within(summary.quantileError()[step] + 1e-12));
                                checked++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(checked).isEqualTo(7 * 2 * 3 * 3 * 7 * 6);
    }

    @Test
    void quantiles_ofWholeNumbersAndFewTwins_areExact() {
        StepData data = data(20_000);
        StepSummary whole = data.run(data.plan(OBSERVED, EVENTS, false, null), null, false).summary(1, 2);
        StepData few = data(256);
        StepSummary free = few.run(few.plan(OBSERVED, EVENTS, false, null), null, false).summary(1, 1);

        assertThat(whole.quantileError()).containsOnly(0);
        assertThat(free.quantileError()).containsOnly(0);
    }

    @Test
    void quantiles_ofLongTails_areNarrowAroundTheMedian() {
        StepData data = data(20_000);
        StepSummary free = data.run(data.plan(OBSERVED, EVENTS, false, null), null, false).summary(0, 1);
        double[] x = at(data, 0, 1, 6, null);
        Arrays.sort(x);

        // the greatest of 20,000 lognormals with sigma 2 is near 2,000, the median near -2
        assertThat(x[x.length - 1]).isGreaterThan(500);
        assertThat(free.quantile(0.5)[6]).isCloseTo(SampleQuantiles.of(x, 0.5), within(0.02));
        assertThat(free.quantile(0.05)[6]).isCloseTo(SampleQuantiles.of(x, 0.05), within(0.02));
    }

    @Test
    void shares_ofLabelsAndFlags_areCounts() {
        StepData data = data(3000);
        boolean[] counted = third(3000);
        StepResults results = data.run(data.plan(OBSERVED, EVENTS, false, counted), counted, false);
        int checked = 0;
        for (int arm = 0; arm < 3; arm++) {
            for (int step = 0; step <= data.steps; step++) {
                double[] mood = at(data, arm, 3, step, counted);
                double[] flag = at(data, arm, 4, step, counted);
                for (int label = 0; label < 3; label++) {
                    int code = label;
                    assertThat(results.summary(arm, 3).share(List.of("a", "b", "c").get(label))[step])
                            .isEqualTo((double) Arrays.stream(mood).filter(x -> x == code).count() / mood.length);
                    checked++;
                }
                assertThat(results.summary(arm, 4).mean()[step])
                        .isEqualTo((double) Arrays.stream(flag).filter(x -> x == 1).count() / flag.length);
            }
        }
        assertThat(checked).isEqualTo(63);
    }

    @Test
    void curves_ofAllPairs_arePairedDifferences() {
        StepData data = data(3000);
        boolean[] counted = third(3000);
        StepResults results = data.run(data.plan(OBSERVED, EVENTS, false, counted), counted, false);
        int checked = 0;
        for (int against = 0; against < 3; against++) {
            for (int arm = 0; arm < 3; arm++) {
                for (int v = 0; v < 5; v++) {
                    EffectCurve curve = results.curve(against, arm, v, v == 3 ? 1 : 0);
                    for (int step = 0; step <= data.steps; step++) {
                        double[] a = at(data, against, v, step, counted);
                        double[] b = at(data, arm, v, step, counted);
                        double[] d = new double[a.length];
                        Arrays.setAll(d, v == 3 ? i -> (b[i] == 1 ? 1 : 0) - (a[i] == 1 ? 1 : 0) : i -> b[i] - a[i]);
                        double mean = Arrays.stream(d).sum() / d.length;
                        double m2 = Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum();
                        assertThat(curve.estimate()[step]).isCloseTo(mean, within(1e-11));
                        assertThat(curve.standardError()[step])
                                .isCloseTo(Math.sqrt(m2 / (d.length - 1) / d.length), within(1e-11));
                        checked++;
                    }
                    assertThat(Arrays.copyOf(curve.estimate(), 2)).as("before the start").containsOnly(0);
                    assertThat(curve.critical()).isGreaterThanOrEqualTo(curve.pointwiseCritical());
                }
            }
        }
        assertThat(checked).isEqualTo(9 * 5 * 7);
    }

    @Test
    void overTime_ofNumbersAndFlags_isTheMeanOfTheTrapezoids() {
        StepData data = data(3000);
        StepResults results = data.run(data.plan(OBSERVED, EVENTS, false, null), null, false);
        for (int v : new int[] {0, 1, 2, 4}) {
            double[] perTwin = new double[data.twins];
            for (int i = 0; i < data.twins; i++) {
                for (int step = 0; step <= data.steps; step++) {
                    perTwin[i] += (data.values[1][v][step][i] - data.values[0][v][step][i])
                            * (step == 0 || step == data.steps ? 0.5 : 1) / data.steps;
                }
            }
            double mean = Arrays.stream(perTwin).sum() / data.twins;
            double m2 = Arrays.stream(perTwin).map(x -> (x - mean) * (x - mean)).sum();
            EffectCurve.MeanOverTime over = results.curve(0, 1, v, 0).overTime();
            assertThat(over.estimate()).isCloseTo(mean, within(1e-12));
            assertThat(over.standardError()).isCloseTo(Math.sqrt(m2 / 2999 / 3000), within(1e-12));
            assertThat(over.area()).isCloseTo(6 * mean, within(1e-11));
        }
        assertThatThrownBy(() -> results.curve(0, 1, 3, 0).overTime()).isInstanceOf(IllegalStateException.class)
                .hasMessage("mood=a is a share of a category, which has no mean over time");
    }

    @Test
    void tallies_ofEvents_countTwinsAndFirsts() {
        StepData data = data(3000);
        boolean[] counted = third(3000);
        EventTally tally = data.run(data.plan(OBSERVED, EVENTS, false, counted), counted, false)
                .tally(0, Optional.empty());
        int[][] perTwin = new int[3][3000];
        long[][] firsts = new long[3][7];
        for (int arm = 0; arm < 3; arm++) {
            for (int i = 0; i < 3000; i++) {
                for (int step = 0; counted[i] && step <= 6; step++) {
                    if (data.values[arm][5][step][i] == 1) {
                        firsts[arm][step] += perTwin[arm][i]++ == 0 ? 1 : 0;
                    }
                }
            }
            EventTally.Arm in = tally.in(data.arms.get(arm));
            assertThat(in.total()).isEqualTo(Arrays.stream(perTwin[arm]).sum());
            assertThat(in.twins()).isEqualTo(Arrays.stream(perTwin[arm]).filter(k -> k > 0).count());
            assertThat(in.firsts()).containsExactly(Arrays.stream(firsts[arm]).boxed().toArray(Long[]::new));
            assertThat(in.perStep().stream().mapToLong(k -> k).sum()).isEqualTo(in.total());
            assertThat(in.medianFirst()).isPresent();
        }
        EventTally.Effect effect = tally.effects().get("other");
        assertThat(effect.share()).isCloseTo(tally.in("other").share() - tally.in("control").share(), within(1e-15));
        assertThat(effect.perTwin()).isCloseTo(tally.in("other").perTwin() - tally.in("control").perTwin(),
                within(1e-15));
        assertThat(effect.perTwinInterval().contains(effect.perTwin())).isTrue();
        assertThat(tally.toString()).startsWith("EventTally[flare: ").hasSizeLessThanOrEqualTo(75);
    }

    @Test
    void results_ofTilesInAnyOrder_areTheSameBits() {
        StepData data = data(40_000);
        StepResults a = data.run(data.plan(OBSERVED, EVENTS, false, null), null, false);
        StepResults b = data.run(data.plan(OBSERVED, EVENTS, false, null), null, true);
        for (int v = 0; v < 5; v++) {
            assertThat(b.curve(0, 1, v, 0).estimate()).isEqualTo(a.curve(0, 1, v, 0).estimate());
            assertThat(b.curve(0, 1, v, 0).bandUpper()).isEqualTo(a.curve(0, 1, v, 0).bandUpper());
            if (v < 3) {
                assertThat(b.summary(2, v).quantile(0.3)).isEqualTo(a.summary(2, v).quantile(0.3));
                assertThat(b.summary(2, v).sd()).isEqualTo(a.summary(2, v).sd());
            }
        }
        assertThat(b.tally(0, Optional.empty())).isEqualTo(a.tally(0, Optional.empty()));
    }

    @Test
    void summaries_ofTheWrongKind_areRefused() {
        StepData data = data(10);
        StepResults results = data.run(data.plan(OBSERVED, EVENTS, false, null), null, false);
        assertThatThrownBy(() -> results.summary(0, 3).mean()).isInstanceOf(InputException.class)
                .hasMessage("mood is a category, which has no mean; use share(label)");
        assertThatThrownBy(() -> results.summary(0, 4).quantile(0.5)).isInstanceOf(InputException.class)
                .hasMessage("flag is a flag, which has shares only; use share(\"true\")");
        assertThatThrownBy(() -> results.summary(0, 0).share("a")).isInstanceOf(InputException.class)
                .hasMessage("bounded is a number, which has no shares; use mean() or quantile(p)");
        assertThatThrownBy(() -> results.summary(0, 3).share("merry")).isInstanceOf(InputException.class)
                .hasMessage("unknown label \"merry\"; known: a, b, c");
        assertThatThrownBy(() -> results.summary(0, 0).meanAt("2.5 days")).isInstanceOf(InputException.class)
                .hasMessage("time must be a whole number of steps of 1 day and at most 6 days, got 2.5 days");
    }
}

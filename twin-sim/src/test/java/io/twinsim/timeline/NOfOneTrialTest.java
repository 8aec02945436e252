package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NOfOneTrialTest {

    /** An autoregressive series with a trend of 0.05 a step and an effect of 2 in treated periods. */
    private static double[] outcome(NOfOneTrial trial, double effect, double phi, long seed) {
        double[] y = AutoregressiveSeries.of(trial.steps(), phi, seed);
        for (int i = 0; i < y.length; i++) {
            y[i] += 50 + 0.05 * i + (trial.treated(i) ? effect : 0);
        }
        return y;
    }

    @Test
    void randomised_pairs_holdOneTreatedAndOneControlPeriodEach() {
        NOfOneTrial trial = NOfOneTrial.randomised(200, 3).withSeed(7);
        assertThat(trial.steps()).isEqualTo(1200);
        assertThat(trial.periods()).hasSize(400);
        int treatedFirst = 0;
        for (int k = 0; k < 400; k += 2) {
            assertThat(trial.periods().get(k).treated()).isNotEqualTo(trial.periods().get(k + 1).treated());
            treatedFirst += trial.periods().get(k).treated() ? 1 : 0;
        }
        // Binomial(200, 1/2): outside [60, 140] with probability 1e-8
        assertThat(treatedFirst).isBetween(60, 140);
    }

    @Test
    void randomised_order_isKeyedBySeedTwinAndPair() {
        NOfOneTrial trial = NOfOneTrial.randomised(4, 14).withSeed(42);
        assertThat(NOfOneTrial.randomised(4, 14).withSeed(42).periods()).isEqualTo(trial.periods());
        assertThat(NOfOneTrial.randomised(9, 14).withSeed(42).periods().subList(0, 8)).isEqualTo(trial.periods());
        assertThat(trial.withWashout(3).periods()).isEqualTo(trial.periods());
        Set<String> orders = new TreeSet<>();
        for (int twin = 0; twin < 64; twin++) {
            orders.add(trial.forTwin(twin).toString());
        }
        assertThat(orders).hasSizeBetween(12, 16);
        assertThat(trial.forTwin(3).withSeed(42).forTwin(0).periods()).isEqualTo(trial.periods());
    }

    @Test
    void analyse_simulatedEffect_isFoundWithTrendAndAutocorrelation() {
        NOfOneTrial trial = NOfOneTrial.randomised(6, 14).withWashout(2).withSeed(11);
        NOfOneResult result = trial.analyse(outcome(trial, 2, 0.5, 3));
        assertThat(result.effect().interval().contains(2)).isTrue();
        assertThat(result.effect().interval().width()).isBetween(0.8, 2.5);
        assertThat(result.autocorrelation()).isBetween(0.2, 0.8);
        assertThat(result.trend()).isCloseTo(0.05, within(0.03));
        assertThat(result.effect().n()).isEqualTo(12 * 12);
        assertThat(result.causal()).isTrue();
        assertThat(result.relabelings()).isEqualTo(64);
        assertThat(result.exact()).isTrue();
        assertThat(result.permutationP()).hasValue(2 / 64.0);
        assertThat(result.table()).startsWith("N-of-1: 12 periods, 144 steps analysed, 2 of washout in each period\n")
                .contains("p = 0.0312 over all 64 orders that could have been drawn");
        assertThat(result.table().lines()).allMatch(line -> line.length() <= 100);
        assertThat(result.toString()).startsWith("NOfOneResult[+").endsWith("p=0.031, 12 periods]")
                .hasSizeLessThanOrEqualTo(75);
        assertThat(result.toJson()).contains("\"permutationP\": 0.03125", "\"causal\": true");
    }

    @Test
    void analyse_washout_leavesOutWhatThePeriodBeforeLeftBehind() {
        NOfOneTrial trial = NOfOneTrial.randomised(5, 10).withWashout(4).withSeed(2);
        double[] y = outcome(trial, 2, 0.3, 8);
        double[] carried = y.clone();
        for (NOfOnePeriod period : trial.periods()) {
            for (int i = 0; i < 4; i++) {
                carried[period.from() + i] += 1000 * (i + 1);
            }
        }
        assertThat(trial.analyse(carried)).isEqualTo(trial.analyse(y));
    }

    @Test
    void analyse_beforeAfter_isLabelledNotCausalAndHasNoTest() {
        NOfOneTrial trial = NOfOneTrial.beforeAfter(30, 40);
        NOfOneResult result = trial.analyse(outcome(trial, 3, 0.2, 5));
        assertThat(result.causal()).isFalse();
        assertThat(result.permutationP()).isEmpty();
        assertThat(result.effect().notes()).containsExactly("not causal: a single before-after comparison; "
                + "whatever else changed then is in the difference");
        assertThat(result.table()).contains("not causal");
        assertThat(result.toString()).contains("not causal");
        NOfOneTrial given = NOfOneTrial.of(List.of(new NOfOnePeriod(0, 10, true), new NOfOnePeriod(10, 20, false),
                new NOfOnePeriod(20, 30, true)), NOfOneAssignment.GIVEN);
        assertThat(given.analyse(outcome(given, 3, 0.2, 5)).effect().notes())
                .containsExactly("not causal: the order of the periods was not drawn at random");
    }

    @Test
    void analyse_freeAssignment_triesAllWaysToChoose() {
        List<NOfOnePeriod> periods = new ArrayList<>();
        boolean[] treated = {true, false, false, true, true, false, false, true};
        for (int k = 0; k < treated.length; k++) {
            periods.add(new NOfOnePeriod(10 * k, 10 * k + 10, treated[k]));
        }
        NOfOneTrial trial = NOfOneTrial.of(periods, NOfOneAssignment.FREE);
        NOfOneResult result = trial.analyse(outcome(trial, 4, 0.2, 5));
        assertThat(result.relabelings()).isEqualTo(70);
        assertThat(result.permutationP()).hasValue(2 / 70.0);
    }

    @Test
    void analyse_manyPairs_drawsRelabelings() {
        NOfOneTrial trial = NOfOneTrial.randomised(14, 3).withSeed(4);
        NOfOneResult result = trial.analyse(outcome(trial, 0, 0.2, 5));
        assertThat(result.relabelings()).isEqualTo(1999);
        assertThat(result.exact()).isFalse();
        assertThat(result.permutationP().getAsDouble()).isBetween(0.001, 1.0);
        assertThat(result.table()).contains("over 1,999 drawn orders");
    }

    @Test
    void analyse_noError_isAPointAndSaysSo() {
        NOfOneTrial trial = NOfOneTrial.randomised(3, 5).withSeed(4);
        double[] y = new double[trial.steps()];
        for (int i = 0; i < y.length; i++) {
            y[i] = 1 + 0.5 * i + (trial.treated(i) ? 2 : 0);
        }
        NOfOneResult result = trial.analyse(y);
        assertThat(result.effect().estimate()).isCloseTo(2, within(1e-12));
        assertThat(result.effect().standardError()).isZero();
        assertThat(result.effect().notes()).containsExactly("degenerate: level, trend and treatment leave no error");
        assertThat(result.permutationP()).isEmpty();
    }

    /**
     * The permutation test is exact: over the 16 orders of 4 pairs p is up to 2/16 in Binomial(300, 1/8) series;
     * [13, 68] is left with probability 1e-6. Intervals hold 0 in Binomial(300, 0.95): [263, 299] is left with
     * probability 1e-6, and a coverage of 0.85 passes with probability 0.1.
     */
    @Test
    void analyse_noEffect_levelsHold() {
        check(300, 13, 68, 263, 299);
    }

    /**
     * The same over 4,000 series: [401, 605] with 1e-6, [3729, 3864] with 1e-6; a coverage of 0.91 passes with
     * 2e-7.
     */
    @Test
    @Tag("nightly")
    void analyse_noEffectManySeries_levelsHold() {
        check(4000, 401, 605, 3729, 3864);
    }

    private static void check(int series, int leastSmall, int mostSmall, int leastCovered, int mostCovered) {
        int small = 0;
        int covered = 0;
        for (int r = 0; r < series; r++) {
            NOfOneTrial trial = NOfOneTrial.randomised(4, 7).withWashout(1).withSeed(r);
            NOfOneResult result = trial.analyse(outcome(trial, 0, 0.5, 10_000 + r));
            small += result.permutationP().getAsDouble() <= 2 / 16.0 ? 1 : 0;
            covered += result.effect().interval().contains(0) ? 1 : 0;
        }
        assertThat(small).as("permutation p up to 1/8 of " + series).isBetween(leastSmall, mostSmall);
        assertThat(covered).as("intervals that hold 0 of " + series).isBetween(leastCovered, mostCovered);
    }

    @Test
    void schedule_treatedSteps_areRecordsAtTheirEnds() {
        NOfOneTrial trial = NOfOneTrial.beforeAfter(2, 3);
        ContextSeries series = trial.schedule(0.25);
        assertThat(series.size()).isEqualTo(5);
        assertThat(series.records().doubles("time")).containsExactly(0.25, 0.5, 0.75, 1, 1.25);
        assertThat(series.records().doubles("treated")).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void trial_badInput_isRefused() {
        refused(() -> NOfOneTrial.randomised(0, 5), "pairs must be in [1, 1000], got 0");
        refused(() -> NOfOneTrial.randomised(3, 1), "length must be in [2, 100000], got 1");
        refused(() -> NOfOneTrial.randomised(3, 5).withWashout(5), "washout must be in [0, 4], got 5");
        refused(() -> NOfOneTrial.beforeAfter(1, 5), "before must be at least 2, got 1");
        refused(() -> NOfOneTrial.of(List.of(new NOfOnePeriod(0, 5, true), new NOfOnePeriod(6, 9, false)),
                NOfOneAssignment.FREE),
                "periods must follow each other from step 0, got NOfOnePeriod[steps 6 to 8, control] where step "
                        + "5 is next");
        refused(() -> NOfOneTrial.of(List.of(new NOfOnePeriod(0, 5, true)), NOfOneAssignment.FREE),
                "periods must be treated and control, got 1 treated of 1");
        refused(() -> NOfOneTrial.of(List.of(new NOfOnePeriod(0, 5, true), new NOfOnePeriod(5, 9, false)),
                NOfOneAssignment.PAIRS),
                "pairs must be one treated and one control period of the same length, got NOfOnePeriod[steps 0 to 4, "
                        + "treated] and NOfOnePeriod[steps 5 to 8, control]");
        refused(() -> NOfOneTrial.randomised(3, 5).analyse(new double[29]),
                "outcome must have one value per step (30), got 29");
        double[] gap = new double[30];
        gap[4] = Double.NaN;
        refused(() -> NOfOneTrial.randomised(3, 5).analyse(gap), "outcome[4] must be finite, got NaN");
        refused(() -> NOfOneTrial.randomised(3, 5).treated(30), "step must be in [0, 29], got 30");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}

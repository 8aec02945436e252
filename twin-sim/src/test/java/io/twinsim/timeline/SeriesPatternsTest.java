package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.Trigonometry;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SeriesPatternsTest {

    private static double cos(double angle) {
        return Trigonometry.sin(angle + Trigonometry.PI / 2);
    }

    /** Bounded, irregular, exact in every language: ((37 k^2 + 11 k) mod 101) / 50 - 1. */
    private static double noise(int k) {
        return (37 * k * k + 11 * k) % 101 / 50.0 - 1;
    }

    private static double[] seasonal() {
        double[] x = new double[200];
        for (int i = 0; i < x.length; i++) {
            x[i] = 10 + 0.02 * i + 3 * cos(2 * Trigonometry.PI * (i - 7.5) / 30) + noise(i);
        }
        return x;
    }

    private static double[] stepped() {
        double[] x = new double[60];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i < 25 ? 5.0 : 6.5) + noise(i);
        }
        return x;
    }

    @Test
    void summary_values_areDescribed() {
        SeriesSummary summary = SeriesPatterns.of(3, 1, 4, 1, 5).summary();
        assertThat(summary.n()).isEqualTo(5);
        assertThat(summary.min()).isEqualTo(1);
        assertThat(summary.max()).isEqualTo(5);
        assertThat(summary.mean()).isCloseTo(2.8, within(1e-15));
        assertThat(summary.sd()).isCloseTo(Math.sqrt(3.2), within(1e-14));
        assertThat(summary.median()).isEqualTo(3);
        assertThat(SeriesPatterns.of(7).summary()).isEqualTo(new SeriesSummary(1, 7, 7, 7, 0, 7));
        assertThat(SeriesPatterns.of(3, 1, 4, 1, 5))
                .hasToString("SeriesPatterns[5 values, mean 2.8, sd 1.79, 1..5]");
    }

    @Test
    void at_betweenValues_isOnTheLine() {
        SeriesPatterns series = SeriesPatterns.of(1, 3, 2).every(0.5);
        assertThat(series.at(0)).isEqualTo(1);
        assertThat(series.at(0.25)).isEqualTo(2);
        assertThat(series.at(0.5)).isEqualTo(3);
        assertThat(series.at(1)).isEqualTo(2);
        refused(() -> series.at(1.01), "time must be in [0.0, 1.0], got 1.01");
    }

    @Test
    void timeTo_threshold_isTheFirstCrossing() {
        SeriesPatterns series = SeriesPatterns.of(1, 3, 2, 6, 0).every(2);
        assertThat(series.timeToAbove(2)).hasValue(1);
        assertThat(series.timeToAbove(1)).hasValue(0);
        assertThat(series.timeToAbove(5)).hasValue(5.5);
        assertThat(series.timeToAbove(6.5)).isEmpty();
        assertThat(series.timeToBelow(0.5)).hasValueCloseTo(6 + 2 * 5.5 / 6, within(1e-12));
        assertThat(series.timeToBelow(1)).hasValue(0);
    }

    @Test
    void trend_lineWithNoise_isFoundInUnitsOfTime() {
        double[] x = AutoregressiveSeries.of(200, 0.5, 4);
        for (int i = 0; i < x.length; i++) {
            x[i] += 20 - 0.1 * i;
        }
        SeriesTrend trend = SeriesPatterns.of(x).every(0.25).trend();
        assertThat(trend.direction()).isEqualTo(SeriesTrend.Direction.FALLING);
        assertThat(trend.interval().contains(-0.4)).isTrue();
        assertThat(trend.change()).isCloseTo(-19.9, within(2.0));
        assertThat(trend.relativeSteps()).isEmpty();
        assertThat(trend.toString()).startsWith("SeriesTrend[falling, -0.").hasSizeLessThanOrEqualTo(75);
        SeriesTrend exact = SeriesPatterns.of(1, 2, 3, 4, 5, 6, 7, 8).trend();
        assertThat(exact.slope()).isCloseTo(1, within(1e-14));
        assertThat(exact.interval().width()).isZero();
        assertThat(exact.isVolatile()).isTrue();
    }

    /**
     * Stationary series have a direction in 5 % if the interval is right: Binomial(400, 0.05) is at most 43 but for a
     * chance of 1e-6; a plain regression, whose errors at phi = 0.6 are half as long as they should be, has 30 %.
     */
    @Test
    void trend_autocorrelatedNoise_hasADirectionAsOftenAsItSays() {
        int found = 0;
        for (int r = 0; r < 400; r++) {
            SeriesTrend trend = SeriesPatterns.of(AutoregressiveSeries.of(60, 0.6, 500 + r)).trend();
            found += trend.direction() == SeriesTrend.Direction.NONE ? 0 : 1;
        }
        assertThat(found).isLessThanOrEqualTo(43);
    }

    /*
     * Python 3.11, numpy 1.24.2, scipy 1.10.1: least-squares line taken off; sine and cosine by numpy.linalg.lstsq,
     * frequency by scipy.optimize.minimize_scalar(bounded, xatol=1e-13) of the residual sum of squares.
     */
    @Test
    void seasonality_sineWave_agreesWithLeastSquares() {
        Seasonality season = SeriesPatterns.of(seasonal()).seasonality().orElseThrow();
        assertThat(season.period()).isCloseTo(30.102447, within(1e-4));
        assertThat(season.amplitude()).isCloseTo(3.039144, within(1e-6));
        assertThat(season.peak()).isCloseTo(7.2313538, within(1e-4));
        assertThat(season.strength()).isCloseTo(0.9378747, within(1e-7));
        assertThat(season.autocorrelation()).isCloseTo(0.81685021, within(1e-8));
        assertThat(season.pValue()).isLessThan(1e-12);
        assertThat(season.cycles()).isCloseTo(200 / 30.102447, within(1e-4));
        assertThat(season).hasToString("Seasonality[period 30.1, amplitude 3.04, strength 0.94]");
    }

    /** The detector of the psychiatric source had to find an annual cycle as 350 to 380 days. */
    @Test
    void seasonality_annualCycle_isFoundAs350To380Days() {
        int checked = 0;
        for (int seed = 0; seed < 20; seed++) {
            for (double phi : new double[] {0, 0.5}) {
                double[] x = AutoregressiveSeries.of(1095, phi, seed);
                for (int i = 0; i < x.length; i++) {
                    x[i] += 1.5 * cos(2 * Trigonometry.PI * (i - 30) / 365.25) + 0.001 * i;
                }
                Seasonality season = SeriesPatterns.of(x).seasonality().orElseThrow();
                assertThat(season.period()).as("seed " + seed).isBetween(350.0, 380.0);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(40);
    }

    /**
     * Noise, independent or not, has a cycle at the level 0.01, up to what the search for the best frequency adds:
     * Binomial(200, 0.02) is at most 14 but for a chance of 1e-6, and a rate of 0.15 passes with 1e-4.
     */
    @Test
    void seasonality_noise_isSeldomFound() {
        for (double phi : new double[] {-0.3, 0, 0.7}) {
            int found = 0;
            for (int r = 0; r < 200; r++) {
                found += SeriesPatterns.of(AutoregressiveSeries.of(80, phi, 900 + r)).seasonality().isPresent() ? 1 : 0;
            }
            assertThat(found).as("phi " + phi).isLessThanOrEqualTo(14);
        }
    }

    /** The detector of the psychiatric source: three episodes of 20 days, found as 3 of 15 to 25 days. */
    @Test
    void episodes_threeOfTwentyDays_areFound() {
        int checked = 0;
        for (int seed = 0; seed < 30; seed++) {
            double[] x = AutoregressiveSeries.of(365, 0.2, seed);
            for (int start : new int[] {60, 170, 300}) {
                for (int i = start; i < start + 20; i++) {
                    x[i] += 8;
                }
            }
            SeriesEpisodes found = SeriesPatterns.of(x).episodes();
            assertThat(found.count()).as("seed " + seed).isEqualTo(3);
            assertThat(found.meanDuration()).isBetween(15.0, 25.0);
            assertThat(found.episodes()).allMatch(episode -> episode.duration() >= 15 && episode.duration() <= 25);
            assertThat(SeriesPatterns.of(x).episodesAbove(4.5, 5, 3).count()).isEqualTo(3);
            checked++;
        }
        assertThat(checked).isEqualTo(30);
        assertThat(SeriesPatterns.of(AutoregressiveSeries.of(365, 0.2, 3)).episodes().count()).isZero();
        assertThat(SeriesPatterns.of(5, 5, 5, 5).episodes().count()).isZero();
    }

    @Test
    void episodes_gapsAndShortOnes_followTheRule() {
        SeriesPatterns series = SeriesPatterns.of(0, 5, 6, 0, 7, 0, 0, 5, 0, 9, 9).every(0.5);
        assertThat(series.episodesAbove(4, 1, 0).episodes()).extracting(Episode::from).containsExactly(1, 4, 7, 9);
        SeriesEpisodes bridged = series.episodesAbove(4, 3, 1);
        assertThat(bridged.episodes()).containsExactly(new Episode(1, 5, 0.5, 2, 4.5, 7),
                new Episode(7, 11, 3.5, 2, 5.75, 9));
        assertThat(bridged).hasToString("SeriesEpisodes[2 above 4, mean duration 2]");
        assertThat(series.episodesBelow(1, 2, 0).episodes()).containsExactly(new Episode(5, 7, 2.5, 1, 0, 0));
        assertThat(series.episodesBelow(-1, 1, 0).count()).isZero();
        assertThat(series.episodesAbove(5, 1, 0).episodes()).as("above, not at").extracting(Episode::from)
                .containsExactly(2, 4, 9);
    }

    /* Python 3.11, numpy 1.24.2: the split by brute force over all of 1 to 59. */
    @Test
    void levelChange_step_isFoundWhereItIs() {
        LevelChange change = SeriesPatterns.of(stepped()).every(2).levelChange();
        assertThat(change.step()).isEqualTo(25);
        assertThat(change.time()).isEqualTo(50);
        assertThat(change.before()).isCloseTo(5.028, within(1e-12));
        assertThat(change.after()).isCloseTo(6.3971429, within(1e-7));
        assertThat(change.change()).isCloseTo(1.3691429, within(1e-7));
        assertThat(change.pValue()).isEqualTo(0.001);
        assertThat(change.clear()).isTrue();
        assertThat(change).hasToString("LevelChange[5.028 to 6.397 at 50, p=0.001]");
        assertThat(SeriesPatterns.of(2, 2, 2, 2, 2, 2, 2, 2).levelChange().pValue()).isEqualTo(1);
        assertThat(SeriesPatterns.of(2, 2, 2, 2, 3, 3, 3, 3).levelChange().pValue()).isEqualTo(0.001);
    }

    /**
     * At most 5 %, up to what the estimate of phi misses (6 % were seen): Binomial(200, 0.06) is at most 31 but for a
     * chance of 1e-6. With phi as it is about two levels, 15 to 20 % were clear at 20 values and phi = 0.6 or more.
     */
    @Test
    void levelChange_noise_isSeldomClear() {
        for (double phi : new double[] {0, 0.6, 0.9}) {
            int found = 0;
            for (int r = 0; r < 200; r++) {
                found += SeriesPatterns.of(AutoregressiveSeries.of(20, phi, 60 + r)).levelChange().clear() ? 1 : 0;
            }
            assertThat(found).as("phi " + phi).isLessThanOrEqualTo(31);
        }
    }

    @Test
    void oscillation_clockNoiseAndTrend_areToldApart() {
        double[] clock = new double[100];
        double[] alternating = new double[100];
        for (int i = 0; i < 100; i++) {
            clock[i] = cos(2 * Trigonometry.PI * i / 7.3);
            alternating[i] = i % 2 == 0 ? 1 + noise(i) / 4 : -1 + noise(i) / 4;
        }
        Oscillation regular = SeriesPatterns.of(clock).every(0.5).oscillation();
        assertThat(regular.interval()).hasValueCloseTo(3.65, within(0.02));
        assertThat(regular.rhythmicity().getAsDouble()).isGreaterThan(0.99);
        assertThat(regular.smooth()).isTrue();
        Oscillation back = SeriesPatterns.of(alternating).oscillation();
        assertThat(back.turns()).isEqualTo(98);
        assertThat(back.alternating()).isTrue();
        Oscillation random = SeriesPatterns.of(AutoregressiveSeries.of(300, 0, 5)).oscillation();
        assertThat(random.alternating()).isFalse();
        assertThat(random.smooth()).isFalse();
        assertThat(random.expectedTurns()).isCloseTo(2 * 298 / 3.0, within(1e-12));
        assertThat(random.rhythmicity().getAsDouble()).isBetween(0.6, 0.85);
        Oscillation line = SeriesPatterns.of(1, 2, 3, 4, 4, 4, 5, 6).oscillation();
        assertThat(line.turns()).isZero();
        assertThat(line.interval()).isEmpty();
        assertThat(line.rhythmicity()).isEmpty();
    }

    @Test
    void earlyWarning_slowingDown_warnsAndStationarySeldom() {
        double[] slowing = new double[400];
        double[] z = AutoregressiveSeries.of(400, 0, 77);
        for (int i = 1; i < slowing.length; i++) {
            slowing[i] = 0.97 * i / 400 * slowing[i - 1] + z[i];
        }
        EarlyWarning warning = SeriesPatterns.of(slowing).earlyWarning(50, 1);
        assertThat(warning.warns()).isTrue();
        assertThat(warning.autocorrelationTau()).isGreaterThan(0.5);
        assertThat(warning.autocorrelation()).hasSize(351);
        assertThat(warning.toString()).startsWith("EarlyWarning[warns: ").hasSizeLessThanOrEqualTo(75);
        assertThat(SeriesPatterns.of(slowing).earlyWarning(50, 1)).isEqualTo(warning);
    }

    /** Binomial(60, 0.05) is at most 13 but for a chance of 1e-6. */
    @Test
    void earlyWarning_stationarySeries_seldomWarns() {
        int found = 0;
        for (int r = 0; r < 60; r++) {
            found += SeriesPatterns.of(AutoregressiveSeries.of(90, 0.5, 3000 + r)).earlyWarning().warns() ? 1 : 0;
        }
        assertThat(found).isLessThanOrEqualTo(13);
    }

    @Test
    void earlyWarning_constantSeries_isNone() {
        double[] flat = new double[40];
        EarlyWarning warning = SeriesPatterns.of(flat).earlyWarning();
        assertThat(warning.warns()).isFalse();
        assertThat(warning.recentSlope()).isZero();
        assertThat(warning.steep()).isFalse();
        assertThat(warning.window()).isEqualTo(14);
    }

    /*
     * Python 3.11, numpy 1.24.2, scipy 1.10.1: numpy.corrcoef of the shifted series; n (1 - ab) / (1 + ab);
     * 2 * scipy.stats.t.sf.
     */
    @Test
    void correlation_shiftedSeries_agreesWithReference() {
        double[] x = seasonal();
        double[] y = new double[200];
        for (int i = 0; i < 200; i++) {
            x[i] -= 0.02 * i;
        }
        for (int i = 0; i < 200; i++) {
            y[i] = x[(i + 196) % 200] + (53 * i * i + 7 * i) % 97 / 40.0;
        }
        double[][] expected = {{0, 0.5908425002, 200, 25.144454, 0.0018095377}, {4, 0.9569964981, 196, 24.678204,
            1.1178034e-13}, {-3, 0.05684290232, 197, 24.542736, 0.78937156}};
        for (double[] row : expected) {
            LagCorrelation one = LagCorrelation.of(x, y, (int) row[0], 1);
            assertThat(one.r()).isCloseTo(row[1], within(1e-9));
            assertThat(one.n()).isEqualTo((int) row[2]);
            assertThat(one.effective()).isCloseTo(row[3], within(1e-5));
            assertThat(one.pValue() / row[4]).isCloseTo(1, within(1e-6));
        }
        LagCorrelation best = SeriesPatterns.of(x).correlation(SeriesPatterns.of(y), 10);
        assertThat(best.lag()).isEqualTo(4);
        assertThat(best.pValue() / (21 * 1.1178034e-13)).isCloseTo(1, within(1e-6));
        assertThat(best.notable()).isTrue();
        assertThat(SeriesPatterns.of(y).correlation(SeriesPatterns.of(x), 10).lag()).isEqualTo(-4);
        assertThat(SeriesPatterns.of(x).correlations(SeriesPatterns.of(y), 2)).extracting(LagCorrelation::lag)
                .containsExactly(-2, -1, 0, 1, 2);
        assertThat(SeriesPatterns.of(x).correlation(SeriesPatterns.of(x), 0).pValue()).isZero();
        assertThat(best.toString()).startsWith("LagCorrelation[r=0.96 at lag 4, 196 pairs worth 24.7, p=2.3e-12]");
    }

    /**
     * Two unrelated series of phi = 0.7 are correlated at the level 0.05 in 5 %: Binomial(400, 0.05) is at most 43 but
     * for a chance of 1e-6; without the effective number of pairs it is over 20 %.
     */
    @Test
    void correlation_unrelatedSlowSeries_isSeldomClear() {
        int found = 0;
        for (int r = 0; r < 400; r++) {
            found += LagCorrelation.of(AutoregressiveSeries.of(80, 0.7, 2 * r + 1), AutoregressiveSeries.of(80, 0.7,
                    2 * r + 2), 0, 1).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(found).isLessThanOrEqualTo(43);
    }

    @Test
    void patterns_plainSeries_areNamed() {
        double[] flat = new double[30];
        Arrays.fill(flat, 3);
        assertThat(SeriesPatterns.of(flat).patterns()).containsExactly("flat");
        assertThat(SeriesPatterns.of(seasonal()).patterns()).contains("seasonal");
        assertThat(SeriesPatterns.of(stepped()).patterns()).containsAnyOf("rising", "level change");
        double[] falling = AutoregressiveSeries.of(100, 0.2, 8);
        double[] alternating = AutoregressiveSeries.of(100, -0.9, 8);
        for (int i = 0; i < 100; i++) {
            falling[i] -= 0.3 * i;
        }
        assertThat(SeriesPatterns.of(falling).patterns()).containsExactly("falling");
        assertThat(SeriesPatterns.of(alternating).patterns()).contains("alternating");
        assertThat(SeriesPatterns.of(AutoregressiveSeries.of(100, 0, 22)).patterns()).containsExactly("no pattern");
    }

    @Test
    void series_badInput_isRefused() {
        refused(() -> SeriesPatterns.of(), "values.length must be at least 1, got 0");
        refused(() -> SeriesPatterns.of(1, Double.NaN), "values[1] must be finite, got NaN");
        refused(() -> SeriesPatterns.of(1).every(0), "dt must be positive and finite, got 0.0");
        refused(() -> SeriesPatterns.of(1, 2, 3).trend(), "a trend must have a series of at least 8 values, got 3");
        refused(() -> SeriesPatterns.of(new double[30]).earlyWarning(30, 0),
                "series must have at least 40 values for a window of 30, got 30");
        refused(() -> SeriesPatterns.of(new double[20]).seasonality(6), "minCycles must be in [1.0, 5.0], got 6.0");
        refused(() -> SeriesPatterns.of(1, 2, 3).correlation(SeriesPatterns.of(1, 2), 0),
                "other must have as many values (3), got 2");
        refused(() -> SeriesPatterns.of(1, 2, 3, 5, 2).correlation(SeriesPatterns.of(1, 2, 1, 2, 1), 2),
                "lag must leave at least 4 pairs of 5 values, got -2");
        refused(() -> SeriesPatterns.of(1, 2, 3).episodesAbove(1, 0, 0), "minSteps must be at least 1, got 0");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}

package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StepForecastTest {

    /** x follows a known law: x(k) = level + rho^k (start - level) + noise of variance 4 (1 - rho^2k) / (1 - rho^2). */
    private static final String SKIN = """
            model: skin
            version: 1
            variables:
              scan: "~ uniform(20, 80)"
            timeline:
              step: 1 day
              horizon: 90 days
              context:
                env: {columns: {humidity: "50"}, window: 12 h}
                trial: {columns: {treated: "0"}, window: 1 h}
              state:
                hydration: {start: "scan", next: "50 + 0.8 * (hydration - 50) + normal(0, 2)"}
                moist: {start: "0", next: "env.humidity"}
                mood:
                  start: "'calm'"
                  next: "~ transition(mood, calm: {calm: 0.9, tense: 0.1}, tense: {calm: 0.2, tense: 0.8})"
              derived:
                dry: "hydration < 50"
            interventions:
              balm:
                course: {start: 10 days, add: {hydration: "1"}}
              cream:
                course: {dose: "trial.treated", add: {hydration: "2 * exposure"}}
            """;
    private static final TwinModel MODEL = TwinModel.parse(SKIN, "skin.yaml");
    private static final Population TWINS = MODEL.generate(50, 7);

    @Test
    void at_knownLaw_hasItsMeanSpreadAndLimits() {
        double scan = TWINS.doubles("scan")[17];
        List<ForecastPoint> points = StepForecast.of(Timeline.of(TWINS), 17).withReplicates(4000)
                .at("hydration", "7 days", "30 days", "90 days");
        int checked = 0;
        for (int k : new int[] {7, 30, 90}) {
            ForecastPoint point = points.get(checked++);
            double decay = 1;
            for (int i = 0; i < k; i++) {
                decay *= 0.8;
            }
            double mean = 50 + decay * (scan - 50);
            double sd = 2 * Math.sqrt((1 - decay * decay) / (1 - 0.64));
            // 5 standard errors: missed with probability 6e-7 each
            assertThat(point.mean()).isCloseTo(mean, within(5 * sd / Math.sqrt(4000)));
            assertThat(point.sd()).isCloseTo(sd, within(5 * sd / Math.sqrt(8000)));
            // the error of a 2.5 % quantile of 4,000 normal values is 2.67 sd / sqrt(4000)
            assertThat(point.lower()).isCloseTo(mean - 1.959964 * sd, within(5 * 2.67 * sd / Math.sqrt(4000)));
            assertThat(point.upper()).isCloseTo(mean + 1.959964 * sd, within(5 * 2.67 * sd / Math.sqrt(4000)));
            assertThat(point.standardError()).isCloseTo(point.sd() / Math.sqrt(4000), within(1e-12));
        }
        assertThat(checked).isEqualTo(3);
        assertThat(points.get(0).toString()).startsWith("ForecastPoint[hydration at 7 days: ")
                .hasSizeLessThanOrEqualTo(75);
    }

    /**
     * Intervals at level 0.9 hold the twins' own histories at 30 days, which have other draws, in Binomial(50, 0.9):
     * fewer
     * than 33 with a chance of 1e-6; a coverage of 0.5 passes with a chance of 0.02.
     */
    @Test
    void at_twinsOwnHistories_liesInsideAsOftenAsItSays() {
        Timeline timeline = Timeline.of(TWINS);
        int inside = 0;
        for (int twin = 0; twin < 50; twin++) {
            double own = timeline.replay(twin).value("hydration", 30);
            ForecastPoint point = StepForecast.of(timeline, twin).withReplicates(199).withLevel(0.9)
                    .at("hydration", "30 days").get(0);
            inside += point.lower() <= own && own <= point.upper() ? 1 : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(33);
    }

    @Test
    void at_arms_differByTheCourse() {
        StepForecast forecast = StepForecast.of(Timeline.of(TWINS).with(MODEL.intervention("balm")), 3)
                .withReplicates(100);
        List<String> times = List.of("9 days", "90 days");
        List<ForecastPoint> control = forecast.at("hydration", "control", times);
        List<ForecastPoint> treated = forecast.at("hydration", "treated", times);
        assertThat(treated.get(0).mean()).as("before the start").isEqualTo(control.get(0).mean());
        assertThat(treated.get(1).mean() - control.get(1).mean()).isCloseTo(5, within(1e-6));
        assertThat(forecast.table("hydration", "9 days", "90 days"))
                .startsWith("Forecast of hydration of twin 3, 100 futures\n").contains("treated").hasLineCount(6);
        assertThat(forecast.table("hydration", "9 days").lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void at_flagsAndCategories_areProbabilities() {
        StepForecast forecast = StepForecast.of(Timeline.of(TWINS), 3);
        ForecastPoint dry = forecast.at("dry", "60 days").get(0);
        assertThat(dry.mean()).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(1000)));
        ForecastPoint mood = forecast.at("mood", "60 days").get(0);
        // stationary: 0.2 / 0.3
        assertThat(mood.shares().get("calm")).isCloseTo(2 / 3.0, within(5 * 0.4714 / Math.sqrt(1000)));
        assertThat(mood.shares().values().stream().mapToDouble(x -> x).sum()).isCloseTo(1, within(1e-12));
        assertThat(mood.toString()).startsWith("ForecastPoint[mood at 60 days: calm 6");
        assertThat(forecast.table("mood", "60 days")).contains("calm 6");
    }

    @Test
    void at_recordsOfTheTwin_areThoseOfAllItsFutures() {
        Population records = Population.builder().column("at", RealColumn.of(1, 1, 2))
                .column("user", IntegerColumn.of(3, 4, 3)).column("humidity", RealColumn.of(30, 40, 33)).build();
        Timeline timeline = Timeline.of(TWINS).withContext("env", ContextSeries.of(records, "at").byTwin("user"));
        assertThat(timeline.replay(3).values("moist")).startsWith(0, 30, 33, 50);
        assertThat(timeline.replay(4).values("moist")).startsWith(0, 40, 50, 50);
        assertThat(timeline.replay(5).values("moist")).startsWith(0, 50, 50, 50);
        int checked = 0;
        for (double[] row : new double[][] {{3, 30, 33}, {4, 40, 50}, {5, 50, 50}}) {
            List<ForecastPoint> points = StepForecast.of(timeline, (long) row[0]).withReplicates(50)
                    .at("moist", "1 day", "2 days");
            for (int k = 0; k < 2; k++) {
                assertThat(points.get(k).lower()).isEqualTo(row[k + 1]);
                assertThat(points.get(k).upper()).isEqualTo(row[k + 1]);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(6);
    }

    @Test
    void at_seedAndTwin_decideTheFutures() {
        StepForecast forecast = StepForecast.of(Timeline.of(TWINS), 3);
        assertThat(forecast.at("hydration", "7 days"))
                .isEqualTo(forecast.at("hydration", "7 days", "30 days").subList(0, 1));
        assertThat(forecast.at("hydration", "7 days"))
                .isNotEqualTo(StepForecast.of(Timeline.of(TWINS).withSeed(8), 3).at("hydration", "7 days"));
    }

    /** A whole N-of-1 experiment on the engine: 2 per step, of which a decay of 0.8 makes 10 in the long run. */
    @Test
    void nOfOne_scheduleAsContext_findsTheEffectOfTheCourse() {
        NOfOneTrial trial = NOfOneTrial.randomised(4, 30).withWashout(15).withSeed(1).forTwin(12);
        TwinHistory history = Timeline.of(TWINS).over("240 days").with(MODEL.intervention("cream"))
                .withContext("trial", trial.schedule(1)).replay(12, "treated");
        for (int step = 0; step < trial.steps(); step++) {
            assertThat(history.value("trial.treated", step + 1)).isEqualTo(trial.treated(step) ? 1 : 0);
        }
        NOfOneResult result = trial.analyse(history, "hydration");
        assertThat(result.effect().estimate()).isCloseTo(10, within(4.0));
        assertThat(result.effect().interval().contains(result.effect().estimate())).isTrue();
        assertThat(result.effect().interval().lower()).isPositive();
        assertThat(result.permutationP()).hasValue(2 / 16.0);
        assertThatThrownBy(() -> NOfOneTrial.randomised(5, 30).analyse(history, "hydration"))
                .isInstanceOf(InputException.class)
                .hasMessage("history must have as many steps as the trial (300), got 240");
    }

    @Test
    void forecast_badInput_isRefused() {
        refused(() -> StepForecast.of(Timeline.of(TWINS), 50),
                "twin must be one of the timeline's (50), got row id 50");
        StepForecast forecast = StepForecast.of(Timeline.of(TWINS), 3);
        refused(() -> forecast.withReplicates(38), "replicates must be at least 39 for level 0.95, got 38");
        refused(() -> forecast.withLevel(0.999), "replicates must be at least 1999 for level 0.999, got 1000");
        refused(() -> forecast.at("hydration"), "times.size() must be at least 1, got 0");
        assertThatThrownBy(() -> forecast.at("hydratio", "7 days")).isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean \"hydration\"?");
        assertThat(forecast).hasToString("StepForecast[twin 3, 1,000 futures, 95 %]");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}

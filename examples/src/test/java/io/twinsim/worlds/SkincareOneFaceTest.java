package io.twinsim.worlds;

import static io.twinsim.worlds.SkincareFaces.WORLD;
import static io.twinsim.worlds.SkincareFaces.days;
import static io.twinsim.worlds.SkincareFaces.mean;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.timeline.ForecastPoint;
import io.twinsim.timeline.NOfOneResult;
import io.twinsim.timeline.NOfOneTrial;
import io.twinsim.timeline.SeriesPatterns;
import io.twinsim.timeline.StepCollector;
import io.twinsim.timeline.StepForecast;
import io.twinsim.timeline.StepView;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TwinHistory;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** One face: forecasts, a trial on itself, and what goes with what. */
class SkincareOneFaceTest {

    private static final Population TWINS = WORLD.generate(200, 42);
    private static final Intervention MOISTURISER = WORLD.intervention("occlusive_moisturiser");

    /** The days of all faces side by side: one row per node and face, faces in turn. */
    private record Days(int faces, int last, String... nodes) implements StepCollector<double[][]> {
        @Override
        public double[][] create() {
            return new double[nodes.length * faces][last + 1];
        }

        @Override
        public void accept(double[][] into, StepView view) {
            for (int k = 0; k < nodes.length; k++) {
                double[] values = view.values(view.column(nodes[k]));
                for (int i = view.from(); i < view.to(); i++) {
                    into[k * faces + (int) view.firstRow() + i][view.step()] = values[i];
                }
            }
        }

        @Override
        public double[][] merge(double[][] left, double[][] right) {
            throw new AssertionError("the faces are one tile");
        }
    }

    @Test
    void forecast_ofAFace_comparesItsFutures() {
        StepForecast forecast = StepForecast.of(days(TWINS, 90).with(WORLD.intervention("add_retinoid")), 17)
                .withReplicates(300);
        List<ForecastPoint> plain = forecast.at("mean_texture", "7 days", "30 days", "90 days");
        List<ForecastPoint> treated = forecast.at("mean_texture", "treated", List.of("7 days", "30 days", "90 days"));
        assertThat(plain).hasSize(3).allMatch(p -> p.lower() < p.mean() && p.mean() < p.upper())
                .allMatch(p -> p.replicates() == 300);
        assertThat(plain.get(2).sd()).isBetween(0.8, 3.0);
        double gainEarly = treated.get(0).mean() - plain.get(0).mean();
        double gainLate = treated.get(2).mean() - plain.get(2).mean();
        assertThat(gainLate).isGreaterThan(gainEarly + 3);
        ForecastPoint mood = forecast.at("mood", "30 days").get(0);
        assertThat(mood.shares().values().stream().mapToDouble(p -> p).sum())
                .isCloseTo(1, Offset.offset(1e-12));
    }

    /**
     * What happens to a face is one more future: of 60 faces those inside their 95 % interval are binomial(60, 0.95),
     * fewer than 47 in one of a million seeds.
     */
    @Test
    void forecast_ofManyFaces_coversWhatHappens() {
        Timeline timeline = days(TWINS, 30);
        double[] happened = timeline.state("30 days").doubles("skin_score");
        int covered = 0;
        for (int face = 0; face < 60; face++) {
            ForecastPoint point = StepForecast.of(timeline, face).withReplicates(99).at("skin_score", "30 days").get(0);
            covered += point.lower() <= happened[face] && happened[face] <= point.upper() ? 1 : 0;
        }
        assertThat(covered).isBetween(47, 60);
    }

    /**
     * Six pairs of four weeks, the first twelve days of each left out, as hydration takes that long to settle. The
     * truth is the paired difference of the same face in both arms, which nobody can observe. With coverage of 0.95,
     * fewer than 8 of 12 intervals hold it once in 5,000 seeds.
     */
    @Test
    void nOfOne_withAMoisturiser_findsItsEffect() {
        Timeline always = days(TWINS.head(12), 336).with(MOISTURISER);
        double[][] with = always.collect("treated", new Days(12, 336, "mean_hydration"));
        double[][] without = always.collect("control", new Days(12, 336, "mean_hydration"));
        int found = 0;
        int covered = 0;
        for (int face = 0; face < 12; face++) {
            NOfOneTrial trial = NOfOneTrial.randomised(6, 28).withWashout(12).withSeed(5).forTwin(face);
            TwinHistory lived = always.withContext("trial", trial.schedule(1)).replay(face, "treated");
            NOfOneResult result = trial.analyse(lived, "mean_hydration");
            assertThat(result.causal()).isTrue();
            assertThat(result.permutationP()).isPresent();
            double truth = mean(SkincareFaces.minus(tail(with[face]), tail(without[face])));
            found += result.effect().interval().lower() > 0 ? 1 : 0;
            covered += result.effect().interval().contains(truth) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(11);
        assertThat(covered).isGreaterThanOrEqualTo(8);
    }

    private static double[] tail(double[] values) {
        return Arrays.copyOfRange(values, 13, values.length);
    }

    @Test
    void trial_withoutTreatedDays_leavesTheFaceAsItWas() {
        NOfOneTrial trial = NOfOneTrial.beforeAfter(20, 20);
        Timeline timeline = days(TWINS, 40).with(MOISTURISER).withContext("trial", trial.schedule(1));
        TwinHistory treated = timeline.replay(3, "treated");
        TwinHistory control = timeline.replay(3);
        for (int day = 0; day <= 20; day++) {
            assertThat(treated.value("mean_hydration", day)).isEqualTo(control.value("mean_hydration", day));
        }
        assertThat(treated.value("mean_hydration", 30)).isGreaterThan(control.value("mean_hydration", 30));
        NOfOneResult result = trial.analyse(treated, "mean_hydration");
        assertThat(result.causal()).isFalse();
        assertThat(result.table()).contains("not causal");
    }

    private static double correlation(double[] factor, double[] outcome) {
        return SeriesPatterns.of(factor).correlation(SeriesPatterns.of(outcome), 0).r();
    }

    /** Factors against outcomes, day by day: damp days hydrate, sunny ones redden unprotected fair skin. */
    @Test
    void correlations_ofFactorAndOutcome_haveTheirSigns() {
        int damp = 0;
        int sunny = 0;
        int fair = 0;
        double[][] halfYear = days(TWINS.head(40), 180).withParameter("season", 0).collect("control",
                new Days(40, 180, "env.humidity", "mean_hydration", "burden", "mean_redness"));
        double[] type = TWINS.doubles("fitzpatrick");
        double[] protectedFaces = TWINS.doubles("uses_spf");
        for (int face = 0; face < 40; face++) {
            damp += correlation(halfYear[face], halfYear[40 + face]) > 0 ? 1 : 0;
            if (type[face] <= 3 && protectedFaces[face] == 0) {
                fair++;
                sunny += correlation(halfYear[80 + face], halfYear[120 + face]) > 0 ? 1 : 0;
            }
        }
        assertThat(damp).isGreaterThanOrEqualTo(34);
        assertThat(fair).isGreaterThan(5);
        assertThat(sunny).isGreaterThan(fair / 2);
    }
}

package io.twinsim.worlds;

import static io.twinsim.worlds.FactoryLines.FACTORY;
import static io.twinsim.worlds.FactoryLines.STATIONS;
import static io.twinsim.worlds.FactoryLines.end;
import static io.twinsim.worlds.FactoryLines.mean;
import static io.twinsim.worlds.FactoryLines.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Population;
import io.twinsim.timeline.Timeline;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Key figures of lines: identities, empty ratios, remaining life. */
class FactoryKpisTest {

    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);
    private static final int LINES = 200;
    /** What key figures are made of, and the columns of the same meaning. */
    private static final Population END = end(timeline(FACTORY, LINES).withParameter("arrival_interval", 30),
            "line.introduced", "line.completed", "line.defective", "line.wip", "line.flow_time", "line.processed.*",
            "line.defects.*", "line.queue.*", "throughput", "yield", "line_oee", "bottleneck", "design_time.*",
            "servers.*", "health.*", "utilisation.*", "availability.*", "performance.*", "oee.*");

    @Test
    void kpis_beforeAnythingIsFinished_haveNoRatios() {
        LineKpis kpis = LineKpis.of(timeline(FACTORY, 3).over("1 min").state("1 min"), 0);
        assertThat(kpis.yield()).isEqualTo(OptionalDouble.empty());
        assertThat(kpis.throughputTime()).isEmpty();
        assertThat(kpis.oee()).isEmpty();
        assertThat(kpis.stations().get(1).quality()).isEmpty();
        assertThat(kpis.stations().get(1).oee()).isEmpty();
        assertThat(kpis).hasToString("LineKpis[0 done, yield undefined, OEE undefined, assembly]");
    }

    /** Pieces are conserved; OEE is good output over what the places could have made in the whole time. */
    @Test
    void kpis_ofAShift_obeyTheirIdentities() {
        double[] places = {2, 1, 1, 2};
        double[] design = {10, 30, 5, 15};
        int checked = 0;
        for (int line = 0; line < LINES; line++) {
            LineKpis kpis = LineKpis.of(END, line);
            assertThat(kpis.introduced()).isEqualTo(kpis.completed() + kpis.defective() + kpis.inLine());
            long defects = kpis.stations().stream().mapToLong(StationKpis::defects).sum();
            assertThat(defects).isEqualTo(kpis.defective());
            for (int s = 0; s < STATIONS.length; s++) {
                StationKpis station = kpis.stations().get(s);
                long good = station.processed() - station.defects();
                assertThat(station.oee().orElseThrow()).isCloseTo(good * design[s] / (places[s] * 28_800), ROUNDING);
                assertThat(station.utilisation()).isBetween(0.0, 1.0);
                assertThat(station.availability()).isBetween(0.0, 1.0);
                assertThat(END.doubles("oee." + STATIONS[s])[line])
                        .isCloseTo(station.oee().orElseThrow(), ROUNDING);
                checked++;
            }
            assertThat(kpis.oee().orElseThrow()).isCloseTo(kpis.completed() * 30.0 / 28_800, ROUNDING);
            assertThat(END.doubles("line_oee")[line]).isCloseTo(kpis.oee().orElseThrow(), ROUNDING);
            assertThat(END.doubles("yield")[line]).isCloseTo(kpis.yield().orElseThrow(), ROUNDING);
            assertThat(kpis.bottleneck()).isEqualTo("assembly");
        }
        assertThat(checked).isEqualTo(4 * LINES);
    }

    /** OEE is no mean health: it falls where the machine waits for pieces, whatever its health. */
    @Test
    void oee_ofIdleMachines_isLowAtFullHealth() {
        Population end = end(timeline(FACTORY, 20).withParameter("wear", 0).withParameter("defect_loss", 0)
                .withParameter("arrival_interval", 600), "health.assembly", "oee.assembly");
        assertThat(end.doubles("health.assembly")).containsOnly(1);
        assertThat(mean(end.doubles("oee.assembly"))).isLessThan(0.06);
    }

    @Test
    void kpis_table_fitsTheScreen() {
        LineKpis kpis = LineKpis.of(END, 0);
        assertThat(kpis.table().lines()).hasSize(7).allMatch(line -> line.length() <= 100);
        assertThat(kpis.toString()).startsWith("LineKpis[").hasSizeLessThanOrEqualTo(75);
        assertThat(kpis.stations().get(1).toString()).startsWith("StationKpis[assembly, OEE ")
                .hasSizeLessThanOrEqualTo(75);
    }

    @Test
    void kpis_ofNoSuchLine_areRefused() {
        assertThatThrownBy(() -> LineKpis.of(END, LINES)).isInstanceOf(InputException.class)
                .hasMessage("line must be in [0, 199], got 200");
    }

    /**
     * Without wear the life of a machine of health h is exponential with mean h mtbf: the shares of lines that outlive
     * the true quantiles are binomial, four standard errors each (6 checks, 4e-4 of false alarm). Each quantile is
     * looked for where it can be: within 8 h of a new machine, 4 h of a worn one.
     */
    @Test
    void remainingLife_withoutWear_isThatOfTheExponentialLaw() {
        for (double health : new double[] {1, 0.4}) {
            Timeline timeline = Timeline.of(FACTORY.generate(600, 11)).withParameter("wear", 0)
                    .withParameter("defect_loss", 0).withParameter("start_health", health);
            double horizon = health == 1 ? 28_800 : 14_400;
            RemainingLife life = RemainingLife.of(timeline, horizon + " s", "assembly", 0.8);
            double scale = 10_000 * health;
            double[] seen = {life.lower(), life.median(), life.upper()};
            double[] p = {0.1, 0.5, 0.9};
            for (int k = 0; k < 3; k++) {
                double error = Math.sqrt(p[k] * (1 - p[k]) / 600);
                double low = Math.min(horizon, -scale * Math.log1p(-(p[k] - 4 * error))) - 60;
                double high = Math.min(horizon, -scale * Math.log1p(-(p[k] + 4 * error)));
                assertThat(seen[k]).as("quantile " + p[k] + " at health " + health).isBetween(low, high);
            }
        }
    }

    /** Wear shortens life; {@code factory_oracle.py default 4000 1 start_health=0.6}: mean 4,993.7 s, sd 4,184.0 s. */
    @Test
    void remainingLife_ofAWornMachine_isShorter() {
        Timeline timeline = Timeline.of(FACTORY.generate(500, 11));
        RemainingLife fresh = RemainingLife.of(timeline, "8 h", "assembly", 0.9);
        RemainingLife worn = RemainingLife.of(timeline.withParameter("start_health", 0.6), "8 h", "assembly", 0.9);
        assertThat(worn.median()).isLessThan(fresh.median());
        assertThat(worn.lower()).isLessThan(worn.median());
        assertThat(worn.upper()).isGreaterThan(worn.median());
        assertThat(worn.urgency()).isEqualTo("critical");
        assertThat(worn.toString()).startsWith("RemainingLife[assembly ").hasSizeLessThanOrEqualTo(75);
        double[] life = end(timeline.withParameter("start_health", 0.6).over("8 h"), "life.assembly")
                .doubles("life.assembly");
        FactoryLines.isClose("life", life, 4993.665, 4184.03, 4_000);
    }
}

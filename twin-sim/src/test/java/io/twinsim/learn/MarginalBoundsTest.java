package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.SharedData;
import io.twinsim.column.ColumnType;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Moments;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginalBoundsTest {

    /** Few rows show little of what a family reaches: cut at their ends, mpg would lose 15 % of its spread. */
    @Test
    void of_fewRows_meanAndSpreadStay() {
        Population cars = Population.read(SharedData.require("cases/data_mtcars.csv"));
        TwinModel world = WorldFit.of(cars, "cars").without("model").run().model();
        Population twins = world.generate(50_000, 5);
        List<String> numbers = List.of("mpg", "disp", "hp", "drat", "wt", "qsec");
        for (String name : numbers) {
            Moments real = Moments.of(cars.doubles(name));
            Moments made = Moments.of(twins.doubles(name));
            assertThat(made.mean()).as(name).isCloseTo(real.mean(), within(0.03 * real.sd()));
            assertThat(made.sd() / real.sd()).as(name).isBetween(0.96, 1.04);
            assertThat(made.min()).as(name).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void of_manyRows_twinsStayWithinWhatWasSeen() {
        String[] draws = {"normal(50, 12)", "gamma(2.5, 3)", "beta(2, 5)"};
        for (String draw : draws) {
            double[] values = values(draw, 5_000);
            double[] ends = Arrays.stream(values).sorted().toArray();
            MarginalFit fit = bounded(ColumnType.REAL, values);
            assertThat(fit.formula()).startsWith("truncated(" + draw.substring(0, draw.indexOf('(')));
            assertThat(fit.formula()).endsWith(", " + KnotsText.exact(ends[0]) + ", "
                    + KnotsText.exact(ends[ends.length - 1]) + ")");
            assertThat(fit.distance() - MarginalFit.allowance(5_000)).isLessThan(0.02);
            assertThat(List.of(fit.lower(), fit.upper())).containsExactly(ends[0], ends[ends.length - 1]);
        }
        assertThat(draws).hasSize(3);
    }

    /** What is nowhere negative stays so; the range of the file holds what is drawn. */
    @Test
    void of_fewRows_cutsFurtherOut() {
        double[] miles = Population.read(SharedData.require("cases/data_mtcars.csv")).doubles("mpg");
        MarginalFit fit = bounded(ColumnType.REAL, miles);
        assertThat(fit.formula()).startsWith("truncated(lognormal(").endsWith(", 0, 57.4)");
        assertThat(List.of(fit.lower(), fit.upper())).containsExactly(0.0, 57.4);
        String yaml = WorldFit.of(Population.builder().column("mpg", RealColumn.of(miles)).build(), "cars").run()
                .yaml();
        assertThat(yaml).contains("range: [0, 57.4]", "round(10 * (truncated(lognormal(");
    }

    /** A family far from the data where it is not cut: 40 even steps, whose knots keep the spread. */
    @Test
    void of_fewRowsWithoutFamily_haveKnots() {
        double[] even = new double[40];
        Arrays.setAll(even, i -> 10.5 + i);
        MarginalFit fit = bounded(ColumnType.REAL, even);
        assertThat(fit.chosen()).isEqualTo("knots");
        assertThat(List.of(fit.lower(), fit.upper())).containsExactly(10.5, 49.5);
    }

    private static MarginalFit bounded(ColumnType type, double[] values) {
        double[] ends = Arrays.stream(values).sorted().toArray();
        return MarginalBounds.of(MarginalFit.of("x", type, values), values, ends[0], ends[ends.length - 1]);
    }

    private static double[] values(String draw, int n) {
        return TwinModel.parse("model: units\nvariables:\n  v: \"~ " + draw + "\"\n", "units.yaml").generate(n, 3)
                .doubles("v");
    }
}

package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldDecimalsTest {

    private static final String SHOP = """
            model: shop
            variables:
              price: "~ round(100 * lognormal(3, 0.6)) / 100"
              weight: "~ round(10 * normal(50 + 0.2 * price, 8)) / 10"
              rate: "~ round(10000 * beta(2, 5)) / 10000"
              exact: "~ normal(0, 1)"
              steps: "~ round(truncated(normal(500, 90), 0, 1000))"
            """;

    /** 20,000 units and 40,000 twins: three standard errors of a correlation are 0.026, of a distance 0.014. */
    @Test
    void run_dataWithFewDecimals_twinsHaveNoMore() {
        Population units = WorldData.units(SHOP, 20_000, 3);
        FittedWorld world = WorldFit.of(units, "shop").run();
        Population twins = world.model().generate(40_000, 7);
        int[] decimals = {2, 1, 4};
        List<String> names = List.of("price", "weight", "rate");
        for (int k = 0; k < decimals.length; k++) {
            double unit = Double.parseDouble("1e" + decimals[k]);
            assertThat(world.yaml()).contains("round(" + KnotsText.exact(unit) + " * (");
            assertThat(twins.doubles(names.get(k))).as(names.get(k))
                    .satisfies(all -> assertThat(Arrays.stream(all)).allMatch(x -> Math.rint(x * unit) / unit == x));
            double[] real = Arrays.stream(units.doubles(names.get(k))).sorted().toArray();
            assertThat(Arrays.stream(twins.doubles(names.get(k)))).allMatch(x -> x >= real[0]
                    && x <= real[real.length - 1]);
        }
        for (String name : units.names()) {
            assertThat(WorldData.distance(units, twins, name)).as(name).isLessThanOrEqualTo(0.025);
        }
        assertThat(world.yaml().split("round\\(", -1)).hasSize(4);
        assertThat(WorldData.worstPair(units, twins, units.names(), true)).isLessThanOrEqualTo(0.03);
        assertThat(world.model().correlations().pairs()).isNotEmpty();
    }

    @Test
    void run_fewPrices_areConstantsWithoutRounding() {
        Population units = WorldData.units("""
                model: prices
                variables:
                  price: {draw: "mixture(0.3: constant(9.99), 0.7: constant(19.95))", type: real}
                """, 400, 1);
        TwinModel model = WorldFit.of(units, "prices").run().model();
        assertThat(model.variables().get(0).formula().toString()).doesNotContain("round");
        assertThat(model.generate(100, 1).doubles("price")).containsOnly(9.99, 19.95);
    }

    /** The bars at other seeds; chance is about 0.003 of the distance of seven levels. */
    @Test
    void run_hillstrom_holdsAtEverySeed() {
        Population customers = Population.read(SharedData.require("data/hillstrom.csv"));
        TwinModel model = WorldFit.of(customers, "customers").without("segment", "visit", "conversion", "spend").run()
                .model();
        List<String> numbers = List.of("recency", "history", "mens", "womens", "newbie");
        for (long seed = 1; seed <= 3; seed++) {
            Population twins = model.generate(64_000, seed);
            assertThat(WorldData.distance(customers, twins, "history_segment")).isLessThanOrEqualTo(0.0105);
            assertThat(WorldData.distance(customers, twins, "history")).isLessThanOrEqualTo(0.01);
            assertThat(WorldData.worstPair(customers, twins, numbers, true)).isLessThanOrEqualTo(0.03);
            assertThat(Arrays.stream(twins.doubles("history"))).allMatch(x -> Math.rint(x * 100) / 100 == x);
        }
        assertThat(numbers).hasSize(5);
    }
}

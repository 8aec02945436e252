package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.Provenance;
import io.twinsim.model.TwinModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorldFitTest {

    /** Numbers that depend on labels and on each other; a structural zero; columns that follow from others. */
    private static final String CLINIC = """
            model: clinic
            variables:
              sex: "~ categorical(female: 0.5, male: 0.5)"
              age: "~ floor(truncated(gamma(8, 5), 18, 95))"
              pregnant: "~ if(sex == 'female' and age < 50, bernoulli(0.2), bernoulli(0))"
              site: "~ categorical(north: 0.5, south: 0.3, east: 0.2)"
              stage:
                draw: "mixture(0.2: constant(1), 0.5: constant(2), 0.2: constant(3), 0.1: constant(4))"
                type: integer
              pressure: "~ normal(100 + 0.5 * age + lookup(site, north: 0, south: 8, east: -8), 10)"
              charge: "~ if(stage >= 3, lognormal(6, 1), mixture(0.6: constant(0), 0.4: lognormal(5, 0.5)))"
              visits: "~ negative_binomial(2, 0.2)"
              band: "= if(age < 30, 'young', if(age < 50, 'middle', 'old'))"
              twice: "= 2 * visits + 1"
            correlations:
              - [stage, visits, 0.4]
            """;

    private static final List<String> NUMBERS = List.of("age", "pregnant", "stage", "pressure", "charge", "visits",
            "twice");

    private static FittedWorld fit(Population data) {
        return WorldFit.of(data, "fitted").withThreads(2).run();
    }

    private static Population twins(FittedWorld world, long n) {
        return world.model().generate(n, 7);
    }

    /**
     * The bar. The seeds of fit and twins are fixed; the sampling error of 64,000 twins is 0.004 for a correlation,
     * 0.003 for KS at its 95 % quantile 0.0054, and less than 0.005 for a total variation of seven levels.
     */
    @Test
    void run_hillstrom_isLikeTheCustomers() {
        Population customers = Population.read(SharedData.require("data/hillstrom.csv"));
        FittedWorld world = WorldFit.of(customers, "customers").without("segment", "visit", "conversion", "spend")
                .run();
        Population twins = world.model().generate(64_000, 42);
        assertThat(twins.names()).containsExactly("recency", "history_segment", "history", "mens", "womens", "zip_code",
                "newbie", "channel");
        for (String name : List.of("history_segment", "zip_code", "channel")) {
            assertThat(WorldData.distance(customers, twins, name)).as(name).isLessThanOrEqualTo(0.015);
        }
        for (String name : List.of("recency", "history", "mens", "womens", "newbie")) {
            assertThat(WorldData.distance(customers, twins, name)).as(name).isLessThanOrEqualTo(0.02);
        }
        List<String> numbers = List.of("recency", "history", "mens", "womens", "newbie");
        assertThat(WorldData.worstPair(customers, twins, numbers, true)).isLessThanOrEqualTo(0.03);
        assertThat(WorldData.worstPair(customers, twins, numbers, false)).isLessThanOrEqualTo(0.03);
        assertThat(twins.where("mens == 0 and womens == 0").size()).isZero();
        // The thresholds are those of the data's labels.
        String segment = twins.model().orElseThrow().variables().get(1).formula().toString();
        assertThat(segment).contains("history < 100", "history < 1000");
        assertThat(twins.where("history_segment == '1) $0 - $100' and history >= 100").size()).isZero();
        assertThat(twins.where("history_segment == '7) $1,000 +' and history < 1000").size()).isZero();
        LikenessReport likeness = world.likeness().orElseThrow();
        assertThat(likeness.worstExcess()).isLessThanOrEqualTo(0.002);
        assertThat(likeness.table()).startsWith("likeness of 51,");
        assertThat(world.table().lines()).allMatch(line -> line.length() <= 100);
    }

    /** 20,000 units: errors of 0.01 in a correlation and of 0.014 in a distance are three standard errors. */
    @Test
    void run_mixedTypes_keepsDistributionsPairsAndRules() {
        Population units = WorldData.without(WorldData.units(CLINIC, 20_000, 3), Map.of("pressure", 0.2, "site", 0.1));
        FittedWorld world = fit(units);
        Population twins = twins(world, 40_000);
        assertThat(twins.names()).isEqualTo(units.names());
        int checked = 0;
        for (String name : units.names()) {
            assertThat(twins.column(name).type()).as(name).isEqualTo(units.column(name).type());
            assertThat(twins.column(name).missing()).isZero();
            assertThat(WorldData.distance(units, twins, name)).as(name).isLessThanOrEqualTo(0.025);
            checked++;
        }
        assertThat(checked).isEqualTo(10);
        assertThat(WorldData.worstPair(units, twins, NUMBERS, true)).isLessThanOrEqualTo(0.03);
        assertThat(twins.where("sex == 'male' and pregnant").size()).isZero();
        assertThat(twins.where("twice != 2 * visits + 1").size()).isZero();
        assertThat(twins.where("band == 'young' and age >= 30 or band == 'old' and age < 50").size()).isZero();
        double south = mean(twins.where("site == 'south'").doubles("pressure"));
        double east = mean(twins.where("site == 'east'").doubles("pressure"));
        assertThat(south - east).isCloseTo(16, within(0.8));
        for (String name : List.of("age", "pressure", "charge", "visits")) {
            double[] real = Arrays.stream(units.doubles(name)).filter(value -> !Double.isNaN(value)).sorted().toArray();
            assertThat(Arrays.stream(twins.doubles(name))).as(name).allMatch(value -> value >= real[0]
                    && value <= real[real.length - 1]);
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    @Test
    void run_anyData_writesAnOrdinaryWorld() {
        Population units = WorldData.without(WorldData.units(CLINIC, 3_000, 4), Map.of("pressure", 0.25));
        FittedWorld world = fit(units);
        TwinModel model = TwinModel.parse(world.yaml(), "clinic.yaml");
        assertThat(model.id()).isEqualTo(world.model().id());
        assertThat(model.provenance()).contains(Provenance.FITTED);
        assertThat(model.fit().orElseThrow().rows()).isEqualTo(3_000);
        assertThat(model.fit().orElseThrow().data()).isEqualTo(units.contentHash());
        assertThat(model.fit().orElseThrow().seed()).hasValue(42);
        double share = units.column("pressure").missing() / 3_000.0;
        assertThat(model.fit().orElseThrow().missing()).containsOnlyKeys("pressure");
        assertThat(model.fit().orElseThrow().missing().get("pressure")).isCloseTo(share, within(1e-4));
        // Units with missing values are units of this world; edited numbers are as good as learned ones.
        assertThat(model.adopt(units).size()).isEqualTo(3_000);
        assertThat(TwinModel.parse(world.yaml().replace("model: fitted", "model: edited"), "e.yaml").name())
                .isEqualTo("edited");
        assertThat(world.yaml().lines()).allMatch(line -> line.length() <= 120);
        assertThat(world.files()).isEmpty();
    }

    @Test
    void run_anyThreads_isTheSameToTheBit() {
        Population units = WorldData.units(CLINIC, 2_000, 5);
        FittedWorld one = WorldFit.of(units, "fitted").withThreads(1).run();
        FittedWorld eight = WorldFit.of(units, "fitted").withThreads(8).run();
        assertThat(eight.yaml()).isEqualTo(one.yaml());
        assertThat(eight.toJson()).isEqualTo(one.toJson());
        assertThat(WorldFit.of(units, "fitted").withSeed(8).run().yaml()).contains("  seed: 8\n");
    }

    /** 300 levels: each unit's label has about 40 rows, so a total variation of 0.05 is what two samples differ by. */
    @Test
    void run_threeHundredLevels_keepsRareOnesAndWhatDependsOnThem() {
        String shares = IntStream.range(0, 300).mapToObj(k -> "c" + k + ": " + (k < 100 ? 0.007 : 0.0015))
                .collect(Collectors.joining(", "));
        String high = IntStream.range(0, 300).filter(k -> k % 3 == 0).mapToObj(k -> "'c" + k + "'")
                .collect(Collectors.joining(", "));
        Population units = WorldData.units("""
                model: cities
                variables:
                  city: "~ categorical(%s)"
                  price: "~ if(city in (%s), gamma(9, 10), gamma(9, 5))"
                  zone: "= if(city in (%s), 'high', 'low')"
                """.formatted(shares, high, high), 12_000, 6);
        FittedWorld world = fit(units);
        Population twins = twins(world, 12_000);
        assertThat(twins.column("city").labels()).hasSize(300);
        assertThat(WorldData.distance(units, twins, "city")).isLessThanOrEqualTo(0.075);
        assertThat(WorldData.distance(units, twins, "price")).isLessThanOrEqualTo(0.02);
        assertThat(mean(twins.where("zone == 'high'").doubles("price"))).isCloseTo(90, within(2.0));
        assertThat(mean(twins.where("zone == 'low'").doubles("price"))).isCloseTo(45, within(1.0));
        assertThat(world.yaml().length()).isLessThan(60_000);
    }

    /** 780 pairs of 4,000 units, where a sampling error of 0.016 makes some differ by 0.05. */
    @Test
    void run_fortyColumns_joinsThemAll() {
        StringBuilder world = new StringBuilder("model: forty\nvariables:\n");
        StringBuilder pairs = new StringBuilder("correlations:\n");
        for (int k = 0; k < 40; k++) {
            world.append("  x").append(k).append(": \"~ ").append(k % 2 == 0 ? "normal(0, 1)" : "gamma(2, 3)")
                    .append("\"\n");
            for (int j = k % 4; j < k; j += 4) {
                pairs.append("  - [x").append(j).append(", x").append(k).append(", 0.5]\n");
            }
        }
        Population units = WorldData.units(world.append(pairs).toString(), 4_000, 7);
        FittedWorld fitted = fit(units);
        Population twins = twins(fitted, 20_000);
        assertThat(WorldData.worstPair(units, twins, units.names(), true)).isLessThanOrEqualTo(0.06);
        assertThat(fitted.model().correlations().pairs()).hasSizeBetween(180, 210);
    }

    @Test
    void run_fewRows_learnsWhatThereIs() {
        FittedWorld two = fit(Population.builder().column("a", IntegerColumn.of(1, 2))
                .column("b", CategoryColumn.of("x", "y")).column("c", RealColumn.of(1.5, 2.5)).build());
        assertThat(two.likeness()).isEmpty();
        assertThat(two.notes()).contains("with fewer than 50 rows nothing was held out to judge the twins by");
        assertThat(twins(two, 100).names()).containsExactly("a", "b", "c");
        Population units = WorldData.units(CLINIC, 200, 8);
        FittedWorld small = fit(units);
        assertThat(small.likeness()).isPresent();
        assertThat(WorldData.distance(units, twins(small, 10_000), "pressure")).isLessThanOrEqualTo(0.08);
        assertThatThrownBy(() -> WorldFit.of(units.head(1), "one")).isInstanceOf(InputException.class)
                .hasMessage("data must hold at least 2 rows to learn from, got 1");
    }

    @Test
    void run_constantsIdsAndEmptyColumns_areNoGuesses() {
        int n = 300;
        Population units = Population.builder()
                .column("id", IntegerColumn.of(IntStream.range(0, n).toArray()))
                .column("always", IntegerColumn.of(IntStream.range(0, n).map(i -> 7).toArray()))
                .column("x", RealColumn.of(IntStream.range(0, n).mapToDouble(i -> Math.rint(i % 17) / 2).toArray()))
                .build();
        FittedWorld world = fit(units);
        assertThat(world.model().names()).containsExactly("always", "x");
        assertThat(twins(world, 50).doubles("always")).containsOnly(7);
        assertThat(world.notes())
                .contains("id has 300 different numbers in 300 rows and is left out as an id; --exclude id "
                + "silences this");
        boolean[] missing = new boolean[n];
        Arrays.fill(missing, true);
        Population empty = Population.builder().column("gone", RealColumn.of(new double[n], missing))
                .column("x", units.column("x")).build();
        assertThatThrownBy(() -> fit(empty)).isInstanceOf(InputException.class).hasMessage(
                "column \"gone\" must have values to learn from, got 300 missing ones in 300 rows; leave it out: "
                + ".without(\"gone\")");
        assertThat(WorldFit.of(empty, "x").without("gone").run().model().names()).containsExactly("x");
    }

    @Test
    void run_oddNamesAndLabels_surviveTheFile() {
        String[] labels = {"it's", "say \"hi\"", "a: b", "# x", "{y}", "ünï", "back\\slash", "tab\there", ""};
        int n = 900;
        Population units = Population.builder()
                .column("two words", CategoryColumn.of(IntStream.range(0, n).mapToObj(i -> labels[i % 9])
                .toArray(String[]::new)))
                .column("else", IntegerColumn.of(IntStream.range(0, n).map(i -> i % 2).toArray()))
                .column("null", RealColumn.of(IntStream.range(0, n).mapToDouble(i -> (i * 37 % 101) / 8.0).toArray()))
                .column("`q` é", IntegerColumn.of(IntStream.range(0, n).map(i -> i * 53 % 97).toArray())).build();
        FittedWorld world = WorldFit.of(units, "odd: \"names\"").run();
        assertThat(world.model().names()).isEqualTo(units.names());
        assertThat(world.model().name()).isEqualTo("odd: \"names\"");
        Column twins = twins(world, 5_000).column("two words");
        assertThat(twins.labels()).containsExactlyInAnyOrder(labels);
    }

    @Test
    void run_numbersWhoseSumsAreBeyondADouble_areRefusedByName() {
        Population units = Population.builder()
                .column("big", RealColumn.of(IntStream.range(0, 100).mapToDouble(i -> i % 2 == 0 ? 1 : -1e308)
                .toArray())).build();
        assertThatThrownBy(() -> fit(units)).isInstanceOf(InputException.class)
                .hasMessage("column \"big\" must hold numbers in [-1e300, 1e300] to learn from, got -1.0E308; leave "
                        + "it out: .without(\"big\")");
    }

    @Test
    void withOrdered_labels_joinInRankCorrelations() {
        Population units = WorldData.units("""
                model: ranks
                variables:
                  grade: {draw: "categorical(low: 0.3, mid: 0.3, high: 0.2, top: 0.2)", ordered: true}
                  score: "~ normal(0, 1)"
                correlations:
                  - [grade, score, 0.5]
                """, 5_000, 9);
        FittedWorld world = WorldFit.of(units, "ranks").withOrdered("grade", "low", "mid", "high", "top").run();
        assertThat(world.model().variables().get(0).ordered()).isTrue();
        assertThat(world.model().correlations().pairs()).hasSize(1);
        assertThat(WorldData.worstPair(units, twins(world, 20_000), List.of("grade", "score"), true)).isLessThan(0.03);
        WorldFit fit = WorldFit.of(units, "ranks");
        assertThatThrownBy(() -> fit.withOrdered("grade", "low", "high")).isInstanceOf(InputException.class)
                .hasMessage("labels of \"grade\" must all be ordered, got none for \"mid\"");
        assertThatThrownBy(() -> fit.withOrdered("score", "low")).isInstanceOf(InputException.class)
                .hasMessage("ordered column \"score\" must be a category, got real");
    }

    @Test
    void settings_wrong_areRefusedByName() {
        Population units = WorldData.units(CLINIC, 100, 10);
        WorldFit fit = WorldFit.of(units, "fitted");
        assertThat(fit).hasToString("WorldFit[fitted, n=100, 10 columns]");
        assertThatThrownBy(() -> fit.without("agee")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown column \"agee\"; did you mean \"age\"?");
        assertThatThrownBy(() -> fit.withOutcome("sex")).isInstanceOf(InputException.class)
                .hasMessage("outcome must be a number or a flag, got \"sex\", which holds labels; give it as 0 and 1");
        assertThatThrownBy(() -> fit.withOutcome("age").withTime("age").run()).isInstanceOf(InputException.class)
                .hasMessage("time must differ from the outcome, got \"age\" for both");
        assertThatThrownBy(() -> fit.withTreatment("pregnant").run()).isInstanceOf(InputException.class)
                .hasMessage("treatment must be given with an outcome, got pregnant alone; its effect is on something");
        assertThatThrownBy(() -> fit.withTime("visits").run()).isInstanceOf(InputException.class)
                .hasMessage("time must be given with an outcome, got visits alone; models of an outcome are judged on "
                        + "later rows than they learned from");
        assertThatThrownBy(() -> fit.without(units.names().toArray(new String[0])).run())
                .isInstanceOf(InputException.class)
                .hasMessage("columns must hold at least one to learn, got none; all of them are left out or have "
                        + "another role");
        assertThatThrownBy(() -> WorldFit.of(units, " ")).isInstanceOf(InputException.class)
                .hasMessage("name must be 1 to 200 printable characters, got \" \"");
        assertThatThrownBy(() -> fit.withThreads(0)).isInstanceOf(InputException.class)
                .hasMessage("threads must be in [1, 1024], got 0");
        assertThat(units.column("sex").type()).isEqualTo(ColumnType.CATEGORY);
    }
}

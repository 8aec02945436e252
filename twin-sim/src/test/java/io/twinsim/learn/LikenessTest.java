package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.io.JsonText;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static final String WORLD = """
            model: units
            version: 1
            variables:
              region: "~ categorical(a: 0.5, b: 0.3, c: 0.15, d: 0.05)"
              age: "~ normal(45, 12)"
              income: "~ lognormal(10, 0.5)"
              visits: "~ poisson(2)"
              member: "~ bernoulli(0.3)"
              score: "~ 0.5 * age + normal(0, 6)"
            """;

    /**
     * Twins of the very model, 20 times. Excesses number about Binomial(120, at most 0.05): more than 18 in 1e-5 of all
     * seeds. The ratio has mean 1 and standard deviation sqrt(2 / 12): its mean over 20 is within 0.37 in all but 1e-4.
     * The share has a standard deviation of at most 0.025, its mean is within 0.023 likewise.
     */
    @Test
    void perfectTwins_manySeeds_showNoMoreThanChance() {
        int excesses = 0;
        int columns = 0;
        double ratio = 0;
        double share = 0;
        int reps = 20;
        for (int rep = 0; rep < reps; rep++) {
            LikenessReport report = likeness(WORLD, WORLD, rep);
            for (LikenessReport.Column column : report.columns()) {
                excesses += column.excess() > 0 ? 1 : 0;
                columns++;
            }
            ratio += report.propensity().ratio() / reps;
            share += report.nearest().share() / reps;
            assertThat(report.propensity().separated()).isEmpty();
            assertThat(report.propensity().terms()).isEqualTo(13);
            assertThat(report.nearest().copies()).isZero();
        }
        assertThat(columns).isEqualTo(120);
        assertThat(excesses).isLessThanOrEqualTo(18);
        assertThat(ratio).isCloseTo(1, within(0.37));
        assertThat(share).isCloseTo(0.5, within(0.023));
    }

    @Test
    void copies_ofTrainingUnits_showInTheNearestRecords() {
        Population units = TwinModel.parse(WORLD, "units.yaml").generate(5000, 1);
        Population train = units.slice(0, 4000);
        LikenessReport report = Likeness.of(train, units.slice(4000, 5000), units.slice(0, 2000), 42);
        // A quarter of the training units are compared with, and each finds itself.
        assertThat(report.nearest().share()).isCloseTo(0.625, within(0.05));
        assertThat(report.nearest().copies()).isEqualTo(1);
        assertThat(report.nearest().copiesExpected()).isZero();
        assertThat(report.worstExcess()).isLessThan(0.02);
        assertThat(report.table()).contains("not a privacy guarantee")
                .contains("100.0 % of the twins equal a training record, 0.0 % of the units held out do");
    }

    @Test
    void shiftedColumn_hasAnExcess_theOthersHaveNone() {
        LikenessReport report = likeness(WORLD, WORLD.replace("poisson(2)", "poisson(2.6)"), 3);
        assertThat(report.column("visits").excess()).isGreaterThan(0.05);
        for (String name : List.of("region", "income", "member")) {
            assertThat(report.column(name).excess()).as(name).isLessThan(0.02);
        }
        assertThat(report.propensity().ratio()).isGreaterThan(5);
        LikenessReport shares = likeness(WORLD, WORLD.replace("a: 0.5, b: 0.3", "a: 0.3, b: 0.5"), 3);
        assertThat(shares.column("region").measure()).isEqualTo("TV");
        assertThat(shares.column("region").distance()).isCloseTo(0.2, within(0.04));
        assertThat(shares.column("region").excess()).isGreaterThan(0.1);
    }

    @Test
    void lostCorrelation_isTheWorstPair() {
        LikenessReport report = likeness(WORLD,
                WORLD.replace("0.5 * age + normal(0, 6)", "normal(22.5, 8.485)"), 4);
        LikenessReport.Pair worst = report.pairs().get(0);
        assertThat(worst.first()).isEqualTo("age");
        assertThat(worst.second()).isEqualTo("score");
        assertThat(worst.measure()).isEqualTo("spearman");
        assertThat(worst.real()).isCloseTo(0.69, within(0.05));
        assertThat(worst.twins()).isCloseTo(0, within(0.1));
        assertThat(report.worstPair()).isEqualTo(worst.real() - worst.twins());
        assertThat(report.column("score").excess()).isLessThan(0.02);
    }

    @Test
    void lostDependence_ofCategories_showsInCramerAndEta() {
        String world = """
                model: units
                version: 1
                variables:
                  state: "~ categorical(x: 0.4, y: 0.3, z: 0.3)"
                  town: "~ lookup(state, x: categorical(p: 0.9, q: 0.05, r: 0.05), y: categorical(p: 0.05, q: 0.9,
                      r: 0.05), z: categorical(p: 0.05, q: 0.05, r: 0.9))"
                  height: "~ normal(lookup(state, x: 0, y: 2, z: 4), 1)"
                """;
        String broken = """
                model: units
                version: 1
                variables:
                  state: "~ categorical(x: 0.4, y: 0.3, z: 0.3)"
                  town: "~ categorical(p: 0.39, q: 0.305, r: 0.305)"
                  height: "~ mixture(0.4: normal(0, 1), 0.3: normal(2, 1), 0.3: normal(4, 1))"
                """;
        LikenessReport report = likeness(world, broken, 5);
        assertThat(report.pairs()).hasSize(3);
        assertThat(report.pairs().get(0).measure()).isEqualTo("eta");
        assertThat(report.pairs()).filteredOn(pair -> pair.measure().equals("cramer")).singleElement()
                .satisfies(pair -> assertThat(pair.real()).isCloseTo(0.85, within(0.04)))
                .satisfies(pair -> assertThat(pair.twins()).isCloseTo(0, within(0.06)));
        assertThat(report.worstExcess()).isLessThan(0.03);
        LikenessReport perfect = likeness(world, world, 5);
        assertThat(perfect.worstPair()).isLessThan(0.06);
        assertThat(report.pairs()).allSatisfy(pair -> assertThat(pair.toString()).hasSizeLessThanOrEqualTo(75));
    }

    @Test
    void wrongSpread_showsInTheSquares() {
        LikenessReport report = likeness(WORLD, WORLD.replace("normal(45, 12)", "normal(45, 16)")
                .replace("0.5 * age", "22.5"), 6);
        assertThat(report.propensity().ratio()).isGreaterThan(5);
    }

    /** What falls and then rises has no rank correlation; independent and monotone columns are never noted. */
    @Test
    void otherShapes_thatTwinsDoNotShow_areNoted() {
        String square = """
                model: shapes
                variables:
                  x: "~ normal(0, 1)"
                  y: "~ x * x + normal(0, 0.3)"
                  z: "~ exp(2 * x) + normal(0, 0.1)"
                  flag: "~ bernoulli(if(x > 1.5, 1, 0))"
                """;
        String lost = square.replace("x * x", "normal(0, 1) * normal(0, 1)").replace("exp(2 * x)", "normal(0, 1)");
        assertThat(likeness(square, lost, 8).notes()).containsExactly(
                "x and y depend on each other in another way than rising or falling; twins do not show it",
                "y and z depend on each other in another way than rising or falling; twins do not show it");
        assertThat(likeness(square, lost, 8).table()).contains("  note: x and y depend on each other in another way "
                + "than rising or falling; twins do not show it\n");
        for (int seed = 0; seed < 5; seed++) {
            assertThat(likeness(square, square, seed).notes()).isEmpty();
            assertThat(likeness(WORLD, WORLD, seed).notes()).isEmpty();
            assertThat(likeness(lost, square, seed).notes()).isEmpty();
        }
    }

    @Test
    void table_isInWords_andConstantsAreNoPairs() {
        String world = WORLD + "  one: \"~ constant(1)\"\n";
        LikenessReport report = likeness(world, world, 1);
        assertThat(report.pairs()).isNotEmpty().noneMatch(pair -> pair.second().equals("one"));
        LikenessReport.Propensity classifier = new LikenessReport.Propensity(0.00102, 0.001, 0.0005, 18, 20_000,
                List.of());
        assertThat(classifier).hasToString("pMSE ratio 1.02 (1 = chance; 18 coefficients, 20,000 rows)");
        // The 95 % quantile of chi square of 17 degrees of freedom is 27.587: a ratio of 1.6228.
        assertThat(new LikenessReport.Propensity(1.62, 1, 1, 18, 9, List.of()).isChance()).isTrue();
        assertThat(new LikenessReport.Propensity(1.63, 1, 1, 18, 9, List.of()).isChance()).isFalse();
        assertThat(report.table()).contains("  distance: 0 alike, 1 disjoint; chance: what 95 % of perfect twins keep "
                + "below; excess: beyond it\n", "  a classifier tells twins from units no better than chance: pMSE "
                + "ratio ");
    }

    @Test
    void columnsThatSeparate_areNamed() {
        LikenessReport shifted = likeness(WORLD, WORLD.replace("normal(45, 12)", "normal(1045, 12)"), 7);
        assertThat(shifted.propensity().separated()).containsExactly("columns \"age\", \"score\"");
        assertThat(shifted.propensity().pmse()).isEqualTo(0.25);
        assertThat(shifted.column("age").distance()).isEqualTo(1);
        LikenessReport newLevel = likeness(WORLD, WORLD.replace("d: 0.05", "e: 0.05"), 7);
        assertThat(newLevel.propensity().separated()).containsExactlyInAnyOrder("region = d", "region = e");
        assertThat(newLevel.propensity().ratio()).isGreaterThan(2);
        assertThat(newLevel.table()).contains("told apart by region = e");
    }

    @Test
    void missingShare_thatDiffers_isAnExcess() {
        Population units = TwinModel.parse(WORLD, "units.yaml").generate(3000, 2);
        Population real = withMissing(units.slice(0, 1500), 5);
        Population twins = withMissing(units.slice(1500, 3000), 2);
        LikenessReport report = Likeness.of(real, withMissing(units.slice(1500, 3000), 5), twins, 1);
        assertThat(report.column("age").distance()).isCloseTo(0.3, within(0.01));
        assertThat(report.column("age").excess()).isGreaterThan(0.2);
        assertThat(report.column("member").excess()).isZero();
        assertThat(report.propensity().ratio()).isGreaterThan(10);
    }

    private static Population withMissing(Population data, int every) {
        boolean[] missing = new boolean[(int) data.size()];
        for (int i = 0; i < missing.length; i += every) {
            missing[i] = true;
        }
        return Population.builder().column("age", RealColumn.of(data.doubles("age"), missing))
                .column("member", data.column("member")).build();
    }

    @Test
    void labelsInAnotherOrder_areTheSameLabels() {
        Population one = Population.builder().column("c", CategoryColumn.of("x", "y", "x", "z")).build();
        Population other = Population.builder().column("c", CategoryColumn.of("z", "x", "y", "x")).build();
        LikenessReport report = Likeness.of(one, one, other, 1);
        assertThat(report.column("c").distance()).isZero();
        assertThat(report.nearest().copies()).isEqualTo(1);
        assertThat(report.pairs()).isEmpty();
        assertThat(report.worstPair()).isZero();
    }

    @Test
    void manyLevelsAndFewRows_areServed() {
        String[] labels = new String[900];
        boolean[] flags = new boolean[900];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = "level " + i % 300;
            flags[i] = i % 7 == 0;
        }
        Population units = Population.builder().column("many", CategoryColumn.of(labels))
                .column("flag", FlagColumn.of(flags)).build();
        LikenessReport report = Likeness.of(units.slice(0, 300), units.slice(300, 600), units.slice(600, 900), 1);
        assertThat(report.column("many").excess()).isZero();
        assertThat(report.column("flag").measure()).isEqualTo("TV");
        LikenessReport two = Likeness.of(units.slice(0, 2), units.slice(2, 4), units.slice(4, 6), 1);
        assertThat(two.columns()).hasSize(2);
        assertThat(two.toString()).hasSizeLessThanOrEqualTo(75);
    }

    @Test
    void report_sameSeed_sameBitsAndReadable() {
        LikenessReport report = likeness(WORLD, WORLD, 9);
        assertThat(likeness(WORLD, WORLD, 9)).isEqualTo(report);
        assertThat(report.table().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(report.toString()).startsWith("likeness: worst excess ").hasSizeLessThanOrEqualTo(75);
        assertThat(report.propensity().toString()).hasSizeLessThanOrEqualTo(75);
        assertThat(report.nearest().toString()).hasSizeLessThanOrEqualTo(75);
        assertThat(report.column("age").toString()).hasSizeLessThanOrEqualTo(75);
        assertThat(report.propensity().ratioInSample()).isEqualTo(2 * report.propensity().ratio());
        assertThat(JsonText.write(report.toTree())).contains("\"nearestRecord\"", "\"not a privacy guarantee\"");
    }

    @Test
    void of_badInput_isRefused() {
        Population units = TwinModel.parse(WORLD, "units.yaml").generate(10, 2);
        Population other = Population.builder().column("c", CategoryColumn.of("x", "y")).build();
        Population wrong = Population.builder().column("age", CategoryColumn.of("x", "y")).build();
        assertRefused(() -> Likeness.of(units, units.slice(0, 1), units, 1),
                "holdout must hold at least 2 units, got 1");
        assertRefused(() -> Likeness.of(units, units.slice(0, 5), other, 1), "twins must have a column of the data, "
                + "got c; the data have region, age, income, visits, member, score");
        assertRefused(() -> Likeness.of(units, units, wrong, 1),
                "column \"age\" must be of one kind in train, holdout and twins, got real, real and category");
        assertThat(Likeness.of(units, units, units.select("age"), 1).notes()).containsExactly("left out, as not all "
                + "have it: \"region\", \"income\", \"visits\", \"member\", \"score\"");
        assertThatThrownBy(() -> likeness(WORLD, WORLD, 1).column("ag")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("unknown column \"ag\"; did you mean \"age\"?");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static LikenessReport likeness(String real, String twins, long seed) {
        Population units = TwinModel.parse(real, "units.yaml").generate(3000, 1000 + seed);
        return Likeness.of(units.slice(0, 2000), units.slice(2000, 3000),
                TwinModel.parse(twins, "twins.yaml").generate(2000, 2000 + seed), seed);
    }
}

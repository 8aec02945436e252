package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.random.CorrelationKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrelationsTest {

    private static final String VARIABLES = """
            model: m
            variables:
              visits: "~ poisson(0.7)"
              member: "~ bernoulli(0.3)"
              stage: {draw: "categorical(early: 0.2, middle: 0.5, late: 0.3)", ordered: true}
              region: "~ categorical(west: 0.5, south: 0.5)"
              a: "~ normal(0, 1)"
              b: "~ normal(5, 2)"
              c: "~ uniform(0, 1)"
              price: "~ constant(3)"
              total: "= 2 * a"
              nested: "~ poisson(exp(a))"
              twice: "~ normal(0, 1) + normal(0, 2)"
              common: "~ normal(0, 1, stream: 'weather')"
              heavy: "~ student_t(2)"
            """;

    private static TwinModel model(String correlations) {
        return TwinModel.parse(VARIABLES + correlations, "m.yaml");
    }

    private static void refused(String correlations, String message) {
        assertThatThrownBy(() -> model(correlations)).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static void pairRefused(String pair, String message) {
        refused("correlations:\n  - " + pair + "\n", message);
    }

    @Test
    void pairs_inEveryForm_areSolved() {
        List<Correlation> pairs = model("""
                correlations:
                  - [a, c, 0.45]
                  - [a, b, {pearson: 0.3}]
                  - [visits, member, {spearman: 0.4}]
                  - [nested, stage, {spearman: 0.5, residual: true}]
                  - [stage, member, 0]
                """).correlations().pairs();
        assertThat(pairs).extracting(Correlation::first).containsExactly("a", "a", "visits", "nested", "stage");
        assertThat(pairs).extracting(Correlation::kind).containsExactly(CorrelationKind.SPEARMAN,
                CorrelationKind.PEARSON, CorrelationKind.SPEARMAN, CorrelationKind.SPEARMAN, CorrelationKind.SPEARMAN);
        assertThat(pairs).extracting(Correlation::residual).containsExactly(false, false, false, true, false);
        assertThat(pairs.get(0).latent()).isCloseTo(2 * Math.sin(Math.PI * 0.45 / 6), within(1e-15));
        assertThat(pairs.get(1).latent()).isCloseTo(0.3, within(1e-12));
        assertThat(pairs.get(2).latent()).isBetween(0.5, 0.6);
        assertThat(pairs.get(3).latent()).isCloseTo(2 * Math.sin(Math.PI * 0.5 / 6), within(1e-15));
        assertThat(pairs.get(4).latent()).isZero();
        assertThat(pairs).allMatch(pair -> pair.realised() == pair.stated());
    }

    @Test
    void matrix_andItsPairs_areTheSameModel() {
        TwinModel matrix = model("correlations: {variables: [a, b, c], matrix: [[1, 0.4, 0.2], [0.4, 1, -0.3], "
                + "[0.2, -0.3, 1]], kind: pearson}\n");
        TwinModel pairs = model("correlations:\n  pairs:\n    - [a, b, {pearson: 0.4}]\n    - [a, c, {pearson: 0.2}]\n"
                + "    - [b, c, {pearson: -0.3}]\n");
        assertThat(matrix.id()).isEqualTo(pairs.id());
        assertThat(matrix.generate(2000, 1).doubles("c")).isEqualTo(pairs.generate(2000, 1).doubles("c"));
    }

    @Test
    void hash_countsWhatMovesBits_andOnlyThat() {
        String plain = model("").id();
        assertThat(model("correlations: []\n").id()).isEqualTo(plain);
        List<String> ids = new ArrayList<>(List.of(plain));
        for (String pair : new String[] {"[a, b, 0.4]", "[b, a, 0.4]", "[a, b, 0.41]", "[a, b, {pearson: 0.4}]",
            "[a, b, {spearman: 0.4, residual: true}]"}) {
            ids.add(model("correlations:\n  - " + pair + "\n").id());
        }
        ids.add(model("correlations: {pairs: [[a, b, 0.4]], repair: nearest}\n").id());
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(model("correlations:\n  - [a, b, {spearman: 0.40}]\n").id()).isEqualTo(ids.get(1));
        String unordered = TwinModel.parse(VARIABLES.replace(", ordered: true", ""), "m.yaml").id();
        assertThat(unordered).isNotEqualTo(plain);
        assertThat(TwinModel.parse(VARIABLES.replace("ordered: true", "ordered: false"), "m.yaml").id())
                .isEqualTo(unordered);
    }

    @Test
    void builder_andFile_haveTheSameHashAndTwins() {
        TwinModel file = TwinModel.parse("model: m\nvariables: {a: \"~ normal(0, 1)\", b: \"~ exponential(1)\"}\n"
                + "correlations: [[a, b, {pearson: 0.5}]]\n", "m.yaml");
        TwinModel list = TwinModel.builder("m").variable("a", "~ normal(0, 1)").variable("b", "~ exponential(1)")
                .correlations(List.of(List.of("a", "b", Map.of("pearson", 0.5)))).build();
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("kind", "pearson");
        keys.put("matrix", List.of(List.of(1, 0.5), List.of(0.5, 1)));
        keys.put("variables", List.of("a", "b"));
        TwinModel matrix = TwinModel.builder("m").variable("a", "~ normal(0, 1)").variable("b", "~ exponential(1)")
                .correlations(keys).build();
        assertThat(list.id()).isEqualTo(file.id()).isEqualTo(matrix.id());
        assertThat(list.generate(500, 3).doubles("b")).isEqualTo(file.generate(500, 3).doubles("b"));
        assertThatThrownBy(() -> TwinModel.builder("m").variable("a", "~ normal(0, 1)")
                .correlations(List.of(List.of("a", "bb", 0.5))).build())
                .hasMessage("builder.correlations: unknown variable \"bb\"; known: a (in correlations)");
    }

    @Test
    void repair_onlyWhenAsked_isReported() {
        String matrix = "correlations: {variables: [a, b, d], matrix: [[1, 0.9, 0.7], [0.9, 1, 0.3], [0.7, 0.3, 1]], "
                + "kind: pearson%s}\n";
        String world = VARIABLES + "  d: \"~ normal(0, 1)\"\n";
        assertThatThrownBy(() -> TwinModel.parse(world + matrix.formatted(""), "m.yaml")).hasMessage(
                "m.yaml:17:15: correlations must be positive semi-definite, got the smallest eigenvalue -0.007352; no "
                        + "variables can be correlated so, repair: nearest finds the nearest that can");
        TwinModel repaired = TwinModel.parse(world + matrix.formatted(", repair: nearest"), "m.yaml");
        String note = "latent correlations: moved to the nearest possible matrix, by 0.009728 (Frobenius norm); a-b 0.9 "
                + "became 0.8946, a-d 0.7 became 0.6966, b-d 0.3 became 0.3025";
        assertThat(repaired.correlations().notes()).containsExactly(note);
        assertThat(repaired.generate(10, 1).notes()).containsExactly(note);
        assertThat(repaired.generate(10, 1).where("a > -100").notes()).containsExactly(note);
        assertThat(repaired.correlations().pairs().get(0).realised()).isCloseTo(0.8945752919940361, within(1e-9));
        TwinModel fine = model("correlations: {pairs: [[a, b, 0.5]], repair: nearest}\n");
        assertThat(fine.correlations().notes()).isEmpty();
    }

    @Test
    void repair_ofPairsNotStated_isReportedToo() {
        TwinModel repaired = model("correlations: {pairs: [[a, b, 0.9], [b, c, 0.9]], repair: nearest}\n");
        assertThat(repaired.correlations().notes()).hasSize(1);
        assertThat(repaired.correlations().notes().get(0))
                .startsWith("latent correlations: moved to the nearest possible matrix")
                .endsWith("1 pair that is not stated became correlated");
    }

    @Test
    void variables_thatCannotBeJoined_areRefused() {
        pairRefused("[a, visit, 0.3]", "m.yaml:17:9: unknown variable \"visit\"; did you mean \"visits\"? known: "
                + "visits, member, stage, region, a, b, c, price, total, nested, twice, common, heavy "
                + "(in correlations)");
        pairRefused("[a, total, 0.3]", "m.yaml:17:5: variable total must be drawn to be correlated, got = 2 * a; "
                + "correlate what it follows from");
        pairRefused("[region, a, 0.3]", "m.yaml:17:5: variable region must be ordered to be correlated, got a "
                + "category; say ordered: true if its labels rise in file order");
        pairRefused("[nested, a, 0.3]", "m.yaml:17:5: variable nested must be one draw with constant parameters to be "
                + "correlated, got poisson(exp(a)); residual: true correlates what it is drawn with");
        pairRefused("[twice, a, {spearman: 0.3, residual: true}]", "m.yaml:17:5: variable twice must have a single "
                + "draw in each row to be correlated, got normal(0, 1) + normal(0, 2); let if or lookup choose one");
        pairRefused("[common, a, 0.3]", "m.yaml:17:5: variable common must draw from its own stream to be correlated, "
                + "got normal(0, 1, stream: 'weather')");
        pairRefused("[a, price, 0.3]",
                "m.yaml:17:5: price must vary, got constant(3.0); correlation with a constant is undefined");
        pairRefused("[heavy, a, {pearson: 0.3}]", "m.yaml:17:5: heavy must have a finite variance for a Pearson "
                + "correlation, got student_t(2.0); state the rank correlation (spearman)");
        pairRefused("[stage, a, {pearson: 0.3}]", "m.yaml:17:5: stage must be a number for a Pearson correlation, got "
                + "categorical(early: 0.2, middle: 0.5, late: 0.3); state the rank correlation (spearman)");
    }

    @Test
    void values_thatAreNoCorrelation_areRefused() {
        pairRefused("[visits, member, 0.99]", "m.yaml:17:5: correlation of visits and member must be in [-0.6251, "
                + "0.7478] for their distributions, got 0.99");
        pairRefused("[a, b, 1.2]", "m.yaml:17:12: correlation of a and b must be in [-1.0, 1.0], got 1.2");
        pairRefused("[a, b, .nan]", "m.yaml:17:12: correlation of a and b must be finite, got .nan");
        pairRefused("[a, b, high]", "m.yaml:17:12: correlation of a and b must be a number, got text \"high\"");
        pairRefused("[a, a, 0.3]", "m.yaml:17:5: correlations must join two variables, got a with itself");
        pairRefused("[a, b]", "m.yaml:17:5: an entry of correlations must be [a, b, correlation], got 2 values");
        pairRefused("[a, b, {kendall: 0.3}]", "m.yaml:17:13: unknown key \"kendall\"; known: "
                + "spearman, pearson, residual (in correlation of a and b)");
        pairRefused("[a, b, {residual: true}]",
                "m.yaml:17:12: correlation of a and b must have either \"spearman\" or \"pearson\"");
        pairRefused("[a, b, {pearson: 0.3, residual: true}]",
                "m.yaml:17:12: a residual correlation must be a spearman correlation, got pearson");
        refused("correlations:\n  - [a, b, 0.3]\n  - [b, a, 0.4]\n", "m.yaml:18:5: correlation of b and a must be "
                + "stated once, got it twice; the first is at m.yaml:17:5");
        refused("correlations: 0.3\n", "m.yaml:16:15: correlations must be a list of [a, b, correlation] or a "
                + "mapping, got 0.3");
    }

    @Test
    void matrix_breakingARule_namesTheCell() {
        String start = "correlations: {variables: [a, b], matrix: ";
        refused(start + "[[1, 0.3], [0.31, 1]]}\n", "m.yaml:16:43: correlations must be symmetric, got 0.3 of a and b "
                + "(row 1, column 2) and 0.31 of b and a (row 2, column 1)");
        refused(start + "[[1, 0.3], [0.3, 0.9]]}\n", "m.yaml:16:43: correlation of b and b (row 2, column 2) must be "
                + "1, as of any variable with itself, got 0.9");
        refused(start + "[[1, 1.2], [1.2, 1]]}\n",
                "m.yaml:16:43: correlation of a and b (row 1, column 2) must be in [-1.0, 1.0], got 1.2");
        refused(start + "[[1, .nan], [0.3, 1]]}\n",
                "m.yaml:16:48: correlations.matrix, row 1, column 2, must be finite, got .nan");
        refused(start + "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]}\n",
                "m.yaml:16:43: correlations must be 2 x 2 for a, b, got 3 rows");
        refused("correlations: {variables: [a, a], matrix: [[1, 0], [0, 1]]}\n",
                "m.yaml:16:43: correlations must name each variable once, got \"a\" twice");
        refused("correlations: {variables: [a, stages], matrix: [[1, 0], [0, 1]]}\n", "m.yaml:16:31: unknown variable "
                + "\"stages\"; did you mean \"stage\"? known: visits, member, stage, region, a, b, c, price, total, "
                + "nested, twice, common, heavy (in correlations)");
        refused("correlations: {variables: [a, b, c], matrix: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]}\n",
                "m.yaml:16:15: correlations must be positive semi-definite, got the smallest eigenvalue -0.8; no "
                        + "variables can be correlated so, repair: nearest finds the nearest that can");
        refused("correlations: {variables: [a, b], pairs: []}\n",
                "m.yaml:16:27: correlations must have \"variables\" only beside \"matrix\"");
        refused("correlations: {repair: nearest}\n",
                "m.yaml:16:15: correlations must have either \"pairs\" or \"matrix\"");
        refused("correlations: {pairs: [], repair: higham}\n",
                "m.yaml:16:35: repair must be one of none, nearest, got \"higham\"");
    }

    /** a and c could be correlated 0.6; it is the 0 that they have by default that cannot be. */
    @Test
    void pairsNotStated_thatCannotBeZero_areSaidToCount() {
        refused("correlations: [[a, b, 0.8], [b, c, 0.8]]\n", "m.yaml:16:15: correlations must be positive semi-definite, "
                + "got the smallest eigenvalue -0.1314; no variables can be correlated so if pairs that are not stated "
                + "have 0, repair: nearest finds the nearest that can");
    }

    /** Each pair is attainable and so is the matrix as stated, but not the normal variables that would be needed. */
    @Test
    void latentMatrix_thatCannotBe_isRefused() {
        refused("""
                correlations:
                  - [visits, member, 0.7]
                  - [visits, a, 0.65]
                  - [member, a, 0]
                """, "m.yaml:17:3: latent correlations must be positive semi-definite, got the smallest eigenvalue "
                + "-0.1675; no normal variables behind them can be correlated so, repair: nearest finds the nearest that can");
    }

    @Test
    void ordered_ofANumber_isRefused() {
        assertThatThrownBy(() -> TwinModel.parse("model: m\nvariables:\n  k: {draw: \"poisson(1)\", ordered: true}\n",
                "m.yaml")).hasMessage("m.yaml:3:3: variable k is integer; ordered belongs to categories");
        assertThat(model("").variables().get(2).ordered()).isTrue();
        assertThat(model("").variables().get(3).ordered()).isFalse();
    }
}

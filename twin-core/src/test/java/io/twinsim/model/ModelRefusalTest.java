package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRefusalTest {

    private static TwinModel model(String variables) {
        return TwinModel.parse("model: m\nvariables:\n" + variables.indent(2), "m.yaml");
    }

    private static void refused(String variables, String message) {
        assertThatThrownBy(() -> model(variables)).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static void interventionRefused(String keys, String message) {
        String world = "model: m\noutcome: {name: y, rate: \"0.2\"}\nvariables:\n  c: \"~ categorical(a: 0.5, b: 0.5)\"\n"
                + "  k: \"~ uniform_int(1, 3)\"\n  x: \"~ uniform(0, 1)\"\ninterventions:\n  i: " + keys + "\n";
        assertThatThrownBy(() -> TwinModel.parse(world, "m.yaml")).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void formula_empty_isRefused() {
        refused("x: {draw: }", "m.yaml:3:12: draw must be a formula, got nothing; put the formula in quotes");
        refused("x: {formula: null}", "m.yaml:3:16: formula must be a formula, got nothing; put the formula in quotes");
    }

    @Test
    void missingDefault_ofTheWrongKind_isRefusedWhenRead() {
        refused("c: {draw: \"categorical(early: 0.5, late: 0.5)\", missing: {default: latte}}",
                "m.yaml:3:3: unknown label \"latte\"; did you mean \"late\"? known: early, late (in the missing default of c)");
        refused("x: {draw: \"uniform(0, 1)\", missing: {default: 1f}}",
                "m.yaml:3:3: x.missing.default must be a finite number, got \"1f\"");
        refused("k: {draw: \"uniform_int(0, 1)\", missing: {default: 0.5}}",
                "m.yaml:3:3: k.missing.default must be a whole number, got \"0.5\"");
    }

    @Test
    void range_thatClampsAnInteger_needsWholeEnds() {
        refused("k: {draw: \"uniform_int(1, 10)\", range: [1.5, 8], outside: clamp}",
                "m.yaml:3:3: variable k is an integer, so the ends of a range that clamps must be whole numbers of at most "
                        + "2147483647, got [1.5, 8]");
    }

    @Test
    void integer_overflowing_namesVariableAndRow() {
        TwinModel model = model("x: \"~ uniform_int(9, 9)\"\ny: \"= x * 400000000\"");
        assertThatThrownBy(() -> model.slice(1_000_000, 1_000_100, 1).column("y")).isInstanceOf(InputException.class)
                .hasMessage("y must be a whole number in [-2147483648, 2147483647], as it is an integer, got 3.6E9 at row "
                        + "1000000; say type: real to allow it");
    }

    @Test
    void chain_ofThousandsOfVariables_isOrdered() {
        StringBuilder variables = new StringBuilder();
        for (int i = 4000; i > 0; i--) {
            variables.append("v").append(i).append(": \"= v").append(i - 1).append(" + 1\"\n");
        }
        variables.append("v0: \"~ uniform(0, 1)\"\n");
        assertThat(model(variables.toString()).generate(1, 1).doubles("v4000")[0]).isBetween(4000.0, 4001.0);
    }

    @Test
    void names_unusable_areRefused() {
        assertThatThrownBy(() -> TwinModel.parse("model: ' '\nvariables: {x: \"~ uniform(0, 1)\"}", "m.yaml"))
                .hasMessage("m.yaml:1:8: model must be 1 to 200 printable characters, got \" \"");
        interventionRefused("{parameters: {'a b': 1}, base: 1}",
                "m.yaml:8:20: parameter name must be a letter or _, then letters, digits or _, got \"a b\"");
        interventionRefused("{coefficients: {'$b': 1}, base: 1}",
                "m.yaml:8:22: coefficient name must be a letter or _, then letters, digits or _, got \"$b\"");
    }

    @Test
    void names_thatLookLikeTheHashsOwn_areOrdinary() {
        assertThat(TwinModel.parse("model: m\nvariables: {'#kind': \"~ uniform(0, 1)\"}\n"
                + "interventions: {'#kind': {base: 1}, '#numbers': {base: 1}}", "m.yaml").id()).hasSize(64);
    }

    @Test
    void parameter_wordsAndNumbers_areKeptApart() {
        interventionRefused("{parameters: {p: {value: abc, range: [0, 1]}}, base: 1}",
                "m.yaml:8:43: p is a word, got \"abc\"; \"range\" belongs to a number");
        interventionRefused("{parameters: {p: {value: a, levels: [a, a]}}, base: 1}",
                "m.yaml:8:42: p.levels must hold different words, at least one, got [a, a]");
        interventionRefused("{parameters: {p: }, base: 1}", "m.yaml:8:22: p must have a value, got nothing");
    }

    @Test
    void coefficient_sdBeyondSquares_isRefused() {
        interventionRefused("{coefficients: {b: {value: 1, sd: 1e200}}, base: $$b}",
                "m.yaml:8:40: b.sd must be in [0, 1e150], got 1e200");
    }

    @Test
    void set_ofAnotherType_isRefusedWhenRead() {
        interventionRefused("{set: {x: \"'a'\"}}",
                "m.yaml:8:16: variable x is real and cannot be set to the category formula 'a'");
        interventionRefused("{set: {c: \"5\"}}", "m.yaml:8:16: the formula must give a label (a, b), got a number\n  5\n  ^");
    }

    @Test
    void modifiers_tooMany_areRefused() {
        Map<String, String> modifiers = new LinkedHashMap<>();
        for (int i = 0; i < 201; i++) {
            modifiers.put("m" + i, "1");
        }
        assertThatThrownBy(() -> TwinModel.builder("m").variable("x", "~ uniform(0, 1)")
                .intervention("i", Map.of("base", 1, "modifiers", modifiers)).build())
                .hasMessage("builder.interventions.i.modifiers: modifiers must be at most 200, got 201");
    }

    @Test
    void builder_unorderedModifiers_areRefused() {
        Map<String, String> modifiers = new HashMap<>(Map.of("a", "1", "b", "2"));
        assertThatThrownBy(() -> TwinModel.builder("m").intervention("i", Map.of("base", 1, "modifiers", modifiers)))
                .hasMessage("builder.interventions.i.modifiers: modifiers must be an ordered map such as a LinkedHashMap, "
                        + "as their order counts, got a HashMap");
    }

    @Test
    void builder_mapChangedLater_isNotNoticed() {
        Map<String, Object> keys = new LinkedHashMap<>(Map.of("draw", "uniform(0, 1)"));
        ModelBuilder builder = TwinModel.builder("m").variable("x", keys);
        String before = builder.build().id();
        keys.put("draw", "uniform(5, 6)");
        assertThat(builder.build().id()).isEqualTo(before);
    }

    @Test
    void id_equalContentInOtherWords_isEqual() {
        String a = model("x: {draw: \"uniform(0, 1)\", missing: {default: 0.5}}").id();
        assertThat(model("x: {draw: \"uniform(0, 1)\", missing: {default: 5e-1}}").id()).isEqualTo(a);
        assertThat(model("x: {draw: \"uniform(0, 1)\", type: real, missing: {default: 0.50}}").id()).isEqualTo(a);
        assertThat(TwinModel.builder("m").variable("x", Map.of("draw", "uniform(0, 1)", "missing",
                Map.of("default", 0.5))).build().id()).isEqualTo(a);
    }

    @Test
    void id_unicodeSpellings_areOneName() {
        String composed = "\u00e9";
        String decomposed = "e\u0301";
        TwinModel a = model(composed + ": \"~ uniform(0, 1)\"");
        TwinModel b = model(decomposed + ": \"~ uniform(0, 1)\"");
        assertThat(b.id()).isEqualTo(a.id());
        assertThat(b.generate(10, 1).doubles(composed)).isEqualTo(a.generate(10, 1).doubles(composed));
        assertThatThrownBy(() -> model(composed + ": \"~ uniform(0, 1)\"\n" + decomposed + ": \"~ uniform(0, 1)\""))
                .hasMessageContaining("duplicate field");
    }

    @Test
    void nulls_atTheBorder_areNamed() {
        assertThatThrownBy(() -> TwinModel.parse("model: m", null)).hasMessage("source must not be null");
        Population p = model("x: \"~ uniform(0, 1)\"").generate(3, 1);
        assertThatThrownBy(() -> p.where((io.twinsim.expr.Expr) null)).hasMessage("condition must not be null");
        assertThatThrownBy(() -> p.select((String) null)).hasMessage("column must not be null");
        assertThatThrownBy(p::select).hasMessage("columns must hold at least one column, got none");
        assertThat(List.of(p.select("x").names())).hasSize(1);
    }

    @Test
    void fittedCoefficients_withVariancesAlone_areRefused() {
        interventionRefused("{provenance: fitted, coefficients: {a: {value: 0.1, sd: 0.02}, b: {value: 0.2, sd: 0.03}}, "
                + "base: \"$$a + $$b * x\"}", "m.yaml:8:41: coefficients of a fitted effect must have their variances in "
                + "covariance, as they vary together, got an sd alone for a, b");
    }

    @Test
    void fittedCoefficient_alone_mayStateItsSd() {
        TwinModel model = TwinModel.parse("model: m\nvariables: {x: \"~ uniform(0, 1)\"}\ninterventions:\n"
                + "  i: {provenance: fitted, coefficients: {a: {value: 0.1, sd: 0.02}}, base: \"$$a\"}\n", "m.yaml");
        assertThat(model.intervention("i").covariance()).isEqualTo(new double[][] {{0.02 * 0.02}});
    }
}

package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinModelTest {

    @Test
    void parse_world_knowsWhatItHolds() {
        TwinModel shop = SampleWorlds.shop();
        assertThat(shop).hasToString("TwinModel[shop v3, 5 variables, 2 interventions]");
        assertThat(shop.names()).containsExactly("spend", "age", "visits", "channel", "member");
        assertThat(shop.interventionNames()).containsExactly("coupon", "free_shipping");
        assertThat(shop.decision()).isEqualTo(new Decision(0.01, 50, 5));
        assertThat(shop.outcome().orElseThrow().type()).isEqualTo(Outcome.Type.BINARY);
    }

    @Test
    void id_commentsLabelsUnitsAndSpelling_doNotCount() {
        String other = "# a comment\n" + SampleWorlds.SHOP
                .replace("unit: years, label: age at sign-up", "unit: a")
                .replace("2 * visits + if(member, 10, 0)", "2.0*visits  +  if(member, 1e1, 0)")
                .replace("[18, 80]", "[1.8e1, 80.0]");
        assertThat(TwinModel.parse(other, "elsewhere.yaml").id()).isEqualTo(SampleWorlds.shop().id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "version: 3 | version: 4", "0.4 | 0.41", "age < 60 | age <= 60", "sd: 0.01 | sd: 0.02", "minGroup: 5 | minGroup: 6",
        "better: higher | better: lower", "web: 0.5, phone: 0.3 | phone: 0.3, web: 0.5", "[1, 12] | [1, 13]",
        "provenance: literature | provenance: fitted"
    })
    void id_anyChangeThatMovesResults_counts(String from, String to) {
        String changed = SampleWorlds.SHOP.replace(from, to);
        assertThat(changed).isNotEqualTo(SampleWorlds.SHOP);
        assertThat(TwinModel.parse(changed, "shop.yaml").id()).isNotEqualTo(SampleWorlds.shop().id());
    }

    @Test
    void builder_sameContent_hasTheSameId() {
        Map<String, Object> coupon = new LinkedHashMap<>();
        coupon.put("provenance", "literature");
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("weeks", Map.of("value", 4, "range", List.of(1, 12), "integer", true));
        parameters.put("medium", Map.of("value", "mail", "levels", List.of("mail", "app")));
        coupon.put("parameters", parameters);
        coupon.put("coefficients", Map.of("lift", Map.of("value", 0.03, "sd", 0.01)));
        coupon.put("base", "$$lift");
        Map<String, Object> modifiers = new LinkedHashMap<>();
        modifiers.put("age", "1 - 0.005 * (age - 18)");
        modifiers.put("medium", "lookup($medium, mail: 1, app: 0.8)");
        coupon.put("modifiers", modifiers);
        coupon.put("noise", "normal(0, 0.01)");
        coupon.put("applies", "age < 60");
        TwinModel built = TwinModel.builder("shop").version("3")
                .outcome(Map.of("name", "purchase", "rate", "clamp(0.1 + 0.002 * age, 0, 1)"))
                .decision(Map.of("threshold", 0.01, "minTwins", 50, "minGroup", 5))
                .subgroups("channel")
                .variable("spend", "= 2 * visits + if(member, 10, 0)")
                .variable("age", Map.of("draw", "uniform_int(18, 80)", "range", List.of(18, 80)))
                .variable("visits", "~ poisson(1 + 0.1 * age)")
                .variable("channel", "~ categorical(web: 0.5, phone: 0.3, store: 0.2)")
                .variable("member", "~ bernoulli(0.4)")
                .intervention("coupon", coupon)
                .intervention("free_shipping", Map.of("set", Map.of("channel", "'web'")))
                .build();
        assertThat(built.id()).isEqualTo(SampleWorlds.shop().id());
    }

    @Test
    void parse_cycle_isReportedAsAPath() {
        assertThatThrownBy(() -> TwinModel.parse("model: m\nvariables:\n  a: \"= b\"\n  b: \"= c\"\n  c: \"= a\"\n", "m.yaml"))
                .isInstanceOf(InputException.class)
                .hasMessage("m.yaml:3:3: variables must not depend on themselves: a -> b -> c -> a");
    }

    @Test
    void parse_unknownKey_suggestsTheNearest() {
        assertThatThrownBy(() -> TwinModel.parse(SampleWorlds.SHOP.replace("decision:", "decison:"), "shop.yaml"))
                .isInstanceOf(InputException.class)
                .hasMessage("shop.yaml:4:1: unknown key \"decison\"; did you mean \"decision\"? known: model, version, label, "
                        + "description, provenance, fit, learned, outcome, decision, subgroups, variables, correlations, "
                        + "timeline, interventions (in world file)");
    }

    @Test
    void parse_unknownVariable_suggestsTheNearest() {
        assertThatThrownBy(() -> TwinModel.parse("model: m\nvariables:\n  age: \"~ uniform(0, 1)\"\n  b: \"= agee\"\n", "m.yaml"))
                .isInstanceOf(InputException.class)
                .hasMessage("m.yaml:4:8: unknown column \"agee\"; did you mean \"age\"? known: age, b\n   agee\n   ^");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a: 3 | m.yaml:3:6: variable a must be drawn (\"~ normal(0, 1)\") or derived (\"= 2 * x\"), got 3",
        "a: \"= normal(0, 1)\" | m.yaml:3:7: variable a is derived (\"=\") and must not draw; write \"~\" in front, or \"draw:\"",
        "a: {draw: \"normal(0, 1)\", range: [1, 0]} | m.yaml:3:36: range must be [lower, upper] with lower <= upper, got 1 and 0",
        "a: {draw: \"normal(0, 1)\", outside: keeep} | "
            + "m.yaml:3:38: outside must be one of error, clamp, keep, got \"keeep\"",
        "a: {range: [0, 1]} | m.yaml:3:6: variable a must have either \"draw\" or \"formula\"",
        "a: {draw: \"normal(0, 1)\", type: category} | "
            + "m.yaml:3:3: variable a is declared as category, but its formula is real",
        "a: [1] | m.yaml:3:6: variable a must be a mapping, got a list"
    })
    void parse_badVariable_isRefusedWithItsPlace(String line, String message) {
        assertThatThrownBy(() -> TwinModel.parse("model: m\nvariables:\n  " + line + "\n", "m.yaml"))
                .isInstanceOf(InputException.class).hasMessageContaining(message.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "base: \"$$lift\" | base: \"$$lft\" | unknown coefficient \"$$lft\"; did you mean \"$$lift\"? known: $$lift (in base)",
        "noise: \"normal(0, 0.01)\" | noise: \"0.1\" | "
            + "noise must draw, such as \"normal(0, 0.02)\"; a fixed shift belongs to base",
        "applies: \"age < 60\" | applies: \"age + 1\" | applies must be a condition such as \"x >= 0.7\", got a ",
        "set: {channel: \"'web'\"} | set: {chanel: \"'web'\"} | unknown variable \"chanel\"; did you mean \"channel\"?",
        "value: 4, range | value: 40, range | weeks must be in [1, 12], got 40.0",
        "value: mail, levels | value: mial, levels | medium must be one of mail, app, got \"mial\"; did you mean \"mail\"?",
        "sd: 0.01 | sd: -0.01 | lift.sd must be in [0, 1e150], got -0.01",
        "provenance: literature | provenance: guess | provenance must be one of assumed, literature, fitted, got \"guess\""
    })
    void parse_badIntervention_isRefused(String from, String to, String message) {
        String text = SampleWorlds.SHOP.replace(from.strip(), to.strip());
        assertThat(text).isNotEqualTo(SampleWorlds.SHOP);
        assertThatThrownBy(() -> TwinModel.parse(text, "shop.yaml"))
                .isInstanceOf(InputException.class).hasMessageStartingWith("shop.yaml:").hasMessageContaining(message.strip());
    }

    @Test
    void with_valuesOutsideTheRules_areRefused() {
        Intervention coupon = SampleWorlds.shop().intervention("coupon");
        assertThatThrownBy(() -> coupon.with("weeks", 0)).hasMessage("weeks must be in [1, 12], got 0.0");
        assertThatThrownBy(() -> coupon.with("weeks", 2.5)).hasMessage("weeks must be a whole number, got 2.5");
        assertThatThrownBy(() -> coupon.with("weeks", "ten")).hasMessage("weeks must be a finite number, got \"ten\"");
        assertThatThrownBy(() -> coupon.with("week", 2))
                .hasMessage("unknown parameter of coupon \"week\"; did you mean \"weeks\"? known: weeks, medium");
        assertThatThrownBy(() -> coupon.with("medium", "ap"))
                .hasMessage("medium must be one of mail, app, got \"ap\"; did you mean \"app\"?");
        assertThat(coupon.with("weeks", "8").values()).containsEntry("weeks", 8.0);
        assertThat(coupon.values()).containsEntry("weeks", 4.0);
    }

    @Test
    void intervention_unknown_suggestsTheNearest() {
        assertThatThrownBy(() -> SampleWorlds.shop().intervention("cupon"))
                .hasMessage("unknown intervention \"cupon\"; did you mean \"coupon\"? known: coupon, free_shipping");
    }

    @Test
    void covariance_block_joinsCoefficients() {
        String world = """
                model: m
                variables: {x: "~ uniform(0, 1)"}
                interventions:
                  i:
                    coefficients: {a: 1, b: 2, c: {value: 3, sd: 0.5}}
                    covariance: {coefficients: [a, b], matrix: [[4, 1], [1, 1]]}
                    base: "$$a + $$b * x + $$c"
                """;
        Intervention i = TwinModel.parse(world, "m.yaml").intervention("i");
        assertThat(i.covariance()).isDeepEqualTo(new double[][] {{4, 1, 0}, {1, 1, 0}, {0, 0, 0.25}});
        assertThat(i.coefficients().get("a").sd()).hasValue(2);
        assertThatThrownBy(() -> TwinModel.parse(world.replace("[1, 1]]", "[2, 1]]"), "m.yaml"))
                .hasMessageContaining("covariance.matrix must be symmetric, got 1.0 in row 1, column 2 and 2.0 in row 2, column 1");
        assertThatThrownBy(() -> TwinModel.parse(world.replace("[[4, 1], [1, 1]]", "[[1, 2], [2, 1]]"), "m.yaml"))
                .hasMessageContaining("covariance.matrix must be positive semi-definite");
    }
}

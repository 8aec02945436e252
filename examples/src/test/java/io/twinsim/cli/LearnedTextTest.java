package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.io.JsonText;
import io.twinsim.model.TwinModel;
import org.junit.jupiter.api.Test;

/** What {@code twin validate} and {@code twin describe} say of a world that was learned from data. */
class LearnedTextTest {

    private static final TwinModel MODEL = TwinModel.parse("""
            model: shop
            provenance: fitted
            fit: {rows: 64000, data: "ab12cd34ef56ab12cd34", seed: 42, missing: {recency: 0.125}}
            learned:
              rate: {type: linear, link: logit, intercept: -2, terms: {recency: -0.5}}
              score: {type: trees, link: identity, base: 0, inputs: {recency: number}, trees: ["0<=4.5 =1 =2"]}
            variables: {recency: "~ uniform_int(1, 12)"}
            """, "shop.yaml");

    @Test
    void text_showsProvenanceAndLearnedModels() {
        assertThat(ModelText.outcome(MODEL)).isEqualTo("""
                no outcome
                numbers are fitted from 64,000 rows of data ab12cd34ef56...
                an effect is worth having from 0 on; at least 100 twins, groups of 10
                """);
        assertThat(ModelText.learned(MODEL)).isEqualTo("""

                learned model  what                 inputs
                rate           linear, probability  recency
                score          1 tree, depth 1      recency
                """);
        TwinModel plain = TwinModel.parse("model: m\nvariables: {x: '~ normal(0, 1)'}\n", "m.yaml");
        assertThat(ModelText.learned(plain)).isEmpty();
        assertThat(ModelText.outcome(plain)).startsWith("no outcome\nan effect");
    }

    @Test
    void json_showsProvenanceAndLearnedModels() {
        String hash = MODEL.learned().get("score").hash();
        assertThat(JsonText.write(ModelText.tree(MODEL))).endsWith("""
                  "provenance": "fitted",
                  "fit": {
                    "rows": 64000,
                    "data": "ab12cd34ef56ab12cd34",
                    "seed": 42,
                    "method": null,
                    "missing": {
                      "recency": 0.125
                    }
                  },
                  "learned": {
                    "rate": {
                      "what": "linear, probability",
                      "probability": true,
                      "inputs": ["recency"],
                      "hash": "%s"
                    },
                    "score": {
                      "what": "1 tree, depth 1",
                      "probability": false,
                      "inputs": ["recency"],
                      "hash": "%s"
                    }
                  }
                }""".formatted(MODEL.learned().get("rate").hash(), hash));
    }
}

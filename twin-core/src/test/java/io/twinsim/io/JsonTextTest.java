package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    private static Map<String, Object> tree() {
        Map<String, Object> ate = new LinkedHashMap<>();
        ate.put("estimate", 0.0571);
        ate.put("interval", Map.of("lower", -1e-5));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("world", "hcp \"1\"\n");
        root.put("seed", 42);
        root.put("ate", ate);
        root.put("levels", List.of(1, 2.5, "x"));
        root.put("groups", List.of(Map.of("n", 1L), List.of()));
        root.put("none", null);
        root.put("empty", Map.of());
        root.put("ok", true);
        return root;
    }

    @Test
    void write_tree_isTheSameTextInEveryLocale() {
        String expected = """
                {
                  "world": "hcp \\"1\\"\\n",
                  "seed": 42,
                  "ate": {
                    "estimate": 0.0571,
                    "interval": {
                      "lower": -1.0E-5
                    }
                  },
                  "levels": [1, 2.5, "x"],
                  "groups": [
                    {
                      "n": 1
                    },
                    []
                  ],
                  "none": null,
                  "empty": {},
                  "ok": true
                }""";
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"en-US", "de-DE", "ar-EG", "tr-TR"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(JsonText.write(tree())).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void write_longsBeyondDouble_areStrings() {
        assertThat(JsonText.write(List.of(1L << 53, (1L << 53) + 1, -(1L << 53) - 1, Long.MIN_VALUE)))
                .isEqualTo("[9007199254740992, \"9007199254740993\", \"-9007199254740993\", \"-9223372036854775808\"]");
    }

    @Test
    void write_text_escapesWhatJsonCannotHold() {
        assertThat(JsonText.quote("\u0001\t\\/é😀\u2028\ud800x\udc00"))
                .isEqualTo("\"\\u0001\\t\\\\/é😀\\u2028\\ud800x\\udc00\"");
    }

    @Test
    void write_doubles_readBackToTheSameBits() {
        double[] values = {0.1, -0.0, 5e-324, Double.MAX_VALUE, 1.0 / 3, 1e23, 100};
        for (double value : values) {
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(JsonText.write(value))))
                    .isEqualTo(Double.doubleToRawLongBits(value));
        }
        assertThat(values).hasSize(7);
    }

    @Test
    void write_whatIsNoJson_isRefusedByName() {
        Map<String, Object> bad = new LinkedHashMap<>();
        bad.put("ate", Map.of("list", Arrays.asList(1.0, Double.NaN)));
        assertThatThrownBy(() -> JsonText.write(bad)).isInstanceOf(InputException.class)
                .hasMessage("ate.list[1] must be finite, got NaN");
        assertThatThrownBy(() -> JsonText.write(Double.POSITIVE_INFINITY)).isInstanceOf(InputException.class)
                .hasMessage("value must be finite, got Infinity");
        assertThatThrownBy(() -> JsonText.write(List.of(BigDecimal.ONE))).isInstanceOf(InputException.class)
                .hasMessage("[0] must be a double or a whole number, got java.math.BigDecimal");
        assertThatThrownBy(() -> JsonText.write(Map.of(1, 2))).isInstanceOf(InputException.class)
                .hasMessage("value must have string keys, got 1");
        assertThatThrownBy(() -> JsonText.write(new Object[0])).isInstanceOf(InputException.class).hasMessage(
                "value must be a map, collection, string, number, boolean or null, got [Ljava.lang.Object;");
    }
}

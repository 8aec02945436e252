package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.ColumnType;
import io.twinsim.model.TwinModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTextTest {

    private static WorldVariable variable(String name, String formula) {
        return new WorldVariable(name, true, formula, ColumnType.CATEGORY, Double.NaN, Double.NaN, false, false,
                "found");
    }

    /** Formulas of any length come back as the same tree, whatever stands in their labels. */
    @Test
    void variable_anyFormula_readsBack() {
        String[] labels = {"a", "two  blanks", " edge ", "it''s", "# no: comment", "- dash", "tab\tbed", "line\nend",
                "nbsp\u00a0",
            "\u2028", "back\\slash \"q\"", "ü€\uD83D\uDE00", "x".repeat(150)};
        StringBuilder formula = new StringBuilder("categorical(");
        double share = 1.0 / labels.length;
        for (int k = 0; k < labels.length; k++) {
            formula.append(k == 0 ? "" : ", ").append('\'').append(labels[k]).append("': ").append(share);
        }
        int checked = 0;
        for (String name : List.of("plain", "two words", "null", "0", "a: b", "é", "\"q\"", "- x", "#")) {
            for (String text : List.of(formula + ")", "categorical(a: 0.5, 'b c': 0.5)",
                    formula.toString().replaceAll("\\p{Cntrl}|\u2028|\u00a0", "_") + ")")) {
                WorldText file = new WorldText();
                file.entry(0, "model", "w");
                file.section(0, "variables");
                file.variable(2, variable(name, text));
                TwinModel model = TwinModel.parse(file.toString(), "w.yaml");
                assertThat(model.names()).containsExactly(name);
                assertThat(model.variables().get(0).formula()).isEqualTo(io.twinsim.expr.Expr.parse(text));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(27);
    }

    @Test
    void variable_number_statesWhatItHas() {
        WorldText file = new WorldText();
        file.variable(2, new WorldVariable("age", true, "normal(40, 10)", ColumnType.INTEGER, 18, 90.5, true, false,
                "integer, 18 to 90\nmissing"));
        assertThat(file.toString().lines()).containsExactly("  # integer, 18 to 90?missing", "  age:",
                "    draw: \"normal(40, 10)\"", "    type: integer", "    range: [18, 90.5]", "    outside: keep",
                "    missing: {policy: keep}");
    }
}

package io.twinsim.sim;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How the effect of one twin comes about.
 *
 * @param rowId the id of the twin
 * @param intervention the intervention's name
 * @param inputs what the formulas read of the twin, as text, by column
 * @param parameters the values of the knobs, as text, by name
 * @param coefficients the assumed coefficients by name
 * @param parts base and modifiers in file order; for an intervention that sets variables, the variables set
 * @param reached whether the intervention applies to this twin
 * @param systematic the product of base and modifiers, 0 if it does not apply
 * @param noise the twin's noise, 0 if there is none or it does not apply
 * @param effect the sum of both, in units of the outcome
 * @param baseline the outcome's mean without intervention; empty if it is not declared or cannot be computed
 */
public record Explanation(
        long rowId, String intervention, Map<String, String> inputs, Map<String, String> parameters,
        Map<String, Double> coefficients, List<Part> parts, boolean reached, double systematic, double noise,
        double effect, OptionalDouble baseline) {

    /** Copies maps and lists and keeps their order. */
    public Explanation {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
        parts = List.copyOf(parts);
    }

    /**
     * One factor of the effect.
     *
     * @param name {@code base}, or the modifier's name
     * @param formula its formula
     * @param value its value for this twin; for a category its label
     */
    public record Part(String name, String formula, String value) {

        /** Such as {@code duration 1.167 = log1p($weeks) / log1p(8)}. */
        @Override
        public String toString() {
            return Lines.one(name + " " + value + " = " + formula);
        }
    }

    /**
     * The explanation as text, at most 100 characters a line.
     *
     * @return the text
     */
    public String table() {
        StringBuilder text = new StringBuilder("twin ").append(Numbers.grouped(rowId)).append(" under ")
                .append(Shown.cut(intervention, 60)).append('\n');
        list(text, "inputs", inputs);
        list(text, "parameters", parameters);
        Map<String, String> assumed = new LinkedHashMap<>();
        coefficients.forEach((name, value) -> assumed.put(name, Numbers.significant(value, 6)));
        list(text, "coefficients", assumed);
        TextTable table = TextTable.of("factor", ">value", "formula");
        parts.forEach(p -> table.row(Shown.cut(p.name, 24), Shown.cut(p.value, 16), Shown.cut(p.formula, 52)));
        text.append(table.render(2));
        if (!reached) {
            text.append("  does not apply to this twin: the effect is exactly 0\n");
        }
        text.append("  systematic ").append(Numbers.significant(systematic, 6)).append(" + noise ")
                .append(Numbers.significant(noise, 6)).append(" = effect ").append(Numbers.significant(effect, 6))
                .append('\n');
        baseline.ifPresent(rate -> text.append("  outcome without intervention ")
                .append(Numbers.significant(rate, 6)).append('\n'));
        return text.toString();
    }

    private static void list(StringBuilder text, String title, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder("  ").append(title).append(':');
        String separator = " ";
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String item = Shown.cut(entry.getKey() + " = " + entry.getValue(), 90);
            if (line.length() + separator.length() + item.length() > 99) {
                text.append(line).append(",\n");
                line = new StringBuilder("    ");
                separator = "";
            }
            line.append(separator).append(item);
            separator = ", ";
        }
        text.append(line).append('\n');
    }

    /** One line: the twin and its effect. */
    @Override
    public String toString() {
        return Shown.cut("Explanation[twin " + rowId + ", effect " + Numbers.significant(effect, 6) + "]", Shown.LINE);
    }
}

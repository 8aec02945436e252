package io.twinsim.fidelity;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.io.JsonText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one model's fidelity over a look-back. With d = simulated - actual of each validation,
 * {@code excess^2 = max(0, mean(d^2) - mean(se_act^2))} is what the real tests' noise does not explain, and
 * {@code error = sqrt(excess^2) / |mean actual|}; {@code fidelity = 0.7 max(0, 1 - error) + 0.3 coverage}. For the mean
 * each actual is turned into the direction of what was simulated, so that scenarios of opposite effects do not cancel.
 *
 * @param modelId the model
 * @param from the start of the look-back, itself in it
 * @param to its end, itself in it
 * @param predictions the predictions made in it
 * @param validations the validations made in it, in order
 * @param fidelity in [0, 1]; 0.5 without validations; coverage alone if the mean actual is 0
 * @param error the relative error beyond the noise of the real tests; empty without validations or if the mean actual
 *     is 0
 * @param excess the root of excess^2, in units of the outcome; empty without validations
 * @param meanError the mean absolute relative error, noise included; of the validations whose actual is not 0
 * @param medianError their median
 * @param maxError their maximum
 * @param coverage how many were covered
 * @param grades how many validations have each grade, and how many predictions none
 * @param degradation recent beside older ones; empty under 10 validations
 * @param legacy the older systems' score
 */
public record FidelityReport(
        String modelId, Instant from, Instant to, int predictions, List<Validation> validations, double fidelity,
        OptionalDouble error, OptionalDouble excess, OptionalDouble meanError, OptionalDouble medianError,
        OptionalDouble maxError, Coverage coverage, Map<Grade, Integer> grades, Optional<Degradation> degradation,
        LegacyScore legacy) {

    /** Below this fidelity a model deserves a warning. */
    private static final double WARNING = 0.70;
    private static final int SHOWN = 10;

    /** Copies the collections. */
    public FidelityReport {
        validations = List.copyOf(validations);
        grades = Collections.unmodifiableMap(new EnumMap<>(grades));
    }

    /**
     * What a reader must know: low fidelity, too few covered, degradation.
     *
     * @return an immutable list; may be empty
     */
    public List<String> warnings() {
        var found = new ArrayList<String>();
        if (validations.isEmpty()) {
            return List.of("no validation in the look-back; fidelity is unknown");
        }
        if (fidelity < WARNING) {
            found.add("fidelity " + Numbers.fixed(fidelity, 3) + " is below " + Numbers.fixed(WARNING, 2));
        }
        if (coverage.low()) {
            found.add("only " + coverage.covered() + " of " + coverage.validations()
                    + " validations are covered (p " + FidelityText.probability(coverage.pValue()) + " at this look)");
        }
        degradation.filter(Degradation::degraded).ifPresent(d -> found.add("recent validations are worse: mean |z| "
                + Numbers.fixed(d.older(), 2) + " to " + Numbers.fixed(d.recent(), 2)));
        return List.copyOf(found);
    }

    /**
     * The report as text, at most 100 characters a line: the figures, then the latest validations.
     *
     * @return the text
     */
    public String table() {
        StringBuilder text = new StringBuilder("fidelity of model " + FidelityText.cut(modelId, 64) + "\n");
        TextTable figures = TextTable.of("figure", "value");
        figures.row("look-back", from.truncatedTo(ChronoUnit.SECONDS) + " to " + to.truncatedTo(ChronoUnit.SECONDS));
        figures.row("predictions", Numbers.grouped(predictions) + ", "
                + FidelityText.count(validations.size(), "validation"));
        figures.row("fidelity", Numbers.fixed(fidelity, 3));
        figures.row("error beyond noise", FidelityText.percent(error));
        figures.row("|error| mean, median, max", FidelityText.percent(meanError) + ", "
                + FidelityText.percent(medianError) + ", " + FidelityText.percent(maxError));
        figures.row("covered", coverage.covered() + " of " + coverage.validations() + " (nominal "
                + FidelityText.percent(coverage.nominal()) + ", p " + FidelityText.probability(coverage.pValue())
                + ")");
        figures.row("grades", grades.entrySet().stream().map(e -> e.getValue() + " " + e.getKey().id())
                .reduce((a, b) -> a + ", " + b).orElse("-"));
        figures.row("degradation", degradation.map(d -> (d.degraded() ? "yes" : "no") + ": mean |z| "
                + Numbers.fixed(d.older(), 2) + " to " + Numbers.fixed(d.recent(), 2) + ", p "
                + FidelityText.probability(d.pValue())).orElse("too few validations"));
        figures.row("legacy score (no trigger)", Numbers.fixed(legacy.score(), 3));
        text.append(figures.render(2));
        if (!validations.isEmpty()) {
            text.append(latest());
        }
        warnings().forEach(warning -> text.append(Lines.paragraph(0, "warning: " + warning)));
        return text.toString();
    }

    private String latest() {
        TextTable table = TextTable.of("prediction", "scenario", ">simulated", ">actual", ">se", ">z", "grade");
        for (Validation v : validations.subList(Math.max(0, validations.size() - SHOWN), validations.size())) {
            table.row(FidelityText.cut(v.prediction().id(), 20), FidelityText.cut(v.prediction().scenario(), 24),
                    Numbers.significant(v.prediction().ate(), 4), Numbers.significant(v.actual().ate(), 4),
                    Numbers.significant(v.actual().standardError(), 3), Numbers.fixed(v.z(), 2), v.grade().id());
        }
        return table.render(2);
    }

    /**
     * The report as one JSON document; keys stay the same from version to version.
     *
     * @return JSON text
     */
    public String toJson() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("modelId", modelId);
        tree.put("from", from.toString());
        tree.put("to", to.toString());
        tree.put("predictions", predictions);
        tree.put("validations", validations.size());
        tree.put("fidelity", fidelity);
        tree.put("error", orNull(error));
        tree.put("excess", orNull(excess));
        tree.put("meanError", orNull(meanError));
        tree.put("medianError", orNull(medianError));
        tree.put("maxError", orNull(maxError));
        Map<String, Object> covered = new LinkedHashMap<>();
        covered.put("covered", coverage.covered());
        covered.put("nominal", coverage.nominal());
        covered.put("pValue", coverage.pValue());
        tree.put("coverage", covered);
        Map<String, Object> counts = new LinkedHashMap<>();
        grades.forEach((grade, count) -> counts.put(grade.id(), count));
        tree.put("grades", counts);
        tree.put("degradation", degradation.map(FidelityReport::tree).orElse(null));
        Map<String, Object> old = new LinkedHashMap<>();
        old.put("score", legacy.score());
        old.put("meanError", orNull(legacy.meanError()));
        old.put("coverage", orNull(legacy.coverage()));
        tree.put("legacyScore", old);
        tree.put("warnings", warnings());
        return JsonText.write(tree);
    }

    private static Map<String, Object> tree(Degradation degradation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("older", degradation.older());
        tree.put("recent", degradation.recent());
        tree.put("pValue", degradation.pValue());
        tree.put("degraded", degradation.degraded());
        return tree;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    /** One line: fidelity, error, coverage, validations. */
    @Override
    public String toString() {
        return FidelityText.line("Fidelity[" + Numbers.fixed(fidelity, 3) + ", error " + FidelityText.percent(error)
                + ", covered " + coverage.covered() + " of " + FidelityText.count(validations.size(), "validation")
                + "]");
    }
}

package io.twinsim.fidelity;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Figures of some validations. */
final class FidelityFigures {

    private static final double UNKNOWN = 0.5;

    private FidelityFigures() {
    }

    static FidelityReport report(String modelId, Instant from, Instant to, int predictions,
            List<Validation> validations, int unvalidated) {
        double[] errors = validations.stream().filter(v -> v.error().isPresent())
                .mapToDouble(v -> Math.abs(v.error().getAsDouble())).sorted().toArray();
        Map<Grade, Integer> grades = new EnumMap<>(Grade.class);
        validations.forEach(v -> grades.merge(v.grade(), 1, Integer::sum));
        if (unvalidated > 0) {
            grades.put(Grade.UNVALIDATED, unvalidated);
        }
        Coverage coverage = Coverage.of(validations);
        return new FidelityReport(modelId, from, to, predictions, validations,
                fidelity(validations), error(validations), excess(validations), mean(errors),
                median(errors), errors.length == 0 ? OptionalDouble.empty()
                        : OptionalDouble.of(errors[errors.length - 1]),
                coverage, grades, Degradation.of(validations), LegacyScore.of(validations));
    }

    /** The mended score; O(n). */
    static double fidelity(List<Validation> validations) {
        if (validations.isEmpty()) {
            return UNKNOWN;
        }
        double covered = (double) validations.stream().filter(Validation::covered).count() / validations.size();
        OptionalDouble error = error(validations);
        return error.isPresent() ? LegacyScore.weighted(error.getAsDouble(), covered) : covered;
    }

    /** What the noise of the real tests does not explain, as a root mean square. */
    static OptionalDouble excess(List<Validation> validations) {
        if (validations.isEmpty()) {
            return OptionalDouble.empty();
        }
        double squares = 0;
        double noise = 0;
        for (Validation v : validations) {
            squares += v.difference() * v.difference();
            noise += v.actual().standardError() * v.actual().standardError();
        }
        return OptionalDouble.of(Math.sqrt(Math.max(0, squares - noise) / validations.size()));
    }

    /** That, relative to the mean actual, each turned into the direction of what was simulated. */
    static OptionalDouble error(List<Validation> validations) {
        double sum = 0;
        for (Validation v : validations) {
            sum += v.direction() * v.actual().ate();
        }
        return sum == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(excess(validations).getAsDouble() * validations.size() / Math.abs(sum));
    }

    private static OptionalDouble mean(double[] x) {
        return x.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum(x) / x.length);
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum;
    }

    private static OptionalDouble median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? OptionalDouble.empty()
                : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }
}

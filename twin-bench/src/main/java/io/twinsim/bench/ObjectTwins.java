package io.twinsim.bench;

import io.twinsim.column.Column;
import io.twinsim.column.IntegerColumn;
import io.twinsim.model.Population;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The e-mail campaign as a good Java programmer writes it first: one object per twin, streams and collectors. */
final class ObjectTwins {

    private static final Map<String, Double> ADOPTION = Map.of("innovator", 0.6, "early_adopter", 0.8,
            "early_majority", 1.0, "late_majority", 1.2, "laggard", 1.4);
    private static final Map<String, Function<Twin, Object>> DIMENSIONS = new LinkedHashMap<>();

    static {
        DIMENSIONS.put("specialty", Twin::specialty);
        DIMENSIONS.put("decile", Twin::decile);
        DIMENSIONS.put("region", Twin::region);
        DIMENSIONS.put("adoption_stage", Twin::adoptionStage);
    }

    private final List<Twin> twins;
    private final DoubleSupplier noise;

    private ObjectTwins(List<Twin> twins, DoubleSupplier noise) {
        this.twins = twins;
        this.noise = noise;
    }

    /** One of them. */
    record Twin(String specialty, int decile, String region, String adoptionStage, double engagement,
            double propensity) {

        double effect() {
            return 0.05 * (1.2 - 0.04 * (clamp(decile, 1, 10) - 1)) * (0.8 + 0.4 * clamp(engagement, 0, 1))
                    * ADOPTION.getOrDefault(adoptionStage, 1.0) * (0.8 + 0.4 * clamp(propensity, 0, 1));
        }

        private static double clamp(double value, double least, double greatest) {
            return Math.min(Math.max(value, least), greatest);
        }
    }

    /** One of them with what the campaign does to it. */
    record Treated(Twin twin, double effect) {
    }

    /** All effects, and those of each group of each dimension. */
    record Answer(DoubleSummaryStatistics all, double sd, Map<String, Map<Object, DoubleSummaryStatistics>> groups) {
    }

    /** The twins of a population of the HCP world. */
    static ObjectTwins of(Population hcps) {
        double[] engagement = hcps.doubles("digital_engagement_score");
        double[] propensity = hcps.doubles("baseline_propensity");
        Column specialty = hcps.column("specialty");
        IntegerColumn decile = (IntegerColumn) hcps.column("decile");
        Column region = hcps.column("region");
        Column stage = hcps.column("adoption_stage");
        List<Twin> twins = IntStream.range(0, engagement.length).mapToObj(i -> new Twin(specialty.text(i),
                decile.value(i), region.text(i), stage.text(i), engagement[i], propensity[i])).toList();
        SplittableRandom random = new SplittableRandom(42);
        return new ObjectTwins(twins, random::nextGaussian);
    }

    /** Treats all of them. */
    Answer simulate() {
        List<Treated> treated = twins.stream()
                .map(twin -> new Treated(twin, twin.effect() + 0.02 * noise.getAsDouble())).toList();
        DoubleSummaryStatistics all = treated.stream().mapToDouble(Treated::effect).summaryStatistics();
        double mean = all.getAverage();
        double squares = treated.stream().mapToDouble(t -> (t.effect() - mean) * (t.effect() - mean)).sum();
        Map<String, Map<Object, DoubleSummaryStatistics>> groups = new LinkedHashMap<>();
        DIMENSIONS.forEach((name, key) -> groups.put(name, treated.stream().collect(
                Collectors.groupingBy(t -> key.apply(t.twin()), Collectors.summarizingDouble(Treated::effect)))));
        return new Answer(all, Math.sqrt(squares / (twins.size() - 1)), groups);
    }
}

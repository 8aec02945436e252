package io.twinsim.bench;

import io.twinsim.internal.text.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Benchmarks that answer one question together, by the name on the command line. */
enum Suite {

    /** Populations. */
    GENERATION("What does a generated twin cost?", Part.of("Generate")),
    /** Formulas. */
    EXPRESSIONS("What does a formula cost, and how far from a loop by hand?", Part.of("Expression")),
    /** Simulations of interventions. */
    EFFECTS("What does a simulated twin cost, from its columns to the verdict?", Part.of("Simulate")),
    /** Resampling. */
    BOOTSTRAP("What do bootstrap replicates cost, by scheme, statistic and interval?",
            Part.of("(Bootstrap|Resampling|Interval)")),
    /** Intervals without resampling. */
    SADDLEPOINT("What does a bootstrap interval cost that draws nothing?", Part.of("Saddlepoint")),
    /** Data of real experiments. */
    INFERENCE("What does the analysis of a real experiment cost?", Part.of("Inference")),
    /** Results that are kept. */
    CACHE("What does a look-up cost?", Part.of("Cache")),
    /** Populations that are never kept. */
    STREAMING("What does a twin cost that is generated, simulated and forgotten?", Part.of("Streaming")),
    /** Files. */
    DATA("What does a row of a data file cost, read or written?", Part.of("Data")),
    /** Time. */
    TIMELINE("What does time cost?", Part.of("Timeline")),
    /** Elementary functions. */
    ELEMENTARY("What does an elementary function cost?", Part.of("Elementary")),
    /** Normal values. */
    NORMAL("What does a standard normal value cost?", Part.of("Normal")),
    /** Trees. */
    PREDICT("What does a prediction by trees cost?", Part.of("Predict")),
    /** What was promised. */
    TARGETS("Is the library as fast as it is meant to be?",
            new Part("Simulate", "campaign|objectPerTwin|byHand|sumOnly", List.of("100000")),
            new Part("Simulate", "campaign", List.of("10000")),
            new Part("Simulate", "campaign|twoThreads", List.of("1000000")),
            new Part("Generate", "allColumns|tenColumns|tenColumnsByHand|fillOnly", List.of("100000")),
            new Part("Generate", "allColumns", List.of("10000", "1000000")),
            new Part("Normal", "draws|ziggurat|copyOnly", List.of("100000")),
            new Part("Bootstrap", "multinomial|commonsRng|sumOnly|percentile|bca", List.of("100000")),
            new Part("Saddlepoint", "difference|differenceLoop|sumOnly", List.of("100000")),
            new Part("Streaming", "stream|twoThreads", List.of("10000000")),
            new Part("Data", "read|readBytes|write|writeBytes", List.of("1000000")),
            new Part("Cache", "hit|hash|caffeineOnly", List.of("100000")));

    private final String question;
    private final List<Part> parts;

    Suite(String question, Part... parts) {
        this.question = question;
        this.parts = List.of(parts);
    }

    /**
     * Benchmarks that run with the same sizes.
     *
     * @param group a pattern of classes, without their ending
     * @param methods a pattern of their methods
     * @param sizes the sizes; empty: those of the class
     */
    record Part(String group, String methods, List<String> sizes) {

        static Part of(String group) {
            return new Part(group, "[^.]+", List.of());
        }

        /** The pattern for JMH. */
        String include() {
            return "^io\\.twinsim\\.bench\\." + group + "Benchmark\\.(" + methods + ")$";
        }
    }

    /** The name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String question() {
        return question;
    }

    List<Part> parts() {
        return parts;
    }

    /** Names on the command line. */
    static List<String> names() {
        return Arrays.stream(values()).map(Suite::id).toList();
    }

    /**
     * The suite of a name.
     *
     * @param name the name
     * @return the suite
     * @throws io.twinsim.InputException if there is none, with the nearest one
     */
    static Suite named(String name) {
        return Checks.constant("suite", name, values(), Suite::id);
    }
}

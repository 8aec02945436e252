package io.twinsim.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What options are about, as the headings of a help text. What is in none of these is about the run. */
enum OptionGroup {
    TWINS("Twins and data", Option.DATA, Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.SIZE, Option.SEED,
            Option.ANTITHETIC, Option.WHERE, Option.CONTEXT, Option.EPOCH),
    INTERVENTION("Interventions", Option.INTERVENTION, Option.ARM, Option.SET, Option.NO_NOISE,
            Option.SHARED_COEFFICIENTS),
    TIME("Time", Option.HORIZON, Option.OBSERVE, Option.AT, Option.TWIN, Option.EVENTS, Option.FROM, Option.TO,
            Option.LIMIT, Option.AFTER),
    DESIGN("Design", Option.NAME, Option.TREATMENT, Option.TREATED, Option.CONTROL, Option.OUTCOME, Option.ADJUST,
            Option.EXCLUDE, Option.TIME, Option.ID, Option.ESTIMATOR, Option.OBSERVATIONAL, Option.TRIM, Option.SE,
            Option.SPLIT, Option.CLUSTER, Option.STRATUM),
    TEST("Planned test", Option.EFFECT, Option.SD, Option.PROPORTIONS, Option.EQUIVALENCE, Option.NON_INFERIORITY,
            Option.ONE_SIDED, Option.STRICT, Option.NORMAL_APPROXIMATION, Option.POWER, Option.RATIO, Option.PLAN),
    INTERVAL("Estimate and interval", Option.STATISTIC, Option.ESTIMAND, Option.LEVEL, Option.CI, Option.REPLICATES,
            Option.RESAMPLING),
    SUBGROUPS("Subgroups", Option.SUBGROUP, Option.CORRECTION, Option.FAMILY, Option.MIN_GROUP,
            Option.LOWER_IS_BETTER),
    RUN("Run and output");

    private final String heading;
    private final Set<Option> options;

    OptionGroup(String heading, Option... options) {
        this.heading = heading;
        this.options = EnumSet.noneOf(Option.class);
        this.options.addAll(Arrays.asList(options));
    }

    String heading() {
        return heading;
    }

    private static OptionGroup of(Option option) {
        return Arrays.stream(values()).filter(group -> group.options.contains(option)).findFirst().orElse(RUN);
    }

    /** Options by group, in their order: groups in the order of their first option, what is about the run last. */
    static Map<OptionGroup, List<Option>> grouped(List<Option> options) {
        Map<OptionGroup, List<Option>> groups = new LinkedHashMap<>();
        for (Option option : options) {
            if (of(option) != RUN) {
                groups.putIfAbsent(of(option), options.stream().filter(one -> of(one) == of(option)).toList());
            }
        }
        groups.put(RUN, options.stream().filter(one -> of(one) == RUN).toList());
        return groups;
    }
}

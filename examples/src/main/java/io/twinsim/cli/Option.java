package io.twinsim.cli;

import picocli.CommandLine.Model.OptionSpec;

/** Every option of the command line. An option means the same in each command that takes it. */
enum Option {
    DATA("FILE", "a data file with one unit per row: .csv, .tsv, .txt or .json, also .gz of these, or "
            + ".parquet; - for CSV on standard input"),
    EPOCH("DATE", "the date of t = 0, such as 2026-03-01, for records whose times are dates"),
    SIZE("N", "twins to generate (10,000)"),
    SEED("S", "seed of all draws (42)"),
    ANTITHETIC("", "generates twins in mirrored pairs; fewer do where effects rise or fall with the draws"),
    WHERE("EXPR", "keeps rows that satisfy a condition, such as \"decile <= 3\""),
    INTERVENTION("NAME", "an intervention of the world, or a file that holds one"),
    ARM("A+B", "a further arm to compare, of one intervention or several; repeatable (--intervention: one arm of all)"),
    SET("PARAM=VALUE", "sets a parameter of the intervention; repeatable"),
    HORIZON("D", "how long twins live, such as \"90 days\" (the default of the world)"),
    OBSERVE("NAMES", "what to report, separated by commas; level.*.serotonin takes all that fit"),
    AT("TIMES", "times to report, such as \"7 days, 30 days\" (7, 30 and 90 days, or quarters of the horizon)"),
    TWIN("I", "replays one twin instead: everything that happens to it"),
    EVENTS("NAME", "lists an event or alert instead: who and when"),
    FROM("D", "first time of the list, inclusive"),
    TO("D", "last time of the list, inclusive"),
    LIMIT("N", "rows of the list (50)"),
    AFTER("CURSOR", "goes on after the last row of a list"),
    CONTEXT("NAME=FILE", "records over time for a context of the world, with a column time; repeatable"),
    NO_NOISE("", "switches the noise of single effects off"),
    SHARED_COEFFICIENTS("", "takes coefficients of the same name as one belief in all scenarios"),
    ESTIMAND("E", "model-mean, these-units or superpopulation"),
    TREATMENT("COL", "the column that tells the arms apart"),
    TREATED("V", "its value in the treated arm"),
    CONTROL("V", "its value in the control arm"),
    OUTCOME("COL", "the column that was measured"),
    ADJUST("COLS", "covariates to adjust for, measured before the treatment, separated by commas"),
    ESTIMATOR("E", "difference, ancova, cuped, lin, ht, hajek, att, aipw or aipw-crossfit (lin with covariates)"),
    OBSERVATIONAL("", "says that units were not assigned at random (estimator: aipw)"),
    TRIM("L,U", "keeps propensities in [L, U] in weighted estimates, and counts the others"),
    SE("KIND", "error of ancova and lin: classical, hc0, hc1, hc2 or hc3 (hc2)"),
    SPLIT("S", "the designed share of the treated (0.5)"),
    STATISTIC("S:COL", "what to estimate: mean:COL, ratio:X/U, correlation:A,B, spearman:A,B, median:COL or "
            + "quantile:COL:P"),
    EFFECT("D", "the difference of means to detect"),
    SD("S", "the standard deviation among units"),
    POWER("P", "the wanted power (0.8)"),
    RATIO("R", "treated over control units (1)"),
    PROPORTIONS("P1,P2", "shares in the treated and the control arm, for a yes/no outcome"),
    EQUIVALENCE("M", "shows that the arms differ by less than a margin, by two one-sided tests"),
    NON_INFERIORITY("M", "shows that the treated are not worse by a margin; higher outcomes are better"),
    NORMAL_APPROXIMATION("", "takes the standard deviation as known, instead of the t test"),
    ONE_SIDED("", "tests for a difference in the direction of the effect only"),
    STRICT("", "counts rejections in the wrong direction as power too"),
    LEVEL("L", "level of the intervals (0.95)"),
    CI("METHOD", "interval method (auto)"),
    REPLICATES("B", "bootstrap replicates (1,999)"),
    RESAMPLING("R", "how rows are drawn again: multinomial, poisson or bayesian (multinomial)"),
    STRATUM("COL", "draws rows again within the groups of a column"),
    SUBGROUP("COL", "effect by groups of a column; COL:k for k quantile groups, A*B for pairs; repeatable"),
    CLUSTER("COL", "units with the same value belong together"),
    CORRECTION("NAMES", "further corrections of subgroups: bonferroni, hochberg, hommel, by; separated by commas"),
    FAMILY("F", "subgroups that are corrected together: all, or those of a dimension (all)"),
    MIN_GROUP("N", "smallest subgroup that is estimated (10)"),
    LOWER_IS_BETTER("", "ranks subgroups from the lowest effect"),
    PLAN("N1,N0", "units of a planned trial: treated, control"),
    THREADS("T", "threads; the result does not depend on them (all cores)"),
    DEADLINE("D", "stops after, say, \"500 ms\" or PT2S; what is done by then is a partial result, with status 1"),
    DELIMITER("C", "field separator of data files (,); \"tab\" for a tab"),
    MISSING("TOKENS", "texts that stand for missing values, separated by commas (NA)"),
    CATEGORY("COLS", "columns of the data file to read as labels, separated by commas"),
    NAME("NAME", "the name of the world to learn"),
    EXCLUDE("COLS", "columns that are no part of a twin, separated by commas"),
    TIME("COL", "the column by which rows stand in time: models are judged on later rows"),
    ID("COL", "the column that tells units apart: rows of one unit are never divided"),
    OUT("FILE", "the file to write: .csv, .tsv or .json, also .gz of these, or .parquet for twins; .yaml for a world"),
    REPORT("FILE.html", "also writes the answer as one HTML page: pictures, tables, assumptions, how to repeat it"),
    JSON("", "prints one JSON document on standard output and nothing else there"),
    HELP("", "prints this text"),
    VERSION("", "prints the version");

    private final String argument;
    private final String description;

    Option(String argument, String description) {
        this.argument = argument;
        this.description = description;
    }

    /** What its value is called; empty if it takes none. */
    String argument() {
        return argument;
    }

    /** What it does. */
    String description() {
        return description;
    }

    /** The option as typed, {@code --no-noise}. */
    String flag() {
        return "--" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private boolean repeatable() {
        return this == INTERVENTION || this == ARM || this == OBSERVE || this == AT || this == CONTEXT
                || this == SET || this == SUBGROUP || this == MISSING || this == CATEGORY
                || this == ADJUST || this == CORRECTION || this == EXCLUDE;
    }

    /** The option for the parser; values stay text until a command asks for them. */
    OptionSpec spec() {
        if (this == HELP) {
            return OptionSpec.builder(flag(), "-h").arity("0").type(boolean.class).usageHelp(true).build();
        }
        OptionSpec.Builder builder = OptionSpec.builder(flag());
        if (argument.isEmpty()) {
            return builder.arity("0").type(boolean.class).build();
        }
        builder.paramLabel(argument).arity("1");
        return repeatable()
                ? builder.type(java.util.List.class).auxiliaryTypes(String.class).build()
                : builder.type(String.class).build();
    }
}

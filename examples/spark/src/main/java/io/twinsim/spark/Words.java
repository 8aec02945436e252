package io.twinsim.spark;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words after the jar, {@code --name value} or {@code --name=value}. Values are checked when asked for. */
final class Words {

    static final String USAGE = """
            usage: spark-submit twin-spark.jar --world WORLD --intervention NAME [OPTION]...
              --world WORLD        a built-in world by name, or a world file (.yaml, .yml or .json)
              --intervention NAME  an intervention of the world
              --set PARAM=VALUE    sets a parameter of the intervention; repeatable
              --size N             twins to generate (10,000)
              --seed S             seed of all draws (42)
              --where EXPR         keeps twins that satisfy a condition, such as "decile <= 3"; repeatable
              --subgroup COL       effect by groups of a column instead of those the world names; repeatable
              --shards K           tasks to cut the work into (four per core); the result does not depend on it
              --json               prints one JSON document instead of tables
              --help               prints this text
            Exit status: 0 done, 1 failed or partial, 2 input refused.
            """;

    private static final List<String> FLAGS = List.of("--json", "--help");
    private static final List<String> REPEATABLE = List.of("--set", "--where", "--subgroup");
    private static final List<String> KNOWN = List.of("--world", "--intervention", "--set", "--size", "--seed",
            "--where", "--subgroup", "--shards", "--json", "--help");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * Takes the words apart.
     *
     * @throws InputException if an option is unknown, has no value, or is given too often
     */
    Words(String... words) {
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            int equals = word.indexOf('=');
            String option = word.startsWith("--") && equals > 0 ? word.substring(0, equals) : word;
            if (!KNOWN.contains(option)) {
                throw new InputException(word.startsWith("-") ? Names.unknown("option", option, KNOWN)
                        : "words must be options, got " + Names.quote(word));
            }
            boolean flag = FLAGS.contains(option);
            if (flag && !option.equals(word)) {
                throw new InputException(option + " must have no value, got " + Names.quote(word));
            }
            if (!flag && option.equals(word) && ++i == words.length) {
                throw new InputException(option + " must have a value");
            }
            String value = flag ? "" : option.equals(word) ? words[i] : word.substring(equals + 1);
            List<String> all = values.computeIfAbsent(option, o -> new ArrayList<>());
            if (!flag && !all.isEmpty() && !REPEATABLE.contains(option)) {
                throw new InputException(option + " must be given once");
            }
            all.add(value);
        }
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    /** All values of a repeatable option, in the order typed. */
    List<String> all(String option) {
        return List.copyOf(values.getOrDefault(option, List.of()));
    }

    Optional<String> text(String option) {
        return all(option).stream().findFirst();
    }

    String required(String option) {
        return text(option).orElseThrow(() -> new InputException("twin-spark must be given " + option));
    }

    /** A whole number, which may be written as {@code 1_000_000} or {@code 1e6}. */
    long whole(String option, long fallback, long least, long most) {
        Optional<String> text = text(option);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long value = new BigDecimal(text.get().strip().replace("_", "")).longValueExact();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // the message below names the value
        }
        throw new InputException(option + " must be a whole number in [" + least + ", " + most + "], got "
                + Names.quote(text.get()));
    }

    /** The parameters that {@code --set} sets, in the order typed. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String setting : all("--set")) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new InputException("--set must be PARAM=VALUE, got " + Names.quote(setting));
            }
            String parameter = setting.substring(0, equals).strip();
            if (parameters.put(parameter, setting.substring(equals + 1).strip()) != null) {
                throw new InputException("--set must set a parameter once, got " + Names.quote(parameter) + " again");
            }
        }
        return parameters;
    }
}

package io.twinsim.model;

import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Worlds of a few variables of all types, each of which may read those before it, and assignments to some of them. */
final class RandomWorlds {

    private static final ColumnType[] TYPES = ColumnType.values();

    private final SplittableRandom random;
    private final List<ColumnType> types = new ArrayList<>();

    RandomWorlds(long seed) {
        random = new SplittableRandom(seed);
    }

    TwinModel model() {
        types.clear();
        List<String> lines = new ArrayList<>();
        for (int v = 0; v < 8; v++) {
            // The first four show every type, so that later ones find what they read.
            ColumnType type = TYPES[v < 4 ? v : random.nextInt(TYPES.length)];
            lines.add("  v" + v + ": " + switch (type) {
                case REAL -> real(v);
                case INTEGER -> integer();
                case FLAG -> flag();
                case CATEGORY -> category();
            });
            types.add(type);
        }
        return TwinModel.parse("model: m\nvariables:\n" + String.join("\n", lines) + "\n", "m.yaml");
    }

    /** Assignments to one to four variables of the last model, none of which can fail. */
    Map<String, Expr> assignments() {
        Map<String, Expr> set = new LinkedHashMap<>();
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            int v = random.nextInt(types.size());
            set.put("v" + v, Expr.parse(switch (types.get(v)) {
                case REAL -> pick("0.25", "v" + v + " + 1", "normal(" + number() + ", 2)", number() + " * 0.5",
                        "uniform(0, 1)");
                case INTEGER -> pick("3", "clamp(v" + v + " + 1, 0, 50)", "poisson(3)",
                        "if(" + number() + " > 0.5, 1, 2)", number() + " > 0.2");
                case FLAG -> pick("true", "not v" + v, "bernoulli(0.3)", number() + " > 0.7");
                case CATEGORY -> pick("'b'", "if(" + number() + " > 0.5, 'a', 'c')", "categorical(a: 0.5, c: 0.5)",
                        "if(v" + v + " == 'a', 'b', v" + v + ")");
            }));
        }
        return set;
    }

    private String real(int v) {
        return v == 0 ? pick("~ normal(0, 1)", "~ uniform(-1, 1)") : pick(
                "~ normal(" + number() + ", 1)", "~ beta(2, 3)", "= " + number() + " * 0.5 + " + number(),
                "= exp(-abs(" + number() + "))",
                "{draw: 'normal(" + number() + ", 1)', range: [-1, 1], outside: clamp}");
    }

    private String integer() {
        return pick("~ uniform_int(0, 9)", "~ poisson(1 + min(3, abs(" + number() + ")))",
                "= round(clamp(" + number() + ", -9, 9))",
                "{formula: '" + number() + " > 0', type: integer}");
    }

    private String flag() {
        return pick("~ bernoulli(0.4)", "= " + number() + " > 0.3", "~ bernoulli(logistic(" + number() + "))");
    }

    private String category() {
        List<String> earlier = of(ColumnType.CATEGORY);
        String plain = "~ categorical(a: 0.2, b: 0.3, c: 0.5)";
        return earlier.isEmpty() ? quoted(plain) : pick(plain,
                "~ lookup(" + one(earlier) + ", a: categorical(b: 1), b: categorical(a: 0.5, c: 0.5), "
                        + "c: categorical(b: 0.1, c: 0.9))",
                "= if(" + number() + " > 0.4, " + one(earlier) + ", 'a')");
    }

    /** Something that counts as a number. */
    private String number() {
        List<String> numbers = of(ColumnType.REAL, ColumnType.INTEGER, ColumnType.FLAG);
        String category = of(ColumnType.CATEGORY).stream().findFirst().orElse(null);
        if (category != null && random.nextInt(4) == 0) {
            return "lookup(" + category + ", a: 0.1, b: 0.5, c: 2)";
        }
        return numbers.isEmpty() ? "0.5" : one(numbers);
    }

    private List<String> of(ColumnType... wanted) {
        List<String> names = new ArrayList<>();
        for (int v = 0; v < types.size(); v++) {
            if (List.of(wanted).contains(types.get(v))) {
                names.add("v" + v);
            }
        }
        return names;
    }

    private String pick(String... texts) {
        return quoted(texts[random.nextInt(texts.length)]);
    }

    private String one(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    /** A formula in YAML; texts of assignments stay as they are. */
    private static String quoted(String text) {
        return text.startsWith("~") || text.startsWith("=") ? '"' + text + '"' : text;
    }

    static String text(Map<String, Expr> assignments) {
        return assignments.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}

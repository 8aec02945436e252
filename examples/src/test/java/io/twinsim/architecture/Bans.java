package io.twinsim.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Calls that would make a result depend on the machine, the clock, the locale or the Java version. Looks at calls and
 * method references alike.
 */
final class Bans {
    private static final Set<String> TO_TEXT = Set.of("append", "insert", "valueOf", "toString", "print", "println");
    private static final Set<String> FRACTIONS = Set.of("double", "float", "[D", "[F");

    /** Of {@code java.lang.Math} only what is exact, hence equal on every machine. */
    private static final Set<String> EXACT = Set.of("abs", "absExact", "addExact", "ceil", "ceilDiv", "clamp",
            "copySign", "decrementExact", "floor", "floorDiv", "floorMod", "fma", "getExponent", "incrementExact",
            "max", "min", "multiplyExact", "multiplyFull", "multiplyHigh", "negateExact", "nextAfter", "nextDown",
            "nextUp", "rint", "round", "scalb", "signum", "sqrt", "subtractExact", "toIntExact", "ulp");

    private static final Set<String> CLOCKS = Set.of("java.time.Instant", "java.time.LocalDate",
            "java.time.LocalDateTime", "java.time.LocalTime", "java.time.OffsetDateTime", "java.time.ZonedDateTime",
            "java.time.Year");

    private static final Set<String> WRITERS = Set.of("java.lang.StringBuilder", "java.lang.StringBuffer",
            "java.io.PrintStream", "java.io.PrintWriter", "java.lang.String", "java.lang.Double", "java.lang.Float",
            "java.util.StringJoiner", "java.util.Arrays");

    private final String root;

    Bans(String root) {
        this.root = root;
    }

    /** Every banned call of these classes, as "class.method: rule". */
    List<String> violations(Collection<JavaClass> classes) {
        var found = new ArrayList<String>();
        for (JavaClass c : classes) {
            for (JavaAccess<?> access : c.getAccessesFromSelf()) {
                if (access.getTarget() instanceof CodeUnitAccessTarget target) {
                    String rule = rule(c, target);
                    if (!rule.isEmpty()) {
                        found.add(c.getName() + "." + access.getOrigin().getName() + ": " + rule);
                    }
                }
            }
        }
        return found;
    }

    private String rule(JavaClass origin, CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        List<String> parameters = target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        if (isGenerator(owner) || owner.equals("java.lang.Math") && name.equals("random")
                || owner.equals("java.util.Collections") && name.equals("shuffle")) {
            return "no random numbers but Draws";
        }
        if (owner.equals("java.lang.Math") && !EXACT.contains(name)) {
            return "Math." + name + " is not exact; use Elementary";
        }
        if (owner.equals("java.lang.StrictMath") && !origin.getPackageName().equals(root + ".internal.math")) {
            return "StrictMath belongs to internal.math";
        }
        if (isClock(owner, name)) {
            return "no clocks";
        }
        if (isDefault(owner, name, parameters)) {
            return "no default locale, zone or charset";
        }
        boolean boxing = name.equals("valueOf") && !owner.equals("java.lang.String");
        if (WRITERS.contains(owner) && !boxing && writesFraction(name, parameters)
                || isBox(owner) && name.equals("toString") && parameters.isEmpty()) {
            return "numbers are written by Numbers";
        }
        if (owner.startsWith("java.util.stream.") && (name.equals("sum") || name.startsWith("average"))
                && owner.contains("Double") || owner.equals("java.util.stream.Collectors") && name.endsWith("Double")) {
            return "sums run in blocks";
        }
        return "";
    }

    private static boolean isGenerator(String owner) {
        return owner.equals("java.util.Random") || owner.startsWith("java.util.random.")
                || owner.equals("java.util.SplittableRandom") || owner.equals("java.security.SecureRandom")
                || owner.equals("java.util.concurrent.ThreadLocalRandom") || owner.equals("java.util.UUID");
    }

    private static boolean isBox(String owner) {
        return owner.equals("java.lang.Double") || owner.equals("java.lang.Float");
    }

    private static boolean isClock(String owner, String name) {
        return owner.equals("java.lang.System") && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
                || CLOCKS.contains(owner) && name.equals("now")
                || owner.equals("java.util.Date") && name.equals("<init>")
                || owner.equals("java.time.Clock") && name.startsWith("system");
    }

    private static boolean isDefault(String owner, String name, List<String> parameters) {
        boolean plain = parameters.isEmpty();
        return switch (owner) {
            case "java.util.Locale", "java.util.TimeZone" -> name.equals("getDefault");
            case "java.time.ZoneId" -> name.equals("systemDefault");
            case "java.nio.charset.Charset" -> name.equals("defaultCharset");
            case "java.lang.String" ->
                    plain && Set.of("toLowerCase", "toUpperCase", "getBytes").contains(name)
                    || name.equals("formatted")
                    || name.equals("format") && !parameters.get(0).equals("java.util.Locale")
                    || name.equals("<init>") && !plain && parameters.get(0).equals("[B")
                            && !Set.of("java.nio.charset.Charset", "java.lang.String").contains(last(parameters));
            case "java.io.PrintStream", "java.io.PrintWriter" ->
                    (name.equals("printf") || name.equals("format")) && !parameters.get(0).equals("java.util.Locale");
            case "java.util.Formatter", "java.io.FileReader", "java.io.FileWriter", "java.util.Scanner",
                    "java.io.InputStreamReader", "java.io.OutputStreamWriter" ->
                    name.equals("<init>") && parameters.size() <= 1;
            case "java.text.NumberFormat", "java.text.DecimalFormat", "java.text.SimpleDateFormat" -> true;
            default -> false;
        };
    }

    private static boolean writesFraction(String name, List<String> parameters) {
        return TO_TEXT.contains(name) && !parameters.isEmpty() && FRACTIONS.contains(last(parameters));
    }

    private static String last(List<String> parameters) {
        return parameters.get(parameters.size() - 1);
    }
}

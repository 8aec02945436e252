package io.twinsim.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may use whom, as a table: a package may use what stands in its row, and itself. Arrows run one way, so each row
 * names rows above it only; a package that is not in the table is refused, so that it cannot be forgotten.
 */
final class Arrows {
    private static final Map<String, Set<String>> MAY_USE = table();

    private final String root;

    Arrows(String root) {
        this.root = root;
    }

    private static Map<String, Set<String>> table() {
        var rows = new LinkedHashMap<String, Set<String>>();
        row(rows, "internal.text", "");
        row(rows, "", "internal.text");
        row(rows, "internal.file", "", "internal.text");
        row(rows, "internal.parallel", "", "internal.text");
        row(rows, "internal.math", "", "internal.text");
        row(rows, "column", "", "internal.text", "internal.math");
        row(rows, "random", "", "internal.text", "internal.math", "column");
        row(rows, "expr", "", "internal.text", "internal.math", "column", "random");
        String[] formulas = {"", "internal.text", "internal.math", "column", "random", "expr"};
        row(rows, "model", with(formulas, "internal.parallel", "internal.file"));
        row(rows, "io", with(formulas, "internal.file", "model"));
        String[] core = with(formulas, "internal.parallel", "model", "io");
        row(rows, "plot", "", "internal.text");
        String[] drawn = with(core, "plot");
        row(rows, "inference", drawn);
        row(rows, "sim", with(drawn, "inference"));
        row(rows, "timeline", with(drawn, "inference", "sim"));
        row(rows, "learn", with(drawn, "internal.file", "inference", "sim"));
        row(rows, "fidelity", with(drawn, "internal.file", "inference", "sim", "learn"));
        row(rows, "scenario", with(drawn, "inference", "sim"));
        String[] engine = with(drawn, "inference", "sim", "timeline", "learn", "fidelity", "scenario");
        row(rows, "cache", engine);
        row(rows, "worlds", engine);
        row(rows, "parquet", "", "internal.text", "internal.file", "column", "model", "io");
        row(rows, "report", with(engine, "worlds"));
        row(rows, "cli", with(engine, "internal.file", "cache", "worlds", "report", "parquet"));
        return rows;
    }

    private static void row(Map<String, Set<String>> rows, String name, String... mayUse) {
        rows.put(name, Set.of(mayUse));
    }

    private static String[] with(String[] some, String... more) {
        var all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Packages of the table. */
    static Set<String> packages() {
        return MAY_USE.keySet();
    }

    /** Every use that the table does not allow, as text, each once per pair of classes. */
    List<String> violations(JavaClasses classes) {
        Set<String> found = new LinkedHashSet<>();
        for (JavaClass origin : classes) {
            String from = room(origin);
            Set<String> allowed = MAY_USE.get(from);
            if (allowed == null) {
                found.add("package " + origin.getPackageName() + " is not in the table of arrows");
                continue;
            }
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target) && !room(target).equals(from) && !allowed.contains(room(target))) {
                    found.add(origin.getName() + " must not use " + target.getName());
                }
            }
        }
        return List.copyOf(found);
    }

    private boolean isOurs(JavaClass c) {
        return c.getPackageName().equals(root) || c.getPackageName().startsWith(root + ".");
    }

    private String room(JavaClass c) {
        String name = c.getPackageName();
        return name.equals(root) ? "" : name.substring(root.length() + 1);
    }
}

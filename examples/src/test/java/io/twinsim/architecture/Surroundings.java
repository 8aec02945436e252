package io.twinsim.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The engine needs no screen, no network, and files only where it reads and writes them. */
final class Surroundings {
    private static final Set<String> FILE_PACKAGES = Set.of("model", "io", "internal.file");
    private static final Set<String> FILE_TYPES = Set.of("java.io.File", "java.io.FileInputStream",
            "java.io.FileOutputStream", "java.io.FileReader", "java.io.FileWriter", "java.io.RandomAccessFile");

    private final String root;

    Surroundings(String root) {
        this.root = root;
    }

    /** Every use of a forbidden part of the platform, as text, each once per pair of classes. */
    List<String> violations(Collection<JavaClass> classes) {
        Set<String> found = new LinkedHashSet<>();
        for (JavaClass origin : classes) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!allowed(origin, target)) {
                    found.add(origin.getName() + " must not use " + target.getName());
                }
            }
        }
        return List.copyOf(found);
    }

    private boolean allowed(JavaClass origin, JavaClass target) {
        String type = target.getName();
        if (type.startsWith("java.awt.") || type.startsWith("javax.swing.") || type.startsWith("java.net.")) {
            return false;
        }
        boolean file = type.startsWith("java.nio.file.") || FILE_TYPES.contains(type);
        return !file || type.equals("java.nio.file.Path") || FILE_PACKAGES.stream()
                .anyMatch(p -> origin.getPackageName().equals(root + "." + p));
    }
}

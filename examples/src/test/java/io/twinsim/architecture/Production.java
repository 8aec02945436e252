package io.twinsim.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;

/** The classes that the rules look at. */
final class Production {
    static final String ROOT = "io.twinsim";

    /** Where a planted twin of the package tree stands, so that every rule can be seen to fail. */
    static final String PLANTED = "io.twinsim.architecture.planted";

    private static final List<String> CORE_AND_SIM = List.of("", ".internal", ".column", ".random", ".expr", ".model",
            ".io", ".plot", ".inference", ".sim", ".learn", ".timeline", ".scenario", ".fidelity");

    private Production() {
    }

    /** All classes of the modules, without their tests. */
    static JavaClasses classes() {
        return new ClassFileImporter().withImportOption(Production::isProduction).importPackages(ROOT);
    }

    static JavaClasses planted() {
        return new ClassFileImporter().importPackages(PLANTED);
    }

    /** The classes of twin-core and twin-sim, whose results must have the same bits everywhere. */
    static List<JavaClass> coreAndSim(JavaClasses classes, String root) {
        return classes.stream()
                .filter(c -> CORE_AND_SIM.stream().anyMatch(p -> isIn(c.getPackageName(), root + p, !p.isEmpty())))
                .toList();
    }

    private static boolean isIn(String name, String parent, boolean orBelow) {
        return name.equals(parent) || orBelow && name.startsWith(parent + ".");
    }

    private static boolean isProduction(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
}

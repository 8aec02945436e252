package io.twinsim.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The design's rules about packages and calls; each is also shown to fail where a violation was planted. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = Production.classes();
    private static final JavaClasses PLANTED = Production.planted();
    private static final List<JavaClass> ENGINE = Production.coreAndSim(CLASSES, Production.ROOT);
    private static final List<JavaClass> PLANTED_ENGINE = Production.coreAndSim(PLANTED, Production.PLANTED);

    @Test
    void classes_ofAllModules_areSeen() {
        Set<String> seen = new TreeSet<>();
        CLASSES.forEach(c -> seen.add(c.getPackageName()));
        assertThat(seen).contains("io.twinsim", "io.twinsim.internal.math", "io.twinsim.column", "io.twinsim.random",
                "io.twinsim.expr", "io.twinsim.model", "io.twinsim.io", "io.twinsim.inference", "io.twinsim.sim",
                "io.twinsim.cache", "io.twinsim.worlds", "io.twinsim.cli");
        assertThat(CLASSES.size()).isGreaterThan(100);
        assertThat(ENGINE.size()).isGreaterThan(80).isLessThan(CLASSES.size());
        assertThat(PLANTED_ENGINE).hasSize(4);
    }

    @Test
    void packages_useOnlyWhatTheTableAllows() {
        assertThat(new Arrows(Production.ROOT).violations(CLASSES)).isEmpty();
    }

    @Test
    void packages_plantedArrowUpwards_isFound() {
        assertThat(new Arrows(Production.PLANTED).violations(PLANTED)).containsExactly(
                "io.twinsim.architecture.planted.column.PlantedColumn must not use "
                        + "io.twinsim.architecture.planted.model.PlantedModel");
        assertThat(new Arrows(Production.ROOT).violations(PLANTED)).contains(
                "package io.twinsim.architecture.planted.column is not in the table of arrows");
    }

    @Test
    void packages_standInOneModuleEach() {
        var homes = new TreeMap<String, Set<String>>();
        for (JavaClass c : CLASSES) {
            String uri = c.getSource().orElseThrow().getUri().toString();
            String home = uri.substring(0, uri.length() - c.getName().length() - ".class".length());
            homes.computeIfAbsent(c.getPackageName(), p -> new TreeSet<>()).add(home);
        }
        assertThat(homes.size()).isGreaterThan(10);
        assertThat(homes).allSatisfy((name, places) -> assertThat(places).as(name).hasSize(1));
    }

    @Test
    void internalTypes_areInThePublicApiOfBridgesOnly() {
        assertThat(PublicApi.internalTypes(CLASSES)).isEqualTo(PublicApi.BRIDGES);
        assertThat(PublicApi.internalTypes(PLANTED)).containsExactly(
                "io.twinsim.architecture.planted.column.PlantedColumn.leak");
    }

    @Test
    void engine_callsNothingBanned() {
        assertThat(new Bans(Production.ROOT).violations(ENGINE)).isEmpty();
    }

    @Test
    void engine_plantedCalls_areEachFound() {
        String simulation = "io.twinsim.architecture.planted.sim.PlantedSimulation.";
        assertThat(new Bans(Production.PLANTED).violations(PLANTED_ENGINE)).containsExactlyInAnyOrder(
                simulation + "generator: no random numbers but Draws",
                simulation + "generator: no random numbers but Draws",
                simulation + "mathRandom: no random numbers but Draws",
                simulation + "mathLog: Math.log is not exact; use Elementary",
                simulation + "mathReference: Math.exp is not exact; use Elementary",
                simulation + "strictMath: StrictMath belongs to internal.math",
                simulation + "clock: no clocks",
                simulation + "nanoClock: no clocks",
                simulation + "instant: no clocks",
                simulation + "today: no clocks",
                simulation + "locale: no default locale, zone or charset",
                simulation + "format: no default locale, zone or charset",
                simulation + "formatted: no default locale, zone or charset",
                simulation + "lower: no default locale, zone or charset",
                simulation + "bytes: no default locale, zone or charset",
                simulation + "text: no default locale, zone or charset",
                simulation + "print: no default locale, zone or charset",
                simulation + "doubleToString: numbers are written by Numbers",
                simulation + "boxToString: numbers are written by Numbers",
                simulation + "valueOf: numbers are written by Numbers",
                simulation + "valueOfReference: numbers are written by Numbers",
                simulation + "append: numbers are written by Numbers",
                simulation + "arrays: numbers are written by Numbers",
                simulation + "streamSum: sums run in blocks");
    }

    @Test
    void engine_joinsNoFractionToAString() {
        assertThat(Concatenation.violations(ENGINE)).isEmpty();
        assertThat(Concatenation.violations(PLANTED_ENGINE)).containsExactly(
                "io.twinsim.architecture.planted.sim.PlantedSimulation joins (D)Ljava/lang/String;");
    }

    @Test
    void engine_needsNoScreenNoNetworkAndFilesOnlyAtItsBorder() {
        assertThat(new Surroundings(Production.ROOT).violations(ENGINE)).isEmpty();
        String simulation = "io.twinsim.architecture.planted.sim.PlantedSimulation must not use ";
        assertThat(new Surroundings(Production.PLANTED).violations(PLANTED_ENGINE)).containsExactlyInAnyOrder(
                simulation + "java.awt.Color", simulation + "java.net.URI", simulation + "java.nio.file.Files");
    }
}

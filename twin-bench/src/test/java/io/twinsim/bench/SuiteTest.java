package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class SuiteTest {

    private static Set<String> found(List<String> includes) {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(PrintStream.nullOutputStream()), VerboseMode.SILENT);
        Set<String> names = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().find(silent, includes, List.of())) {
            names.add(entry.getUsername());
        }
        return names;
    }

    private static Method method(String benchmark) throws ClassNotFoundException {
        int dot = benchmark.lastIndexOf('.');
        return Arrays.stream(Class.forName(benchmark.substring(0, dot)).getMethods())
                .filter(m -> m.getName().equals(benchmark.substring(dot + 1))).findFirst().orElseThrow();
    }

    @Test
    void part_ofEverySuite_hasBenchmarks() {
        List<String> empty = new ArrayList<>();
        for (Suite suite : Suite.values()) {
            for (Suite.Part part : suite.parts()) {
                if (found(List.of(part.include())).isEmpty()) {
                    empty.add(suite.id() + " " + part.include());
                }
            }
        }
        assertThat(empty).isEmpty();
    }

    @Test
    void benchmark_eachOfThem_isInOneSuiteBesideTargets() {
        List<String> inSuites = new ArrayList<>();
        for (Suite suite : Suite.values()) {
            if (suite != Suite.TARGETS) {
                inSuites.addAll(found(suite.parts().stream().map(Suite.Part::include).toList()));
            }
        }
        assertThat(inSuites).hasSizeGreaterThan(60).containsExactlyInAnyOrderElementsOf(found(List.of(".*")));
    }

    @Test
    void benchmark_eachOfThem_saysWhatItCountsAndHasAFloor() throws ClassNotFoundException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (String benchmark : found(List.of(".*"))) {
            Method method = method(benchmark);
            Class<?> type = method.getDeclaringClass();
            Method[] all = type.getMethods();
            boolean floor = Arrays.stream(all).anyMatch(m -> m.isAnnotationPresent(Floor.class));
            boolean counts = type.isAnnotationPresent(Counts.class) && method.isAnnotationPresent(Benchmark.class);
            List<String> of = method.isAnnotationPresent(Peer.class) ? List.of(method.getAnnotation(Peer.class).of())
                    : method.isAnnotationPresent(Floor.class) ? List.of(method.getAnnotation(Floor.class).of())
                    : List.of();
            boolean known = Arrays.stream(all).map(Method::getName).toList().containsAll(of);
            if (!floor || !counts || !known) {
                wrong.add(benchmark);
            }
            checked++;
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(60);
    }

    @Test
    void name_unknown_isRefusedWithTheNearest() {
        assertThat(Suite.named("effects")).isSameAs(Suite.EFFECTS);
        assertThatThrownBy(() -> Suite.named("efects")).isInstanceOf(InputException.class).hasMessage(
                "unknown suite \"efects\"; did you mean \"effects\"? known: generation, expressions, effects, bootstrap"
                        + ", saddlepoint, inference, cache, streaming, data, timeline, elementary, normal, predict, "
                        + "targets");
    }
}

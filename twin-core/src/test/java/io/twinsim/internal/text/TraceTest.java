package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.InputException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class TraceTest {

    private static StackTraceElement at(String type) {
        return new StackTraceElement(type, "method", "File.java", 1);
    }

    private static <T extends Throwable> T thrown(T failure, String... types) {
        StackTraceElement[] trace = new StackTraceElement[types.length];
        for (int i = 0; i < types.length; i++) {
            trace[i] = at(types[i]);
        }
        failure.setStackTrace(trace);
        return failure;
    }

    private static <T> T with(String property, java.util.function.Supplier<T> made) {
        String before = System.getProperty("twinsim.trace");
        try {
            if (property.isEmpty()) {
                System.clearProperty("twinsim.trace");
            } else {
                System.setProperty("twinsim.trace", property);
            }
            return made.get();
        } finally {
            if (before == null) {
                System.clearProperty("twinsim.trace");
            } else {
                System.setProperty("twinsim.trace", before);
            }
        }
    }

    @Test
    void ofCaller_insideFrames_areLeftOutAboveTheCaller() {
        IllegalStateException failure = thrown(new IllegalStateException("x"), "java.util.Objects",
                "io.twinsim.expr.Formula",
                "java.util.ArrayList", "io.twinsim.model.Population", "java.util.ArrayList", "REPL.$JShell$5",
                "io.twinsim.sim.Simulation", "jdk.internal.reflect.Method");
        assertThat(with("", () -> Trace.ofCaller(failure))).isSameAs(failure);
        assertThat(failure.getStackTrace()).containsExactly(at("REPL.$JShell$5"), at("io.twinsim.sim.Simulation"),
                at("jdk.internal.reflect.Method"));
    }

    @Test
    void ofCaller_causes_areCutToo() {
        NoSuchFileException cause = thrown(new NoSuchFileException("a.csv"), "sun.nio.fs.UnixException",
                "java.nio.file.Files", "io.twinsim.internal.file.InputFile", "com.example.Main");
        UncheckedIOException failure = thrown(new UncheckedIOException("cannot read", cause), "com.example.Main");
        with("", () -> Trace.ofCaller(failure));
        assertThat(cause.getStackTrace()).containsExactly(at("com.example.Main"));
        assertThat(failure.getStackTrace()).containsExactly(at("com.example.Main"));
    }

    @Test
    void ofCaller_withoutCaller_staysWhole() {
        IllegalStateException failure = thrown(new IllegalStateException("x"), "io.twinsim.internal.parallel.Tiles",
                "java.lang.Thread");
        with("", () -> Trace.ofCaller(failure));
        assertThat(failure.getStackTrace()).hasSize(2);
    }

    @Test
    void ofCaller_askedForAll_leavesNothingOut() {
        InputException failure = with("full", () -> new InputException("x must be y, got z"));
        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(TraceTest.class.getName());
        InputException cut = with("", () -> new InputException("x must be y, got z"));
        assertThat(cut.getStackTrace()[0].getClassName()).startsWith("org.junit.");
        assertThat(cut).hasMessage("x must be y, got z");
    }
}

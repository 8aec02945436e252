package io.twinsim.timeline;

import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Many twins over a year in two arms, in a process of its own with as much heap as it is given. */
final class LargeTimeline {

    private static final int STATES = 20;

    private LargeTimeline() {
    }

    /** Prints the headline of a run of so many twins over so many days. */
    public static void main(String[] args) {
        TwinModel model = model();
        TimelineResult result = Timeline.of(model.generate(Integer.parseInt(args[0]), 42)).over(args[1] + " days")
                .with(model.intervention("lift")).withThreads(2).run();
        result.table();
        System.out.println(result);
        System.out.println(result.status().id() + " " + result.names().size() + " nodes, "
                + result.summary("s0", "treated").mean().length + " times");
    }

    /** States that pull on each other, each with noise of its own. */
    static TwinModel model() {
        StringBuilder world = new StringBuilder("""
                model: large
                version: 1
                variables:
                  pull: "~ uniform(0.1, 0.3)"
                  mass: "~ normal(70, 10)"
                timeline:
                  step: 1 day
                  horizon: 365 days
                  state:
                """);
        for (int k = 0; k < STATES; k++) {
            world.append("    s").append(k).append(": {start: \"mass\", next: \"s").append(k).append(" + pull * (s")
                    .append((k + 1) % STATES).append(" - s").append(k).append(") + normal(0, 1)\"}\n");
        }
        return TwinModel.parse(world + """
                interventions:
                  lift:
                    provenance: assumed
                    course: {start: 7 days, add: {s0: "0.5"}}
                """, "large.yaml");
    }

    /** What the process says. */
    static String run(int twins, int days, String heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap, "-XX:-UsePerfData",
                "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
                LargeTimeline.class.getName(), Integer.toString(twins), Integer.toString(days)))
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }
}

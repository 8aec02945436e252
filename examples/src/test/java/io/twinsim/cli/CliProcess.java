package io.twinsim.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a virtual machine of its own. */
final class CliProcess {

    private CliProcess() {
    }

    /** The words that start it. */
    static List<String> command(List<String> options, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                "io.twinsim.cli.Main"));
        command.addAll(List.of(words));
        return command;
    }

    static ProcessBuilder builder(String... words) {
        ProcessBuilder builder = new ProcessBuilder(command(List.of(), words));
        builder.environment().remove("TWIN_TRACE");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    static CliRun run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CliRun(process.waitFor(), out, err);
    }
}

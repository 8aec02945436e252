package io.twinsim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a ratio depends on.
 *
 * @param jdk the feature version of the JDK, such as 17
 * @param cpu the model of the processor, such as {@code AMD EPYC family 26 model 2 stepping 1}
 */
record GateMachine(int jdk, String cpu) {

    static GateMachine here() {
        return new GateMachine(Runtime.version().feature(), cpu(cpuInfo()));
    }

    private static List<String> cpuInfo() {
        Path file = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            // A machine that does not tell is an unknown one, for which wider limits hold.
            return List.of();
        }
    }

    /**
     * The model of a processor: clouds hide it in the name, so the numbers go with it.
     *
     * @param cpuInfo the lines of {@code /proc/cpuinfo}; the first processor counts
     * @return letters, digits and single spaces
     */
    static String cpu(List<String> cpuInfo) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : cpuInfo) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1));
            }
        }
        StringBuilder text = new StringBuilder(fields.getOrDefault("model name", ""));
        String[][] numbers = {{"cpu family", "family"}, {"model", "model"}, {"stepping", "stepping"},
                {"CPU implementer", "implementer"}, {"CPU part", "part"}, {"CPU variant", "variant"}};
        for (String[] number : numbers) {
            if (fields.containsKey(number[0])) {
                text.append(' ').append(number[1]).append(' ').append(fields.get(number[0]));
            }
        }
        String plain = text.toString().replaceAll("\\((R|TM|r|tm)\\)", " ").replaceAll("@ *[0-9.]+ *[GM]Hz", " ")
                .replaceAll("[^A-Za-z0-9.-]+", " ").strip();
        return plain.isEmpty() ? "unknown " + System.getProperty("os.arch").toLowerCase(Locale.ROOT) : plain;
    }

    @Override
    public String toString() {
        return "JDK " + jdk + " on " + cpu;
    }
}

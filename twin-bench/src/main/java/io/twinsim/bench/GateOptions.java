package io.twinsim.bench;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param task what to do
 * @param cases the cases to measure, in the order of the catalogue
 * @param plants faults to build in, by case
 * @param forks how many virtual machines
 * @param store the file of stored values, or null for the one in the jar
 */
record GateOptions(Task task, List<String> cases, Map<String, GatePlant> plants, int forks, @Nullable Path store) {

    /** What the gate can do. */
    enum Task {
        /** Compare. */
        CHECK,
        /** Store what is measured. */
        RECORD,
        /** Name the cases. */
        LIST,
        /** Say how it is used. */
        HELP
    }

    /** The fewest forks whose median may be stored. */
    static final int FORKS = 5;
    private static final int MOST_FORKS = 99;
    private static final List<String> KNOWN =
            List.of("--case", "--forks", "--record", "--list", "--plant", "--store", "--help");

    static final String USAGE = """
            twin-bench/gate [--case NAME]... [--forks N] [--record] [--plant slow=NAME | --plant allocate=NAME]...
              --case NAME           measures this case only (repeatable)
              --forks N             virtual machines whose median counts (default 5)
              --record              stores what is measured for this JDK and processor; commit it with the reason
              --plant slow=NAME     does the work of this case twice, to see the gate fail
              --plant allocate=NAME leaves an object per row on the heap, to see the gate fail
              --store FILE          the stored values (default: those of the jar)
              --list                names the cases
            Ends with 0 all limits kept, 1 not, 2 refused.""";

    /**
     * Reads the command line.
     *
     * @param args its words
     * @param known the names of all cases
     * @return what was asked for
     * @throws InputException if a word is not understood
     */
    static GateOptions parse(String[] args, List<String> known) {
        Task task = Task.CHECK;
        List<String> wanted = new ArrayList<>();
        Map<String, GatePlant> plants = new LinkedHashMap<>();
        long forks = FORKS;
        Path store = null;
        for (int i = 0; i < args.length; i++) {
            String option = Checks.known("option", args[i], KNOWN);
            switch (option) {
                case "--record" -> task = Task.RECORD;
                case "--list" -> task = Task.LIST;
                case "--help" -> task = Task.HELP;
                case "--case" -> wanted.add(Checks.known("case", value(args, ++i), known));
                case "--forks" -> forks = forks(value(args, ++i));
                case "--store" -> store = path(value(args, ++i));
                default -> plant(value(args, ++i), known, plants);
            }
        }
        List<String> cases = wanted.isEmpty() ? known : known.stream().filter(wanted::contains).toList();
        for (String planted : plants.keySet()) {
            if (!cases.contains(planted)) {
                throw new InputException("--plant must name a case that is measured, got " + Names.quote(planted)
                        + "; measured: " + Names.list(cases));
            }
        }
        if (task == Task.RECORD) {
            record(plants, forks, store);
        }
        return new GateOptions(task, cases, plants, (int) forks, store);
    }

    /** The file to write. */
    Path file() {
        return Objects.requireNonNull(store, "--store");
    }

    private static void record(Map<String, GatePlant> plants, long forks, @Nullable Path store) {
        if (!plants.isEmpty()) {
            throw new InputException("--record must stand without --plant, got both");
        }
        if (forks < FORKS) {
            throw new InputException("--forks must be at least " + FORKS + " with --record, got " + forks);
        }
        if (store == null) {
            throw new InputException("--record must come with --store FILE, the file to write");
        }
    }

    private static String value(String[] args, int i) {
        if (i == args.length) {
            throw new InputException(args[i - 1] + " must have a value");
        }
        return args[i];
    }

    private static long forks(String text) {
        try {
            return Checks.inRange(1L, MOST_FORKS, Long.parseLong(text), "--forks");
        } catch (NumberFormatException e) {
            throw new InputException("--forks must be a whole number, got " + Names.quote(text), e);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InputException("--store must be a path, got " + Names.quote(text), e);
        }
    }

    private static void plant(String text, List<String> known, Map<String, GatePlant> plants) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new InputException("--plant must be slow=NAME or allocate=NAME, got " + Names.quote(text));
        }
        GatePlant plant = GatePlant.named(text.substring(0, equals));
        String name = Checks.known("case", text.substring(equals + 1), known);
        if (plants.put(name, plant) != null) {
            throw new InputException("--plant must name a case once, got " + Names.quote(name) + " again");
        }
    }
}

package io.twinsim.bench;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Has anything become slower, or begun to allocate? Compares each case with what was accepted for it; {@code
 * twin-bench/gate --list} names the cases.
 *
 * <ul>
 * <li>Bytes per operation must be at most 1.02 times the stored ones and 2 KiB; bytes per row, from two sizes, at most
 * 0.05 above the stored ones. Bytes of the calling thread count, so every case runs on one.
 * <li>The time of a case is measured in units of a reference: plain Java that wears out the same part of the machine,
 * run in turns with it. Their ratio must be at most 1.25 times the one stored for this JDK and model of processor.
 * Where none is stored, 2 times the largest ratio of any machine must do.
 * </ul>
 *
 * <p>A ratio is the median, bytes are the least over five virtual machines (or as many as {@code --forks} says).
 * Their number is fixed before the first one starts, and nothing is measured again because it failed. Whoever makes a
 * case slower for a good reason runs {@code twin-bench/gate --record} and commits the stored values with that reason.
 * A number stored once is not lowered by itself: after a case has become faster it must be recorded, or the gain can
 * be lost unseen.
 */
public final class Gate {

    private static final int KEPT = 0;
    private static final int BROKEN = 1;
    private static final int REFUSED = 2;
    private static final String RESOURCE = "gate.csv";

    private final List<GateCase> cases;
    private final GateLab lab;
    private final GateMachine machine;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * A gate.
     *
     * @param cases the catalogue
     * @param lab measures
     * @param machine where it measures
     * @param out where the table goes
     * @param err where failures and refusals go
     */
    Gate(List<GateCase> cases, GateLab lab, GateMachine machine, PrintStream out, PrintStream err) {
        this.cases = cases;
        this.lab = lab;
        this.machine = machine;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the gate and exits the virtual machine: 0 all limits kept, 1 not, 2 refused.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        System.exit(new Gate(GateCases.all(), new GateProcess(), GateMachine.here(), System.out, System.err).run(args));
    }

    /** Does what is asked for; returns the exit status. */
    int run(String[] args) {
        try {
            GateOptions options = GateOptions.parse(args, GateCases.names(cases));
            switch (options.task()) {
                case HELP -> out.println(GateOptions.USAGE);
                case LIST -> cases.forEach(
                        each -> out.println(String.format(Locale.ROOT, "%-26s %s", each.name(), each.asks())));
                default -> {
                    return compare(options);
                }
            }
            return KEPT;
        } catch (InputException e) {
            err.println("gate: " + e.getMessage());
            return REFUSED;
        } catch (UncheckedIOException | IllegalStateException e) {
            err.println("gate: " + e.getMessage());
            return BROKEN;
        }
    }

    private int compare(GateOptions options) {
        GateStore store = stored(options);
        List<List<GateReading>> forks = new ArrayList<>();
        for (int i = 0; i < options.forks(); i++) {
            forks.add(lab.fork(options));
        }
        out.println(machine + ", " + options.forks() + " forks");
        out.println(GateVerdict.headings());
        boolean recording = options.task() == GateOptions.Task.RECORD;
        List<GateVerdict> verdicts = new ArrayList<>();
        for (GateCase each : cases) {
            if (options.cases().contains(each.name())) {
                List<GateReading> readings = forks.stream().flatMap(List::stream)
                        .filter(reading -> reading.name().equals(each.name())).toList();
                if (readings.size() != options.forks()) {
                    throw new IllegalStateException(each.name() + " must have one reading per fork, got "
                            + readings.size() + " of " + options.forks());
                }
                GateVerdict verdict = GateVerdict.of(each, readings, store.budget(each.name(), machine));
                out.println(recording ? verdict.line("recorded") : verdict.line());
                verdicts.add(verdict);
            }
        }
        return recording ? record(options, store, verdicts) : judge(verdicts);
    }

    private int judge(List<GateVerdict> verdicts) {
        if (verdicts.stream().anyMatch(v -> v.budget() != null && !v.budget().known())) {
            out.println("no ratios stored for " + machine + ": twice the largest stored ratio is the limit");
        }
        for (GateVerdict verdict : verdicts) {
            for (String failure : verdict.failures()) {
                err.println("gate: " + verdict.name() + ": " + failure + "; to accept it: twin-bench/gate --record"
                        + " --case " + verdict.name() + ", then commit gate.csv with the reason");
            }
        }
        return verdicts.stream().allMatch(GateVerdict::passed) ? KEPT : BROKEN;
    }

    private int record(GateOptions options, GateStore store, List<GateVerdict> verdicts) {
        List<GateStored> fresh = verdicts.stream().map(verdict -> verdict.stored(machine)).toList();
        try {
            Files.writeString(options.file(), store.with(fresh, GateCases.names(cases)).text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + options.file() + ": " + e.getMessage(), e);
        }
        out.println("stored " + fresh.size() + " cases for " + machine + " in " + options.file()
                + "; commit it with the reason");
        return KEPT;
    }

    private static GateStore stored(GateOptions options) {
        if (options.store() == null) {
            try (InputStream in = Gate.class.getResourceAsStream(RESOURCE)) {
                byte[] bytes = Objects.requireNonNull(in, RESOURCE).readAllBytes();
                return GateStore.parse(new String(bytes, StandardCharsets.UTF_8), RESOURCE);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + RESOURCE + ": " + e.getMessage(), e);
            }
        }
        try {
            return GateStore.parse(Files.readString(options.store()), options.store().toString());
        } catch (NoSuchFileException e) {
            throw new InputException("--store must be a file, got " + options.store(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + options.store() + ": " + e.getMessage(), e);
        }
    }
}

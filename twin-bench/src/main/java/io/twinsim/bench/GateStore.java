package io.twinsim.bench;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The stored values: one line per case, JDK and processor, sorted. Ratios count for their own machine; bytes, which do
 * not depend on the processor, for their JDK.
 */
final class GateStore {

    private static final String HEAD = "case,jdk,cpu,ratio,bytes,slope";
    private static final int FIELDS = 6;

    private final List<GateStored> rows;

    private GateStore(List<GateStored> rows) {
        this.rows = rows;
    }

    /**
     * Reads stored values.
     *
     * @param text a head line, then one line per value
     * @param source where it comes from, for messages
     * @return the values
     * @throws InputException if a line is not as it must be
     */
    static GateStore parse(String text, String source) {
        List<GateStored> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw refuse(source, 1, "the first line must be " + Names.quote(HEAD) + ", got "
                    + (lines.isEmpty() ? "nothing" : Names.quote(lines.get(0))));
        }
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            if (fields.length != FIELDS) {
                throw refuse(source, i + 1, "a line must have " + FIELDS + " fields, got " + fields.length);
            }
            GateMachine machine =
                    new GateMachine((int) number(source, i + 1, "jdk", fields[1], Integer.MAX_VALUE), fields[2]);
            double ratio = number(source, i + 1, "ratio", fields[3], Double.MAX_VALUE);
            if (!(ratio > 0)) {
                throw refuse(source, i + 1, "ratio must be above 0, got " + Names.quote(fields[3]));
            }
            rows.add(new GateStored(fields[0], machine, ratio,
                    (long) number(source, i + 1, "bytes", fields[4], Long.MAX_VALUE),
                    number(source, i + 1, "slope", fields[5], Double.MAX_VALUE)));
            if (!seen.add(fields[0] + "," + machine)) {
                throw refuse(source, i + 1, fields[0] + " must be stored once for " + machine + ", got it again");
            }
        }
        return new GateStore(rows);
    }

    /** A number of at least 0; slopes below it are the noise of a measurement and are stored as 0. */
    private static double number(String source, int line, String name, String text, double most) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (value >= 0 && value <= most) {
            return value;
        }
        throw refuse(source, line, name + " must be a number of at least 0, got " + Names.quote(text));
    }

    private static InputException refuse(String source, int line, String message) {
        return new InputException(message, new Place(source, line, 1));
    }

    /**
     * What a case may cost on a machine.
     *
     * @param name the case
     * @param machine the machine
     * @return its budget; nothing if the case was never stored
     */
    Optional<GateBudget> budget(String name, GateMachine machine) {
        List<GateStored> all = rows(row -> row.name().equals(name));
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<GateStored> ownJdk = all.stream().filter(row -> row.machine().jdk() == machine.jdk()).toList();
        List<GateStored> own = ownJdk.stream().filter(row -> row.machine().equals(machine)).toList();
        boolean known = !own.isEmpty();
        List<GateStored> ratios = known ? own : all;
        List<GateStored> bytes = known ? own : ownJdk.isEmpty() ? all : ownJdk;
        return Optional.of(new GateBudget(
                ratios.stream().mapToDouble(GateStored::ratio).max().orElseThrow(), known,
                bytes.stream().mapToLong(GateStored::bytes).max().orElseThrow(),
                bytes.stream().mapToDouble(GateStored::slope).max().orElseThrow()));
    }

    private List<GateStored> rows(Predicate<GateStored> wanted) {
        return rows.stream().filter(wanted).toList();
    }

    /**
     * With new values for some cases on a machine; values of cases that are no more are dropped.
     *
     * @param fresh the new values, in place of those for the same case and machine
     * @param known the names of all cases there are
     * @return the values to store
     */
    GateStore with(List<GateStored> fresh, Collection<String> known) {
        List<GateStored> all = new ArrayList<>(rows(row -> known.contains(row.name()) && fresh.stream()
                .noneMatch(f -> f.name().equals(row.name()) && f.machine().equals(row.machine()))));
        all.addAll(fresh);
        all.sort(Comparator.comparing(GateStored::name).thenComparing(row -> row.machine().cpu())
                .thenComparing(row -> row.machine().jdk()));
        return new GateStore(all);
    }

    /** The text of the file. */
    String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (GateStored row : rows) {
            text.append(String.format(Locale.ROOT, "%s,%d,%s,%.4f,%d,%.3f%n", row.name(), row.machine().jdk(),
                    row.machine().cpu(), row.ratio(), row.bytes(), Math.max(0, row.slope())).replace("\r", ""));
        }
        return text.toString();
    }
}

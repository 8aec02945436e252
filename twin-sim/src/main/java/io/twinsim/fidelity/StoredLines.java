package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a file of events. Damage after which no whole line comes is a torn tail: what follows the last whole
 * line is to be cut. Damage before a whole line is refused, since something acknowledged is gone.
 */
final class StoredLines {

    static final byte[] HEADER = "{\"format\": \"twinsim-fidelity\", \"formatVersion\": 1}\n"
            .getBytes(StandardCharsets.UTF_8);
    private static final String ANY_VERSION = "{\"format\": \"twinsim-fidelity\", \"formatVersion\": ";

    private final List<FidelityEvent> events = new ArrayList<>();
    private int whole;
    private int line = 1;

    private StoredLines() {
    }

    static StoredLines of(byte[] bytes, String source) {
        StoredLines lines = new StoredLines();
        if (bytes.length < HEADER.length && Arrays.equals(bytes, Arrays.copyOf(HEADER, bytes.length))) {
            return lines;
        }
        checkHeader(bytes, source);
        lines.whole = HEADER.length;
        lines.read(bytes, source);
        return lines;
    }

    private static void checkHeader(byte[] bytes, String source) {
        if (bytes.length >= HEADER.length && Arrays.equals(HEADER, Arrays.copyOf(bytes, HEADER.length))) {
            return;
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 2 * HEADER.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith(ANY_VERSION + "1}\r")) {
            throw new InputException(source + " must end its lines with a line feed alone, got a carriage return "
                    + "before it; restore the file from a copy", new Place(source, 1, 1));
        }
        String found = start.lines().findFirst().orElse("");
        String digits = found.startsWith(ANY_VERSION) ? found.substring(ANY_VERSION.length()).replace("}", "") : "";
        if (digits.matches("[0-9]+") && !digits.equals("1")) {
            throw new InputException(source + " must have formatVersion 1, got " + digits
                    + "; it was written by another version of this library", new Place(source, 1, 1));
        }
        throw new InputException(source + " is not a fidelity store, or its first line is damaged",
                new Place(source, 1, 1));
    }

    private void read(byte[] bytes, String source) {
        while (whole < bytes.length) {
            line++;
            int end = end(bytes, whole);
            Optional<StoredLine> found = end < bytes.length ? StoredLine.read(bytes, whole, end) : Optional.empty();
            if (found.isEmpty()) {
                refuseUnlessTail(bytes, end, source);
                return;
            }
            if (found.get().number() != events.size() + 1) {
                throw new InputException(source + " line " + line + ": event " + (events.size() + 1)
                        + " is missing, got event " + found.get().number(), new Place(source, line, 1));
            }
            events.add(EventReader.event(found.get().json(), source + " line " + line));
            whole = end + 1;
        }
    }

    private void refuseUnlessTail(byte[] bytes, int from, String source) {
        int start = from + 1;
        for (int l = line + 1; start < bytes.length; l++) {
            int end = end(bytes, start);
            if (end < bytes.length && StoredLine.read(bytes, start, end).isPresent()) {
                throw new InputException(source + " line " + line + " is damaged, and line " + l
                        + " after it is whole; restore the file from a copy", new Place(source, line, 1));
            }
            start = end + 1;
        }
    }

    /** Where the line ends: its line feed, or the end of all. */
    private static int end(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    List<FidelityEvent> events() {
        return events;
    }

    /** How many leading bytes are whole lines; 0 if even the header is not there. */
    int whole() {
        return whole;
    }

    /** The line that is not whole, counted from 1, if there are bytes behind the whole ones. */
    int tornLine() {
        return line;
    }
}

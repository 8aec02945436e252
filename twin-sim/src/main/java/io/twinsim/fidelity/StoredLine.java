package io.twinsim.fidelity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a file of events: a JSON object that begins with the CRC32C (RFC 3720, appendix B.4) of all that follows
 * it on the line, which any damage of up to 32 bits in a row changes for certain.
 *
 * @param number counts the events from 1
 * @param json the event
 */
record StoredLine(long number, String json) {

    private static final String START = "{\"crc32c\": \"";
    private static final String AFTER_SUM = "\", ";
    private static final int SUM_DIGITS = 8;
    private static final int SUMMED_FROM = START.length() + SUM_DIGITS + AFTER_SUM.length();
    private static final String NUMBER = "\"number\": ";
    private static final String RECORD = ", \"record\": ";

    /** The line with its line feed. */
    byte[] bytes() {
        byte[] summed = (NUMBER + number + RECORD + json + "}").getBytes(StandardCharsets.UTF_8);
        byte[] start = (START + sum(summed, 0, summed.length) + AFTER_SUM).getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[start.length + summed.length + 1];
        System.arraycopy(start, 0, line, 0, start.length);
        System.arraycopy(summed, 0, line, start.length, summed.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** The line in these bytes, without its line feed; empty if it is damaged. */
    static Optional<StoredLine> read(byte[] bytes, int from, int to) {
        if (to - from <= SUMMED_FROM) {
            return Optional.empty();
        }
        String start = new String(bytes, from, SUMMED_FROM, StandardCharsets.ISO_8859_1);
        if (!start.equals(START + sum(bytes, from + SUMMED_FROM, to) + AFTER_SUM)) {
            return Optional.empty();
        }
        String rest = new String(bytes, from + SUMMED_FROM, to - from - SUMMED_FROM, StandardCharsets.UTF_8);
        int record = rest.indexOf(RECORD);
        return Optional.of(new StoredLine(Long.parseLong(rest.substring(NUMBER.length(), record)),
                rest.substring(record + RECORD.length(), rest.length() - 1)));
    }

    private static String sum(byte[] bytes, int from, int to) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, to - from);
        return HexFormat.of().toHexDigits(sum.getValue(), SUM_DIGITS);
    }
}

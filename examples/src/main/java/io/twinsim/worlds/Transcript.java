package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/**
 * What was said in one session, in order. Immutable; empty contents and all of Unicode are welcome.
 *
 * <p>Times are hours since a Monday 00:00 of the caller's choice, the same for all transcripts that are measured
 * together; {@link #hours} turns dates into them.
 *
 * @param id the name of the session, unique among those measured together; not empty
 * @param messages in the order in which they were sent, none before its predecessor
 */
public record Transcript(String id, List<Message> messages) {

    private static final double NANOS_PER_HOUR = 3.6e12;

    /** Who speaks. */
    public enum Role {
        /** The visitor. */
        USER,
        /** The twin that answers. */
        ASSISTANT
    }

    /**
     * One message.
     *
     * @param role who speaks
     * @param content the text, which may be empty
     * @param time when it was sent, in hours since Monday 00:00; 0 or more
     */
    public record Message(Role role, String content, double time) {

        /** Checks the parts. */
        public Message {
            Checks.notNull(role, "role");
            Checks.notNull(content, "content");
            Checks.inRange(0, 1e6, time, "time");
        }

        /**
         * A message of the visitor.
         *
         * @param content the text
         * @param time in hours since Monday 00:00
         * @return the message
         */
        public static Message user(String content, double time) {
            return new Message(Role.USER, content, time);
        }

        /**
         * A message of the assistant.
         *
         * @param content the text
         * @param time in hours since Monday 00:00
         * @return the message
         */
        public static Message assistant(String content, double time) {
            return new Message(Role.ASSISTANT, content, time);
        }

        @Override
        public String toString() {
            return Lines.cut("Message[" + role + " " + Names.visible(content) + "]", 75);
        }
    }

    /** Copies the messages and checks their order. */
    public Transcript {
        if (Checks.notNull(id, "id").isEmpty()) {
            throw new InputException("id must not be empty, got \"\"");
        }
        messages = List.copyOf(messages);
        for (int i = 1; i < messages.size(); i++) {
            Checks.inRange(messages.get(i - 1).time(), 1e6, messages.get(i).time(), "time of message " + i);
        }
    }

    /**
     * A session from its messages.
     *
     * @param id the name of the session
     * @param messages in the order in which they were sent
     * @return the transcript
     */
    public static Transcript of(String id, Message... messages) {
        return new Transcript(id, List.of(messages));
    }

    /**
     * A date as a time of these transcripts. Both dates are local times of one place; clock changes are not known.
     *
     * @param monday the origin, a Monday at 00:00
     * @param time not before it
     * @return hours from monday to time
     * @throws InputException if monday is none, or time lies before it
     */
    public static double hours(LocalDateTime monday, LocalDateTime time) {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY || monday.toLocalTime().toNanoOfDay() != 0) {
            throw new InputException("monday must be a Monday at 00:00, got " + monday);
        }
        if (time.isBefore(monday)) {
            throw new InputException("time must not lie before monday (" + monday + "), got " + time);
        }
        Duration passed = Duration.between(monday, time);
        return (passed.toSeconds() * 1e9 + passed.getNano()) / NANOS_PER_HOUR;
    }

    @Override
    public String toString() {
        return Lines.cut("Transcript[" + Names.visible(id) + ", " + messages.size() + " messages]", 75);
    }
}

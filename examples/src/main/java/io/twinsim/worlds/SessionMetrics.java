package io.twinsim.worlds;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The figures of one session. A session without messages has zeros, no topics, neutral sentiment and no times.
 *
 * @param id the name of the session
 * @param totalMessages of both roles
 * @param userMessages of the visitor
 * @param assistantMessages of the assistant
 * @param averageUserLength mean number of characters (code points) of the visitor's messages; 0 if there are none
 * @param averageAssistantLength the same of the assistant's messages
 * @param totalWords parts between white space, both roles
 * @param questionCount question marks in the visitor's messages; "??" counts 2
 * @param topics the five most frequent runs of four or more word characters, lower-cased, without 13 stop words; of
 *     equally frequent ones the first to appear comes first
 * @param sentiment positive if more distinct positive than negative words occur (great, good, thanks, awesome,
 *     excellent, love; bad, wrong, error, problem, issue, hate), negative if fewer, else neutral; both roles
 * @param created time of the first message, in hours since Monday 00:00
 * @param lastUpdated time of the last message
 * @param durationMinutes from the first message to the last
 */
public record SessionMetrics(String id, long totalMessages, long userMessages, long assistantMessages,
        double averageUserLength, double averageAssistantLength, long totalWords, long questionCount,
        List<String> topics, Sentiment sentiment, OptionalDouble created, OptionalDouble lastUpdated,
        OptionalDouble durationMinutes) {

    /** The tone of a session. */
    public enum Sentiment {
        /** More distinct positive words. */
        POSITIVE,
        /** As many of either. */
        NEUTRAL,
        /** More distinct negative words. */
        NEGATIVE;

        /**
         * The name in tables and JSON.
         *
         * @return such as {@code positive}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the topics. */
    public SessionMetrics {
        topics = List.copyOf(topics);
    }

    /**
     * The figures of one transcript.
     *
     * @param transcript the session
     * @return its figures
     */
    public static SessionMetrics of(Transcript transcript) {
        return tally(transcript).metrics();
    }

    static SessionTally tally(Transcript transcript) {
        var tally = new SessionTally(transcript.id());
        transcript.messages().forEach(message -> tally.add(MessageFacts.of(message)));
        return tally;
    }

    /**
     * Exchanges, which is the number of the visitor's messages.
     *
     * @return equal to {@link #userMessages}
     */
    public long conversationTurns() {
        return userMessages;
    }

    @Override
    public String toString() {
        return Lines.cut("SessionMetrics[" + Names.visible(id) + ", " + totalMessages + " messages, "
                + sentiment.id() + ", " + String.join(" ", topics) + "]", 75);
    }
}

package io.twinsim.worlds;

import io.twinsim.internal.text.Numbers;
import io.twinsim.worlds.SessionMetrics.Sentiment;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * The figures of all sessions together. Without sessions all are 0, and no day or hour is the busiest.
 *
 * @param totalSessions sessions, empty ones included
 * @param totalMessages of both roles
 * @param totalUserMessages of visitors
 * @param averageMessagesPerSession totalMessages / totalSessions
 * @param commonTopics the ten most frequent runs of four or more word characters, lower-cased, stop words included; of
 *     equally frequent ones the first to appear comes first
 * @param questionRate 100 times the share of messages, of both roles, in which a question mark occurs
 * @param mostActiveDay see {@link ActivityBuckets#busiestWeekday}
 * @param mostActiveHour see {@link ActivityBuckets#busiestHour}
 * @param sentiments sessions by tone, every tone present
 */
public record GlobalMetrics(long totalSessions, long totalMessages, long totalUserMessages,
        double averageMessagesPerSession, List<TopicCount> commonTopics, double questionRate,
        Optional<DayOfWeek> mostActiveDay, OptionalInt mostActiveHour, Map<Sentiment, Long> sentiments) {

    /**
     * How often a topic was named.
     *
     * @param topic lower case
     * @param count times
     */
    public record TopicCount(String topic, long count) {
        @Override
        public String toString() {
            return topic + " " + Numbers.grouped(count);
        }
    }

    /** Copies the collections. */
    public GlobalMetrics {
        commonTopics = List.copyOf(commonTopics);
        Map<Sentiment, Long> tones = new EnumMap<>(Sentiment.class);
        tones.putAll(sentiments);
        sentiments = Collections.unmodifiableMap(tones);
    }

    /**
     * The mean length of a session in messages, which is {@link #averageMessagesPerSession} by another name.
     *
     * @return totalMessages / totalSessions
     */
    public double averageConversationLength() {
        return averageMessagesPerSession;
    }

    /**
     * The figures for reading.
     *
     * @return several lines, each ended by a line feed
     */
    public String table() {
        List<String> tones = new ArrayList<>();
        sentiments.forEach((tone, count) -> tones.add(Numbers.grouped(count) + " " + tone.id()));
        var topics = new StringJoiner(", ");
        commonTopics.forEach(topic -> topics.add(topic.toString()));
        return "sessions   " + Numbers.grouped(totalSessions) + ": " + String.join(", ", tones)
                + "\nmessages   " + Numbers.grouped(totalMessages) + ", " + Numbers.grouped(totalUserMessages)
                + " by visitors, " + Numbers.fixed(averageMessagesPerSession, 2) + " a session, "
                + Numbers.fixed(questionRate, 1) + " % with a question"
                + "\nbusiest    " + mostActiveDay.map(DayOfWeek::name).orElse("no day") + ", "
                + (mostActiveHour.isPresent() ? mostActiveHour.getAsInt() + ":00" : "no hour")
                + "\ntopics     " + topics + "\n";
    }

    @Override
    public String toString() {
        return "GlobalMetrics[" + Numbers.grouped(totalSessions) + " sessions, " + Numbers.grouped(totalMessages)
                + " messages, " + Numbers.fixed(questionRate, 1) + " % ask]";
    }
}

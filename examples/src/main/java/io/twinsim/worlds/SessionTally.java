package io.twinsim.worlds;

import io.twinsim.worlds.SessionMetrics.Sentiment;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The counts of one session while its messages come in. */
final class SessionTally {
    private static final int TOPICS = 5;

    private final String id;
    private final Map<String, Long> topics = new LinkedHashMap<>();
    private long userMessages;
    private long assistantMessages;
    private long userCharacters;
    private long assistantCharacters;
    private long words;
    private long questions;
    private long askingMessages;
    private int positives;
    private int negatives;
    private long created;
    private long updated;

    SessionTally(String id) {
        this.id = id;
    }

    void add(MessageFacts message) {
        if (messages() == 0) {
            created = message.millis();
        }
        updated = message.millis();
        if (message.role() == Transcript.Role.USER) {
            userMessages++;
            userCharacters += message.characters();
            questions += message.questionMarks();
        } else {
            assistantMessages++;
            assistantCharacters += message.characters();
        }
        words += message.words();
        askingMessages += message.asks() ? 1 : 0;
        message.topics().forEach((topic, count) -> topics.merge(topic, count, Long::sum));
        positives |= message.positives();
        negatives |= message.negatives();
    }

    long messages() {
        return userMessages + assistantMessages;
    }

    long userMessages() {
        return userMessages;
    }

    /** Messages of either role with a question mark. */
    long askingMessages() {
        return askingMessages;
    }

    Map<String, Long> topics() {
        return topics;
    }

    Sentiment sentiment() {
        int sign = Integer.compare(Integer.bitCount(positives), Integer.bitCount(negatives));
        return sign > 0 ? Sentiment.POSITIVE : sign < 0 ? Sentiment.NEGATIVE : Sentiment.NEUTRAL;
    }

    SessionCursor key() {
        return new SessionCursor(created, id);
    }

    long createdMillis() {
        return created;
    }

    SessionMetrics metrics() {
        List<String> top = top(topics, TOPICS, true).stream().map(Map.Entry::getKey).toList();
        boolean empty = messages() == 0;
        return new SessionMetrics(id, messages(), userMessages, assistantMessages, mean(userCharacters, userMessages),
                mean(assistantCharacters, assistantMessages), words, questions, top, sentiment(),
                empty ? OptionalDouble.empty() : OptionalDouble.of(MessageFacts.hours(created)),
                empty ? OptionalDouble.empty() : OptionalDouble.of(MessageFacts.hours(updated)),
                empty ? OptionalDouble.empty() : OptionalDouble.of((updated - created) / 60_000.0));
    }

    /** The most frequent first; of equally frequent ones, the one that appeared first. */
    static List<Map.Entry<String, Long>> top(Map<String, Long> counts, int most, boolean withoutStopWords) {
        return counts.entrySet().stream()
                .filter(entry -> !withoutStopWords || !MessageFacts.STOP_WORDS.contains(entry.getKey()))
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> entry.getValue()).reversed())
                .limit(most).map(entry -> Map.entry(entry.getKey(), entry.getValue())).toList();
    }

    private static double mean(long sum, long count) {
        return count == 0 ? 0 : (double) sum / count;
    }
}

package io.twinsim.worlds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the metrics need to know of one message, whether it was written or simulated.
 *
 * <p>Length counts code points. Words are separated by white space, whereas topics and sentiment look at runs of word
 * characters (letters and numbers of Unicode, and the underscore) of the lower-cased text, so "great!" says great and
 * "don't" is two runs.
 *
 * @param role who speaks
 * @param millis when, in milliseconds since Monday 00:00
 * @param characters code points
 * @param words parts between white space
 * @param questionMarks of the character '?' alone, each counted
 * @param topics runs of four or more word characters and how often they occur, by first appearance, stop words too
 * @param positives bit i: the i-th positive word occurs
 * @param negatives bit i: the i-th negative word occurs
 */
record MessageFacts(Transcript.Role role, long millis, long characters, long words, long questionMarks,
        Map<String, Long> topics, int positives, int negatives) {

    /** Left out of the topics of a session, but not out of the common topics. */
    static final Set<String> STOP_WORDS = Set.of("that", "this", "with", "have", "from", "they", "what", "about",
            "which", "their", "there", "would", "could");
    static final List<String> POSITIVES = List.of("great", "good", "thanks", "awesome", "excellent", "love");
    static final List<String> NEGATIVES = List.of("bad", "wrong", "error", "problem", "issue", "hate");

    private static final int SHORTEST_TOPIC = 4;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    static MessageFacts of(Transcript.Message message) {
        String content = message.content();
        Map<String, Long> topics = new LinkedHashMap<>();
        int positives = 0;
        int negatives = 0;
        String text = content.toLowerCase(Locale.ROOT);
        for (int from = 0, to; from < text.length(); from = to) {
            to = runEnd(text, from);
            if (to == from) {
                to += Character.charCount(text.codePointAt(from));
                continue;
            }
            String run = text.substring(from, to);
            positives |= bit(POSITIVES, run);
            negatives |= bit(NEGATIVES, run);
            if (run.codePointCount(0, run.length()) >= SHORTEST_TOPIC) {
                topics.merge(run, 1L, Long::sum);
            }
        }
        return new MessageFacts(message.role(), millis(message.time()), content.codePointCount(0, content.length()),
                words(content), content.chars().filter(c -> c == '?').count(), topics, positives, negatives);
    }

    static long millis(double hours) {
        return Math.round(hours * MILLIS_PER_HOUR);
    }

    static double hours(long millis) {
        return millis / MILLIS_PER_HOUR;
    }

    boolean asks() {
        return questionMarks > 0;
    }

    private static int bit(List<String> words, String run) {
        int index = words.indexOf(run);
        return index < 0 ? 0 : 1 << index;
    }

    private static int runEnd(String text, int from) {
        int to = from;
        while (to < text.length()) {
            int c = text.codePointAt(to);
            if (!isWord(c)) {
                break;
            }
            to += Character.charCount(c);
        }
        return to;
    }

    private static boolean isWord(int c) {
        int type = Character.getType(c);
        return c == '_' || Character.isLetter(c) || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static long words(String content) {
        long words = 0;
        boolean inside = false;
        for (int i = 0; i < content.length(); i++) {
            boolean space = isSpace(content.charAt(i));
            words += !space && !inside ? 1 : 0;
            inside = !space;
        }
        return words;
    }

    /** White space in the sense of Unicode, and the four separators of ASCII; all lie in the basic plane. */
    private static boolean isSpace(char c) {
        return c >= 0x09 && c <= 0x0d || c >= 0x1c && c <= 0x20 || c == 0x85 || Character.isSpaceChar(c);
    }
}

package io.twinsim.worlds;

import io.twinsim.model.TwinModel;
import io.twinsim.timeline.StepCollector;
import io.twinsim.timeline.StepView;
import io.twinsim.worlds.Transcript.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the sessions of simulated visitors as text with the lengths, question marks, topics and tone words that were
 * drawn. Sessions with a message too short for what it should say are left out. For one block of twins.
 */
final class ConversationWriter implements StepCollector<Map<String, Transcript>> {
    private final List<String> topics;
    private final Map<Integer, List<Message>> open = new TreeMap<>();
    private final Map<Integer, Integer> begun = new TreeMap<>();
    private final Map<Integer, long[]> tones = new TreeMap<>();
    private final Set<Integer> unwritable = new HashSet<>();

    ConversationWriter(TwinModel model) {
        topics = model.timeline().orElseThrow().node("topic").labels();
    }

    @Override
    public Map<String, Transcript> create() {
        return new LinkedHashMap<>();
    }

    @Override
    public Map<String, Transcript> merge(Map<String, Transcript> left, Map<String, Transcript> right) {
        left.putAll(right);
        return left;
    }

    @Override
    public void accept(Map<String, Transcript> into, StepView view) {
        for (int i = view.from(); i < view.to(); i++) {
            if (value(view, "turn", i) != 0) {
                turn(view, i);
            }
            if (value(view, "leaving", i) != 0) {
                List<Message> messages = open.remove(i);
                tones.remove(i);
                if (messages != null && !unwritable.remove(i)) {
                    String id = "v" + i + "-" + begun.get(i);
                    into.put(id, new Transcript(id, messages));
                }
            }
        }
    }

    private void turn(StepView view, int i) {
        if (!open.containsKey(i)) {
            open.put(i, new ArrayList<>());
            begun.merge(i, 1, Integer::sum);
        }
        String topic = topics.get((int) value(view, "topic", i));
        long[] used = tones.getOrDefault(i, new long[2]);
        long[] now = {(long) value(view, "positive_words", i), (long) value(view, "negative_words", i)};
        tones.put(i, now);
        List<String> says = new ArrayList<>(MessageFacts.POSITIVES.subList((int) used[0], (int) now[0]));
        says.addAll(MessageFacts.NEGATIVES.subList((int) used[1], (int) now[1]));
        String question = text(view, "user", topic, List.of(), i);
        String answer = text(view, "assistant", topic, says, i);
        if (question.isEmpty() || answer.isEmpty()) {
            unwritable.add(i);
        } else {
            double clock = value(view, "clock", i);
            open.get(i).add(Message.user(question, Math.max(0, clock - value(view, "latency", i) / 3600)));
            open.get(i).add(Message.assistant(answer, clock));
        }
    }

    /** Empty if it cannot be written. Tone words come after the topic, as does their order of appearance. */
    private static String text(StepView view, String role, String topic, List<String> says, int i) {
        int words = (int) value(view, role + "_words", i);
        int characters = (int) value(view, role + "_chars", i);
        int marks = (int) value(view, role + "_questions", i);
        List<String> parts = new ArrayList<>(Collections.nCopies((int) value(view, role + "_mentions", i), topic));
        parts.addAll(says);
        if (parts.size() > words) {
            return "";
        }
        parts.addAll(Collections.nCopies(words - parts.size(), "-"));
        String text = String.join(" ", parts) + "?".repeat(marks);
        return text.length() > characters ? "" : text + "-".repeat(characters - text.length());
    }

    private static double value(StepView view, String node, int i) {
        return view.values(view.column(node))[i];
    }
}

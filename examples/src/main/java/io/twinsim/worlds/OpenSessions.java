package io.twinsim.worlds;

import io.twinsim.timeline.StepView;
import io.twinsim.worlds.Transcript.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are going on in the block of twins whose steps come in. A session exists from its first answered
 * turn, as a failed one stores nothing; it closes when its visitor leaves, and at the end of the run.
 */
final class OpenSessions {
    private static final int ROWS = 1_024;
    private static final double SECONDS_PER_HOUR = 3_600;

    private final ConversationMetrics metrics;
    private final List<String> topics;
    private final @Nullable SessionTally[] open = new SessionTally[ROWS];
    private final int[] begun = new int[ROWS];
    private @Nullable Columns columns;
    private long block = -1;

    OpenSessions(ConversationMetrics metrics, List<String> topics) {
        this.metrics = metrics;
        this.topics = topics;
    }

    /** Where the nodes stand that the metrics read. */
    private record Columns(int clock, int turn, int failure, int leaving, int latency, int topic, int userCharacters,
            int userWords, int userQuestions, int userMentions, int assistantCharacters, int assistantWords,
            int assistantQuestions, int assistantMentions, int positives, int negatives) {

        static Columns of(StepView view) {
            return new Columns(view.column("clock"), view.column("turn"), view.column("failure"),
                    view.column("leaving"), view.column("latency"), view.column("topic"), view.column("user_chars"),
                    view.column("user_words"), view.column("user_questions"), view.column("user_mentions"),
                    view.column("assistant_chars"), view.column("assistant_words"),
                    view.column("assistant_questions"), view.column("assistant_mentions"),
                    view.column("positive_words"), view.column("negative_words"));
        }
    }

    void accept(StepView view) {
        if (columns == null) {
            columns = Columns.of(view);
        }
        if (view.firstRow() != block) {
            settle();
            block = view.firstRow();
        }
        double[] turn = view.values(columns.turn());
        double[] failure = view.values(columns.failure());
        double[] leaving = view.values(columns.leaving());
        double[] latency = view.values(columns.latency());
        for (int i = view.from(); i < view.to(); i++) {
            boolean answered = turn[i] != 0;
            if ((answered || failure[i] != 0) && view.counts(i)) {
                metrics.addCall(latency[i], !answered);
                if (answered) {
                    turn(view, columns, i);
                }
                if (leaving[i] != 0) {
                    close(i);
                }
            }
        }
    }

    private void turn(StepView view, Columns at, int i) {
        SessionTally session = open[i];
        if (session == null) {
            begun[i]++;
            session = new SessionTally("v" + (block + i) + "-" + begun[i]);
            open[i] = session;
        }
        double answered = view.values(at.clock())[i];
        double asked = Math.max(0, answered - view.values(at.latency())[i] / SECONDS_PER_HOUR);
        String topic = topics.get((int) view.values(at.topic())[i]);
        add(session, new MessageFacts(Role.USER, MessageFacts.millis(asked), whole(view, at.userCharacters(), i),
                whole(view, at.userWords(), i), whole(view, at.userQuestions(), i),
                named(topic, whole(view, at.userMentions(), i)), 0, 0));
        add(session, new MessageFacts(Role.ASSISTANT, MessageFacts.millis(answered),
                whole(view, at.assistantCharacters(), i), whole(view, at.assistantWords(), i),
                whole(view, at.assistantQuestions(), i), named(topic, whole(view, at.assistantMentions(), i)),
                first(whole(view, at.positives(), i)), first(whole(view, at.negatives(), i))));
    }

    private void add(SessionTally session, MessageFacts message) {
        session.add(message);
        metrics.message(message);
    }

    private static long whole(StepView view, int column, int i) {
        return (long) view.values(column)[i];
    }

    private static Map<String, Long> named(String topic, long count) {
        return count == 0 ? Map.of() : Map.of(topic, count);
    }

    /** The words of a tone are alike, so the world counts the different ones of a session; here they get names. */
    private static int first(long words) {
        return (1 << words) - 1;
    }

    private void close(int i) {
        SessionTally session = open[i];
        if (session != null) {
            open[i] = null;
            metrics.close(session);
        }
    }

    /** Closes what is open: the block is at its end. */
    void settle() {
        for (int i = 0; i < ROWS; i++) {
            close(i);
            begun[i] = 0;
        }
    }
}

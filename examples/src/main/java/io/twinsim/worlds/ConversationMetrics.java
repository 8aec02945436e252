package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.StepCollector;
import io.twinsim.timeline.StepView;
import io.twinsim.worlds.GlobalMetrics.TopicCount;
import io.twinsim.worlds.SessionMetrics.Sentiment;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts conversations as they come in: the transcripts of real ones, or the events of simulated ones. Both go through
 * the same counters, which are whole numbers, so parts that were counted apart add up to the whole exactly.
 *
 * <pre>{@code
 * ConversationMetrics real = ConversationMetrics.of(transcripts);
 * TwinModel world = Worlds.conversation();
 * ConversationMetrics simulated = Timeline.of(world.generate(10_000, 42))
 *         .collect("control", ConversationMetrics.collector(ConversationQuery.of(), world));
 * simulated.global().table();
 * }</pre>
 *
 * <p>Nothing is kept of a message once it is counted, and of a session only if it is on the page that was asked for:
 * memory grows with the window, the page and the number of different topics. Not for use by several threads at once;
 * count apart and {@link #add(ConversationMetrics) add} up.
 */
public final class ConversationMetrics {
    private static final int COMMON_TOPICS = 10;

    private final ConversationQuery query;
    private final Map<Sentiment, Long> sentiments = new EnumMap<>(Sentiment.class);
    private final Map<String, Long> topics = new LinkedHashMap<>();
    private final ActivityTally activity;
    private final ServiceTally service = new ServiceTally();
    private final SessionShelf shelf;
    private @Nullable OpenSessions open;
    private long sessions;
    private long messages;
    private long userMessages;
    private long askingMessages;

    private ConversationMetrics(ConversationQuery query) {
        this.query = Checks.notNull(query, "query");
        activity = new ActivityTally(query.fromHour(), query.toHour());
        shelf = new SessionShelf(query);
        for (Sentiment sentiment : Sentiment.values()) {
            sentiments.put(sentiment, 0L);
        }
    }

    /**
     * Counters at zero.
     *
     * @param query what to keep
     * @return the counters
     */
    public static ConversationMetrics of(ConversationQuery query) {
        return new ConversationMetrics(query);
    }

    /**
     * The counts of some transcripts, with {@link ConversationQuery#of()}.
     *
     * @param transcripts sessions with different ids
     * @return the counters
     */
    public static ConversationMetrics of(Collection<Transcript> transcripts) {
        var metrics = of(ConversationQuery.of());
        transcripts.forEach(metrics::add);
        return metrics;
    }

    /**
     * Counts the events of simulated visitors, for {@code Timeline.collect}.
     *
     * @param query what to keep
     * @param model the conversation world, or one that extends it
     * @return a collector; sessions are called {@code vTWIN-NUMBER}, numbered from 1 for each visitor
     * @throws InputException if the model has no timeline with a {@code topic}
     */
    public static StepCollector<ConversationMetrics> collector(ConversationQuery query, TwinModel model) {
        Checks.notNull(query, "query");
        List<String> labels = model.timeline()
                .orElseThrow(() -> new InputException("model must have a timeline, got " + model))
                .node("topic").labels();
        return new StepCollector<>() {
            @Override
            public ConversationMetrics create() {
                var metrics = of(query);
                metrics.open = new OpenSessions(metrics, labels);
                return metrics;
            }

            @Override
            public void accept(ConversationMetrics into, StepView view) {
                if (into.open != null) {
                    into.open.accept(view);
                }
            }

            @Override
            public ConversationMetrics merge(ConversationMetrics left, ConversationMetrics right) {
                left.add(right);
                return left;
            }
        };
    }

    /**
     * Counts a session.
     *
     * @param transcript with an id that was not counted before
     */
    public void add(Transcript transcript) {
        var tally = new SessionTally(transcript.id());
        for (Transcript.Message message : transcript.messages()) {
            MessageFacts facts = MessageFacts.of(message);
            tally.add(facts);
            message(facts);
        }
        close(tally);
    }

    /** Counts a message by its time; the rest is counted when its session closes. */
    void message(MessageFacts message) {
        activity.message(message.millis(), message.role() == Transcript.Role.USER);
    }

    /** Counts a session that gets no more messages. */
    void close(SessionTally session) {
        sessions++;
        messages += session.messages();
        userMessages += session.userMessages();
        askingMessages += session.askingMessages();
        session.topics().forEach((topic, count) -> topics.merge(topic, count, Long::sum));
        sentiments.merge(session.sentiment(), 1L, Long::sum);
        if (session.messages() > 0) {
            activity.session(session.createdMillis());
        }
        shelf.add(session);
    }

    /**
     * Counts a call of the answering service.
     *
     * @param latencySeconds 0 to 600
     * @param failed whether it gave no answer
     */
    public void addCall(double latencySeconds, boolean failed) {
        service.add(latencySeconds, failed);
    }

    /**
     * Adds what was counted apart; topics that are new here come after those that are known.
     *
     * @param later counts of the same query, of other sessions; not changed
     * @throws InputException if its query is another one
     */
    public void add(ConversationMetrics later) {
        if (!query.equals(later.query)) {
            throw new InputException("later must have the same query (" + query + "), got " + later.query);
        }
        settle();
        later.settle();
        sessions += later.sessions;
        messages += later.messages;
        userMessages += later.userMessages;
        askingMessages += later.askingMessages;
        later.topics.forEach((topic, count) -> topics.merge(topic, count, Long::sum));
        later.sentiments.forEach((sentiment, count) -> sentiments.merge(sentiment, count, Long::sum));
        activity.add(later.activity);
        service.add(later.service);
        shelf.add(later.shelf);
    }

    /** Closes the sessions that are going on. */
    private void settle() {
        if (open != null) {
            open.settle();
        }
    }

    /**
     * The figures of all sessions.
     *
     * @return as of now
     */
    public GlobalMetrics global() {
        settle();
        List<TopicCount> common = SessionTally.top(topics, COMMON_TOPICS, false).stream()
                .map(entry -> new TopicCount(entry.getKey(), entry.getValue())).toList();
        ActivityBuckets buckets = activity();
        return new GlobalMetrics(sessions, messages, userMessages,
                sessions == 0 ? 0 : (double) messages / sessions, common,
                messages == 0 ? 0 : (double) askingMessages / messages * 100,
                buckets.busiestWeekday(), buckets.busiestHour(), sentiments);
    }

    /**
     * What happened when.
     *
     * @return as of now, within the window of the query
     */
    public ActivityBuckets activity() {
        settle();
        return activity.buckets();
    }

    /**
     * How well the answering service ran.
     *
     * @return as of now
     */
    public ServiceMetrics service() {
        return service.metrics();
    }

    /**
     * The page of sessions that the query asks for. Sessions without messages come first.
     *
     * @return as of now
     */
    public SessionPage sessions() {
        settle();
        return shelf.page();
    }

    @Override
    public String toString() {
        return "ConversationMetrics[" + Numbers.grouped(sessions) + " sessions, " + Numbers.grouped(messages)
                + " messages]";
    }
}

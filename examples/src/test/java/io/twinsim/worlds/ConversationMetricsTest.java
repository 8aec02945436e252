package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.worlds.ActivityBuckets.Bucket;
import io.twinsim.worlds.ActivityBuckets.Granularity;
import io.twinsim.worlds.SessionMetrics.Sentiment;
import io.twinsim.worlds.Transcript.Message;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * The figures of the corpus are those of {@code conversation_oracle.py}, which works them out from the definitions with
 * Python 3.11.7: {@code python3 conversation_oracle.py < conversation_corpus.json > conversation_oracle.json}.
 */
class ConversationMetricsTest {

    private static final Map<String, Object> CORPUS = ConversationCorpus.read("conversation_corpus.json");
    private static final Map<String, Object> ORACLE = ConversationCorpus.read("conversation_oracle.json");
    private static final ConversationQuery QUERY = ConversationQuery.of().withWindow(0, 240);

    @Test
    void sessions_ofTheCorpus_areThoseOfTheOracle() {
        List<Transcript> transcripts = transcripts();
        List<Map<String, Object>> expected = ConversationCorpus.objects(ORACLE, "sessions");
        assertThat(transcripts).hasSize(47).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            SessionMetrics s = SessionMetrics.of(transcripts.get(i));
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("id", s.id());
            found.put("total", s.totalMessages());
            found.put("user", s.userMessages());
            found.put("assistant", s.assistantMessages());
            found.put("turns", s.conversationTurns());
            found.put("userLength", s.averageUserLength());
            found.put("assistantLength", s.averageAssistantLength());
            found.put("words", s.totalWords());
            found.put("questions", s.questionCount());
            found.put("topics", s.topics());
            found.put("sentiment", s.sentiment().id());
            found.put("minutes", s.durationMinutes().isPresent() ? s.durationMinutes().getAsDouble() : "none");
            assertThat(found).isEqualTo(expected.get(i));
        }
    }

    @Test
    void global_ofTheCorpus_isThatOfTheOracle() {
        ConversationMetrics metrics = counted(transcripts());
        GlobalMetrics global = metrics.global();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("sessions", global.totalSessions());
        found.put("messages", global.totalMessages());
        found.put("user", global.totalUserMessages());
        found.put("mean", global.averageMessagesPerSession());
        found.put("topics", global.commonTopics().stream().map(t -> List.<Object>of(t.topic(), t.count())).toList());
        found.put("questionRate", global.questionRate());
        found.put("day", global.mostActiveDay().orElseThrow().getValue() - 1L);
        found.put("hour", (long) global.mostActiveHour().getAsInt());
        found.put("tones", List.copyOf(global.sentiments().values()));
        found.put("outside", metrics.activity().outside());
        assertThat(found).isEqualTo(ORACLE.get("global"));
        assertThat(global.commonTopics()).hasSize(10);
        assertThat(global.averageConversationLength()).isEqualTo(global.averageMessagesPerSession());
    }

    @Test
    void buckets_ofTheCorpus_areThoseOfTheOracleZerosIncluded() {
        ActivityBuckets activity = counted(transcripts()).activity();
        for (Granularity granularity : Granularity.values()) {
            List<List<Object>> found = activity.by(granularity).stream().map(b -> List.<Object>of((long) b.from(),
                    (long) b.to(), b.sessions(), b.messages(), b.userMessages())).toList();
            assertThat(found).isEqualTo(ConversationCorpus.rows(ORACLE, granularity.id() + "s"));
        }
        assertThat(activity.by(Granularity.HOUR)).hasSize(240);
        assertThat(activity.by(Granularity.HOUR).stream().filter(b -> b.messages() == 0).count()).isGreaterThan(100);
        assertThat(activity.by(Granularity.WEEK)).extracting(Bucket::to).containsExactly(168, 240);
    }

    @Test
    void service_ofTheCorpus_isThatOfTheOracle() {
        ServiceMetrics service = counted(transcripts()).service();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("calls", service.invocations());
        found.put("errors", service.errors());
        found.put("success", service.successRate().getAsDouble());
        found.put("mean", service.meanLatency().getAsDouble());
        found.put("p95", service.p95Latency().getAsDouble());
        found.put("p99", service.p99Latency().getAsDouble());
        assertThat(found).isEqualTo(ORACLE.get("service"));
        assertThat(service.errorRate().getAsDouble() + service.successRate().getAsDouble()).isEqualTo(100);
        assertThat(service).hasToString("ServiceMetrics[333 calls, 91.59 % succeed, P95 3.825 s]");
    }

    @Test
    void parts_countedApart_addUpToTheWhole() {
        List<Transcript> all = transcripts();
        ConversationMetrics whole = counted(all);
        for (int cut = 0; cut <= all.size(); cut++) {
            ConversationMetrics sum = counted(all.subList(0, cut));
            ConversationMetrics right = ConversationMetrics.of(QUERY);
            all.subList(cut, all.size()).forEach(right::add);
            sum.add(right);
            assertThat(sum.global()).isEqualTo(whole.global());
            assertThat(sum.activity().by(Granularity.HOUR)).isEqualTo(whole.activity().by(Granularity.HOUR));
            assertThat(sum.sessions()).isEqualTo(whole.sessions());
            assertThat(sum.service()).isEqualTo(whole.service());
        }
    }

    @Test
    void pages_ofAnySize_giveTheSameSessionsInOrder() {
        Object expected = ORACLE.get("list");
        int checked = 0;
        for (int limit : new int[] {1, 2, 5, 46, 47, 48, 1000}) {
            List<String> listed = new ArrayList<>();
            ConversationQuery query = QUERY.withLimit(limit);
            Optional<SessionCursor> next;
            do {
                ConversationMetrics metrics = ConversationMetrics.of(query);
                transcripts().forEach(metrics::add);
                SessionPage page = metrics.sessions();
                assertThat(page.sessions()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
                page.sessions().forEach(s -> listed.add(s.id()));
                next = page.next();
                query = next.isPresent() ? query.after(SessionCursor.parse(next.get().toString())) : query;
                checked++;
            } while (next.isPresent());
            assertThat(listed).as("limit %d", limit).isEqualTo(expected);
        }
        assertThat(checked).isEqualTo(47 + 24 + 10 + 2 + 1 + 1 + 1);
    }

    @Test
    void emptyCorpus_hasZerosAndUndefinedRatios() {
        ConversationMetrics nothing = ConversationMetrics.of(List.of());
        assertThat(nothing.global()).isEqualTo(new GlobalMetrics(0, 0, 0, 0, List.of(), 0, Optional.empty(),
                OptionalInt.empty(), Map.of(Sentiment.POSITIVE, 0L, Sentiment.NEUTRAL, 0L, Sentiment.NEGATIVE, 0L)));
        assertThat(nothing.service()).isEqualTo(new ServiceMetrics(0, 0, OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(nothing.service()).hasToString("ServiceMetrics[0 calls, undefined % succeed, P95 undefined s]");
        assertThat(nothing.sessions()).isEqualTo(new SessionPage(List.of(), Optional.empty()));
        assertThat(nothing.activity().by(Granularity.DAY)).hasSize(30).allMatch(bucket -> bucket.messages() == 0);
    }

    @Test
    void busiestDay_manyMondays_doNotBeatOneBusyTuesday() {
        List<Transcript> sessions = new ArrayList<>();
        for (int week = 0; week < 5; week++) {
            sessions.add(Transcript.of("monday-" + week, Message.user("hello", 168 * week + 9),
                    Message.assistant("hello", 168 * week + 9)));
        }
        for (int week = 0; week < 4; week++) {
            sessions.add(Transcript.of("tuesday-" + week, Message.user("hello", 168 * week + 33),
                    Message.assistant("hello", 168 * week + 34)));
        }
        sessions.add(Transcript.of("more", Message.user("hello", 34)));
        GlobalMetrics global = counted(sessions, ConversationQuery.of().withWindow(0, 4 * 168 + 24)).global();
        assertThat(global.mostActiveDay()).contains(DayOfWeek.TUESDAY);
        assertThat(global.mostActiveHour()).hasValue(9);
    }

    @Test
    void text_ofFigures_reads() {
        ConversationMetrics metrics = counted(transcripts());
        assertThat(metrics).hasToString("ConversationMetrics[47 sessions, 390 messages]");
        assertThat(metrics.global()).hasToString("GlobalMetrics[47 sessions, 390 messages, 54.4 % ask]");
        assertThat(metrics.global().table()).isEqualTo("""
                sessions   47: 19 positive, 12 neutral, 16 negative
                messages   390, 197 by visitors, 8.30 a session, 54.4 % with a question
                busiest    MONDAY, 2:00
                topics     this 45, account 45, issue 43, error 42, 1234 42, love 41, hate 41, have 40, \
                excellent 40, mail 39
                """);
        assertThat(metrics.activity()).hasToString("ActivityBuckets[hours 0 to 240, 389 messages]");
        assertThat(metrics.activity().table(Granularity.DAY)).startsWith("""
                from              sessions  messages  by visitors
                week 1 Mon 00:00         5        40           20
                """);
        assertThat(SessionMetrics.of(transcripts().get(0)))
                .hasToString("SessionMetrics[plain, 4 messages, positive, technology hello doing great...");
        assertThat(transcripts().get(0)).hasToString("Transcript[plain, 4 messages]");
        assertThat(QUERY).hasToString("ConversationQuery[hours 0 to 240, 100 sessions]");
    }

    @Test
    void hours_ofDates_countFromMonday() {
        LocalDateTime monday = LocalDateTime.of(2026, 3, 2, 0, 0);
        assertThat(Transcript.hours(monday, LocalDateTime.of(2026, 3, 3, 9, 30))).isEqualTo(33.5);
        assertThatThrownBy(() -> Transcript.hours(monday.plusDays(1), monday.plusDays(2)))
                .isInstanceOf(InputException.class)
                .hasMessage("monday must be a Monday at 00:00, got 2026-03-03T00:00");
        assertThatThrownBy(() -> Transcript.hours(monday, monday.minusHours(1))).isInstanceOf(InputException.class)
                .hasMessage("time must not lie before monday (2026-03-02T00:00), got 2026-03-01T23:00");
    }

    @Test
    void wrongInput_isRefused() {
        assertThatThrownBy(() -> Transcript.of("a", Message.user("x", 2), Message.assistant("y", 1)))
                .isInstanceOf(InputException.class)
                .hasMessage("time of message 1 must be in [2.0, 1000000.0], got 1.0");
        assertThatThrownBy(() -> Message.user("x", Double.NaN)).isInstanceOf(InputException.class)
                .hasMessage("time must be in [0.0, 1000000.0], got NaN");
        assertThatThrownBy(() -> Transcript.of("")).hasMessage("id must not be empty, got \"\"");
        assertThatThrownBy(() -> Granularity.named("dya")).isInstanceOf(InputException.class)
                .hasMessage("unknown granularity \"dya\"; did you mean \"day\"? known: hour, day, week");
        assertThatThrownBy(() -> QUERY.withLimit(0)).hasMessage("limit must be in [1, 100000], got 0");
        assertThatThrownBy(() -> QUERY.withWindow(24, 24)).hasMessage("fromHour must lie before toHour (24), got 24");
        assertThatThrownBy(() -> SessionCursor.parse("x/y")).hasMessage("cursor must be MILLISECONDS/ID, got \"x/y\"");
        assertThatThrownBy(() -> ConversationMetrics.of(QUERY).addCall(-1, false))
                .hasMessage("latencySeconds must be in [0.0, 600.0], got -1.0");
        assertThatThrownBy(() -> ConversationMetrics.of(QUERY).add(ConversationMetrics.of(QUERY.withLimit(1))))
                .hasMessage("later must have the same query (ConversationQuery[hours 0 to 240, 100 sessions]), got "
                        + "ConversationQuery[hours 0 to 240, 1 sessions]");
        Transcript twice = Transcript.of("twice", Message.user("x", 2));
        assertThatThrownBy(() -> ConversationMetrics.of(List.of(twice, twice))).isInstanceOf(InputException.class)
                .hasMessage("id must be different for each session, got \"twice\" twice");
    }

    private static ConversationMetrics counted(List<Transcript> transcripts) {
        ConversationMetrics metrics = counted(transcripts, QUERY);
        for (List<Object> call : ConversationCorpus.rows(CORPUS, "calls")) {
            metrics.addCall((long) call.get(0) / 1000.0, (boolean) call.get(1));
        }
        return metrics;
    }

    private static ConversationMetrics counted(List<Transcript> transcripts, ConversationQuery query) {
        ConversationMetrics metrics = ConversationMetrics.of(query);
        transcripts.forEach(metrics::add);
        return metrics;
    }

    private static List<Transcript> transcripts() {
        return ConversationCorpus.transcripts(CORPUS);
    }
}
